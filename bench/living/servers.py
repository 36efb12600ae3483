"""A broker and a PostgreSQL of one's own that keep what they were told (unlike a throw-away one), to be killed."""

import contextlib
import os
import signal
from pathlib import Path

import dj_database_url
import redis
from django.core.management import call_command
from django.db import connection

from devtools.place import Owner, find_place, find_programs
from devtools.runs import open_run
from devtools.servers import LASTING, Broker, Postgres


class Servers:
    """Both run while the context lasts, and Django's connection leads to this PostgreSQL."""

    def __enter__(self):
        owner = Owner.find()
        place = find_place(owner)
        self.run = open_run(place, f"living-{os.getpid()}")
        programs = find_programs(owner, place)
        self.broker, self.postgres = (kind(self.run, owner, programs, self.run.folder) for kind in (Broker, Postgres))
        self.urls = {"REDIS_URL": self.broker.start(), "DATABASE_URL": self.postgres.start(LASTING)}
        self.broker.wait()
        connection.close()
        connection.settings_dict.update(dj_database_url.parse(self.urls["DATABASE_URL"]))
        call_command("migrate", verbosity=0)
        return self

    def __exit__(self, *_):
        connection.close()
        self.run.close()

    def kill(self, name: str) -> None:
        """kill -9 of the server and of its processes."""
        process = self.run.processes[name]
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        for number in (process.pid, *map(int, children)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        process.wait()

    def start(self, name: str) -> None:
        if name == "postgres":
            self.postgres.start(LASTING)
        else:
            self.broker.start()
            self.broker.wait()

    def flush(self) -> None:
        """What had been rung is forgotten."""
        path = self.urls["REDIS_URL"].removeprefix("redis+socket://")
        with redis.Redis(unix_socket_path=path) as client:
            client.flushall()


def doing() -> str:
    """The statement that the longest transaction of the others is at."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT query FROM pg_stat_activity WHERE state <> 'idle' AND pid <> pg_backend_pid()"
            " AND datname = current_database() AND backend_type = 'client backend' ORDER BY xact_start LIMIT 1"
        )
        row = cursor.fetchone()
    return " ".join(row[0].split())[:46] if row else "between two statements"


def asleep() -> int:
    """How many sessions are at work on a source that was made slow."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
        return cursor.fetchone()[0]
