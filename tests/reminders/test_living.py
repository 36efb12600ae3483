"""Three days under a clock of their own with real beats, workers and broker, every ring three times.

`dev.py bench nights` and `dev.py bench killed` are the same at the size of a school, with PostgreSQL killed too.
"""

import datetime as dt

import pytest
from django.db import connection

from bench.living import matters, school
from bench.living.clock import at
from bench.living.judging import copies, judge, wrongs
from bench.living.machinery import Machinery, settled, until
from bench.living.playing import expect, play_day
from bench.living.servers import asleep
from policy.models import CalendarDay
from reminders.delivering import LEASE
from reminders.models import Delivery, Digest, NightlyRun, Notice

FIRST = dt.date(2026, 2, 13)
HOURS = ((2, 0), (6, 30), (8, 0), (18, 0), (22, 30))
DAY = dt.timedelta(days=1)


@pytest.fixture
def founded(db, own_sources):
    """A Friday of work and two days that are off."""
    for number in (1, 2):
        facts = {"is_working": False, "word": "春节", "source": "试验"}
        CalendarDay.objects.update_or_create(day=FIRST + number * DAY, defaults=facts)
    founded = school.build([FIRST], colleges=4, branches=3)
    matters.register()
    return founded


@pytest.fixture
def invented(founded):
    found = matters.invent(400, FIRST, FIRST + 3 * DAY, seed=1)
    matters.make_tables()
    matters.write(found)
    yield found
    matters.drop_tables()


@pytest.fixture
def machinery(environ, tmp_path):
    (tmp_path / "living").mkdir()
    found = Machinery(tmp_path / "living", {**environ, "TICK_SECONDS": "1", "MAIL_SECONDS": "0.1"}, rings_itself=True)
    yield found
    found.kill()
    connection.close()


def end_sessions():
    """What a server's death does to whoever was at work in it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def kill(machinery):
    machinery.kill("worker")
    end_sessions()
    machinery.caller.control.purge()


@pytest.mark.django_db(transaction=True)
def test_three_days_of_killings_miss_nothing_and_double_nothing(founded, invented, machinery):
    expected = expect(founded, invented)
    machinery.clock.set(at(FIRST, 1, 55))
    machinery.start_beats()
    machinery.start_workers(["one"])
    machinery.start_workers(["two"])

    play_day(machinery, founded, FIRST, HOURS)
    expected.night(FIRST)
    assert wrongs(judge(expected, machinery.mails)) == {}
    assert Digest.objects.exists() and Delivery.objects.filter(state="sent").exists()

    matters.set_pace(0.2)
    killed_at_night(machinery, FIRST + DAY)
    matters.set_pace(0)
    expected.night(FIRST + DAY)
    play_day(machinery, founded, FIRST + DAY, HOURS[1:])
    assert wrongs(judge(expected, machinery.mails)) == {}

    play_day(machinery, founded, FIRST + 2 * DAY, HOURS[:2])
    expected.night(FIRST + 2 * DAY)
    killed_while_sending(machinery, FIRST + 2 * DAY)
    play_day(machinery, founded, FIRST + 2 * DAY, HOURS[3:])
    assert wrongs(judge(expected, machinery.mails)) == {}
    assert len(copies(machinery.mails)) >= len(list(machinery.mails.glob("*.eml"))) > 0

    Notice.objects.all()[0].delete()
    assert wrongs(judge(expected, machinery.mails)) == {"notices missed": 1}, "the judge sees what is missed"


def killed_at_night(machinery, day):
    """Workers, their sessions and what was rung are gone in the middle; one worker comes back."""
    machinery.clock.set(at(day, 2))
    machinery.ring()
    until(asleep, machinery, 0.01)
    kill(machinery)
    assert not NightlyRun.objects.filter(started_at__gte=at(day, 2)).exists()
    machinery.start_workers(["one"])
    until(lambda: settled(at(day, 2)), machinery)


def killed_while_sending(machinery, day):
    """Nobody has to be told: what was taken is free when its lease is over."""
    before = len(copies(machinery.mails))
    machinery.clock.set(at(day, 8))
    machinery.ring()
    until(lambda: len(copies(machinery.mails)) > before, machinery, 0.01)
    kill(machinery)
    assert not settled(at(day, 8))
    machinery.start_workers(["two"])
    machinery.clock.set(at(day, 8) + LEASE + dt.timedelta(seconds=10))
    until(lambda: settled(machinery.clock.now()), machinery)
