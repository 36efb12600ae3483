"""How long a public notice lasts, day by day: the first and the last day count if they are working days (P-42)."""

import datetime as dt
from dataclasses import dataclass

from dates.working_days import ONE_DAY, WorkingCalendar

# A slip of the pen may name a last day years ahead.
FURTHEST = 90


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """One day of the notice and its number among the working days, or None."""

    day: dt.date
    words: str
    number: int | None


@dataclass(frozen=True, slots=True)
class NoticeSpan:
    days: tuple[NoticeDay, ...]
    count: int
    is_provisional: bool

    @property
    def words(self) -> str:
        first, last = self.days[0].day, self.days[-1].day
        said = f"{first} 至 {last}，{self.count} 个工作日（首日、末日是工作日的计入）"
        return said + ("，暂算：当年放假安排未公布" if self.is_provisional else "")


def notice_span(calendar: WorkingCalendar, first: dt.date, last: dt.date) -> NoticeSpan | None:
    """None where the last day lies before the first, or further than any notice lasts."""
    if not 0 <= (last - first).days <= FURTHEST:
        return None
    entries = [calendar.entry(first + ONE_DAY * number) for number in range((last - first).days + 1)]
    days, number = [], 0
    for entry in entries:
        number += entry.is_working
        days.append(NoticeDay(entry.day, entry.in_words, number if entry.is_working else None))
    return NoticeSpan(tuple(days), number, any(entry.is_provisional for entry in entries))
