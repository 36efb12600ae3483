"""kill -9 in the middle of the night and of sending, the broker emptied, three nights missed: how soon all is made up.

Two beats at the pace of a school (TICK_SECONDS), four worker processes, a PostgreSQL that keeps what it was told.
KILLED_ROUNDS of each kind (5); KILLED_MATTERS and KILLED_TICK make it smaller.
"""

import datetime as dt
import os
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection

from bench.living import matters, school
from bench.living.clock import at
from bench.living.expected import Expected
from bench.living.judging import copies, judge, wrongs
from bench.living.machinery import Machinery, settled, until
from bench.living.playing import expect, play_day
from bench.living.servers import Servers, asleep, doing
from reminders.models import Delivery, NightlyRun

OWN_SERVERS = True  # The throw-away ones of `dev.py bench` are not for killing.
ROUNDS = int(os.environ.get("KILLED_ROUNDS", "5"))
MATTERS = int(os.environ.get("KILLED_MATTERS", "6000"))
TICK = os.environ.get("KILLED_TICK", str(settings.TICK_SECONDS))
FIRST = dt.date(2026, 3, 2)
LIMIT = 60
# Each of the six sources sleeps so long in PostgreSQL, and each mail takes so long to leave.
SOURCE_SECONDS, MAIL_SECONDS = 0.5, 0.1
NIGHT, MORNING = (2, 0), (8, 0)
EVENING = ((12, 0), (18, 0), (22, 30))
WORKERS, POSTGRES, BOTH, BROKER = "the workers", "PostgreSQL", "workers and PostgreSQL", "workers and broker"


@dataclass
class Trial:
    """The school, its machinery and the days that have been."""

    servers: Servers
    machinery: Machinery
    founded: school.School
    expected: Expected
    day: dt.date = FIRST
    worst: float = 0
    wrong: Counter = field(default_factory=Counter)

    def play(self, *hours) -> None:
        """Hours of an ordinary day."""
        play_day(self.machinery, self.founded, self.day, hours)

    def end_day(self) -> None:
        self.play(*EVENING)
        self.day += dt.timedelta(days=1)


