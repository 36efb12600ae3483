"""A real broker, a real worker and a real beat: the night's run happens without anyone clicking."""

import datetime as dt
import sys

import pytest
import redis

from dates.partial import as_partial
from organizers.rules.appointing import Kind, Period
from organizers.services import appoint
from reminders.models import NightlyRun, Pulse, Reminder
from tests.organizers.policies import publish_standard
from tests.reminders.processes import running, wait_for
from tests.world import TODAY


def celery(*words):
    return [sys.executable, "-m", "celery", "-A", "config", *words]


@pytest.fixture
def appointed(world):
    """Somebody who has been full-time organizer of one unit for eight years by next spring, which the school asks."""
    person = world.people["30001"]
    period = Period(as_partial(TODAY - dt.timedelta(days=365 * 8 - 60)))
    appoint(person=person, unit=world.units["01"], kind=Kind.FULL_TIME, period=period, today=TODAY, by=None)
    publish_standard()
    return person


@pytest.mark.django_db(transaction=True)
def test_beat_rings_and_the_worker_writes_the_reminder_once(appointed, broker, environ, tmp_path):
    """Rung for twice more, it does nothing; and what passed through the broker named nobody."""
    worker = celery("worker", "--concurrency", "2", "--without-gossip", "--without-mingle")
    beat = celery("beat", "--schedule", str(tmp_path / "schedule"), "--pidfile=")
    log = tmp_path / "celery.log"
    options = {"env": environ, "cwd": tmp_path, "log": log}
    with running(*beat, **options):
        assert wait_for(lambda: waiting(broker)), log.read_text(errors="replace")
        assert appointed.name not in waiting(broker)
        with running(*worker, **options):
            assert wait_for(NightlyRun.objects.exists), log.read_text(errors="replace")
            first = Pulse.objects.get(name="beat").at
            assert wait_for(lambda: Pulse.objects.filter(name="beat", at__gt=first).exists())
    assert NightlyRun.objects.get().failures == {}
    reminder = Reminder.objects.get(source="organizers.rotation")
    assert reminder.title.startswith(appointed.name)
    assert appointed.name not in log.read_text(errors="replace")


def waiting(address) -> str:
    """Everything that waits at the broker, as text."""
    path = address.removeprefix("redis+socket://")
    with redis.Redis(unix_socket_path=path) as client:
        return "".join(message.decode() for message in client.lrange("celery", 0, -1))
