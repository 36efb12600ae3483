"""Rules with a limit: one object says whether it is kept, by when the step is due, and from when it is allowed.

`AtMost` is a date by which something must have happened: missing it is an error of the file and never refuses the act.
`AtLeast` is a day before which it may not happen: coming earlier refuses.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from membership.procedure.case import Event
from membership.procedure.days import Day, is_after, is_before, length_words, sum_early, sum_late
from membership.procedure.history import History
from membership.procedure.reporting import SCHOOL, breach, lacks, lacks_day, short_of_school, where_it_applies
from membership.procedure.verdict import Finding, NotChecked
from policy.declaring import Setting


class Length(NamedTuple):
    """So many calendar months, or so many days; `setting` where a school laid it down."""

    months: int = 0
    days: int = 0
    setting: Setting | None = None

    def after(self, start: Day) -> Day:
        return start.plus_months(self.months) if self.months else start.plus_days(self.days)

    @property
    def words(self) -> str:
        return length_words(self.months) if self.months else f"{self.days} 天"


class Start(NamedTuple):
    """Where the clock starts; without a day, `needs` is the fact that would tell. Both empty: it did not start."""

    day: Day | None = None
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """`start` and `length` are asked for the event, or with None for the step that is still to come.

    `length` is None where nothing is asked; `words` say what the limit is for. `applies` is None where it takes the day
    to tell.
    """

    rule: str
    step: str
    start: Callable[[History, Event | None], Start]
    length: Callable[[History, Event | None], Length | None]
    words: str
    applies: Callable[[History, Event], bool | None] = lambda history, event: True
    only_warns: Callable[[History, Event], bool] = lambda history, event: False

    def check(self, history: History) -> Iterator[Finding | NotChecked]:
        for event in history.all(self.step):
            applies = self.applies(history, event)
            if applies is not False and (length := self.length(history, event)):
                yield from where_it_applies(applies, self._judge(history, event, length))

    def _judge(self, history, event, length):
        start = self.start(history, event)
        if start.day is None:
            if start.needs:
                yield NotChecked(self.rule, start.needs)
        elif event.on is None:
            yield lacks(self.rule, event, "on")
        else:
            limit = length.after(start.day)
            broken = self.is_broken(event.on, limit)
            if broken:
                yield self._finding(history, event, length, start.day, limit)
            elif broken is None:
                yield lacks_day(self.rule, event.step)

    def _finding(self, history, event, length, start, limit) -> Finding:
        message = f"{self.words}：{self.sum(start, length.words, limit, event.on)}"
        if self.rule.startswith("P-"):
            setting = length.setting or Setting(clause=SCHOOL)
            return short_of_school(self.rule, event, message, setting, expected=limit, is_late=self.is_deadline)
        warns = self.only_warns(history, event)
        return breach(history, self.rule, event, message, expected=limit, is_late=self.is_deadline, only_warns=warns)

    def limit(self, history: History) -> Day | None:
        """The limit of the step that is still to come: due for `AtMost`, earliest for `AtLeast`."""
        length, start = self.length(history, None), self.start(history, None)
        return length.after(start.day) if length and start.day else None


class AtMost(Limit):
    """“…以内”, “不超过”: the day of the limit itself still keeps it."""

    is_deadline = True
    sum = staticmethod(sum_late)

    @staticmethod
    def is_broken(day: Day, limit: Day) -> bool | None:
        return is_after(day, limit)


class AtLeast(Limit):
    """“…以上”, “满”: the day of the limit itself is enough."""

    is_deadline = False
    sum = staticmethod(sum_early)

    @staticmethod
    def is_broken(day: Day, limit: Day) -> bool | None:
        return is_before(day, limit)


def start_of(step: str) -> Callable[[History, Event | None], Start]:
    """The clock that starts with the first event of the step."""

    def start(history, event) -> Start:
        found = history.first(step)
        if found:
            return Start(found.on, f"{step}.on")
        return Start(needs=step if history.has(step) is None else "")

    return start


def from_switch(clock: Callable[[History, Event | None], Start]) -> Callable[[History, Event | None], Start]:
    """ED-04: a new limit of the 2026 text, whose clock was running already, counts from the switch (P-40)."""

    def start(history, event) -> Start:
        found = clock(history, event)
        if found.day is None or found.day.last >= history.switch_on:
            return found
        if history.policy(event.on if event else None).straddling_clock.value == "not_applied":
            return Start()
        return Start(Day.of(history.switch_on))

    return start


def months(number: int) -> Callable[[History, Event | None], Length]:
    """A length that the regulation itself fixes."""
    length = Length(months=number)
    return lambda history, event: length


def asked_months(name: str) -> Callable[[History, Event | None], Length | None]:
    """A length in months that the school may ask; None where it asks nothing."""

    def length(history, event) -> Length | None:
        setting = getattr(history.policy(event.on if event else None), name)
        return Length(months=setting.value, setting=setting) if setting.value else None

    return length


def asked_days(name: str, *, else_months: int) -> Callable[[History, Event | None], Length]:
    """The school's days, or else the months of common practice."""

    def length(history, event) -> Length:
        setting = getattr(history.policy(event.on if event else None), name)
        return Length(days=setting.value, setting=setting) if setting.value else Length(months=else_months)

    return length


def asked_only(name: str) -> Callable[[History, Event | None], Length | None]:
    """The school's days; None where it asks nothing."""

    def length(history, event) -> Length | None:
        setting = getattr(history.policy(event.on if event else None), name)
        return Length(days=setting.value, setting=setting) if setting.value else None

    return length
