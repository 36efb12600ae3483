"""What every act on a case begins and ends with: the case held, the rules asked, the standing brought in step."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from branches.models import Item
from branches.quorum import carries
from dates.partial import PartialDate
from directory.models import Person
from directory.refusals import ChangedMeanwhile, Grade, Refusal, Refused
from directory.services.holding import last_change
from membership import returning, school_steps
from membership.approving import Approvers
from membership.authority import (
    Seat,
    accompanying,
    seat_in,
    seat_of,
    why_not,
    why_not_change,
    why_not_school_step,
)
from membership.deadlines import BY_CASE, BY_DEADLINE
from membership.models import Case, CaseReturn, Companion, Exemption, StepRecord, TemplateStep
from membership.procedure.asking import Answer, may
from membership.procedure.case import Case as Told
from membership.procedure.judging import look_at
from membership.procedure.steps import STEPS
from membership.quotas import Plans
from membership.timelines import Judge, branch_facts, read_event, records_of, tell
from reminders.refreshing import refresh

# Whose day counts for every later date; a case kept here knows it (decisions on precision).
NEEDS_THE_DAY = frozenset({"admission_meeting", "admission_approval", "conversion_meeting", "conversion_approval"})


@dataclass(frozen=True, slots=True)
class Act:
    """One step about to be recorded. `facts` are in the words of docs/timelines.md; `note` is sensitive text (S4).

    `step` is empty where `template_step` is one of the school's own.
    `item` is the vote of a kept meeting from which the facts were taken. `is_counted`: every ballot is accounted for
    there, so that one which was neither aye, nay nor abstention needs no further reason.
    """

    step: str
    on: PartialDate | None
    facts: dict = field(default_factory=dict)
    note: str = ""
    companions: tuple[Person, ...] = ()
    template_step: TemplateStep | None = None
    item: Item | None = None
    is_counted: bool = False


@dataclass(frozen=True, slots=True)
class Excused:
    """The reason and the approver to which a rule that holds “generally” yields."""

    reason: str = ""
    approver: str = ""
    decided_on: dt.date | None = None
    document: str = ""

    @property
    def is_complete(self) -> bool:
        return bool(self.reason.strip() and self.approver.strip() and self.decided_on)


NOT_EXCUSED = Excused()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rules say of an act, and the words about whoever may not do it."""

    answer: Answer
    refusals: tuple[Refusal, ...]

    def beyond(self, excused: Excused) -> tuple[Refusal, ...]:
        """What still stands in the way once the reason has been given."""
        wanted = () if excused.is_complete else self.answer.reasons_wanted
        return (*self.refusals, *self.answer.refusals, *wanted)


def hold(case: Case, version: int | None) -> Case:
    """The case under lock; raises `ChangedMeanwhile` when somebody saved since `version`."""
    held = Case.objects.held().select_related("unit", "template").get(pk=case.pk)
    if version is not None and held.version != version:
        raise ChangedMeanwhile(held, *last_change(held))
    return held


@dataclass(frozen=True, slots=True)
class Ground:
    """What the question asks for beside the act: where the case stands, who accompanies it, its records, the rules, the
    plans above it, the steps of its template, the requests that were sent back."""

    seat: Seat
    companions: list[Companion]
    branch: dict
    records: list[StepRecord]
    judge: Judge
    plans: Plans
    places: list[TemplateStep]
    returns: list[CaseReturn]


def grounds(cases: Iterable[Case], today: dt.date) -> dict[int, Ground]:
    """Case's key → its ground; a handful of queries however many cases."""
    cases = list(cases)
    approvers, judge, plans = Approvers(today), Judge(today), Plans(cases)
    branches, records = branch_facts({case.unit for case in cases}, today), records_of(cases)
    companions, places, returns = {}, places_of(cases), returns_of(cases)
    for each in Companion.objects.on(today).filter(case__in=cases).select_related("person"):
        companions.setdefault(each.case_id, []).append(each)
    seats = {case.pk: seat_in(approvers, case) for case in cases}
    return {
        case.pk: Ground(
            seats[case.pk],
            companions.get(case.pk, []),
            branches[case.unit_id] | below(seats[case.pk]),
            records.get(case.pk, []),
            judge,
            plans,
            places[case.template_id],
            returns.get(case.pk, []),
        )
        for case in cases
    }


