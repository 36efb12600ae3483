"""What the turn of the day changes in the directory without anybody's hand."""

import datetime as dt

from directory.charges import renew_charges
from directory.services import statuses, units
from directory.tally import fold, recount

_SUNDAY = 7


def begin_day(*, today: dt.date) -> int:
    """Makes what was set in advance for today the current state and tidies the counts; returns how many changed."""
    changed = units.refresh_current(today=today) + statuses.refresh_current(today=today)
    renew_charges(on=today)
    recount() if today.isoweekday() == _SUNDAY else fold()
    return changed
