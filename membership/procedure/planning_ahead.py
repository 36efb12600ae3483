"""The whole way ahead: the earliest lawful day of every step to come, each after those before it on their earliest.

Nothing here knows a limit of its own. A step is put into the history on a day, and the rules that judge a file say
whether it may stand there; where they name a later day it goes there. So a plan, carried out, is lawful, and the day
before is refused by the rule that the plan names.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from directory.refusals import Refusal
from membership.procedure.asking import refusals_of, with_event
from membership.procedure.case import Case, Event
from membership.procedure.days import ONE_DAY, Day
from membership.procedure.editions import edition_of
from membership.procedure.history import History
from membership.procedure.judging import look_at
from membership.procedure.planning import when
from membership.procedure.planning_assumptions import Assumed, assumed
from membership.procedure.planning_order import PURPOSES, Ahead, bounds, placed_as, upcoming
from membership.procedure.steps import BEFORE, STEPS
from membership.procedure.verdict import Finding

# Rules that wait for one another settle in two or three rounds; a case has at most some forty steps to come.
ROUNDS, MOST_STEPS = 8, 80
# Which step starts the clock of a deadline: the one to put off when the other is given a later day.
STARTED_BY = {
    "application_talk": "application",
    "admission_meeting": "pre_review",
    "admission_approval": "admission_meeting",
    "oath": "admission_approval",
    "conversion_approval": "conversion_meeting",
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A step to come. `bound_by` is what refuses the day before; empty where only today stands before it.

    `until` is the last day of a notice or a course, `due` the day by which the step must be taken. `problems` are what
    the rules say against the day, told and not mended: of a day that was given, or of one that no waiting improves.
    They refuse the step only where `is_refused`; else it asks for a reason, or is recorded as late.
    """

    step: str
    title: str
    earliest: dt.date
    until: dt.date | None
    due: Day | None
    assumptions: tuple[str, ...]
    bound_by: tuple[Refusal, ...]
    problems: tuple[Refusal, ...]
    is_given: bool
    event: Event
    is_refused: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """`steps` in the order of the way; `stopped_by` is what no waiting mends, at step `stopped_at`.

    `case` is the case as it will stand once everything is carried out.
    """

    steps: tuple[Planned, ...]
    case: Case
    stopped_at: str = ""
    stopped_by: tuple[Refusal, ...] = ()

    def step(self, code: str) -> Planned | None:
        """The first of that step."""
        return next((each for each in self.steps if each.step == code), None)


class Held(NamedTuple):
    """What now holds the case back: the step, the day on which it may be taken, and the reasons with their clauses."""

    step: str
    title: str
    earliest: dt.date | None
    reasons: tuple[Refusal, ...]
    words: str


def plan(history: History, *, from_on: dt.date | None = None, given: Mapping[str, dt.date] | None = None) -> Plan:
    """Every step to come from `from_on` (else the day of judging) on. `given` fixes the day of some steps.

    What the rules say against a given day is told with it; it is not moved. A step before it that starts a deadline is
    put off as far as needed (a pre-review in March would be stale at a meeting in June).
    """
    start, given, floors = from_on or history.case.as_of, given or {}, {}
    found = _walk(history, start, given, floors)
    for _ in range(ROUNDS):
        later = dict(_put_off(found, given))
        if not later:
            break
        floors |= later
        found = _walk(history, start, given, floors)
    return found


def holds_back(history: History, found: Plan, *, from_on: dt.date | None = None) -> Held | None:
    """Of the steps that wait for no other one, that which can be taken last; None where nothing is to come."""
    today = from_on or history.case.as_of
    ready = list(_ready(found.steps))
    if not ready:
        return _stopped(found, today)
    each = max(ready, key=lambda one: (one.earliest, -found.steps.index(one)))
    if each.earliest <= today:
        return Held(each.step, each.title, each.earliest, each.problems, f"“{each.title}”可以办理，尚未办理")
    ahead = Ahead(each.step, each.event.get("for") or "")
    reasons = _Question(history, today).against(ahead, today)
    words = "；".join(map(str, reasons)) or f"“{each.title}”最早 {each.earliest} 办理"
    return Held(each.step, each.title, each.earliest, reasons, words)


def _stopped(found, today) -> Held | None:
    if not found.stopped_by:
        return None
    title = STEPS[found.stopped_at].title_in(edition_of(Day.of(today)))
    return Held(found.stopped_at, title, None, found.stopped_by, "；".join(map(str, found.stopped_by)))


def _ready(steps) -> Iterator[Planned]:
    """Those before which no other planned step has to be taken."""
    codes: set[str] = set()
    for each in steps:
        before = BEFORE[placed_as(each.step, each.event.get("for"))]
        is_noticed = "public_notice" in codes and (each.step in PURPOSES or each.step == "target_listing")
        if not before & codes and each.step not in codes and not is_noticed:
            yield each
        codes.add(each.step)


