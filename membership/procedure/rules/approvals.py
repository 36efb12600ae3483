"""Approval of admission and conversion: who may, the talk, the three months (DEV-31 to DEV-36, DEV-48, DEV-79)."""

from collections.abc import Iterator

from membership.procedure.case import Event
from membership.procedure.days import apart, is_after, is_before, sum_late
from membership.procedure.editions import Edition
from membership.procedure.history import History
from membership.procedure.limits import AtMost, Length, Start
from membership.procedure.reporting import breach, lacks, lacks_day, short_of_school, title, where_it_applies
from membership.procedure.rules.bodies import WORDS
from membership.procedure.verdict import Finding, NotChecked

APPROVAL_MONTHS, SPECIAL_MONTHS = 3, 6  # 第二十六条 (2026: 第二十五条): “三个月内……不得超过六个月”
APPROVALS = ("admission_approval", "conversion_approval")
CONVERSION_ARTICLE = (34, 33)


def who_approves(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-31, DEV-32, DEV-79: the party committee, never a general branch, branch, party group or temporary body."""
    for event in (*history.all("admission_approval"), *history.all("conversion_approval")):
        body = event.get("body") or history.case.branch.approves
        if body is None:
            yield lacks("DEV-31", event, "body")
        elif body == "temporary":
            yield breach(history, "DEV-32", event, "临时党组织不能审批预备党员，请报有审批权的党委")
        elif body not in ("party_committee", "work_committee"):
            yield _cannot_approve(history, event, WORDS.get(body, body))
            if body == "party_group":
                found = (breach(history, "DEV-79", event, "党组只讨论决定发展党员的重要事项"),)
                yield from where_it_applies(history.is_under(Edition.OF_2026, event), found)


def _cannot_approve(history, event, body) -> Finding:
    article = CONVERSION_ARTICLE if event.step == "conversion_approval" else None
    return breach(history, "DEV-31", event, f"{body}不能审批，只能审议后报党委审批", article=article)


def deliberated(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-31: a general branch between the branch and the committee deliberates what the meeting has decided.

    The article speaks of admissions. That conversions go the same way is practice (志愿书“总支部意见”): it only warns.
    """
    if not history.case.branch.is_below_general:
        return
    for event in (*history.all("admission_approval"), *history.all("conversion_approval")):
        yield from _deliberated(history, event, only_warns=event.step == "conversion_approval")


def _deliberated(history: History, event: Event, *, only_warns: bool) -> Iterator[Finding | NotChecked]:
    held = deliberations(history, event.step, _answered(history, event), event)
    if not held and history.case.may_hold_more("deliberation"):
        yield NotChecked("DEV-31", "deliberation", event.step)
    elif not held:
        words = "党总支还没有审议支部大会的决议，审议后再报党委审批"
        yield breach(history, "DEV-31", event, words, only_warns=only_warns)
    elif held[-1].get("result") == "refuse":
        words = f"{title(history, held[-1])}没有同意，不应报党委审批"
        yield breach(history, "DEV-31", event, words, only_warns=only_warns)


PURPOSE = {"admission_approval": "admission", "conversion_approval": "conversion"}


def deliberations(history: History, step: str, meeting: Event | None, approval: Event | None = None) -> list[Event]:
    """Those of the general branch that lie between the meeting and its approval, as far as their days are known."""
    mine = [each for each in history.all("deliberation") if each.get("for") == PURPOSE[step]]
    late = [each for each in mine if _is_apart(meeting, each) or _is_apart(each, approval)]
    return [each for each in mine if each not in late]


def deliberated_now(history: History) -> list[Event] | None:
    """Those on what the last meeting decided; None where that leaves nothing to deliberate."""
    discussions = history.probation.discussions
    if discussions:
        last = discussions[-1]
        return deliberations(history, "conversion_approval", last.meeting) if last.awaits_approval else None
    meeting = history.admission
    if meeting is None or history.approval or history.is_carried(meeting) is False:
        return None
    return deliberations(history, "admission_approval", meeting)


def _is_apart(first: Event | None, second: Event | None) -> bool:
    """Whether what should come second certainly came first."""
    known = first and second and first.on and second.on
    return bool(known) and bool(is_after(first.on, second.on))


def temporary_branch(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-32: a temporary branch may take applications and train; it does not admit."""
    meeting = history.admission
    if meeting and history.case.branch.kind == "temporary":
        yield breach(history, "DEV-32", meeting, "临时党支部不能接收预备党员，请转回原支部办理")


def talk_before_approval(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-33: a committee member or organizer, between the branch's resolution and the committee's vote."""
    approval, meeting = history.approval, history.admission
    for event in history.all("approval_talk"):
        by = event.get("by")
        if by is None:
            yield lacks("DEV-33", event, "by")
        elif by == "other":
            yield breach(history, "DEV-33", event, "审批前的谈话应由党委委员或组织员进行，请重新谈话")
        if approval and approval.on and event.on and is_after(event.on, approval.on):
            words = f"谈话（{event.on}）晚于审批（{approval.on}）{apart(event.on, approval.on)}，应在审批前谈话"
            yield breach(history, "DEV-33", approval, words)
        if meeting and meeting.on and event.on and is_before(event.on, meeting.on):
            early = apart(event.on, meeting.on)
            words = f"谈话（{event.on}）早于支部大会（{meeting.on}）{early}，应在支部作出决议后谈话"
            yield breach(history, "DEV-33", event, words)


def after_refusal(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-34: whoever was not approved does not go on."""
    approval = history.approval
    if approval is None or history.is_admitted:
        return
    codes = ("higher_filing", "assignment", "oath", "conversion_application", "conversion_meeting", "archive")
    following = next((history.first(code) for code in codes if history.first(code)), None)
    if following:
        words = f"上级党委未批准（{title(history, approval)}），{title(history, following)}不应办理"
        yield breach(history, "DEV-34", following, words)


def _answered(history: History, event: Event) -> Event | None:
    """The meeting that the approval answers."""
    if event.step == "admission_approval":
        return history.admission
    probation = history.probation
    answered = probation.discussions if probation.is_certain else ()
    return next((each.meeting for each in answered if each.approval is event), None)


def _clock(history: History, event: Event | None) -> Start:
    """P-10: from the report. Not written down, it lies not before the meeting: in time from there is in time at all."""
    if event is None:
        return Start()
    basis = history.policy(event.on).approval_clock_basis.value
    meeting = _answered(history, event)
    held_on = meeting.on if meeting else None
    if basis == "meeting":
        return Start(held_on, "admission_meeting")
    if reported := event.get("reported_on"):
        return Start(reported)
    months = _length(history, event).months
    if held_on and event.on and is_after(event.on, held_on.plus_months(months)) is False:
        return Start()
    return Start(needs=f"{event.step}.reported_on")


def _length(history: History, event: Event | None) -> Length:
    """Six months only where the special case is stated; conversion knows no such exception (DEV-48)."""
    is_special = event is not None and event.step == "admission_approval" and event.get("special_case")
    return Length(months=SPECIAL_MONTHS if is_special else APPROVAL_MONTHS)


ADMISSION = AtMost(
    "DEV-35", "admission_approval", _clock, _length, "审批接收决议超过期限（特殊情况须注明，不超过六个月）"
)
CONVERSION = AtMost("DEV-48", "conversion_approval", _clock, _length, "审批转正决议超过三个月")


def stale_resolution(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-36 [本地]: a resolution that lay unreported is deliberated again, one long unapproved is made anew."""
    meeting, approval = history.admission, history.approval
    if meeting is None or approval is None or meeting.on is None or approval.on is None:
        return
    setting = history.policy(meeting.on).stale_resolution_months
    if not setting.value:
        return
    redo, again = setting.value[0], setting.value[-1]
    for months, day, words in (
        (redo, approval.on, "支部决议搁置过久，应重新办理接收手续"),
        (again, approval.get("reported_on"), "支部决议上报过迟，支部应复议"),
    ):
        limit = meeting.on.plus_months(months)
        late = is_after(day, limit) if day else False
        if late:
            sums = sum_late(meeting.on, f"{months} 个月", limit, day)
            yield short_of_school("DEV-36", approval, f"{words}：{sums}", setting, expected=limit, is_late=True)
            return
        if late is None:
            yield lacks_day("DEV-36", "admission_approval")


RULES = (
    who_approves,
    deliberated,
    temporary_branch,
    talk_before_approval,
    after_refusal,
    ADMISSION.check,
    CONVERSION.check,
    stale_resolution,
)
LIMITS = (ADMISSION, CONVERSION)
