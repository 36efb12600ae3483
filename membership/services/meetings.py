"""A kept meeting corrected, voided as a whole or in one item, or completed, and with it the records that rest on it.

Each record goes along by its own act, so that the rules are asked and the right to the case too: one of them that may
not go along keeps the meeting as it was.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from branches.figures import Votes
from branches.models import Item, Meeting
from branches.quorum import carries
from branches.rules import Attending
from branches.services import Circumstances, add_item, correct_meeting, void_item, void_meeting
from dates.partial import PartialDate
from directory.constraints import refusing_conflicts
from directory.refusals import ChangedMeanwhile, Refusal, Refused
from directory.services.holding import last_change
from membership.models import Case, StepRecord
from membership.procedure.steps import VOTE_FACTS
from membership.quotas import hold_plans
from membership.resting import now_of, resting_on, said_of
from membership.services.acts import NOT_EXCUSED, Act, Excused, hold, refuse_if
from membership.services.recording import correct_record, void_record
from membership.services.together import Vote, introducers_on, line_of, named, record_line
from membership.voting import STEP_OF_SUBJECT
from reminders.refreshing import together


@refusing_conflicts()
def correct_together(
    *,
    meeting: Meeting,
    version: int | None,
    on: dt.date,
    attending: Sequence[Attending],
    circumstances: Circumstances,
    votes: Mapping[int, Votes | None],
    reason: str,
    by,
    today: dt.date,
    is_secret: bool | None = None,
    asks_anew: bool = False,
    excused: Excused = NOT_EXCUSED,
    decisions: Mapping[int, dict] | None = None,
    seen: Collection[int] | None = None,
) -> Meeting:
    """Corrects the meeting and every record that would no longer say what it says; one whose vote is taken away is
    voided. `decisions` by the key of the item are what was decided on a conversion; left out they stay as they were.
    `seen` are the keys of the records that rested on the meeting when it was opened; None asks nothing.
    Raises `Refused` with every reason, each under the name of whom it concerns, and `ChangedMeanwhile`.
    """
    _hold_cases(meeting.items.all(), on)

    def follow(items) -> None:
        records = resting_on(items)
        _told_of(meeting, records, seen)
        _each(records, lambda record: _follow(record, decisions or {}, reason, by, today, excused))

    with together(today):
        return correct_meeting(
            meeting=meeting,
            version=version,
            on=on,
            attending=attending,
            circumstances=circumstances,
            reason=reason,
            today=today,
            by=by.account,
            votes=votes,
            is_secret=is_secret,
            asks_anew=asks_anew,
            follow=follow,
        )


@refusing_conflicts()
def void_together(
    *, meeting: Meeting, reason: str, by, today: dt.date, at: dt.datetime, version: int | None = None
) -> Meeting:
    """Voids the meeting and the records that rest on it. Raises `Refused` where later records rest on one of them."""
    _hold_cases(meeting.items.all(), meeting.on)
    with together(today):
        records = resting_on(meeting.items.all())
        _each(records, lambda record: void_record(record=record, reason=reason, by=by, today=today))
        return void_meeting(meeting=meeting, reason=reason, at=at, version=version, by=by.account)


@refusing_conflicts()
def void_item_together(
    *,
    item: Item,
    reason: str,
    by,
    today: dt.date,
    at: dt.datetime,
    version: int | None = None,
    seen: Collection[int] | None = None,
) -> Item:
    """Voids an item that was put down by mistake and the record that rests on it; the rest of the meeting stays.

    `version` is the meeting's, `seen` the records that rested on the item when the page was opened. Raises `Refused`
    where later records rest on the vote, where it is the only item, and `ChangedMeanwhile`.
    """
    _hold_cases([item], item.meeting.on)
    with together(today):
        records = resting_on([item])
        _told_of(item.meeting, records, seen)
        _each(records, lambda record: void_record(record=record, reason=reason, by=by, today=today))
        return void_item(item=item, reason=reason, at=at, version=version, by=by.account)


@refusing_conflicts()
def add_together(*, meeting: Meeting, vote: Vote, attending: Sequence[Attending], by, today: dt.date) -> StepRecord:
    """Adds a candidate who was left out when the meeting was saved, and records his vote in his case.

    `attending` says of him and of his introducers whether they came, where the list does not. Raises `Refused` with
    every reason, `ChangedMeanwhile` when somebody saved the case since the version of the vote.
    """
    step, on = STEP_OF_SUBJECT[vote.motion.subject], meeting.on
    hold_plans(vote.case, step, PartialDate(on))
    case = hold(vote.case, vote.version)
    refuse_if(_elsewhere(meeting, case))
    with together(today):
        item = add_item(meeting=meeting, motion=vote.motion, today=today, by=by.account, attending=attending)
        introducers = introducers_on([case], on).get(case.pk, ())
        return record_line(line_of(vote, step, on, item, introducers), by, today)


def _hold_cases(items: Iterable[Item], on: dt.date) -> None:
    """Plans, then cases, then the meeting: whoever records a step holds them in that order."""
    records = resting_on(items)
    for record in records:
        hold_plans(record.case, record.step, PartialDate(on))
    list(Case.objects.held().filter(pk__in=[record.case_id for record in records]).order_by("pk"))


def _told_of(meeting: Meeting, records, seen) -> None:
    """A record corrected in its case leaves the meeting's version as it was: whoever opened the meeting before it would
    put back what was decided."""
    now = {record.pk for record in records}
    if seen is None or now == set(seen):
        return
    other = StepRecord.objects.filter(pk__in=now ^ set(seen), item__meeting=meeting).order_by("pk").last()
    raise ChangedMeanwhile(meeting, *(last_change(other) if other else ()))


def _each(records: Iterable[StepRecord], act: Callable[[StepRecord], object]) -> None:
    """Every record is asked before any reason is told."""
    refusals: list[Refusal] = []
    for record in records:
        try:
            act(record)
        except Refused as refused:
            refusals += [named(record.case, each) for each in refused.refusals]
    refuse_if(refusals)


def _follow(record: StepRecord, decisions, reason, by, today, excused) -> None:
    """The record as the meeting says it now, with what was decided; where too few agreed nothing was."""
    item = now_of(record)
    if item.votes is None:
        void_record(record=record, reason=reason, by=by, today=today)
        return
    said = said_of(record, item)
    kept = {name: told for name, told in record.facts.items() if name not in VOTE_FACTS}
    facts = said | (decisions.get(item.pk, kept) if carries(said) else {})
    if (record.happened_on, record.facts) != (item.meeting.on, facts):
        act = Act(record.step, PartialDate(item.meeting.on), facts, item=item, is_counted=True)
        correct_record(record=record, act=act, reason=reason, by=by, today=today, excused=excused)


def _elsewhere(meeting: Meeting, case: Case) -> list[Refusal]:
    if case.unit_id == meeting.unit_id:
        return []
    words = f"{case.person.name}现属{case.unit.full_name}，不是这次会议的党支部；已转出的，请由现支部登记或联系组织部。"
    return [Refusal("meeting_elsewhere", words)]
