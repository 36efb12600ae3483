"""Two editions, each step by its own day (ED-01 to ED-08); a case may meet both."""

import datetime as dt

import pytest

from membership.procedure.catalog import RULES
from membership.procedure.days import Day
from membership.procedure.deadlines import deadlines
from membership.procedure.editions import GRACE_UNTIL, SWITCH_ON, Edition, edition_of
from membership.procedure.history import History
from membership.procedure.planning import when
from membership.procedure.reading import read_case
from membership.procedure.steps import STEPS
from tests.membership.procedure.histories import (
    AS_OF,
    CALENDAR,
    STRADDLING_START,
    changed,
    day,
    days,
    event,
    known,
    lawful,
    without,
)
from tests.membership.procedure.judged import NATIONALLY, errors, verdict, words

TEXT_OF_2026 = "发展党员工作细则（2026年修订）"


def straddling(consent: dt.date, **gaps) -> dict:
    """A case whose committee answers on that day; all distances as usual."""
    start = consent - days(18 + 28 + 380 + 7)
    return lawful(start, **gaps)


def findings(raw, rule):
    return [each for each in verdict(raw).findings if each.rule == rule]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (Day.of(SWITCH_ON - days(1)), Edition.OF_2014),
        (Day.of(SWITCH_ON), Edition.OF_2026),
        (Day.of(SWITCH_ON + days(1)), Edition.OF_2026),
        (Day(dt.date(2026, 4, 1), dt.date(2026, 4, 30)), Edition.OF_2014),
        (Day(dt.date(2026, 5, 1), dt.date(2026, 5, 31)), None),
        (Day(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), None),
        (Day(dt.date(2027, 1, 1), dt.date(2027, 12, 31)), Edition.OF_2026),
        (None, None),
    ],
)
def test_ed_01_the_steps_own_day_decides(on, expected):
    assert edition_of(on) is expected


def test_a_straddling_history_is_lawful():
    judged = verdict(lawful(STRADDLING_START))
    assert judged.word == "legal", words(judged)
    assert words(judged) == []
    assert judged.not_checked == ()


@pytest.mark.parametrize("off", [-1, 0, 1])
def test_ed_01_a_notice_is_asked_from_the_day_of_the_switch(off):
    raw = without(straddling(SWITCH_ON + days(off)), "public_notice", "target_listing")
    assert ("DEV-64" in {each.rule for each in verdict(raw).findings}) is (off >= 0)


def test_ed_02_who_was_listed_before_the_switch_stays_a_target_without_notice():
    raw = straddling(SWITCH_ON - days(1))
    assert not [each for each in raw["events"] if each["step"] == "public_notice"]
    judged = verdict(raw)
    assert words(judged) == []
    assert judged.dates["target_from"] == str(SWITCH_ON - days(1))


def test_ed_03_agreed_in_april_consent_in_june():
    raw = straddling(dt.date(2026, 4, 20))
    raw = lawful(day(raw, "application"), consent=60)
    assert (day(raw, "target_decision").month, day(raw, "target_filing").month) == (4, 6)
    assert words(verdict(raw)) == []
    found = verdict(without(raw, "public_notice", "target_listing"))
    assert errors(found) == {"DEV-64"}


def test_ed_04_a_clock_that_ran_before_the_switch_counts_from_it_and_only_warns():
    """Pre-review in April; a month from 11 May is over on 12 June."""
    raw = straddling(SWITCH_ON - days(60), pre_review=5, meeting=1)
    passed = day(raw, "pre_review")
    assert passed < SWITCH_ON
    for on, expected in ((dt.date(2026, 6, 11), []), (dt.date(2026, 6, 12), ["warning"])):
        late = lawful(day(raw, "application"), pre_review=5, meeting=(on - passed).days)
        assert [str(each.severity) for each in findings(late, "DEV-74")] == expected
        kept = known(late, "policy", **{"membership.straddling_clock": "not_applied"})
        assert findings(kept, "DEV-74") == []


def sworn(approved: str, on: str, **more) -> dict:
    told = [event("admission_approval", approved, reported_on=approved, body="party_committee", result="approve")]
    return {"id": "1", "partial": True, "as_of": "2027-01-01", "events": [*told, event("oath", on)]} | more