def _walk(history, from_on, given, floors) -> Plan:
    steps, given = [], dict(given)
    while len(steps) < MOST_STEPS and (ahead := upcoming(history, from_on, given)):
        each, is_refused = _place(history, ahead, from_on, given, floors)
        if is_refused and not each.is_given:
            return Plan(tuple(steps), history.case, each.step, each.problems)
        steps.append(each)
        given.pop(each.step, None)
        history = _on(history, each.earliest)
        history = history.of(with_event(history.case, each.event))
    return Plan(tuple(steps), history.case)


def _place(history, ahead: Ahead, from_on, given, floors) -> tuple[Planned, bool]:
    """The step on its day, and whether the rules refuse it there."""
    is_given = ahead.step in given
    floor = given.get(ahead.step) or _floor(history, ahead, from_on, floors)
    question = _Question(history, floor)
    act = assumed(history, ahead.step, ahead.purpose, floor) if is_given else question.settled(ahead, floor)
    day, until = act.event.on.last, act.event.get("to")
    news = question.news(act.event)
    is_bound = not is_given and day > from_on
    is_refused = any(each.is_error and not each.is_late for each in news)
    planned = Planned(
        step=ahead.step,
        title=STEPS[ahead.step].title_in(edition_of(act.event.on, history.switch_on)),
        earliest=day,
        until=until.last if until else None,
        due=ahead.due or when(_on(history, day), ahead.step).due,
        assumptions=(*act.words, *ahead.words, *_rough(history, ahead), *_put_off_words(ahead, floors, is_given)),
        bound_by=question.against(ahead, day - ONE_DAY) if is_bound else (),
        problems=_imagined(news, day),
        is_given=is_given,
        event=act.event,
        is_refused=is_refused,
    )
    return planned, is_refused


def _floor(history, ahead, from_on, floors) -> dt.date:
    return max([from_on, floors.get(ahead.step, from_on), *(each.last for each in bounds(history, ahead))])


class _Question:
    """What the rules find anew when a step is taken in this history, asked for several days."""

    def __init__(self, history: History, on: dt.date):
        self.history = _on(history, on)
        self.before, _ = look_at(self.history)

    def news(self, *events: Event) -> list[Finding]:
        case = self.history.case
        for event in events:
            case = with_event(case, event)
        after, _ = look_at(self.history.of(case))
        return [each for each in after if each not in self.before]

    def settled(self, ahead: Ahead, day: dt.date) -> Assumed:
        """The step on the first day from `day` on for which no rule names a later one."""
        for _ in range(ROUNDS):
            act = assumed(self.history, ahead.step, ahead.purpose, day)
            waits = [until for until in map(_waits_until, self.news(act.event)) if until and until > day]
            if not waits:
                break
            day = max(waits)
        return act

    def against(self, ahead: Ahead, day: dt.date) -> tuple[Refusal, ...]:
        """Why not on that day. A notice is judged when the listing rests on it."""
        events = [assumed(self.history, ahead.step, ahead.purpose, day).event]
        if ahead.purpose == "target":
            events.append(Event("target_listing", events[0].get("to").plus_days(1), {}, "plan"))
        return _imagined([each for each in self.news(*events) if not each.is_late], day)


def _imagined(findings, day: dt.date) -> tuple[Refusal, ...]:
    """Said of a day that nobody has registered yet."""
    found = refusals_of(findings)
    return tuple(
        dataclasses.replace(each, message=each.message.replace(f"登记为 {day}", f"放在 {day}")) for each in found
    )


def _waits_until(finding: Finding) -> dt.date | None:
    """The day that the rule names, where the step came too early."""
    is_day = finding.expected and len(finding.expected) == len("2026-05-11")
    return dt.date.fromisoformat(finding.expected) if is_day and not finding.is_late else None


def _on(history, day) -> History:
    """The same history, judged on that day if it lies ahead."""
    if day <= history.case.as_of:
        return history
    return history.of(dataclasses.replace(history.case, as_of=day))


def _rough(history, ahead) -> Iterator[str]:
    for each in bounds(history, ahead):
        if not each.is_exact:
            yield f"此前有日期只知到月或年，按最晚一天（{each.last}）推算"
            return


def _put_off(found: Plan, given) -> Iterator[tuple[str, dt.date]]:
    """Steps to be taken later, so that a given day keeps the deadline that they start."""
    for each in found.steps:
        start = found.step(STARTED_BY.get(each.step, ""))
        if start is None or start.is_given or not each.is_given or each.due is None:
            continue
        late = (each.earliest - each.due.last).days
        if late > 0 and start.earliest + dt.timedelta(days=late) <= each.earliest:
            yield start.step, start.earliest + dt.timedelta(days=late)


def _put_off_words(ahead, floors, is_given) -> Iterator[str]:
    if ahead.step in floors and not is_given:
        yield "推后到此日，以免后面指定的日期逾期"
