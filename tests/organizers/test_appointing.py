"""What stands in the way of an appointment, as values; no database."""

import datetime as dt

from dates.parsing import parse_date
from organizers.rules.appointing import (
    Held,
    Kind,
    Level,
    Period,
    PersonFacts,
    Proposal,
    UnitFacts,
    appointment_refusals,
)

TODAY = dt.date(2026, 11, 20)
COLLEGE = UnitFacts(1, "数学学院党委", Level.COLLEGE)
OTHER = UnitFacts(2, "化学学院党总支", Level.COLLEGE)
BRANCH = UnitFacts(3, "数学教工一支部", Level.BRANCH)


def period(from_on, to_on=None):
    return Period(parse_date(from_on), parse_date(to_on) if to_on else None)


def refusals(from_on, to_on=None, unit=COLLEGE, kind=Kind.FULL_TIME, held=(), **person):
    wanted = Proposal(PersonFacts(9, **person), unit, kind, period(from_on, to_on))
    return [(each.rule, each.field) for each in appointment_refusals(wanted, held, TODAY)]


def holding(unit, from_on, to_on=None, kind=Kind.FULL_TIME, **more):
    return Held(unit.key, unit.level, kind, period(from_on, to_on), unit.name, **more)


def test_nothing_in_the_way():
    assert refusals("2026-03-01") == []
    assert refusals("2019.09", "2020年6月") == []


def test_ends_before_it_begins():
    assert refusals("2026-03-02", "2026-03-01") == [("appointment_ends_after_start", "to_on")]
    assert refusals("2026-03-01", "2026-03-01") == []


def test_two_rough_dates_whose_order_is_unknown():
    assert refusals("2019-09-15", "2019.09") == [("appointment_day_known", "to_on")]


def test_rights_need_a_day_unless_all_is_past():
    assert refusals("2026.11") == [("appointment_day_known", "from_on")]
    assert refusals("2026") == [("appointment_day_known", "from_on")]
    assert refusals("2026.10") == []
    assert refusals("2020.01", "2026.11") == [("appointment_day_known", "to_on")]


def test_nobody_appoints_himself():
    assert refusals("2026-03-01", is_actor=True) == [("appointment_own_case", "person")]


def test_whoever_left_the_school_can_only_have_been_one():
    assert refusals("2026-03-01", may_serve=False) == [("appointment_person_here", "person")]
    assert refusals("2020-03-01", "2021-03-01", may_serve=False) == []


def test_a_closed_unit_needs_an_end_before_its_closing():
    closed = UnitFacts(4, "旧学院党委", Level.COLLEGE, closed_on=dt.date(2020, 1, 1))
    wrong = [("appointment_unit_open", "unit")]
    assert refusals("2018-01-01", unit=closed) == wrong
    assert refusals("2018-01-01", "2020-01-01", unit=closed) == wrong
    assert refusals("2018-01-01", "2019-12-31", unit=closed) == []


def test_once_per_level_and_day():
    twice = [("appointment_once_per_level", "from_on")]
    assert refusals("2026-03-01", held=[holding(OTHER, "2019-03-01")]) == twice
    assert refusals("2026-03-01", held=[holding(OTHER, "2019-03-01", "2026-03-01")]) == twice
    assert refusals("2026-03-01", held=[holding(OTHER, "2019-03-01", "2026-02-28")]) == []
    assert refusals("2026-03-01", held=[holding(BRANCH, "2019-03-01")]) == []


def test_rough_dates_are_no_overlap_unless_certain():
    before = [holding(OTHER, "2015.03", "2019.09")]
    assert refusals("2019.09", "2020.01", held=before) == []
    assert refusals("2019.08", "2020.01", held=before) == [("appointment_once_per_level", "from_on")]


def test_two_rough_terms_in_one_post_must_be_told_apart():
    before = [holding(COLLEGE, "2015.03", "2019.09")]
    assert refusals("2019.09", "2020.01", held=before) == [("appointment_day_known", "from_on")]


def test_a_bare_duty_is_taken_over_only_with_its_own_days():
    bare = [holding(COLLEGE, "2022-03-01", is_bare=True)]
    assert refusals("2022-03-01", held=bare) == []
    assert refusals("2022-03-02", held=bare) == [("appointment_duty_matches", "from_on")]
    assert refusals("2022-03-02", kind=Kind.PART_TIME, held=bare) == []


def test_all_reasons_at_once():
    found = refusals("2026.11", "2026.10", is_actor=True)
    assert {rule for rule, _ in found} == {
        "appointment_own_case",
        "appointment_ends_after_start",
        "appointment_day_known",
    }
