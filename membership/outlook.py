"""What the page of the way ahead shows: every step to come on its earliest lawful day, and what moves when one is held
on a day that somebody asks about. Nothing is saved; the rules that refuse an act are the ones that are asked."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from directory.refusals import Refusal
from membership.models import Case, TemplateStep
from membership.procedure.planning_ahead import Held, Plan, Planned, holds_back, plan
from membership.procedure.steps import STEPS
from membership.timelines import Judge, branch_facts, records_of, tell

_ORDER = "ORDER"  # The rule of membership.procedure.rules.sequence about pairs that stand the wrong way round.
# Steps about whose day people ask first.
_ASKED_FIRST = ("admission_meeting", "conversion_meeting")


@dataclass(frozen=True, slots=True)
class Ahead:
    """A step to come, with its number in the case's template; `before` is its day where nothing is asked about."""

    number: str
    planned: Planned
    before: dt.date | None = None

    @property
    def moved_by(self) -> int:
        """By how many days the question puts it off; negative: brings it forward."""
        return (self.planned.earliest - self.before).days if self.before else 0

    @property
    def moved_days(self) -> int:
        return abs(self.moved_by)

    @property
    def waits_for(self) -> tuple[Refusal, ...]:
        """What refuses the day before and not this one. That a step follows another goes without saying."""
        stays = {each.rule for each in self.planned.problems}
        found = dict.fromkeys(self.planned.bound_by)
        return tuple(each for each in found if each.rule not in (_ORDER, *stays))

    @property
    def follows(self) -> Refusal | None:
        """Where nothing else keeps it back: the rule by which it comes after another step."""
        return next((each for each in self.planned.bound_by if each.rule == _ORDER), None)


class Outlook:
    """The way ahead of one open case, as of one day."""

    def __init__(self, case: Case, today: dt.date):
        self.case, self.today = case, today
        judge, branch = Judge(today), branch_facts([case.unit], today)[case.unit_id]
        told = tell(case, records_of([case]).get(case.pk, ()), branch, today)
        self.history = judge.history(told, case.unit)
        self._places = list(case.template.steps.all())

    @cached_property
    def plan(self) -> Plan:
        return plan(self.history, from_on=self.today)

    @cached_property
    def held(self) -> Held | None:
        return holds_back(self.history, self.plan, from_on=self.today)

    @property
    def days_to_wait(self) -> int:
        """Until the step that holds the case back may be taken."""
        return (self.held.earliest - self.today).days if self.held and self.held.earliest else 0

    def choices(self) -> list[tuple[str, str]]:
        """The steps that can be asked about, each once."""
        return list({each.step: f"{self.number(each.step)} {each.title}".strip() for each in self.plan.steps}.items())

    def first_asked(self) -> str:
        """The step that the form names at first: the next meeting."""
        codes = [each.step for each in self.plan.steps]
        return next((code for code in _ASKED_FIRST if code in codes), codes[0] if codes else "")

    def ahead(self) -> list[Ahead]:
        return [Ahead(self.number(each.step), each) for each in self.plan.steps]

    def asked(self, step: str, on: dt.date) -> tuple[list[Ahead], Plan]:
        """The same with the step on that day: told, not moved, whatever the rules say against it."""
        found, days = plan(self.history, from_on=self.today, given={step: on}), self._days()
        lines = []
        for each in found.steps:
            waiting = days.get(each.step)
            lines.append(Ahead(self.number(each.step), each, waiting.pop(0) if waiting else None))
        return lines, found

    def _days(self) -> dict[str, list[dt.date]]:
        days: dict[str, list[dt.date]] = {}
        for each in self.plan.steps:
            days.setdefault(each.step, []).append(each.earliest)
        return days

    def number(self, code: str) -> str:
        place: TemplateStep | None = next((each for each in self._places if code in each.codes), None)
        return place.number if place else STEPS[code].number
