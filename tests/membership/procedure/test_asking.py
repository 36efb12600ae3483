"""“May I”: the same rules as for a file; a late date never refuses, what was wrong before is no reason again."""

import datetime as dt

import pytest

from directory.refusals import Grade
from membership.procedure.asking import may
from membership.procedure.case import Event
from membership.procedure.days import Day
from membership.procedure.reading import read_case
from membership.procedure.steps import WAY
from tests.membership.procedure.histories import (
    AS_OF,
    CALENDAR,
    NEW_START,
    OLD_START,
    changed,
    cut,
    days,
    lawful,
    without,
)
from tests.membership.procedure.judged import NATIONALLY, errors, verdict


def asked(raw, act, **more):
    """Whether the last event of the way may be added to what comes before it."""
    event = read_case({"id": 1, "events": [act]}, AS_OF).events[act["step"]][0]
    return may(read_case(raw, AS_OF), event, NATIONALLY, CALENDAR, **more)


def before_and_act(raw, step):
    act = next(each for each in raw["events"] if each["step"] == step)
    place = raw["events"].index(act)
    return raw | {"events": raw["events"][:place]}, act


def rules(refusals):
    return {each.rule for each in refusals}


@pytest.mark.parametrize("start", [OLD_START, NEW_START], ids=["2014", "2026"])
@pytest.mark.parametrize("step", WAY)
def test_each_step_of_a_lawful_way_may_be_taken(start, step):
    raw = lawful(start)
    if not any(each["step"] == step for each in raw["events"]):
        assert (start, step) == (OLD_START, "target_listing")
        return
    answer = asked(*before_and_act(raw, step))
    assert answer.may
    assert (answer.refusals, answer.reasons_wanted, answer.late) == ((), (), ())


def test_a_day_too_early_refuses_with_clause_and_arithmetic():
    raw, act = before_and_act(lawful(OLD_START), "target_decision")
    answer = asked(raw, act | {"on": "2019-10-25"})
    (refusal,) = [each for each in answer.refusals if each.rule == "DEV-11"]
    assert (refusal.grade, refusal.clause) == (Grade.PARTY, "发展党员工作细则 第十三条")
    assert "2018-10-26 + 1 年 = 2019-10-26" in refusal.message
    assert answer.when.earliest == Day.of(dt.date(2019, 10, 26))


@pytest.mark.parametrize(
    ("step", "by", "rule"),
    [
        ("application_talk", 40, "DEV-03"),
        ("admission_approval", 60, "DEV-35"),
        ("oath", 60, "DEV-39"),
        ("conversion_approval", 100, "DEV-48"),
    ],
)
def test_a_late_date_is_recorded_and_never_refuses(step, by, rule):
    raw, act = before_and_act(lawful(OLD_START), step)
    answer = asked(raw, act | {"on": str(dt.date.fromisoformat(act["on"]) + days(by))})
    assert answer.may
    assert rule in rules(answer.late)


def test_the_meeting_after_the_month_of_2026_is_late_and_not_void():
    raw = lawful(NEW_START, meeting=60)
    answer = asked(*before_and_act(raw, "admission_meeting"))
    assert (answer.may, rules(answer.late)) == (True, {"DEV-74"})


def test_a_review_that_came_late_is_late_and_one_that_is_missing_refuses():
    raw = lawful(OLD_START)
    late = changed(raw, "review", on="2019-04-27")
    assert rules(asked(*before_and_act(late, "target_decision")).late) == {"DEV-07"}
    missing = without(raw, "review")
    assert rules(asked(*before_and_act(missing, "target_decision")).refusals) == {"DEV-07"}


def test_what_is_generally_so_asks_for_a_recorded_reason():
    raw, act = before_and_act(lawful(OLD_START), "application_talk")
    answer = asked(raw, act | {"by": "other"})
    assert (answer.may, rules(answer.reasons_wanted)) == (True, {"DEV-04"})


def test_all_reasons_come_at_once():
    raw, act = before_and_act(without(lawful(OLD_START), "pre_review", "introducers"), "admission_meeting")
    answer = asked(raw, act | {"ballot": "show_of_hands", "together": True, "present": 5, "ayes": 5, "written_ayes": 0})
    assert rules(answer.refusals) >= {"DEV-24", "DEV-25", "DEV-28"}
    assert not answer.may


