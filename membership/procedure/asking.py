"""“May this be done today, why not, by when”, with the rules that also judge a file.

An act is put into the history, and what the rules then find anew is the answer: a blocking rule refuses, “一般” and
local practice ask for a recorded reason and approver, a missed date is recorded with the step and never refuses. What
was wrong before the act is no reason against it; it stands in the file.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

from dates.working_days import WorkingCalendar
from directory.refusals import Grade, Refusal
from membership.procedure.case import Case, Event
from membership.procedure.history import History
from membership.procedure.judging import look_at
from membership.procedure.planning import UNTOLD, When, when
from membership.procedure.policies import PoliciesOn
from membership.procedure.verdict import NotChecked


@dataclass(frozen=True, slots=True)
class Answer:
    """`refusals` are in the way; `reasons_wanted` yield to a recorded reason and approver; `late` is only recorded.

    `unknown` are the rules that lack a fact: the form asks for it.
    """

    refusals: tuple[Refusal, ...] = ()
    reasons_wanted: tuple[Refusal, ...] = ()
    late: tuple[Refusal, ...] = ()
    unknown: tuple[NotChecked, ...] = ()
    when: When = UNTOLD

    @property
    def may(self) -> bool:
        return not self.refusals


def may(
    case: Case,
    act: Event,
    policies_on: PoliciesOn,
    calendar: WorkingCalendar,
    *,
    before: Case | None = None,
    confirmed: Callable[[], bool] = lambda: True,
) -> Answer:
    """Whether the act may be added to the case as it stands; all reasons at once.

    `before` is the case to compare with where the act takes the place of an event that was left out of `case`.
    """
    history = History(case, policies_on, calendar, confirmed=confirmed)
    found_before, _ = look_at(history.of(before) if before else history)
    found, unknown = look_at(history.of(with_event(case, act)))
    news = [each for each in found if each not in found_before]
    late = [each for each in news if each.is_late]
    blocking = [each for each in news if not each.is_late and each.is_error]
    wanted = [each for each in news if each not in late and each not in blocking]
    return Answer(
        refusals=refusals_of(blocking),
        reasons_wanted=refusals_of(wanted),
        late=refusals_of(late),
        unknown=tuple(each for each in unknown if each.needs.startswith(act.step) or each.step == act.step),
        when=when(history, act.step),
    )


def with_event(case: Case, act: Event) -> Case:
    """The case as it would stand with one event more."""
    events = dict(case.events)
    events[act.step] = tuple(sorted((*case.all(act.step), act), key=lambda each: each.order))
    return dataclasses.replace(case, events=events)


def refusals_of(findings) -> tuple[Refusal, ...]:
    """As the pages show them: a clause of the party's text is 规, a school's own 校."""
    return tuple(
        Refusal(each.rule, each.message, Grade.PARTY if each.edition else Grade.SCHOOL, each.clause)
        for each in findings
    )
