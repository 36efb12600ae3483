"""What holds on a day: a policy's dataclass filled from the version in force, for a unit or many, in one query.

The latest published version that has begun by that day counts, as a whole; inside it the value of the nearest unit
upwards, and there that for the kind of person before that for all. What no value speaks of has its declared default.
"""

import datetime as dt
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet, Subquery

from directory.models import Unit
from policy.declaring import GROUPS
from policy.models import Clause, PolicyValue, PolicyVersion, State


class Rules:
    """The values of one version on one day; asked as often as one likes, they cost the one query they came with."""

    def __init__(self, values: Iterable[PolicyValue]):
        # The nearest last, so that it overwrites what stands above it.
        self._values = sorted(values, key=_nearness)

    def policy(self, carrier: type, unit: Unit | None = None, kind: str = ""):
        """The `carrier` that holds for the whole school, or for one unit."""
        return _filled(carrier, self._for(carrier, unit.path if unit else "", kind))

    def policies(self, carrier: type, units: Iterable[Unit], kind: str = "") -> dict:
        """Unit's key → the `carrier` that holds there."""
        shared: dict[tuple, object] = {}
        found = {}
        for unit in units:
            values = self._for(carrier, unit.path, kind)
            if values not in shared:
                shared[values] = _filled(carrier, values)
            found[unit.pk] = shared[values]
        return found

    def _for(self, carrier, path, kind) -> tuple[PolicyValue, ...]:
        wanted = _parameters(carrier)
        return tuple(
            each
            for each in self._values
            if each.parameter in wanted
            and each.kind in ("", kind)
            and (each.unit_id is None or path.startswith(each.unit.path))
        )


class Through:
    """Every published version of one carrier's values: what held on any day, for two queries however many days."""

    def __init__(self, carrier: type):
        self._carrier = carrier
        published = PolicyVersion.objects.filter(state=State.PUBLISHED).order_by("-number")
        self._versions = list(published.values_list("pk", "effective_on"))
        rows = PolicyValue.objects.filter(policy__state=State.PUBLISHED, parameter__in=_parameters(carrier))
        self._values = list(_with_sources(rows))
        self._rules: dict[dt.date, Rules] = {}

    def policy(self, on: dt.date, unit: Unit | None = None, kind: str = ""):
        """The carrier that held on that day for the whole school, or for one unit."""
        if on not in self._rules:
            self._rules[on] = Rules(self._held(on))
        return self._rules[on].policy(self._carrier, unit, kind)

    @property
    def changes(self) -> set[dt.date]:
        """The days on which what holds may be another than the day before."""
        begins = {effective_on for _, effective_on in self._versions} | {each.from_on for each in self._values}
        return begins | {each.to_on + dt.timedelta(days=1) for each in self._values if each.to_on}

    def _held(self, on):
        """As `values_on` finds them: the latest version that had begun, and in it what holds on the day."""
        version = next((key for key, effective_on in self._versions if effective_on <= on), None)
        return [each for each in self._values if each.policy_id == version and each.holds_on(on)]


def policy_on(carrier: type, on: dt.date, unit: Unit | None = None, kind: str = ""):
    """The `carrier` that holds on that day for the whole school, or for one unit. One query."""
    return Rules(_values_for(carrier, on, kind)).policy(carrier, unit, kind)


def policies_on(carrier: type, on: dt.date, units: Iterable[Unit], kind: str = "") -> dict:
    """Unit's key → the `carrier` that holds there on that day. One query, however many units."""
    return Rules(_values_for(carrier, on, kind)).policies(carrier, units, kind)


def policy_and_exceptions_on(carrier: type, on: dt.date) -> tuple[object, dict]:
    """The `carrier` that holds for the whole school on that day, and by the unit's key what holds where a unit's own
    value says otherwise. At most two queries, however large the tree."""
    values = list(_values_for(carrier, on, ""))
    rules, own = Rules(values), {each.unit.path for each in values if each.unit_id}
    below = reduce(or_, (Q(path__startswith=path) for path in own), Q(pk__in=[]))
    units = Unit.objects.filter(below).only("path") if own else ()
    return rules.policy(carrier), rules.policies(carrier, units)


def unconfirmed_citations() -> list[str]:
    """Clauses as they are cited that were not read in their own text and that nobody has confirmed here. One query."""
    return sorted({each.citation for each in Clause.objects.select_related("document") if not each.is_confirmed})


def rules_on(on: dt.date) -> Rules:
    """Everything in force on that day."""
    return Rules(values_on(on))


def rules_of(version: PolicyVersion, on: dt.date) -> Rules:
    """What this version, draft or not, says for that day."""
    return Rules(_with_sources(version.values.on(on)))


def version_on(on: dt.date) -> QuerySet[PolicyVersion]:
    """The version in force on that day, as a query of one row or none."""
    return PolicyVersion.objects.filter(state=State.PUBLISHED, effective_on__lte=on).order_by("-number")[:1]


def versions_after(on: dt.date) -> QuerySet[PolicyVersion]:
    """Published versions that begin after that day, the nearest first."""
    return PolicyVersion.objects.filter(state=State.PUBLISHED, effective_on__gt=on).order_by("number")


def values_on(on: dt.date) -> QuerySet[PolicyValue]:
    """Every value in force on that day, with clause, document and unit."""
    return _with_sources(PolicyValue.objects.filter(policy=Subquery(version_on(on).values("pk"))).on(on))


def _with_sources(values):
    return values.select_related("clause__document", "unit")


def _values_for(carrier, on, kind):
    return values_on(on).filter(parameter__in=_parameters(carrier), kind__in={"", kind})


def _parameters(carrier) -> set[str]:
    return {each.key for group in GROUPS.values() if group.carrier is carrier for each in group.declarations}


def _nearness(value) -> tuple[int, bool]:
    return (len(value.unit.path) if value.unit_id else 0, bool(value.kind))


def _filled(carrier, values):
    return carrier(**{value.parameter.partition(".")[2]: value.setting for value in values})
