"""Partial dates keep what is known and compare as certain or possible."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dates.partial import PartialDate, Precision, as_partial

SEPTEMBER = PartialDate.of_month(2019, 9)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@st.composite
def partials(draw):
    day = draw(days)
    make = draw(st.sampled_from(["day", "month", "year"]))
    if make == "day":
        return PartialDate(day)
    return PartialDate.of_month(day.year, day.month) if make == "month" else PartialDate.of_year(day.year)


@pytest.mark.parametrize(
    ("known", "earliest", "latest"),
    [
        (PartialDate.of_day(2019, 9, 10), date(2019, 9, 10), date(2019, 9, 10)),
        (SEPTEMBER, date(2019, 9, 1), date(2019, 9, 30)),
        (PartialDate.of_month(2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        (PartialDate.of_month(2019, 12), date(2019, 12, 1), date(2019, 12, 31)),
        (PartialDate.of_year(2019), date(2019, 1, 1), date(2019, 12, 31)),
    ],
)
def test_first_and_last_possible_day(known, earliest, latest):
    assert (known.earliest, known.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("known", "iso", "words"),
    [
        (PartialDate.of_day(2019, 9, 1), "2019-09-01", "2019年9月1日"),
        (SEPTEMBER, "2019-09", "2019年9月"),
        (PartialDate.of_year(2019), "2019", "2019年"),
    ],
)
def test_written_for_tables_and_for_prose(known, iso, words):
    assert (known.iso(), str(known), known.in_words()) == (iso, iso, words)


def test_only_a_full_date_is_exact():
    assert PartialDate.of_day(2019, 9, 1).is_exact
    assert not SEPTEMBER.is_exact


def test_a_month_that_does_not_begin_on_its_first_day_is_refused():
    with pytest.raises(ValueError, match="first day"):
        PartialDate(date(2019, 9, 2), Precision.MONTH)
    with pytest.raises(ValueError, match="first day"):
        PartialDate(date(2019, 2, 1), Precision.YEAR)


def test_precision_may_come_as_the_stored_word():
    assert PartialDate(date(2019, 9, 1), "month") == SEPTEMBER


def test_a_month_is_certainly_before_the_next_one_only():
    assert SEPTEMBER.certainly_before(date(2019, 10, 1))
    assert not SEPTEMBER.certainly_before(date(2019, 9, 30))
    assert SEPTEMBER.certainly_before(PartialDate.of_month(2019, 10))


def test_a_month_is_possibly_before_any_but_its_first_day():
    assert SEPTEMBER.possibly_before(date(2019, 9, 2))
    assert not SEPTEMBER.possibly_before(date(2019, 9, 1))


def test_a_month_may_be_each_of_its_days():
    assert SEPTEMBER.may_be(date(2019, 9, 30))
    assert not SEPTEMBER.may_be(date(2019, 10, 1))
    assert PartialDate.of_year(2019).may_be(SEPTEMBER)


@given(partials(), partials())
def test_certain_implies_possible_and_excludes_the_contrary(one, other):
    if one.certainly_before(other):
        assert one.possibly_before(other)
        assert not other.possibly_before(one)
        assert not one.may_be(other)
    if not one.may_be(other):
        assert one.certainly_before(other) or other.certainly_before(one)


@given(partials())
def test_its_own_days_stay_within(known):
    assert known.earliest <= known.latest
    assert known.may_be(known)
    assert as_partial(known) is known


@given(days)
def test_full_dates_compare_like_dates(day):
    assert as_partial(day).certainly_before(date(2000, 1, 1)) is (day < date(2000, 1, 1))
    assert as_partial(day).possibly_before(date(2000, 1, 1)) is (day < date(2000, 1, 1))
