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
        rows = Unit.objects.open_on(on).filter(kind__in=COMMITTEES, is_temporary=False)
        self._by_path = {unit.path: unit for unit in rows}
        written = ApprovalAuthority.objects.on(on).values_list("unit", "person_kind", "approves")
        self._written = {(unit, kind): approves for unit, kind, approves in written}

    def of(self, unit: Unit, person: Person | None = None) -> Unit | None:
        """The nearest committee above the branch that approves for the person; None where there is none."""
        parts = unit.path.strip("/").split("/")
        for length in range(len(parts), 0, -1):
            found = self._by_path.get(_joined(unit.path, parts[:length]))
            if found and found.pk != unit.pk and self._approves(found, person):
                return found
        return None

    def _approves(self, committee: Unit, person: Person | None) -> bool:
        """As is written of such people, else of everybody, else yes."""
        everybody = self._written.get((committee.pk, PersonKind.EVERYBODY), True)
        return self._written.get((committee.pk, kind_of(person)), everybody) if person else everybody


def _joined(path: str, parts: list[str]) -> str:
    """The path of the unit so many steps down, written as `path` is."""
    head = "/" if path.startswith("/") else ""
    return head + "/".join(parts) + ("/" if path.endswith("/") else "")


def approver_of(unit: Unit, person: Person | None, on: dt.date) -> Unit | None:
    return Approvers(on).of(unit, person)
