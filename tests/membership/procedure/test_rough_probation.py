"""The dates of probation where one of the days is known to the month: found, kept, or in need of the day."""

import pytest

from tests.membership.procedure.histories import OLD_START, changed, cut, lawful
from tests.membership.procedure.judged import errors, verdict, warnings, words
from tests.membership.procedure.planting import extended

# The meeting of 2020-01-13: a year from it ends on 2021-01-12, full membership begins on 2021-01-13.
FULL, MEETING = ("conversion_approval", "full_member_from"), ("admission_meeting", "on")
BEGIN, END = ("admission_approval", "probation_from"), ("admission_approval", "probation_to")


def judged(as_written):
    raw = lawful(OLD_START)
    for (step, fact), value in as_written:
        raw = changed(raw, step, **{fact: value})
    return verdict(raw)


def needing(judged_, rule):
    return (rule, "needs the day") in {(each.rule, each.needs) for each in judged_.not_checked}


@pytest.mark.parametrize(
    ("rule", "as_written", "is_error", "is_asked"),
    [
        ("DEV-50", [(FULL, "2021-01-13")], False, False),
        ("DEV-50", [(FULL, "2021-01-12")], True, False),
        ("DEV-50", [(FULL, "2020-12")], True, False),
        ("DEV-50", [(FULL, "2021-01")], False, True),
        ("DEV-50", [(FULL, "2021-02")], True, False),
        ("DEV-50", [(MEETING, "2020-01")], False, True),
        ("DEV-50", [(MEETING, "2020-01"), (FULL, "2020-12-31")], True, False),
        ("DEV-50", [(MEETING, "2020-01"), (FULL, "2021-01-01")], False, True),
        ("DEV-50", [(MEETING, "2020-01"), (FULL, "2021-01-31")], False, True),
        ("DEV-50", [(MEETING, "2020-01"), (FULL, "2021-02-01")], True, False),
        ("DEV-41", [(BEGIN, "2020-01-12")], True, False),
        ("DEV-41", [(BEGIN, "2020-01-13")], False, False),
        ("DEV-41", [(BEGIN, "2020-01-14")], True, False),
        ("DEV-41", [(BEGIN, "2020-01")], False, True),
        ("DEV-41", [(BEGIN, "2020-02")], True, False),
        ("DEV-41", [(END, "2020-12")], True, False),
        ("DEV-41", [(END, "2021-01")], False, True),
        ("DEV-41", [(END, "2021-02")], True, False),
        ("DEV-41", [(MEETING, "2020-01"), (END, None)], False, True),
        ("DEV-41", [(MEETING, "2020-01"), (BEGIN, None)], False, True),
        ("DEV-41", [(MEETING, "2020-01"), (BEGIN, "2019-12-31")], True, True),
        ("DEV-41", [(MEETING, "2020-01"), (END, "2020-12-30")], True, True),
        ("DEV-41", [(MEETING, "2020-01"), (END, "2021-02-01")], True, True),
    ],
    ids=str,
)
def test_a_day_known_to_the_month_is_judged_where_every_day_agrees(rule, as_written, is_error, is_asked):
    found = judged(as_written)
    assert (rule in errors(found)) is is_error, words(found)
    assert needing(found, rule) is is_asked
    assert rule not in warnings(found)
    assert f"{MEETING[0]}.on" not in {each.needs for each in found.not_checked}


def test_the_anniversary_known_to_the_month_needs_the_day_too():
    """To 2021-01-31: the last of January if the meeting was on 1 February, which it was not."""
    found = judged([(MEETING, "2020-01"), (END, "2021-01-31")])
    assert warnings(found) == {"DEV-41"}


@pytest.mark.parametrize(
    ("on", "is_error", "is_asked"), [("2020-12", True, False), ("2021-01", False, True), ("2021-02", False, False)]
)
def test_an_approval_known_to_the_month_may_lie_within_the_year(on, is_error, is_asked):
    raw = changed(cut(lawful(OLD_START), "conversion_approval"), "conversion_approval", on=on, reported_on=None)
    found = verdict(changed(raw, "conversion_meeting", on="2020-12-01"))
    assert ("DEV-41" in errors(found)) is is_error, words(found)
    assert needing(found, "DEV-41") is is_asked


def test_an_extension_of_unknown_length_leaves_the_dates_of_the_book_alone():
    found = verdict(changed(extended(lawful(OLD_START)), "conversion_meeting", 0, extend_months=None))
    assert "DEV-41" not in {each.rule for each in found.not_checked}
    assert ("DEV-43", "conversion_meeting.extend_months") in {(each.rule, each.needs) for each in found.not_checked}


def test_the_book_cannot_be_compared_with_a_meeting_that_is_not_there():
    raw = lawful(OLD_START, upto="admission_approval")
    raw["events"] = [each for each in raw["events"] if each["step"] != "admission_meeting"]
    unseen = verdict(raw | {"partial": True})
    assert ("DEV-41", "admission_meeting") in {(each.rule, each.needs) for each in unseen.not_checked}
    undated = verdict(changed(lawful(OLD_START, upto="admission_approval"), "admission_meeting", on="2020-02-30"))
    assert ("DEV-41", "admission_meeting.on") in {(each.rule, each.needs) for each in undated.not_checked}
