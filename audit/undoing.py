"""Taking back what one batch has changed, for whatever tables it touched: read from the history of its acts.

Rows that the batch created and nobody used are deleted, rows that it changed become again what they were; history keeps
everything. What somebody has worked on since stays, with all that belongs to it, and is named with what stops it:

- `CHANGED`: the row was changed after the batch;
- `USED`: a row created by the batch is referred to by something that stays (what goes with it by CASCADE is no use);
- `TOGETHER`: it belongs to something that stays (a person's status to the person: the first of `Trail.owners`);
- `UNKNOWN`: what the row was before is not in the history.

Everything is set-based: a handful of statements per table, however large the batch.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from django.apps import apps
from django.db import connection, models, transaction
from pghistory.models import Event as HistoryRow

from audit.bulk import large_statement
from audit.reading import Place
from audit.tracking import Trail, trails

CHANGED, USED, TOGETHER, UNKNOWN = "changed", "used", "together", "unknown"
LISTED = 200
_ROWS = "undo_rows"

# Tracked models whose rows follow from other tables: never undone, only worked out again.
_DERIVED: set[type[models.Model]] = set()
_AFTER: list[Callable[[dict[str, list[int]], dt.date | None], None]] = []
# Whose rows stay with the owner of another row: model → (its foreign key, the foreign key to the owner there).
_WITH: dict[type[models.Model], tuple[str, str]] = {}


@dataclass(frozen=True)
class Stop:
    """A row that stays: which, why, and the line of history that shows it."""

    trail: Trail
    key: int
    why: str
    place: Place


@dataclass
class Undoing:
    """What was (or would be) deleted and restored, per model; what stays, the first `LISTED` of it by name."""

    deleted: dict[str, int] = field(default_factory=dict)
    restored: dict[str, int] = field(default_factory=dict)
    stopped: int = 0
    stops: list[Stop] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return sum(self.deleted.values()) + sum(self.restored.values())


def follows(*derived: type[models.Model]) -> None:
    """Registers tracked models whose rows are projections of other tables."""
    _DERIVED.update(derived)


def stays_with(model: type[models.Model], parent: str, owner: str) -> None:
    """Rows of the model belong to whom the row belongs that their `parent` names, not to their own first owner."""
    _WITH[model] = (parent, owner)


def after_undo(function):
    """Registers `function({label: keys}, on)`: what must be worked out anew for rows that were deleted or restored."""
    _AFTER.append(function)
    return function


def foresee(batch: str) -> Undoing:
    """What undoing the batch would do; nothing is written."""
    with transaction.atomic():
        _gather(batch)
        _find_stops()
        found = _told()
        _drop()
    return found


def undo(batch: str, on: dt.date | None = None) -> Undoing:
    """Takes back the batch in the caller's transaction and occasion; `on`: as of when what follows is worked out."""
    with large_statement():
        _gather(batch)
        _hold()
        _find_stops()
        found = _told()
        touched = _touched()
        for trail in _undoable():
            _delete(trail)
        _delete_dependent()
        for trail in _undoable():
            _insert(trail)
            _restore(trail)
        for function in _AFTER:
            function(touched, on)
        _drop()
    return found


def _undoable() -> Iterator[Trail]:
    return (trail for trail in trails() if trail.model not in _DERIVED)


def _ask(statement: str, params=()) -> list:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else []


def _do(statement: str, params=()) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.rowcount


def _gather(batch: str) -> None:
    """Every row that the batch touched, once: its first and last line of history there, and to what it belongs."""
    _do(
        f"CREATE TEMPORARY TABLE {_ROWS} (trail text, key bigint, first bigint, last bigint, is_new boolean, "
        "is_gone boolean, belongs text, stop text, PRIMARY KEY (trail, key))"
    )
    contexts = [row[0] for row in _ask("SELECT id FROM pghistory_context WHERE metadata ->> 'batch' = %s", [batch])]
    for trail in _undoable():
        _do(
            f"""
            INSERT INTO {_ROWS}
            SELECT %s, pgh_obj_id, min(pgh_id), max(pgh_id),
                   (array_agg(pgh_label ORDER BY pgh_id))[1] = 'insert',
                   (array_agg(pgh_label ORDER BY pgh_id DESC))[1] = 'delete', {_owner(trail)}
            FROM {trail.history._meta.db_table} WHERE pgh_context_id = ANY(%s) GROUP BY pgh_obj_id
            """,  # noqa: S608 (names of tables and columns)
            [trail.key, contexts],
        )
    _do(f"DELETE FROM {_ROWS} WHERE is_new AND is_gone")  # noqa: S608
    _do(f"CREATE INDEX ON {_ROWS} (belongs)")
    _do(f"ANALYZE {_ROWS}")


