"""Conversion and cancellation end the probation: nothing is discussed after them, and nothing is archived before."""

import pytest

from tests.membership.procedure.histories import NEW_START, OLD_START, added, changed, cut, day, days, lawful, without
from tests.membership.procedure.judged import errors, verdict, warnings, words
from tests.membership.procedure.planting import archived, discussed_again, extended, extended_early, without_number
from tests.membership.procedure.test_asking import asked, rules

STARTS = pytest.mark.parametrize("start", [OLD_START, NEW_START], ids=["2014", "2026"])


def ended(start, decision, **reply):
    """The first discussion and its approval."""
    raw = changed(lawful(start, upto="conversion_approval"), "conversion_meeting", decision=decision)
    if decision != "convert":
        reply |= {"full_member_from": None}
    return changed(raw, "conversion_approval", **reply)


@STARTS
@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        ("cancel", "convert", "DEV-44"),
        ("cancel", "cancel", "DEV-44"),
        ("convert", "cancel", "DEV-42"),
        ("convert", "extend", "DEV-42"),
        ("convert", "convert", "DEV-42"),
    ],
)
def test_nothing_is_discussed_after_a_conversion_or_a_cancellation(start, first, second, rule):
    once = ended(start, first)
    judged = verdict(discussed_again(once, second))
    assert errors(judged) == {rule}, words(judged)
    (found,) = [each for each in judged.findings if each.rule == rule]
    assert (found.step, found.on) == (
        "conversion_meeting",
        str(day(discussed_again(once, second), "conversion_meeting", 1)),
    )
    assert (judged.stage, judged.dates) == (verdict(once).stage, verdict(once).dates)
    assert (judged.dates["full_member_from"] is None) is (first == "cancel")
    assert (judged.next.step if judged.next else None) == ("archive" if first == "convert" else None)


@STARTS
@pytest.mark.parametrize(("off", "found"), [(-1, set()), (0, {"DEV-42"}), (1, {"DEV-42"})])
def test_a_meeting_before_the_day_of_the_approval_is_what_the_approval_answers(start, off, found):
    """Two meetings, one approval: it ends what was discussed first, unless both were held before it."""
    raw = ended(start, "convert")
    again = next(each for each in raw["events"] if each["step"] == "conversion_meeting")
    raw = added(raw, again | {"on": str(day(raw, "conversion_approval") + days(off))})
    assert errors(verdict(raw)) - {"ORDER"} == found


@STARTS
@pytest.mark.parametrize("decision", ["convert", "cancel", "extend"])
def test_what_was_refused_ends_nothing(start, decision):
    raw = ended(start, decision, result="refuse", full_member_from=None)
    judged = verdict(discussed_again(raw, "convert"))
    assert (errors(judged), judged.stage) == (set(), "full_member")


@STARTS
def test_an_excerpt_may_leave_out_what_the_reply_answered(start):
    judged = verdict(discussed_again(ended(start, "cancel"), "convert") | {"partial": True})
    assert errors(judged) == set()
    assert ("DEV-44", "conversion_meeting") in {(each.rule, each.needs) for each in judged.not_checked}


@STARTS
@pytest.mark.parametrize(("first", "rule"), [("convert", "DEV-42"), ("cancel", "DEV-44")])
def test_the_meeting_after_the_end_is_refused_when_it_is_recorded(start, first, rule):
    raw = ended(start, first)
    act = next(each for each in discussed_again(raw, "convert")["events"][::-1] if each["step"] == "conversion_meeting")
    assert rules(asked(raw, act).refusals) == {rule}
    refused = changed(raw, "conversion_approval", result="refuse", full_member_from=None)
    assert asked(refused, act).may


@STARTS
def test_nothing_is_archived_after_a_mere_extension(start):
    """The case goes on to the meeting at the extended end."""
    whole = extended(lawful(start, upto="conversion_approval"))
    raw = archived(cut(whole | {"events": whole["events"][:-2]}, "conversion_approval"))
    judged = verdict(raw)
    assert errors(judged) == {"DEV-42"}, words(judged)
    assert (judged.findings[-1].step, judged.stage) == ("archive", "probationary_member")
    assert (judged.next.step, judged.next.earliest) == (
        "conversion_meeting",
        str(day(whole, "conversion_approval", 1, "full_member_from")),
    )
    partial = verdict(raw | {"partial": True})
    assert errors(partial) == set()
    assert ("DEV-42", "conversion_meeting") in {(each.rule, each.needs) for each in partial.not_checked}


