"""Working days (工作日) counted on a table of days. Plain Python: the table is handed in, nobody asks for today.

A day that the table does not hold is what its weekday says and counts as 暂算: the State Council's notice for that
year, with its holidays and make-up working days, is not known yet.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

WEEKDAYS = "周一", "周二", "周三", "周四", "周五", "周六", "周日"
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One day of the table; `word` tells why it is not what its weekday says (春节, 调休上班) and is else empty."""

    day: dt.date
    is_working: bool
    word: str = ""
    is_provisional: bool = False

    @property
    def in_words(self) -> str:
        """“周三”, “周一 春节”."""
        return f"{WEEKDAYS[self.day.weekday()]} {self.word}".strip()


@dataclass(frozen=True, slots=True)
class Count:
    """How a working-day limit was counted: every day after the first one, up to the last."""

    start: dt.date
    entries: tuple[CalendarEntry, ...]

    @property
    def due_on(self) -> dt.date:
        return self.entries[-1].day

    @property
    def is_provisional(self) -> bool:
        """暂算: some day is not certain yet."""
        return any(entry.is_provisional for entry in self.entries)

    @property
    def lines(self) -> list[tuple[dt.date, str, int | None]]:
        """(day, its word, its number among the working days or None)."""
        number, found = 0, []
        for entry in self.entries:
            number += entry.is_working
            found.append((entry.day, entry.in_words, number if entry.is_working else None))
        return found


class WorkingCalendar:
    """What every day is, by the table where it holds the day and by the weekday beyond it."""

    def __init__(self, entries: Iterable[CalendarEntry] = ()):
        self._entries = {entry.day: entry for entry in entries}

    def entry(self, day: dt.date) -> CalendarEntry:
        """The day as the table has it, else by its weekday and provisional."""
        return self._entries.get(day) or CalendarEntry(day, day.weekday() < 5, is_provisional=True)

    def nth_working_day(self, start: dt.date, n: int) -> Count:
        """`start` is day 0, whatever day it is; the n-th working day after it is the last one (CAD-07).

        Raises ValueError for n below 1 and OverflowError where no calendar reaches.
        """
        if n < 1:
            raise ValueError(f"工作日数应为 1 或更大的整数，现为 {n}。")
        entries, day = [], start
        while n:
            day += ONE_DAY
            entries.append(self.entry(day))
            n -= entries[-1].is_working
        return Count(start, tuple(entries))

    def working_days(self, first: dt.date, last: dt.date) -> int:
        """Working days from the first to the last day, both included, as a public notice counts them (P-42)."""
        days = range((last - first).days + 1)
        return sum(self.entry(first + dt.timedelta(days=number)).is_working for number in days)
