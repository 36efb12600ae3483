"""Whom the rows mean, and whether they lie in the viewer's scope: a fixed number of queries for the whole file.

The words are those of the import of people: who lies outside is not told more than that.
"""

from dataclasses import dataclass

from audit.sealing import keyed_index
from directory.imports.rules import TAKEN_ID, TAKEN_NUMBER
from directory.imports.unit_book import UnitBook
from directory.models import Person, PersonNumber, Unit
from directory.models.people import ID_PURPOSE
from directory.scope import covers_school
from membership.ledger import columns as at
from membership.ledger.rows import LedgerRow

CHUNK = 5000
TWO_PEOPLE = "学工号与身份证号不是同一个人的，请核对这两项。"


@dataclass(slots=True)
class Whose:
    """`person` is whoever is registered, `unit` where the row belongs; `refusal` (column, sentence) keeps it out."""

    person: Person | None = None
    unit: Unit | None = None
    refusal: tuple[str, str] | None = None


class Register:
    """Who and where, asked once for a whole ledger."""

    def __init__(self, rows: list[LedgerRow], viewer, permission: str):
        self.paths = viewer.paths(permission)
        self.book = UnitBook.open(viewer, permission)
        self.sees_school = covers_school(self.paths)
        indexes = {row.number: bytes(keyed_index(row.id_number, ID_PURPOSE)) for row in rows if row.id_number}
        numbers = {row.number: row.roster_no for row in rows if row.roster_no}
        self._by_id = _found("id_index", indexes)
        self._by_number = _found("roster_no", numbers)

    def of(self, row: LedgerRow) -> Whose:
        """Adds to the row's faults what does not fit; a refusal only where somebody else's people are meant."""
        by_id, by_number = self._by_id.get(row.number), self._by_number.get(row.number)
        person = by_id or by_number
        if person is not None and not self._is_inside(person.unit):
            return Whose(refusal=(at.ID_NUMBER, TAKEN_ID) if by_id else (at.NUMBER, TAKEN_NUMBER))
        if by_id and by_number and by_id.pk != by_number.pk:
            words = TWO_PEOPLE if self._is_inside(by_number.unit) else TAKEN_NUMBER
            row.faults.append((at.NUMBER, words))
        if by_id is None and person is not None and row.name and person.name != row.name:
            row.faults.append((at.NUMBER, "学工号与登记的姓名不一致，没有对应到人，请核对这两项。"))
            person = None
        return self._with_unit(row, person)

    def _is_inside(self, unit) -> bool:
        return any(unit.path.startswith(path) for path in self.paths)

    def _with_unit(self, row, person) -> Whose:
        if person is not None and row.unit and self.book.plain(row.unit) in self.book.names.get(person.unit_id, ()):
            return Whose(person, person.unit)  # Many branches bear one name; his own is meant.
        unit, fault = self._unit(row)
        if fault and not self.sees_school and person is None:
            return Whose(refusal=fault)
        if fault:
            row.faults.append(fault)
        return Whose(person, unit or (person.unit if person else None))

    def _unit(self, row) -> tuple[Unit | None, tuple[str, str] | None]:
        """The branch by its name, within its committee where that is told."""
        column, committee = (at.UNIT if row.unit else at.COMMITTEE), None
        try:
            if row.committee:
                committee = self.book.unit("", row.committee, "党组织")
            if row.unit:
                return self.book.unit("", row.unit, "党组织", committee), None
        except ValueError as unknown:
            return None, (column, str(unknown))
        return committee, None


def _found(field: str, keys: dict[int, object]) -> dict[int, Person]:
    """The people who hold these numbers, or ever held them, by row."""
    holders: dict[object, Person] = {}
    wanted = list(set(keys.values()))
    for begin in range(0, len(wanted), CHUNK):
        held = PersonNumber.objects.filter(**{f"{field}__in": wanted[begin : begin + CHUNK]})
        for number in held.select_related("person__unit"):
            value = getattr(number, field)
            holders[bytes(value) if isinstance(value, memoryview) else value] = number.person
    return {row: holders[key] for row, key in keys.items() if key in holders}
