"""Ending appointments (离任): the last day here, the duty and the rights below."""

import datetime as dt

from django.db import transaction

from audit.context import give_reason
from directory.models import Account
from directory.refusals import Refused
from directory.services.duties import end_duty
from organizers.facts import duty_span, held_by, person_facts, unit_facts
from organizers.models import Appointment
from organizers.rules.appointing import Kind, Period, Proposal, appointment_refusals
from organizers.services.holding import held_appointment
from organizers.services.reminding import refresh_reminders


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
    appointment = held_appointment(appointment, version)
    refusals = end_refusals_of(appointment, period, today, by)
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    end_duty(duty=appointment.duty, on=duty_span(period)[1], by=by, reason=reason)
    appointment.to_on, appointment.to_precision = period.to_on.first, period.to_on.precision
    appointment.save(update_fields=["to_on", "to_precision"])
    appointment.refresh_from_db(fields=["version"])
    refresh_reminders(appointment, today)
    return appointment


def end_refusals_of(appointment, period, today, by):
    """What is in the way of ending; the days given must leave room for the person's other appointments."""
    person = person_facts(appointment.person, by)
    wanted = Proposal(person, unit_facts(appointment.unit), Kind(appointment.kind), period)
    others = held_by([appointment.person_id], without=appointment.pk)[appointment.person_id]
    return appointment_refusals(wanted, others, today)
