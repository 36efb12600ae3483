"""What holds on a day: a policy's dataclass filled from the version in force, for a unit or many, in one query.

The latest published version that has begun by that day counts, as a whole; inside it the value of the nearest unit
upwards, and there that for the kind of person before that for all. What no value speaks of has its declared default.
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet, Subquery

from directory.models import Unit
from policy.declaring import GROUPS, Group
from policy.models import PolicyValue, PolicyVersion, State


def policy_on(carrier: type, on: dt.date, unit: Unit | None = None, kind: str = ""):
    """The `carrier` that holds on that day for the whole school, or for one unit."""
    rows = list(_rows(_group(carrier), on, kind))
    return _filled(carrier, rows, unit.path if unit else "")


def policies_on(carrier: type, on: dt.date, units: Iterable[Unit], kind: str = "") -> dict:
    """Unit's key → the `carrier` that holds there on that day. One query, however many units."""
    rows = list(_rows(_group(carrier), on, kind))
    shared: dict[tuple, object] = {}
    found = {}
    for unit in units:
        own = tuple(row for row in rows if _covers(row, unit.path))
        if own not in shared:
            shared[own] = _filled(carrier, own, unit.path)
        found[unit.pk] = shared[own]
    return found


def version_on(on: dt.date) -> QuerySet[PolicyVersion]:
    """The version in force on that day, as a query of one row or none."""
    return PolicyVersion.objects.filter(state=State.PUBLISHED, effective_on__lte=on).order_by("-number")[:1]


def values_on(on: dt.date) -> QuerySet[PolicyValue]:
    """Every value in force on that day, with clause, document and unit."""
    inside = PolicyValue.objects.filter(policy=Subquery(version_on(on).values("pk")))
    return inside.on(on).select_related("clause__document", "unit")


def _group(carrier) -> Group:
    return next(group for group in GROUPS.values() if group.carrier is carrier)


def _rows(group, on, kind):
    """The nearest last, so that it overwrites what stands above it."""
    rows = values_on(on).filter(parameter__in=[each.key for each in group.declarations], kind__in={"", kind})
    return sorted(rows, key=_nearness)


def _nearness(row) -> tuple[int, bool]:
    return (len(row.unit.path) if row.unit_id else 0, bool(row.kind))


def _covers(row, path) -> bool:
    return row.unit_id is None or path.startswith(row.unit.path)


def _filled(carrier, rows, path):
    fields = {row.parameter.partition(".")[2]: row.setting for row in rows if _covers(row, path)}
    return carrier(**fields)
