"""What a history says of party status, beside what the register says: both must agree before a case may follow on.

Whatever is recorded in the case later writes party status by its approvals (membership.services.outcomes), so rows that
the register has already are tied to the case, and rows that it lacks are written; a contradiction is a fault.
"""

from dataclasses import dataclass, field

from dates.partial import PartialDate
from directory.models import PartyStatus, Person, Status, Unit
from directory.models.statuses import MEMBERS
from membership.ledger import columns as at
from membership.procedure.history import History
from membership.services.outcomes import statuses_of

_COLUMNS = {Status.PROBATIONARY: at.JOINED, Status.FULL: at.FULL}


@dataclass(slots=True)
class Standing:
    """Rows that become the case's own, (status, day) to be written, and what stands against both."""

    ties: list[PartyStatus] = field(default_factory=list)
    missing: list[tuple[Status, object]] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def party_standing(person: Person, unit: Unit, history: History, rows: list[PartyStatus]) -> Standing:
    """`rows` are the person's, in the order of their days."""
    wanted, found = statuses_of(history), Standing()
    if history.is_admitted and not wanted:
        found.remarks.append("入党日期没有写到日，党籍仍按名册登记，导入不改动")
        return found
    first = {}
    for row in rows:
        first.setdefault(row.status, row)
    for status, on in wanted:
        _match(status, on, first.get(status), found)
    for status in MEMBERS:
        if status in first and status not in dict(wanted):
            found.faults.append((_COLUMNS[status], _not_told(first[status])))
    if found.missing and not found.faults:
        _check(unit, found, rows)
    return found


def _match(status, on, row, found: Standing) -> None:
    if row is None:
        found.missing.append((status, on))
    elif row.from_on == on and row.from_precision == "day":
        found.ties.append(row)
    else:
        known = PartialDate(row.from_on, row.from_precision)
        words = f"名册登记的{row.get_status_display()}从 {known} 起，台账为 {on}，请先核对名册或台账。"
        found.faults.append((_COLUMNS.get(status, at.JOINED), words))


def _not_told(row) -> str:
    known = PartialDate(row.from_on, row.from_precision)
    need = "支部大会、上级党委审批" if row.status == Status.PROBATIONARY else "转正支部大会、转正审批"
    return f"名册登记从 {known} 起是{row.get_status_display()}，台账没有{need}的时间，请补上或核对。"


def _check(unit, found: Standing, rows) -> None:
    """As the service for one person has it."""
    status, on = found.missing[0]
    column = _COLUMNS.get(status, at.JOINED)
    if later := next((row for row in rows if row.from_on >= on or (row.to_on and row.to_on >= on)), None):
        words = f"名册从 {later.from_on} 起登记为{later.get_status_display()}，与台账的 {on} 不能衔接，请先更正名册。"
        found.faults.append((column, words))
    if unit.established_on > on:
        words = f"{unit.short_name}成立于 {unit.established_on}，晚于台账的 {on}；请先在人员名册中登记当时的党籍。"
        found.faults.append((column, words))
