"""作废任职: an appointment that should never have been written down counts no more, and stays in history and log."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from audit.context import give_reason
from directory.models import Account
from directory.refusals import Refusal, Refused
from directory.services.duties import withdraw_duty
from organizers.models import Appointment, Filing, Trial
from organizers.rules.appointing import Kind
from organizers.services.correcting import stated_of
from organizers.services.holding import held_appointment, own_case
from organizers.services.nominating import Nominated, checks_of
from organizers.services.reminding import refresh_reminders


@transaction.atomic
def void_appointment(
    *, appointment: Appointment, reason: str, today: dt.date, by: Account | None, version: int | None = None
) -> None:
    """Voids an appointment with the filing, the trial and the rights that followed from it.

    Raises `ChangedMeanwhile` when somebody saved since `version`, `Refused` with everything that rests on it.
    """
    appointment = held_appointment(appointment, version)
    refusals = [
        *own_case(appointment.person_id, by, "任免"),
        *_filed(appointment),
        *_assessed(appointment),
        *_counted(appointment),
    ]
    if not reason.strip():
        refusals.append(Refusal("void_reason", "请填写作废原因。", field="reason"))
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    duty, appointment.duty = appointment.duty, None
    appointment.voided_at, appointment.void_reason = timezone.now(), reason.strip()
    appointment.save(update_fields=["duty", "voided_at", "void_reason"])
    withdraw_duty(duty=duty, by=by, reason=reason)
    refresh_reminders(appointment, today)


def _filed(appointment) -> Iterator[Refusal]:
    """What the department has received is no longer the unit's alone; what it gave back is again."""
    filing = Filing.objects.select_for_update(of=("self",)).filter(appointment=appointment).first()
    if filing is None or filing.received_on is None or filing.open_return:
        return
    if filing.filed_on:
        words = f"这段任职已于 {filing.filed_on} 备案，不能作废；任职已经结束的，请办理离任。"
    else:
        words = f"备案材料已于 {filing.received_on} 收到，不能作废；请组织部先退回补正，再作废。"
    yield Refusal("void_filed", words)


def _assessed(appointment) -> Iterator[Refusal]:
    """The trial is held before it is asked: a conclusion that is being saved is waited for."""
    trial = Trial.objects.select_for_update(of=("self",)).filter(appointment=appointment).first()
    if trial and trial.outcome:
        words = f"试用期已有结论（{trial.get_outcome_display()}，{trial.document}），不能作废；不再任职的，请办理离任。"
        yield Refusal("void_assessed", words)


def _counted(appointment) -> Iterator[Refusal]:
    """Later appointments of the same person that would not have met their conditions without this service."""
    later = Appointment.objects.filter(person=appointment.person, from_on__gt=appointment.from_on)
    for each in later.filter(nomination__is_history=False).select_related("person", "unit", "nomination"):
        if titles := _lost(each, appointment):
            words = f"此人任{each.unit.short_name}组织员（{each.period}）时，{titles}连同这段任职核对，请先作废后一段。"
            yield Refusal("void_counted", words)


def _lost(later, voided) -> str:
    """The conditions of the later one that are met with the voided service and not without it, in words."""
    nominated = Nominated(stated=stated_of(later, later.nomination))
    post = (later.person, later.unit, Kind(later.kind), later.period, later.rank, nominated)
    met = {each.rule for each in checks_of(*post, without=[later.pk]) if each.is_met}
    left = checks_of(*post, without=[later.pk, voided.pk])
    return "、".join(each.title for each in left if each.rule in met and not each.is_met)
