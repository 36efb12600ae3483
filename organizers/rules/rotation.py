"""Rotation of full-time organizers (ORG-06; 西双版纳职业技术学院《组织员队伍建设管理办法》 第二十条).

“在同一党组织担任专职组织员满8年，根据工作需要，可……交流轮岗”: a prompt that never blocks anything.

“满8年” is read as eight years of service in that organization. Appointments that touch or overlap are one; a break
does not count, and service before it does, so that nobody's clock starts anew with a leave of three months. The
eighth year is full on the day of the same number: from 2019-03-01 on 2027-03-01.
"""

import datetime as dt
from collections.abc import Iterable

from dates.arithmetic import add_years, worded_difference
from dates.spans import Span, total_days, union
from directory.refusals import Grade
from organizers.policy import OrganizerPolicy
from organizers.rules.verdicts import SOON_DAYS, State, Verdict


def rotation_due(spans: Iterable[Span], on: dt.date, policy: OrganizerPolicy) -> dt.date | None:
    """The first day on which the years are full; None for whoever does not serve there on that day, or leaves before.

    `spans` are one person's full-time appointments in one organization. Equal to the SQL of `organizers.deadlines`.
    """
    earlier, current = _runs(spans, on)
    if current is None or not policy.rotation_years.is_asked:
        return None
    due = add_years(current.from_on - dt.timedelta(days=total_days(earlier)), policy.rotation_years.value)
    return due if current.is_open or due < current.to_on else None


def rotation_verdict(spans: Iterable[Span], on: dt.date, policy: OrganizerPolicy, *, is_exact: bool = True) -> Verdict:
    """How far the rotation date is from the day `on`; `is_exact` False says that the beginning is known roughly."""
    spans = list(spans)
    due, years = rotation_due(spans, on, policy), policy.rotation_years
    if due is None:
        return Verdict(State.NOT_ASKED, "不适用", Grade.ADVICE, years.clause)
    words = _countdown(due, on, years.value, is_exact)
    sums = _arithmetic(*_runs(spans, on), due, years.value)
    return Verdict(_state(due, on, policy), words, Grade.ADVICE, years.clause, sums)


def _runs(spans, on) -> tuple[list[Span], Span | None]:
    """The unbroken runs before the day, and the one that holds on it."""
    runs = union(spans)
    current = next((run for run in runs if run.contains(on)), None)
    return [run for run in runs if run.to_on and run.to_on <= on], current


def _state(due, on, policy) -> State:
    if on >= due:  # “满”: on the day itself it is full
        return State.REACHED
    if (due - on).days <= SOON_DAYS:
        return State.SOON
    first_notice = max(policy.rotation_notice_days.value or (0,))
    return State.AHEAD if (due - on).days <= first_notice else State.RUNNING


def _countdown(due, on, years, is_exact) -> str:
    """“还有3个月9天（2027-03-01）”: both forms, so that nobody has to count."""
    day = f"{due}" if is_exact else f"约 {due:%Y-%m}"
    if on == due:
        return f"今日满{years}年（{day}），可交流轮岗"
    distance = worded_difference(on, due)
    return f"已满{years}年，超出{distance}（{day}），可交流轮岗" if on > due else f"还有{distance}（{day}）"


def _arithmetic(earlier, current, due, years) -> str:
    parts = [f"{run.from_on} 至 {run.to_on - dt.timedelta(days=1)}" for run in earlier]
    parts.append(f"{current.from_on} 起")
    return f"在同一党组织任专职组织员：{'、'.join(parts)}；满 {years} 年为 {due}"
