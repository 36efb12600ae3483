"""What the page of a case shows: what comes next and why not yet, the steps with their records, what is due."""

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.urls import reverse

from branches.models import Meeting
from dates.partial import PartialDate
from directory.refusals import Refusal
from membership.authority import (
    accompanying,
    may_change,
    may_record,
    may_record_school_step,
    seat_of,
)
from membership.forms.facts import shown
from membership.lacking import lacking_words
from membership.models import Case, CaseDeadline, StepRecord, TemplateStep
from membership.procedure.catalog import clause_of, code_of
from membership.procedure.days import Day
from membership.procedure.editions import TITLES, Edition, edition_of
from membership.procedure.judging import look_at
from membership.procedure.planning import Next, again, is_passed_over, next_step, when, why_again
from membership.procedure.ready import awaits_deliberation, beside, ready
from membership.procedure.remedies import remedy
from membership.procedure.steps import STEPS
from membership.quotas import Plans
from membership.returning import may_return, may_take_back, waiting
from membership.school_steps import following, is_passed, is_reached
from membership.services import Act, ask
from membership.services.acts import Ground, below
from membership.timelines import Judge, branch_facts, records_of, tell
from membership.together.kinds import BATCHES


@dataclass(slots=True)
class Done:
    """One record as the timeline shows it."""

    record: StepRecord
    facts: list[tuple[str, str]]
    edition: str
    gap_days: int | None
    may_change: bool
    # The kept meeting from whose vote it was taken, where the viewer may see it.
    meeting: Meeting | None = None


@dataclass(slots=True)
class Line:
    """One step of the template: its place, its records, and the word for where it stands."""

    step: TemplateStep
    word: str
    done: list[Done] = field(default_factory=list)


@dataclass(slots=True)
class Turn:
    """A step that may come next; `refusals` are what stands in the way today."""

    code: str
    number: str
    title: str
    actor: str
    article: str
    refusals: tuple[Refusal, ...]
    is_yours: bool
    url: str
    is_returned: bool = False
    earliest: str = ""
    due: str = ""
    # How long the last day has passed, in words; empty while it has not.
    late: str = ""
    # Where it has to be done once more: what it followed and what can be done.
    note: str = ""

    @property
    def in_batch(self) -> bool:
        """Whether it may be done for many at once."""
        return self.code in BATCHES


def settled(case: Case, today: dt.date) -> set[int]:
    """Keys of the template's steps that are recorded or passed over: a merged one with the last of its codes."""
    records = records_of([case]).get(case.pk, [])
    history = Judge(today).history(tell(case, records, {}, today), case.unit)
    codes = {each.step for each in records} | {code for code in STEPS if is_passed_over(history, code)}
    schools = {each.template_step_id for each in records if not each.step}
    places = case.template.steps.all()
    return {each.pk for each in places if (codes.issuperset(each.codes) if each.codes else each.pk in schools)}


def _gap(before: StepRecord | None, record: StepRecord) -> int | None:
    """Days between the two; None where either is known to the month alone, and where there are none."""
    if not before or not record.day or not (before.day.is_exact and record.day.is_exact):
        return None
    return max((record.happened_on - before.happened_on).days, 0) or None