def ground_of(case: Case, today: dt.date) -> Ground:
    """That of one case, which may not be saved yet."""
    seat = seat_of(case, today)
    records = records_of([case]).get(case.pk, []) if case.pk else []
    branch = branch_facts([seat.branch], today)[seat.branch.pk] | below(seat)
    places, returns = places_of([case])[case.template_id], returns_of([case]).get(case.pk, []) if case.pk else []
    return Ground(seat, accompanying(case, today), branch, records, Judge(today), Plans([case]), places, returns)


def below(seat: Seat) -> dict:
    """What the rules ask of the tree above the branch."""
    return {"below_general_branch": seat.general_branch is not None}


def places_of(cases: Iterable[Case]) -> dict[int, list[TemplateStep]]:
    """Template's key → its steps in their order; one query."""
    found = {case.template_id: [] for case in cases}
    for step in TemplateStep.objects.filter(template__in=found).select_related("template").order_by("position"):
        found[step.template_id].append(step)
    return found


def returns_of(cases: Iterable[Case]) -> dict[int, list[CaseReturn]]:
    """Case's key → its standing returns in the order of their days; one query."""
    found: dict[int, list[CaseReturn]] = {}
    for each in CaseReturn.objects.standing().filter(case__in=list(cases)).order_by("returned_on", "pk"):
        found.setdefault(each.case_id, []).append(each)
    return found


def ask(
    case: Case, act: Act, viewer, today: dt.date, *, without: StepRecord | None = None, ground: Ground | None = None
) -> Asked:
    """Every reason for and against the act, whoever asks; nothing is saved.

    `without` is the record that a correction would replace: what it had broken is no news. `ground` is known where
    many are asked at once.
    """
    ground = ground or ground_of(case, today)
    if act.template_step and not act.step:
        return _ask_of_school_step(case, act, viewer, today, ground, without)
    against = case_refusals(case) + _who_may_not(case, act.step, viewer, ground, without)
    if not act.step:
        return Asked(Answer(), tuple(against))
    event, unread = read_event(act.step, act.on, act.facts, today)
    against += [Refusal("reading", words, field="on" if "日期" in words else "") for words in unread]
    against += [*_day_refusals(act, case), *_undecided(act)]
    against += returning.against(act, ground.returns, ground.records, without)
    if event is None:
        return Asked(Answer(), tuple(against))
    against += ground.plans.over(case, act.step, act.facts, event.on)
    judge = ground.judge
    told, before = _told(case, ground, today, without)
    known = {"before": before, "confirmed": judge.is_2026_confirmed}
    answer = may(told, event, judge.policies_on(case.unit), judge.calendar, **known)
    wanted = school_steps.waits_for(ground.places, act.step, act.on, ground.records, without)
    answer = replace(answer, reasons_wanted=(*answer.reasons_wanted, *wanted))
    return Asked(_accounted(act, answer), tuple(against + _twice(act, told)))


def _who_may_not(case, step, viewer, ground: Ground, without: StepRecord | None) -> list[Refusal]:
    """Recording is open to more people than correcting what somebody else recorded."""
    found = [] if without is None else why_not_change(viewer, without, ground.seat, case.person, ground.companions)
    if without is None or step != without.step:
        found += why_not(viewer, step, ground.seat, case.person, ground.companions)
    return found


def _ask_of_school_step(case: Case, act: Act, viewer, today, ground: Ground, without: StepRecord | None) -> Asked:
    """Of a step of the school's own: no rule knows it, so only who, when and how often is asked."""
    step = act.template_step
    found = case_refusals(case) + why_not_school_step(viewer, step, ground.seat, case.person)
    found += school_steps.against(act.on, case.person, today)
    if without is None:
        told = tell(case, ground.records, ground.branch, today)
        history = ground.judge.history(told, case.unit)
        found += school_steps.not_now(step, ground.places, ground.records, history)
    else:
        found += school_steps.moved_behind(ground.places, act.on, ground.records, without)
    return Asked(Answer(), tuple(found))


def _accounted(act: Act, answer: Answer) -> Answer:
    """Spoilt ballots and such as were not handed in are reasons enough for figures that do not fill up."""
    if not act.is_counted:
        return answer
    return replace(answer, reasons_wanted=tuple(each for each in answer.reasons_wanted if each.rule != "VOTES"))


