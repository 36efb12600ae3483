"""Brings the stored reminders of one source in step with what the source says: a few set-based statements.

The source's rows are staged first, because each statement needs them and the planner needs their number. A deadline
whose day was moved is a new reminder, and the old one closes. Running it twice changes nothing.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from policy.citing import UNCONFIRMED
from policy.reading import unconfirmed_citations
from reminders.lead_times import LeadTimes, lead_times
from reminders.registry import OWN_WORDS, Source

# So far beyond its lead time a deadline is already kept, to answer “what comes next”.
LOOK_AHEAD_DAYS = 92

# A unit's own days stand in place of the school's; a clause that nobody has confirmed says so. {clause} and {grade}
# are this row's own words, else the source's.
_STAGE = """
CREATE TEMPORARY TABLE reminder_stage ON COMMIT DROP AS
SELECT subject_id, unit_id, due_on, title, url, notice_days, due_on - notice_days[1] AS shown_from, grade,
       clause || CASE WHEN clause = ANY(%s) THEN %s ELSE '' END AS clause
FROM (
    SELECT due.subject_id, due.unit_id, due.due_on, due.title, due.url, {clause} AS clause, {grade} AS grade,
           COALESCE(own.days::smallint[], %s::smallint[]) AS notice_days
    FROM ({statement}) AS due
    LEFT JOIN UNNEST(%s::bigint[], %s::text[]) AS own (unit_id, days) ON own.unit_id = due.unit_id
) AS said
WHERE due_on - notice_days[1] <= %s AND (%s::bigint[] IS NULL OR subject_id = ANY(%s))
"""

# Rows of no unit, and the second row of a subject for the same day: they are counted and the others go on. Looked for
# as whole sets: asked of each row, whether another stands before it is a question to all rows.
_SIFT = """
DELETE FROM reminder_stage WHERE ctid IN (
    SELECT due.ctid FROM reminder_stage AS due
    LEFT JOIN directory_unit AS unit ON unit.id = due.unit_id
    WHERE unit.id IS NULL OR due.subject_id IS NULL
  UNION ALL
    SELECT due.ctid FROM reminder_stage AS due
    JOIN (SELECT subject_id, due_on, min(ctid) AS first FROM reminder_stage
          GROUP BY subject_id, due_on HAVING count(*) > 1) AS twice USING (subject_id, due_on)
    WHERE due.ctid > twice.first)
"""

# A reminder beyond the horizon is left alone: a clock that was set back must not lose it.
_CLOSE = """
UPDATE reminders_reminder AS kept SET closed_on = %(on)s
WHERE kept.source = %(source)s AND kept.closed_on IS NULL AND kept.shown_from <= %(horizon)s
  AND (%(subjects)s::bigint[] IS NULL OR kept.subject_id = ANY(%(subjects)s))
  AND NOT EXISTS (
    SELECT FROM reminder_stage AS due WHERE due.subject_id = kept.subject_id AND due.due_on = kept.due_on)
"""

_KEPT_IN_STEP = ("unit_id", "title", "url", "shown_from", "notice_days", "grade", "clause")
_CHANGE = f"""
UPDATE reminders_reminder AS kept
SET {", ".join(f"{name} = due.{name}" for name in _KEPT_IN_STEP)}
FROM reminder_stage AS due
WHERE kept.source = %(source)s AND kept.closed_on IS NULL
  AND kept.subject_id = due.subject_id AND kept.due_on = due.due_on
  AND ({", ".join(f"kept.{name}" for name in _KEPT_IN_STEP)})
      IS DISTINCT FROM ({", ".join(f"due.{name}" for name in _KEPT_IN_STEP)})
"""  # noqa: S608 -- the names are written above

_OPEN = f"""
INSERT INTO reminders_reminder AS kept
  (source, subject_id, due_on, opened_on, {", ".join(_KEPT_IN_STEP)})
SELECT %(source)s, subject_id, due_on, %(on)s, {", ".join(_KEPT_IN_STEP)}
FROM reminder_stage AS due
WHERE NOT EXISTS (
  SELECT FROM reminders_reminder AS present
  WHERE present.source = %(source)s AND present.closed_on IS NULL
    AND present.subject_id = due.subject_id AND present.due_on = due.due_on)
ON CONFLICT (source, subject_id, due_on) DO UPDATE
SET opened_on = excluded.opened_on, closed_on = NULL,
    {", ".join(f"{name} = excluded.{name}" for name in _KEPT_IN_STEP)}
"""  # noqa: S608 -- the names are written above

# These statements compare whole sets. Before statistics know of a first night's rows the planner would walk the growing
# table once for every row: 300 s instead of 0.3 s for 60,000 reminders.
_WHOLE_SETS = "SET LOCAL enable_nestloop = off"
_AS_BEFORE = "DROP TABLE reminder_stage; SET LOCAL enable_nestloop = on"


@dataclass(frozen=True, slots=True)
class Changes:
    """How many reminders one source opened (or opened again), corrected and closed, and how many of its rows were left
    aside because they name no unit or repeat another."""

    opened: int = 0
    changed: int = 0
    closed: int = 0
    faulty: int = 0


def synchronize(source: Source, on: dt.date, subjects: Collection[int] | None = None) -> Changes:
    """Opens, corrects and closes the reminders of one source as of a day, or of some of its subjects. Needs a
    transaction."""
    horizon, some = on + dt.timedelta(days=LOOK_AHEAD_DAYS), None if subjects is None else list(subjects)
    words = {"source": source.key, "on": on, "horizon": horizon, "subjects": some}
    with connection.cursor() as cursor:
        sql, params = _stage(source, on, horizon, lead_times(source.ahead, on))
        cursor.execute(sql, (*params, some, some))
        cursor.execute("ANALYZE reminder_stage")
        if some is None:
            cursor.execute(_WHOLE_SETS)
        counts = {}
        for name, sql in (("faulty", _SIFT), ("closed", _CLOSE), ("changed", _CHANGE), ("opened", _OPEN)):
            cursor.execute(sql, words)
            counts[name] = cursor.rowcount
        cursor.execute(_AS_BEFORE)
    return Changes(**counts)


def _stage(source: Source, on, horizon, ahead: LeadTimes) -> tuple[str, tuple]:
    """The statement that stages the source's rows, with its parameters in the order of their places."""
    statement = source.statement(on)
    said = {
        name: f"COALESCE(NULLIF(due.{name}, ''), %s)" if name in statement.columns else "%s::text" for name in OWN_WORDS
    }
    own = [list(ahead.own), [_array(days) for days in ahead.own.values()]]
    words = (unconfirmed_citations(), UNCONFIRMED, source.clause, source.grade.value, _array(ahead.usual))
    return _STAGE.format(statement=statement.sql, **said), (*words, *statement.params, *own, horizon)


def _array(days) -> str:
    """As PostgreSQL writes an array; the days of units go as text, because arrays of different lengths do not nest."""
    return f"{{{','.join(map(str, days))}}}"
