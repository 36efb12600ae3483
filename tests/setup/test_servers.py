"""The real PostgreSQL and broker of a run: up, killed without warning, up again."""

import os
import shutil
import signal
import time

import psycopg2
import pytest

from devtools import runs, servers
from devtools.place import Owner, find_place
from devtools.servers import LASTING, open_site


@pytest.fixture
def site_named(tmp_path, monkeypatch):
    """Opens a run by name in a folder of this test alone."""
    kept = {number: signal.getsignal(number) for number in runs.SIGNALS}
    place = find_place(Owner.find(), tmp_path / "var")
    monkeypatch.setattr(runs, "VAR", tmp_path)
    monkeypatch.setattr(servers, "LOGS", tmp_path)
    monkeypatch.setattr(servers, "find_place", lambda owner: place)
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    opened = []

    def open_it(name):
        opened.append(open_site(name, options=LASTING))
        return opened[-1]

    yield open_it
    for site in opened:
        if site and site.run.lock and not site.run.lock.closed:
            site.run.close()
    for number, handler in kept.items():
        signal.signal(number, handler)
    shutil.rmtree(place)


def ask(site, statement: str):
    connection = psycopg2.connect(site.urls["DATABASE_URL"])
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone() if cursor.description else None
    finally:
        connection.close()


def test_a_cluster_survives_the_death_of_everything(site_named):
    first = site_named("up")
    ask(first, "create table kept as select 7 as number")
    assert site_named("up") is None
    for process in first.run.processes.values():
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    first.run.processes.clear()
    first.run.lock.close()
    second = site_named("up")
    assert ask(second, "select number from kept") == (7,)


def test_a_living_server_of_a_dead_command_is_stopped_and_taken_over(site_named):
    first = site_named("up")
    ask(first, "create table kept as select 7 as number")
    orphans = list(first.run.processes.values())
    first.run.processes.clear()
    first.run.lock.close()
    second = site_named("up")
    assert [process.wait(10) is not None for process in orphans] == [True, True]
    assert ask(second, "select number from kept") == (7,)


def test_the_cluster_is_what_production_offers_and_hides_from_the_network(site_named):
    site = site_named("test-a")
    assert ask(site, "select current_setting('listen_addresses'), current_setting('server_encoding')") == ("", "UTF8")
    assert ask(site, "select 'a' < 'B' collate \"default\"") == (False,)
    folder = site.run.folder
    begun = time.monotonic()
    site.run.close()
    assert not folder.exists()
    assert time.monotonic() - begun < 15
