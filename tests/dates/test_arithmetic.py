"""Month arithmetic: last days, leap days, and that counting back gives the number that was added."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dates.arithmetic import (
    Difference,
    add_months,
    add_years,
    difference,
    whole_months_between,
    whole_years_between,
    worded_difference,
    worded_years_and_months,
)

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 11, 20), 3, date(2027, 2, 20)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -13, date(2024, 12, 15)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_months_are_added_by_the_calendar(day, months, result):
    assert add_months(day, months) == result


def test_a_leap_day_ends_a_year_later_on_the_last_of_february():
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert add_years(date(2024, 2, 29), -1) == date(2023, 2, 28)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 5, 18), date(2026, 11, 17), 5),
        (date(2026, 5, 18), date(2026, 11, 18), 6),
        (date(2026, 11, 18), date(2026, 5, 18), -6),
        (date(2026, 5, 18), date(2026, 5, 18), 0),
    ],
)
def test_full_months(start, end, months):
    assert whole_months_between(start, end) == months


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        (date(2008, 11, 20), date(2026, 11, 19), 17),
        (date(2008, 11, 20), date(2026, 11, 20), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 18),
        (date(2026, 11, 20), date(2008, 11, 20), -18),
    ],
)
def test_full_years(birth, on, age):
    assert whole_years_between(birth, on) == age


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2026, 8, 11), date(2026, 11, 20), "3个月9天"),
        (date(2025, 8, 11), date(2026, 11, 20), "1年3个月9天"),
        (date(2026, 11, 11), date(2026, 11, 20), "9天"),
        (date(2025, 11, 20), date(2026, 11, 20), "1年"),
        (date(2026, 11, 20), date(2026, 11, 20), "0天"),
        (date(2026, 11, 20), date(2026, 8, 11), "3个月9天"),
    ],
)
def test_a_difference_in_words(start, end, words):
    assert worded_difference(start, end) == words


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (date(2026, 11, 20), "8年2个月"),
        (date(2018, 11, 30), "2个月"),
        (date(2019, 9, 19), "1年"),
        (date(2018, 9, 30), "不足1个月"),
    ],
)
def test_full_years_and_months_in_words(end, words):
    assert worded_years_and_months(date(2018, 9, 19), end) == words


@given(days, st.integers(0, 1200))
def test_counting_gives_back_what_was_added(day, months):
    assert whole_months_between(day, add_months(day, months)) == months


@given(days, days)
def test_the_next_month_is_not_yet_full(one, other):
    start, end = sorted((one, other))
    months = whole_months_between(start, end)
    assert add_months(start, months) <= end < add_months(start, months + 1)
    assert whole_years_between(start, end) == months // 12


@given(days, days)
def test_years_months_and_days_lead_from_one_day_to_the_other(one, other):
    start, end = sorted((one, other))
    years, months, rest = difference(start, end)
    assert add_months(start, 12 * years + months) + timedelta(days=rest) == end
    assert 0 <= months < 12 and 0 <= rest < 31
    assert difference(end, start) == Difference(years, months, rest)
