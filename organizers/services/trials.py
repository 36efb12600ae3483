"""The trial of a newly promoted organizer (ORG-05): beginning it, and concluding it with its document."""

import datetime as dt

from django.db import transaction

from dates.partial import PartialDate
from directory.models import Account
from directory.refusals import Refusal, Refused
from organizers.models import Appointment, Outcome, Trial
from organizers.policy import OrganizerPolicy
from organizers.rules import trial as rule
from organizers.rules.appointing import Period
from organizers.services.ending import end_appointment
from organizers.services.holding import held, held_appointment, own_case
from organizers.services.reminding import refresh_reminders
from policy.reading import policy_on


@transaction.atomic
def start_trial(
    *, appointment: Appointment, today: dt.date, from_on: dt.date | None = None, months: int | None = None
) -> Trial | None:
    """The trial that the policy of the unit and day asks for; `months` where the notice itself sets them.

    None where neither does.
    """
    from_on = from_on or appointment.from_on
    asked = policy_on(OrganizerPolicy, from_on, appointment.unit).trial_months
    months = months or (asked.value if asked.is_asked else None)
    if not months:
        return None
    clause = asked.clause if asked.value == months else ""  # A notice's own length is not the document's.
    trial = Trial.objects.create(
        appointment=appointment, person=appointment.person, from_on=from_on, months=months, clause=clause
    )
    refresh_reminders(appointment, today)
    return trial


@transaction.atomic
def conclude_trial(
    *,
    trial: Trial,
    outcome: Outcome,
    assessed_on: dt.date | None,
    assessment: str,
    effective_on: dt.date,
    document: str,
    today: dt.date,
    by: Account | None,
    version: int | None = None,
) -> Trial:
    """正式任职, or the end of the appointment the day before `effective_on`; raises `Refused`, `ChangedMeanwhile`."""
    held_appointment(trial.appointment, None)
    trial = held(Trial.objects.select_related("appointment__unit", "appointment__person"), trial.pk, version)
    refusals = [
        *own_case(trial.person_id, by, "试用期考核"),
        *_concluded(trial),
        *rule.conclusion_refusals(
            from_on=trial.from_on,
            months=trial.months,
            outcome=rule.Outcome(outcome),
            assessed_on=assessed_on,
            effective_on=effective_on,
            document=document,
            today=today,
            clause=trial.clause,
        ),
    ]
    if refusals:
        raise Refused(*refusals)
    trial.outcome, trial.assessed_on, trial.assessment = outcome, assessed_on, assessment
    trial.effective_on, trial.document = effective_on, document
    trial.save()
    if outcome != Outcome.CONFIRMED:
        _leave(trial, today, by)
    refresh_reminders(trial.appointment, today)
    trial.refresh_from_db(fields=["version"])
    return trial


def _concluded(trial) -> list[Refusal]:
    if not trial.outcome:
        return []
    words = f"试用期已有结论：{trial.get_outcome_display()}（{trial.document}）。"
    return [Refusal("trial_concluded", words)]


def _leave(trial, today, by) -> None:
    """Whoever does not pass leaves the post; his rights end with it."""
    appointment = trial.appointment
    last = PartialDate(trial.effective_on - dt.timedelta(days=1))
    reason = f"试用期考核：{trial.get_outcome_display()}（{trial.document}）"
    end_appointment(
        appointment=appointment,
        period=Period(appointment.period.from_on, last),
        today=today,
        by=by,
        reason=reason[:200],
    )
