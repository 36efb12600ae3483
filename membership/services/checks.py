"""Quality checks (MEM-04): what a check of files has found is filed, and handled or dismissed with its reason."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from directory.models import Account, Unit
from directory.refusals import ChangedMeanwhile, Refusal, Refused
from directory.services.holding import last_change
from membership.models import Handling, JudgedFinding, QualityCheck


@dataclass(frozen=True, slots=True)
class Filed:
    """How many were filed anew, and how many stood open already."""

    new: int
    known: int


@transaction.atomic
def file_checks(
    *, findings: Iterable[JudgedFinding], source: str, default_unit: Unit | None, by: Account, on: dt.date
) -> Filed:
    """One quality check for each finding that does not stand open already; all or none.

    `source` names the file. Findings of somebody whose branch is not told go to `default_unit`; raises `Refused` where
    there is none either.
    """
    checks = [_check(each, source, default_unit, by, on) for each in findings]
    if not checks:
        raise Refused(Refusal("nothing_ticked", "请先勾选要登记的问题。"))
    if any(each.unit_id is None for each in checks):
        raise Refused(Refusal("unit_unknown", "有的人没有写明党支部，请在台账中补上所在党支部后重新核对。"))
    QualityCheck.objects.bulk_create(checks, ignore_conflicts=True)
    # Those that stood already keep the number that they had.
    new = QualityCheck.objects.filter(code__in=[check.code for check in checks]).count()
    return Filed(new, len(checks) - new)


def _check(finding: JudgedFinding, source, default_unit, by, on) -> QualityCheck:
    row = finding.row
    return QualityCheck(
        unit=row.unit or default_unit,
        person=row.person,
        label=_label(row),
        source=f"{source} 第 {row.row} 行",
        rule=finding.rule,
        severity=finding.severity,
        step=finding.step,
        on=finding.on,
        clause=finding.clause,
        words=finding.message,
        filed_by=by,
        filed_on=on,
    )


def _label(row) -> str:
    told = row.told
    return (
        f"{told['name']}（{told['roster_no']}）"[:120]
        if told["roster_no"]
        else told["name"][:120] or f"第 {row.row} 行"
    )


@transaction.atomic
def handle_check(
    *,
    check: QualityCheck,
    state: str,
    handling: str,
    handled_on: dt.date | None,
    with_discipline_office: bool,
    by: Account,
    today: dt.date,
    version: int | None = None,
) -> QualityCheck:
    """处理, 认定不属实, or opened again; raises `Refused` with all reasons, `ChangedMeanwhile`."""
    check = QualityCheck.objects.select_for_update(of=("self",)).get(pk=check.pk)
    if version is not None and check.version != version:
        raise ChangedMeanwhile(check, *last_change(check))
    if refusals := list(_refusals(check, state, handling, handled_on, by, today)):
        raise Refused(*refusals)
    is_open = state == Handling.OPEN
    check.state, check.with_discipline_office = state, with_discipline_office
    check.handling = handling
    check.handled_on, check.handled_by = (None, None) if is_open else (handled_on, by)
    check.save()
    check.refresh_from_db()
    return check


def _refusals(check, state, handling, handled_on, by, today):
    if check.person_id and by.person_id == check.person_id:
        yield Refusal("own_case", "不能处理本人的质量检查，请由其他人员办理。")
    if state == Handling.OPEN:
        return
    if not handling:
        yield Refusal("handling_needed", "请写明怎样处理的，或为什么不属实。", field="handling")
    if handled_on is None:
        yield Refusal("handled_on_needed", "请填写处理日期。", field="handled_on")
    elif handled_on > today:
        yield Refusal("handled_later", f"处理日期 {handled_on} 晚于今天，请核对。", field="handled_on")
    elif handled_on < check.filed_on:
        words = f"处理日期 {handled_on} 早于登记日期 {check.filed_on}，请核对。"
        yield Refusal("handled_early", words, field="handled_on")
