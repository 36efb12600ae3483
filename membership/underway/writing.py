"""All rows of a ledger at once: a fixed number of statements per thousand rows; history is the triggers' own."""

import datetime as dt
from collections.abc import Iterable

from django.db import connection
from django.utils import timezone

from audit.bulk import large_statement
from directory.changes import Fact, changed
from directory.models import PartyStatus
from membership.deadlines import BY_CASE, BY_DEADLINE
from membership.models import Book, Case, Companion, Exemption, QualityCheck, StepRecord
from membership.services.outcomes import basis_of
from membership.services.recording import ROLE_OF_STEP
from membership.services.standing import refresh_many
from membership.underway.planning import Planned, record_of
from reminders.refreshing import refresh

BATCH = 2_000
CORRECTED = "导入台账更正"
# Of a case that stood already.
_CHANGED = ["untold", "outcome", "closed_on"]


def write(planned: list[Planned], viewer, *, source: str = "") -> None:
    """Cases, records, companions, party status and where each case stands; with `source` faults as quality checks.

    In the caller's transaction and occasion; whoever calls has left out what has faults or waits for an answer.
    """
    today, account = viewer.on, viewer.account
    with large_statement():
        _cases(planned)
        _correct(planned)
        _records(planned, today, account)
        Book.objects.bulk_create((each.book for each in planned if each.book), batch_size=BATCH)
        _statuses(planned, today)
        _count("membership_case, membership_steprecord, membership_companion")
        refresh_many([each.case for each in planned], today)
        _count("membership_casedeadline")
        if source:
            _quality_checks(planned, source, account, today)
    refresh(*BY_DEADLINE, *BY_CASE, on=today)


def _count(tables: str) -> None:
    """What reads these rows next in this transaction is planned for as many as there are now."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")


def _cases(planned) -> None:
    new = [each.case for each in planned if each.case.pk is None]
    known = [each.case for each in planned if each.case.pk is not None]
    for each in planned:
        each.case.acts += len(each.changes)
    Case.objects.bulk_create(new, batch_size=BATCH)
    Case.objects.bulk_update(known, _CHANGED, batch_size=500)


def _correct(planned) -> None:
    """What the ledger knows better is a correcting entry; the record before it stays, voided."""
    gone = [change.record.pk for each in planned for change in each.changes if change.record]
    StepRecord.objects.filter(pk__in=gone).update(voided_at=timezone.now(), void_reason=CORRECTED)


def _records(planned, today, account) -> None:
    records, companions = [], []
    for each in planned:
        for change in each.changes:
            record = record_of(each.case, change, today, account)
            records.append(record)
            companions += _companions(each, record)
    StepRecord.objects.bulk_create(records, batch_size=BATCH)
    _take_over(
        {record.replaces_id: record for record in records if record.replaces_id}, {row.record for row in companions}
    )
    Companion.objects.bulk_create(companions, batch_size=BATCH)
    _end_earlier({record.case_id for record in records if record.step in ROLE_OF_STEP})


def _take_over(corrected: dict[int, StepRecord], named: set[StepRecord]) -> None:
    """Exceptions go along with a correcting entry, and so does whoever accompanies where the ledger names nobody."""
    exemptions = list(Exemption.objects.filter(record__in=corrected))
    for row in exemptions:
        row.pk, row.record = None, corrected[row.record_id]
    Exemption.objects.bulk_create(exemptions, batch_size=BATCH)
    held = list(Companion.objects.filter(record__in=corrected))
    Companion.objects.filter(pk__in=[row.pk for row in held if corrected[row.record_id] in named]).delete()
    kept = [row for row in held if corrected[row.record_id] not in named]
    for row in kept:
        row.record = corrected[row.record_id]
        row.from_on = row.record.happened_on or row.from_on
        row.to_on = row.to_on and max(row.to_on, row.from_on)
    Companion.objects.bulk_update(kept, ["record", "from_on", "to_on"], batch_size=500)


# As `services.recording` has it for one case: whoever was named holds until others are named in the same role.
_UNTIL = """
UPDATE membership_companion SET to_on = told.to_on
FROM (
    SELECT one.id, (
        SELECT MIN(other.from_on) - 1 FROM membership_companion AS other
        WHERE other.case_id = one.case_id AND other.role = one.role AND other.from_on > one.from_on
    ) AS to_on
    FROM membership_companion AS one WHERE one.case_id = ANY(%s)
) AS told
WHERE membership_companion.id = told.id AND membership_companion.to_on IS DISTINCT FROM told.to_on
"""


def _end_earlier(cases: set[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_UNTIL, [sorted(cases)])


def _companions(each: Planned, record: StepRecord) -> Iterable[Companion]:
    """From the day of the step on; where the ledger does not tell it, from the opening of the case."""
    for person in each.companions.get(record.step, ()):
        yield Companion(
            case=each.case,
            person=person,
            role=ROLE_OF_STEP[record.step],
            record=record,
            from_on=record.happened_on or each.case.opened_on,
        )


def _statuses(planned, today) -> None:
    """Rows of the register become the case's own; what it lacks is written, the row before it ends."""
    ties = []
    for each in planned:
        for row in each.standing.ties:
            if row.basis != basis_of(each.case):
                row.basis = basis_of(each.case)
                ties.append(row)
    PartyStatus.objects.bulk_update(ties, ["basis"], batch_size=BATCH)
    missing = [each for each in planned if each.standing.missing]
    if missing:
        _end_before(missing)
        PartyStatus.objects.bulk_create([row for each in missing for row in _new_rows(each)], batch_size=BATCH)
        _stand_today(missing, today)
        changed(Fact.PEOPLE)