def _owner(trail) -> str:
    if trail.model in _WITH:
        return _owner_of_parent(trail)
    if not trail.owners:
        return f"'{trail.key}:' || pgh_obj_id"
    owner = trail.model._meta.get_field(trail.owners[0])
    return f"'{owner.related_model._meta.label_lower}:' || max({owner.column})"


def _owner_of_parent(trail) -> str:
    parent, name = (trail.model._meta.get_field(_WITH[trail.model][0]), _WITH[trail.model][1])
    table, key = _table(parent.related_model)
    owner = parent.related_model._meta.get_field(name)
    asked = f"SELECT p.{owner.column} FROM {table} p WHERE p.{key} = max({parent.column})"  # noqa: S608
    return f"'{owner.related_model._meta.label_lower}:' || ({asked})"


def _hold() -> None:
    """Whoever wants to change one of the rows, or refer to one, waits until the batch is taken back."""
    for trail in _undoable():
        table, key = _table(trail.model)
        _do(
            f"SELECT 1 FROM {table} t JOIN {_ROWS} u ON u.trail = %s AND u.key = t.{key} FOR UPDATE OF t",  # noqa: S608
            [trail.key],
        )


def _find_stops() -> None:
    for trail in _undoable():
        _stop_changed(trail)
    references = list(_references())
    for reference in references:
        _stop_used(*reference)
    while sum(chain([_stop_together()], (_stop_kept(*reference) for reference in references))):
        pass


def _stop_changed(trail) -> None:
    history = trail.history._meta.db_table
    _do(
        f"""UPDATE {_ROWS} u SET stop = '{CHANGED}' WHERE u.trail = %s AND EXISTS (
            SELECT 1 FROM {history} e WHERE e.pgh_obj_id = u.key AND e.pgh_id > u.last)""",  # noqa: S608
        [trail.key],
    )
    lost = "OR u.is_gone" if trail.derived or trail.secret else ""
    _do(
        f"""UPDATE {_ROWS} u SET stop = '{UNKNOWN}' WHERE u.trail = %s AND u.stop IS NULL AND NOT u.is_new
            AND (NOT EXISTS (SELECT 1 FROM {history} e WHERE e.pgh_obj_id = u.key AND e.pgh_id < u.first) {lost})""",  # noqa: S608
        [trail.key],
    )


def _references(*, cascading: bool = False) -> Iterator[tuple[Trail, type[models.Model], str]]:
    """Foreign keys that lead to a tracked row: (whose, from which model, its column)."""
    tracked = {trail.model: trail for trail in _undoable()}
    for model in apps.get_models(include_auto_created=True):
        if issubclass(model, HistoryRow) or model._meta.proxy or not model._meta.managed:
            continue
        for one in model._meta.local_concrete_fields:
            if one.related_model in tracked and (one.remote_field.on_delete is models.CASCADE) == cascading:
                yield tracked[one.related_model], model, one.column


def _stop_used(trail, model, column) -> None:
    """Created by the batch, and referred to by a row that the batch has not touched."""
    table, key = _table(model)
    own = f"AND r.{key} NOT IN (SELECT key FROM {_ROWS} WHERE trail = %s)" if _is_tracked(model) else ""  # noqa: S608
    _do(
        f"""UPDATE {_ROWS} u SET stop = '{USED}' WHERE u.trail = %s AND u.is_new AND u.stop IS NULL
            AND EXISTS (SELECT 1 FROM {table} r WHERE r.{column} = u.key {own})""",  # noqa: S608
        [trail.key, model._meta.label_lower] if own else [trail.key],
    )


def _stop_together() -> int:
    return _do(
        f"""UPDATE {_ROWS} SET stop = '{TOGETHER}' WHERE stop IS NULL
            AND belongs IN (SELECT belongs FROM {_ROWS} WHERE stop IS NOT NULL)"""  # noqa: S608
    )


def _stop_kept(trail, model, column) -> int:
    """Created by the batch, and referred to by one of its rows that stays."""
    if not _is_tracked(model):
        return 0
    table, key = _table(model)
    return _do(
        f"""UPDATE {_ROWS} u SET stop = '{USED}' FROM {table} r JOIN {_ROWS} c
            ON c.trail = %s AND c.key = r.{key} AND c.stop IS NOT NULL
            WHERE u.trail = %s AND u.is_new AND u.stop IS NULL AND r.{column} = u.key""",  # noqa: S608
        [model._meta.label_lower, trail.key],
    )


