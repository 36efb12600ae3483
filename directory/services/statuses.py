"""Party status (党籍) and the unit a member belongs to, from day to day."""

import datetime as dt

from django.db.models import F, OuterRef, Q, Subquery

from audit.context import give_reason
from directory.changes import Fact, changes
from directory.constraints import refusing_conflicts
from directory.models import PartyStatus, Person, Status, Unit
from directory.refusals import Refusal, Refused
from directory.services.holding import hold_open


@refusing_conflicts()
@changes(Fact.PEOPLE)
def set_party_status(
    *,
    person: Person,
    unit: Unit,
    status: Status,
    from_on: dt.date,
    today: dt.date,
    basis: str = "",
    from_precision: str = "day",
    reason: str = "",
) -> PartyStatus:
    """From that day the person belongs to `unit` with `status`; the row before it ends. Raises `Refused`."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    rows = PartyStatus.objects.filter(person=person, voided_at__isnull=True)
    refusals = _status_refusals(rows, unit, status, from_on)
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    rows.filter(to_on__isnull=True).update(to_on=from_on - dt.timedelta(days=1))
    row = PartyStatus.objects.create(
        person=person, unit=unit, status=status, from_on=from_on, basis=basis, from_precision=from_precision
    )
    if from_on <= today:
        person.unit, person.status = unit, status
        person.save(update_fields=["unit", "status"])
    return row


def _status_refusals(rows, unit, status, from_on) -> list[Refusal]:
    found = []
    later = rows.filter(Q(from_on__gte=from_on) | Q(to_on__gte=from_on)).order_by("from_on").first()
    if later:
        message = f"{later.from_on} 起已登记为{later}，同一天不能是两个党支部的党员，请先更正该记录。"
        found.append(Refusal("member_of_one_unit", message, field="from_on"))
    if unit.established_on > from_on:
        message = f"{unit}成立于 {unit.established_on}，晚于所填日期，请核对。"
        found.append(Refusal("status_unit_founded", message, field="from_on"))
    if not hold_open(unit, from_on):
        found.append(Refusal("status_unit_open", f"{unit}在这一天已撤销，请另选党组织。", field="unit"))
    holding = rows.filter(to_on__isnull=True).first()
    if holding and (holding.unit_id, holding.status) == (unit.pk, status):
        message = f"{holding.from_on} 起已登记为{holding}，没有变化，请核对。"
        found.append(Refusal("status_changes", message, field="status"))
    return found


def refresh_current(*, today: dt.date, since: dt.date | None = None) -> int:
    """Brings the cached unit and status of people in step with the rows that hold today; returns how many changed.

    With `since` only of those who have a row that began or ended from that day on: comparing everybody takes as long
    as all the rest of a night. Where imprecise rows overlap, the later one holds.
    """
    holding = PartyStatus.objects.on(today).filter(voided_at__isnull=True)
    doubtful = holding.exclude(unit=F("person__unit"), status=F("person__status"))
    if since:
        moved = PartyStatus.objects.filter(Q(from_on__gte=since) | Q(to_on__gte=since))
        doubtful = doubtful.filter(person__in=moved.values("person"))
    latest = holding.filter(person=OuterRef("pk")).order_by("-from_on", "-pk")
    held = {name: Subquery(latest.values(name)[:1]) for name in ("unit", "status")}
    stale = Person.objects.filter(pk__in=doubtful.values("person")).exclude(**held)
    return stale.update(**held)
