"""Everything a roster refers to, looked up for the whole file in a fixed number of queries."""

import datetime as dt
from dataclasses import dataclass, field, replace

from directory.imports.lost_zeros import lost_zeros
from directory.imports.unit_book import UnitBook
from directory.models import Person, PersonNumber, Unit, UnitKind
from directory.scope import within
from directory.strangers import unknown_number
from organizers.facts import category_of, held_by, level_of, memberships_of
from organizers.models import Appointment
from organizers.policy import OrganizerPolicy
from organizers.rules.appointing import KIND_WORDS, Held, Kind
from organizers.rules.eligibility import Candidate, Check, Post, eligibility_checks
from organizers.rules.staffing import Rank
from policy.reading import Through

PERMISSION = "organizers.import"


@dataclass
class Book:
    """People, units and appointments inside the importer's scope; what lies outside is not in it."""

    units: UnitBook
    unknown: str
    people: dict[str, Person] = field(default_factory=dict)
    lost_zeros: dict[str, str] = field(default_factory=dict)
    editable: set[int] = field(default_factory=set)
    appointments: dict[tuple[int, int], list[Appointment]] = field(default_factory=dict)
    held: dict[int, list[Held]] = field(default_factory=dict)
    memberships: dict[int, Candidate] = field(default_factory=dict)
    policies: Through | None = None

    @classmethod
    def open(cls, viewer, numbers: set[str]) -> "Book":
        """Looks up the roster numbers, any number ever held, and all units in scope; eleven queries."""
        book = cls(UnitBook.open(viewer, PERMISSION), unknown_number(viewer.paths(PERMISSION)))
        book._load_people(viewer, numbers)
        keys = {person.pk for person in book.people.values()}
        for each in Appointment.objects.filter(person__in=keys).select_related("unit", "person", "duty", "nomination"):
            book.appointments.setdefault((each.person_id, each.unit_id), []).append(each)
        inside = {unit.pk for unit in book.units.by_code.values()}
        for person, held in held_by(keys).items():
            book.held[person] = [each if each.unit in inside else replace(each, where="") for each in held]
        book.memberships, book.policies = memberships_of(keys), Through(OrganizerPolicy)
        return book

    def checks(self, person: Person, unit: Unit, kind: Kind, on: dt.date) -> list[Check]:
        """What the rule says of an appointment of which nothing is known but the person and his membership."""
        candidate = replace(self.memberships[person.pk], **category_of(person))
        post = Post(kind, level_of(unit), Rank.UNKNOWN, on)
        return eligibility_checks(candidate, post, self.policies.policy(on, unit, KIND_WORDS[kind]))

    def _load_people(self, viewer, numbers):
        inside = Person.objects.filter(within(viewer, PERMISSION, "unit"))
        held = PersonNumber.objects.filter(kind=PersonNumber.Kind.ROSTER, roster_no__in=numbers, person__in=inside)
        rows = list(held.select_related("person__unit"))
        self.people = {row.roster_no: row.person for row in rows}
        self.lost_zeros = lost_zeros(numbers - self.people.keys(), inside)
        mine = Person.objects.editable_by(viewer).filter(pk__in={row.person_id for row in rows})
        self.editable = set(mine.values_list("pk", flat=True))


def is_committee(unit: Unit) -> bool:
    """What may stand in the columns of the committee (联系党委): every unit above a branch, 直属党支部 included."""
    return unit.kind not in (UnitKind.BRANCH, UnitKind.GROUP)
