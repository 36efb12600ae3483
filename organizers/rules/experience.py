"""How long somebody has done party work, put together from several terms (CAD-04; D2 第十二条（四）).

Each unbroken run is measured in full calendar months and days, the months and days are added, and thirty-one days make
a month: eighteen months in one office and eighteen in another are three years, whichever Februaries lie between them,
and one run alone is never longer than the calendar says.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from dates.arithmetic import add_months, difference
from dates.spans import Span, union

DAYS_OF_A_MONTH = 31


@dataclass(frozen=True, slots=True)
class Length:
    """Full months, and fewer than thirty-one days beyond them."""

    months: int
    days: int = 0

    def __str__(self):
        years, months = divmod(self.months, 12)
        parts = (
            f"{years}年" if years else "",
            f"{months}个月" if months else "",
            f"{self.days}天" if self.days else "",
        )
        return "".join(parts) or "0天"

    def lacks(self, years: int) -> "Length | None":
        """What is missing to so many years; None when they are full (“以上” includes the exact length)."""
        if self.months >= 12 * years:
            return None
        days = 12 * years * DAYS_OF_A_MONTH - self.months * DAYS_OF_A_MONTH - self.days
        return Length(*divmod(days, DAYS_OF_A_MONTH))


def worked_before(spans: Iterable[Span | None], on: dt.date) -> list[Span]:
    """The days before `on`, each once."""
    return union(part for span in spans if span and (part := span.until(on)))


def length_of(runs: Iterable[Span]) -> Length:
    """Of spans that all have an end."""
    months = days = 0
    for run in runs:
        found = difference(run.from_on, run.to_on)
        months, days = months + 12 * found.years + found.months, days + found.days
    return Length(months + days // DAYS_OF_A_MONTH, days % DAYS_OF_A_MONTH)


def full_on(earlier: Iterable[Span], running_from: dt.date, years: int) -> dt.date:
    """The first day on which the years are full, if the term that began on `running_from` goes on."""
    before = length_of(earlier)
    months = 12 * years - before.months
    whole = add_months(running_from, months)
    if not before.days:
        return whole
    return min(whole, add_months(running_from, months - 1) + dt.timedelta(days=DAYS_OF_A_MONTH - before.days))
