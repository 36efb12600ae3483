"""Filing an appointment with the department (ORG-04; CAD-07; D3 第七条, D1 四).

“人选确定后应在 5 个工作日内……报……备案”: the day of the decision is day 0, the fifth working day after it is the last.
The days come from the school's working-day table (dates.working_days). Whoever files late is late, and never refused.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from organizers.policy import OrganizerPolicy
from organizers.rules.appointing import Kind
from organizers.rules.verdicts import State, Verdict
from policy.declaring import Setting


class FilingState(StrEnum):
    """Where a filing is; the words are those of the status vocabulary."""

    NOT_ASKED = "不适用"
    OPEN = "未开始"
    SOON = "即将到期"
    LATE = "已逾期"
    SUBMITTED = "办理中"
    RETURNED = "待补正"
    FILED = "已完成"


@dataclass(frozen=True, slots=True)
class FilingDays:
    """The days of one filing. `due_on` is None where the document sets no limit; `is_returned` while a return is open.

    `working_days` is the limit, `taken` the working days from the decision to the submission.
    """

    decided_on: dt.date
    due_on: dt.date | None = None
    working_days: int | None = None
    submitted_on: dt.date | None = None
    received_on: dt.date | None = None
    filed_on: dt.date | None = None
    is_returned: bool = False
    taken: int | None = None


def filing_asked(kind: Kind, policy: OrganizerPolicy) -> Setting:
    """The value that asks for the filing of such an appointment: D3 of full-time organizers, D1 of part-time ones."""
    return policy.files_full_time if kind is Kind.FULL_TIME else policy.files_part_time


def filing_limit(kind: Kind, policy: OrganizerPolicy) -> Setting | None:
    """The working days within which to file; None where the document asks for the filing and sets no limit."""
    asked, limit = filing_asked(kind, policy), policy.filing_working_days
    return limit if asked.is_asked and limit.is_asked else None


def filing_state(days: FilingDays, on: dt.date, soon_days: int = 2) -> FilingState:
    """`soon_days` before the last day it is near; on the last day it still is in time."""
    if days.filed_on:
        return FilingState.FILED
    if days.is_returned:
        return FilingState.RETURNED
    if days.submitted_on:
        return FilingState.SUBMITTED
    if days.due_on is None:
        return FilingState.OPEN
    if on > days.due_on:
        return FilingState.LATE
    return FilingState.SOON if (days.due_on - on).days <= soon_days else FilingState.OPEN


def filing_verdict(days: FilingDays, on: dt.date, clause: str) -> Verdict:
    """The state in words with the days counted: “报送用时 3 个工作日（限 5）”, “已超期 3 天”."""
    state = filing_state(days, on)
    known = {
        FilingState.FILED: State.MET,
        FilingState.SUBMITTED: State.RUNNING,
        FilingState.RETURNED: State.TO_CONFIRM,
        FilingState.LATE: State.LATE,
        FilingState.SOON: State.SOON,
        FilingState.OPEN: State.RUNNING,
    }
    return Verdict(known[state], _words(state, days, on), clause=clause, arithmetic=_sums(days))


def is_late(days: FilingDays) -> bool:
    """Submitted after the last day: stays written, whatever comes of the filing."""
    return bool(days.submitted_on and days.due_on and days.submitted_on > days.due_on)


def _words(state, days, on) -> str:
    if state is FilingState.FILED:
        return f"已备案（{days.filed_on}）{_taken(days)}"
    if state is FilingState.RETURNED:
        return "已退回，待补正后重新提交"
    if state is FilingState.SUBMITTED:
        return f"{'已收到，待备案' if days.received_on else '已提交，待接收'}{_taken(days)}"
    if state is FilingState.LATE:
        return f"应不迟于 {days.due_on} 提交，已超期 {(on - days.due_on).days} 天"
    if days.due_on is None:
        return "待提交（未规定期限）"
    left = (days.due_on - on).days
    return f"今日为最后一天（{days.due_on}）" if left == 0 else f"还有 {left} 天（{days.due_on}）"


def _taken(days) -> str:
    if days.taken is None:
        return ""
    limit = f"（限 {days.working_days}）" if days.working_days else ""
    return f"，报送用时 {days.taken} 个工作日{limit}{'，超期' if is_late(days) else ''}"


def _sums(days) -> str:
    if days.due_on is None:
        return f"人选确定 {days.decided_on}，未规定报备案的期限"
    return f"人选确定 {days.decided_on}，其后第 {days.working_days} 个工作日为 {days.due_on}"
