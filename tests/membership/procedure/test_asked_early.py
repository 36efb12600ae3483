"""What a rule can tell as soon as the step is recorded is told then, once, and not only where the file goes on."""

import datetime as dt

import pytest

from membership.procedure.asking import may
from membership.procedure.planning import why_again
from membership.procedure.reading import read_case
from tests.membership.procedure.histories import (
    AS_OF,
    CALENDAR,
    NEW_START,
    OLD_START,
    added,
    changed,
    cut,
    day,
    days,
    event,
    lawful,
)
from tests.membership.procedure.judged import NATIONALLY, errors, verdict, words
from tests.membership.procedure.test_asking import asked, before_and_act, rules
from tests.membership.procedure.test_planning_ahead import history_of

ON = dt.date.fromisoformat


def notice(**facts):
    """The case with the consent, and the notice as it is about to be recorded."""
    raw, act = before_and_act(lawful(NEW_START), "public_notice")
    return raw, act | facts


def test_a_notice_that_is_too_short_is_refused_when_it_is_recorded():
    raw, act = notice()
    assert asked(raw, act).may
    short = asked(raw, act | {"to": str(ON(act["to"]) - days(1))})
    assert rules(short.refusals) == {"DEV-64"}
    assert short.refusals[0].clause == "发展党员工作细则（2026年修订） 第十三条"
    assert act["to"] in short.refusals[0].message


def test_a_notice_without_consent_is_refused_and_one_posted_elsewhere_too():
    raw, act = notice()
    unasked = cut(dict(raw), "target_decision")
    (refusal,) = asked(unasked, act).refusals
    assert (refusal.rule, refusal.message[:9]) == ("DEV-64", "上级党委尚未同意，")
    refused = changed(raw, "target_filing", result="refuse")
    assert "上级党委不同意" in asked(refused, act).refusals[0].message
    assert rules(asked(raw, act | {"places": ["origin"]}).refusals) == {"DEV-64"}
    mobile = raw | {"person": raw["person"] | {"mobile": True}}
    assert rules(asked(mobile, act).refusals) == {"DEV-65"}


def test_a_longer_notice_answers_a_short_one_and_is_not_blamed_for_it():
    raw, act = notice()
    short = raw | {"events": [*raw["events"], act | {"to": str(ON(act["to"]) - days(1))}]}
    again = act | {"from": str(ON(act["from"]) + days(14)), "to": str(ON(act["to"]) + days(14))}
    assert asked(short, again).refusals == ()


def test_where_the_text_of_2014_holds_a_notice_is_the_schools_own_matter():
    _, act = notice()
    old = cut(lawful(OLD_START), "target_filing")
    act |= {"from": "2019-12-02", "to": "2019-12-03"}
    assert asked(old, act).refusals == ()


def test_a_short_course_asks_for_its_reason_at_once_and_not_again():
    raw, act = before_and_act(lawful(NEW_START), "training")
    answer = asked(raw, act | {"days": 2, "hours": 16})
    assert (answer.refusals, rules(answer.reasons_wanted)) == ((), {"DEV-18"})
    whole, following = before_and_act(changed(lawful(NEW_START), "training", days=2, hours=16), "committee_review")
    assert asked(whole, following).reasons_wanted == ()


def test_a_course_that_was_failed_is_recorded_and_stops_the_admission():
    raw, act = before_and_act(lawful(NEW_START), "training")
    assert asked(raw, act | {"result": "fail", "days": 1, "hours": 8}).reasons_wanted == ()
    whole, following = before_and_act(changed(lawful(NEW_START), "training", result="fail"), "committee_review")
    assert rules(asked(whole, following).refusals) == {"DEV-18"}


def test_a_review_that_comes_late_is_recorded_as_late_and_refuses_nothing():
    raw = cut(lawful(OLD_START), "mentors")
    start = day(raw, "activist_decision")
    late = event("review", start + days(200), result="合格")
    answer = asked(raw, late)
    assert (answer.may, answer.reasons_wanted, rules(answer.late)) == (True, (), {"DEV-07"})
    after = added(raw, late)
    assert asked(after, event("review", start + days(330), result="合格")).late == ()
    assert asked(raw, event("review", start + days(180), result="合格")).late == ()


def refused_once(**more):
    """A consent that was refused, with what came after."""
    raw = changed(lawful(NEW_START, upto="target_filing"), "target_filing", result="refuse")
    return raw, event("target_filing", day(raw, "target_filing") + days(60), body="party_committee", **more)


def test_a_consent_that_was_refused_is_asked_for_again():
    raw, again = refused_once(result="agree")
    assert verdict(raw).next.step == "target_filing"
    assert "可以继续培养考察、补充材料后再次报请" in why_again(history_of(raw), "target_filing")
    assert asked(raw, again).may
    whole = verdict(added(raw, again))
    assert (words(whole), whole.stage, whole.next.step) == ([], "activist", "public_notice")
    assert why_again(history_of(added(raw, again)), "target_filing") == ""


def test_whatever_follows_waits_for_the_consent_and_not_for_the_refusal():
    raw, again = refused_once(result="agree")
    between = event("target_listing", day(raw, "target_filing") + days(30))
    assert "ORDER" in errors(verdict(added(added(raw, again), between)))
    assert errors(verdict(added(raw, between))) == {"DEV-63", "DEV-64"}


@pytest.mark.parametrize(("second", "is_read"), [("agree", False), ("refuse", True)])
def test_a_consent_stands_once(second, is_read):
    raw = lawful(NEW_START, upto="target_filing")
    other = event("target_filing", day(raw, "target_filing") + days(9), body="party_committee", result=second)
    assert (verdict(added(raw, other)).word != "unreadable") is is_read


def test_what_has_to_be_done_again_says_why():
    failed = changed(lawful(NEW_START, upto="pre_review"), "pre_review", result="fail")
    lost = changed(lawful(NEW_START, upto="admission_meeting"), "admission_meeting", ayes=1, nays=20)
    against = changed(lawful(NEW_START, upto="public_notice"), "public_notice", result="obstacle")
    for told, step in ((failed, "pre_review"), (lost, "admission_meeting"), (against, "public_notice")):
        assert verdict(told).next.step == step
        fact = "from" if step == "public_notice" else "on"
        assert str(day(told, step, fact=fact)) in why_again(history_of(told), step)


def test_until_the_text_of_2026_is_confirmed_a_short_notice_only_asks_for_a_reason():
    raw, act = notice()
    act |= {"to": act["from"]}
    event_ = read_case({"id": 1, "events": [act]}, AS_OF).events["public_notice"][0]
    answer = may(read_case(raw, AS_OF), event_, NATIONALLY, CALENDAR, confirmed=lambda: False)
    assert (answer.refusals, rules(answer.reasons_wanted)) == ((), {"DEV-64"})
