"""The way to the first rows of a page: hand-written SQL, because the planner guesses wrongly how many rows fit.

Every query reads keys from one index alone (`include` at the models' indexes) and stops after the page: walk an index
in the list's order and drop what does not fit, or take the first rows of each unit and merge them. Which, the counted
totals decide: the planner takes a filter on a subtree for a handful of rows, and then sorts a million.
"""

from dataclasses import dataclass

from django.db import connection
from django.db.models.expressions import RawSQL

from directory.scope import covers_school

# A text so short that more people bear it is not ordered: the page says so and asks for another character.
COUNTED = 10_000
# Index entries that may be read past before taking the units one by one is the better way.
_PATIENCE = 20_000


@dataclass(frozen=True)
class Walk:
    """In the order of `column` (and before it the unit's code), from `start` on; `paths` are the subtrees."""

    paths: tuple[str, ...]
    statuses: tuple[str, ...]
    categories: tuple[str, ...]
    column: str
    by_unit: bool
    backwards: bool
    limit: int
    start: tuple | None = None
    start_unit: str = ""

    @property
    def whole_school(self) -> bool:
        return covers_school(self.paths)

    @property
    def direction(self) -> str:
        return "DESC" if self.backwards else "ASC"

    @property
    def comparison(self) -> str:
        return "<" if self.backwards else ">"


def walked_keys(walk: Walk, scope, school) -> RawSQL:
    """A query for the keys of a page's people, one more than it holds if there are more. `scope`, `school`: tallies."""
    if walk.by_unit:
        return RawSQL(*_unit_by_unit(walk))  # noqa: S611
    keys, condition, parameters = _ways(walk)[_shortest(walk, scope, school)]
    fits, values = _fits(walk, scoped=condition != "unit_id = way.key", statused=condition != "status = way.key")
    beyond, start = _beyond(walk)
    sql = f"""
        SELECT person.id FROM ({keys}) AS way CROSS JOIN LATERAL (
            SELECT id, {walk.column} FROM directory_person WHERE {condition}{fits}{beyond}
            ORDER BY {walk.column} {walk.direction}, id {walk.direction} LIMIT %s) AS person
        ORDER BY person.{walk.column} {walk.direction}, person.id {walk.direction} LIMIT %s"""  # noqa: S608
    return RawSQL(sql, [*parameters, *values, *start, walk.limit, walk.limit])  # noqa: S611


