"""How many people stand where: per unit with everything below it, by party status and part of the school."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import Sum

from directory.models import Category, UnitTally
from directory.models.people import STUDENTS
from directory.models.statuses import MEMBERS

STAFF = (Category.STAFF, Category.RETIRED)

# One statement, and so one picture of the tables: what commits meanwhile is neither deleted nor counted.
RECOUNT = """
WITH gone AS (DELETE FROM directory_unittally)
INSERT INTO directory_unittally (unit_id, status, category, people)
SELECT above::bigint, counted.status, counted.category, sum(counted.people)
FROM (SELECT unit_id, status, category, count(*) AS people FROM directory_person GROUP BY 1, 2, 3) AS counted
JOIN directory_unit AS unit ON unit.id = counted.unit_id
CROSS JOIN LATERAL unnest(string_to_array(rtrim(unit.path, '/'), '/')) AS above
GROUP BY 1, 2, 3
"""
FOLD = """
WITH several AS (
    SELECT unit_id, status, category FROM directory_unittally GROUP BY 1, 2, 3 HAVING count(*) > 1),
gone AS (DELETE FROM directory_unittally WHERE (unit_id, status, category) IN (SELECT * FROM several) RETURNING *)
INSERT INTO directory_unittally (unit_id, status, category, people)
SELECT unit_id, status, category, sum(people) FROM gone GROUP BY 1, 2, 3 HAVING sum(people) <> 0
"""
_ONE_AT_A_TIME = 7_114_201  # the key of the lock that keeps two of them from adding up


@dataclass
class Tally:
    """People of one unit and below, by (status, category)."""

    counts: Counter = field(default_factory=Counter)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.counts + other.counts)

    def count(self, statuses: Iterable = (), categories: Iterable = ()) -> int:
        """People of the given statuses and categories; empty means any."""
        return sum(
            people
            for (status, category), people in self.counts.items()
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


def tallies(unit_ids: Iterable[int]) -> dict[int, Tally]:
    """The tallies of the given units; one without people has an empty one."""
    found = defaultdict(Tally)
    rows = UnitTally.objects.filter(unit__in=list(unit_ids)).values_list("unit", "status", "category")
    for unit, status, category, people in rows.annotate(Sum("people")).order_by():
        found[unit].counts[status, category] = people
    return found


def member_counts(unit_ids: Iterable[int]) -> dict[int, int]:
    """Full and probationary members of the given units."""
    rows = UnitTally.objects.filter(unit__in=list(unit_ids), status__in=MEMBERS).values_list("unit")
    return defaultdict(int, rows.annotate(Sum("people")).order_by())


def recount() -> None:
    """Counts everybody anew; heals whatever went past the triggers. Under a second for a million people."""
    _alone(RECOUNT)


def fold() -> None:
    """Makes one row again of the rows that the triggers added."""
    _alone(FOLD)


@transaction.atomic
def _alone(statement):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        cursor.execute(statement)


def move_tally(unit, old_path: str, new_path: str) -> None:
    """Takes the people of a moved unit from the units that it left to the units that it came under."""
    old, new = units_on(old_path), units_on(new_path)
    changes = [(above, -1) for above in old if above not in new] + [(above, 1) for above in new if above not in old]
    UnitTally.objects.bulk_create(
        UnitTally(unit_id=above, status=status, category=category, people=sign * people)
        for (status, category), people in tallies([unit.pk])[unit.pk].counts.items()
        for above, sign in changes
    )


def units_on(path: str) -> list[int]:
    """The units on a path, from the top; the last one is the path's own."""
    return [int(part) for part in path.rstrip("/").split("/")]
