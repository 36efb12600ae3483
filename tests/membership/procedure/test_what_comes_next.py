"""The next step after one that was done more than once, and the day before which it cannot be."""

import pytest

from membership.procedure.planning import why_again
from tests.membership.procedure.histories import (
    NEW_START,
    OLD_START,
    added,
    changed,
    cut,
    day,
    days,
    event,
    lawful,
    moved,
)
from tests.membership.procedure.judged import errors, verdict, words
from tests.membership.procedure.planting import HALF_AYES, discussed_again, extended
from tests.membership.procedure.test_asking import asked, rules
from tests.membership.procedure.test_planning_ahead import history_of

STARTS = pytest.mark.parametrize("start", [OLD_START, NEW_START], ids=["2014", "2026"])


def last(raw, step):
    return [each for each in raw["events"] if each["step"] == step][-1]


def again(raw, step, by=7, **facts):
    """The step once more, so many days after the last time."""
    done = last(raw, step)
    later = {
        name: str(day({"events": [done]}, step, 0, name) + days(by)) for name in ("on", "from", "to") if name in done
    }
    return added(raw, done | later | facts)


def following(raw):
    coming = verdict(raw).next
    return coming.step, coming.earliest


@STARTS
@pytest.mark.parametrize(
    ("step", "failed", "coming"),
    [
        ("pre_review", {"result": "fail"}, "application_book"),
        ("admission_meeting", HALF_AYES, "approval_talk"),
    ],
)
def test_what_failed_and_was_made_up_for_starts_no_wait(start, step, failed, coming):
    once = lawful(start, upto=step)
    made_up = again(changed(once, step, **failed), step, **{name: last(once, step)[name] for name in failed})
    assert following(once) == (coming, last(once, step)["on"])
    assert following(made_up) == (coming, last(made_up, step)["on"])


@STARTS
def test_a_political_review_that_was_made_up_for_counts_from_the_second(start):
    raw = lawful(start, upto="training")
    made_up = again(changed(raw, "political_review", conclusion="fail"), "political_review", 30, conclusion="pass")
    assert following(made_up) == ("committee_review", last(made_up, "political_review")["on"])


@STARTS
def test_the_archive_waits_for_the_conversion_and_not_for_an_extension(start):
    raw = extended(lawful(start, upto="conversion_approval"))
    assert following(raw) == ("archive", str(day(raw, "conversion_approval", 1)))
    refused = changed(lawful(start, upto="conversion_approval"), "conversion_approval", result="refuse")
    converted = discussed_again(changed(refused, "conversion_approval", full_member_from=None), "convert")
    assert following(converted) == ("archive", str(day(converted, "conversion_approval", 1)))


@STARTS
def test_the_second_discussion_waits_for_the_refusal_and_its_approval_for_the_discussion(start):
    refused = changed(lawful(start, upto="conversion_approval"), "conversion_approval", result="refuse")
    refused = changed(refused, "conversion_approval", full_member_from=None)
    assert following(refused) == ("conversion_meeting", str(day(refused, "conversion_approval")))
    held = cut(discussed_again(refused, "convert"), "conversion_meeting")
    assert following(held) == ("conversion_approval", str(day(held, "conversion_meeting", 1)))


@STARTS
def test_who_failed_the_course_takes_another(start):
    raw = changed(lawful(start, upto="training"), "training", result="fail")
    judged = verdict(raw)
    assert (judged.word, judged.next.step, judged.next.earliest) == ("legal", "training", last(raw, "training")["to"])
    assert why_again(history_of(raw), "training").startswith(
        f"列为发展对象后还没有合格的集中培训（{last(raw, 'training')['from']}）"
    )
    another = again(raw, "training", result="pass")
    assert following(another) == ("committee_review", last(another, "training")["to"])
    assert why_again(history_of(another), "training") == ""
    assert verdict(raw | {"partial": True}).next.step == "committee_review"


@STARTS
def test_who_was_examined_without_a_course_passed_is_held_up_by_it(start):
    raw = changed(lawful(start, upto="committee_review"), "training", result="fail")
    assert (verdict(raw).next.step, verdict(raw).next.blocked_by) == ("pre_review", ("DEV-18",))


@STARTS
@pytest.mark.parametrize(("off", "found"), [(-1, {"ORDER"}), (0, set()), (1, set())])
def test_the_committee_examines_once_the_course_has_ended(start, off, found):
    raw = lawful(start, upto="training")
    ended = day(raw, "training", 0, "to")
    assert following(raw) == ("committee_review", str(ended))
    examined = event("committee_review", ended + days(off), body="branch_committee")
    judged = verdict(added(raw, examined))
    assert errors(judged) == found, words(judged)
    assert rules(asked(raw, examined).refusals) == found
    unseen = verdict(added(raw, examined) | {"partial": True})
    assert errors(unseen) == set()


@STARTS
def test_one_course_that_ended_in_time_is_enough(start):
    raw = lawful(start, upto="committee_review")
    assert errors(verdict(again(raw, "training", 20))) == set()
    late = again(changed(raw, "training", result="fail"), "training", 20, result="pass")
    assert errors(verdict(late)) == {"ORDER"}


def test_a_course_that_ends_in_the_month_of_the_examination_needs_the_day():
    raw = lawful(OLD_START, upto="committee_review")
    judged = verdict(changed(raw, "training", to=last(raw, "committee_review")["on"][:7]))
    assert errors(judged) == set()
    assert ("ORDER", "needs the day") in {(each.rule, each.needs) for each in judged.not_checked}


def test_the_notice_waits_for_the_consent():
    raw = lawful(NEW_START, upto="target_filing")
    assert following(raw) == ("public_notice", str(day(raw, "target_filing")))
    noticed = changed(lawful(NEW_START, upto="public_notice"), "public_notice", result="obstacle")
    assert following(noticed) == ("public_notice", str(day(noticed, "public_notice", 0, "to")))
    assert following(moved(raw, "target_filing", 3)) == ("public_notice", str(day(raw, "target_filing") + days(3)))
