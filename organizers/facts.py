"""What the rules of appointing need to know, loaded in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dates.partial import PartialDate
from directory.models import Account, Category, Duty, DutyKind, PartyStatus, Person, Status, Unit, UnitKind, WorkHistory
from organizers.models import Appointment, ConcurrentPost
from organizers.rules.appointing import KIND_WORDS, Held, Kind, Level, Period, PersonFacts, UnitFacts
from organizers.rules.eligibility import Candidate, OtherPost, WorkTerm

# A seat on the unit's own committee is no other post (D3 第十一条); who only works in the system's rooms holds none.
SEATS = (
    DutyKind.ORGANIZATION,
    DutyKind.PUBLICITY,
    DutyKind.DISCIPLINE,
    DutyKind.YOUTH,
    DutyKind.COMMITTEE_MEMBER,
)
_NO_POSTS = (
    DutyKind.ORGANIZER_FULL_TIME,
    DutyKind.ORGANIZER_PART_TIME,
    DutyKind.DEPARTMENT_ADMIN,
    DutyKind.AUDITOR,
    DutyKind.SYSTEM_ADMIN,
)
ELSEWHERE = "管理范围以外的职务"
DUTY_OF = {Kind.FULL_TIME: DutyKind.ORGANIZER_FULL_TIME, Kind.PART_TIME: DutyKind.ORGANIZER_PART_TIME}
KIND_OF = {duty: kind for kind, duty in DUTY_OF.items()}


def level_of(unit: Unit) -> Level:
    """The school's own committee is 校级; branches and groups are 支部级; what lies between is 院系级.

    A directly subordinate branch is a second-level organization, so its organizer is 院系级.
    """
    if unit.parent_id is None:
        return Level.SCHOOL
    return Level.BRANCH if unit.kind in (UnitKind.BRANCH, UnitKind.GROUP) else Level.COLLEGE


def unit_facts(unit: Unit) -> UnitFacts:
    return UnitFacts(unit.pk, unit.short_name, level_of(unit), unit.closed_on)


def person_facts(person: Person, by: Account | None) -> PersonFacts:
    is_actor = by is not None and by.person_id == person.pk
    return PersonFacts(person.pk, may_serve=person.status != Status.LEFT, is_actor=is_actor)


def held_by(people: Iterable[int], without: int | None = None) -> dict[int, list[Held]]:
    """Appointments and bare organizer duties of the people, by person; two queries. `without` leaves one out."""
    found = defaultdict(list)
    appointments = Appointment.objects.filter(person__in=list(people)).select_related("unit")
    for each in appointments.exclude(pk=without):
        where = each.unit.short_name
        found[each.person_id].append(Held(each.unit_id, Level(each.level), Kind(each.kind), each.period, where))
    bare = Duty.objects.filter(person__in=list(people), kind__in=KIND_OF).exclude(
        pk__in=Appointment.objects.filter(person__in=list(people)).values("duty")
    )
    for duty in bare.select_related("unit"):
        where = duty.unit.short_name
        held = Held(duty.unit_id, level_of(duty.unit), KIND_OF[duty.kind], _period(duty), where, is_bare=True)
        found[duty.person_id].append(held)
    return found


def _period(duty: Duty) -> Period:
    return Period(PartialDate(duty.from_on), PartialDate(duty.to_on) if duty.to_on else None)


def duty_span(period: Period) -> tuple[dt.date, dt.date | None]:
    """First and last day of the rights that go with an appointment."""
    return period.from_on.first, period.to_on.latest if period.to_on else None


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated of a candidate at this nomination; None where nobody has said."""

    is_established: bool | None = None
    source: str = ""
    health_stated: bool | None = None
    proposed_on: dt.date | None = None
    talked_on: dt.date | None = None
    opinions: frozenset[str] = frozenset()


