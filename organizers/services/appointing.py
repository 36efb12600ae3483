"""Appointing organizers (ORG-01, ORG-02): the appointment with what was on the table, the duty and the rights below."""

import datetime as dt

from django.db import transaction

from audit.context import give_reason
from directory.models import Account, Duty, Person, Unit
from directory.refusals import Refused, refuse
from directory.services.duties import assign_duty
from organizers.facts import DUTY_OF, duty_span, held_by, level_of, person_facts, unit_facts
from organizers.models import Appointment
from organizers.rules.appointing import Kind, Period, Proposal, appointment_refusals
from organizers.rules.staffing import Rank
from organizers.services.filing import open_filing
from organizers.services.holding import held_appointment
from organizers.services.nominating import (
    Nominated,
    checks_of,
    decision_refusals,
    nomination_refusals,
    record_nomination,
)
from organizers.services.reminding import refresh_reminders
from organizers.services.trials import start_trial
from reminders.refreshing import together

# Fields of the appointment that are stored as they are typed.
PLAIN = ("rank", "year", "establishment", "post", "title", "basis", "note", "is_established", "source", "seat")


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
    nominated: Nominated | None = None,
    **facts,
) -> Appointment:
    """Appoints a person organizer of a unit and gives him the duty; raises `Refused` with every reason.

    `facts` are fields of `PLAIN`. Without `nominated` only the appointment itself is judged: that is how old rosters
    come in. Two clerks who appoint one person at once wait for each other on his row.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    wanted = Proposal(person_facts(person, by), unit_facts(unit), Kind(kind), period)
    refusals = appointment_refusals(wanted, held_by([person.pk])[person.pk], today)
    checks = checks_of(person, unit, kind, period, facts.get("rank"), nominated) if nominated else []
    if nominated:
        refusals += nomination_refusals(person, checks, nominated, period, facts, today)
        refusals += decision_refusals(unit, Kind(kind), period, nominated, today)
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    appointment = Appointment.objects.create(
        person=person,
        unit=unit,
        level=level_of(unit),
        kind=kind,
        duty=_duty(person, unit, Kind(kind), period, facts.get("basis", ""), by, reason),
        **period_fields(period),
        **{field: facts[field] for field in PLAIN if field in facts},
    )
    with together(today):
        if nominated:
            _record(appointment, nominated, checks, today)
        refresh_reminders(appointment, today)
    return appointment


@transaction.atomic
def note_year(*, appointment: Appointment, year: int) -> None:
    """The list of that year names the appointment again (年度); a list of an earlier year changes nothing."""
    if appointment.year is None or appointment.year < year:
        appointment.year = year
        appointment.save(update_fields=["year"])


@transaction.atomic
def note_rank(*, appointment: Appointment, rank: Rank, today: dt.date) -> None:
    """A list says of what rank (级别) the post is; what somebody has said before stays. Raises `Refused` where the
    conditions of the post were judged: a rank that comes afterwards asks for them anew (correct_appointment)."""
    appointment = held_appointment(appointment, None)
    if appointment.was_judged:
        raise refuse("rank_judged", "任职时已核对条件，级别请用“更正任职”填写，届时一并核对。", field="rank")
    if appointment.rank == Rank.UNKNOWN:
        appointment.rank = rank
        appointment.save(update_fields=["rank"])
        refresh_reminders(appointment, today)


def _record(appointment, nominated, checks, today) -> None:
    """The nomination, and the filing and the trial that follow from it."""
    record_nomination(appointment, nominated, checks)
    if nominated.decided_on and not nominated.is_history:
        open_filing(appointment=appointment, decided_on=nominated.decided_on, today=today)
    if nominated.is_promoted:
        start_trial(appointment=appointment, today=today, months=nominated.trial_months)


def _duty(person, unit, kind, period, basis, by, reason) -> Duty:
    """A new duty, or the one that stands there without an appointment for exactly these days."""
    first, last = duty_span(period)
    bare = Duty.objects.filter(person=person, unit=unit, kind=DUTY_OF[kind], from_on=first, to_on=last)
    taken_over = bare.exclude(pk__in=Appointment.objects.filter(person=person).values("duty")).first()
    return taken_over or assign_duty(
        person=person, unit=unit, kind=DUTY_OF[kind], from_on=first, to_on=last, basis=basis, by=by, reason=reason
    )


def period_fields(period: Period) -> dict:
    """The fields of an appointment that hold its days."""
    to_on = period.to_on
    return {
        "from_on": period.from_on.first,
        "from_precision": period.from_on.precision,
        "to_on": to_on.first if to_on else None,
        "to_precision": to_on.precision if to_on else "day",
    }
