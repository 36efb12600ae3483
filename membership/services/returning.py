"""退回补正: the body above sends a request back, the branch answers it; a return sent by mistake is taken back."""

import datetime as dt

from django.utils import timezone

from audit.context import give_reason
from directory.constraints import refusing_conflicts
from directory.models import Unit
from directory.refusals import Refusal
from membership.authority import Power, own_or_foreign
from membership.models import Case, CaseReturn
from membership.procedure.steps import STEPS
from membership.returning import reported_on, waiting, why_not_return, why_not_take_back
from membership.services.acts import (
    Ground,
    case_refusals,
    ground_of,
    hold,
    not_tomorrow,
    refuse_if,
    renew_reminders,
)
from membership.services.standing import refresh_standing
from membership.timelines import tell


@refusing_conflicts()
def return_case(
    *,
    case: Case,
    step: str,
    on: dt.date,
    reason: str,
    complete_by: dt.date,
    by,
    today: dt.date,
    version: int | None = None,
) -> CaseReturn:
    """Sends the request for that step back to the branch, with what is lacking and the day by which it is to be there.

    Raises `Refused` with every reason, `ChangedMeanwhile` when somebody saved since `version`.
    """
    case = hold(case, version)
    ground = ground_of(case, today)
    found = [*why_not_return(by, case), *case_refusals(case), *_step_refusals(case, ground, step, on, today)]
    refuse_if([*found, *not_tomorrow(on, today), *_return_refusals(on, reason, complete_by)])
    returned = CaseReturn.objects.create(
        case=case,
        person=case.person,
        step=step,
        body=_body_of(by, case, ground.seat.approver),
        returned_on=on,
        returned_by=by.account,
        reason=reason.strip(),
        complete_by=complete_by,
    )
    _settle(case, today)
    return returned


@refusing_conflicts()
def resubmit_case(
    *, returned: CaseReturn, on: dt.date, answer: str, by, today: dt.date, version: int | None = None
) -> CaseReturn:
    """重新报送: what the branch has completed. After the day that was set it is only noted as late."""
    case, returned = _held(returned, version)
    found = [*own_or_foreign(by, case), *case_refusals(case), *_answered(returned), *not_tomorrow(on, today)]
    if on < returned.returned_on:
        words = f"重新报送的日期早于退回日期 {returned.returned_on}，请核对。"
        found.append(Refusal("return_order", words, field="on"))
    if not answer.strip():
        found.append(Refusal("return_answer", "请写明补正了什么。", field="answer"))
    refuse_if(found)
    returned.resubmitted_on, returned.resubmitted_by, returned.answer = on, by.account, answer.strip()
    returned.save(update_fields=["resubmitted_on", "resubmitted_by", "answer"])
    _settle(case, today)
    return returned


@refusing_conflicts()
def void_return(*, returned: CaseReturn, reason: str, by, today: dt.date, version: int | None = None) -> None:
    """撤销退回: it was sent by mistake; the request lies with the body again."""
    case, returned = _held(returned, version)
    found = [*why_not_take_back(by, returned), *_answered(returned)]
    if not reason.strip():
        found.append(Refusal("void_reason", "请写明撤销的原因。", field="reason"))
    refuse_if(found)
    give_reason(reason)
    returned.voided_at, returned.void_reason = timezone.now(), reason.strip()
    returned.save(update_fields=["voided_at", "void_reason"])
    _settle(case, today)


def _body_of(by, case: Case, approver: Unit | None) -> Unit:
    """In whose name it goes back: the body that approves, or the one below it that checks first."""
    return approver if approver is not None and by.may_on(Power.FILE, approver) else case.unit.parent


def _held(returned: CaseReturn, version) -> tuple[Case, CaseReturn]:
    case = hold(returned.case, version)
    return case, CaseReturn.objects.select_for_update().get(pk=returned.pk)


def _settle(case: Case, today: dt.date) -> None:
    """The day by which it is to be completed becomes due, or is no more; the approval's own limit goes on."""
    refresh_standing(case, today)
    renew_reminders(case, today)


def _step_refusals(case: Case, ground: Ground, step: str, on: dt.date, today: dt.date) -> list[Refusal]:
    last = next((each for each in reversed(ground.returns) if each.is_open), None)
    if last:
        words = f"此案已于 {last.returned_on} 退回补正（{last.title}），支部还没有重新报送。"
        return [Refusal("returned", words, field="step")]
    history = ground.judge.history(tell(case, ground.records, ground.branch, today), case.unit)
    if step not in waiting(history):
        title = STEPS[step].title if step in STEPS else "这一步"
        return [Refusal("return_step", f"“{title}”现在不在上级办理，没有可以退回的报送。", field="step")]
    reported = reported_on(history, step)
    if reported and on < reported:
        return [Refusal("return_order", f"退回日期早于支部报送前一步的日期 {reported}，请核对。", field="on")]
    return []


def _return_refusals(on: dt.date, reason: str, complete_by: dt.date) -> list[Refusal]:
    found = []
    if complete_by < on:
        found.append(Refusal("return_limit", f"补正期限早于退回日期 {on}，请核对。", field="complete_by"))
    if not reason.strip():
        found.append(Refusal("return_reason", "请写明需要补正的内容。", field="reason"))
    return found


def _answered(returned: CaseReturn) -> list[Refusal]:
    if returned.is_open:
        return []
    words = "已撤销" if returned.voided_at else f"支部已于 {returned.resubmitted_on} 重新报送"
    return [Refusal("return_done", f"这次退回{words}，请刷新页面查看。")]
