"""Giving and ending duties, and with them rights."""

import datetime as dt

from audit.context import give_reason
from audit.events import record_event
from audit.models import EventKind
from directory.changes import Fact, changes
from directory.constraints import refusing_conflicts
from directory.models import Account, Duty, DutyKind, Person, Status, Unit
from directory.permissions import OF_THE_SCHOOL
from directory.refusals import ChangedMeanwhile, Refusal, Refused
from directory.services.grants import project_grants

# Whoever runs the system does not decide, and whoever checks does neither.
_DEPARTMENT = (DutyKind.DEPARTMENT_ADMIN, DutyKind.DEPARTMENT_STAFF)
APART = {
    DutyKind.SYSTEM_ADMIN: (*_DEPARTMENT, DutyKind.AUDITOR),
    DutyKind.AUDITOR: (*_DEPARTMENT, DutyKind.SYSTEM_ADMIN),
    DutyKind.DEPARTMENT_ADMIN: (DutyKind.SYSTEM_ADMIN, DutyKind.AUDITOR),
    DutyKind.DEPARTMENT_STAFF: (DutyKind.SYSTEM_ADMIN, DutyKind.AUDITOR),
}
# Without them nobody could give the next one his duty.
NEVER_VACANT = (DutyKind.DEPARTMENT_ADMIN, DutyKind.SYSTEM_ADMIN)


@refusing_conflicts()
@changes(Fact.DUTIES)
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
    """Gives a person a duty on a unit from a day on; raises `Refused` with every reason."""
    held = list(Duty.objects.filter(person=person).select_related("unit"))
    refusals = assignment_refusals(person, unit, kind, from_on, to_on, held=held, by=by)
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    duty = Duty.objects.create(person=person, unit=unit, kind=kind, from_on=from_on, to_on=to_on, basis=basis)
    _after_change(duty, by, reason, "任职")
    return duty


@refusing_conflicts()
@changes(Fact.DUTIES)
def end_duty(*, duty: Duty, on: dt.date, by: Account | None, reason: str = "", version: int | None = None) -> Duty:
    """Ends a duty; `on` is its last day. Rights are gone the day after.

    Raises `Refused`, and `ChangedMeanwhile` when somebody saved since `version`.
    """
    duty = Duty.objects.select_for_update().select_related("person", "unit").get(pk=duty.pk)
    if version is not None and duty.version != version:
        raise ChangedMeanwhile(duty)
    refusals = ending_refusals(duty, on, by)
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    duty.to_on = on
    duty.save(update_fields=["to_on"])
    _after_change(duty, by, reason, "离任")
    return duty


@refusing_conflicts()
@changes(Fact.DUTIES)
def correct_duty(
    *, duty: Duty, from_on: dt.date, to_on: dt.date | None, basis: str, by: Account | None, reason: str = ""
) -> Duty:
    """Puts the days of a duty right, and its paper; rights follow at once. Raises `Refused`."""
    duty = Duty.objects.select_for_update().select_related("person", "unit").get(pk=duty.pk)
    if refusals := _own_case(duty.person, by):
        raise Refused(*refusals)
    give_reason(reason)
    duty.from_on, duty.to_on, duty.basis = from_on, to_on, basis
    duty.save(update_fields=["from_on", "to_on", "basis"])
    _after_change(duty, by, reason, "更正任职")
    return duty


@changes(Fact.DUTIES)
def withdraw_duty(*, duty: Duty, by: Account | None, reason: str) -> None:
    """Takes back a duty that should never have been given: the history keeps it, and its rights end now.

    Needs the transaction of the act. Raises `Refused`.
    """
    if refusals := _own_case(duty.person, by):
        raise Refused(*refusals)
    give_reason(reason)
    duty.delete()
    _after_change(duty, by, reason, "作废任职")


def ending_refusals(duty: Duty, on: dt.date, by: Account | None) -> list[Refusal]:
    """Everything that is in the way of a duty's end on that day."""
    return _ending_refusals(duty, on) + _own_case(duty.person, by)


def _ending_refusals(duty, on) -> list[Refusal]:
    if on < duty.from_on:
        message = f"离任日期早于任职日期 {duty.from_on}，请核对。"
        return [Refusal("duty_ends_after_start", message, field="to_on")]
    after = on + dt.timedelta(days=1)
    others = Duty.objects.filter(kind=duty.kind).exclude(pk=duty.pk).since(after)
    if duty.kind in NEVER_VACANT and not others.exists():
        message = f"这是最后一位{DutyKind(duty.kind).label}，请先登记接任的人。"
        return [Refusal("duty_never_vacant", message)]
    return []


def _own_case(person, by) -> list[Refusal]:
    """Nobody decides on his own case."""
    if by is not None and by.person_id == person.pk:
        return [Refusal("duty_own_case", "不能办理自己的任职，请由另一位组织部管理员办理。")]
    return []


def assignment_refusals(person, unit, kind, from_on, to_on, *, held: list[Duty], by: Account | None) -> list[Refusal]:
    """Everything that is in the way of a duty, given the person's other ones; the form and a roster ask alike."""
    if to_on and to_on < from_on:
        return [
            Refusal("duty_ends_after_start", "离任日期早于任职日期，请核对。", field="to_on"),
            *_own_case(person, by),
        ]
    found = []
    if unit.closed_on and unit.closed_on <= from_on:
        found.append(Refusal("duty_unit_open", f"{unit}已于 {unit.closed_on} 撤销，不能再任职。", field="unit"))
    if person.status == Status.LEFT:
        found.append(Refusal("duty_person_here", f"{person.name}已离开本校，不能任职。", field="roster_no"))
    others = [duty for duty in held if _meets(duty, from_on, to_on)]
    found += _school_refusals(unit, kind, others)
    same = [duty for duty in others if duty.unit_id == unit.pk and duty.kind == kind]
    for other in same[:3]:
        words = f"此人已任该职务：{other.from_on} 至{other.to_on or '今'}，时间重叠，请先办理离任。"
        found.append(Refusal("duty_held_once", words, field="from_on"))
    return found + _own_case(person, by)


def _meets(duty, from_on, to_on) -> bool:
    """Whether the duty holds on one of the days."""
    return (duty.to_on is None or duty.to_on >= from_on) and (to_on is None or duty.from_on <= to_on)


def _school_refusals(unit, kind, others) -> list[Refusal]:
    """Duties of the whole school stand on its own committee, and those who check each other are not one person."""
    if kind not in OF_THE_SCHOOL:
        return []
    found = []
    label = DutyKind(kind).label
    if unit.parent_id is not None:
        found.append(Refusal("duty_of_the_school", f"{label}只设在学校党委，请选择学校党委。", field="unit"))
    for other in others:
        if other.kind in APART[kind]:
            words = f"此人任{other.get_kind_display()}，不能同时任{label}（分权制约），请先办理离任或另选他人。"
            found.append(Refusal("duties_apart", words, field="kind"))
    return found


def _after_change(duty, by, reason, act):
    accounts = Account.objects.filter(person=duty.person)
    project_grants(accounts)
    record_event(
        EventKind.RIGHTS, by=by, subject=duty.person, reason=reason, act=act, duty=str(duty), from_on=str(duty.from_on)
    )
