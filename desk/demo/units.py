"""Founding the demo school's units level by level, and what happened to a few of them since."""

import datetime as dt

from desk.demo.shape import PlannedUnit
from directory.models import Unit, UnitName, UnitPlacement
from directory.models.units import SECOND_LEVEL
from directory.services.units import rename_unit

FOUNDED = dt.date(1998, 7, 1)


def found_units(cursor, plan: list[PlannedUnit]) -> None:
    """All units of the plan at once, with names and placements; keys and paths level by level."""
    ids: dict[str, int] = {}
    paths: dict[str, str] = {}
    waiting = list(plan)
    while waiting:
        level = [unit for unit in waiting if unit.parent is None or unit.parent in ids]
        waiting = [unit for unit in waiting if not (unit.parent is None or unit.parent in ids)]
        keys = _next_keys(cursor, len(level))
        for key, unit in zip(keys, level, strict=True):
            ids[unit.code], paths[unit.code] = key, f"{paths.get(unit.parent, '')}{key}/"
        Unit.objects.bulk_create([_unit(unit, ids, paths, place) for place, unit in enumerate(level)])
    UnitName.objects.bulk_create(
        UnitName(unit_id=ids[u.code], full_name=u.full_name, short_name=u.short_name, from_on=FOUNDED) for u in plan
    )
    UnitPlacement.objects.bulk_create(
        UnitPlacement(unit_id=ids[u.code], parent_id=ids.get(u.parent), path=paths[u.code], from_on=FOUNDED)
        for u in plan
    )


def change_some_units(today: dt.date) -> None:
    """One college was renamed a year ago; one branch is temporary and so left out of every count."""
    college = Unit.objects.get(code="09")
    rename_unit(
        unit=college,
        full_name=college.full_name.replace("计算机", "计算机与人工智能"),
        short_name=college.short_name.replace("计算机", "计算机与人工智能"),
        from_on=today - dt.timedelta(days=380),
        today=today,
        basis="江大委〔2025〕61号",
        reason="学院更名",
    )
    Unit.objects.filter(code="0104").update(is_temporary=True)


def _next_keys(cursor, count):
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence('directory_unit', 'id')) FROM generate_series(1, %s)", [count]
    )
    return [row[0] for row in cursor.fetchall()]


def _unit(planned, ids, paths, place):
    return Unit(
        pk=ids[planned.code],
        code=planned.code,
        kind=planned.kind,
        full_name=planned.full_name,
        short_name=planned.short_name,
        parent_id=ids.get(planned.parent),
        path=paths[planned.code],
        established_on=FOUNDED,
        needs_organizer=planned.kind in SECOND_LEVEL,
        position=place,
    )
