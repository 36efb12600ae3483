"""Recording a step, correcting and voiding a record. One lock, every reason at once, nothing half-saved."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

from django.utils import timezone

from audit.context import give_reason
from directory.constraints import refusing_conflicts
from directory.refusals import Refusal
from membership.models import Case, Companion, CompanionRole, StepRecord
from membership.procedure.history import History
from membership.procedure.judging import look_at
from membership.procedure.steps import VOTE_FACTS
from membership.quotas import hold_plans
from membership.school_steps import RULE
from membership.services.acts import (
    NOT_EXCUSED,
    Act,
    Excused,
    ask,
    hold,
    refuse_if,
    renew_reminders,
    why_not_void,
    write,
)
from membership.services.outcomes import follow_outcome
from membership.services.standing import refresh_standing

ROLE_OF_STEP = {"mentors": CompanionRole.MENTOR, "introducers": CompanionRole.INTRODUCER}


@refusing_conflicts()
def record_step(
    *, case: Case, act: Act, by, today: dt.date, excused: Excused = NOT_EXCUSED, version: int | None = None
) -> StepRecord:
    """The step as it happened. A missed limit is recorded with it and never refuses.

    Raises `Refused` with every reason: rights, rules that block, rules that want a recorded reason while none is
    given; `ChangedMeanwhile` when somebody saved since `version`.
    """
    hold_plans(case, act.step, act.on)
    case = hold(case, version)
    asked = ask(case, act, by, today)
    refuse_if(asked.beyond(excused))
    record = write(case, act, asked, excused, by, today)
    _accompany(record, act)
    _settle(case, today)
    return record


@refusing_conflicts()
def correct_record(
    *,
    record: StepRecord,
    act: Act,
    reason: str,
    by,
    today: dt.date,
    excused: Excused = NOT_EXCUSED,
    version: int | None = None,
) -> StepRecord:
    """A correcting entry: the wrong record stays visible, voided, and the new one stands in its place."""
    hold_plans(record.case, act.step, act.on)
    case = hold(record.case, version)
    record = StepRecord.objects.select_for_update().get(pk=record.pk)
    act = _resting_still(record, act)
    asked = ask(_reopened(case), act, by, today, without=record)
    refuse_if((*_correction_refusals(record, reason), *asked.beyond(excused)))
    give_reason(reason)
    _void(record, reason)
    corrected = write(case, act, asked, excused, by, today, replaces=record)
    _accompany(corrected, act)
    _take_over(corrected, record, _settle(case, today))
    return corrected


@refusing_conflicts()
def void_record(*, record: StepRecord, reason: str, by, today: dt.date, version: int | None = None) -> None:
    """作废: for what did not happen. Refused while other records rest on it."""
    case = hold(record.case, version)
    record = StepRecord.objects.select_for_update().get(pk=record.pk)
    found = _correction_refusals(record, reason)
    refuse_if([*found, *why_not_void(_reopened(case), record, by, today)])
    give_reason(reason)
    _void(record, reason)
    _rebuild(case, ROLE_OF_STEP.get(record.step))
    _settle(case, today)


def _resting_still(record: StepRecord, act: Act) -> Act:
    """Whoever corrects the decision and leaves the vote alone leaves the record with its meeting."""
    was, typed = (
        {name: told for name, told in facts.items() if name in VOTE_FACTS} for facts in (record.facts, act.facts)
    )
    # That nobody was voted together with others is the meeting's to say: no form asks it.
    if act.item or record.item is None or act.on != record.day or was != {"together": was.get("together")} | typed:
        return act
    return replace(act, facts=was | act.facts, item=record.item, is_counted=True)


def _take_over(corrected: StepRecord, record: StepRecord, history: History) -> None:
    """What the wrong record held and the form does not show: its sensitive text, the exceptions that are still needed,
    the word about a limit that is still missed."""
    findings, _ = look_at(history)
    if not corrected.note_sealed:
        corrected.note_sealed = record.note_sealed
    late = [each.message for each in findings if each.is_late and each.step == corrected.step]
    corrected.late = "；".join(dict.fromkeys([corrected.late, *late] if corrected.late else late))[:500]
    corrected.save(update_fields=["note_sealed", "late"])
    needed = {RULE, *(each.rule for each in findings)} - set(corrected.exemptions.values_list("rule", flat=True))
    for each in record.exemptions.filter(rule__in=needed):
        each.pk, each.record = None, corrected
        each.save(force_insert=True)


def _reopened(case: Case) -> Case:
    """A closed case may still be corrected: for the question it counts as open, in memory only."""
    seen = Case.objects.select_related("person", "unit", "template").get(pk=case.pk)
    seen.outcome, seen.paused_on = "", None
    return seen


def _correction_refusals(record: StepRecord, reason: str) -> list[Refusal]:
    found = []
    if record.voided_at:
        found.append(Refusal("record_voided", "这条记录已作废或已被更正，请刷新页面查看。"))
    if not reason.strip():
        found.append(Refusal("correction_reason", "请写明更正的原因。", field="reason"))
    return found


def _void(record: StepRecord, reason: str) -> None:
    record.voided_at, record.void_reason = timezone.now(), reason[:300]
    record.save(update_fields=["voided_at", "void_reason"])
    Companion.objects.filter(record=record).delete()


def _accompany(record: StepRecord, act: Act) -> None:
    """Whom the step names accompanies the case from its day on."""
    role = ROLE_OF_STEP.get(act.step)
    if role is None:
        return
    Companion.objects.bulk_create(
        Companion(case=record.case, person=person, role=role, record=record, from_on=record.happened_on)
        for person in act.companions
    )
    _rebuild(record.case, role)


def _rebuild(case: Case, role: CompanionRole | None) -> None:
    """Who accompanies follows from the standing records, in the order of their days: each holds until the next."""
    rows = list(Companion.objects.filter(case=case, role=role).order_by("from_on", "record")) if role else []
    begins = sorted({row.from_on for row in rows})
    ends = dict(pairwise(begins))
    for row in rows:
        following = ends.get(row.from_on)
        to_on = following - dt.timedelta(days=1) if following else None
        if row.to_on != to_on:
            row.to_on = to_on
            row.save(update_fields=["to_on"])


def _settle(case: Case, today: dt.date) -> History:
    """Standing, party status and reminders as they follow from the records."""
    was_open = case.is_open
    history = refresh_standing(case, today)
    follow_outcome(case, history, today)
    if case.is_open and not was_open:
        refresh_standing(case, today)
    renew_reminders(case, today)
    return history
