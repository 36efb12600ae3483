"""What the rule of appointing needs to know, loaded for many people in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from dates.partial import PartialDate
from directory.models import Account, Duty, DutyKind, Person, Status, Unit, UnitKind
from organizers.models import Appointment
from organizers.rules.appointing import Held, Kind, Level, Period, PersonFacts, UnitFacts

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
