"""Plays days: moves the clock, waits until the rings of that moment have been heard, and locks who is to be locked."""

import datetime as dt

from bench.living import matters
from bench.living.clock import at
from bench.living.expected import Expected
from bench.living.machinery import Machinery, settled, until
from bench.living.school import School
from directory.models import Account
from policy.working_days import working_calendar

# Before the night, the night, quiet hours until 7, the hours at which people wish their mail, quiet hours again.
HOURS = ((1, 55), (2, 0), (6, 30), (7, 0), (8, 0), (12, 0), (18, 0), (22, 30))
LOCKING = (6, 30)
RINGS = 3


def expect(school: School, invented: list[matters.Matter]) -> Expected:
    return Expected(invented, working_calendar(), school.locked)


def play_day(machinery: Machinery, school: School, day: dt.date, hours=HOURS) -> None:
    """One day of the school; every moment is over when both tasks were heard three times at it and all is settled."""
    for hour in hours:
        moment = at(day, *hour)
        if hour == LOCKING:
            locked = [pk for pk, on in school.locked.items() if on == day]
            Account.objects.filter(pk__in=locked).update(is_active=False)
        machinery.clock.set(moment)
        machinery.ring()
        until(lambda moment=moment: _is_over(machinery, moment), machinery)


def _is_over(machinery, moment) -> bool:
    heard = machinery.heard()
    return min(heard["reminders.tick"], heard["reminders.deliver"]) >= RINGS and settled(moment)
