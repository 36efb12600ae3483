"""When a matter is named, how often and to whom. Plain Python; `reminders.telling` says the same in SQL."""

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """To whom a matter is told, and why: whoever has to act, the unit above him, the department; again when urged."""

    ACTS = 0
    ABOVE = 1
    DEPARTMENT = 2
    URGED = 3


LEVEL_WORDS = {Level.ACTS: "办理人", Level.ABOVE: "上一级党组织", Level.DEPARTMENT: "组织部", Level.URGED: "催办"}


@dataclass(frozen=True, slots=True)
class Pace:
    """Days after the due day: `repeat` between two notices, `above` and `department` until it is reported upwards.

    None asks for no repeat, or no report.
    """

    repeat: int | None
    above: int | None
    department: int | None


def turns(due_on: dt.date, notice_days: tuple[int, ...], pace: Pace, on: dt.date, *, binding: bool) -> dict[Level, int]:
    """Level → how many notices have fallen due by the end of that day; a level without any is left out.

    Whoever acts is told on each of `notice_days` (days before the due day), on the day after the due day, and from then
    on every `repeat` days. Advice (建, not `binding`) is named once after its day, and never reported upwards. Each
    number stands for one notice: whoever was not told it yet is told it once, and those before it no more.
    """
    late = (on - due_on).days
    found = {Level.ACTS: sum(late >= -days for days in notice_days) + _again(late, 1, pace.repeat if binding else None)}
    if binding:
        found[Level.ABOVE] = _again(late, pace.above, pace.repeat)
        found[Level.DEPARTMENT] = _again(late, pace.department, pace.repeat)
    return {level: number for level, number in found.items() if number}


def _again(late: int, first: int | None, repeat: int | None) -> int:
    """Notices on the day `first` after the due day and every `repeat` days from then on."""
    if first is None or late < first:
        return 0
    return 1 + ((late - first) // repeat if repeat else 0)
