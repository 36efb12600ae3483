"""Every limit on the day before, on the day and on the day after."""

import pytest

from dates.arithmetic import add_months
from tests.membership.procedure.faults import FAULTS
from tests.membership.procedure.histories import added, changed, day, days, event, known
from tests.membership.procedure.judged import verdict, words
from tests.membership.procedure.planting import (
    BOTH,
    NEW,
    OLD,
    anew,
    approved_late,
    base,
    discussed_early,
    examined,
    extended,
    notice,
    postponed,
    unexamined,
)

TOO_EARLY, TOO_LATE = (True, False, False), (False, False, True)
OUTSIDE_ON_THE_DAY = (True, True, False)  # The day itself still counts against it.


def _age(raw, off):
    return known(raw, "person", born_on=str(add_months(day(raw, "application") - days(off), -216)))


def _talk(raw, off):
    applied = day(raw, "application")
    return anew(raw, talk=(add_months(applied, 1) - applied).days + off)


def _review(raw, off):
    """The first review; those that follow keep their days."""
    return changed(raw, "review", on=add_months(day(raw, "activist_decision"), 6) + days(off))


def _target(raw, off):
    decided = day(raw, "activist_decision")
    return anew(raw, target=(add_months(decided, 12) - decided).days + off)


def _leaving(raw, off):
    return known(raw, "person", leaves_on=str(add_months(day(raw, "admission_meeting"), 3) + days(off)))


def _moved_out(raw, off):
    found = examined(raw, "admission_meeting", 1)
    return changed(found, "transfer", on=add_months(day(raw, "admission_meeting"), 3) + days(off))


def _pre_review(raw, off):
    asked = day(raw, "pre_review", 0, "submitted_on")
    return anew(raw, pre_review=(add_months(asked, 1) - asked).days + off)


def _meeting(raw, off):
    passed = day(raw, "pre_review")
    return anew(raw, meeting=(add_months(passed, 1) - passed).days + off)


def _approval(months, is_special):
    return lambda raw, off: changed(
        approved_late(raw, months, is_special),
        "admission_approval",
        on=add_months(day(raw, "admission_approval", 0, "reported_on"), months) + days(off),
    )


def _stale(raw, off):
    reported = anew(raw, reported=5)
    found = _approval(6, True)(reported, 0)
    found = changed(found, "admission_approval", on=add_months(day(reported, "admission_meeting"), 6) + days(off))
    return known(found, "policy", **{"membership.stale_resolution_months": [6, 3]})


def _oath(raw, off):
    return changed(raw, "oath", on=add_months(day(raw, "admission_approval"), 1) + days(off))


def _conversion(raw, off):
    return discussed_early(raw, -off)


def _conversion_approval(raw, off):
    reported = day(raw, "conversion_approval", 0, "reported_on")
    found = changed(raw, "conversion_approval", on=add_months(reported, 3) + days(off))
    return changed(found, "archive", on=add_months(reported, 3) + days(10))


def _probation_to(raw, off):
    return changed(
        raw, "admission_approval", probation_to=day(raw, "admission_approval", 0, "probation_to") + days(off)
    )


def _full_from(raw, off):
    written = day(raw, "conversion_approval", 0, "full_member_from")
    return changed(raw, "conversion_approval", full_member_from=written + days(off))


def _postponed(raw, off):
    found = postponed(raw, 6)
    limit = add_months(day(raw, "conversion_approval", 0, "full_member_from"), 6)
    return changed(found, "postponement", until=limit + days(off))


def _decided_after_postponement(raw, off):
    full_on = day(raw, "conversion_approval", 0, "full_member_from")
    found = postponed(raw, 5)
    held = add_months(full_on, 6) + days(off)
    found = changed(found, "conversion_meeting", on=held)
    found = changed(found, "conversion_approval", on=held + days(20), reported_on=held + days(2))
    return changed(found, "archive", on=held + days(30))


def _moved_unexamined(raw, off):
    """Around the day on which the person became a target."""
    listed = "target_listing" if any(each["step"] == "target_listing" for each in raw["events"]) else "target_filing"
    return unexamined(listed, off)(raw)


def _notice(raw, off):
    return notice(to=day(raw, "public_notice", 0, "to") + days(off))(changed(raw, "target_listing", on=None) | raw)


def _listing(raw, off):
    return changed(raw, "target_listing", on=day(raw, "public_notice", 0, "to") + days(1 + off))


def _waiting(raw, off):
    applied, talk = day(raw, "application"), (day(raw, "application_talk") - day(raw, "application")).days
    found = anew(raw, activist=(add_months(applied, 3) - applied).days - talk + off)
    return known(found, "policy", **{"membership.min_months_application_to_activist": 3})


