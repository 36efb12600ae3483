"""kill -9 of web, worker and PostgreSQL in the middle of an import: all or nothing, and an end within a minute.

The processes are those of `dev.py up`, on servers of their own. KILL_ROWS, KILL_ROUNDS (killings of the import itself),
KILL_CHECKS (of its preview) and KILL_TICK (seconds between two looks of the beat) make it as large as wanted; KILL_LOG
names a file that gets a line for each round.
"""

import contextlib
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from devtools import ROOT, up
from devtools.place import Owner, find_place, find_programs
from devtools.runs import open_run
from devtools.servers import LASTING, Broker, Postgres

ROWS = int(os.environ.get("KILL_ROWS", "60"))
ROUNDS = int(os.environ.get("KILL_ROUNDS", "1"))
CHECKS = int(os.environ.get("KILL_CHECKS", "1"))
TICK = os.environ.get("KILL_TICK", "1")
LOG = os.environ.get("KILL_LOG")
WITHIN = 60  # Seconds after the restart.
HAND = Path(__file__).with_name("killed_child.py")
WAITING = ("checking", "running")
ENDS = {"checking": ("checked",), "running": ("done", "failed")}
COUNTS = {"new": ROWS - ROWS // 2, "changed": ROWS // 2, "same": 0, "conflict": 0, "error": 0}
CSRF = "x" * 32


class Hand:
    """Whoever prepares, asks and looks: a process with Django on the killed servers' database."""

    def __init__(self, environ):
        self.process = subprocess.Popen(
            [sys.executable, str(HAND)], env=environ, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def __getattr__(self, name):
        def ask(*words):
            self.process.stdin.write(json.dumps([name, *words]).encode() + b"\n")
            self.process.stdin.flush()
            return json.loads(self.process.stdout.readline())

        return ask

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


class School:
    """Web, worker and beat as `dev.py up` starts them; web, worker and PostgreSQL may be killed and started again."""

    def __init__(self, run, folder):
        owner = Owner.find()
        programs = find_programs(owner, find_place(owner))
        self.run, self.folder, self.listener = run, folder, None
        broker, self.postgres = (kind(run, owner, programs, run.folder) for kind in (Broker, Postgres))
        self.environ = {
            **os.environ,
            "REDIS_URL": broker.start(),
            "DATABASE_URL": self.postgres.start(LASTING),
            "TICK_SECONDS": TICK,
            "NIGHTLY_AT": "02:00",
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
        }
        broker.wait()
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=self.environ, cwd=ROOT, check=True)
        self.hand = Hand(self.environ)
        self.roster = folder / "roster.xlsx"
        self.session = self.hand.prepare(ROWS, str(self.roster))

    def open(self):
        self.listener = up.reserve_port("127.0.0.1", 8600)
        up.start_processes(self.run, self.environ, self.listener)
        up.await_web(self.run, self.listener.getsockname()[1])

    def close(self):
        """Nobody is left to wait for."""
        self.hand.close()
        for name in {"web", "worker", "beat"} & self.run.processes.keys():
            self.kill(name)
        if self.listener:
            self.listener.close()

    def kill(self, name):
        process = self.run.processes[name]
        children = ""
        with contextlib.suppress(FileNotFoundError):
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
        for number in (process.pid, *map(int, children.split())):
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        process.wait()

    def restart(self, name):
        if name == "postgres":
            self.postgres.start(LASTING)
            return
        handles = [self.listener.fileno()] if name == "web" else []
        command, log = self.run.processes[name].args, self.folder / f"{name}.log"
        self.run.start(name, command, log=log, env=self.environ, cwd=ROOT, pass_fds=handles)

    def ask(self, who, code, state):
        """By the page, which works on it while its visitor waits; or only asked for, so that the worker takes it up."""
        if who == "worker":
            self.hand.ask(code, state)
        elif state == "running":
            self._post(f"/imports/{code}/confirm/", {})
        else:
            self._post(f"/imports/{code}/again/", {"file": SimpleUploadedFile("名册.xlsx", self.roster.read_bytes())})

    def _post(self, address, fields):
        threading.Thread(target=self._wait_for, args=(address, encode_multipart(BOUNDARY, fields))).start()

    def _wait_for(self, address, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.listener.getsockname()[1])
        cookie = f"sessionid={self.session}; csrftoken={CSRF}"
        headers = {"Cookie": cookie, "X-CSRFToken": CSRF, "Content-Type": MULTIPART_CONTENT}
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
            connection.request("POST", address, body, headers)
            connection.getresponse().read()


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    folder = tmp_path_factory.mktemp("k")
    run = open_run(find_place(Owner.find()), f"killing-{os.getpid()}")
    made = None
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(up, "LOGS", folder)
            patch.setattr(up, "VAR", folder)
            made = School(run, folder)
            made.open()
            yield made
    finally:
        if made:
            made.close()
        run.close()


@pytest.fixture(scope="module")
def usual(school):
    """An import that nobody disturbs: how long preview and import take, and what is written."""
    code = school.hand.keep()
    empty = school.hand.tell(code)["written"]
    seconds = {}
    for state in ENDS:
        school.ask("worker", code, state)
        await_beginning(school, code, state)
        begun = time.monotonic()
        await_end(school, code, state)
        seconds[state] = time.monotonic() - begun
    told = school.hand.tell(code)
    assert told["counts"] == COUNTS
    assert all(told["written"][name] > empty[name] for name in empty), told
    school.hand.undo(code)
    assert school.hand.tell(code)["written"] == empty | {name: told["written"][name] for name in ("history", "log")}
    return seconds, {"done": told["written"], "nothing": empty}


def await_beginning(school, code, state):
    until = time.monotonic() + WITHIN
    while school.hand.look(code) not in [[state, 1], *([end, 1] for end in ENDS[state])]:
        assert time.monotonic() < until, school.hand.tell(code)
        time.sleep(0.002)


def await_end(school, code, state):
    until = time.monotonic() + WITHIN
    while school.hand.look(code)[0] not in ENDS[state]:
        assert time.monotonic() < until, school.hand.tell(code)
        time.sleep(0.02)


def judge(told, written):
    """All or nothing, whenever one looks."""
    expected = written["done" if told["state"] == "done" else "nothing"]
    assert told["written"] == expected, told
    assert told["state"] != "failed" or told["reason"], told
    assert told["state"] not in ("checked", "done") or told["counts"] == COUNTS, told
    return told


def begin(school, who, state) -> str:
    """A new batch that somebody has just taken up."""
    code = school.hand.keep()
    if state == "running":
        school.hand.check(code)
    school.ask(who, code, state)
    await_beginning(school, code, state)
    return code


def kill(school, what, code, written):
    """What stood there right after the killing (PostgreSQL has to be back to tell it), and the time of the restart."""
    school.kill(what)
    left = None if what == "postgres" else judge(school.hand.tell(code), written)
    restarted = time.monotonic()
    school.restart(what)
    return left or judge(school.hand.tell(code), written), restarted


@pytest.mark.parametrize("what", ["web", "worker", "postgres"])
def test_killed_in_the_middle(school, usual, what):
    seconds, written = usual
    for place, state in enumerate(["running"] * ROUNDS + ["checking"] * CHECKS):
        code = begin(school, ("worker", "web")[place % 2] if what == "postgres" else what, state)
        time.sleep(random.uniform(0, seconds[state]))
        doing = school.hand.doing()
        left, restarted = kill(school, what, code, written)
        await_end(school, code, state)
        took = time.monotonic() - restarted
        told = judge(school.hand.tell(code), written)
        note(what=what, asked=state, doing=doing, left=left, end=told, took=round(took, 1))
        assert took < WITHIN and (told["state"] != "done" or not told["staged"]), (took, told)
        if told["state"] == "done":
            school.hand.undo(code)


def note(**facts):
    if LOG:
        with Path(LOG).open("a") as file:
            file.write(json.dumps(facts, ensure_ascii=False) + "\n")