@pytest.mark.parametrize(
    ("approved", "on", "found"),
    [
        ("2026-04-22", "2026-05-10", None),
        ("2026-04-01", "2026-05-10", "DEV-39"),
        ("2026-04-22", "2026-06-10", None),
        ("2026-04-22", "2026-06-11", None),
        ("2026-04-22", "2026-06-12", "DEV-71"),
        ("2026-05-10", "2026-06-12", "DEV-71"),
        ("2026-05-12", "2026-06-12", None),
        ("2026-05-12", "2026-06-13", "DEV-71"),
    ],
)
def test_ed_04_an_oath_that_was_due_before_the_switch_has_a_month_from_it(approved, on, found):
    raw = sworn(approved, on)
    assert [each.rule for each in verdict(raw).findings] == ([found] if found else [])
    unmoved = sworn(approved, on, policy={"membership.straddling_clock": "not_applied"})
    assert bool(verdict(unmoved).findings) is bool(found and (found == "DEV-39" or approved >= "2026-05-11"))


@pytest.mark.parametrize(
    ("approved", "due"),
    [
        ("2026-04-09", "2026-05-09"),
        ("2026-04-10", "2026-05-10"),
        ("2026-04-11", "2026-06-11"),
        ("2026-05-11", "2026-06-11"),
        ("2026-05-12", "2026-06-12"),
    ],
)
def test_ed_04_the_oath_still_to_come_is_due_by_the_text_that_will_hold(approved, due):
    raw = sworn(approved, approved)
    raw["events"].pop()
    history = History(read_case(raw, AS_OF), NATIONALLY, CALENDAR)
    assert str(when(history, "oath").due) == due
    assert [str(each.due_on) for each in deadlines(history) if each.key == "oath"] == [due]


@pytest.mark.parametrize(
    ("on", "severity"),
    [(SWITCH_ON, "warning"), (GRACE_UNTIL, "warning"), (GRACE_UNTIL + days(1), "error")],
)
def test_ed_05_nobody_could_know_the_new_text_for_a_week(on, severity):
    raw = without(straddling(on), "public_notice", "target_listing")
    raw = changed(raw, "introducers", on=on)
    (found,) = findings(raw, "DEV-64")
    assert (str(found.severity), found.edition) == (severity, "2026")


@pytest.mark.parametrize(
    ("until", "on", "severity"),
    [
        ("2026-06-30", dt.date(2026, 6, 30), "warning"),
        ("2026-06-30", dt.date(2026, 7, 1), "error"),
        ("2026-05-10", SWITCH_ON, "error"),
    ],
)
def test_p_41_a_school_may_name_another_last_day_or_none(until, on, severity):
    raw = changed(without(straddling(on), "public_notice", "target_listing"), "introducers", on=on)
    raw = known(raw, "policy", **{"membership.new_duty_grace_until": until})
    assert [str(each.severity) for each in findings(raw, "DEV-64")] == [severity]


def test_ed_05_what_both_texts_demand_is_an_error_in_that_week_too():
    raw = changed(straddling(SWITCH_ON + days(7)), "target_decision", opinions=["members"])
    assert day(raw, "target_decision") == SWITCH_ON
    assert [str(each.severity) for each in findings(raw, "DEV-12")] == ["error"]


def test_ed_06_findings_name_edition_and_article():
    old = changed(lawful(dt.date(2018, 9, 10)), "admission_meeting", ballot="show_of_hands")
    new = changed(lawful(dt.date(2026, 9, 10)), "admission_meeting", ballot="show_of_hands")
    (before,), (after,) = findings(old, "DEV-25"), findings(new, "DEV-25")
    assert (before.edition, before.clause) == ("2014", "发展党员工作细则 第二十一条")
    assert (after.edition, after.clause) == ("2026", f"{TEXT_OF_2026} 第二十条")


def test_ed_06_one_case_may_be_found_at_fault_by_both():
    raw = changed(straddling(SWITCH_ON - days(1)), "target_decision", opinions=["members"])
    raw = changed(raw, "admission_meeting", ballot="show_of_hands")
    assert {(each.rule, each.edition) for each in verdict(raw).findings} == {("DEV-12", "2014"), ("DEV-25", "2026")}


def test_ed_07_articles_1_to_17_agree_and_the_rest_move_up_by_one():
    for rule, norm in RULES.items():
        if norm.in_2014 and norm.in_2026:
            assert norm.in_2026 == norm.in_2014 - (norm.in_2014 >= 19), rule
    for step in STEPS.values():
        old, new = step.articles
        assert new == old - (old >= 19), step.code


