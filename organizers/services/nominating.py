"""The conditions of the post at a nomination (ORG-02, F61): what they come to, what is refused, what is kept of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from directory.models import Person
from directory.refusals import Refusal
from organizers.facts import Stated, candidate_facts, level_of
from organizers.models import Nomination, RuleException
from organizers.policy import OrganizerPolicy
from organizers.rules.appointing import KIND_WORDS, Kind
from organizers.rules.eligibility import Check, Post, eligibility_checks, eligibility_refusals
from organizers.rules.filing import filing_asked
from organizers.rules.staffing import Rank
from policy.reading import policy_on


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


def checks_of(person, unit, kind, period, rank, nominated: Nominated, without: Iterable[int] = ()) -> list[Check]:
    """What the rule says of the nomination, under the policy of the unit for that kind on the first day; `without`
    are appointments that do not count, such as itself where it stands already."""
    on = period.from_on.first
    candidate = candidate_facts(person, unit, on, nominated.stated, nominated.seen, without)
    post = Post(Kind(kind), level_of(unit), Rank(rank or Rank.UNKNOWN), on)
    return eligibility_checks(candidate, post, policy_on(OrganizerPolicy, on, unit, KIND_WORDS[Kind(kind)]))


def nomination_refusals(person, checks, nominated, period, facts, today) -> list[Refusal]:
    found = _exception_refusals(person, nominated, today)
    if nominated.is_history:
        return found + _history_refusals(period, facts, today)
    return found + eligibility_refusals(checks, [each.rule for each in nominated.excepted])


def decision_refusals(unit, kind, period, nominated, today) -> list[Refusal]:
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


def record_nomination(appointment, nominated: Nominated, checks: list[Check]) -> Nomination:
    """The nomination as it was judged, and the exceptions that were needed."""
    nomination = Nomination.objects.create(
        appointment=appointment,
        person=appointment.person,
        is_history=nominated.is_history,
        **as_judged(nominated, checks),
    )
    record_exceptions(appointment, nominated, checks)
    return nomination


def as_judged(nominated: Nominated, checks: list[Check]) -> dict:
    """The fields of a `Nomination` that say what was on the table and what the rule answered."""
    stated = nominated.stated
    return {
        "proposed_on": stated.proposed_on,
        "talked_on": stated.talked_on,
        "decided_on": nominated.decided_on,
        "health_stated": stated.health_stated,
        "opinions": sorted(stated.opinions),
        "checks": [as_answered(check) for check in checks],
    }


def record_exceptions(appointment, nominated: Nominated, checks: list[Check]) -> None:
    """Those that a check needed; one that stands already for the same condition is replaced."""
    unmet = {check.rule for check in checks if not check.is_met}
    for each in nominated.excepted:
        if each.rule in unmet:
            facts = {"reason": each.reason, "approver": each.approver, "approved_on": each.approved_on}
            RuleException.objects.update_or_create(
                appointment=appointment, rule=each.rule, defaults={"person": appointment.person, **facts}
            )


def as_answered(check: Check) -> dict:
    """A check as it is kept: see `Nomination`."""
    return {
        "rule": check.rule,
        "title": check.title,
        "asked": check.asked,
        "answer": check.answer.value,
        "words": check.words,
        "clause": check.clause,
        "arithmetic": check.arithmetic,
    }