def _told() -> Undoing:
    found, known = Undoing(), {trail.key: trail for trail in trails()}
    counts = f"SELECT trail, is_new, stop IS NOT NULL, count(*) FROM {_ROWS} GROUP BY 1, 2, 3 ORDER BY 1"  # noqa: S608
    for key, is_new, stays, count in _ask(counts):
        if stays:
            found.stopped += count
        else:
            name = str(known[key].model._meta.verbose_name)
            (found.deleted if is_new else found.restored)[name] = count
    # What merely belongs to something that stays is not worth a line of its own.
    order = f"SELECT trail, key, stop, last FROM {_ROWS} WHERE stop IN (%s, %s, %s) ORDER BY trail, key LIMIT %s"  # noqa: S608
    rows = _ask(order, [CHANGED, USED, UNKNOWN, LISTED])
    found.stops = [stop for trail in trails() for stop in _stops(trail, rows)]
    return found


def _stops(trail, rows) -> list[Stop]:
    """With the line of history that tells who did it: the one after the batch, or the batch's own."""
    mine = {key: (why, last) for name, key, why, last in rows if name == trail.key}
    if not mine:
        return []
    table = trail.history._meta.db_table
    lines = _ask(
        f"""SELECT DISTINCT ON (e.pgh_obj_id) e.pgh_obj_id, e.pgh_created_at, e.pgh_id FROM {table} e
            JOIN {_ROWS} u ON u.trail = %s AND u.key = e.pgh_obj_id
            WHERE u.key = ANY(%s) AND (e.pgh_id > u.last OR (u.stop <> '{CHANGED}' AND e.pgh_id = u.last))
            ORDER BY e.pgh_obj_id, e.pgh_id""",  # noqa: S608
        [trail.key, list(mine)],
    )
    return [Stop(trail, key, mine[key][0], Place(at, trail.key, number)) for key, at, number in lines]


def _touched() -> dict[str, list[int]]:
    touched = defaultdict(list)
    for name, key in _ask(f"SELECT trail, key FROM {_ROWS} WHERE stop IS NULL"):  # noqa: S608
        touched[name].append(key)
    return dict(touched)


def _delete(trail) -> None:
    """Foreign keys are asked at the end of the transaction, so the order of the tables does not matter."""
    table, key = _table(trail.model)
    _do(
        f"DELETE FROM {table} t USING {_ROWS} u WHERE u.trail = %s AND u.is_new AND u.stop IS NULL AND t.{key} = u.key",  # noqa: S608
        [trail.key],
    )


def _delete_dependent() -> None:
    """What goes with a row goes with it here too: grants, counts, reminders."""
    for trail, model, column in _references(cascading=True):
        _do(
            f"""DELETE FROM {model._meta.db_table} t USING {_ROWS} u WHERE u.trail = %s AND u.is_new
                AND u.stop IS NULL AND t.{column} = u.key""",  # noqa: S608
            [trail.key],
        )


def _restore(trail) -> None:
    """Every recorded column as it stood before the batch; the version goes on, since this is one more change."""
    table, key = _table(trail.model)
    columns = [_quoted(column) for column in _recorded(trail) if column not in (key, "version")]
    given = ", ".join(f"{column} = h.{column}" for column in columns)
    _do(
        f"""UPDATE {table} t SET {given} FROM {_ROWS} u CROSS JOIN LATERAL ({_before(trail)}) h
            WHERE u.trail = %s AND NOT u.is_new AND NOT u.is_gone AND u.stop IS NULL AND t.{key} = u.key""",  # noqa: S608
        [trail.key],
    )


def _insert(trail) -> None:
    """What the batch deleted comes back under its old key."""
    if trail.derived or trail.secret:
        return
    columns = [_quoted(column) for column in _recorded(trail)]
    wanted = ", ".join(f"h.{column}" for column in columns)
    _do(
        f"""INSERT INTO {trail.model._meta.db_table} ({", ".join(columns)}) SELECT {wanted}
            FROM {_ROWS} u CROSS JOIN LATERAL ({_before(trail)}) h
            WHERE u.trail = %s AND u.is_gone AND u.stop IS NULL""",  # noqa: S608
        [trail.key],
    )


def _before(trail) -> str:
    return (
        f"SELECT * FROM {trail.history._meta.db_table} e WHERE e.pgh_obj_id = u.key AND e.pgh_id < u.first "  # noqa: S608
        "ORDER BY e.pgh_id DESC LIMIT 1"
    )


def _recorded(trail) -> list[str]:
    recorded = {one.column for one in trail.history._meta.concrete_fields}
    return [one.column for one in trail.model._meta.concrete_fields if one.column in recorded]


def _quoted(column: str) -> str:
    """A date may be called `on`, which SQL keeps for itself."""
    return connection.ops.quote_name(column)


def _is_tracked(model) -> bool:
    return any(trail.model is model for trail in _undoable())


def _table(model) -> tuple[str, str]:
    return model._meta.db_table, model._meta.pk.column


def _drop() -> None:
    _do(f"DROP TABLE {_ROWS}")
