"""Founding, renaming, moving and closing party organizations."""

import datetime as dt

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from audit.context import give_reason
from directory.models import Unit, UnitKind, UnitName, UnitPlacement
from directory.models.units import PARENTS, SECOND_LEVEL
from directory.refusals import Refusal, Refused
from directory.services.closing import closing_refusals


@transaction.atomic
def found_unit(
    *,
    code: str,
    kind: UnitKind,
    full_name: str,
    short_name: str,
    parent: Unit | None,
    established_on: dt.date,
    is_temporary: bool = False,
    is_functional: bool = False,
    position: int = 0,
    basis: str = "",
    reason: str = "",
) -> Unit:
    """Founds a unit under a parent; the duty to have an organizer follows from its kind. Raises `Refused`."""
    refusals = _placement_refusals(kind, parent, established_on)
    if Unit.objects.filter(code=code).exists():
        refusals.append(Refusal("unit_code_free", f"组织代码 {code} 已被使用，请换一个。", field="code"))
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    unit = Unit.objects.create(
        code=code,
        kind=kind,
        full_name=full_name,
        short_name=short_name,
        parent=parent,
        established_on=established_on,
        is_temporary=is_temporary,
        is_functional=is_functional,
        needs_organizer=kind in SECOND_LEVEL and not (is_temporary or is_functional),
        position=position,
    )
    unit.path = f"{parent.path if parent else ''}{unit.pk}/"
    unit.save(update_fields=["path"])
    UnitName.objects.create(unit=unit, full_name=full_name, short_name=short_name, from_on=established_on, basis=basis)
    UnitPlacement.objects.create(unit=unit, parent=parent, path=unit.path, from_on=established_on, basis=basis)
    return unit


@transaction.atomic
def rename_unit(
    *, unit: Unit, full_name: str, short_name: str, from_on: dt.date, today: dt.date, basis: str = "", reason: str = ""
) -> Unit:
    """Gives a unit a new name from a day on; the old one stays for papers of its time. Raises `Refused`."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    give_reason(reason)
    _succeed(UnitName.objects.filter(unit=unit), from_on, "名称")
    UnitName.objects.create(unit=unit, full_name=full_name, short_name=short_name, from_on=from_on, basis=basis)
    if from_on <= today:
        unit.full_name, unit.short_name = full_name, short_name
        unit.save(update_fields=["full_name", "short_name"])
    return unit


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit, from_on: dt.date, today: dt.date, basis: str = "", reason: str = "") -> Unit:
    """Places a unit under another one from a day on, with everything below it. Raises `Refused`.

    A move into the future only adds the placement; `apply_placements` makes it today's when its day comes.
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    refusals = _placement_refusals(unit.kind, parent, from_on)
    if parent.path.startswith(unit.path):
        refusals.append(Refusal("unit_not_under_itself", "党组织不能隶属于它自己或它的下级。", field="parent"))
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    _succeed(UnitPlacement.objects.filter(unit=unit), from_on, "隶属关系")
    UnitPlacement.objects.create(
        unit=unit, parent=parent, path=f"{parent.path}{unit.pk}/", from_on=from_on, basis=basis
    )
    if from_on <= today:
        _replace_path(unit, parent, from_on)
    return unit


@transaction.atomic
def close_unit(*, unit: Unit, on: dt.date, reason: str = "", basis: str = "") -> Unit:
    """Closes a unit; from `on` it no longer exists. Raises `Refused` with everything that still hangs on it."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    refusals = closing_refusals(unit, on)
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    last_day = on - dt.timedelta(days=1)
    unit.closed_on = on
    unit.save(update_fields=["closed_on"])
    for rows in (UnitName.objects.filter(unit=unit), UnitPlacement.objects.filter(unit=unit)):
        rows.filter(to_on__isnull=True).update(to_on=last_day, basis=basis)
    return unit


def _placement_refusals(kind, parent, on) -> list[Refusal]:
    if parent is None:
        if kind != UnitKind.COMMITTEE:
            return [Refusal("unit_has_parent", "请选择上级党组织。", field="parent")]
        if Unit.objects.filter(parent__isnull=True).exists():
            return [Refusal("unit_one_root", "学校党委已存在，请选择上级党组织。", field="parent")]
        return []
    found = []
    if parent.kind not in PARENTS[kind]:
        words = "、".join(UnitKind(one).label for one in PARENTS[kind])
        message = f"{UnitKind(kind).label}不能设在{parent.get_kind_display()}之下，上级应为{words}。"
        found.append(Refusal("unit_parent_kind", message, field="parent"))
    if parent.closed_on and parent.closed_on <= on:
        found.append(Refusal("unit_parent_open", f"{parent}已于 {parent.closed_on} 撤销，请另选上级。", field="parent"))
    if parent.established_on > on:
        message = f"{parent}成立于 {parent.established_on}，晚于所填日期。"
        found.append(Refusal("unit_parent_founded", message, field="parent"))
    return found


def _succeed(rows, from_on, what):
    """Ends the row that is open on the day before `from_on`; two beginnings on one day are refused."""
    if rows.filter(from_on__gte=from_on).exists():
        raise Refused(Refusal("one_a_day", f"该日或之后已登记过{what}，请核对生效日期。", field="from_on"))
    rows.filter(to_on__isnull=True).update(to_on=from_on - dt.timedelta(days=1))


def _replace_path(unit, parent, from_on):
    old, new = unit.path, f"{parent.path}{unit.pk}/"
    below = Unit.objects.filter(path__startswith=old).exclude(pk=unit.pk)
    tail = Concat(Value(new), Substr(F("path"), len(old) + 1))
    placements = UnitPlacement.objects.filter(unit__in=below, to_on__isnull=True)
    for row in placements.select_related("unit"):
        _continue_placement(row, new + row.path[len(old) :], from_on)
    below.update(path=tail)
    unit.parent, unit.path = parent, new
    unit.save(update_fields=["parent", "path"])


def _continue_placement(row, path, from_on):
    """A unit below a moved one keeps its parent but stands on a new path from that day."""
    if row.from_on >= from_on:
        row.path = path
        row.save(update_fields=["path"])
        return
    row.to_on = from_on - dt.timedelta(days=1)
    row.save(update_fields=["to_on"])
    UnitPlacement.objects.create(unit=row.unit, parent=row.parent, path=path, from_on=from_on, basis=row.basis)