def candidate_facts(
    person: Person, unit: Unit, on: dt.date, stated: Stated, seen: Iterable[str], without: Iterable[int] = ()
) -> Candidate:
    """Everything the conditions ask about, as of the first day of the post; five queries. `seen`, `without`: see
    `Holdings`."""
    membership, holdings = memberships_of([person.pk])[person.pk], Holdings([person.pk], seen, without)
    return Candidate(
        **category_of(person),
        full_member_from=membership.full_member_from,
        is_probationary=membership.is_probationary,
        work=tuple(_work_terms(person, holdings)),
        is_established=stated.is_established,
        source=stated.source,
        health_stated=stated.health_stated,
        proposed_on=stated.proposed_on,
        talked_on=stated.talked_on,
        opinions=stated.opinions,
        other_posts=tuple(holdings.beside(person.pk, unit.pk, on)),
    )


def category_of(person: Person) -> dict:
    """Which part of the school he belongs to, as the conditions ask; who has retired has belonged to its staff."""
    is_staff = person.category in (Category.STAFF, Category.RETIRED)
    return {"is_staff": is_staff, "category": person.get_category_display()}


def _work_terms(person, holdings):
    """The work history, and full-time appointments that are known here: both are party work."""
    for row in WorkHistory.objects.filter(person=person, voided_at__isnull=True):
        yield WorkTerm(Period(row.begins, row.ends), row.is_party_work, row.is_ideological)
    for held in holdings.full_time[person.pk]:
        yield WorkTerm(held.period)


def memberships_of(people: Iterable[int]) -> dict[int, Candidate]:
    """What the books know of people's party membership, by person; one query."""
    rows = PartyStatus.objects.filter(person__in=list(people), voided_at__isnull=True).order_by("from_on", "pk")
    found = defaultdict(Candidate)
    found.update({person: _membership(statuses) for person, statuses in _by_person(rows).items()})
    return found


class Holdings:
    """What people hold besides an appointment: duties, other full-time appointments, recorded posts; three queries.

    `seen` are the paths that the reader may look into: a post elsewhere is a conflict too, and named without its place.
    `without` leaves appointments out, such as the one that is judged: its own days are no work before it.
    """

    def __init__(self, people: Iterable[int], seen: Iterable[str] = ("",), without: Iterable[int] = ()):
        people, self._seen = list(people), tuple(seen)
        duties = Duty.objects.filter(person__in=people).exclude(kind__in=_NO_POSTS).select_related("unit")
        self._duties = _by_person(duties)
        appointments = Appointment.objects.filter(person__in=people, kind=Kind.FULL_TIME).select_related("unit")
        self.full_time = _by_person(appointments.exclude(pk__in=list(without)))
        posts = ConcurrentPost.objects.filter(person__in=people).select_related("appointment__unit")
        self._posts = _by_person(posts)

    def beside(self, person: int, unit: int, on: dt.date) -> Iterator[OtherPost]:
        """The posts held on that day beside being organizer of that unit."""
        for duty in self._duties[person]:
            if duty.holds_on(on):
                is_seat = duty.kind in SEATS and duty.unit_id == unit
                yield OtherPost(self._words(duty.unit, str(duty)), is_committee_seat=is_seat)
        for held in self.full_time[person]:
            if held.unit_id != unit and held.holds_on(on):
                words = f"{held.unit.short_name}{KIND_WORDS[Kind.FULL_TIME]}组织员"
                yield OtherPost(self._words(held.unit, words))
        for post in self._posts[person]:
            if post.holds_on(on):
                yield OtherPost(self._words(post.appointment.unit, str(post)), post.is_committee_seat)

    def _words(self, unit, words) -> str:
        return words if unit.path.startswith(self._seen) else ELSEWHERE


def _by_person(rows) -> dict[int, list]:
    found = defaultdict(list)
    for each in rows:
        found[each.person_id].append(each)
    return found


def _membership(statuses) -> Candidate:
    """The day of 转正, and whether it lies ahead. Whoever was outside the party since counts from his next 转正."""
    full, last = None, None
    for each in statuses:
        last = each.status
        if last == Status.FULL:
            full = full or PartialDate(each.from_on, each.from_precision)
        elif last in (Status.NONE, Status.PROBATIONARY):
            full = None
    return Candidate(None if last == Status.SUSPENDED else full, is_probationary=last == Status.PROBATIONARY)
