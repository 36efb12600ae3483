"""Appointing organizers and ending appointments (ORG-01): the appointment here, the duty and the rights below."""

import datetime as dt

from django.db import transaction

from audit.context import give_reason
from directory.models import Account, Duty, Person, Unit
from directory.refusals import ChangedMeanwhile, Refused
from directory.services.duties import assign_duty, end_duty
from directory.services.holding import last_change
from organizers.facts import DUTY_OF, duty_span, held_by, level_of, person_facts, unit_facts
from organizers.models import Appointment
from organizers.rules.appointing import Kind, Period, Proposal, appointment_refusals

# Fields of the appointment that are stored as they are typed.
PLAIN = ("rank", "year", "establishment", "post", "title", "basis", "note")


@transaction.atomic
def appoint(
    *,
    person: Person,
    unit: Unit,
    kind: Kind,
    period: Period,
    today: dt.date,
    by: Account | None,
    reason: str = "",
    **facts,
) -> Appointment:
    """Appoints a person organizer of a unit and gives him the duty; raises `Refused` with every reason.

    `facts` are fields of `PLAIN`. Two clerks who appoint one person at once wait for each other on his row.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    wanted = Proposal(person_facts(person, by), unit_facts(unit), Kind(kind), period)
    refusals = appointment_refusals(wanted, held_by([person.pk])[person.pk], today)
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    return Appointment.objects.create(
        person=person,
        unit=unit,
        level=level_of(unit),
        kind=kind,
        duty=_duty(person, unit, Kind(kind), period, facts.get("basis", ""), by, reason),
        **_dates(period),
        **{field: facts[field] for field in PLAIN if field in facts},
    )


@transaction.atomic
def end_appointment(
    *,
    appointment: Appointment,
    period: Period,
    today: dt.date,
    by: Account | None,
    version: int | None = None,
    reason: str = "",
) -> Appointment:
    """Ends an appointment with `period.to_on` as its last day, or corrects that day; rights are gone the day after.

    Raises `ChangedMeanwhile` when somebody saved since `version`, `Refused` with every reason.
    """
    Person.objects.select_for_update().get(pk=appointment.person_id)
    appointment = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("person", "unit", "duty")
        .get(pk=appointment.pk)
    )
    if version is not None and appointment.version != version:
        raise ChangedMeanwhile(appointment, *last_change(appointment))
    refusals = end_refusals_of(appointment, period, today, by)
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    end_duty(duty=appointment.duty, on=duty_span(period)[1], by=by, reason=reason)
    appointment.to_on, appointment.to_precision = period.to_on.first, period.to_on.precision
    appointment.save(update_fields=["to_on", "to_precision"])
    appointment.refresh_from_db(fields=["version"])
    return appointment


@transaction.atomic
def note_year(*, appointment: Appointment, year: int) -> None:
    """The list of that year names the appointment again (年度); a list of an earlier year changes nothing."""
    if appointment.year is None or appointment.year < year:
        appointment.year = year
        appointment.save(update_fields=["year"])


def end_refusals_of(appointment, period, today, by):
    """What is in the way of ending; the days given must leave room for the person's other appointments."""
    person = person_facts(appointment.person, by)
    wanted = Proposal(person, unit_facts(appointment.unit), Kind(appointment.kind), period)
    held = held_by([appointment.person_id], without=appointment.pk)[appointment.person_id]
    return appointment_refusals(wanted, held, today)


def _duty(person, unit, kind, period, basis, by, reason) -> Duty:
    """A new duty, or the one that stands there without an appointment for exactly these days."""
    first, last = duty_span(period)
    bare = Duty.objects.filter(person=person, unit=unit, kind=DUTY_OF[kind], from_on=first, to_on=last)
    taken_over = bare.exclude(pk__in=Appointment.objects.filter(person=person).values("duty")).first()
    return taken_over or assign_duty(
        person=person, unit=unit, kind=DUTY_OF[kind], from_on=first, to_on=last, basis=basis, by=by, reason=reason
    )


def _dates(period) -> dict:
    to_on = period.to_on
    return {
        "from_on": period.from_on.first,
        "from_precision": period.from_on.precision,
        "to_on": to_on.first if to_on else None,
        "to_precision": to_on.precision if to_on else "day",
    }
