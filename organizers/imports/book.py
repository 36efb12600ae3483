"""Everything a roster refers to, looked up for the whole file in a fixed number of queries."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field, replace

from directory.models import Person, PersonNumber, Unit, UnitKind, UnitName
from directory.scope import within
from organizers.facts import held_by
from organizers.models import Appointment
from organizers.rules.appointing import Held

PERMISSION = "organizers.import"
OUTSIDE = "该工号不在您的管理范围，请联系组织部。"
_ENDINGS = (("总支部委员会", "党总支"), ("支部委员会", "支部"), ("工作委员会", "党工委"), ("委员会", "党委"))


@dataclass
class Book:
    """People, units and appointments inside the importer's scope; what lies outside is not in it."""

    people: dict[str, Person] = field(default_factory=dict)
    editable: set[int] = field(default_factory=set)
    units_by_code: dict[str, Unit] = field(default_factory=dict)
    units_by_name: dict[str, list[Unit]] = field(default_factory=dict)
    names: dict[int, set[str]] = field(default_factory=dict)
    root: Unit | None = None
    appointments: dict[tuple[int, int], list[Appointment]] = field(default_factory=dict)
    held: dict[int, list[Held]] = field(default_factory=dict)

    @classmethod
    def open(cls, viewer, numbers: set[str]) -> "Book":
        """Looks up the roster numbers, any number ever held, and all units in scope; seven queries."""
        book = cls()
        book._load_people(viewer, numbers)
        book._load_units(viewer)
        keys = {person.pk for person in book.people.values()}
        for each in Appointment.objects.filter(person__in=keys).select_related("unit", "person", "duty"):
            book.appointments.setdefault((each.person_id, each.unit_id), []).append(each)
        inside = {unit.pk for unit in book.units_by_code.values()}
        for person, held in held_by(keys).items():
            book.held[person] = [each if each.unit in inside else replace(each, where="") for each in held]
        return book

    def _load_people(self, viewer, numbers):
        inside = Person.objects.filter(within(viewer, PERMISSION, "unit"))
        held = PersonNumber.objects.filter(kind=PersonNumber.Kind.ROSTER, roster_no__in=numbers, person__in=inside)
        rows = list(held.select_related("person__unit"))
        self.people = {row.roster_no: row.person for row in rows}
        mine = Person.objects.editable_by(viewer).filter(pk__in={row.person_id for row in rows})
        self.editable = set(mine.values_list("pk", flat=True))

    def _load_units(self, viewer):
        units = list(Unit.objects.filter(within(viewer, PERMISSION, "pk")).select_related("parent"))
        self.units_by_code = {unit.code: unit for unit in units}
        self.root = next((unit for unit in units if unit.parent_id is None), None)
        school = school_word(self.root.full_name) if self.root else ""
        self.names = defaultdict(set)
        for unit in units:
            self.names[unit.pk] |= {plain_name(unit.full_name, school), plain_name(unit.short_name, school)}
        for unit, *names in UnitName.objects.filter(unit__in=units).values_list("unit", "full_name", "short_name"):
            self.names[unit] |= {plain_name(name, school) for name in names}
        self.units_by_name = defaultdict(list)
        for unit in units:
            for name in self.names[unit.pk]:
                self.units_by_name[name].append(unit)

    def unit(self, code: str, name: str, what: str, under: Unit | None = None) -> Unit:
        """The unit that code and name mean, a name also within one committee; raises ValueError with a sentence."""
        if code:
            unit = self.units_by_code.get(code)
            if unit is None:
                raise ValueError(f"{what}编码“{code[:20]}”不在您的管理范围，请核对编码或联系组织部。")
            if name and self._plain(name) not in self.names[unit.pk]:
                raise ValueError(f"{what}编码 {code} 是“{unit.short_name}”，与名称“{name[:30]}”不一致，请核对。")
            return unit
        found = [
            unit
            for unit in self.units_by_name.get(self._plain(name), [])
            if under is None or unit.path.startswith(under.path)
        ]
        if not found:
            raise ValueError(f"{what}“{name[:30]}”不在您的管理范围，请填写编码或联系组织部。")
        if len(found) > 1:
            raise ValueError(f"有 {len(found)} 个党组织叫“{name[:30]}”，请填写{what}编码。")
        return found[0]

    def _plain(self, name):
        return plain_name(name, school_word(self.root.full_name) if self.root else "")


def plain_name(name: str, school: str) -> str:
    """One spelling for the ways a unit is written: with or without 中共, the school, 委员会 in full."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name)).removeprefix("中共").removeprefix(school)
    for ending, word in _ENDINGS:
        if plain.endswith(ending):
            return plain.removesuffix(ending) + word
    return plain


def school_word(full_name: str) -> str:
    """中共江海大学委员会 is the committee of 江海大学."""
    return full_name.removeprefix("中共").removesuffix("委员会")


def is_committee(unit: Unit) -> bool:
    """What may stand in the columns of the committee (联系党委): every unit above a branch, 直属党支部 included."""
    return unit.kind not in (UnitKind.BRANCH, UnitKind.GROUP)
