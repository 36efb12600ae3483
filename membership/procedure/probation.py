"""Probation (预备期): its year, its single extension, and what ended it (DEV-41 to DEV-54).

The year runs from the branch meeting that admitted (not from approval); its last day is the day before the
anniversary. An extension counts from the original expiry and shifts the party seniority; a postponement of the
discussion does neither. Whoever is cancelled begins again with a new application, which is a new case.
"""

import datetime as dt
from dataclasses import dataclass

from branches.quorum import carries
from dates.arithmetic import add_months
from membership.procedure.case import Event
from membership.procedure.days import Day, is_after

MONTHS = 12  # 第三十二条 (2026: 第三十一条): “预备党员的预备期为一年”
EXTENSION_LEAST, EXTENSION_MOST = 6, 12  # “延长预备期不能少于半年，最长不超过一年”
LEAP_DAY = (2, 29)


def anniversary(day: Day, months: int, *, first_of_march: bool = False) -> Day:
    """The same day months later; 29 February without a match becomes the last of February, or 1 March (P-12)."""
    if not first_of_march:
        return day.plus_months(months)
    return Day(_into_march(day.first, months), _into_march(day.last, months))


def _into_march(day: dt.date, months: int) -> dt.date:
    found = add_months(day, months)
    is_short = (day.month, day.day) == LEAP_DAY and (found.month, found.day) == (2, 28)
    return found + dt.timedelta(days=1) if is_short else found


@dataclass(frozen=True, slots=True)
class Discussion:
    """One conversion meeting, what it decided, and the approval that answers it.

    `due_on` is the first day on which conversion could be discussed: the day after the probation as it then stood.
    """

    meeting: Event
    decision: str | None
    approval: Event | None
    due_on: Day | None
    is_last: bool

    @property
    def is_refused(self) -> bool:
        return self.approval is not None and self.approval.get("result") == "refuse"

    @property
    def is_approved(self) -> bool:
        return self.approval is not None and not self.is_refused

    @property
    def is_failed(self) -> bool:
        """Too few agreed, and nothing was decided: it may be discussed again."""
        return self.approval is None and self.decision is None and carries(self.meeting) is False

    @property
    def awaits_approval(self) -> bool:
        return self.approval is None and not self.is_failed

    @property
    def is_end(self) -> bool:
        """Nothing is discussed once a conversion or a cancellation has been approved."""
        return self.decision in ("convert", "cancel") and self.is_approved


@dataclass(frozen=True, slots=True)
class Probation:
    """`full_on` is the first day of full membership if it is converted in time: the day after the probation.

    `discussions` go as far as the one that ended it; what was discussed all the same stands in `beyond` and changes
    nothing.
    """

    from_on: Day | None
    original_full_on: Day | None
    full_on: Day | None
    discussions: tuple[Discussion, ...] = ()
    beyond: tuple[Discussion, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Of several meetings known only roughly nobody can tell which reply answers which."""
        held = (*self.discussions, *self.beyond)
        return len(held) < 2 or all(_is_dated(each) for each in held)

    @property
    def to_on(self) -> Day | None:
        """The last day of probation: 2022-07-01 runs to 2023-06-30."""
        if self.full_on is None or not self.full_on.is_exact:
            return None
        return self.full_on.plus_days(-1)

    @property
    def conversion(self) -> Discussion | None:
        """The approved discussion that made a full member."""
        return next((each for each in self.discussions if each.decision == "convert" and each.is_approved), None)

    @property
    def cancellation(self) -> Discussion | None:
        return next((each for each in self.discussions if each.decision == "cancel" and each.is_approved), None)

    @property
    def extensions(self) -> tuple[Discussion, ...]:
        return tuple(each for each in self.discussions if each.decision == "extend" and not each.is_refused)


def _is_dated(discussion: Discussion) -> bool:
    days = [discussion.meeting.on] + ([_day_of(discussion.approval)] if discussion.approval else [])
    return all(day is not None and day.is_exact for day in days)


def probation_of(start: Day | None, meetings, approvals, *, was_archived: bool, first_of_march: bool) -> Probation:
    """The probation that begins with the admitting meeting; meetings and approvals in order of their days."""
    original = anniversary(start, MONTHS, first_of_march=first_of_march) if start else None
    full_on, extended, end, discussions = original, False, None, []
    approvals = sorted(approvals, key=lambda each: (_day_of(each) is None, _day_of(each) or (), each.order))
    for number, meeting in enumerate(meetings):
        following = meetings[number + 1] if number + 1 < len(meetings) else None
        taken = [each.approval for each in discussions]
        approval = _answer(meeting, following, [each for each in approvals if each not in taken])
        decision = meeting.get("decision") or _implied(approval, was_archived and following is None)
        discussion = Discussion(meeting, decision, approval, full_on, following is None)
        discussions.append(discussion)
        if decision == "extend" and not (extended or end) and _counts(discussion):
            extended, full_on = True, _extended(start, meeting.get("extend_months"), first_of_march)
        if discussion.is_end and not end:
            end = number + 1
    return Probation(start, original, full_on, tuple(discussions[:end]), tuple(discussions[end:] if end else ()))


def _answer(meeting, following, approvals) -> Event | None:
    """The first approval between this meeting and the next one."""
    for approval in approvals:
        day = _day_of(approval)
        if day is None or meeting.on is None:
            return approval
        too_early = is_after(meeting.on, day)
        too_late = following is not None and following.on is not None and is_after(day, following.on)
        if not too_early and not too_late:
            return approval
    # A single approval dated before its meeting still answers it; that the order is wrong is found elsewhere.
    return approvals[0] if len(approvals) == 1 and following is None else None


def _day_of(approval) -> Day | None:
    """Where the day of the reply is known only roughly, the day of the report tells which meeting it answers."""
    reported = approval.get("reported_on")
    return reported if reported and not (approval.on and approval.on.is_exact) else approval.on


def _implied(approval, was_archived) -> str | None:
    """A meeting without a decision converted if the reply names the day of full membership or the file was archived."""
    is_full = approval is not None and approval.get("result") != "refuse" and approval.get("full_member_from")
    return "convert" if is_full or was_archived else None


def _counts(discussion) -> bool:
    """An extension holds once it is approved; a later discussion takes it as held, though the approval is missing."""
    return discussion.is_approved or (not discussion.is_last and not discussion.is_refused)


def _extended(start, months, first_of_march) -> Day | None:
    if start is None or months is None or not 0 < months <= 10 * MONTHS:
        return None
    return anniversary(start, MONTHS + months, first_of_march=first_of_march)