def why_not_void(case: Case, record: StepRecord, viewer, today: dt.date) -> list[Refusal]:
    """Every reason why the record has to stay: no right to the step, else what rests on it. Whoever has no right is not
    told what the case has come to since: it may have moved to another branch."""
    ground = ground_of(case, today)
    if not record.step:
        step = record.template_step
        lacking = why_not_school_step(viewer, step, ground.seat, case.person)
        return lacking or school_steps.rests_on(step, ground.places, ground.records)
    if lacking := why_not_change(viewer, record, ground.seat, case.person, ground.companions):
        return lacking
    histories = _told(case, ground, today, record)
    after, before = (ground.judge.history(each, case.unit) for each in histories)
    known, _ = look_at(before)
    news = [each for each in look_at(after)[0] if each.is_error and not each.is_late and each not in known]
    words = "请先作废依赖它的记录，或改用“更正记录”"
    return [Refusal("record_rests", f"{each.message}。{words}。", clause=each.clause) for each in news]


def _told(case, ground: Ground, today, without) -> tuple[Told, Told]:
    """The case to which the act would be added, and the case as it stands."""
    before, branch = tell(case, ground.records, ground.branch, today), ground.branch
    kept = [row for row in ground.records if without is None or row.pk != without.pk]
    return (tell(case, kept, branch, today) if without else before), before


def case_refusals(case: Case) -> list[Refusal]:
    if not case.is_open:
        words = f"此案已于 {case.closed_on} 结束（{case.get_outcome_display()}），不能再登记；更正请用“更正记录”。"
        return [Refusal("case_closed", words)]
    if case.paused_on:
        return [Refusal("case_paused", f"此案自 {case.paused_on} 起暂缓发展：{case.pause_reason}。请先恢复办理。")]
    return []


def _day_refusals(act: Act, case: Case) -> list[Refusal]:
    if act.step in NEEDS_THE_DAY and act.on is not None and not act.on.is_exact:
        words = "支部大会和审批的日期决定预备期和党龄，须写明到日。"
        return [Refusal("needs_the_day", words, grade=Grade.PARTY, field="on")]
    return []


def _undecided(act: Act) -> list[Refusal]:
    """What a meeting agreed to has to be said; one at which too few agreed decided nothing."""
    if act.step != "conversion_meeting" or act.facts.get("decision") or not carries(act.facts):
        return []
    return [
        Refusal("decision_unsaid", "表决已通过，请选择决议：按期转正、延长预备期或取消预备党员资格。", field="decision")
    ]


def _twice(act: Act, told: Told) -> list[Refusal]:
    done = told.all(act.step)
    if done and not _may_again(act.step, done):
        words = f"“{STEPS[act.step].title}”已于 {done[0].on} 登记，需要改动的请用“更正记录”。"
        return [Refusal("step_once", words, field="on")]
    return []


def _may_again(step: str, done) -> bool:
    """A consent is asked for again only where it was refused."""
    is_refused = all(each.get("result") == "refuse" for each in done)
    return STEPS[step].repeats or (STEPS[step].asked_again and is_refused)


def write(case: Case, act: Act, asked: Asked, excused: Excused, by, today, replaces=None) -> StepRecord:
    """The record with its exemptions; whoever calls has refused what must be refused."""
    late = "；".join(refusal.message for refusal in asked.answer.late)
    due = asked.answer.when.due
    record = StepRecord(
        case=case,
        person=case.person,
        step=act.step,
        template_step=act.template_step,
        happened_on=act.on.first if act.on else None,
        precision=act.on.precision if act.on else "day",
        facts=act.facts,
        item=act.item,
        due_on=due.first if due and due.is_exact else None,
        late=late[:500],
        recorded_on=today,
        recorded_by=by.account,
        replaces=replaces,
    )
    record.set_note(act.note)
    record.save()
    Exemption.objects.bulk_create(_exemption(record, each, excused) for each in asked.answer.reasons_wanted)
    return record


def _exemption(record, refusal: Refusal, excused: Excused) -> Exemption:
    return Exemption(
        record=record,
        rule=refusal.rule,
        words=refusal.message[:500],
        clause=refusal.clause[:200],
        reason=excused.reason,
        approver=excused.approver,
        decided_on=excused.decided_on,
        document=excused.document,
    )


def not_tomorrow(on: dt.date, today: dt.date) -> list[Refusal]:
    return [Refusal("future", f"日期 {on} 晚于今天，请核对。", field="on")] if on > today else []


def refuse_if(refusals) -> None:
    if refusals:
        raise Refused(*refusals)


def renew_reminders(case: Case, today: dt.date) -> None:
    """What is due about the case stands right on the next page of whoever opens it."""
    refresh(*BY_DEADLINE, on=today, subjects=case.deadlines.values_list("pk", flat=True))
    refresh(*BY_CASE, on=today, subjects=[case.pk])
