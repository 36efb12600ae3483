"""The trial of newly promoted organizers (ORG-05; CAD-05; D2 第十三条).

“试用期为一年。试用期满后，经考核胜任现职的，再正式任职；不胜任的，免去试任职务，一般按试任前职级安排工作。” A trial of
twelve months from 31 August 2025 has 30 August 2026 as its last day and is full on the 31st; nobody is confirmed
earlier.
"""

import datetime as dt
from enum import StrEnum

from dates.arithmetic import add_months, worded_difference
from directory.refusals import Refusal
from organizers.rules.verdicts import SOON_DAYS, State, Verdict


class Outcome(StrEnum):
    """结论 of the assessment form (F62)."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    PLACED_BACK = "placed_back"


OUTCOME_WORDS = {
    Outcome.CONFIRMED: "正式任职",
    Outcome.DISMISSED: "免去试任",
    Outcome.PLACED_BACK: "按原职级安排",
}


def trial_full_on(from_on: dt.date, months: int) -> dt.date:
    """The first day after the trial. Equal to the SQL of `organizers.deadlines`."""
    return add_months(from_on, months)


def trial_due(from_on: dt.date, months: int) -> dt.date:
    """The last day of the trial, by which the assessment is to be made."""
    return trial_full_on(from_on, months) - dt.timedelta(days=1)


def trial_verdict(
    from_on: dt.date, months: int, on: dt.date, clause: str, outcome: Outcome | None = None, document: str = ""
) -> Verdict:
    """How far the end of the trial is from the day `on`, or what came of it."""
    last = trial_due(from_on, months)
    sums = f"试用期 {months} 个月：{from_on} 至 {last}"
    if outcome:
        words = f"{OUTCOME_WORDS[outcome]}（{document}）" if document else OUTCOME_WORDS[outcome]
        return Verdict(State.MET, words, clause=clause, arithmetic=sums)
    return Verdict(_state(last, on), _countdown(last, on), clause=clause, arithmetic=sums)


def _state(last, on) -> State:
    if on > last:
        return State.LATE
    return State.SOON if (last - on).days <= SOON_DAYS else State.RUNNING


def _countdown(last, on) -> str:
    if on > last:
        return f"试用期已于 {last} 届满，尚无结论，超出 {(on - last).days} 天"
    if on == last:
        return f"今日试用期届满（{last}），请完成考核"
    return f"还有{worded_difference(on, last)}（{last}）"


def conclusion_refusals(
    *,
    from_on: dt.date,
    months: int,
    outcome: Outcome,
    assessed_on: dt.date | None,
    effective_on: dt.date,
    document: str,
    today: dt.date,
    clause: str,
) -> list[Refusal]:
    """Why the trial may not be concluded so; `effective_on` is the first day of the new state. All reasons at once."""
    found = []
    full_on = trial_full_on(from_on, months)
    if outcome is Outcome.CONFIRMED and effective_on < full_on:
        message = f"试用期未满，不能正式任职。最早可从 {full_on} 起正式任职。"
        last = full_on - dt.timedelta(days=1)
        sums = f"试用期 {from_on} 至 {last}，{effective_on} 差 {(full_on - effective_on).days} 天"
        found.append(_refusal("trial_full", message, "effective_on", clause, sums))
    if effective_on <= from_on:
        found.append(
            _refusal("trial_begun", f"结论应在试用期开始（{from_on}）之后，请核对日期。", "effective_on", clause)
        )
    if assessed_on is None:
        found.append(_refusal("trial_assessed", "请填写考核日期：经考核后才能作出结论。", "assessed_on", clause))
    elif assessed_on < from_on:
        found.append(_refusal("trial_assessed", f"考核早于试用期开始（{from_on}），请核对。", "assessed_on", clause))
    elif assessed_on > min(effective_on, today):
        found.append(
            _refusal("trial_assessed", "考核日期不能晚于今日，也不能晚于结论生效日期，请核对。", "assessed_on", clause)
        )
    if not document.strip():
        found.append(_refusal("trial_document", "请填写作出结论的文号。", "document", clause))
    return found


def _refusal(rule, message, field, clause, sums="") -> Refusal:
    return Refusal(rule, message, clause=clause, arithmetic=sums, field=field)
