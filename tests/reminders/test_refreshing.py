"""A save brings its reminders up to date at once, waits for no run and fails for no source."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from reminders.models import NightlyRun, Reminder, Unrefreshed
from reminders.refreshing import refresh, together
from reminders.services import recompute, tick
from tests.reminders.sources import broken, register
from tests.reminders.test_own_words import due, rows
from tests.world import TODAY

pytestmark = pytest.mark.sql
NIGHT = dt.datetime.fromisoformat("2026-11-20T02:00:00+08:00")
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def unit(world, own_sources):
    return world.units["01"]


def standing():
    return set(Reminder.objects.open().values_list("source", "subject_id"))


def settle(own_sources, key, *given):
    """From now on the source says only this."""
    del own_sources[key]
    register(key, rows(*given) if given else rows(due(1, None)))


def test_only_the_named_source_and_subjects_are_computed(unit, own_sources):
    for key in ("tests.one", "tests.two"):
        register(key, rows(due(1, unit), due(2, unit)))
    recompute(on=TODAY, at=timezone.now())
    for key in ("tests.one", "tests.two"):
        settle(own_sources, key, due(3, unit))
    refresh("tests.one", on=TODAY, subjects=[1, 3])
    assert standing() == {("tests.one", 2), ("tests.one", 3), ("tests.two", 1), ("tests.two", 2)}
    refresh("tests.one", on=TODAY)
    assert standing() == {("tests.one", 3), ("tests.two", 1), ("tests.two", 2)}
    assert Reminder.objects.get(source="tests.one", subject_id=1).closed_on == TODAY


def test_no_subjects_are_none_and_not_all(unit):
    register("tests.one", rows(due(1, unit)))
    refresh("tests.one", on=TODAY, subjects=[])
    assert standing() == set()


def test_a_save_is_not_broken_by_a_source_that_raises(unit, own_sources):
    register("tests.broken", broken)
    register("tests.sound", rows(due(1, unit)))
    with transaction.atomic():
        refresh("tests.broken", "tests.sound", "tests.unknown", on=TODAY)
    assert standing() == {("tests.sound", 1)}
    assert list(Unrefreshed.objects.values_list("source", flat=True)) == ["tests.broken"]


def test_what_a_save_left_is_made_up_for_by_the_next_tick(unit, own_sources):
    register("tests.one", rows(due(1, unit)))
    assert tick(at=NIGHT)
    settle(own_sources, "tests.one", due(2, unit))
    assert tick(at=NIGHT + MINUTE) is None
    assert standing() == {("tests.one", 1)}
    Unrefreshed.objects.bulk_create([Unrefreshed(source="tests.one"), Unrefreshed(source="tests.one")])
    assert tick(at=NIGHT + 2 * MINUTE) is None
    assert standing() == {("tests.one", 2)}
    assert not Unrefreshed.objects.exists()
    assert NightlyRun.objects.count() == 1


def test_the_nights_run_takes_over_what_was_left(unit):
    register("tests.one", rows(due(1, unit)))
    Unrefreshed.objects.create(source="tests.one")
    assert tick(at=NIGHT).opened == 1
    assert not Unrefreshed.objects.exists()


def test_many_acts_together_are_computed_once(unit, monkeypatch):
    computed = []
    register("tests.one", lambda on: computed.append(on) or rows(due(1, unit), due(2, unit), due(3, unit))(on))
    with together(TODAY), together(TODAY):
        refresh("tests.one", on=TODAY, subjects=[1])
        refresh("tests.one", on=TODAY, subjects=[2])
        assert computed == []
    assert computed == [TODAY]
    assert standing() == {("tests.one", 1), ("tests.one", 2)}
    with together(TODAY):
        refresh("tests.one", on=TODAY, subjects=[1])
        refresh("tests.one", on=TODAY)
        refresh("tests.one", on=TODAY, subjects=[1])
    assert ("tests.one", 3) in standing()


def test_acts_that_are_taken_back_are_not_computed(unit):
    register("tests.one", rows(due(1, unit)))
    with pytest.raises(ZeroDivisionError), together(TODAY):
        refresh("tests.one", on=TODAY)
        _ = 1 / 0
    assert standing() == set()


@pytest.mark.django_db(transaction=True)
def test_a_save_waits_for_no_run(unit, own_sources):
    """While a run has the lease the save writes down what is left and is done; the next tick computes it."""
    inside, leave = threading.Event(), threading.Event()

    def slow(on):
        inside.set()
        leave.wait(20)
        return rows(due(1, unit))(on)

    def run():
        tick(at=NIGHT)
        connection.close()

    register("tests.one", slow)
    thread = threading.Thread(target=run)
    thread.start()
    assert inside.wait(20)
    with transaction.atomic():
        refresh("tests.one", on=TODAY, subjects=[1])
    assert Unrefreshed.objects.count() == 1
    leave.set()
    thread.join(20)
    settle(own_sources, "tests.one", due(2, unit))
    tick(at=NIGHT + MINUTE)
    assert standing() == {("tests.one", 2)}
    assert not Unrefreshed.objects.exists()
