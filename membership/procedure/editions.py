"""Two editions of 《中国共产党发展党员工作细则》 and how a step finds its own (ED-01 to ED-06).

The step's own day decides, not the day on which it is typed in and not the case: one case may meet both. A day that
is known only to May 2026 may belong to either; its edition is then unknown.
"""

import datetime as dt
from enum import StrEnum

from membership.procedure.days import Day


class Edition(StrEnum):
    OF_2014 = "2014"
    OF_2026 = "2026"


# XZ26 第四十四条: in force from the day of issue (P-39).
SWITCH_ON = dt.date(2026, 5, 11)
# Published on 2026-05-18: nobody could know the text before, so that new duties only warn until the day before (P-41).
GRACE_UNTIL = dt.date(2026, 5, 17)

TITLES = {Edition.OF_2014: "发展党员工作细则", Edition.OF_2026: "发展党员工作细则（2026年修订）"}


def edition_of(day: Day | None, switch_on: dt.date = SWITCH_ON) -> Edition | None:
    """The edition in force on that day; None where the day is not known well enough."""
    if day is None:
        return None
    if day.last < switch_on:
        return Edition.OF_2014
    return Edition.OF_2026 if day.first >= switch_on else None


def is_in_grace(day: Day, switch_on: dt.date = SWITCH_ON, until: dt.date = GRACE_UNTIL) -> bool:
    """Whether a breach of a new duty on that day only warns (ED-05)."""
    return switch_on <= day.first and day.last <= until