_ENDS = """
UPDATE directory_partystatus SET to_on = told.on_day - 1
FROM unnest(%s::bigint[], %s::date[]) AS told(person, on_day)
WHERE person_id = told.person AND to_on IS NULL AND voided_at IS NULL
"""
_HELD = """
UPDATE directory_person SET unit_id = told.unit, status = told.status
FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) AS told(person, unit, status)
WHERE directory_person.id = told.person
"""


def _end_before(missing) -> None:
    with connection.cursor() as cursor:
        firsts = [each.standing.missing[0][1] for each in missing]
        cursor.execute(_ENDS, [[each.case.person_id for each in missing], firsts])


def _new_rows(each: Planned) -> Iterable[PartyStatus]:
    days = [on for _, on in each.standing.missing]
    for place, (status, on) in enumerate(each.standing.missing):
        after = days[place + 1] - dt.timedelta(days=1) if place + 1 < len(days) else None
        yield PartyStatus(
            person=each.person,
            unit=each.case.unit,
            status=status,
            from_on=on,
            to_on=after,
            basis=basis_of(each.case),
        )


def _stand_today(missing, today) -> None:
    """The person's cache; a status that begins later comes with its day."""
    begun = [each for each in missing if each.standing.missing[0][1] <= today]
    held = [[status for status, on in each.standing.missing if on <= today][-1] for each in begun]
    with connection.cursor() as cursor:
        people, units = [each.case.person_id for each in begun], [each.case.unit_id for each in begun]
        cursor.execute(_HELD, [people, units, [str(status) for status in held]])
    for each, status in zip(begun, held, strict=True):
        each.person.status = status


def _quality_checks(planned, source, account, today) -> None:
    checks = [_check(each, finding, source, account, today) for each in planned for finding in each.findings]
    QualityCheck.objects.bulk_create((each for each in checks if each), batch_size=BATCH, ignore_conflicts=True)


def _check(each: Planned, finding, source, account, today) -> QualityCheck | None:
    if not finding.is_error:
        return None
    person = each.person
    return QualityCheck(
        unit=each.case.unit,
        person=person,
        label=f"{person.name}（{person.roster_no}）"[:120],
        source=f"{source} 第 {each.row.number} 行"[-120:],
        rule=finding.rule,
        severity=str(finding.severity),
        step=finding.step,
        on=finding.on or "",
        clause=finding.clause,
        words=finding.message[:500],
        filed_by=account,
        filed_on=today,
    )
