"""Reading the log: the rows of all history tables and the events, newest first, as one list.

Every table is asked for the few rows that could stand on the page, by an index on (time, number); the rest is merging.
So a page costs the same however long the log has become, and however many tables there are it stays one statement.
"""

import datetime as dt
import json
from dataclasses import dataclass

from django.db import connection

from audit.models import Event
from audit.tracking import Trail

EVENTS = "audit.event"
LABELS = {"insert": "新增", "update": "修改", "delete": "删除"}
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, order=True)
class Place:
    """Where a line stands: time, then table and number within one and the same instant."""

    at: dt.datetime
    key: str
    number: int

    def __str__(self):
        return f"{(self.at - _EPOCH) // dt.timedelta(microseconds=1)}~{self.key}~{self.number}"


def read_place(text: str) -> Place | None:
    """The place that an address names, or None."""
    try:
        micros, key, number = text.split("~")
        at = _EPOCH + dt.timedelta(microseconds=int(micros))
        return Place(at, key, int(number)) if 0 <= int(number) < 2**63 and len(micros) < 18 else None
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True)
class Wanted:
    """Which lines. `labels` and `kinds` empty mean none of that sort; `users` and `objects` None mean all.

    `objects` maps a model's label to keys: rows of these objects and rows that belong to them (`Trail.owners`).
    """

    trails: tuple[Trail, ...]
    labels: tuple[str, ...] = tuple(LABELS)
    kinds: tuple[str, ...] = ()
    users: tuple[int, ...] | None = None
    source: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    objects: dict[str, list[int]] | None = None
    after: Place | None = None
    before: Place | None = None


@dataclass(frozen=True)
class HistoryLine:
    """A history row: the whole row after the change and before it (empty if none), and what is known of the act."""

    place: Place
    trail: Trail
    label: str
    now: dict
    before: dict
    facts: dict
    count: int = 1  # rows of a whole (`Trail.folds`) to which the act did the same


@dataclass(frozen=True)
class EventLine:
    place: Place
    event: Event


def places(wanted: Wanted, limit: int) -> list[Place]:
    """The places of the next `limit` lines, newest first; one statement."""
    parts, params = [], []
    for trail in wanted.trails if wanted.labels else ():
        _add(parts, params, _history_part(trail, wanted), limit)
    if wanted.kinds:
        _add(parts, params, _event_part(wanted), limit)
    if not parts:
        return []
    direction = "ASC" if wanted.before else "DESC"
    order = f"at {direction}, key {direction}, number {direction}"
    with connection.cursor() as cursor:
        merged = f"SELECT * FROM ({' UNION ALL '.join(parts)}) AS line"  # noqa: S608 (names of tables)
        cursor.execute(f"{merged} ORDER BY {order} LIMIT %s", [*params, limit])
        found = [Place(at, key, number) for at, key, number in cursor.fetchall()]
    return found[::-1] if wanted.before else found


def lines(places: list[Place], trails: tuple[Trail, ...]) -> list[HistoryLine | EventLine]:
    """The lines that stand there: one statement for all history tables, one for the events."""
    found = _history_lines(places, {trail.key: trail for trail in trails}) | _event_lines(places)
    return [found[place] for place in places if place in found]


def _add(parts, params, part, limit):
    if part:
        text, given = part
        parts.append(f"({text} LIMIT %s)")
        params += [*given, limit]


def _history_part(trail, wanted):
    table = trail.history._meta.db_table
    conditions, params = _bounds("pgh_created_at", "pgh_id", trail.key, wanted)
    if trail.folds and wanted.objects is None:
        conditions.append(f"NOT EXISTS (SELECT FROM {_beside(trail, table)} AND beside.pgh_id > {table}.pgh_id)")
    if set(wanted.labels) != set(LABELS):
        conditions.append("pgh_label = ANY(%s)")
        params.append(list(wanted.labels))
    occasion, given = _occasion(wanted)
    if occasion:
        conditions.append(f"pgh_context_id IN (SELECT id FROM pghistory_context WHERE {occasion})")  # noqa: S608
        params += given
    if wanted.objects is not None:
        owned = _owned(trail, wanted.objects)
        if not owned:
            return None
        conditions.append(f"({' OR '.join(f'{column} = ANY(%s)' for column, _ in owned)})")
        params += [keys for _, keys in owned]
    return _part(table, trail.key, "pgh_created_at", "pgh_id", conditions, wanted), params


