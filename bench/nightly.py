"""The nightly run at a million people with 200,000 deadlines: first night, a night without change, and memory.

The limit F is what cannot be saved: the same reminders inserted from a ready table, and one pass that only counts.
"""

import datetime as dt
import resource
import time

from django.db import connection, transaction
from django.utils import timezone

from bench.measure import HEADER, line
from bench.school import large_school
from directory.refusals import Grade
from reminders import registry
from reminders.services import recompute
from reminders.synchronizing import synchronize

# Every fifth person has a deadline, from half a year ago to half a year ahead.
_DEADLINES = """
SELECT id AS subject_id, unit_id, %s::date + (id %% 365 - 180)::int AS due_on,
       name || '：期满' AS title, '/people/' || roster_no || '/' AS url
FROM directory_person WHERE id %% 5 = 0
"""


def main() -> None:
    people, today = large_school(), timezone.localdate()
    register_source()
    limit = floor_milliseconds(today)
    print(f"\nnightly run at {people:,} people\n{HEADER}")
    night("first night", today, limit, "≤ 2 × F")
    night("night without change", today, limit, "≤ 1 × F")
    night("ten nights later", today + dt.timedelta(days=10), limit, "")
    begun = time.perf_counter()
    recompute(on=today, at=timezone.now())
    line("the whole run, with today's units and statuses", (time.perf_counter() - begun) * 1000, limit)


def night(words: str, on: dt.date, limit: float, goal: str) -> None:
    """One night of the one source, in a transaction as the run has it."""
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    with transaction.atomic():
        changes = synchronize(registry.SOURCES["bench.deadlines"], on)
    spent = (time.perf_counter() - begun) * 1000
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    line(f"{words}: +{changes.opened:,} −{changes.closed:,}, memory +{grown:.0f} MB", spent, limit, goal)


def register_source() -> None:
    """One source in place of all others, so that the figure is that of the mechanism."""
    registry.SOURCES.clear()
    registry.source(
        key="bench.deadlines",
        title="期满",
        subject="directory.person",
        grade=Grade.SCHOOL,
        clause="本校办法",
        ahead=(365,),
        sees="people.view",
        acts="people.edit",
    )(lambda on: registry.Select(_DEADLINES, (dt.date(on.year, 6, 30),)))


def floor_milliseconds(today) -> float:
    """F: the rows from a ready table into an empty twin of the reminders' table, and one pass over the source."""
    statement = registry.SOURCES["bench.deadlines"].statement(today)
    columns = "source, subject_id, unit_id, due_on, shown_from, title, url, opened_on, notice_days, grade, clause"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_ready AS {statement.sql}", statement.params)
        cursor.execute("CREATE TABLE bench_twin (LIKE reminders_reminder INCLUDING ALL)")
        cursor.execute("ALTER TABLE bench_twin ADD FOREIGN KEY (unit_id) REFERENCES directory_unit")
        begun = time.perf_counter()
        cursor.execute(f"SELECT count(*) FROM ({statement.sql}) AS due WHERE due_on > %s", (*statement.params, today))
        cursor.execute(
            f"INSERT INTO bench_twin ({columns})"
            " SELECT 'bench', subject_id, unit_id, due_on, due_on - 365, title, url, %s, '{365}', '校', '本校办法'"
            " FROM bench_ready",
            [today],
        )
        spent = (time.perf_counter() - begun) * 1000
        cursor.execute("DROP TABLE bench_ready, bench_twin")
    return spent
