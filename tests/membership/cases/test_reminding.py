"""What the sources of a case tell the workbench, and that it is gone with the save that settles it."""

import datetime as dt

import pytest

from dates.arithmetic import add_months
from dates.partial import PartialDate
from directory.models import PartyStatus, Person, Status
from directory.viewer import Operator
from membership.deadlines import BY_CASE, BY_DEADLINE
from membership.services import Act, end_case, pause_case, record_step, resume_case
from reminders.models import Reminder
from reminders.refreshing import refresh
from tests.membership.cases.walking import act_of, applied, day_of, played
from tests.policy.conftest import clause, published  # noqa: F401

START = dt.date(2026, 6, 1)
TODAY = dt.date(2026, 11, 20)


def standing(source=None) -> set[tuple]:
    """Open reminders as unit, day and words."""
    rows = Reminder.objects.filter(closed_on__isnull=True, source__startswith=source or "membership.")
    return {(row.unit.code, row.due_on, row.title.split("：", 1)[1]) for row in rows.select_related("unit")}


def test_an_application_calls_for_a_talk_and_the_talk_settles_it(branch):
    case = applied(branch, 5)
    due = case.opened_on.replace(month=case.opened_on.month + 1)
    assert standing() == {("0101", due, "派人与入党申请人谈话")}
    on = case.opened_on + dt.timedelta(days=3)
    act = Act("application_talk", PartialDate(on), {"by": "secretary"})
    record_step(case=case, act=act, by=Operator(on), today=on)
    assert standing() == set()


def test_what_the_committee_has_to_do_stands_with_the_committee(branch):
    case, _ = played(branch, "admission_meeting", START)
    due = add_months(case.admitted_on, 3)
    assert standing("membership.committee") == {("01", due, "审批接收预备党员的决议")}


@pytest.mark.parametrize("act", ["end", "pause"])
def test_an_ended_or_paused_case_reminds_nobody(branch, act):
    case = applied(branch, 5)
    today = case.opened_on
    assert standing()
    by = {"by": Operator(today), "today": today, "reason": "本人申请", "on": today}
    if act == "end":
        end_case(case=case, outcome="withdrawn", **by)
        assert standing() == set()
        return
    paused = pause_case(case=case, **by)
    assert standing() == set()
    resume_case(case=paused, reason="已补齐", by=Operator(today), today=today)
    assert standing()


def test_a_mentor_who_is_no_full_member_any_more_has_to_be_replaced(branch):
    case, _ = played(branch, "activist_filing", START)
    mentor = Person.objects.get(roster_no="50001")
    on = dt.date(2026, 8, 3)
    facts = {"mentors": [{"status": "full", "joined_on": "2015-06-01"}]}
    act = Act("mentors", PartialDate(on), facts, companions=(mentor,))
    record_step(case=case, act=act, by=Operator(on), today=on)
    assert standing("membership.companions") == set()
    left = dt.date(2026, 10, 9)
    PartyStatus.objects.filter(person=mentor).update(to_on=left)
    Person.objects.filter(pk=mentor.pk).update(status=Status.LEFT)
    refresh(*BY_CASE, on=TODAY)
    ((code, day, words),) = standing("membership.companions")
    assert (code, day) == ("0101", left + dt.timedelta(days=1))
    assert words == "周正已不是在校正式党员，请另行指定联系人、介绍人"


@pytest.mark.parametrize(
    ("leaves", "is_told"), [(dt.date(2027, 2, 1), True), (dt.date(2027, 9, 1), False), (None, False)]
)
def test_a_target_about_to_leave_is_told_three_months_before(branch, leaves, is_told):
    case, _ = played(branch, "introducers", dt.date(2025, 6, 2))
    Person.objects.filter(pk=case.person_id).update(expected_leave_on=leaves)
    refresh(*BY_CASE, on=TODAY)
    found = standing("membership.leaving")
    assert bool(found) == is_told
    if is_told:
        ((code, day, _),) = found
        assert (code, day) == ("0101", dt.date(2026, 11, 1))


def test_a_school_that_looks_further_ahead_is_told_earlier(branch, published):  # noqa: F811
    """P-14, and a unit of its own value within it."""
    case, _ = played(branch, "introducers", dt.date(2025, 6, 2))
    Person.objects.filter(pk=case.person_id).update(expected_leave_on=dt.date(2027, 5, 1))
    published("2020-01-01", {"membership.leave_soon_months": 6})
    refresh(*BY_CASE, on=TODAY)
    ((_, day, words),) = standing("membership.leaving")
    assert day == dt.date(2026, 11, 1) and "不足 6 个月" in words
    published("2026-01-01", {"membership.leave_soon_months": 6}, ("membership.leave_soon_months", case.unit, 5))
    refresh(*BY_CASE, on=TODAY)
    assert [day for _, day, _ in standing("membership.leaving")] == [dt.date(2026, 12, 1)]


def test_the_night_finds_what_the_saves_have_left(branch):
    """Recomputed from nothing, the reminders are those that the acts had kept in step."""
    _, raw = played(branch, "mentors", START)
    kept = standing()
    Reminder.objects.all().delete()
    refresh(*BY_DEADLINE, *BY_CASE, on=day_of(raw["events"][-1]))
    assert standing() == kept and act_of(raw["events"][-1]).step == "mentors"


def test_nobody_is_told_of_a_paused_case_whose_target_leaves(branch):
    case, raw = played(branch, "introducers", dt.date(2025, 6, 2))
    Person.objects.filter(pk=case.person_id).update(expected_leave_on=dt.date(2027, 2, 1))
    refresh(*BY_CASE, on=TODAY)
    assert standing("membership.leaving")
    pause_case(case=case, on=day_of(raw["events"][-1]), reason="材料不全", by=Operator(TODAY), today=TODAY)
    assert standing("membership.leaving") == set()
