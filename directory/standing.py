"""Since when somebody is in the Party, as his own file says it at a glance."""

import datetime as dt
from collections.abc import Iterable

from dates.arithmetic import worded_years_and_months
from dates.partial import PartialDate
from directory.models import PartyStatus, Status


def standing_words(rows: Iterable[PartyStatus], on: dt.date) -> list[tuple[str, str]]:
    """入党, 转正 and 党龄, each as title and words, as far as the record holds them.

    “党员的党龄，从预备期满转为正式党员之日算起” (党章 第七条). Whoever came to the school as a full member has no day
    of becoming one here, and after a suspension the years are the committee's to count: then nothing is said of them.
    """
    held = sorted(
        (row for row in rows if row.voided_at is None and not row.is_provisional), key=lambda row: row.from_on
    )
    joined = next((row for row in held if row.status == Status.PROBATIONARY), None)
    full = next((row for row in held if row.status == Status.FULL), None)
    if joined is None:
        return []
    found = [("入党", _day(joined))] + ([("转正", _day(full))] if full else [])
    if full and held[-1].status == Status.FULL and all(row.status != Status.SUSPENDED for row in held):
        found.append(("党龄", f"{worded_years_and_months(full.from_on, on)}（自{_day(full)}起）"))
    return found


def _day(row: PartyStatus) -> str:
    return PartialDate(row.from_on, row.from_precision).iso()
