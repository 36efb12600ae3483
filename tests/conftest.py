"""Fixtures of the whole suite: a frozen clock, the small school, a client for each role."""

import datetime as dt
import os

import pytest
import time_machine
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, settings

from directory.viewer import Viewer
from tests.browser import axe, browser, page_desktop, page_phone, page_without_script  # noqa: F401
from tests.kept import Ground, Kept
from tests.permissions.counting import (  # noqa: F401
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_testnodedown,
)
from tests.splitting import pytest_xdist_auto_num_workers, pytest_xdist_make_scheduler, remove_template, template_in  # noqa: F401
from tests.world import TODAY, build_world

# A busy machine is no failure: properties are judged by what they find, not by how long it takes. With SAME_EXAMPLES
# they are tried with the same examples in every run, so that a change is judged by what it changes.
settings.register_profile(
    "suite",
    deadline=None,
    derandomize=bool(os.environ.get("SAME_EXAMPLES")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")

GROUND = pytest.StashKey()
NOON = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))


@pytest.fixture(autouse=True)
def clock(request):
    """Friday, 20 November 2026, noon in Shanghai; a test may travel. Browser tests run on the real clock."""
    if request.node.get_closest_marker("browser"):
        yield None
        return
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request, django_db_modify_db_settings_parallel_suffix, django_db_blocker, tmp_path_factory
):
    """Where several processes run the suite, migrations run in one of them."""
    if not hasattr(request.config, "workerinput"):
        yield
        return
    shared = tmp_path_factory.getbasetemp().parent
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = template_in(shared)
    yield
    with django_db_blocker.unblock():
        remove_template(shared)


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker):
    """Between transactional tests Django empties all tables by TRUNCATE, which they refuse; tests/audit turns it on."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_no_truncate_%'")
        for table, trigger in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
        request.config.stash[GROUND] = Ground(), django_db_blocker


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """After a transactional test the database is again as the migrations left it; after the last test it is gone."""
    yield
    if nextitem and is_transactional(item) and GROUND in item.config.stash:
        ground, blocker = item.config.stash[GROUND]
        with blocker.unblock():
            ground.put_back()


def is_transactional(item) -> bool:
    marker = item.get_closest_marker("django_db")
    asks = {"transactional_db", "live_server"} & set(item.fixturenames)
    return bool(asks or (marker and marker.kwargs.get("transaction")))


small_school = Kept(build_world)


@pytest.fixture
def world(db):
    return small_school()


@pytest.fixture
def viewer_as(world):
    """`viewer_as(Role.AUDITOR)`: that role's viewer today, or on another day."""
    return lambda role, on=TODAY: Viewer(world.accounts[role], on)


@pytest.fixture
def client_as(world):
    """`client_as(Role.AUDITOR)`: a signed-in client of that role."""

    def sign_in(role):
        client = Client()
        client.force_login(world.accounts[role], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def own_sources(monkeypatch):
    """A registry of deadline sources of the test's own."""
    sources = {}
    monkeypatch.setattr("reminders.registry.SOURCES", sources)
    return sources