def test_ed_08_titles_follow_the_edition():
    assert STEPS["target_filing"].title_in(Edition.OF_2014) == "报上级党委备案"
    assert STEPS["target_filing"].title_in(Edition.OF_2026) == "报上级党委同意"
    assert STEPS["admission_meeting"].title_in(Edition.OF_2026) == "支部党员大会讨论"


def test_the_school_may_follow_the_day_of_publication():
    raw = without(straddling(dt.date(2026, 5, 12)), "public_notice", "target_listing")
    later = known(raw, "policy", **{"membership.rule_edition_switch_date": "2026-05-18"})
    assert findings(raw, "DEV-64")
    assert findings(later, "DEV-64") == []


def test_what_only_2026_asks_does_no_harm_before():
    """A notice, a listing, a refused filing, a video course, an introducer under the influence: 2014 asks nothing."""
    raw = lawful(dt.date(2018, 9, 10))
    consent = day(raw, "target_filing")
    raw["events"].append({"step": "public_notice", "for": "target", "from": str(consent), "to": str(consent)})
    raw["events"].append(event("target_listing", consent + days(1)))
    raw = changed(changed(raw, "target_filing", result="refuse"), "training", mode="video")
    for each in next(each for each in raw["events"] if each["step"] == "introducers")["introducers"]:
        each["in_influence_period"] = True
    judged = verdict(raw)
    assert words(judged) == []
    assert judged.not_checked == ()


@pytest.mark.parametrize(
    "on", ["2020-04-10", "2020-04-13", "2020-04-14", "2020-04-15", "2020-04-22", "2020-04", "2020"]
)
def test_a_listing_before_the_switch_stands_in_nobodys_way(on):
    """Neither in a wrong order nor awaited: it says nothing under the text of 2014."""
    told = [event("target_filing", "2020-04-14", body="party_committee"), event("target_listing", on)]
    for more in ([], [event("introducers", "2020-04-20")]):
        raw = {"id": "3", "partial": True, "as_of": "2020-05-31", "events": [*told, *more]}
        judged, plain = verdict(raw), verdict(raw | {"events": [told[0], *more]})
        assert words(judged) == words(plain) == []
        assert judged.not_checked == plain.not_checked
        assert judged.next == plain.next
    alone = {"id": "3", "events": [event("target_listing", on)]}
    assert words(verdict(alone)) == []


@pytest.mark.parametrize(
    ("consent", "found"),
    [("2026-05-10", set()), ("2026-05-11", {"ORDER"}), ("2026-05-12", {"ORDER"}), ("2026-05", set()), ("2026", set())],
)
def test_a_listing_stands_in_an_order_once_the_text_of_2026_holds(consent, found):
    told = [event("target_filing", consent, body="party_committee"), event("target_listing", "2026-05-09")]
    judged = verdict({"id": "3", "partial": True, "events": told})
    assert errors(judged) == found
    assert ("DEV-64" in {each.rule for each in judged.not_checked}) is (consent != "2026-05-10")


def test_a_listing_left_out_is_the_day_after_the_notice():
    raw = lawful(dt.date(2026, 9, 10))
    listed = day(raw, "target_listing")
    judged = verdict(without(raw, "target_listing"))
    assert words(judged) == []
    assert judged.dates["target_from"] == str(listed)


def test_two_places_may_be_two_notices():
    raw = known(lawful(dt.date(2026, 9, 10)), "person", mobile=True)
    raw = changed(raw, "public_notice", places=["origin"])
    assert errors(verdict(raw)) == {"DEV-65"}
    other = next(each for each in raw["events"] if each["step"] == "public_notice") | {"places": ["destination"]}
    raw["events"].append(other)
    assert words(verdict(raw)) == []


def test_a_notice_beyond_the_calendar_is_provisional():
    raw = lawful(dt.date(2027, 9, 10))
    short = changed(raw, "public_notice", to=day(raw, "public_notice", 0, "to") - days(1))
    assert "暂算" in findings(short, "DEV-64")[0].message


def test_make_up_working_days_decide_the_length_of_a_notice():
    """18 to 24 September 2026: 20 September is a make-up working Sunday, the 25th and the weekend are holidays."""
    raw = straddling(dt.date(2026, 9, 17))
    raw = changed(raw, "public_notice", from_="2026-09-18", to="2026-09-23")
    assert findings(changed(raw, "public_notice", to="2026-09-22"), "DEV-64")
    assert findings(raw, "DEV-64") == []
