"""Side exits: putting off, withdrawing, removing, moving. Each is a recorded decision; a date never does it."""

import datetime as dt

from audit.context import give_reason
from dates.partial import PartialDate
from directory.constraints import refusing_conflicts
from directory.models import Unit
from directory.models.units import BRANCH_LEVEL
from directory.refusals import Refusal
from membership.authority import own_or_foreign
from membership.models import Case, Outcome, Stage
from membership.services.acts import Act, hold, not_tomorrow, refuse_if, renew_reminders
from membership.services.recording import record_step
from membership.services.standing import refresh_standing

# What may end a case by a decision of its own, and from which stages; the rest follows from recorded steps.
ENDINGS = {
    Outcome.WITHDRAWN: (Stage.APPLICANT, Stage.ACTIVIST, Stage.TARGET),
    Outcome.REMOVED: (Stage.ACTIVIST, Stage.TARGET),
    Outcome.NOT_ADMITTED: (Stage.TARGET,),
    Outcome.MOVED_OUT: tuple(Stage),
    Outcome.DIED: tuple(Stage),
}


@refusing_conflicts()
def end_case(*, case: Case, outcome: str, on: dt.date, reason: str, by, today: dt.date, version: int | None = None):
    """取消资格, 不予接收, 本人撤回, 转出, 去世: the case ends on that day and keeps everything."""
    case = hold(case, version)
    found = [*own_or_foreign(by, case), *_ending_refusals(case, outcome), *_common(case, on, reason, today)]
    refuse_if(found)
    give_reason(reason)
    case.outcome, case.closed_on, case.closing_reason = outcome, on, reason[:300]
    case.next_step, case.earliest_on, case.due_on, case.is_blocked = "", None, None, False
    case.nearest_on, case.warned_on = None, None
    case.save()
    case.deadlines.update(is_due=False)
    renew_reminders(case, today)
    return case


@refusing_conflicts()
def pause_case(*, case: Case, on: dt.date, reason: str, by, today: dt.date, version: int | None = None) -> Case:
    """暂缓发展: no step until it is resumed; the clocks of the rules go on."""
    case = hold(case, version)
    found = own_or_foreign(by, case) + _common(case, on, reason, today)
    if case.paused_on:
        found.append(Refusal("case_paused", f"此案自 {case.paused_on} 起已暂缓，不必重复登记。"))
    refuse_if(found)
    give_reason(reason)
    case.paused_on, case.pause_reason = on, reason[:300]
    case.save(update_fields=["paused_on", "pause_reason"])
    renew_reminders(case, today)
    return case


@refusing_conflicts()
def resume_case(*, case: Case, reason: str, by, today: dt.date, version: int | None = None) -> Case:
    """恢复办理."""
    case = hold(case, version)
    found = own_or_foreign(by, case)
    if not case.paused_on:
        found.append(Refusal("case_not_paused", "此案没有暂缓，可以直接办理。"))
    refuse_if(found)
    give_reason(reason)
    case.paused_on, case.pause_reason = None, ""
    case.save(update_fields=["paused_on", "pause_reason"])
    renew_reminders(case, today)
    return case


@refusing_conflicts()
def move_case(
    *, case: Case, to_unit: Unit, on: PartialDate, is_examined: bool, by, today: dt.date, version: int | None = None
) -> Case:
    """转接 inside the school (DEV-09, DEV-10): the file goes along, and cultivation counts on if it was examined."""
    case = hold(case, version)
    if to_unit.kind not in BRANCH_LEVEL or to_unit.pk == case.unit_id:
        refuse_if([Refusal("move_to", "请选择另一个党支部。", field="unit")])
    facts = {"from_unit": case.unit.code, "to_unit": to_unit.code, "file_examined": is_examined}
    record_step(case=case, act=Act("transfer", on, facts), by=by, today=today, version=version)
    case.refresh_from_db()
    case.unit = to_unit
    case.save(update_fields=["unit"])
    refresh_standing(case, today)
    renew_reminders(case, today)
    return case


def _ending_refusals(case: Case, outcome: str) -> list[Refusal]:
    stages = ENDINGS.get(outcome, ())
    if case.stage in stages:
        return []
    stage, ending = case.get_stage_display(), Outcome(outcome).label
    words = f"{stage}不能以“{ending}”结束；预备党员的延长、取消须经支部大会讨论和上级审批。"
    return [Refusal("ending", words, field="outcome")]


def _common(case: Case, on: dt.date, reason: str, today: dt.date) -> list[Refusal]:
    found = []
    if not case.is_open:
        found.append(Refusal("case_closed", f"此案已于 {case.closed_on} 结束。"))
    found += not_tomorrow(on, today)
    if on < case.opened_on:
        found.append(Refusal("ending_order", f"日期早于申请入党的日期 {case.opened_on}，请核对。", field="on"))
    if not reason.strip():
        found.append(Refusal("ending_reason", "请写明原因。", field="reason"))
    return found
