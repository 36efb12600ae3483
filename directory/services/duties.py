"""Giving and ending duties, and with them rights."""

import datetime as dt

from django.db import transaction

from audit.context import give_reason
from audit.events import record_event
from audit.models import EventKind
from directory.models import Account, Duty, DutyKind, Person, Unit
from directory.refusals import Refusal, Refused
from directory.services.grants import project_grants


@transaction.atomic
def assign_duty(
    *,
    person: Person,
    unit: Unit,
    kind: DutyKind,
    from_on: dt.date,
    to_on: dt.date | None = None,
    basis: str = "",
    by: Account | None,
    reason: str = "",
) -> Duty:
    """Gives a person a duty on a unit from a day on; raises `Refused`."""
    refusals = _assignment_refusals(person, unit, kind, from_on, to_on)
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    duty = Duty.objects.create(person=person, unit=unit, kind=kind, from_on=from_on, to_on=to_on, basis=basis)
    _after_change(duty, by, reason, "任职")
    return duty


@transaction.atomic
def end_duty(*, duty: Duty, on: dt.date, by: Account | None, reason: str = "") -> Duty:
    """Ends a duty; `on` is its last day. Rights are gone the day after."""
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    if on < duty.from_on:
        raise Refused(Refusal("duty_ends_after_start", f"离任日期早于任职日期 {duty.from_on}，请核对。", field="to_on"))
    give_reason(reason)
    duty.to_on = on
    duty.save(update_fields=["to_on"])
    _after_change(duty, by, reason, "离任")
    return duty


def _assignment_refusals(person, unit, kind, from_on, to_on) -> list[Refusal]:
    found = []
    if to_on and to_on < from_on:
        found.append(Refusal("duty_ends_after_start", "离任日期早于任职日期，请核对。", field="to_on"))
        return found
    if unit.closed_on and unit.closed_on <= from_on:
        found.append(Refusal("duty_unit_open", f"{unit}已于 {unit.closed_on} 撤销，不能再任职。", field="unit"))
    overlapping = Duty.objects.filter(person=person, unit=unit, kind=kind).since(from_on)
    if to_on:
        overlapping = overlapping.filter(from_on__lte=to_on)
    for other in overlapping[:3]:
        until = other.to_on or "今"
        found.append(
            Refusal(
                "duty_held_once",
                f"此人已任该职务：{other.from_on} 至{until}，时间重叠，请先办理离任。",
                field="from_on",
            )
        )
    return found


def _after_change(duty, by, reason, act):
    accounts = Account.objects.filter(person=duty.person)
    project_grants(accounts)
    record_event(
        EventKind.RIGHTS, by=by, subject=duty.person, reason=reason, act=act, duty=str(duty), from_on=str(duty.from_on)
    )
