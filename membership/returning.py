"""A request that lies with the branch again (退回补正): who may send it back, and what that forbids meanwhile.

No regulation knows a return, so none of its limits knows one either: the approval is due from the day on which the
branch reported first.
"""

from collections.abc import Iterable, Sequence

from dates.partial import PartialDate
from directory.refusals import Grade, Refusal
from membership.authority import OWN_CASE, Power
from membership.models import Case, CaseReturn, StepRecord
from membership.procedure.history import History
from membership.procedure.ready import ready
from membership.procedure.rules.sequence import counted
from membership.procedure.steps import STEPS

# What a branch asks of the body above it.
REQUESTS = ("activist_filing", "target_filing", "pre_review", "admission_approval", "conversion_approval")
_ASKED_WITH = {"approval_talk": "admission_approval"}
# The fact of such a step that says when it was asked.
REPORTED = {"pre_review": "submitted_on", "admission_approval": "reported_on", "conversion_approval": "reported_on"}
# What such a request is about: held or recorded anew after the return, it is another request, reported another day.
_ABOUT = {
    "pre_review": "committee_review",
    "admission_approval": "admission_meeting",
    "conversion_approval": "conversion_meeting",
}


def waiting(history: History) -> tuple[str, ...]:
    """The requests that lie with the body above now. The papers of an admission are there before the talk is."""
    coming = [_ASKED_WITH.get(code, code) for code in ready(history)]
    return tuple(dict.fromkeys(code for code in coming if code in REQUESTS))


def may_return(viewer, case: Case) -> bool:
    """Whoever checks such requests for a body above the branch, the one that approves among them."""
    return case.unit.parent_id is not None and viewer.may_on(Power.FILE, case.unit.parent)


def why_not_return(viewer, case: Case) -> list[Refusal]:
    if viewer.is_own(case.person):
        return [OWN_CASE]
    if may_return(viewer, case):
        return []
    words = f"退回补正由{case.unit.full_name}的上级党组织办理，您没有这项权限。"
    return [Refusal("not_yours", words, grade=Grade.PARTY)]


def may_take_back(viewer, returned: CaseReturn) -> bool:
    """The body that sent it back, and whoever stands above it; not the one below, which only checks first."""
    return viewer.may_on(Power.FILE, returned.body)


def why_not_take_back(viewer, returned: CaseReturn) -> list[Refusal]:
    if viewer.is_own(returned.case.person):
        return [OWN_CASE]
    if may_take_back(viewer, returned):
        return []
    words = f"这次退回由退回的单位撤销（{returned.body.full_name}），您没有这项权限。"
    return [Refusal("not_yours", words, grade=Grade.PARTY)]


def reported_on(history: History, step: str):
    """The last day of what comes before the request: it cannot have been sent back earlier."""
    days = [each.on.first for code in STEPS[step].after for each in counted(history, code)[-1:] if each.on]
    return max(days, default=None)


def against(
    act,
    returns: Iterable[CaseReturn],
    records: Sequence[StepRecord],
    without: StepRecord | None = None,
) -> list[Refusal]:
    """What the returns say against deciding the request as the act has it.

    `without` is the record that a correction would replace: it was made before the request that lies with the branch.
    """
    step, records = act.step, [each for each in records if without is None or each.pk != without.pk]
    decided = max((each.happened_on for each in records if each.step == step and each.happened_on), default=None)
    mine = [each for each in returns if each.step == step]
    # What came before an earlier answer to the same question belongs to that one.
    mine = [each for each in mine if each.is_open or decided is None or each.returned_on > decided]
    if not mine:
        return []
    still = [] if without is not None and without.step == step else _unanswered(mine[-1])
    return [*still, *_too_early(mine[-1], act.on), *_reported_anew(_of_this_request(act, mine, records), act.facts)]


def _unanswered(last: CaseReturn) -> list[Refusal]:
    if not last.is_open:
        return []
    words = f"“{last.title}”已于 {last.returned_on} 退回补正，支部重新报送后才能办理；退错了的请先撤销退回。"
    return [Refusal("returned", words)]


def _too_early(last: CaseReturn, on: PartialDate | None) -> list[Refusal]:
    if on is None or last.is_open or on.latest >= last.resubmitted_on:
        return []
    return [Refusal("returned_order", f"日期早于重新报送的日期 {last.resubmitted_on}，请核对。", field="on")]


def _of_this_request(act, mine: Sequence[CaseReturn], records: Sequence[StepRecord]) -> CaseReturn | None:
    """The first return since what the request is about: one from before a meeting that was wrong binds no more."""
    days = [each.happened_on for each in records if each.step == _ABOUT.get(act.step) and each.happened_on]
    since = max((day for day in days if act.on is None or day <= act.on.latest), default=None)
    return next((each for each in mine if since is None or each.returned_on >= since), None)


def _reported_anew(first: CaseReturn | None, facts: dict) -> list[Refusal]:
    """What was sent back on a day had been reported by then: the limit runs from the first report."""
    name = REPORTED.get(first.step, "") if first else ""
    if first is None or facts.get(name, "") <= first.returned_on.isoformat():
        return []
    words = f"请填写首次上报的日期（不晚于 {first.returned_on} 的退回）：审批期限自首次上报起算，不因退回补正重新计算。"
    return [Refusal("returned_reported", words, field=name)]
