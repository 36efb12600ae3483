"""Quality checks of the demo school: what a check of the files found six weeks ago, and what was done about some."""

import datetime as dt

from directory.models import Account
from membership.models import Case, Handling, QualityCheck
from membership.procedure.judging import look_at
from membership.timelines import Judge, records_of, tell

_FILED, _HANDLED = 45, 20  # days ago, and days after that
_MOST = 16
_SOURCE = "发展党员档案质量检查表.xlsx"
_HANDLING = "已由支部书面说明情况，党委组织员核对原始材料后归入档案，并在支部书记例会上通报。"


def file_checks(today: dt.date, by: Account) -> None:
    """One for each breach that stood in a file on that day; every third has been handled."""
    filed_on = today - dt.timedelta(days=_FILED)
    found = [pair for pair in _breaches(today) if pair[1].on and pair[1].on < filed_on.isoformat()][:_MOST]
    QualityCheck.objects.bulk_create(
        _check(case, finding, number, filed_on, by) for number, (case, finding) in enumerate(found, start=1)
    )


def _breaches(today):
    cases = list(Case.objects.filter(faults__gt=0).select_related("person", "unit").order_by("unit__path", "pk"))
    judge, records = Judge(today), records_of(cases)
    for case in cases:
        findings, _ = look_at(judge.history(tell(case, records.get(case.pk, ()), {}, today), case.unit))
        yield from ((case, each) for each in findings if each.is_error)


def _check(case, finding, number, filed_on, by) -> QualityCheck:
    is_handled = number % 3 == 0
    return QualityCheck(
        code=f"{case.pk:08x}{number:08x}",
        unit=case.unit,
        person=case.person,
        label=f"{case.person.name}（{case.person.roster_no}）",
        source=f"{_SOURCE} 第 {number + 1} 行",
        rule=finding.rule,
        severity=finding.severity,
        step=finding.step,
        on=finding.on,
        clause=finding.clause[:200],
        words=finding.message[:500],
        state=Handling.HANDLED if is_handled else Handling.OPEN,
        handling=_HANDLING if is_handled else "",
        handled_on=filed_on + dt.timedelta(days=_HANDLED) if is_handled else None,
        handled_by=by if is_handled else None,
        filed_by=by,
        filed_on=filed_on,
    )
