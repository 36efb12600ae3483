"""Whoever accompanies a case sees it and writes its reviews, without any duty; and no other case."""

import datetime as dt

import pytest

from dates.partial import PartialDate
from directory.permissions import Role
from directory.viewer import Operator
from membership.models import Case
from membership.services import Act, record_step
from tests.membership.cases.walking import opened, play, rest
from tests.membership.procedure.histories import lawful
from tests.world import TODAY


@pytest.fixture
def case(world):
    """An activist whose mentor holds nothing but a member's account."""
    person = world.people["applicant"]
    raw = lawful(dt.date(2026, 6, 1), upto="activist_filing")
    case = play(opened(person, person.unit, raw), rest(raw))
    mentor = world.accounts[Role.MEMBER].person
    facts = {"mentors": [{"status": "full", "joined_on": "2015-06-01"}]}
    on = dt.date(2026, 8, 3)
    act = Act("mentors", PartialDate(on), facts, companions=(mentor,))
    record_step(case=case, act=act, by=Operator(on), today=on)
    return case


def test_the_mentor_writes_the_review(case, client_as):
    client = client_as(Role.MEMBER)
    assert client.get(f"/cases/{case.code}/").status_code == 200
    form = client.get(f"/cases/{case.code}/steps/review/")
    assert form.status_code == 200
    given = {"on": str(TODAY), "result": "合格", "version": form.context["form"]["version"].value()}
    assert client.post(f"/cases/{case.code}/steps/review/", given).status_code == 302
    assert case.records.filter(step="review").count() == 1


@pytest.mark.parametrize("step", ["activist_filing", "target_decision", "public_notice"])
def test_nothing_else_is_his_to_record(case, client_as, step):
    assert client_as(Role.MEMBER).get(f"/cases/{case.code}/steps/{step}/").status_code == 404


def test_no_other_case_exists_for_him(case, viewer_as):
    member = viewer_as(Role.MEMBER)
    assert list(Case.objects.visible_to(member)) == [case]
    case.companions.update(to_on=TODAY - dt.timedelta(days=1))
    assert not Case.objects.visible_to(member).exists()