def found_keys(walk: Walk, keys: list[str], people: list[int]) -> tuple[list[int], int]:
    """As `walked_keys`, for a name that is searched; also how many bear it, counted up to `COUNTED` and one."""
    named, value = ("person.search_keys @> %s::varchar[]", keys) if keys else ("person.id = ANY(%s)", people)
    fits, values = _kinds(walk, "person.")
    if not walk.whole_school:
        under, paths = _under(walk, "")
        fits += f" AND person.unit_id = ANY(ARRAY(SELECT id FROM directory_unit WHERE {under}))"  # noqa: S608
        values += paths
    order = [*(["code"] if walk.by_unit else []), walk.column, "id"]
    beyond, start = "", []
    if walk.start:
        beyond = f"WHERE ({', '.join(order)}) {walk.comparison} ({', '.join(['%s'] * len(order))})"
        start = [*([walk.start_unit] if walk.by_unit else []), *walk.start]
    sql = f"""
        WITH found AS MATERIALIZED (
            SELECT person.id, person.{walk.column}, unit.code FROM directory_person AS person
            JOIN directory_unit AS unit ON unit.id = person.unit_id WHERE {named}{fits} LIMIT {COUNTED + 1})
        SELECT id, (SELECT count(*) FROM found) FROM found {beyond}
        ORDER BY {", ".join(f"{name} {walk.direction}" for name in order)} LIMIT %s"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [value, *values, *start, walk.limit])
        rows = cursor.fetchall()
    return [key for key, _ in rows], rows[0][1] if rows else 0


def _shortest(walk, scope, school) -> str:
    """Which way reads the fewest index entries: through everybody, by status, or unit by unit."""
    fitting = max(1, scope.count(walk.statuses, walk.categories))
    costs = {"all": school.count() * walk.limit / fitting}
    if walk.statuses and walk.column == "sort_pinyin":
        costs["status"] = sum(
            school.count((status,)) * walk.limit / max(1, scope.count((status,), walk.categories))
            for status in walk.statuses
        )
    best = min(costs, key=costs.get)
    within = scope.count()
    return "unit" if costs[best] > _PATIENCE or within < costs[best] else best


def _ways(walk) -> dict[str, tuple[str, str, list]]:
    """Per way: where the walk begins (one row each), how the index is entered there, and the parameters."""
    counted, values = _kinds(walk, "counted.")
    under, paths = _under(walk, "unit.")
    units = f"""SELECT DISTINCT counted.unit_id AS key FROM directory_unittally AS counted
                JOIN directory_unit AS unit ON unit.id = counted.unit_id WHERE {under}{counted}"""  # noqa: S608
    return {
        "all": ("SELECT 1", "true", []),
        "status": ("SELECT unnest(%s::varchar[]) AS key", "status = way.key", [list(walk.statuses)]),
        "unit": (units, "unit_id = way.key", [*paths, *values]),
    }


def _unit_by_unit(walk) -> tuple[str, list]:
    """组织序: the units in the order of their codes, each with its first people, until the page is full."""
    under, paths = _under(walk, "unit.")
    fits, values = _fits(walk, scoped=False, statused=True)
    from_unit, beyond, start = "", "", []
    if walk.start:
        from_unit = f" AND unit.code {walk.comparison}= %s"
        beyond = f" AND (unit.code <> %s OR ({walk.column}, id) {walk.comparison} (%s, %s))"
        start = [walk.start_unit, *walk.start]
    sql = f"""
        SELECT person.id FROM directory_unit AS unit CROSS JOIN LATERAL (
            SELECT id, {walk.column} FROM directory_person WHERE unit_id = unit.id{fits}{beyond}
            ORDER BY {walk.column} {walk.direction}, id {walk.direction} LIMIT %s) AS person
        WHERE {under}{from_unit}
        ORDER BY unit.code {walk.direction}, person.{walk.column} {walk.direction}, person.id {walk.direction}
        LIMIT %s"""  # noqa: S608
    return sql, [*values, *start, walk.limit, *paths, *([walk.start_unit] if walk.start else []), walk.limit]


def _fits(walk, *, scoped: bool, statused: bool) -> tuple[str, list]:
    """The filters as further conditions. The scope is wrapped, or the planner would join it and lose the order."""
    kinds, values = _kinds(walk, "", statused=statused)
    if not scoped or walk.whole_school:
        return kinds, values
    under, paths = _under(walk, "")
    inside = f" AND CASE WHEN unit_id IN (SELECT id FROM directory_unit WHERE {under}) THEN true END"  # noqa: S608
    return kinds + inside, values + paths


def _kinds(walk, table, *, statused=True) -> tuple[str, list]:
    sql, values = "", []
    if walk.statuses and statused:
        sql, values = f" AND {table}status = ANY(%s)", [list(walk.statuses)]
    if walk.categories:
        sql, values = f"{sql} AND {table}category = ANY(%s)", [*values, list(walk.categories)]
    return sql, values


def _under(walk, table) -> tuple[str, list]:
    """The condition that a unit lies in one of the subtrees."""
    parts = [f"{table}path LIKE %s"] * len(walk.paths)
    return f"({' OR '.join(parts)})", [f"{path}%" for path in walk.paths]


def _beyond(walk) -> tuple[str, list]:
    if not walk.start:
        return "", []
    return f" AND ({walk.column}, id) {walk.comparison} (%s, %s)", list(walk.start)
