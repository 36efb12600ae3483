"""The school as it stood on another day: names, places and figures of that day, within what the viewer sees today."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count

from directory.models import Duty, PartyStatus, Unit, UnitName, UnitPlacement
from directory.models.units import BRANCH_LEVEL, SECOND_LEVEL
from directory.overview import ORGANIZERS, Line
from directory.tally import MEMBERS, Tally, units_on


@dataclass
class Past:
    """One day: which units stood above each unit, and how many people each had with everything below it.

    People count under the part of the school to which they belong now; when that changed is not kept.
    """

    above: dict[int, list[int]] = field(default_factory=dict)
    tallies: dict[int, Tally] = field(default_factory=lambda: defaultdict(Tally))

    def rolled(self, rows) -> dict[int, list]:
        """Values of (unit, value) rows, gathered at every unit above."""
        gathered = defaultdict(list)
        for unit, value in rows:
            for place in self.above.get(unit, ()):
                gathered[place].append(value)
        return gathered


def names_on(wanted: Iterable[tuple[int, dt.date]]) -> dict[tuple[int, dt.date], UnitName]:
    """Unit and day → the name the unit bore on that day, where it is known; one query, and none for nothing."""
    wanted, names = set(wanted), defaultdict(list)
    for name in UnitName.objects.filter(unit__in={unit for unit, _ in wanted}):
        names[name.unit_id].append(name)
    return {(unit, day): name for unit, day in wanted for name in names[unit] if name.holds_on(day)}


def past_on(viewer, day: dt.date) -> Past:
    """Places and figures of that day, in two queries."""
    seen = Unit.objects.visible_to(viewer)
    placed = UnitPlacement.objects.on(day).filter(unit__in=seen).order_by()
    past = Past({unit: units_on(path) for unit, path in placed.values_list("unit", "path")})
    belonged = PartyStatus.objects.on(day).filter(voided_at__isnull=True, status__in=MEMBERS, unit__in=seen)
    kinds = belonged.order_by().values_list("unit", "status", "person__category").annotate(Count("pk"))
    rows = ((unit, ((status, category), people)) for unit, status, category, people in kinds)
    for unit, counts in past.rolled(rows).items():
        for kind, people in counts:
            past.tallies[unit].counts[kind] += people
    return past


def overview_on(viewer, day: dt.date, past: Past) -> list[Line]:
    """Second-level organizations of that day, under their names of that day."""
    units = Unit.objects.visible_to(viewer).filter(pk__in=past.above)
    names = dict(UnitName.objects.on(day).filter(unit__in=units).values_list("unit", "short_name"))
    branches = past.rolled((unit, 1) for unit in units.filter(kind__in=BRANCH_LEVEL).values_list("pk", flat=True))
    duties = Duty.objects.on(day).filter(kind__in=ORGANIZERS, unit__in=units)
    organizers = past.rolled(duties.order_by().values_list("unit", "person"))
    rows = units.filter(kind__in=SECOND_LEVEL).order_by("position", "code")
    return [
        Line(
            Unit(code=unit.code, kind=unit.kind, short_name=names.get(unit.pk, unit.short_name)),
            past.tallies[unit.pk],
            len(branches[unit.pk]),
            len(set(organizers[unit.pk])),
        )
        for unit in rows
    ]


def member_counts(past: Past) -> Counter:
    """Members per unit on that day."""
    return Counter({unit: tally.members for unit, tally in past.tallies.items()})
