"""Founding, renaming, moving and closing party organizations."""

import datetime as dt
import re

from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from audit.context import give_reason
from directory.changes import Fact, changed, changes
from directory.constraints import refusing_conflicts
from directory.models import Account, Duty, Unit, UnitKind, UnitName, UnitPlacement
from directory.models.units import PARENTS, SECOND_LEVEL
from directory.refusals import ChangedMeanwhile, Refusal, Refused
from directory.services.closing import closing_refusals
from directory.services.grants import project_grants
from directory.services.holding import last_change, lock_tree
from directory.tally import move_tally

# What `update_unit` may change; names, parents and closing have a day of their own.
CORRECTED = ("kind", "position", "needs_organizer", "is_temporary", "is_functional")
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,19}")


@refusing_conflicts()
@changes(Fact.UNITS)
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
    lock_tree()
    refusals = _placement_refusals(kind, parent, established_on) + _name_refusals(full_name, short_name)
    if not _CODE.fullmatch(code):
        message = "组织代码只能有字母、数字、点、短横和下划线，最多 20 位，请核对。"
        refusals.append(Refusal("unit_code_shape", message, field="code"))
    elif Unit.objects.filter(code=code).exists():
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


@refusing_conflicts()
@changes(Fact.UNITS)
def update_unit(*, unit: Unit, version: int, reason: str = "", **facts) -> Unit:
    """Corrects what is not dated: `kind`, `position` and the marks. Raises `ChangedMeanwhile` and `Refused`.

    Rights follow from the duty and the unit's kind (directory/permissions.py), so a new kind rewrites the grants.
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if unit.version != version:
        raise ChangedMeanwhile(unit, *last_change(unit))
    unknown = facts.keys() - set(CORRECTED)
    if unknown:
        raise TypeError(f"not corrected here: {unknown}")
    refusals = _kind_refusals(unit, facts.get("kind", unit.kind))
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    kind_before = unit.kind
    for field, value in facts.items():
        setattr(unit, field, value)
    unit.save(update_fields=list(facts))
    if unit.kind != kind_before:
        project_grants(Account.objects.filter(person__in=Duty.objects.filter(unit=unit).values("person")))
    unit.refresh_from_db(fields=["version"])
    return unit


@refusing_conflicts()
@changes(Fact.UNITS)
def rename_unit(
    *, unit: Unit, full_name: str, short_name: str, from_on: dt.date, today: dt.date, basis: str = "", reason: str = ""
) -> Unit:
    """Gives a unit a new name from a day on; the old one stays for papers of its time. Raises `Refused`."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    refusals = _open_refusals(unit, from_on) + _name_refusals(full_name, short_name)
    if (full_name, short_name) == (unit.full_name, unit.short_name):
        refusals.append(Refusal("unit_name_changes", "新名称与现名称相同，请核对。", field="full_name"))
    refusals += _succession_refusals(UnitName.objects.filter(unit=unit), from_on, "名称")
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    _end(UnitName.objects.filter(unit=unit), from_on)
    UnitName.objects.create(unit=unit, full_name=full_name, short_name=short_name, from_on=from_on, basis=basis)
    if from_on <= today:
        unit.full_name, unit.short_name = full_name, short_name
        unit.save(update_fields=["full_name", "short_name"])
    return unit


@refusing_conflicts()
@changes(Fact.UNITS)
def move_unit(*, unit: Unit, parent: Unit, from_on: dt.date, today: dt.date, basis: str = "", reason: str = "") -> Unit:
    """Places a unit under another one from a day on, with everything below it. Raises `Refused`.

    A move into the future only adds the placement; `refresh_current` makes it today's when its day comes.
    """
    lock_tree()
    unit, parent = Unit.objects.select_for_update().get(pk=unit.pk), Unit.objects.get(pk=parent.pk)
    refusals = _open_refusals(unit, from_on) + _placement_refusals(unit.kind, parent, from_on)
    refusals += _succession_refusals(UnitPlacement.objects.filter(unit=unit), from_on, "隶属关系")
    if unit.parent_id == parent.pk:
        refusals.append(Refusal("unit_parent_changes", "新上级与现上级相同，请核对。", field="parent"))
    if parent.path.startswith(unit.path):
        refusals.append(Refusal("unit_not_under_itself", "党组织不能隶属于它自己或它的下级。", field="parent"))
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    _end(UnitPlacement.objects.filter(unit=unit), from_on)
    UnitPlacement.objects.create(
        unit=unit, parent=parent, path=f"{parent.path}{unit.pk}/", from_on=from_on, basis=basis
    )
    if from_on <= today:
        _replace_path(unit, parent, from_on)
    return unit


