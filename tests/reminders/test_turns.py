"""How often a matter is named and to whom: the day before, the day, the day after of every limit."""

import datetime as dt

import pytest

from reminders.rules import Level, Pace, turns

DUE = dt.date(2026, 11, 20)
PACE = Pace(repeat=7, above=3, department=14)


def told(days_late, *, notice_days=(30, 7, 1), pace=PACE, binding=True):
    found = turns(DUE, notice_days, pace, DUE + dt.timedelta(days=days_late), binding=binding)
    return tuple(found.get(level, 0) for level in (Level.ACTS, Level.ABOVE, Level.DEPARTMENT))


@pytest.mark.parametrize(
    ("days_late", "expected"),
    [
        (-31, (0, 0, 0)),
        (-30, (1, 0, 0)),
        (-8, (1, 0, 0)),
        (-7, (2, 0, 0)),
        (-1, (3, 0, 0)),
        (0, (3, 0, 0)),
        (1, (4, 0, 0)),
        (2, (4, 0, 0)),
        (3, (4, 1, 0)),
        (7, (4, 1, 0)),
        (8, (5, 1, 0)),
        (9, (5, 1, 0)),
        (10, (5, 2, 0)),
        (13, (5, 2, 0)),
        (14, (5, 2, 1)),
        (20, (6, 3, 1)),
        (21, (6, 3, 2)),
    ],
)
def test_before_and_after_the_day(days_late, expected):
    assert told(days_late) == expected


@pytest.mark.parametrize(("days_late", "expected"), [(0, (3, 0, 0)), (1, (4, 0, 0)), (400, (4, 0, 0))])
def test_advice_is_named_once_after_its_day_and_never_reported(days_late, expected):
    assert told(days_late, binding=False) == expected


def test_what_the_school_does_not_ask_for_is_not_done():
    assert told(400, pace=Pace(None, None, None)) == (4, 0, 0)
    assert told(400, pace=Pace(None, 3, None)) == (4, 1, 0)


def test_a_matter_known_only_when_it_is_late_is_named():
    assert told(1, notice_days=(0,)) == (2, 0, 0)
