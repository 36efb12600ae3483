"""What is due in a lawful history that stops after each step: which things, by which day, and whose turn it is."""

import datetime as dt

import pytest

from dates.arithmetic import add_months
from directory.refusals import Grade
from membership.policy import MembershipPolicy
from membership.procedure.deadlines import Actor, deadlines
from membership.procedure.history import History
from membership.procedure.policies import fixed
from membership.procedure.reading import read_case
from policy.presets import NATIONAL, preset_policy
from tests.membership.procedure.histories import AS_OF, CALENDAR, day, lawful

START = {"2014": dt.date(2019, 3, 4), "2026": dt.date(2026, 6, 1)}
POLICIES = fixed(preset_policy(MembershipPolicy, NATIONAL))


def due_after(raw) -> dict:
    """As it stands on the day of the last step."""
    raw = raw | {"as_of": max(each.get("to") or each["on"] for each in raw["events"])}
    history = History(read_case(raw, AS_OF), POLICIES, CALENDAR)
    return {each.key: each for each in deadlines(history)}


def days_after(raw) -> dict[str, dt.date]:
    return {key: each.due_on for key, each in due_after(raw).items()}


def told(edition, upto):
    return lawful(START[edition], upto=upto)


BOTH = pytest.mark.parametrize("edition", START)


@BOTH
def test_a_talk_within_a_month(edition):
    raw = told(edition, "application")
    assert days_after(raw) == {"talk": add_months(START[edition], 1)}
    assert days_after(told(edition, "application_talk")) == {}


@BOTH
def test_mentors_and_the_first_half_year(edition):
    raw = told(edition, "activist_filing")
    decided = day(raw, "activist_decision")
    found = days_after(raw)
    assert found["review"] == add_months(decided, 6)
    assert found["mentors"] == add_months(decided, 1)
    assert "mentors" not in days_after(told(edition, "mentors"))


@BOTH
def test_each_review_moves_the_next_by_half_a_year(edition):
    raw = told(edition, "review")
    number = len([event for event in raw["events"] if event["step"] == "review"])
    assert number >= 2
    assert days_after(raw)["review"] == add_months(day(raw, "activist_decision"), 6 * (number + 1))


def test_a_notice_that_ends_calls_for_the_listing():
    raw = told("2026", "public_notice")
    last = dt.date.fromisoformat(next(each for each in raw["events"] if each["step"] == "public_notice")["to"])
    assert days_after(raw)["notice_end"] == last + dt.timedelta(days=1)
    assert "notice_end" not in days_after(told("2026", "target_listing"))


@BOTH
def test_the_meeting_within_a_month_of_the_pass(edition):
    raw = told(edition, "pre_review")
    due = due_after(raw)["meeting"]
    assert due.due_on == add_months(day(raw, "pre_review"), 1)
    assert due.actor is Actor.BRANCH
    assert "meeting" not in days_after(told(edition, "admission_meeting"))


@BOTH
@pytest.mark.parametrize(
    ("meeting", "approval"),
    [("admission_meeting", "admission_approval"), ("conversion_meeting", "conversion_approval")],
)
def test_approval_within_three_months_is_the_committees(edition, meeting, approval):
    raw = told(edition, meeting)
    due = due_after(raw)[approval]
    assert due.due_on == add_months(day(raw, meeting), 3)
    assert (due.actor, due.grade) == (Actor.COMMITTEE, Grade.PARTY)
    assert approval not in days_after(told(edition, approval))


@BOTH
def test_the_oath_within_a_month_of_approval(edition):
    raw = told(edition, "admission_approval")
    assert days_after(raw)["oath"] == add_months(day(raw, "admission_approval"), 1)
    assert "oath" not in days_after(told(edition, "oath"))
    cited = {"2014": "手册", "2026": "第二十九条"}[edition]
    assert cited in due_after(raw)["oath"].clause


@BOTH
def test_the_end_of_probation(edition):
    raw = told(edition, "oath")
    full_on = add_months(day(raw, "admission_meeting"), 12)
    found = days_after(raw)
    assert (found["conversion"], found["application"]) == (full_on, full_on)
    later = days_after(told(edition, "conversion_application"))
    assert "application" not in later and later["conversion"] == full_on
    assert "conversion" not in days_after(told(edition, "conversion_meeting"))


@BOTH
def test_the_archive_is_advice_and_then_nothing_is_due(edition):
    raw = told(edition, "conversion_approval")
    due = due_after(raw)["archive"]
    assert due.due_on == day(raw, "conversion_approval") + dt.timedelta(days=30)
    assert due.grade is Grade.ADVICE
    assert days_after(told(edition, "archive")) == {}


@BOTH
def test_a_clause_is_cited_by_the_edition_of_the_day(edition):
    clause = due_after(told(edition, "application"))["talk"].clause
    assert ("2026" in clause) == (edition == "2026") and "第七条" in clause
