"""Two servers with a beat and a worker of two processes each, as a school has them that started beat once too often."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from celery import Celery
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from bench.living.clock import Clock
from devtools import ROOT
from reminders.models import Delivery, NightlyRun
from reminders.quiet import quiet_on
from reminders.services import appointed

PATIENCE = 300
COPIES = 3
SERVERS = ("one", "two")
_PENDING = ("waiting", "sending")


class Machinery:
    """The processes of both servers; `environ` names database, broker and settings as `dev.py` does."""

    def __init__(self, folder: Path, environ: dict[str, str], *, rings_itself: bool = False):
        self.folder, self.clock, self.rings_itself = folder, Clock(folder / "clock"), rings_itself
        self.caller = Celery(broker=environ["REDIS_URL"])
        self.mails, self.rings = folder / "mail", folder / "rings"
        self.environ = {**environ, "LIVING": str(folder), "EMAIL_FILE_PATH": str(self.mails), "PYTHONPATH": str(ROOT)}
        self.processes: dict[str, subprocess.Popen] = {}
        self.mails.mkdir()
        self.rings.touch()

    def start_beats(self, servers=SERVERS) -> None:
        for name in servers:
            schedule = ["--schedule", str(self.folder / f"schedule-{name}"), "--pidfile="]
            self._start(f"beat-{name}", "beat", *schedule)

    def start_workers(self, servers=SERVERS) -> None:
        for name in servers:
            self._start(f"worker-{name}", "worker", "-n", f"{name}@school", "--concurrency", "2", "--without-mingle")

    def kill(self, kind: str = "") -> None:
        """kill -9 to every process of that kind (`worker`, `beat`) and their children."""
        for name in [name for name in self.processes if name.startswith(kind)]:
            process = self.processes.pop(name)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def ring(self) -> None:
        """Each task three times, beside what the beats ring."""
        if self.rings_itself:
            for name in ("reminders.tick", "reminders.deliver") * COPIES:
                self.caller.send_task(name)

    def heard(self) -> Counter:
        """Task → how many rings were heard at this stand of the clock; or all of them while it runs."""
        moment = self.clock.now().isoformat()
        lines = (line.split() for line in self.rings.read_text().splitlines())
        return Counter(task for task, when, _ in lines if when == moment)

    def log(self) -> str:
        return (self.folder / "celery.log").read_text(errors="replace")

    def _start(self, name, *words) -> None:
        command = [sys.executable, "-m", "celery", "-A", "bench.living.clocked", *words, "--loglevel", "WARNING"]
        with (self.folder / "celery.log").open("ab") as output:
            self.processes[name] = subprocess.Popen(
                command, stdout=output, stderr=output, env=self.environ, cwd=ROOT, start_new_session=True
            )


def settled(at) -> bool:
    """Whether the night is done and all that is due has left."""
    nights = NightlyRun.objects.filter(started_at__gte=appointed(at), started_at__lte=at)
    return nights.exists() and (quiet_on(timezone.localdate(at)).covers(at) or not due(at))


def due(at) -> int:
    """How many messages should have left and have not."""
    return Delivery.objects.filter(state__in=_PENDING, due_at__lte=at).count()


def until(condition: Callable[[], object], machinery: Machinery, pause: float = 0.05) -> float:
    """Asks again and again, also while PostgreSQL is away; returns the seconds that it took."""
    begun = time.monotonic()
    while time.monotonic() < begun + PATIENCE:
        with contextlib.suppress(OperationalError, InterfaceError):
            if condition():
                return time.monotonic() - begun
            time.sleep(pause)
            continue
        connection.close()
        time.sleep(pause)
    raise SystemExit(f"nothing happens for {PATIENCE} s; the last that the processes say:\n{machinery.log()[-3000:]}")
