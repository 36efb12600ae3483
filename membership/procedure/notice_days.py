"""How long a public notice lasted, in working days (P-42).

First and last day count if they are working days; a school may leave the day of posting out. A day beyond the table of
working days is taken by its weekday, and the count is then 暂算.
"""

import datetime as dt

from dates.working_days import ONE_DAY, WorkingCalendar
from membership.procedure.days import Day

PROVISIONAL = "（暂算：当年放假安排未公布）"
# No notice needs to be counted further; a slip of the pen may name a last day years ahead.
FURTHEST = dt.timedelta(days=90)


def possible_counts(calendar: WorkingCalendar, first: Day, last: Day, *, skips_first: bool) -> tuple[int, int]:
    """The fewest and the most working days that the notice may have lasted."""
    skipped = ONE_DAY if skips_first else dt.timedelta()
    most = _count(calendar, first.first + skipped, last.last)
    if first.is_exact and last.is_exact:
        return most, most
    return _count(calendar, first.last + skipped, last.first), most


def _count(calendar, first, last) -> int:
    last = min(last, first + FURTHEST)
    return calendar.working_days(first, last) if last >= first else 0


def day_of_count(calendar: WorkingCalendar, first: dt.date, number: int, *, skips_first: bool) -> tuple[Day, bool]:
    """The earliest last day of a notice of so many working days, and whether it is 暂算."""
    count = calendar.nth_working_day(first if skips_first else first - ONE_DAY, number)
    return Day.of(count.due_on), count.is_provisional
