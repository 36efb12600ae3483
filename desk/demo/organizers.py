"""Organizers of the demo school: most units have theirs, a few do not; rotation lies near, behind and far ahead."""

import datetime as dt

from dates.arithmetic import add_years
from dates.partial import as_partial
from desk.demo.accounts import free_member
from directory.models import Duty, DutyKind, Unit, UnitKind
from organizers.models import Kind, Rank
from organizers.rules.appointing import Period
from organizers.services import appoint

# Days from today to the end of eight years in one unit; negative: passed.
_DAYS_TO_ROTATION = (-40, 20, 75, 160, 300, 700, 1100, 1500, 1900, 2300)
_WITHOUT = {"05", "18", "27"}


def appoint_organizers(today: dt.date) -> None:
    """A full-time organizer for most second-level units, a part-time one for every other, through the service."""
    units = Unit.objects.filter(kind__in=(UnitKind.SECOND_COMMITTEE, UnitKind.GENERAL_BRANCH)).order_by("code")
    for number, unit in enumerate(units):
        if unit.code not in _WITHOUT:
            ahead = _DAYS_TO_ROTATION[number % len(_DAYS_TO_ROTATION)]
            since = add_years(today + dt.timedelta(days=ahead), -8)
            _appoint(unit, Kind.FULL_TIME, since, today, rank=Rank.SECTION if number % 3 else Rank.NONE)
        if number % 2:
            _appoint(unit, Kind.PART_TIME, dt.date(today.year - 1 - number % 3, 9, 1), today)


def _appoint(unit, kind, since, today, **facts):
    kinds = {Kind.FULL_TIME: DutyKind.ORGANIZER_FULL_TIME, Kind.PART_TIME: DutyKind.ORGANIZER_PART_TIME}
    held = Duty.objects.on(today).filter(unit=unit, kind=kinds[kind]).select_related("person").first()
    person = held.person if held else free_member(unit)
    period = Period(as_partial(held.from_on if held else since), None)
    appoint(person=person, unit=unit, kind=kind, period=period, today=today, by=None, establishment="事业编制", **facts)