def _beside(trail, line):
    """The other rows of the same whole to which the same act did the same."""
    whole = trail.model._meta.get_field(trail.folds).column
    same = " AND ".join(f"beside.{name} = {line}.{name}" for name in ("pgh_context_id", "pgh_label", whole))
    return f"{trail.history._meta.db_table} beside WHERE {same}"


def _event_part(wanted):
    conditions, params = _bounds("at", "id", EVENTS, wanted)
    conditions.append("kind = ANY(%s)")
    params.append(list(wanted.kinds))
    if wanted.users is not None:
        conditions.append("account_id = ANY(%s)")
        params.append(list(wanted.users))
    if wanted.source:
        conditions.append("source = %s")
        params.append(wanted.source)
    if wanted.objects is not None:
        about = ["(subject_model = %s AND subject_id = ANY(%s))"] * len(wanted.objects)
        conditions.append(f"({' OR '.join(about) or 'false'})")
        params += [given for pair in wanted.objects.items() for given in pair]
    return _part("audit_event", EVENTS, "at", "id", conditions, wanted), params


def _part(table, key, at, number, conditions, wanted):
    direction = "ASC" if wanted.before else "DESC"
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return (
        f"SELECT {at} AS at, '{key}'::text COLLATE \"C\" AS key, {number} AS number FROM {table} {where} "  # noqa: S608 (names of tables)
        f"ORDER BY {at} {direction}, {number} {direction}"
    )


def _bounds(at, number, key, wanted):
    """Conditions on the time: the days asked for, and what lies beyond the cursor as this table sees it."""
    conditions, params = [], []
    for value, sign in ((wanted.since, ">="), (wanted.until, "<")):
        if value is not None:
            conditions.append(f"{at} {sign} %s")
            params.append(value)
    if place := wanted.before or wanted.after:
        sign = ">" if wanted.before else "<"
        if key == place.key:
            conditions.append(f"({at}, {number}) {sign} (%s, %s)")
            params += [place.at, place.number]
        else:
            within = (key > place.key) == bool(wanted.before)
            conditions.append(f"{at} {sign}{'=' if within else ''} %s")
            params.append(place.at)
    return conditions, params


def _occasion(wanted):
    conditions, params = [], []
    if wanted.users is not None:
        conditions.append("metadata ->> 'user' = ANY(%s)")
        params.append([str(user) for user in wanted.users])
    if wanted.source:
        conditions.append("metadata ->> 'source' = %s")
        params.append(wanted.source)
    return " AND ".join(conditions), params


def _owned(trail, objects):
    """Columns of the history table that lead to one of the objects."""
    found = [("pgh_obj_id", objects[trail.key])] if trail.key in objects else []
    for name in trail.owners:
        owner = trail.model._meta.get_field(name)
        if owner.related_model._meta.label_lower in objects:
            found.append((owner.column, objects[owner.related_model._meta.label_lower]))
    return found


def _history_lines(places, trails):
    parts, params = [], []
    for key, trail in trails.items():
        if numbers := [place.number for place in places if place.key == key]:
            parts.append(_whole_rows(trail))
            params.append(numbers)
    if not parts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        rows = cursor.fetchall()
    return {
        (place := Place(at, key, number)): HistoryLine(place, trails[key], label, *map(_from_json, found), count)
        for key, number, at, label, count, *found in rows
    }


def _from_json(text) -> dict:
    """Django leaves JSON of raw statements as text."""
    return json.loads(text) if text else {}


def _whole_rows(trail):
    table = trail.history._meta.db_table
    before = (
        f"SELECT to_jsonb(p) FROM {table} p WHERE p.pgh_obj_id = e.pgh_obj_id AND p.pgh_id < e.pgh_id "  # noqa: S608
        "ORDER BY p.pgh_id DESC LIMIT 1"
    )
    count = f"(SELECT GREATEST(count(*), 1) FROM {_beside(trail, 'e')})" if trail.folds else "1"  # noqa: S608
    return (
        f"SELECT '{trail.key}', e.pgh_id, e.pgh_created_at, e.pgh_label, {count}, to_jsonb(e), ({before}), c.metadata "  # noqa: S608
        f"FROM {table} e LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id WHERE e.pgh_id = ANY(%s)"
    )


def _event_lines(places):
    numbers = [place.number for place in places if place.key == EVENTS]
    if not numbers:
        return {}
    events = Event.objects.filter(pk__in=numbers).select_related("account")
    return {(place := Place(event.at, EVENTS, event.pk)): EventLine(place, event) for event in events}
