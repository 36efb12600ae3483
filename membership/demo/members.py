"""Who was a member of the demo school's branches through the years, read once for all of its meetings."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from branches.kinds import Standing
from branches.rules import Expected
from directory.models import Category, Duty, DutyKind, PartyStatus, Status, Unit
from directory.models.statuses import MEMBERS
from directory.models.units import UnitKind

BRANCHES = (UnitKind.BRANCH, UnitKind.DIRECT_BRANCH)
_STANDINGS = {Status.FULL: Standing.FULL, Status.PROBATIONARY: Standing.PROBATIONARY}


class Somebody(NamedTuple):
    """As much of a person as the list of a meeting needs."""

    pk: int
    name: str

    def __str__(self):
        return self.name


class Held(NamedTuple):
    """Since when and until when somebody was what."""

    person: Somebody
    status: str
    from_on: dt.date
    to_on: dt.date | None

    def on(self, day: dt.date) -> bool:
        return self.from_on <= day and (self.to_on is None or self.to_on >= day)


class Members:
    """The members of some branches, their officers, and the teachers of their colleges: three queries."""

    def __init__(self, branches: Iterable[Unit]):
        self._parents = {unit.pk: unit.parent_id for unit in branches}
        self._rows = self._registered()
        self._teachers = self._staff()
        self._officers = self._appointed()

    def _registered(self) -> dict[int, list[Held]]:
        found: dict[int, list[Held]] = {}
        rows = PartyStatus.objects.filter(unit__in=self._parents, status__in=MEMBERS, voided_at__isnull=True)
        told = ("unit", "person", "person__name", "status", "from_on", "to_on")
        for unit, key, name, *held in rows.order_by("person__sort_pinyin", "person").values_list(*told):
            found.setdefault(unit, []).append(Held(Somebody(key, name), *held))
        return found

    def _staff(self) -> dict[int, list[Held]]:
        found: dict[int, list[Held]] = {}
        rows = PartyStatus.objects.filter(status=Status.FULL, to_on__isnull=True, person__category=Category.STAFF)
        rows = rows.filter(unit__parent__in=set(self._parents.values()), unit__kind__in=BRANCHES)
        told = ("unit__parent", "person", "person__name", "status", "from_on", "to_on")
        for college, key, name, *held in rows.order_by("person").values_list(*told):
            found.setdefault(college, []).append(Held(Somebody(key, name), *held))
        return found

    def _appointed(self) -> dict[tuple[int, str], tuple[int, dt.date]]:
        kinds = (DutyKind.SECRETARY, DutyKind.ORGANIZATION)
        rows = Duty.objects.filter(unit__in=self._parents, kind__in=kinds, to_on__isnull=True).order_by("-pk")
        return {(unit, kind): held for unit, kind, *held in rows.values_list("unit", "kind", "person", "from_on")}

    def expected(self, unit: int, day: dt.date) -> list[Expected]:
        rows = [each for each in self._rows.get(unit, ()) if each.on(day)]
        return [Expected(each.person, each.person.name, _STANDINGS[each.status]) for each in rows]

    def able(self, unit: int, day: dt.date, *, but: int) -> list[Somebody]:
        """Who may recommend somebody: full members of the branch; of a young branch, the college's teachers."""
        rows = (each for each in self._rows.get(unit, ()) if each.status == Status.FULL and not each.to_on)
        own = sorted(each.person for each in rows if each.from_on <= day and each.person.pk != but)
        if len(own) > 1:
            return own
        return [each.person for each in self._teachers.get(self._parents[unit], ()) if each.on(day)]

    def officer(self, unit: int, kind: str, day: dt.date) -> int | None:
        person, since = self._officers.get((unit, kind), (None, day))
        return person if since <= day else None
