"""Cultivation time (培养考察期) across moves (DEV-09, DEV-11).

“培养教育时间可连续计算” holds where the new organization examined the file; an unexamined one begins the year anew at
the move. Where the file does not say whether it was examined, both beginnings are possible.
"""

from dataclasses import dataclass

from membership.procedure.case import Event
from membership.procedure.days import Day, is_after

MONTHS = 12  # 第十三条: “经过一年以上的培养教育和考察”


@dataclass(frozen=True, slots=True)
class Cultivation:
    """`from_on` is the day from which the year counts; `or_from_on` another one that cannot be ruled out."""

    from_on: Day | None
    or_from_on: Day | None = None
    restarted_by: Event | None = None

    @property
    def is_certain(self) -> bool:
        return self.or_from_on is None


def cultivation_of(start: Day | None, transfers: tuple[Event, ...], until: Day | None) -> Cultivation:
    """From the determination as activist (P-04), through the moves up to `until`, in the order of their days."""
    found, possible, restarted = start, None, None
    for move in transfers:
        is_within = _is_within(move.on, start, until) if start and move.on else False
        examined = move.get("file_examined")
        if is_within is False or examined:
            continue
        if is_within and examined is False:
            found, possible, restarted = move.on, None, move
        else:
            possible = move.on
    return Cultivation(found, possible, restarted)


def _is_within(day: Day, start: Day, until: Day | None) -> bool | None:
    """Whether the move lies inside the cultivation; None where it takes the day to tell."""
    bounds = {is_after(day, start), until is None or is_after(until, day)}
    if False in bounds:
        return False
    return None if None in bounds else True
