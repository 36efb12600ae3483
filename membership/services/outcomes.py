"""What approved decisions do to a person's party status, and how a case ends. Nothing else changes either."""

import datetime as dt

from django.utils import timezone

from directory.models import PartyStatus, Status
from directory.services.statuses import set_party_status
from membership.models import Case, Outcome
from membership.procedure.history import History

BASIS = "发展党员个案"


def follow_outcome(case: Case, history: History, today: dt.date) -> None:
    """Party status from the admission meeting on (DEV-41) and from the end of probation on (DEV-50), once approved;
    an end that a recorded decision has brought about closes the case."""
    _follow_status(case, statuses_of(history), today)
    outcome, closed_on = end_of(history)
    is_own_decision = case.outcome not in _BY_RECORD or bool(case.closing_reason)
    if (case.outcome, case.closed_on) != (outcome, closed_on) and not is_own_decision:
        case.outcome, case.closed_on = outcome, closed_on
        case.save(update_fields=["outcome", "closed_on"])
        if not case.is_open:
            case.deadlines.update(is_due=False)


# Ends that follow from records and go with them; the others are decisions of their own (membership.services.leaving).
_BY_RECORD = (Outcome.OPEN, Outcome.ARCHIVED, Outcome.NOT_ADMITTED, Outcome.CANCELLED)


def end_of(history: History) -> tuple[str, dt.date | None]:
    if history.stage == "cancelled":
        return Outcome.CANCELLED, history.probation.cancellation.approval.on.first
    if history.approval and not history.is_admitted:
        return Outcome.NOT_ADMITTED, history.approval.on.first
    if archive := history.first("archive"):
        return Outcome.ARCHIVED, archive.on.first
    return Outcome.OPEN, None


def statuses_of(history: History) -> list[tuple[Status, dt.date]]:
    """What the approved decisions say, the earliest first. A day known only roughly is nobody's party status yet."""
    found = []
    if history.is_admitted and history.joined_on and history.joined_on.is_exact:
        found.append((Status.PROBATIONARY, history.joined_on.first))
    if history.stage == "full_member" and history.full_member_from and history.full_member_from.is_exact:
        found.append((Status.FULL, history.full_member_from.first))
    if history.stage == "cancelled":
        found.append((Status.NONE, history.probation.cancellation.approval.on.first))
    return found


def _follow_status(case: Case, wanted, today) -> None:
    """Rows that this case wrote and that no longer follow are voided, the latest first; what is missing is written."""
    rows = PartyStatus.objects.filter(person=case.person, basis=basis_of(case), voided_at__isnull=True)
    held = [(row.status, row.from_on) for row in rows.order_by("from_on")]
    kept = 0
    while kept < min(len(held), len(wanted)) and held[kept] == wanted[kept]:
        kept += 1
    for status, from_on in reversed(held[kept:]):
        _withdraw(rows.get(status=status, from_on=from_on), today)
    for status, from_on in wanted[kept:]:
        set_party_status(
            person=case.person, unit=case.unit, status=status, from_on=from_on, today=today, basis=basis_of(case)
        )


def basis_of(case: Case) -> str:
    return f"{BASIS} {case.code}"


def _withdraw(row: PartyStatus, today) -> None:
    """The row did not come about: what held the day before goes on. The person's cache follows."""
    row.voided_at, row.void_reason = timezone.now(), "依据的审批记录已更正或作废"
    row.save(update_fields=["voided_at", "void_reason"])
    before = PartyStatus.objects.filter(
        person=row.person_id, voided_at__isnull=True, to_on=row.from_on - dt.timedelta(1)
    )
    before.update(to_on=None)
    held = (
        PartyStatus.objects.on(today).filter(person=row.person_id, voided_at__isnull=True).order_by("-from_on").first()
    )
    if held:
        row.person.unit, row.person.status = held.unit, held.status
        row.person.save(update_fields=["unit", "status"])
