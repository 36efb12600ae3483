"""组织一览: one line per second-level organization, counted for today."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from directory.models import Duty, DutyKind, Unit
from directory.models.units import BRANCH_LEVEL
from directory.tally import Tally, tallies, units_on
from directory.tree import initials

ORGANIZERS = (DutyKind.ORGANIZER_FULL_TIME, DutyKind.ORGANIZER_PART_TIME)
FOUND = 100


@dataclass
class Line:
    """A unit with its figures, everything below it included."""

    unit: Unit
    tally: Tally
    branches: int
    organizers: int

    @property
    def url(self) -> str:
        return reverse("unit_detail", args=[self.unit.code])

    @property
    def members(self) -> int:
        return self.tally.members

    @property
    def staff(self) -> int:
        return self.tally.staff

    @property
    def students(self) -> int:
        return self.tally.students


def overview(viewer) -> list[Line]:
    """Second-level organizations in the viewer's scope; below that level, the viewer's own units."""
    seen = Unit.objects.visible_to(viewer).open_on(viewer.on)
    rows = list(seen.second_level().order_by("position", "code"))
    return lines(viewer, rows or seen.filter(path__in=viewer.paths("units.view")).order_by("code"))


def find_units(viewer, text: str) -> list[Line]:
    """Units whose code, name, former name or pinyin initials contain the text; those that are closed as well."""
    seen = Unit.objects.visible_to(viewer)
    text = text.strip()
    named = Q(code__startswith=text) | Q(full_name__contains=text) | Q(short_name__contains=text)
    found = seen.filter(named | Q(names__full_name__contains=text) | Q(names__short_name__contains=text)).distinct()
    rows = list(found.order_by("code")[:FOUND])
    if not rows and text.isascii():
        letters = {unit.pk: initials(unit.short_name) for unit in seen.only("pk", "short_name")}
        rows = list(seen.filter(pk__in=[key for key, word in letters.items() if text.lower() in word])[:FOUND])
    return lines(viewer, rows)


def lines(viewer, units) -> list[Line]:
    """The figures of the given units: four queries, however many there are."""
    units = list(units)
    counted = tallies([unit.pk for unit in units])
    branches, organizers = _branches(viewer, units), _organizers(viewer, units)
    return [Line(unit, counted[unit.pk], branches[unit.pk], len(organizers[unit.pk])) for unit in units]


def totals(rows: list[Line]) -> dict[str, int]:
    """The sums under the table."""
    names = ("members", "staff", "students", "branches", "organizers")
    return {name: sum(getattr(row, name) for row in rows) for name in names}


def _branches(viewer, units):
    counted = defaultdict(int)
    paths = Unit.objects.open_on(viewer.on).filter(kind__in=BRANCH_LEVEL).values_list("path", flat=True)
    for above in _each_above(paths, units):
        counted[above] += 1
    return counted


def _organizers(viewer, units):
    holders = defaultdict(set)
    duties = Duty.objects.on(viewer.on).filter(kind__in=ORGANIZERS).values_list("unit__path", "person")
    wanted = {unit.pk for unit in units}
    for path, person in duties:
        for above in units_on(path):
            if above in wanted:
                holders[above].add(person)
    return holders


def _each_above(paths, units):
    wanted = {unit.pk for unit in units}
    for path in paths:
        yield from (above for above in units_on(path) if above in wanted)
