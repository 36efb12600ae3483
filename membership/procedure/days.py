"""Days as far as they are known, and comparisons that say “cannot tell”.

An old ledger knows “2019-09”. Such a day is the first and the last day that it may mean; a comparison is True or False
when every possible day agrees and None when it takes the day to tell.
"""

import datetime as dt
from typing import NamedTuple

from dates.arithmetic import add_months
from dates.partial import PartialDate, Precision

ONE_DAY = dt.timedelta(days=1)


class Day(NamedTuple):
    """The first and the last day that it may be; both are the same where the day is known."""

    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, known: dt.date | PartialDate) -> "Day":
        if isinstance(known, PartialDate):
            return cls(known.earliest, known.latest)
        return cls(known, known)

    @property
    def is_exact(self) -> bool:
        return self.first == self.last

    @property
    def precision(self) -> Precision:
        """The finest word that holds for every day it may be."""
        if self.is_exact or self.first.year != self.last.year:
            return Precision.DAY if self.is_exact else Precision.YEAR
        return Precision.MONTH if self.first.month == self.last.month else Precision.YEAR

    def plus_months(self, months: int) -> "Day":
        first = add_months(self.first, months)
        return Day(first, first if self.first == self.last else add_months(self.last, months))

    def plus_days(self, days: int) -> "Day":
        step = dt.timedelta(days=days)
        return Day(self.first + step, self.last + step)

    def iso(self) -> str | None:
        """2019-09-01, 2019-09 or 2019 as it was written; None for a span that no ISO date expresses."""
        if self.first == self.last:
            return self.first.isoformat()
        if self.first.day == 1 and (self.last + ONE_DAY).day == 1:
            if self.first.month == self.last.month and self.first.year == self.last.year:
                return self.first.isoformat()[:7]
            if (self.first.month, self.last.month) == (1, 12) and self.first.year == self.last.year:
                return self.first.isoformat()[:4]
        return None

    def __str__(self) -> str:
        return self.iso() or f"{self.first} 至 {self.last}"


def is_after(one: Day, other: Day) -> bool | None:
    """Whether one lies after the other; None where some possible days say yes and some no."""
    if one.first > other.last:
        return True
    return False if one.last <= other.first else None


def is_before(one: Day, other: Day) -> bool | None:
    return is_after(other, one)


def is_other(one: Day, other: Day) -> bool | None:
    """Whether the two are different days; None where they may be the same."""
    if is_after(one, other) or is_before(one, other):
        return True
    return False if one.is_exact and one == other else None


def later(one: Day, other: Day) -> Day:
    """The later of two days, as far as it can be told."""
    return Day(max(one.first, other.first), max(one.last, other.last))


def length_words(months: int) -> str:
    """12 → “1 年”, 6 → “6 个月”."""
    return f"{months // 12} 年" if months % 12 == 0 and months else f"{months} 个月"


def sum_early(start: Day, length: str, limit: Day, actual: Day) -> str:
    """“2018-10-08 + 1 年 = 2019-10-08，登记为 2019-06-01，早 129 天”."""
    return f"{start} + {length} = {limit}，登记为 {actual}，早{_at_least(limit, actual)} 天"


def sum_late(start: Day, length: str, limit: Day, actual: Day) -> str:
    """“2018-09-10 + 1 个月 = 2018-10-10，登记为 2018-10-20，晚 10 天”."""
    return f"{start} + {length} = {limit}，登记为 {actual}，晚{_at_least(actual, limit)} 天"


def apart(actual: Day, wanted: Day) -> str:
    """“，早 129 天” or “，晚 10 天”: a day against the one it should be; empty where both may be the same."""
    if is_before(actual, wanted):
        return f"，早{_at_least(wanted, actual)} 天"
    return f"，晚{_at_least(actual, wanted)} 天" if is_after(actual, wanted) else ""


def _at_least(later_one, earlier_one) -> str:
    days = (later_one.first - earlier_one.last).days
    return f" {days}" if later_one.is_exact and earlier_one.is_exact else f"至少 {days}"
