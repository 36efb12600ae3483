"""The nightly run at a million people, 200,000 deadlines and 1,000 accounts: first night, repeat night, a night with
2,000 changes, memory; and how all that grows from 10,000 people on.

The limit F is what cannot be saved: the same reminders inserted from a ready table, and one pass that only counts.
What is told on top (notices, digests, messages) has no part in F and is printed beside it.
"""

import datetime as dt
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.utils import timezone

from bench.measure import HEADER, SqlClock, line
from bench.school import large_school
from directory.charges import renew_charges
from directory.models import Account
from directory.refusals import Grade
from directory.services.daily import begin_day
from reminders import registry
from reminders.models import Delivery, Digest, Notice
from reminders.services import recompute
from reminders.synchronizing import synchronize
from reminders.telling import tell

ACCOUNTS = 1_000
SIZES = (10_000, 100_000)
SMALLER = "BENCH_SMALLER"

# Every fifth person has a deadline, from half a year ago to half a year ahead; another half percent has it settled
# each night, and as many open again.
_DEADLINES = """
SELECT id AS subject_id, unit_id, '2026-11-20'::date + (id %% 365 - 180)::int AS due_on,
       name || '：期满' AS title, '/people/' || roster_no || '/' AS url
FROM directory_person WHERE id %% 5 = 0 AND id / 5 %% 200 <> %s
"""
_TODAY = dt.date(2026, 11, 20)
_ACCOUNTS = """
INSERT INTO directory_account (username, person_id, password, is_active, is_staff, is_superuser, is_demo, email,
                               date_joined, large_type, version)
SELECT 'bench' || person_id, person_id, '!', true, false, false, false, '', now(), false, 1
FROM (
    SELECT DISTINCT duty.person_id, duty.unit_id %% 3 AS part FROM directory_duty AS duty
    WHERE NOT EXISTS (SELECT FROM directory_account AS held WHERE held.person_id = duty.person_id)
) AS officers ORDER BY part, person_id LIMIT %s
"""
_settled = [0]


def main() -> None:
    people = large_school()
    register_source()
    with connection.cursor() as cursor:
        cursor.execute(_ACCOUNTS, [ACCOUNTS - Account.objects.count()])
        cursor.execute("VACUUM ANALYZE directory_account, directory_duty")
    limit = floor_milliseconds()
    connection.close()  # The backend that founded the school has kept its memory.
    print(f"\nnightly run at {people:,} people, {Account.objects.count():,} accounts\n{HEADER}")
    nights(limit)
    if not os.environ.get(SMALLER):
        for members in SIZES:
            smaller(members)


def nights(limit: float) -> None:
    """The steps one by one, then whole nights as beat has them."""
    step("whose turn it is, from nothing", lambda: renew_charges(on=_TODAY), limit)
    step(
        "first night: the reminders", lambda: synchronize(registry.SOURCES["bench.deadlines"], _TODAY), limit, "≤ 2 × F"
    )
    step("first night: telling, on top", lambda: tell(on=_TODAY, at=_at(_TODAY)), limit)
    _print_told()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    step("the same night again: the reminders", lambda: synchronize(registry.SOURCES["bench.deadlines"], _TODAY), limit)
    step("the same night again: telling", lambda: tell(on=_TODAY, at=_at(_TODAY)), limit)
    step("the same night again: today's units, statuses, turns", lambda: begin_day(today=_TODAY), limit)
    step("the same night again, all in all", lambda: night(_TODAY), limit, "≤ 1 × F")
    _settled[0] = 1
    step("with 2,000 changes, all in all", lambda: night(_TODAY), limit)
    for days in (1, 2):
        step(f"{days} day(s) later, with its own turns, all in all", lambda days=days: night(_later(days)), limit)
        _print_told()
    step("ten days later, eight nights missed, all in all", lambda: night(_later(10)), limit)
    _print_told()
    step("one ring of the beat when nothing is due", lambda: renew_charges(on=_later(10)), limit)


def night(on: dt.date):
    return recompute(on=on, at=_at(on))


def _at(on) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(on, dt.time(2)))


def _later(days) -> dt.date:
    return _TODAY + dt.timedelta(days=days)


def _print_told() -> None:
    told = [model.objects.count() for model in (Notice, Digest, Delivery)]
    print("  notices {:,}, digests {:,}, messages {:,} by now".format(*told))


def step(words: str, job: Callable[[], object], limit: float, goal: str = "") -> None:
    """One job in a transaction as the run has it, with what Python and PostgreSQL's backend took of memory."""
    clock = SqlClock()
    with Memory() as memory, connection.execute_wrapper(clock):
        begun = time.perf_counter()
        with transaction.atomic():
            job()
        spent = (time.perf_counter() - begun) * 1000
    line(f"{words}: {clock.count} statements, {memory}", spent, limit, goal)


class Memory:
    """How far the process and its PostgreSQL backend grew, in MB, looked at every 10 ms."""

    def __enter__(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.processes = (os.getpid(), cursor.fetchone()[0])
        self.before = self.most = self._now()
        self.over = threading.Event()
        self.watch = threading.Thread(target=self._look)
        self.watch.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.watch.join()

    def __str__(self):
        own, backend = (most - before for most, before in zip(self.most, self.before, strict=True))
        return f"+{own:.0f} and +{backend:.0f} MB"

    def _look(self):
        while not self.over.wait(0.01):
            self.most = tuple(map(max, self.most, self._now()))

    def _now(self):
        """Without what all backends share."""
        status = [Path(f"/proc/{number}/status").read_text() for number in self.processes]
        return tuple(int(re.search(r"RssAnon:\s+(\d+) kB", text)[1]) / 1024 for text in status)


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
    )(lambda on: registry.Select(_DEADLINES, (_settled[0],)))


def smaller(members: int) -> None:
    """The same with fewer people, in a database of its own."""
    name = f"bench_{members}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    wanted = {"DATABASE_URL": address, "BENCH_MEMBERS": str(members), SMALLER: "1"}
    subprocess.run([sys.executable, "-m", "bench", "nightly"], env={**os.environ, **wanted}, check=True)


def floor_milliseconds() -> float:
    """F: the rows from a ready table into an empty twin of the reminders' table, and one pass over the source."""
    statement = registry.SOURCES["bench.deadlines"].statement(_TODAY)
    columns = "source, subject_id, unit_id, due_on, shown_from, title, url, opened_on, notice_days, grade, clause"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_ready AS {statement.sql}", statement.params)
        cursor.execute("CREATE TABLE bench_twin (LIKE reminders_reminder INCLUDING ALL)")
        cursor.execute("ALTER TABLE bench_twin ADD FOREIGN KEY (unit_id) REFERENCES directory_unit")
        begun = time.perf_counter()
        cursor.execute(f"SELECT count(*) FROM ({statement.sql}) AS due WHERE due_on > %s", (*statement.params, _TODAY))
        cursor.execute(
            f"INSERT INTO bench_twin ({columns})"
            " SELECT 'bench', subject_id, unit_id, due_on, due_on - 365, title, url, %s, '{365}', '校', '本校办法'"
            " FROM bench_ready",
            [_TODAY],
        )
        spent = (time.perf_counter() - begun) * 1000
        cursor.execute("DROP TABLE bench_ready, bench_twin")
    return spent
