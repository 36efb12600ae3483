"""Counting working days on a table, and beyond it."""

import datetime as dt

import pytest

from dates.working_days import CalendarEntry, WorkingCalendar
from policy.calendar.seeding import FIRST, LAST, seed_rows

D = dt.date.fromisoformat
CALENDAR = WorkingCalendar(
    CalendarEntry(row["day"], row["is_working"], row["word"], row["is_provisional"]) for row in seed_rows()
)


@pytest.mark.parametrize(
    ("decided", "due"),
    [
        ("2026-02-10", "2026-02-24"),  # 春节, with 14 February worked
        ("2026-04-30", "2026-05-11"),  # 劳动节, with 9 May worked
        ("2026-09-18", "2026-09-24"),  # a worked Sunday
        ("2026-09-30", "2026-10-13"),  # 国庆节, with 10 October worked
        ("2026-11-16", "2026-11-23"),
        ("2026-11-21", "2026-11-27"),  # day 0 may be a Saturday
    ],
)
def test_the_fifth_working_day_after_the_decision(decided, due):
    count = CALENDAR.nth_working_day(D(decided), 5)
    assert count.due_on == D(due)
    assert not count.is_provisional
    assert [number for _, _, number in count.lines if number] == [1, 2, 3, 4, 5]


def test_every_day_of_the_count_has_its_word():
    assert CALENDAR.nth_working_day(D("2026-04-30"), 5).lines == [
        (D("2026-05-01"), "周五 劳动节", None),
        (D("2026-05-02"), "周六 劳动节", None),
        (D("2026-05-03"), "周日 劳动节", None),
        (D("2026-05-04"), "周一 劳动节", None),
        (D("2026-05-05"), "周二 劳动节", None),
        (D("2026-05-06"), "周三", 1),
        (D("2026-05-07"), "周四", 2),
        (D("2026-05-08"), "周五", 3),
        (D("2026-05-09"), "周六 调休上班（劳动节）", 4),
        (D("2026-05-10"), "周日", None),
        (D("2026-05-11"), "周一", 5),
    ]


@pytest.mark.parametrize(
    ("start", "n", "due", "provisional"),
    [
        ("2026-12-30", 1, "2026-12-31", False),
        ("2026-12-31", 1, "2027-01-04", True),  # touches a year whose notice has not come
        ("2027-12-30", 2, "2028-01-03", True),  # leaves the table: weekdays
        ("2030-06-07", 5, "2030-06-14", True),
    ],
)
def test_a_count_that_is_not_certain_says_so(start, n, due, provisional):
    count = CALENDAR.nth_working_day(D(start), n)
    assert (count.due_on, count.is_provisional) == (D(due), provisional)


@pytest.mark.parametrize("n", [0, -1])
def test_a_limit_without_days_is_refused(n):
    with pytest.raises(ValueError, match="1 或更大"):
        CALENDAR.nth_working_day(D("2026-11-20"), n)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-11-16", "2026-11-20", 5),  # both ends count
        ("2026-11-14", "2026-11-20", 5),  # a notice put up on a Saturday
        ("2026-09-20", "2026-09-20", 1),  # a worked Sunday
        ("2026-10-01", "2026-10-07", 0),
        ("2026-11-20", "2026-11-19", 0),
    ],
)
def test_a_public_notice_counts_its_first_and_last_day(first, last, days):
    assert CALENDAR.working_days(D(first), D(last)) == days


def test_the_seed_holds_every_day_of_four_years_and_names_the_unusual_ones():
    rows = seed_rows()
    assert [row["day"] for row in rows] == [FIRST + dt.timedelta(days=n) for n in range(1461)]
    assert rows[-1]["day"] == LAST
    unusual = [row for row in rows if row["is_working"] != (row["day"].weekday() < 5)]
    assert all(row["word"] for row in unusual)
    assert {row["day"].year for row in rows if row["is_provisional"]} == {2027}
    worked = {str(row["day"]) for row in rows if row["is_working"] and row["day"].weekday() > 4}
    assert {day for day in worked if day.startswith("2026")} == {
        "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
    }  # fmt: skip
