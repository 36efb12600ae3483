"""批次办理: the same step for several people, each in a transaction of his own; a meeting and its records in one."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from branches.models import Item, Meeting
from branches.rules import Attending, Motion
from branches.services import Circumstances, hold_meeting
from dates.partial import PartialDate
from directory.constraints import refusing_conflicts
from directory.models import Person, Unit
from directory.refusals import ChangedMeanwhile, Refusal, Refused
from membership.models import Case, Companion, CompanionRole, StepRecord
from membership.quotas import hold_plans
from membership.services.acts import NOT_EXCUSED, Act, Asked, Excused, ask, grounds
from membership.services.recording import record_step
from membership.voting import vote_facts
from reminders.refreshing import together

CHANGED = "打开本页之后，{editor}已先保存此案，请到个案核对后再办理。"


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a batch, and what is about to be recorded of him."""

    case: Case
    act: Act
    excused: Excused = NOT_EXCUSED
    version: int | None = None


@dataclass(slots=True)
class Came:
    """What came of a batch: the records by case, and the reasons of whoever was left out."""

    recorded: dict[Case, StepRecord] = field(default_factory=dict)
    refused: dict[Case, tuple[Refusal, ...]] = field(default_factory=dict)
    meeting: Meeting | None = None


def ask_together(lines: Iterable[Line], viewer, today: dt.date) -> dict[Case, Asked]:
    """What the rules say of each, with a handful of queries for all; nothing is saved."""
    lines = list(lines)
    known = grounds([line.case for line in lines], today)
    return {line.case: ask(line.case, line.act, viewer, today, ground=known[line.case.pk]) for line in lines}


def record_together(*, lines: Iterable[Line], by, today: dt.date) -> Came:
    """Each person's step in a transaction of its own: who is refused stops nobody else. Raises nothing of a person.

    Reminders are computed once, behind the last of them.
    """
    came = Came()
    with together(today):
        # Always in the same order, so that two batches that share people never wait for each other.
        for line in sorted(lines, key=lambda each: each.case.pk):
            try:
                came.recorded[line.case] = record_line(line, by, today)
            except (Refused, ChangedMeanwhile) as error:
                came.refused[line.case] = reasons_of(error)
    return came


def record_line(line: Line, by, today) -> StepRecord:
    return record_step(case=line.case, act=line.act, by=by, today=today, excused=line.excused, version=line.version)


def reasons_of(error: Refused | ChangedMeanwhile) -> tuple[Refusal, ...]:
    if isinstance(error, Refused):
        return error.refusals
    return (Refusal("changed_meanwhile", CHANGED.format(editor=error.editor or "他人")),)


@dataclass(frozen=True, slots=True)
class Vote:
    """One candidate of a meeting: his motion with its votes, and what the case says beyond them (decision)."""

    case: Case
    motion: Motion
    facts: dict = field(default_factory=dict)
    excused: Excused = NOT_EXCUSED
    version: int | None = None


@refusing_conflicts()
def hold_together(
    *,
    unit: Unit,
    kind,
    step: str,
    on: dt.date,
    attending: Sequence[Attending],
    circumstances: Circumstances,
    votes: Sequence[Vote],
    by,
    today: dt.date,
) -> Came:
    """One meeting with a vote on each, and the record of each: in one transaction, all of them or nothing.

    Raises `Refused` with every reason, each under the name of whom it concerns.
    """
    motions = [vote.motion for vote in votes]
    held = {"unit": unit, "kind": kind, "on": on, "attending": attending, "circumstances": circumstances}
    meeting = hold_meeting(motions=motions, today=today, by=by.account, **held)
    introducers = introducers_on([vote.case for vote in votes], on)
    items = {each.person_id: each for each in _items(meeting)}
    came, refusals = Came(meeting=meeting), []
    if votes:
        # All are of one branch: its plans, before any of the cases.
        hold_plans(votes[0].case, step, PartialDate(on))
    with together(today):
        for vote in sorted(votes, key=lambda each: each.case.pk):
            line = line_of(vote, step, on, items[vote.case.person_id], introducers.get(vote.case.pk, ()))
            try:
                came.recorded[vote.case] = record_line(line, by, today)
            except (Refused, ChangedMeanwhile) as error:
                refusals += [named(vote.case, each) for each in reasons_of(error)]
        if refusals:
            raise Refused(*refusals)
    return came


def _items(meeting):
    return Item.objects.filter(meeting=meeting).select_related("meeting").prefetch_related("meeting__attendances")


def line_of(vote: Vote, step, on, item, introducers) -> Line:
    facts = vote_facts(item, introducers) | vote.facts
    return Line(vote.case, Act(step, PartialDate(on), facts, item=item, is_counted=True), vote.excused, vote.version)


def named(case: Case, refusal: Refusal) -> Refusal:
    """Under the name of whom it concerns."""
    return replace(refusal, message=f"{case.person.name}：{refusal.message}", field="")


def introducers_on(cases: Iterable[Case], on: dt.date) -> dict[int, list[Person]]:
    """Case's key → its introducers on that day; one query."""
    found: dict[int, list[Person]] = {}
    rows = Companion.objects.on(on).filter(case__in=list(cases), role=CompanionRole.INTRODUCER)
    for each in rows.select_related("person").order_by("pk"):
        found.setdefault(each.case_id, []).append(each.person)
    return found
