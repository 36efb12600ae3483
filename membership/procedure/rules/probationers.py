"""From approval to the end of probation: the book's dates, oath, discipline, postponement (DEV-34 to DEV-54)."""

from collections.abc import Iterator

from membership.procedure.days import apart, is_after, is_before, is_other, later, sum_late
from membership.procedure.editions import Edition
from membership.procedure.history import History
from membership.procedure.limits import AtMost, Length, asked_days, from_switch, start_of
from membership.procedure.reporting import breach, lacks, lacks_day
from membership.procedure.verdict import Finding, NotChecked

POSTPONED_MONTHS = 6  # 第三十六条 (2026: 第三十五条): “推迟的时间不得超过六个月”
OATH_MONTHS = 1


def _is_2026(history, event) -> bool | None:
    return history.is_under(Edition.OF_2026, event)


def _is_2014(history, event) -> bool | None:
    return history.is_under(Edition.OF_2014, event)


_APPROVED = start_of("admission_approval")
_OATH_LENGTH = asked_days("oath_max_days", else_months=OATH_MONTHS)


def _practice_before_2026(history, event) -> Length | None:
    """For the oath still to come: practice, if its time is over before the text of 2026 holds."""
    length, start = _OATH_LENGTH(history, event), _APPROVED(history, None).day
    runs_on = event is None and start and length.after(start).last >= history.switch_on
    return None if runs_on else length


OATH_2014 = AtMost(
    "DEV-39",
    "oath",
    _APPROVED,
    _practice_before_2026,
    "审批后一个月内没有入党宣誓",
    _is_2014,
)
# 第二十九条 (2026) makes an article of what was practice: a clock that ran before counts from the switch (ED-04).
OATH_2026 = AtMost(
    "DEV-71",
    "oath",
    from_switch(_APPROVED),
    _OATH_LENGTH,
    "批复后一个月内没有入党宣誓（集体宣誓的请注明）",
    _is_2026,
)


def when_sworn(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-39: never before approval, never after conversion."""
    approval, converted = history.approval, history.probation.conversion
    for event in history.all("oath"):
        if event.on and approval and approval.on and is_before(event.on, approval.on):
            words = f"入党宣誓（{event.on}）早于审批（{approval.on}）{apart(event.on, approval.on)}"
            yield breach(history, "DEV-39", event, words)
        answered = converted.approval.on if converted else None
        if event.on and answered and is_after(event.on, answered):
            words = f"入党宣誓（{event.on}）晚于转正（{answered}）{apart(event.on, answered)}，应在预备期内举行"
            yield breach(history, "DEV-39", event, words)


def book_dates(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-34 and DEV-41: the book states beginning and end; the year runs from the meeting, not from approval."""
    approval, probation = history.approval, history.probation
    if approval is None or not history.is_admitted:
        return
    for fact in ("probation_from", "probation_to"):
        if approval.get(fact) is None:
            yield lacks("DEV-34", approval, fact)
        elif probation.from_on is None:
            yield NotChecked("DEV-41", "admission_meeting.on" if history.admission else "admission_meeting")
    if probation.from_on:
        yield from _written_from(history, approval, probation)
        yield from _written_to(history, approval, probation)


def _written_from(history, approval, probation):
    written, start = approval.get("probation_from"), probation.from_on
    is_wrong = is_other(written, start) if written else False
    if is_wrong:
        words = f"预备期应从支部大会通过之日（{start}）算起，志愿书写为 {written}{apart(written, start)}"
        yield breach(history, "DEV-41", approval, words, expected=start)
    elif is_wrong is None:
        yield lacks_day("DEV-41", approval.step)


def _written_to(history, approval, probation):
    """An extension is written elsewhere; what stands in the book is the original end."""
    written, full_on = approval.get("probation_to"), probation.original_full_on
    last = full_on.plus_days(-1)
    is_wrong = is_other(written, last) if written else False
    if is_wrong:
        words = f"预备期一年：{probation.from_on} + 1 年，至 {last} 期满，志愿书写为 {written}{apart(written, last)}"
        # The anniversary itself is a manner of writing, not another length.
        yield breach(history, "DEV-41", approval, words, expected=last, only_warns=not is_other(written, full_on))
    elif is_wrong is None:
        yield lacks_day("DEV-41", approval.step)


def discipline(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-44: a serious breach in probation ends it; a light one is criticised, or probation is extended."""
    probation = history.probation
    if probation.from_on is None:
        return
    for event in history.all("discipline"):
        kind = event.get("kind")
        if kind is None:
            yield lacks("DEV-44", event, "kind")
        elif kind == "serious" and event.on and is_after(probation.from_on, event.on) is False:
            yield from _serious(history, event)


def _serious(history, event):
    for discussion in history.probation.discussions:
        is_kept = discussion.decision in ("convert", "extend")
        held_on = discussion.meeting.on
        if is_kept and held_on and is_after(event.on, held_on) is False:
            words = f"预备期内严重违犯党纪（{event.on}），应取消预备党员资格，不能转正或延长"
            yield breach(history, "DEV-44", discussion.meeting, words)
            return


def postponed(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-53: only of a probationer who moved in, and not longer than six months after the original expiry."""
    full_on = history.probation.original_full_on
    postponements = history.all("postponement")
    for event in postponements:
        yield from _moved_in(history, event)
        until = event.get("until")
        if until is None:
            yield lacks("DEV-53", event, "until")
        elif full_on is None:
            yield NotChecked("DEV-53", "admission_meeting")
        else:
            yield from _too_long(history, event, until, full_on, "推迟讨论转正超过六个月")
    if postponements and full_on:
        yield from _decided_in_time(history, full_on)


def _moved_in(history, event):
    moves = [each for each in history.all("transfer") if not (each.on and event.on and is_after(each.on, event.on))]
    start = history.probation.from_on
    inside = [each for each in moves if not (each.on and start and is_before(each.on, start))]
    if not inside and history.case.may_hold_more("transfer"):
        yield NotChecked("DEV-53", "transfer")
    elif not inside:
        yield breach(history, "DEV-53", event, "只有转入的预备党员可以推迟讨论转正，登记中没有转接")


def _too_long(history, event, day, full_on, words, *, is_late=False):
    limit = full_on.plus_months(POSTPONED_MONTHS)
    late = is_after(day, limit)
    if late:
        sums = sum_late(full_on, f"{POSTPONED_MONTHS} 个月", limit, day)
        yield breach(history, "DEV-53", event, f"{words}：{sums}", expected=limit, is_late=is_late)
    elif late is None:
        yield lacks_day("DEV-53", event.step)


def _decided_in_time(history, full_on):
    discussions = [each.meeting for each in history.probation.discussions if each.decision in ("convert", "extend")]
    meeting = discussions[0] if discussions else None
    planned = [each.get("until") for each in history.all("postponement") if each.get("until")]
    if meeting is None or meeting.on is None or not planned:
        return
    limit = full_on.plus_months(POSTPONED_MONTHS)
    overdrawn = is_after(later(planned[0], planned[-1]), limit)
    if not overdrawn:  # A postponement that is itself too long has been found already.
        yield from _too_long(history, meeting, meeting.on, full_on, "推迟后六个月内未讨论转正", is_late=True)


RULES = (OATH_2014.check, OATH_2026.check, when_sworn, book_dates, discipline, postponed)
LIMITS = (OATH_2014, OATH_2026)
