"""④ 复核: each person with what the rules say of him, before anything is saved."""

import datetime as dt
from dataclasses import dataclass, replace

from branches.policy import MeetingPolicy
from branches.quorum import Outcome
from branches.rules import Gathering
from dates.partial import PartialDate
from directory.refusals import Refusal
from membership.forms.facts import shown
from membership.models import Case
from membership.services import Act
from membership.services.acts import Asked
from membership.services.together import Line, ask_together
from membership.together.meeting import facts_said, outcome_said
from membership.together.notices import NoticeSpan, notice_span
from policy.reading import policy_on
from policy.working_days import working_calendar


@dataclass(frozen=True, slots=True)
class Row:
    """One person: `reasons` keep him out, `wanted` yield to a recorded reason, `late` is recorded."""

    case: Case
    line: Line
    told: list[tuple[str, str]]
    reasons: tuple[Refusal, ...]
    wanted: tuple[Refusal, ...] = ()
    late: tuple[Refusal, ...] = ()
    exception: tuple = ()
    outcome: Outcome | None = None

    @property
    def may_save(self) -> bool:
        return not self.reasons and (not self.wanted or self.line.excused.is_complete)


@dataclass(frozen=True, slots=True)
class Reviewed:
    rows: list[Row]
    gathering: Gathering | None = None
    notice: NoticeSpan | None = None

    @property
    def accepted(self) -> list[Case]:
        return [row.case for row in self.rows if row.may_save]

    @property
    def may_save(self) -> bool:
        return bool(self.accepted)

    @property
    def absent(self) -> list[str]:
        seats = self.gathering.seats if self.gathering else ()
        return [seat.name for seat in seats if seat.has_vote and not seat.stated.is_present]

    @property
    def left_out(self) -> int:
        return len(self.rows) - len(self.accepted)

    def of(self, cases, refused) -> "Reviewed":
        """The rows of those who were not saved, with what the saving itself said of them."""
        rows = [replace(row, reasons=refused.get(row.case, row.reasons)) for row in self.rows if row.case in cases]
        return replace(self, rows=rows)


def review_of_sheet(form, viewer, today: dt.date) -> Reviewed:
    lines = form.lines()
    asked = ask_together(lines, viewer, today)
    rows = [_row(form, line, asked[line.case], alone=form.batch.alone) for line in lines]
    return Reviewed(rows, notice=_notice(form))


def review_of_meeting(form, viewer, today: dt.date) -> Reviewed:
    """Votes that cannot be keep their own candidate out; what came of the others stands as “19/21，需 11”."""
    gathering, told = form.gathering(voted=True), form.told(voted=True)
    policy = policy_on(MeetingPolicy, gathering.on, form.unit)
    lines = [_vote_line(form, gathering, vote) for vote in form.votes()]
    asked = ask_together(lines, viewer, today)
    rows = []
    for line, motion, wrong in zip(lines, gathering.motions, told.motions, strict=True):
        row = _row(form, line, asked[line.case], alone=form.decided)
        outcome = None if wrong else outcome_said(gathering, motion, policy)
        rows.append(replace(row, reasons=(*wrong, *row.reasons) if wrong else row.reasons, outcome=outcome))
    return Reviewed(rows, gathering)


def _vote_line(form, gathering, vote) -> Line:
    introducers = form.introducers.get(vote.case.pk, ())
    facts = facts_said(gathering, vote.motion, introducers) | vote.facts
    act = Act(form.batch.step, PartialDate(gathering.on), facts, is_counted=True)
    return Line(vote.case, act, vote.excused, vote.version)


def _row(form, line: Line, asked: Asked, alone) -> Row:
    facts = {name: value for name, value in line.act.facts.items() if name in alone}
    answer = asked.answer
    return Row(
        line.case,
        line,
        shown(facts, line.act.step),
        (*asked.refusals, *answer.refusals),
        answer.reasons_wanted,
        answer.late,
        tuple(form.exception(line.case)) if answer.reasons_wanted else (),
    )


def _notice(form) -> NoticeSpan | None:
    """Only a notice is counted in working days."""
    first, last = form.cleaned_data.get("from"), form.cleaned_data.get("to")
    if form.batch.step != "public_notice" or not (first and last):
        return None
    return notice_span(working_calendar(), first, last)
