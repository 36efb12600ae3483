"""What the turn of the day changes in the directory without anybody's hand."""

import datetime as dt

from directory.charges import renew_charges
from directory.services import statuses, units
from directory.tally import fold, recount

_SUNDAY = 7
# What came into force within so many days is looked at every night, so that missed nights are made up for.
_LOOK_BACK = dt.timedelta(days=31)


def begin_day(*, today: dt.date) -> int:
    """Makes what was set in advance for today the current state and tidies the counts; returns how many changed.

    On Sundays everything is compared and counted anew.
    """
    whole = today.isoweekday() == _SUNDAY
    changed = units.refresh_current(today=today)
    changed += statuses.refresh_current(today=today, since=None if whole else today - _LOOK_BACK)
    renew_charges(on=today)
    recount() if whole else fold()
    return changed