class CaseFile:
    """Everything about one case on one day, for one viewer; a handful of queries."""

    def __init__(self, case: Case, viewer, today: dt.date):
        self.case, self.viewer, self.today = case, viewer, today
        rows = case.records.select_related(
            "recorded_by__person", "template_step", "item__meeting__unit"
        ).prefetch_related("exemptions", "companions__person")
        self.all_records = list(rows.order_by("happened_on", "pk"))
        self.records = [each for each in self.all_records if each.voided_at is None]
        self.voided = [each for each in self.all_records if each.voided_at]
        self.steps = list(case.template.steps.all())
        rows = case.returns.standing().select_related("body", "returned_by__person", "resubmitted_by__person")
        self.returns = list(rows)
        self.returned = next((each for each in self.returns if each.is_open), None)
        self.seat = seat_of(case, today)
        self.companions = accompanying(case, today)
        self.judge = judge = Judge(today)
        self.history = judge.history(tell(case, self.records, {}, today), case.unit)
        self.findings, unchecked = look_at(self.history)
        self.lacking = [(lacking_words(each), code_of(each.rule)) for each in unchecked]
        self._edition: Edition = edition_of(Day.of(today), self.history.switch_on)

    @property
    def edition(self) -> str:
        return TITLES[self._edition]

    @property
    def following(self) -> Next | None:
        return next_step(self.history) if self.case.is_open else None

    @cached_property
    def turns(self) -> list[Turn]:
        """What may come next, at most what the graph allows from here; with the reasons why not yet."""
        if not self.case.is_open:
            return []
        return [self._turn(code) for code in (*self._deliberation, *ready(self.history))]

    @property
    def _deliberation(self) -> tuple[str, ...]:
        """What the general branch does before the committee, where there is one."""
        is_due = self.seat.general_branch is not None and awaits_deliberation(self.history)
        return ("deliberation",) if is_due else ()

    @cached_property
    def _ground(self) -> Ground:
        """Of what the page has read already, however many steps are asked of."""
        branch = branch_facts([self.case.unit], self.today)[self.case.unit_id] | below(self.seat)
        plans = Plans([self.case])
        return Ground(self.seat, self.companions, branch, self.records, self.judge, plans, self.steps, self.returns)

    @cached_property
    def coming(self) -> list[Turn]:
        """The turns, and among them the school's own steps that nothing has passed yet: each before the step that it
        stands before."""
        found = list(self.turns)
        for step in self._school_steps:
            if not self._is_passed(step):
                behind = following(self.steps, step)
                codes = behind.codes if behind else ()
                place = next((number for number, each in enumerate(found) if each.code in codes), len(found))
                found.insert(place, self._school_turn(step))
        return found

    @cached_property
    def _school_steps(self) -> list[TemplateStep]:
        """Those that may be recorded now, whoever may."""
        held = {each.template_step_id for each in self.records if not each.step}
        own = [each for each in self.steps if each.is_schools_own and each.pk not in held]
        return [each for each in own if self.case.is_open and is_reached(self.steps, each, self.history)]

    def _is_passed(self, step) -> bool:
        return is_passed(self.steps, step, self.history)

    def extras(self) -> list[tuple[str, str]]:
        """Address and title of what may be recorded besides, as often as it happens; the school's steps that were
        passed by are still open."""
        codes = [code for code in beside(self.history) if code not in self._deliberation] if self.case.is_open else ()
        passed = [each for each in self._school_steps if self._is_passed(each) and self._is_school_step_yours(each)]
        return [
            *((self._url(code), STEPS[code].title) for code in codes if self._is_yours(code)),
            *((self._school_url(each), each.title) for each in passed),
        ]

    @property
    def holder(self) -> str:
        """With whom the case lies now."""
        if self.returned:
            return f"{self.case.unit.short_name}（补正）"
        coming = self._deliberation or ((self.following.step,) if self.following else ())
        where = self.seat.of(coming[0]) if coming else None
        return (where or self.case.unit).short_name

    @cached_property
    def may_return(self) -> bool:
        """Whether something lies above the branch that this viewer may send back."""
        is_theirs = self._may_act and may_return(self.viewer, self.case)
        return is_theirs and not self.returned and bool(waiting(self.history))

    @property
    def may_take_back(self) -> bool:
        """Whether this viewer may say that the return was a mistake."""
        return self._may_act and self.returned is not None and may_take_back(self.viewer, self.returned)

    @property
    def _may_act(self) -> bool:
        return self.case.is_open and not self.viewer.is_own(self.case.person)

    def lines(self) -> list[Line]:
        """The steps in the order of the template, each with its records."""
        before, lines = None, []
        open_now = {turn.code for turn in self.turns if not turn.refusals}
        late = {turn.code for turn in self.turns if turn.late}
        for step in self.steps:
            held = [each for each in self.records if each.step in step.codes or each.template_step_id == step.pk]
            line = Line(step, self._word(step, held, open_now))
            if line.word == "未开始" and late.intersection(step.codes):
                line.word = "已逾期"
            for record in held:
                line.done.append(self._done(record, before))
                before = record if record.happened_on else before
            lines.append(line)
        return lines

    def stages(self) -> list[tuple[str, list[Line]]]:
        found: dict[str, list[Line]] = {}
        for line in self.lines():
            found.setdefault(line.step.get_stage_display(), []).append(line)
        return list(found.items())

    def beyond(self) -> list[Done]:
        """Records that no step of the template names: transfer, deliberation, discipline, postponement."""
        named = {code for step in self.steps for code in step.codes}
        return [self._done(each, None) for each in self.records if each.step and each.step not in named]

    def _done(self, record, before) -> Done:
        is_judged = record.step and record.day
        found = edition_of(Day.of(record.day), self.history.switch_on) if is_judged else None
        edition = TITLES[found] if found else ""
        facts = shown(record.facts, record.step)
        return Done(record, facts, edition, _gap(before, record), self._may_change(record), self._meeting_of(record))

    def _meeting_of(self, record) -> Meeting | None:
        meeting = record.item.meeting if record.item else None
        return meeting if meeting and self.viewer.may_on("cases.view", meeting.unit) else None

    def _word(self, step: TemplateStep, held, open_now) -> str:
        if any(each.late for each in held):
            return "已逾期"
        if held and self._is_done(step, held):
            return "已完成"
        if not self.case.is_open:
            return "不适用"
        if self.returned and self.returned.step in step.codes:
            return "待补正"
        if step.is_schools_own:
            return "未开始" if step in self._school_steps else "还不能办理"
        if self._is_done(step, ()):
            return "不适用"
        if held:
            return "办理中"
        return "未开始" if open_now.intersection(step.codes) else "还不能办理"

    def _is_done(self, step: TemplateStep, held) -> bool:
        """Every code of a merged step is recorded or passed over, and none has to be done again; one of the
        school's own has its record."""
        codes = {each.step for each in held}
        codes.discard(again(self.history))
        return all(code in codes or is_passed_over(self.history, code) for code in step.codes)

    def _is_yours(self, code) -> bool:
        return not self.viewer.is_own(self.case.person) and may_record(self.viewer, code, self.seat, self.companions)

    def _is_school_step_yours(self, step) -> bool:
        return not self.viewer.is_own(self.case.person) and may_record_school_step(self.viewer, step, self.seat)

    def _may_change(self, record) -> bool:
        if self.viewer.is_own(self.case.person):
            return False
        return may_change(self.viewer, record, self.seat, self.companions)

    def _turn(self, code) -> Turn:
        step, told = STEPS[code], when(self.history, code)
        edition = self._edition
        act = Act(code, PartialDate(self.today), {})
        asked = ask(self.case, act, self.viewer, self.today, ground=self._ground)
        return Turn(
            code=code,
            number=self._number(code),
            title=self._title(code),
            actor=step.actor,
            article=clause_of(edition, step.article_in(edition)),
            refusals=tuple(self._blocker(each, code) for each in asked.answer.refusals),
            is_yours=self._is_yours(code),
            url=self._url(code),
            is_returned=bool(self.returned) and self.returned.step == code,
            earliest=str(told.earliest or ""),
            due=str(told.due or ""),
            late=self._late(told.due.last) if told.due else "",
            note=why_again(self.history, code),
        )

    @property
    def deadlines(self) -> list[tuple[CaseDeadline, str]]:
        """What is due, the first one first, and how long its last day has passed."""
        if not self.case.is_open:
            return []
        rows = self.case.deadlines.filter(is_due=True).order_by("due_on")
        return [(each, self._late(each.due_on)) for each in rows]

    def _late(self, due: dt.date) -> str:
        """A case that is put off is late with nothing: nobody is to act on it."""
        return "" if self.case.paused_on or due >= self.today else f"{(self.today - due).days}天"

    def _blocker(self, refusal: Refusal, code) -> Refusal:
        """The reason with its way out, where a step of this viewer's settles it."""
        step = remedy(refusal.rule, code)
        if step is None or not self._is_yours(step):
            return refusal
        return replace(refusal, url=self._url(step), action=f"登记{self._title(step)}")

    def _school_turn(self, step: TemplateStep) -> Turn:
        behind = following(self.steps, step) if step.is_awaited else None
        return Turn(
            code="",
            number=step.number,
            title=step.title,
            actor=step.actor,
            article=f"学校步骤，办理“{behind}”前须登记" if behind else "学校步骤",
            refusals=(),
            is_yours=self._is_school_step_yours(step),
            url=self._school_url(step),
        )

    def _url(self, code) -> str:
        return reverse("step_create", args=[self.case.code, code])

    def _school_url(self, step) -> str:
        return reverse("school_step_create", args=[self.case.code, step.pk])

    def _place(self, code) -> TemplateStep | None:
        return next((step for step in self.steps if code in step.codes), None)

    def _number(self, code) -> str:
        place = self._place(code)
        return place.number if place else STEPS[code].number

    def _title(self, code) -> str:
        place = self._place(code)
        return place.title if place and len(place.codes) == 1 else STEPS[code].title
