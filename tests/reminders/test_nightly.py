"""The nightly run: opens, corrects and closes, once, whatever a source does."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from directory.refusals import Grade
from reminders.models import NightlyRun, Reminder
from reminders.registry import Select
from reminders.services import appointed, is_due, recompute, tick
from tests.reminders.sources import broken, fixed, register
from tests.world import TODAY

pytestmark = pytest.mark.sql


def run(on=TODAY):
    return recompute(on=on, at=timezone.now())


def days(count):
    return dt.timedelta(days=count)


@pytest.fixture
def unit(world, own_sources):
    return world.units["01"]


def test_a_second_run_adds_nothing(unit):
    register("tests.due", fixed(unit, TODAY + days(10)))
    first, second = run(), run()
    assert (first.opened, first.standing) == (1, 1)
    assert (second.opened, second.changed, second.closed, second.standing) == (0, 0, 0, 1)


@pytest.mark.parametrize(("on", "shown", "late"), [(-31, 0, 0), (-30, 1, 0), (-1, 1, 0), (0, 1, 0), (1, 1, 1)])
def test_a_reminder_appears_in_its_lead_time_and_is_late_the_day_after(unit, on, shown, late):
    register("tests.due", fixed(unit, TODAY), ahead=(30,))
    day = TODAY + days(on)
    run(day)
    assert Reminder.objects.shown(day).count() == shown
    assert sum(each.is_late(day) for each in Reminder.objects.all()) == late


def test_advice_is_never_late(unit):
    register("tests.advice", fixed(unit, TODAY - days(100)), grade=Grade.ADVICE)
    run()
    assert not Reminder.objects.get().is_late(TODAY)


def test_what_comes_after_the_lead_time_is_known_but_not_shown(unit):
    register("tests.due", fixed(unit, TODAY + days(100)), ahead=(30,))
    assert run().standing == 0
    assert Reminder.objects.ahead(TODAY).get().shown_from == TODAY + days(70)


def test_far_deadlines_are_not_kept(unit):
    register("tests.due", fixed(unit, TODAY + days(123)), ahead=(30,))
    run()
    assert not Reminder.objects.exists()


def test_what_is_settled_closes_and_opens_again_when_undone(unit, own_sources):
    due = fixed(unit, TODAY + days(5))
    register("tests.due", due)
    run()
    del own_sources["tests.due"]
    register("tests.due", lambda on: fixed(unit, None)(on))
    assert run(TODAY + days(1)).closed == 1
    assert Reminder.objects.get().closed_on == TODAY + days(1)
    del own_sources["tests.due"]
    register("tests.due", due)
    assert run(TODAY + days(2)).opened == 1
    assert Reminder.objects.get().closed_on is None


def test_a_moved_day_closes_the_old_reminder_and_opens_a_new_one(unit, own_sources):
    register("tests.due", fixed(unit, TODAY + days(5)))
    run()
    del own_sources["tests.due"]
    register("tests.due", fixed(unit, TODAY + days(9)))
    again = run()
    assert (again.opened, again.closed) == (1, 1)
    assert Reminder.objects.open().get().due_on == TODAY + days(9)


def test_changed_words_are_corrected_in_place(unit, own_sources):
    register("tests.due", fixed(unit, TODAY, "旧的说法"))
    run()
    del own_sources["tests.due"]
    register("tests.due", fixed(unit, TODAY, "新的说法"))
    assert run().changed == 1
    assert Reminder.objects.get().title == "新的说法"


def test_a_source_that_fails_is_named_and_the_others_go_on(unit):
    register("tests.broken", broken)
    register("tests.raises", lambda on: [][0])
    register("tests.due", fixed(unit, TODAY))
    done = run()
    assert done.opened == 1
    assert list(done.failures) == ["tests.broken", "tests.raises"]
    assert "division by zero" in done.failures["tests.broken"]
    assert done.finished_at


def test_many_rows_are_sifted_as_one_set(unit):
    """Asking each of 20,000 rows for its twin took 40 s: four hundred million comparisons."""
    numbers = "SELECT number AS subject_id, %s::bigint AS unit_id, %s::date AS due_on, 'x' AS title, '/' AS url"
    register("tests.many", lambda on: Select(f"{numbers} FROM generate_series(1, 20000) AS number", (unit.pk, TODAY)))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '8s'")
    done = run()
    assert (done.opened, done.failures) == (20_000, {})


def test_a_failing_source_keeps_its_reminders(unit, own_sources):
    register("tests.due", fixed(unit, TODAY))
    run()
    del own_sources["tests.due"]
    register("tests.due", broken)
    run()
    assert Reminder.objects.open().count() == 1


def test_reminders_of_a_source_that_is_gone_close(unit, own_sources):
    register("tests.due", fixed(unit, TODAY))
    run()
    own_sources.clear()
    assert run().closed == 1


def test_a_title_with_an_id_number_is_refused(unit):
    register("tests.due", fixed(unit, TODAY, "110199199001010019 应谈话"))
    done = run()
    assert "reminder_without_personal_number" in done.failures["tests.due"]
    assert "110199" not in str(done.failures)
    assert not Reminder.objects.exists()


def test_a_clock_set_back_loses_nothing(unit):
    register("tests.due", fixed(unit, TODAY + days(122)), ahead=(30,))
    run()
    back = run(TODAY - days(1))
    assert (back.opened, back.closed) == (0, 0)
    assert Reminder.objects.open().count() == 1


def at(text):
    return dt.datetime.fromisoformat(f"{text}+08:00")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-20T01:59:59", "2026-11-19T02:00:00"),
        ("2026-11-20T02:00:00", "2026-11-20T02:00:00"),
        ("2026-11-20T23:00:00", "2026-11-20T02:00:00"),
    ],
)
def test_the_appointed_time(now, expected):
    assert appointed(at(now)) == at(expected)


def test_a_fresh_start_is_due_and_a_done_night_is_not(unit):
    assert is_due(at("2026-11-20T00:30:00"))
    assert tick(at=at("2026-11-20T00:30:00")).day == dt.date(2026, 11, 20)
    assert tick(at=at("2026-11-20T00:31:00")) is None
    assert tick(at=at("2026-11-20T02:00:00")) is not None
    assert [tick(at=at("2026-11-20T02:01:00")) for _ in range(3)] == [None] * 3
    assert NightlyRun.objects.count() == 2


def test_missed_nights_are_made_up_for_on_the_next_tick(unit):
    tick(at=at("2026-11-20T02:00:00"))
    assert tick(at=at("2026-11-23T10:00:00")).day == dt.date(2026, 11, 23)


def test_a_night_with_failures_is_tried_again_after_an_hour(unit, own_sources):
    register("tests.broken", broken)
    tick(at=at("2026-11-20T02:00:00"))
    assert tick(at=at("2026-11-20T02:59:00")) is None
    own_sources.clear()
    assert tick(at=at("2026-11-20T03:00:00")).failures == {}
    assert tick(at=at("2026-11-20T04:30:00")) is None


def test_a_run_by_hand_for_another_day_is_not_the_nights_run(unit):
    recompute(on=TODAY + days(30), at=at("2026-11-20T03:00:00"))
    assert is_due(at("2026-11-20T03:01:00"))


@pytest.mark.django_db(transaction=True)
def test_two_at_once_run_once(own_sources):
    """The second finds the lock taken and goes, at once."""
    inside, leave, answers = threading.Event(), threading.Event(), []

    def slow(on):
        inside.set()
        leave.wait(10)
        raise ValueError("nothing due")

    register("tests.slow", slow)

    def first():
        answers.append(tick(at=at("2026-11-20T02:00:00")))
        connection.close()

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(10)
    assert tick(at=at("2026-11-20T02:00:00")) is None
    assert recompute(on=TODAY, at=at("2026-11-20T02:00:00")) is None
    leave.set()
    thread.join(10)
    assert answers[0] is not None
    assert NightlyRun.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_run_that_dies_leaves_nothing_and_is_done_at_once(own_sources):
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        register("tests.dies", lambda on: (_ for _ in ()).throw(KeyboardInterrupt))
        tick(at=at("2026-11-20T02:00:00"))
    assert not NightlyRun.objects.exists()
    own_sources.clear()
    assert tick(at=at("2026-11-20T02:00:00")) is not None