def _mentor(raw, off):
    joined = add_months(day(raw, "mentors") - days(off), -12)
    return changed(raw, "mentors", mentors=[{"status": "full", "joined_on": str(joined)}])


def _light_breach(raw, off):
    """A serious breach up to the day of the meeting that converts."""
    return added(raw, event("discipline", day(raw, "conversion_meeting") + days(off), kind="serious"))


# rule, editions, the history with the step so many days off its limit, and whether that breaks the rule on each day.
LIMITS = [
    ("DEV-01", BOTH, _age, TOO_EARLY),
    ("DEV-03", BOTH, _talk, TOO_LATE),
    ("DEV-06", BOTH, _mentor, TOO_EARLY),
    ("DEV-07", BOTH, _review, TOO_LATE),
    ("DEV-09", BOTH, _moved_unexamined, OUTSIDE_ON_THE_DAY),
    ("DEV-10", BOTH, _moved_unexamined, TOO_LATE),
    ("DEV-11", BOTH, _target, TOO_EARLY),
    ("DEV-22", BOTH, _leaving, OUTSIDE_ON_THE_DAY),
    ("DEV-23", BOTH, _moved_out, OUTSIDE_ON_THE_DAY),
    ("DEV-35", BOTH, _approval(3, False), TOO_LATE),
    ("DEV-35", BOTH, _approval(6, True), TOO_LATE),
    ("DEV-36", BOTH, _stale, TOO_LATE),
    ("DEV-39", OLD, _oath, TOO_LATE),
    ("DEV-41", BOTH, _probation_to, (True, False, True)),
    ("DEV-44", BOTH, _light_breach, OUTSIDE_ON_THE_DAY),
    ("DEV-47", BOTH, _conversion, TOO_EARLY),
    ("DEV-48", BOTH, _conversion_approval, TOO_LATE),
    ("DEV-50", BOTH, _full_from, (True, False, True)),
    ("DEV-53", BOTH, _postponed, TOO_LATE),
    ("DEV-53", BOTH, _decided_after_postponement, TOO_LATE),
    ("DEV-57", BOTH, _pre_review, TOO_LATE),
    ("DEV-57", OLD, _meeting, TOO_LATE),
    ("DEV-64", NEW, _notice, TOO_EARLY),
    ("DEV-66", NEW, _listing, TOO_EARLY),
    ("DEV-71", NEW, _oath, TOO_LATE),
    ("DEV-74", NEW, _meeting, TOO_LATE),
    ("P-01", BOTH, _waiting, TOO_EARLY),
]


@pytest.mark.parametrize(
    ("rule", "at", "broken", "edition", "off"),
    [
        pytest.param(rule, at, broken, edition, off, id=f"{rule} {at.__name__} {edition} {off:+d}")
        for rule, editions, at, each in LIMITS
        for edition in editions
        for off, broken in zip((-1, 0, 1), each, strict=True)
    ],
)
def test_a_limit(rule, at, broken, edition, off):
    judged = verdict(at(base(edition), off))
    assert (rule in {each.rule for each in judged.findings}) is broken, words(judged) or judged.reasons


@pytest.mark.parametrize(("months", "broken"), [(5, True), (6, False), (12, False), (13, True)])
def test_the_length_of_an_extension(months, broken):
    judged = verdict(extended(base("2014"), months))
    assert ("DEV-43" in {each.rule for each in judged.findings}) is broken, words(judged)


@pytest.mark.parametrize(("hours", "trained_days", "broken"), [(23, 2, True), (24, 1, False), (8, 3, False)])
def test_the_length_of_a_course(hours, trained_days, broken):
    judged = verdict(changed(base("2014"), "training", hours=hours, days=trained_days))
    assert ("DEV-18" in {each.rule for each in judged.findings}) is broken


@pytest.mark.parametrize(("count", "broken"), [(0, True), (1, False), (2, False), (3, True)])
def test_the_number_of_mentors(count, broken):
    mentors = [{"status": "full", "joined_on": "2010-06-01"}] * count
    assert (
        "DEV-06" in {each.rule for each in verdict(changed(base("2014"), "mentors", mentors=mentors)).findings}
    ) is broken


def test_every_rule_with_a_number_of_days_or_months_is_in_the_table():
    """A fault that speaks of a day after or before a limit belongs to a rule that is tried on all three days."""
    spoken = {
        each.rule for each in FAULTS if any(word in each.name for word in ("day after", "day before", "a day late"))
    }
    assert spoken <= {rule for rule, *_ in LIMITS}
