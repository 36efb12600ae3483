"""How many people stand where: per unit with everything below it, by party status and part of the school."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count

from directory.models import Category, Person, Status, Unit

MEMBERS = (Status.FULL, Status.PROBATIONARY)
STAFF = (Category.STAFF, Category.RETIRED)
STUDENTS = (Category.UNDERGRADUATE, Category.MASTER, Category.DOCTOR)


@dataclass
class Tally:
    """People of one unit and below, by (status, category)."""

    counts: Counter = field(default_factory=Counter)

    def count(self, statuses=None, categories=None) -> int:
        return sum(
            count
            for (status, category), count in self.counts.items()
            if (not statuses or status in statuses) and (not categories or category in categories)
        )

    @property
    def members(self) -> int:
        return self.count(MEMBERS)

    @property
    def staff(self) -> int:
        """Members among staff and the retired."""
        return self.count(MEMBERS, STAFF)

    @property
    def students(self) -> int:
        return self.count(MEMBERS, STUDENTS)


def tallies(unit_ids) -> dict[int, Tally]:
    """The tallies of the given units; a unit without people has an empty one."""
    found = defaultdict(Tally)
    paths = dict(Unit.objects.values_list("pk", "path"))
    wanted = set(unit_ids)
    rows = Person.objects.order_by().values_list("unit", "status", "category").annotate(Count("pk"))
    for unit, status, category, count in rows:
        for above in map(int, paths[unit].rstrip("/").split("/")):
            if above in wanted:
                found[above].counts[status, category] += count
    return found
