"""Every row of a ledger through the rules, and what came of it on its way into the tables."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from membership.ledger import columns as at
from membership.ledger.rows import LedgerRow
from membership.ledger.whose import Register, Whose
from membership.models import JudgedFinding, JudgedRow, RowOutcome
from membership.procedure.judging import judge
from membership.procedure.reading import Unreadable
from membership.procedure.verdict import Finding, NotChecked
from membership.timelines import Judge

BATCH = 2000
LONGEST = 500
# A remark on whom the row means leaves nothing of the procedure unread.
ABOUT_WHOM = frozenset({at.NUMBER, at.ID_NUMBER, at.UNIT, at.COMMITTEE})


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with whom it means and what the rules say."""

    row: LedgerRow
    whose: Whose
    outcome: RowOutcome
    findings: tuple[Finding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()


def judge_rows(
    rows: list[LedgerRow], viewer, permission: str, progress: Callable[[int, int], None]
) -> Iterable[Judged]:
    """In the order of the file; a fixed number of queries. People outside the viewer's scope are not judged."""
    register, rules = Register(rows, viewer, permission), Judge(viewer.on)
    for done, row in enumerate(rows, start=1):
        yield _judged(row, register.of(row), rules)
        progress(done, len(rows))


def _judged(row: LedgerRow, whose: Whose, rules: Judge) -> Judged:
    if whose.refusal:
        return Judged(row, whose, RowOutcome.REFUSED)
    try:
        verdict = judge(row.case(rules.today), rules.policies_on(whose.unit), rules.calendar)
    except Unreadable as unreadable:
        row.faults += [("", reason) for reason in unreadable.reasons]
        return Judged(row, whose, RowOutcome.UNREAD)
    return Judged(row, whose, _outcome(row, verdict.findings), verdict.findings, verdict.not_checked)


def _outcome(row, findings) -> RowOutcome:
    if any(each.is_error for each in findings):
        return RowOutcome.ILLEGAL
    if any(column not in ABOUT_WHOM for column, _ in row.faults):
        return RowOutcome.UNREAD
    return RowOutcome.WARNED if findings or row.faults else RowOutcome.CLEAN


def forget(batch: str) -> None:
    JudgedRow.objects.filter(batch=batch).delete()


def store(batch: str, judged: Iterable[Judged]) -> dict[str, int]:
    """Keeps them for the pages, in place of what was kept before; how many rows came to what."""
    forget(batch)
    counts: Counter[str] = Counter(dict.fromkeys(RowOutcome.values, 0))
    waiting: list[Judged] = []
    for each in judged:
        counts[each.outcome] += 1
        counts["findings"] += len(each.findings)
        waiting.append(each)
        if len(waiting) == BATCH:
            _write(batch, waiting)
            waiting = []
    _write(batch, waiting)
    return dict(counts)


def _write(batch, judged: list[Judged]) -> None:
    rows = JudgedRow.objects.bulk_create([_row(batch, each) for each in judged])
    JudgedFinding.objects.bulk_create(
        _finding(row, place, finding, each.row)
        for row, each in zip(rows, judged, strict=True)
        for place, finding in enumerate(each.findings)
    )


def _row(batch, judged: Judged) -> JudgedRow:
    """Of a refused row nothing is kept but its own words."""
    row, whose = judged.row, judged.whose
    kept = JudgedRow(batch=batch, row=row.number, person=whose.person, unit=whose.unit, outcome=judged.outcome)
    kept.unchecked = len({each.rule for each in judged.not_checked})
    faults = [whose.refusal] if whose.refusal else row.faults
    unit = whose.unit.short_name if whose.unit else row.unit or row.committee
    kept.put(name=row.name, roster_no=row.roster_no, unit=unit, faults=faults)
    return kept


def _finding(row: JudgedRow, place: int, finding: Finding, told: LedgerRow) -> JudgedFinding:
    return JudgedFinding(
        row=row,
        place=place,
        rule=finding.rule,
        severity=str(finding.severity),
        step=finding.step,
        on=finding.on or "",
        message=finding.message[:LONGEST],
        clause=finding.clause,
        column=told.columns.get(finding.step, ""),
    )
