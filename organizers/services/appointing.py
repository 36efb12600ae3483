"""Appointing organizers (ORG-01, ORG-02): the appointment with what was on the table, the duty and the rights below."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction

from audit.context import give_reason
from directory.models import Account, Duty, Person, Unit
from directory.refusals import Refusal, Refused
from directory.services.duties import assign_duty
from organizers.facts import DUTY_OF, Stated, candidate_facts, duty_span, held_by, level_of, person_facts, unit_facts
from organizers.models import Appointment, Nomination, RuleException
from organizers.policy import OrganizerPolicy
from organizers.rules.appointing import KIND_WORDS, Kind, Period, Proposal, appointment_refusals
from organizers.rules.eligibility import Check, Post, eligibility_checks, eligibility_refusals
from organizers.rules.filing import filing_asked
from organizers.rules.staffing import Rank
from organizers.services.filing import open_filing
from organizers.services.reminding import refresh_reminders
from organizers.services.trials import start_trial
from policy.reading import policy_on
from reminders.refreshing import together

# Fields of the appointment that are stored as they are typed.
PLAIN = ("rank", "year", "establishment", "post", "title", "basis", "note", "is_established", "source", "seat")


@dataclass(frozen=True, slots=True)
class Excepted:
    """A condition that holds normally (一般) set aside: why, and by whose approval."""

    rule: str
    reason: str
    approver: Person
    approved_on: dt.date


@dataclass(frozen=True, slots=True)
class Nominated:
    """What was on the table (F61). `is_history`: an old appointment is written down after the fact, so it is judged
    and not refused. `is_promoted` (新提拔) begins a trial, of `trial_months` where the notice sets them. `seen` are the
    paths that the nominator may look into: posts elsewhere stand against him as well, without their place."""

    stated: Stated = field(default_factory=Stated)
    decided_on: dt.date | None = None
    excepted: tuple[Excepted, ...] = ()
    is_history: bool = False
    is_promoted: bool = False
    trial_months: int | None = None
    seen: tuple[str, ...] = ("",)


@transaction.atomic
def appoint(
    *,
    person: Person,
    unit: Unit,
    kind: Kind,
    period: Period,
    today: dt.date,
    by: Account | None,
    reason: str = "",
    nominated: Nominated | None = None,
    **facts,
) -> Appointment:
    """Appoints a person organizer of a unit and gives him the duty; raises `Refused` with every reason.

    `facts` are fields of `PLAIN`. Without `nominated` only the appointment itself is judged: that is how old rosters
    come in. Two clerks who appoint one person at once wait for each other on his row.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    wanted = Proposal(person_facts(person, by), unit_facts(unit), Kind(kind), period)
    refusals = appointment_refusals(wanted, held_by([person.pk])[person.pk], today)
    checks = checks_of(person, unit, kind, period, facts.get("rank"), nominated) if nominated else []
    if nominated:
        refusals += _nomination_refusals(person, checks, nominated, period, facts, today)
        refusals += _decision_refusals(unit, Kind(kind), period, nominated, today)
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    appointment = Appointment.objects.create(
        person=person,
        unit=unit,
        level=level_of(unit),
        kind=kind,
        duty=_duty(person, unit, Kind(kind), period, facts.get("basis", ""), by, reason),
        **_dates(period),
        **{field: facts[field] for field in PLAIN if field in facts},
    )
    with together(today):
        if nominated:
            _record(appointment, nominated, checks, today)
        refresh_reminders(appointment, today)
    return appointment


def checks_of(person, unit, kind, period, rank, nominated: Nominated) -> list[Check]:
    """What the rule says of the nomination, under the policy of the unit for that kind on the first day."""
    on = period.from_on.first
    candidate = candidate_facts(person, unit, on, nominated.stated, nominated.seen)
    post = Post(Kind(kind), level_of(unit), Rank(rank or Rank.UNKNOWN), on)
    return eligibility_checks(candidate, post, policy_on(OrganizerPolicy, on, unit, KIND_WORDS[Kind(kind)]))


@transaction.atomic
def note_year(*, appointment: Appointment, year: int) -> None:
    """The list of that year names the appointment again (年度); a list of an earlier year changes nothing."""
    if appointment.year is None or appointment.year < year:
        appointment.year = year
        appointment.save(update_fields=["year"])


@transaction.atomic
def note_rank(*, appointment: Appointment, rank: Rank, today: dt.date) -> None:
    """A list says of what rank (级别) the post is; what somebody has said before stays."""
    if appointment.rank == Rank.UNKNOWN:
        appointment.rank = rank
        appointment.save(update_fields=["rank"])
        refresh_reminders(appointment, today)


