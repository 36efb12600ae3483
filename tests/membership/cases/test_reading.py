"""Sealed words and scans: a duty elsewhere opens nothing here, and nobody reads what was found out on himself."""

import datetime as dt

import pytest

from directory.permissions import Role, Sensitivity
from directory.services.duties import assign_duty
from directory.services.grants import project_grants
from directory.viewer import Operator
from membership.checklist import bundle
from membership.models import Case
from membership.services.papers import Scan, add_paper
from tests.membership.cases.walking import applied
from tests.world import TODAY


@pytest.fixture
def secretary(world):
    """Secretary of the chemists' branch (S2), and of the mathematicians' college (S4)."""
    account = world.accounts[Role.UNIT_SECRETARY]
    since = dt.date(2024, 3, 1)
    assign_duty(person=account.person, unit=world.units["0201"], kind="secretary", from_on=since, by=None)
    project_grants()
    return account


@pytest.fixture
def case(world, secretary):
    case = applied(world, 1)
    record = case.records.get()
    record.set_note("谈话内容")
    record.save()
    scan = Scan(b"%PDF-1.4 page", "scan.pdf")
    add_paper(case=case, title="政审", kind="political_review", scan=scan, by=Operator(TODAY), today=TODAY)
    return case


def answers(client, case) -> list[int]:
    file = next(each for each in client.get(f"/cases/{case.code}/papers/").context["besides"]).files[0]
    addresses = (f"papers/files/{file['file'].code}/", f"records/{case.records.get().pk}/note/")
    found = [client.get(f"/cases/{case.code}/{address}").status_code for address in addresses]
    assert bool(file["url"]) is (found[0] == 200)
    assert client.get(f"/cases/{case.code}/").context["reads_notes"] is (found[1] == 200)
    return found


def test_a_duty_elsewhere_opens_nothing_here(world, case, client_as, viewer_as):
    client, viewer = client_as(Role.UNIT_SECRETARY), viewer_as(Role.UNIT_SECRETARY)
    assert viewer.sensitivity_on(world.units["0101"]) == Sensitivity.S4
    assert viewer.sensitivity_on(world.units["0201"]) == Sensitivity.S2
    assert viewer.sensitivity_on(world.units["03"]) == Sensitivity.S1
    assert answers(client, case) == [200, 200]
    packed = len(bundle(case, viewer))
    Case.objects.filter(pk=case.pk).update(unit=world.units["0201"])
    case = Case.objects.get(pk=case.pk)
    assert answers(client, case) == [404, 404]
    assert len(bundle(case, viewer)) < packed


def test_nobody_reads_what_was_found_out_on_himself(secretary, case, client_as):
    Case.objects.filter(pk=case.pk).update(person=secretary.person)
    assert answers(client_as(Role.UNIT_SECRETARY), case) == [404, 404]
