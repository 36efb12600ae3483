"""Brings the stored reminders of one source in step with what the source says: three set-based statements.

The source's rows are staged first, because each statement needs them and the planner needs their number. A deadline
whose day was moved is a new reminder, and the old one closes. Running it twice changes nothing.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from reminders.registry import COLUMNS, Source

# So far beyond its lead time a deadline is already kept, to answer “what comes next”.
LOOK_AHEAD_DAYS = 92

_STAGE = f"""
CREATE TEMPORARY TABLE reminder_stage ON COMMIT DROP AS
SELECT {", ".join(COLUMNS)}, due_on - %s AS shown_from FROM ({{statement}}) AS source WHERE due_on <= %s
"""  # noqa: S608

# A reminder beyond the horizon is left alone: a clock that was set back must not lose it.
_CLOSE = """
UPDATE reminders_reminder AS kept SET closed_on = %(on)s
WHERE kept.source = %(source)s AND kept.closed_on IS NULL AND kept.due_on <= %(horizon)s
  AND NOT EXISTS (
    SELECT FROM reminder_stage AS due WHERE due.subject_id = kept.subject_id AND due.due_on = kept.due_on)
"""

_CHANGE = """
UPDATE reminders_reminder AS kept
SET unit_id = due.unit_id, title = due.title, url = due.url, shown_from = due.shown_from
FROM reminder_stage AS due
WHERE kept.source = %(source)s AND kept.closed_on IS NULL
  AND kept.subject_id = due.subject_id AND kept.due_on = due.due_on
  AND (kept.unit_id, kept.title, kept.url, kept.shown_from)
      IS DISTINCT FROM (due.unit_id, due.title, due.url, due.shown_from)
"""

_OPEN = """
INSERT INTO reminders_reminder AS kept
  (source, subject_id, unit_id, due_on, shown_from, title, url, opened_on)
SELECT %(source)s, subject_id, unit_id, due_on, shown_from, title, url, %(on)s
FROM reminder_stage AS due
WHERE NOT EXISTS (
  SELECT FROM reminders_reminder AS present
  WHERE present.source = %(source)s AND present.closed_on IS NULL
    AND present.subject_id = due.subject_id AND present.due_on = due.due_on)
ON CONFLICT (source, subject_id, due_on) DO UPDATE
SET unit_id = excluded.unit_id, title = excluded.title, url = excluded.url, shown_from = excluded.shown_from,
    opened_on = excluded.opened_on, closed_on = NULL
"""

# These statements compare whole sets. Before statistics know of a first night's rows the planner would walk the growing
# table once for every row: 300 s instead of 0.3 s for 60,000 reminders.
_WHOLE_SETS = "SET LOCAL enable_nestloop = off"
_AS_BEFORE = "DROP TABLE reminder_stage; SET LOCAL enable_nestloop = on"


@dataclass(frozen=True, slots=True)
class Changes:
    """How many reminders one source opened (or opened again), corrected and closed."""

    opened: int = 0
    changed: int = 0
    closed: int = 0


def synchronize(source: Source, on: dt.date) -> Changes:
    """Opens, corrects and closes the reminders of one source as of a day. Needs a transaction."""
    horizon = on + dt.timedelta(days=source.lead_days + LOOK_AHEAD_DAYS)
    words = {"source": source.key, "on": on, "horizon": horizon}
    with connection.cursor() as cursor:
        statement = source.statement(on)
        cursor.execute(_STAGE.format(statement=statement.sql), (source.lead_days, *statement.params, horizon))
        cursor.execute("ANALYZE reminder_stage")
        cursor.execute(_WHOLE_SETS)
        counts = {}
        for name, sql in (("closed", _CLOSE), ("changed", _CHANGE), ("opened", _OPEN)):
            cursor.execute(sql, words)
            counts[name] = cursor.rowcount
        cursor.execute(_AS_BEFORE)
    return Changes(**counts)
