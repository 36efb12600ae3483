"""Counting in calendar months, as party rules do (“三个月以上”, “一年以上”).

A month ends on the same day number of a later month; where that month is too short, on its last day. So 31 January
plus one month is the last day of February, and 29 February plus one year is 28 February.
"""

import calendar
from datetime import date
from typing import NamedTuple


class Difference(NamedTuple):
    """Full years, full months beyond them, days beyond those."""

    years: int
    months: int
    days: int


def add_months(day: date, months: int) -> date:
    """The same day number so many months later (or earlier), at most the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def add_years(day: date, years: int) -> date:
    return add_months(day, 12 * years)


def whole_months_between(start: date, end: date) -> int:
    """Full months from start to end; negative when end lies before start."""
    if end < start:
        return -whole_months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def whole_years_between(start: date, end: date) -> int:
    """Full years from start to end: an age, a party seniority. Negative when end lies before start."""
    if end < start:
        return -whole_years_between(end, start)
    return whole_months_between(start, end) // 12


def difference(start: date, end: date) -> Difference:
    """Full years, months and days from start to end, whichever of them comes first."""
    if end < start:
        start, end = end, start
    months = whole_months_between(start, end)
    return Difference(*divmod(months, 12), (end - add_months(start, months)).days)


def worded_difference(start: date, end: date) -> str:
    """“1年3个月9天”, “3个月9天”, “9天”; two equal days are “0天”."""
    years, months, days = difference(start, end)
    parts = (f"{years}年" if years else "", f"{months}个月" if months else "", f"{days}天" if days else "")
    return "".join(parts) or "0天"


def worded_years_and_months(start: date, end: date) -> str:
    """Full years and months, the days left out: “8年2个月”, “2个月”; under a month “不足1个月”."""
    years, months, _ = difference(start, end)
    parts = (f"{years}年" if years else "", f"{months}个月" if months else "")
    return "".join(parts) or "不足1个月"
