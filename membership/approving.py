"""Which body may approve for a branch (P-09; DEV-31, DEV-32): read once for the tree, asked as often as one likes."""

import datetime as dt

from directory.models import Person, Unit, UnitKind
from membership.models import ApprovalAuthority, PersonKind
from membership.models.authority import kind_of

# “党委（工委）”: never a general branch, a branch or a group, and nothing temporary.
COMMITTEES = (UnitKind.COMMITTEE, UnitKind.SECOND_COMMITTEE)


class Approvers:
    """The committees of the tree on a day, with what is written of their authority."""

    def __init__(self, on: dt.date):
        kinds = (*COMMITTEES, UnitKind.GENERAL_BRANCH)
        rows = list(Unit.objects.open_on(on).filter(kind__in=kinds, is_temporary=False))
        self._by_path = {unit.path: unit for unit in rows if unit.kind in COMMITTEES}
        self._general = {unit.path: unit for unit in rows if unit.kind == UnitKind.GENERAL_BRANCH}
        written = ApprovalAuthority.objects.on(on).values_list("unit", "person_kind", "approves")
        self._written = {(unit, kind): approves for unit, kind, approves in written}

    def of(self, unit: Unit, person: Person | None = None) -> Unit | None:
        """The nearest committee above the branch that approves for the person; None where there is none."""
        found = (self._by_path.get(path) for path in _above(unit.path))
        return next((each for each in found if each and self._approves(each, person)), None)

    def general_branch_of(self, unit: Unit) -> Unit | None:
        """The one that deliberates before it goes up to the committee (DEV-31); None where none lies between."""
        for path in _above(unit.path):
            if path in self._by_path:
                return None
            if path in self._general:
                return self._general[path]
        return None

    def _approves(self, committee: Unit, person: Person | None) -> bool:
        """As is written of such people, else of everybody, else yes."""
        everybody = self._written.get((committee.pk, PersonKind.EVERYBODY), True)
        return self._written.get((committee.pk, kind_of(person)), everybody) if person else everybody


def _above(path: str) -> list[str]:
    """The paths of the units above, the nearest first."""
    parts = path.strip("/").split("/")
    return [_joined(path, parts[:length]) for length in range(len(parts) - 1, 0, -1)]


def _joined(path: str, parts: list[str]) -> str:
    """The path of the unit so many steps down, written as `path` is."""
    head = "/" if path.startswith("/") else ""
    return head + "/".join(parts) + ("/" if path.endswith("/") else "")


def approver_of(unit: Unit, person: Person | None, on: dt.date) -> Unit | None:
    return Approvers(on).of(unit, person)