def test_an_old_defect_is_no_reason_against_the_next_act():
    raw = changed(cut(lawful(OLD_START), "approval_talk"), "admission_meeting", together=True)
    act = next(each for each in lawful(OLD_START)["events"] if each["step"] == "admission_approval")
    assert asked(raw, act).may


def test_a_missing_step_refuses_the_first_act_that_needs_it():
    raw, act = before_and_act(without(lawful(OLD_START), "approval_talk"), "admission_approval")
    assert rules(asked(raw, act).refusals) == {"DEV-33"}


@pytest.mark.parametrize("start", [OLD_START, NEW_START], ids=["2014", "2026"])
def test_an_approval_that_states_a_special_case_asks_for_the_reason_why_nobody_was_trained(start):
    """“除个别特殊情况外”: stated with the approval, not before; until then the want of training refuses."""
    untrained = without(lawful(start), "training")
    assert rules(asked(*before_and_act(untrained, "committee_review")).refusals) == {"DEV-18"}
    raw, act = before_and_act(untrained, "admission_approval")
    assert rules(asked(raw, act).reasons_wanted) == set()
    answer = asked(raw, act | {"special_case": True})
    assert (answer.may, rules(answer.reasons_wanted)) == (True, {"DEV-18"})
    special = changed(cut(untrained, "oath"), "admission_approval", special_case=True)
    assert (errors(verdict(special)), verdict(special).next.blocked_by) == (set(), ())


def test_a_school_that_has_not_confirmed_the_new_text_is_only_warned_by_it():
    raw = without(lawful(NEW_START, upto="introducers"), "public_notice", "target_listing")
    raw, act = before_and_act(raw, "introducers")
    assert rules(asked(raw, act).refusals) == {"DEV-64"}
    hands = changed(lawful(NEW_START), "admission_meeting", ballot="show_of_hands")
    assert rules(asked(*before_and_act(hands, "admission_meeting"), confirmed=lambda: False).refusals) == {"DEV-25"}
    answer = asked(raw, act, confirmed=lambda: False)
    assert (answer.may, rules(answer.reasons_wanted)) == (True, {"DEV-64"})


def test_facts_not_yet_typed_are_asked_for():
    raw, act = before_and_act(lawful(OLD_START), "admission_meeting")
    answer = asked(raw, {"step": "admission_meeting", "on": act["on"]})
    assert {"admission_meeting.expected", "admission_meeting.ballot"} <= {each.needs for each in answer.unknown}


def test_an_event_may_be_asked_for_without_json():
    case = read_case(lawful(OLD_START, upto="application"), AS_OF)
    act = Event("application_talk", Day.of(dt.date(2018, 9, 20)), {"by": "secretary"})
    assert may(case, act, NATIONALLY, CALENDAR).may


def _unlisted(upto):
    """A 2026 way in which the end of the notice stands for the listing, with that notice."""
    raw = lawful(NEW_START, upto=upto)
    raw["events"] = [each for each in raw["events"] if each["step"] != "target_listing"]
    return raw, next(each for each in raw["events"] if each["step"] == "public_notice")


@pytest.mark.parametrize(("after", "found"), [(-1, {"ORDER"}), (0, {"ORDER"}), (1, set())])
def test_whoever_waits_for_the_end_of_the_notice_is_no_target_yet(after, found):
    """Asked while the notice runs: what follows is refused then, not found wrong once it has ended."""
    raw, notice = _unlisted("introducers")
    act = raw["events"].pop()
    day = dt.date.fromisoformat(notice["to"]) + days(after)
    answer = asked(raw | {"as_of": str(day)}, act | {"on": str(day)})
    assert rules(answer.refusals) == found


@pytest.mark.parametrize("as_of", [31, 400])
def test_a_notice_posted_after_the_listing_moves_nothing(as_of):
    raw, notice = _unlisted("training")
    listed = dt.date.fromisoformat(notice["to"]) + days(1)
    posted = dt.date.fromisoformat(raw["events"][-1]["to"]) + days(30)
    raw["events"].append(notice | {"from": str(posted), "to": str(posted + days(8))})
    judged = verdict(raw | {"as_of": str(posted + days(as_of))})
    assert (errors(judged), judged.dates["target_from"]) == (set(), str(listed))
