"""Which step comes next when all of them are planned, and what it has to wait for."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from membership.policy import NOTICE_POINTS
from membership.procedure.days import Day
from membership.procedure.history import History
from membership.procedure.planning import again, has_ended, is_passed_over, own_earliest
from membership.procedure.rules.activists import REVIEW_MONTHS
from membership.procedure.rules.school import POINTS
from membership.procedure.rules.sequence import AFTER, counted
from membership.procedure.steps import BEFORE, WAY

PURPOSES = {step: purpose for purpose, step in POINTS.items()}
_CULTIVATED = ("review", "target_decision")


class Ahead(NamedTuple):
    """A step to be planned: what a notice is `purpose` for, and what is known of it besides the rules."""

    step: str
    purpose: str = ""
    not_before: Day | None = None
    due: Day | None = None
    words: tuple[str, ...] = ()


def upcoming(history: History, from_on: dt.date, given: Mapping[str, dt.date]) -> Ahead | None:
    """The next step to plan; None once the case is archived, has ended or waits for nothing more."""
    if has_ended(history):
        return None
    code = again(history) or next((each for each in WAY if _is_open(history, each)), None)
    if code == "target_filing" and (refused := history.last(code)):
        return Ahead(code, not_before=refused.on, words=(f"上级党委曾不同意（{refused.on}），再次报请",))
    if code in _CULTIVATED and (review := _review(history, from_on, given)):
        return review
    purpose = PURPOSES.get(code, "")
    if purpose and _asks_notice(history, purpose, from_on):
        return Ahead("public_notice", purpose, words=(f"本校要求的“{NOTICE_POINTS[purpose]}”公示",))
    return Ahead(code, "target" if code == "public_notice" else "") if code else None


def _is_open(history, code) -> bool:
    """Not taken yet, and nothing that needs it has been taken; an excerpt may have left out what lies behind."""
    if counted(history, code) or is_passed_over(history, code):
        return False
    if any(counted(history, each) for each in AFTER[code]):
        return False
    following = WAY[WAY.index(code) + 1 :]
    return not (history.case.may_hold_more(code) and any(counted(history, each) for each in following))


def _asks_notice(history, purpose, from_on) -> bool:
    asked = history.policy(Day.of(from_on)).public_notice_points.value or ()
    return NOTICE_POINTS[purpose] in asked and history.has("public_notice") is not None and not history.notices(purpose)


def bounds(history: History, ahead: Ahead) -> Iterator[Day]:
    """The days before which the step cannot be: what comes before it, its own limit, a notice that has to end."""
    for earlier in BEFORE[placed_as(ahead.step, ahead.purpose)]:
        for event in counted(history, earlier)[-1:]:
            ended = event.get("to") or event.on
            if ended:
                yield ended
    own = own_earliest(history, ahead.step)
    notices = history.notices(PURPOSES.get(ahead.step, "")) if ahead.step in PURPOSES else ()
    ended = [each.get("to").plus_days(1) for each in notices if each.get("to")]
    yield from (day for day in (own, ahead.not_before, *ended) if day)


def placed_as(step: str, purpose: str) -> str:
    """A notice stands where the step stands that it is for."""
    return POINTS.get(purpose, "target_listing") if step == "public_notice" else step


def _review(history, from_on, given) -> Ahead | None:
    """The next half-yearly review that the listing as target will ask for (DEV-07)."""
    start = history.cultivation_start
    if start is None or history.case.may_hold_more("review"):
        return None
    reviews = [each.on for each in history.all("review") if each.on]
    halves = _half_years(Day.of(start.last), _decided_on(history, from_on, given))
    missed = [half for half in halves if not any(half.holds(day) for day in reviews)]
    if ahead := next((half for half in missed if half.end.last >= from_on), None):
        return Ahead("review", not_before=ahead.first, due=ahead.end, words=(f"{ahead.words}的考察",))
    if missed and len(reviews) < len(halves):
        words = f"{missed[0].words}内没有考察记录，只能补办，按逾期记载"
        return Ahead("review", due=missed[0].end, words=(words,))
    return None


class _HalfYear(NamedTuple):
    """One half-year of the cultivation: a review on its first day belongs to the one before."""

    number: int
    begin: Day
    end: Day
    first: Day

    def holds(self, day: Day) -> bool:
        return self.begin.last < day.last and day.first <= self.end.last

    @property
    def words(self) -> str:
        return f"第 {self.number} 个半年"


def _half_years(start, until) -> list[_HalfYear]:
    """Those that are over by that day, the day itself included, the earliest first.

    Months are not equally long, and a review on the first day of each half-year might lie more than six months before
    the next one (DEV-07 points that out): each is put off as far as the one after it asks.
    """
    found, number = [], 1
    while (end := start.plus_months(REVIEW_MONTHS * number)).last <= until:
        found.append((number, start.plus_months(REVIEW_MONTHS * (number - 1)), end))
        number += 1
    halves, following = [], Day.of(until)
    for number, begin, end in reversed(found):
        following = _first(begin, end, following)
        halves.append(_HalfYear(number, begin, end, following))
    return halves[::-1]


def _first(begin, end, following) -> Day:
    """The first day of the half-year from which six months reach what follows."""
    day = begin.plus_days(1)
    while day < end and day.plus_months(REVIEW_MONTHS) < following:
        day = day.plus_days(1)
    return day


def _decided_on(history, from_on, given) -> dt.date:
    """The earliest day of the decision, the year of cultivation gone by."""
    if "target_decision" in given:
        return given["target_decision"]
    return max([from_on, *(day.last for day in bounds(history, Ahead("target_decision")))])
