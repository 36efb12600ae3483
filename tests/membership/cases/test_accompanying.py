"""Whoever accompanies a case sees it and writes its reviews, without any duty; and no other case."""

import datetime as dt

import pytest

from dates.partial import PartialDate
from directory.permissions import Role
from directory.refusals import Refused
from directory.viewer import Operator
from membership.casefile import CaseFile
from membership.models import Case, Outcome
from membership.services import Act, correct_record, record_step, void_record
from tests.membership.cases.walking import played
from tests.world import TODAY


@pytest.fixture
def case(world):
    """An activist whose mentor holds nothing but a member's account."""
    case, _ = played(world, "activist_filing", dt.date(2026, 6, 1))
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


def test_only_his_own_record_is_his_to_change(case, client_as, viewer_as):
    client, mentor = client_as(Role.MEMBER), viewer_as(Role.MEMBER)
    on = TODAY - dt.timedelta(days=30)
    for day, by in ((on, Operator(on)), (TODAY, mentor)):
        act = Act("review", PartialDate(day), {"result": "合格"})
        record_step(case=Case.objects.get(pk=case.pk), act=act, by=by, today=day)
    offered = {each.record.recorded_by_id: each.may_change for each in _reviews(case, mentor)}
    assert offered == {None: False, mentor.account.pk: True}
    for record in case.records.filter(step="review"):
        status = 200 if record.recorded_by_id else 404
        for act in ("correct", "void"):
            assert client.get(f"/cases/{case.code}/records/{record.pk}/{act}/").status_code == status


def test_the_service_refuses_what_the_page_does_not_offer(case, viewer_as):
    mentor = viewer_as(Role.MEMBER)
    branchs = record_step(case=case, act=Act("review", PartialDate(TODAY), {}), by=Operator(TODAY), today=TODAY)
    for change in (_corrected, _voided):
        with pytest.raises(Refused) as refused:
            change(branchs, mentor)
        assert [each.rule for each in refused.value.refusals] == ["not_your_record"]
        assert case.person.unit.full_name in refused.value.refusals[0].message
    _corrected(branchs, viewer_as(Role.BRANCH_OFFICER))
    assert case.records.filter(step="review", voided_at=None).get().facts == {"result": "合格"}


def _corrected(record, by):
    act = Act("review", record.day, {"result": "合格"})
    return correct_record(record=record, act=act, reason="补登结论", by=by, today=TODAY)


def _voided(record, by):
    void_record(record=record, reason="登错了人", by=by, today=TODAY)


def _reviews(case, viewer):
    lines = CaseFile(Case.objects.get(pk=case.pk), viewer, TODAY).lines()
    return [done for line in lines for done in line.done if done.record.step == "review"]


def test_the_committees_record_is_not_the_branchs_to_change(case, client_as):
    record = case.records.get(step="activist_filing")
    for role, status in ((Role.BRANCH_OFFICER, 404), (Role.UNIT_SECRETARY, 200)):
        url, client = f"/cases/{case.code}/records/{record.pk}/void/", client_as(role)
        assert client.get(url).status_code == status
        assert (url in client.get(f"/cases/{case.code}/").content.decode()) is (status == 200)


def test_an_ended_case_is_his_no_more(case, viewer_as):
    Case.objects.filter(pk=case.pk).update(outcome=Outcome.WITHDRAWN, closed_on=TODAY)
    assert not Case.objects.visible_to(viewer_as(Role.MEMBER)).exists()
    assert Case.objects.visible_to(viewer_as(Role.BRANCH_OFFICER)).exists()


def test_no_other_case_exists_for_him(case, viewer_as):
    member = viewer_as(Role.MEMBER)
    assert list(Case.objects.visible_to(member)) == [case]
    case.companions.update(to_on=TODAY - dt.timedelta(days=1))
    assert not Case.objects.visible_to(member).exists()