def _nomination_refusals(person, checks, nominated, period, facts, today) -> list[Refusal]:
    found = _exception_refusals(person, nominated, today)
    if nominated.is_history:
        return found + _history_refusals(period, facts, today)
    return found + eligibility_refusals(checks, [each.rule for each in nominated.excepted])


def _decision_refusals(unit, kind, period, nominated, today) -> list[Refusal]:
    """Where the appointment is to be filed, the days to file within count from the decision: so it must be known."""
    decided, proposed = nominated.decided_on, nominated.stated.proposed_on
    if decided is None:
        asked = filing_asked(kind, policy_on(OrganizerPolicy, period.from_on.first, unit))
        if nominated.is_history or not asked.is_asked:
            return []
        words = "这项任职要报组织部备案，请填写人选确定日期。"
        return [Refusal("decided_day", words, clause=asked.clause, field="decided_on")]
    found = []
    if decided > today:
        found.append(Refusal("decided_day", "人选确定日期不能晚于今日，请核对。", field="decided_on"))
    if proposed and proposed > decided:
        words = f"动议日期 {proposed} 晚于人选确定日期 {decided}，请核对。"
        found.append(Refusal("decided_day", words, field="proposed_on"))
    return found


def _history_refusals(period, facts, today) -> list[Refusal]:
    """Only what has begun, and with its paper, may be written down without meeting the conditions."""
    found = []
    if period.from_on.latest >= today:
        words = "补录只用于已经开始的任职；新的任职请取消“补录”，按条件核对。"
        found.append(Refusal("history_begun", words, field="is_history"))
    if not facts.get("basis", "").strip():
        found.append(Refusal("history_paper", "补录以前的任职，请填写任职文号。", field="basis"))
    return found


def _exception_refusals(person, nominated, today) -> list[Refusal]:
    found = []
    for each in nominated.excepted:
        if each.approver.pk == person.pk:
            words = "不能由人选本人批准例外，请填写其他批准人。"
            found.append(Refusal("exception_approver", words, field="exception_approver"))
        if not each.reason.strip():
            found.append(Refusal("exception_reason", "请填写例外的原因。", field="exception_reason"))
        if each.approved_on > today:
            words = "批准日期不能晚于今日，请核对。"
            found.append(Refusal("exception_day", words, field="exception_on"))
    return list(dict.fromkeys(found))


def _record(appointment, nominated, checks, today) -> None:
    """The nomination as it was judged, the exceptions that were needed, the filing and the trial that follow."""
    stated = nominated.stated
    Nomination.objects.create(
        appointment=appointment,
        person=appointment.person,
        proposed_on=stated.proposed_on,
        talked_on=stated.talked_on,
        decided_on=nominated.decided_on,
        health_stated=stated.health_stated,
        opinions=sorted(stated.opinions),
        checks=[_as_answered(check) for check in checks],
        is_history=nominated.is_history,
    )
    unmet = {check.rule for check in checks if not check.is_met}
    RuleException.objects.bulk_create(
        RuleException(
            appointment=appointment,
            person=appointment.person,
            rule=each.rule,
            reason=each.reason,
            approver=each.approver,
            approved_on=each.approved_on,
        )
        for each in nominated.excepted
        if each.rule in unmet
    )
    if nominated.decided_on and not nominated.is_history:
        open_filing(appointment=appointment, decided_on=nominated.decided_on, today=today)
    if nominated.is_promoted:
        start_trial(appointment=appointment, today=today, months=nominated.trial_months)


def _as_answered(check: Check) -> dict:
    return {
        "rule": check.rule,
        "title": check.title,
        "asked": check.asked,
        "answer": check.answer.value,
        "words": check.words,
        "clause": check.clause,
        "arithmetic": check.arithmetic,
    }


def _duty(person, unit, kind, period, basis, by, reason) -> Duty:
    """A new duty, or the one that stands there without an appointment for exactly these days."""
    first, last = duty_span(period)
    bare = Duty.objects.filter(person=person, unit=unit, kind=DUTY_OF[kind], from_on=first, to_on=last)
    taken_over = bare.exclude(pk__in=Appointment.objects.filter(person=person).values("duty")).first()
    return taken_over or assign_duty(
        person=person, unit=unit, kind=DUTY_OF[kind], from_on=first, to_on=last, basis=basis, by=by, reason=reason
    )


def _dates(period) -> dict:
    to_on = period.to_on
    return {
        "from_on": period.from_on.first,
        "from_precision": period.from_on.precision,
        "to_on": to_on.first if to_on else None,
        "to_precision": to_on.precision if to_on else "day",
    }
