"""The school's own steps in a case: whose turn it is, what stands against one, and which step waits for it.

No rule of the party knows them (docs/step-templates.md). What speaks here is the school's template alone, so a step
that waits yields to a recorded reason and approver, as everything does that only a school asks.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import takewhile

from dates.partial import PartialDate
from directory.models import Person
from directory.refusals import Refusal
from membership.models import StepRecord, TemplateStep
from membership.procedure.history import History
from membership.procedure.planning import is_passed_over
from membership.procedure.ready import ready
from membership.procedure.rules.sequence import counted
from membership.procedure.steps import WAY

# By this an exemption is found again.
RULE = "TEMPLATE"


def is_reached(places: Sequence[TemplateStep], step: TemplateStep, history: History) -> bool:
    """Its turn has come with that of a step behind it; one behind all of them may be recorded at any time."""
    behind = [code for each in places if each.position > step.position for code in each.codes if code in WAY]
    coming = ready(history)
    return not behind or any(code in coming or counted(history, code) for code in behind)


def following(places: Sequence[TemplateStep], step: TemplateStep) -> TemplateStep | None:
    """The step of the procedure that stands next behind it."""
    return next((each for each in places if each.position > step.position and each.codes), None)


def is_passed(places: Sequence[TemplateStep], step: TemplateStep, history: History) -> bool:
    """The step behind it has been taken without it: it may still be recorded, and nobody waits for it any more."""
    behind = following(places, step)
    return behind is not None and any(counted(history, code) or is_passed_over(history, code) for code in behind.codes)


def _awaited(places, place: TemplateStep) -> list[TemplateStep]:
    """The school's steps directly before that place, as far as it waits for them."""
    before = [each for each in places if each.position < place.position]
    directly = list(takewhile(lambda each: each.is_schools_own, reversed(before)))
    return [each for each in reversed(directly) if each.is_awaited]


def waits_for(
    places: Sequence[TemplateStep],
    code: str,
    on: PartialDate | None,
    records: Iterable[StepRecord],
    without: StepRecord | None = None,
) -> list[Refusal]:
    """Why the step would have to wait; nothing once the place in the template has been begun.

    `without` is the record that a correction would replace: what it did not wait for itself is no news.
    """
    place = next((each for each in places if code in each.codes), None)
    records = [each for each in records if without is None or each.pk != without.pk]
    if place is None or any(each.step in place.codes for each in records):
        return []
    held = {each.template_step_id: each for each in records if not each.step}
    awaited, is_known = _awaited(places, place), without is not None and without.step in place.codes
    known = [each for each in awaited if is_known and _missing(each, held.get(each.pk), without.day)]
    found = (_missing(each, held.get(each.pk), on) for each in awaited if each not in known)
    return [each for each in found if each]


def _missing(step: TemplateStep, record: StepRecord | None, on: PartialDate | None) -> Refusal | None:
    if record is None:
        return Refusal(RULE, f"本校步骤模板要求先办“{step}”，还没有登记", clause=_clause(step))
    if on and record.day and on.certainly_before(record.day):
        words = f"本校步骤模板要求先办“{step}”，登记的日期 {record.day} 晚于这一步的 {on}"
        return Refusal(RULE, words, clause=_clause(step))
    return None


def _clause(step: TemplateStep) -> str:
    return f"步骤模板“{step.template.name}”"


def against(on: PartialDate | None, person: Person, today: dt.date) -> list[Refusal]:
    """What is wrong with the day on which the step is said to have happened."""
    if on is None:
        return [Refusal("no_day", "请填写日期。", field="on")]
    if on.earliest > today:
        return [Refusal("future", f"日期 {on} 晚于今天，请核对。", field="on")]
    if person.birth_on and on.latest < person.birth_on:
        return [Refusal("before_birth", f"日期 {on} 早于本人的出生日期，请核对。", field="on")]
    return []


def not_now(step: TemplateStep, places: Sequence[TemplateStep], records: Iterable[StepRecord], history: History):
    """Why it is not its turn: it is there already, or the case has not come so far."""
    held = next((each for each in records if each.template_step_id == step.pk and not each.step), None)
    if held:
        words = f"“{step.title}”已于 {held.day} 登记，需要改动的请用“更正记录”。"
        return [Refusal("step_once", words, field="on")]
    if not is_reached(places, step, history):
        return [Refusal("step_order", f"此案还没有办到“{step.title}”，请先登记它前面的步骤。")]
    return []


def rests_on(step: TemplateStep, places: Sequence[TemplateStep], records: Iterable[StepRecord]) -> list[Refusal]:
    """What was recorded because the step was there: it stays as long as that does."""
    behind = following(places, step) if step.is_awaited else None
    found = [each for each in records if behind and each.step in behind.codes]
    words = f"“{behind}”是在登记“{step.title}”之后办理的，请先作废它，或改用“更正记录”。" if found else ""
    return [Refusal("record_rests", words, clause=_clause(step))] if found else []


def moved_behind(
    places: Sequence[TemplateStep], on: PartialDate | None, records: Iterable[StepRecord], without: StepRecord
) -> list[Refusal]:
    """A corrected day that is certainly later than that of the step which waited; one that was so before is no news."""
    step = without.template_step
    behind = following(places, step) if step.is_awaited else None
    days = [each.day for each in records if behind and each.step in behind.codes and each.day]
    later = [day for day in days if on and day.certainly_before(on)]
    if not later or (without.day and any(day.certainly_before(without.day) for day in days)):
        return []
    words = f"改后的日期 {on} 晚于“{behind}”的 {later[0]}，它是在登记“{step.title}”之后办理的，请核对日期或先更正它。"
    return [Refusal("record_rests", words, clause=_clause(step), field="on")]