@refusing_conflicts()
@changes(Fact.UNITS)
def close_unit(*, unit: Unit, on: dt.date, reason: str = "", basis: str = "") -> Unit:
    """Closes a unit; from `on` it no longer exists. Raises `Refused` with everything that still hangs on it."""
    lock_tree()
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    names, placements = UnitName.objects.filter(unit=unit), UnitPlacement.objects.filter(unit=unit)
    refusals = closing_refusals(unit, on)
    refusals += _succession_refusals(names, on, "名称", "on") + _succession_refusals(placements, on, "隶属关系", "on")
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    last_day = on - dt.timedelta(days=1)
    unit.closed_on = on
    unit.save(update_fields=["closed_on"])
    for rows in (names, placements):
        rows.filter(to_on__isnull=True).update(to_on=last_day, basis=basis)
    return unit


def _name_refusals(full_name, short_name) -> list[Refusal]:
    found = []
    if not full_name.strip():
        found.append(Refusal("unit_full_name", "请填写全称，与印章一致。", field="full_name"))
    if not short_name.strip():
        found.append(Refusal("unit_short_name", "请填写简称。", field="short_name"))
    return found


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


def _open_refusals(unit, on) -> list[Refusal]:
    if unit.closed_on and unit.closed_on <= on:
        return [Refusal("unit_open", f"{unit}已于 {unit.closed_on} 撤销，不能再办理。")]
    return []


def _kind_refusals(unit, kind) -> list[Refusal]:
    """A new kind must fit the parent above and the children below."""
    if kind == unit.kind:
        return []
    found = [] if unit.parent is None else _placement_refusals(kind, unit.parent, unit.established_on)
    if unit.parent is None and kind != UnitKind.COMMITTEE:
        found.append(Refusal("unit_one_root", "学校党委的类别不能改变。", field="kind"))
    for child in unit.children.filter(closed_on__isnull=True):
        if kind not in PARENTS[child.kind]:
            message = f"下级“{child}”是{child.get_kind_display()}，不能设在{UnitKind(kind).label}之下，请先划转。"
            found.append(Refusal("unit_children_kind", message, field="kind"))
            break
    return found


def _succession_refusals(rows, from_on, what, field="from_on") -> list[Refusal]:
    """Two beginnings on one day, or a beginning before one that stands already, are refused."""
    later = rows.filter(from_on__gte=from_on).order_by("from_on").first()
    if later is None:
        return []
    return [Refusal("one_a_day", f"{later.from_on} 起已登记过{what}，日期须晚于这一天。", field=field)]


def _end(rows, from_on):
    rows.filter(to_on__isnull=True).update(to_on=from_on - dt.timedelta(days=1))


def _replace_path(unit, parent, from_on):
    old, new = unit.path, f"{parent.path}{unit.pk}/"
    below = Unit.objects.filter(path__startswith=old).exclude(pk=unit.pk)
    placements = UnitPlacement.objects.filter(unit__in=below, path__startswith=old).since(from_on)
    for row in placements.order_by("path").select_related("unit"):
        _continue_placement(row, new + row.path[len(old) :], from_on)
    move_tally(unit, old, new)
    below.update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
    unit.parent, unit.path = parent, new
    unit.save(update_fields=["parent", "path"])


def _continue_placement(row, path, from_on):
    """A unit below a moved one keeps its parent but stands on a new path from that day."""
    if row.from_on >= from_on:
        row.path = path
        row.save(update_fields=["path"])
        return
    until, row.to_on = row.to_on, from_on - dt.timedelta(days=1)
    row.save(update_fields=["to_on"])
    UnitPlacement.objects.create(
        unit=row.unit, parent=row.parent, path=path, from_on=from_on, to_on=until, basis=row.basis
    )


@refusing_conflicts()
def refresh_current(*, today: dt.date) -> int:
    """Makes names and placements that have begun the units' current ones: what was set in advance needs no hand."""
    renewed = _refresh_names(today) + _refresh_placements(today)
    if renewed:
        changed(Fact.UNITS)
    return renewed


def _refresh_names(today) -> int:
    stale = UnitName.objects.on(today).exclude(full_name=F("unit__full_name"), short_name=F("unit__short_name"))
    renamed = list(stale.select_related("unit"))
    for row in renamed:
        row.unit.full_name, row.unit.short_name = row.full_name, row.short_name
        row.unit.save(update_fields=["full_name", "short_name"])
    return len(renamed)


def _refresh_placements(today) -> int:
    stale = UnitPlacement.objects.on(today).exclude(parent=F("unit__parent")).filter(parent__isnull=False)
    moved = list(stale.order_by("from_on"))
    for row in moved:
        unit, parent = Unit.objects.get(pk=row.unit_id), Unit.objects.get(pk=row.parent_id)
        _replace_path(unit, parent, row.from_on)
        UnitPlacement.objects.filter(pk=row.pk).update(path=unit.path)
    return len(moved)
