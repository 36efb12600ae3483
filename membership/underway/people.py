"""Whom each row means, and who accompanies him; a fixed number of queries for the whole file."""

from collections import defaultdict
from dataclasses import dataclass, field

from dates.parsing import parse_date
from dates.partial import PartialDate
from directory.imports.lost_zeros import lost_zeros, sentence
from directory.models import Person, Unit
from directory.models.units import BRANCH_LEVEL
from directory.scope import within
from directory.strangers import unknown_number
from membership.ledger import columns as at
from membership.ledger.rows import LedgerRow
from membership.ledger.whose import CHUNK, Register

# What a ledger says of the branch yields to the register, where the person stands.
_WHERE = (at.UNIT, at.COMMITTEE)


@dataclass(slots=True)
class Whom:
    """`person` and the branch of his case; `faults` (column, sentence) keep the row out.

    `question` waits for an answer; `asked`: the person was found by the answer to a question.
    """

    person: Person | None = None
    unit: Unit | None = None
    faults: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    question: str = ""
    asked: bool = False


class People:
    """Who is registered, asked once for all rows."""

    def __init__(self, rows: list[LedgerRow], viewer, permission: str):
        self.viewer, self.register = viewer, Register(rows, viewer, permission)
        self.by_name = _named(_names(rows), within(viewer, permission, "unit"))
        inside = Person.objects.filter(within(viewer, permission, "unit"))
        self.lost_zeros = lost_zeros({row.roster_no for row in rows if row.roster_no}, inside)

    def of(self, row: LedgerRow, answer: str | None) -> Whom:
        """Who is meant; what could not be read of him in the file is among the faults."""
        known = len(row.faults)
        whose = self.register.of(row)
        if whose.refusal:
            return Whom(faults=[whose.refusal])
        added = row.faults[known:]
        del row.faults[known:]
        found = Whom(whose.person, whose.unit, [each for each in added if each[0] not in _WHERE])
        if found.person is None and not found.faults:
            self._by_birth(row, answer, found)
        if found.person is not None:
            found.remarks += [words for column, words in added if column in _WHERE]
            self._settle(row, found)
        return found

    def _by_birth(self, row, answer, found: Whom) -> None:
        """Somebody of that name, born on that day, is asked about; nobody is nobody."""
        born = row.told["person"].get("born_on")
        same = [each for each in self.by_name.get(row.name, ()) if born and _born(each, parse_date(born))]
        if len(same) == 1 and answer in (None, "same"):
            found.person = same[0] if answer else None
            found.asked, found.question = bool(answer), "" if answer else _question(same[0])
        elif answer != "skip":
            found.faults.append((at.NUMBER if row.roster_no else at.NAME, self._nobody(row, same)))

    def _nobody(self, row, same) -> str:
        if full := self.lost_zeros.get(row.roster_no):
            return sentence(row.roster_no, full)
        if len(same) > 1:
            return f"名册里有 {len(same)} 个同名同出生日期的人，请填写学工号。"
        if row.roster_no:
            return unknown_number(self.register.paths, "学工号")
        return "名册里没有对应到人，请填写学工号或身份证号；没有登记的人员须先登记。"

    def _settle(self, row, found: Whom) -> None:
        person = found.person
        if self.viewer.is_own(person):
            found.faults.append((at.NAME, "不能导入本人的发展经历，请由其他人员办理。"))
        if row.name and person.name != row.name:
            found.faults.append((at.NAME, "姓名与该证件号登记的不一致，请核对。"))
        told = found.unit
        found.unit = next((unit for unit in (person.unit, told) if unit and unit.kind in BRANCH_LEVEL), None)
        if found.unit is None:
            words = f"{person.unit.short_name}不是党支部，请在“所在党支部”一列写明由哪个支部办理。"
            found.faults.append((at.UNIT, words))
        elif told and told.kind in BRANCH_LEVEL and told.pk != found.unit.pk:
            found.remarks.append(f"台账写的是{told.short_name}，按登记的{found.unit.short_name}导入")

    def companion(self, name: str, unit: Unit, person: Person) -> Person | None:
        """The one of that name in the branch, else in the committee above it."""
        named = [each for each in self.by_name.get(name, ()) if each.pk != person.pk]
        near = [each for each in named if each.unit_id == unit.pk]
        above = unit.path[: unit.path.rstrip("/").rfind("/") + 1]
        near = near or [each for each in named if above and each.unit.path.startswith(above)]
        return near[0] if len(near) == 1 else None


def _names(rows) -> set[str]:
    own = {row.name for row in rows if row.name}
    return own | {each.name for row in rows for named in row.people.values() for each in named}


def _named(names: set[str], inside) -> dict[str, list[Person]]:
    found, wanted = defaultdict(list), sorted(names)
    for begin in range(0, len(wanted), CHUNK):
        people = Person.objects.filter(inside, name__in=wanted[begin : begin + CHUNK])
        for person in people.select_related("unit").order_by("pk"):
            found[person.name].append(person)
    return found


def _born(person: Person, born: PartialDate) -> bool:
    return bool(person.birth_on) and PartialDate(person.birth_on, person.birth_precision).may_be(born)


def _question(person: Person) -> str:
    return f"名册里有同名同出生日期的{person.name}（{person.roster_no}，{person.unit.short_name}），是不是同一个人？"
