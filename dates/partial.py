"""Dates that are known only to the month or to the year.

Old party files give “2019年9月” for a birth or an admission. Such a date is kept as the first possible day plus
a precision, so that it sorts among full dates and never pretends to know the day.
"""

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How much of a date is known; the value is what a table stores."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """The first possible day and the precision. Two of them compare as “certainly” or “possibly”, never plainly."""

    first: date
    precision: Precision = Precision.DAY

    def __post_init__(self):
        object.__setattr__(self, "precision", Precision(self.precision))
        if self.first != _first_day(self.first, self.precision):
            raise ValueError(f"{self.first} is not the first day of its {self.precision}")

    @classmethod
    def of_day(cls, year: int, month: int, day: int) -> "PartialDate":
        return cls(date(year, month, day), Precision.DAY)

    @classmethod
    def of_month(cls, year: int, month: int) -> "PartialDate":
        return cls(date(year, month, 1), Precision.MONTH)

    @classmethod
    def of_year(cls, year: int) -> "PartialDate":
        return cls(date(year, 1, 1), Precision.YEAR)

    @property
    def earliest(self) -> date:
        return self.first

    @property
    def latest(self) -> date:
        """The last day that the date may mean."""
        if self.precision is Precision.DAY:
            return self.first
        if self.precision is Precision.YEAR:
            return date(self.first.year, 12, 31)
        return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])

    @property
    def is_exact(self) -> bool:
        return self.precision is Precision.DAY

    def certainly_before(self, other: "PartialDate | date") -> bool:
        """Every day this may mean lies before every day the other may mean."""
        return self.latest < as_partial(other).earliest

    def possibly_before(self, other: "PartialDate | date") -> bool:
        """Some day this may mean lies before some day the other may mean."""
        return self.earliest < as_partial(other).latest

    def may_be(self, other: "PartialDate | date") -> bool:
        """Both may mean one and the same day: 2019年9月 may be 2019-09-10."""
        known = as_partial(other)
        return self.earliest <= known.latest and known.earliest <= self.latest

    def iso(self) -> str:
        """For tables and files: 2019-09-01, 2019-09 or 2019."""
        length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[self.precision]
        return self.first.isoformat()[:length]

    def in_words(self) -> str:
        """For prose and paper: 2019年9月1日, 2019年9月 or 2019年."""
        words = f"{self.first.year}年"
        if self.precision is not Precision.YEAR:
            words += f"{self.first.month}月"
        if self.precision is Precision.DAY:
            words += f"{self.first.day}日"
        return words

    def __str__(self) -> str:
        return self.iso()


def as_partial(known: PartialDate | date) -> PartialDate:
    """A plain date is a partial one that is known to the day."""
    return known if isinstance(known, PartialDate) else PartialDate(known)


def _first_day(day: date, precision: Precision) -> date:
    if precision is Precision.YEAR:
        return date(day.year, 1, 1)
    return day.replace(day=1) if precision is Precision.MONTH else day