def main() -> None:
    random.seed(2026)
    with tempfile.TemporaryDirectory() as folder, Servers() as servers:
        machinery = _machinery(Path(folder), servers)
        days = 4 * ROUNDS + 4 * ROUNDS + 2 * ROUNDS
        firsts = [FIRST + dt.timedelta(days=days) for days in (0, days // 2)]
        founded = school.build(firsts, colleges=10, branches=7)
        founded.locked.clear()
        invented = matters.invent(MATTERS, FIRST, FIRST + dt.timedelta(days=days), seed=3)
        matters.make_tables()
        matters.write(invented)
        try:
            rounds(Trial(servers, machinery, founded, expect(founded, invented)))
        finally:
            machinery.kill()


def _machinery(folder, servers) -> Machinery:
    wanted = {"TICK_SECONDS": TICK, "NIGHTLY_AT": "02:00", "MAIL_SECONDS": str(MAIL_SECONDS)}
    return Machinery(folder, {**os.environ, **servers.urls, **wanted}, rings_itself=True)


def rounds(trial: Trial) -> None:
    trial.machinery.clock.set(at(FIRST, 0))
    trial.machinery.start_beats()
    trial.machinery.start_workers()
    trial.play((1, 55))
    print(f"\nkilled: rung every {TICK} s; seconds from the restart until the night is done and all due mail has left")
    print(f"{'in the middle of':<17}{'killed':<24}{'while it was at':<48}{'s':>6}{'copies':>8}  not as expected")
    for what in (WORKERS, POSTGRES, BOTH, BROKER):
        for _ in range(ROUNDS):
            killed_at_night(trial, what)
    for what in (WORKERS, POSTGRES, BOTH, BROKER):
        for _ in range(ROUNDS):
            killed_while_sending(trial, what)
    for _ in range(ROUNDS):
        three_nights_missed(trial)
    print(f"slowest {trial.worst:.1f} s of {LIMIT} s; not as expected: {dict(trial.wrong) or 'nothing'}", flush=True)


def killed_at_night(trial: Trial, what: str) -> None:
    trial.play((1, 55))
    matters.set_pace(SOURCE_SECONDS)
    begin(trial, NIGHT)
    until(asleep, trial.machinery, 0.01)
    time.sleep(random.uniform(0, 7 * SOURCE_SECONDS))
    at_work = doing() if not _done(trial) else "done by then"
    seconds = kill_and_restart(trial, what)
    trial.expected.night(trial.day)
    matters.set_pace(0)
    trial.play(MORNING)
    trial.end_day()
    note(trial, "the night", what, at_work, seconds)


def killed_while_sending(trial: Trial, what: str) -> None:
    trial.play((1, 55), NIGHT)
    trial.expected.night(trial.day)
    waiting = Delivery.objects.filter(state="waiting", due_at__lte=at(trial.day, *MORNING)).count()
    begin(trial, MORNING)
    share = random.uniform(0.1, 0.8)
    until(lambda: _left(trial) <= waiting * share, trial.machinery, 0.01)
    at_work = f"{waiting - _left(trial)} of {waiting} mails"
    seconds = kill_and_restart(trial, what)
    trial.end_day()
    note(trial, "sending", what, at_work, seconds)


def three_nights_missed(trial: Trial) -> None:
    trial.machinery.kill()
    trial.day += dt.timedelta(days=3)
    trial.machinery.clock.set(at(trial.day, 10), running=True)
    begun = time.monotonic()
    trial.machinery.start_beats()
    trial.machinery.start_workers()
    until(lambda: settled(trial.machinery.clock.now()), trial.machinery)
    seconds = time.monotonic() - begun
    trial.expected.night(trial.day)
    trial.end_day()
    note(trial, "three nights", "everything", "nothing; they were missed", seconds)


def begin(trial: Trial, hour) -> None:
    """The clock runs on from that hour, and both tasks are rung."""
    trial.machinery.clock.set(at(trial.day, *hour), running=True)
    trial.machinery.ring()


def kill_and_restart(trial: Trial, what: str) -> float:
    """Seconds from the restart until the night is done and everything due has left."""
    servers, machinery = trial.servers, trial.machinery
    if what == BROKER:
        servers.flush()
        servers.kill("broker")
    if what != POSTGRES:
        machinery.kill("worker")
    if what in (POSTGRES, BOTH):
        servers.kill("postgres")
    connection.close()
    begun = time.monotonic()
    if what == BROKER:
        servers.start("broker")
    if what in (POSTGRES, BOTH):
        servers.start("postgres")
    if what != POSTGRES:
        machinery.start_workers()
    until(lambda: settled(machinery.clock.now()), machinery)
    return time.monotonic() - begun


def note(trial: Trial, middle, what, at_work, seconds) -> None:
    """A line of the table: how long it took, the day's second copies (of the same file each), and what is wrong."""
    wrong = wrongs(judge(trial.expected, trial.machinery.mails))
    day = trial.day - dt.timedelta(days=1)
    keys = [key for key, when in copies(trial.machinery.mails) if when.date() == day]
    trial.wrong.update(wrong)
    trial.worst = max(trial.worst, seconds)
    print(
        f"{middle:<17}{what:<24}{at_work:<48}{seconds:>6.1f}{len(keys) - len(set(keys)):>8}  {wrong or '-'}", flush=True
    )


def _done(trial) -> bool:
    return NightlyRun.objects.filter(started_at__gte=at(trial.day, *NIGHT)).exists()


def _left(trial) -> int:
    return Delivery.objects.filter(state__in=("waiting", "sending"), due_at__lte=trial.machinery.clock.now()).count()
