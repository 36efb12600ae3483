"""“Is this file legal”: every rule over one history, and the verdict (docs/timelines.md)."""

import dataclasses

from dates.working_days import WorkingCalendar
from membership.procedure.case import Case
from membership.procedure.catalog import RULES as NORMS
from membership.procedure.catalog import Severity
from membership.procedure.editions import Edition
from membership.procedure.history import History
from membership.procedure.planning import next_step
from membership.procedure.policies import PoliciesOn
from membership.procedure.reading import Unreadable, name_of, read_case
from membership.procedure.rules import (
    activists,
    applying,
    approvals,
    candidates,
    conversions,
    meetings,
    probationers,
    registers,
    school,
    sequence,
    targets,
    transfers,
)
from membership.procedure.verdict import Finding, NotChecked, Verdict

MODULES = (
    registers,
    sequence,
    applying,
    activists,
    targets,
    candidates,
    meetings,
    approvals,
    probationers,
    conversions,
    transfers,
    school,
)
RULES = tuple(rule for module in MODULES for rule in module.RULES)


def judge(case: Case, policies_on: PoliciesOn, calendar: WorkingCalendar) -> Verdict:
    """What every rule says of the history. The order of events in the file, and of the findings, plays no part."""
    history = History(case, policies_on, calendar)
    findings, not_checked = look_at(history)
    return Verdict(
        id=case.id,
        findings=findings,
        not_checked=not_checked,
        dates=history.dates(),
        stage=history.stage,
        next=next_step(history),
    )


def look_at(history: History) -> tuple[tuple[Finding, ...], tuple[NotChecked, ...]]:
    """Findings and what could not be looked at, each once."""
    findings, not_checked = set(), set()
    for rule in RULES:
        for each in rule(history):
            if isinstance(each, Finding):
                findings.add(_as_confirmed(each, history))
            else:
                not_checked.add(each)
    return _sorted(findings), _sorted(not_checked)


def _as_confirmed(finding: Finding, history: History) -> Finding:
    """Only a warning where nothing but an unconfirmed text makes it an error; what both texts demand blocks anyway."""
    norm = NORMS.get(finding.rule)
    if not finding.is_error or finding.edition is not Edition.OF_2026 or norm is None:
        return finding
    if norm.severity(Edition.OF_2014) is Severity.ERROR or history.confirmed():
        return finding
    return dataclasses.replace(finding, severity=Severity.WARNING)


def _sorted(found) -> tuple:
    return tuple(sorted(found, key=lambda each: each.order))


def judge_json(raw: object, judged_on, policies_on: PoliciesOn, calendar: WorkingCalendar) -> Verdict:
    """One case of a file; a malformed one is unreadable, with the reasons."""
    try:
        case = read_case(raw, judged_on)
    except Unreadable as unreadable:
        return Verdict(id=name_of(raw), reasons=unreadable.reasons)
    return judge(case, policies_on, calendar)
