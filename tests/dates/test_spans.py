"""Half-open spans: what touches does not overlap, and sets of days survive merging and subtracting."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dates.spans import Span, subtract, total_days, union

MARCH, APRIL, MAY, JUNE = (date(2026, month, 1) for month in (3, 4, 5, 6))
ORIGIN = date(2020, 1, 1)
HORIZON = 60


@st.composite
def spans(draw):
    start = draw(st.integers(0, 40))
    length = draw(st.one_of(st.none(), st.integers(1, 20)))
    return Span(_day(start), None if length is None else _day(start + length))


def _day(number):
    return ORIGIN + timedelta(days=number)


def _numbers(several):
    return {n for n in range(HORIZON) if any(span.contains(_day(n)) for span in several)}


def test_the_first_day_belongs_to_it_and_the_last_named_does_not():
    span = Span(MARCH, JUNE)
    assert span.contains(MARCH)
    assert span.contains(date(2026, 5, 31))
    assert not span.contains(JUNE)
    assert not span.contains(date(2026, 2, 28))
    assert Span(MARCH).contains(date(2099, 1, 1))
    assert Span(MARCH).is_open and not span.is_open


def test_touching_is_not_overlapping():
    assert not Span(MARCH, APRIL).overlaps(Span(APRIL, MAY))
    assert Span(MARCH, MAY).overlaps(Span(APRIL))
    assert not Span(MARCH, APRIL).overlaps(Span(MAY))
    assert Span(MARCH).overlaps(Span(JUNE))


@pytest.mark.parametrize("end", [MARCH, date(2026, 2, 1)])
def test_an_end_before_the_beginning_is_refused(end):
    with pytest.raises(ValueError, match="应晚于开始日期"):
        Span(MARCH, end)


def test_days_are_counted_without_the_last_named():
    assert Span(MARCH, APRIL).days() == 31
    assert Span(MARCH).days(until=date(2026, 3, 11)) == 10
    assert Span(MARCH, APRIL).days(until=JUNE) == 31
    assert Span(MAY).days(until=APRIL) == 0


def test_a_running_span_has_no_length_of_its_own():
    with pytest.raises(ValueError, match="running span"):
        Span(MARCH).days()


def test_common_days():
    assert Span(MARCH, MAY).common(Span(APRIL)) == Span(APRIL, MAY)
    assert Span(MARCH).common(Span(APRIL)) == Span(APRIL)
    assert Span(MARCH, APRIL).common(Span(APRIL)) is None


def test_spans_that_touch_become_one():
    assert union([Span(APRIL, MAY), Span(MARCH, APRIL)]) == [Span(MARCH, MAY)]
    assert union([Span(MARCH, APRIL), Span(MAY)]) == [Span(MARCH, APRIL), Span(MAY)]
    assert union([Span(MARCH), Span(APRIL, MAY)]) == [Span(MARCH)]
    assert union([]) == []


def test_years_on_leave_are_taken_out():
    assert subtract([Span(MARCH)], [Span(APRIL, MAY)]) == [Span(MARCH, APRIL), Span(MAY)]
    assert subtract([Span(MARCH, JUNE)], [Span(MAY)]) == [Span(MARCH, MAY)]
    assert subtract([Span(MARCH, APRIL)], [Span(MARCH)]) == []


def test_a_day_in_two_spans_counts_once():
    assert total_days([Span(MARCH, MAY), Span(APRIL, JUNE)]) == 92
    assert total_days([Span(MARCH)], until=APRIL) == 31
    assert total_days([]) == 0


@given(st.lists(spans(), max_size=6))
def test_merging_keeps_the_days_and_leaves_gaps_between(several):
    merged = union(several)
    assert _numbers(merged) == _numbers(several)
    for earlier, later in pairwise(merged):
        assert earlier.to_on is not None and earlier.to_on < later.from_on


@given(st.lists(spans(), max_size=5), st.lists(spans(), max_size=5))
def test_subtracting_is_subtraction_of_days(several, gaps):
    assert _numbers(subtract(several, gaps)) == _numbers(several) - _numbers(gaps)


@given(st.lists(spans(), max_size=5))
def test_the_total_counts_the_days_before_the_key_date(several):
    assert total_days(several, until=_day(HORIZON)) == len(_numbers(several))


@given(spans(), spans())
def test_overlap_is_having_a_day_in_common(one, other):
    common = one.common(other)
    assert one.overlaps(other) is other.overlaps(one) is (common is not None)
    assert _numbers([common] if common else []) == _numbers([one]) & _numbers([other])