@STARTS
@pytest.mark.parametrize(("off", "found"), [(-1, {"DEV-42"}), (0, set()), (1, set())])
def test_the_archive_waits_for_the_approval_that_converts(start, off, found):
    raw = extended(lawful(start))
    raw = changed(raw, "archive", on=day(raw, "conversion_approval", 1) + days(off))
    assert errors(verdict(raw)) == found


@STARTS
def test_who_was_cancelled_is_not_archived_as_a_member(start):
    judged = verdict(archived(ended(start, "cancel")))
    assert (errors(judged), judged.stage, judged.next) == ({"DEV-42"}, "cancelled", None)


@STARTS
@pytest.mark.parametrize("decision", ["extend", "cancel"])
def test_the_archive_is_refused_when_it_is_recorded(start, decision):
    raw = ended(start, decision)
    raw = changed(raw, "conversion_meeting", extend_months=6) if decision == "extend" else raw
    act = archived(raw)["events"][-1]
    assert rules(asked(raw, act).refusals) == {"DEV-42"}
    assert asked(ended(start, "convert"), act).may


def test_a_meeting_without_decision_may_have_converted():
    raw = changed(
        discussed_again(ended(OLD_START, "convert", full_member_from=None), "extend"),
        "conversion_meeting",
        decision=None,
    )
    judged = verdict(archived(raw))
    assert "DEV-42" not in errors(judged)
    assert ("DEV-42", "conversion_meeting.decision") in {(each.rule, each.needs) for each in judged.not_checked}


@STARTS
@pytest.mark.parametrize(("by", "found"), [(1, set()), (0, {"DEV-45", "ORDER"}), (-1, {"DEV-45", "ORDER"})])
def test_an_early_extension_for_a_light_breach_needs_no_application_yet(start, by, found):
    """Before the end nobody applies; from the end on the application is due, and so it is for the later conversion."""
    raw = extended_early(lawful(start), by)
    judged = verdict(raw)
    assert errors(judged) == found - {"DEV-45"}, words(judged)
    decided = without(raw, "conversion_application", "archive")
    first = without_number(without_number(decided, "conversion_meeting", 1), "conversion_approval", 1)
    assert errors(verdict(first)) == found - {"ORDER"}, words(verdict(first))
    assert errors(verdict(decided)) == {"DEV-45"}


@STARTS
def test_an_early_extension_is_let_through_and_the_conversion_after_it_asks_for_the_application(start):
    raw = extended_early(without(lawful(start), "archive"))
    raw = without(raw, "conversion_application")
    meetings = [each for each in raw["events"] if each["step"] == "conversion_meeting"]
    replies = [each for each in raw["events"] if each["step"] == "conversion_approval"]
    before = without(raw, "conversion_meeting", "conversion_approval")
    assert asked(before, meetings[0]).may
    assert rules(asked(added(before, meetings[0], replies[0]), meetings[1]).refusals) == {"DEV-45"}
    assert rules(asked(without(before, "discipline"), meetings[0]).refusals) >= {"DEV-45"}


@STARTS
@pytest.mark.parametrize("by", [60, 1])
def test_a_cancellation_waits_for_no_application_even_after_an_early_extension(start, by):
    raw = without(extended_early(without(lawful(start), "archive"), by), "conversion_application")
    raw = changed(raw, "conversion_meeting", 1, decision="cancel", on=day(raw, "conversion_approval", 0) + days(30))
    replied = day(raw, "conversion_meeting", 1) + days(20)
    raw = changed(raw, "conversion_approval", 1, on=replied, reported_on=replied, full_member_from=None)
    judged = verdict(raw)
    assert (errors(judged), judged.stage) == (set(), "cancelled"), words(judged)


@STARTS
def test_an_excerpt_may_leave_out_the_breach_or_the_first_discussion(start):
    raw = without(extended_early(lawful(start)), "discipline")
    assert "DEV-47" in errors(verdict(raw)) | warnings(verdict(raw))
    unseen = verdict(raw | {"unknown": ["discipline"]})
    assert not {"DEV-45", "DEV-47"} & (errors(unseen) | warnings(unseen)), words(unseen)
    assert ("DEV-47", "discipline") in {(each.rule, each.needs) for each in unseen.not_checked}
    late = without_number(
        without_number(extended_early(lawful(start)), "conversion_meeting", 0), "conversion_approval", 1
    )
    excerpt = verdict(late | {"partial": True})
    assert "DEV-41" not in errors(excerpt), words(excerpt)
    assert ("DEV-41", "conversion_meeting") in {(each.rule, each.needs) for each in excerpt.not_checked}
