"""Every parameter of the procedure makes a difference somewhere, and only where it is asked."""

import dataclasses
import datetime as dt

import pytest

from membership.policy import MembershipPolicy
from tests.membership.procedure.histories import (
    NEW_START,
    OLD_START,
    SWITCH_ON,
    added,
    changed,
    day,
    days,
    known,
    lawful,
    without,
)
from tests.membership.procedure.judged import NOTHING_ASKED, verdict
from tests.membership.procedure.planting import anew, base

OLD, NEW = base("2014"), base("2026")


def _notice_around(raw, gap):
    """A notice of so many calendar days before the conversion is approved."""
    first = day(raw, "conversion_meeting")
    return added(raw, {"step": "public_notice", "for": "conversion", "from": str(first), "to": str(first + days(gap))})


def _straddling():
    raw = lawful(SWITCH_ON - days(433 + 60), pre_review=5, meeting=1)
    meeting = (dt.date(2026, 6, 20) - day(raw, "pre_review")).days
    return lawful(day(raw, "application"), pre_review=5, meeting=meeting)


def _late_filing():
    return changed(OLD, "activist_filing", on=day(OLD, "activist_decision") + days(40))


def _leap_day():
    """A meeting on 29 February 2020, the end of probation written as the last of February."""
    met = day(OLD, "admission_meeting")
    return anew(OLD, meeting=(dt.date(2020, 2, 29) - met).days + 15, book=1)


def _decided_but_filed_later():
    return anew(OLD, consent=30, training=3)


def _approved_after(number):
    return changed(OLD, "admission_approval", on=day(OLD, "admission_meeting") + days(number))


def _applied_at_the_meeting():
    return changed(OLD, "conversion_application", on=day(OLD, "conversion_meeting"))


# Parameter → a value, and a history that it judges otherwise than where nothing is asked.
EXAMPLES = {
    "min_months_application_to_activist": (6, lambda: OLD),
    "activist_source_mode": ("both", lambda: changed(OLD, "activist_decision", sources=["members"])),
    "league_recommend_max_age": (28, lambda: changed(OLD, "activist_decision", sources=["members"])),
    "activist_start_basis": ("committee_filing", _late_filing),
    "target_date_basis": ("branch_decision", _decided_but_filed_later),
    "public_notice_points": (["接收预备党员"], lambda: OLD),
    "public_notice_days": (5, lambda: _notice_around(OLD, 2)),
    "political_review_valid_months": (1, lambda: OLD),
    "approval_clock_basis": (
        "meeting",
        lambda: changed(OLD, "admission_approval", on=day(OLD, "admission_meeting") + days(94)),
    ),
    "stale_resolution_months": ([2, 1], lambda: anew(OLD, approval=80)),
    "anniversary_rule_feb29": ("first_of_march", _leap_day),
    "pre_review_max_days": (5, lambda: OLD),
    "meeting_after_prereview_max_days": (5, lambda: OLD),
    "leave_soon_months": (6, lambda: known(OLD, "person", leaves_on=str(day(OLD, "admission_meeting") + days(120)))),
    "target_list_valid_months": (1, lambda: OLD),
    "thought_report_interval": (3, lambda: OLD),
    "probationary_review_interval": (3, lambda: OLD),
    "oath_max_days": (10, lambda: OLD),
    "conversion_apply_days_before": (2, lambda: OLD),
    "conversion_apply_days_after": (
        2,
        lambda: changed(OLD, "conversion_application", on=day(OLD, "conversion_meeting")),
    ),
    "rule_edition_switch_date": (
        "2026-05-18",
        lambda: without(lawful(SWITCH_ON - days(432)), "public_notice", "target_listing"),
    ),
    "new_duty_grace_until": ("2027-12-31", lambda: without(NEW, "public_notice", "target_listing")),
    "activist_training_hours": (24, lambda: OLD),
    "target_training_hours": (40, lambda: OLD),
    "probationary_training_hours": (16, lambda: OLD),
    "straddling_clock": ("not_applied", _straddling),
    "notice_day_count": ("posting_day_not_counted", lambda: NEW),
}


def judged(raw, **policy):
    own = {f"membership.{name}": value for name, value in policy.items()}
    return verdict(raw | {"policy": own}, NOTHING_ASKED)


def test_every_parameter_has_its_example():
    named = {field.name for field in dataclasses.fields(MembershipPolicy)}
    assert set(EXAMPLES) == named - {"public_notice_day_type", "training_hours_per_day"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_parameter_makes_a_difference(name):
    value, raw = EXAMPLES[name]
    asked, not_asked = judged(raw(), **{name: value}), judged(raw())
    assert not asked.reasons
    assert (asked.findings, asked.dates) != (not_asked.findings, not_asked.dates)


def test_the_kind_of_day_of_a_notice():
    raw = _notice_around(OLD, 5)
    found = {kind: judged(raw, public_notice_days=6, public_notice_day_type=kind) for kind in ("working", "calendar")}
    assert [each.rule for each in found["working"].findings] == ["P-07"]
    assert found["calendar"].findings == ()


@pytest.mark.parametrize(
    ("days_held", "per_day", "found"), [(3, 8, []), (2.5, 8, ["P-17"]), (3, 7, ["P-17"]), (4, 6, [])]
)
def test_days_of_training_count_as_hours(days_held, per_day, found):
    """P-18, half a day as half of a day."""
    course = {"step": "training", "level": "activist", "result": "pass", "mode": "in_person"}
    held = day(OLD, "activist_decision") + days(30)
    raw = added(OLD, course | {"from": str(held), "to": str(held + days(4)), "days": days_held})
    answer = judged(raw, activist_training_hours=24, training_hours_per_day=per_day)
    assert [each.rule for each in answer.findings if each.rule == "P-17"] == found


def test_days_without_a_rate_are_asked_for():
    course = {"step": "training", "level": "activist", "result": "pass", "mode": "in_person", "days": 3}
    raw = added(OLD, course | {"from": str(day(OLD, "activist_decision") + days(30))})
    answer = judged(raw, activist_training_hours=24)
    assert ("P-17", "training.hours") in {(each.rule, each.needs) for each in answer.not_checked}


def test_a_schools_own_demand_is_a_warning_under_its_own_clause():
    (found,) = judged(OLD, min_months_application_to_activist=6).findings
    assert (found.rule, str(found.severity), found.edition, found.clause) == ("P-01", "warning", None, "本案指定的参数")
    assert found.expected == "2019-03-10"


def test_a_leap_day_ends_on_the_day_that_the_school_chose():
    assert day(_leap_day(), "admission_meeting") == dt.date(2020, 2, 29)
    assert judged(_leap_day()).dates["full_member_from"] == "2021-02-28"
    assert judged(_leap_day(), anniversary_rule_feb29="first_of_march").dates["full_member_from"] == "2021-03-01"


def test_the_month_of_2026_may_be_shortened_and_stays_the_month():
    raw = anew(NEW, meeting=20, book=1)
    found = judged(raw, meeting_after_prereview_max_days=15).findings
    assert [(each.rule, str(each.severity)) for each in found] == [("P-13", "warning")]
    assert (day(OLD, "application"), day(NEW, "application")) == (OLD_START, NEW_START)
