"""What is done on one account's page is gone from another's workbench with its next load."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dates.partial import PartialDate
from directory.permissions import Role
from organizers.models import Kind
from organizers.rules.appointing import Period
from organizers.services import conclude_trial, end_appointment, open_filing, start_trial
from organizers.services.reminding import refresh_reminders
from reminders import registry
from reminders.models import Reminder, Unrefreshed
from reminders.services import recompute
from tests.world import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
NIGHT = dt.datetime(2026, 11, 20, 2, tzinfo=dt.UTC)


def standing():
    """Open reminders, as a night from nothing would have them."""
    return sorted(Reminder.objects.open().values_list("source", "subject_id", "due_on"))


@pytest.fixture(autouse=True)
def as_the_night_says(world):
    """After whatever a test did since the night, a whole run finds nothing to change."""
    recompute(on=TODAY, at=NIGHT)
    yield
    before = standing()
    run = recompute(on=TODAY, at=NIGHT)
    assert (run.opened, run.changed, run.closed, run.failures) == (0, 0, 0, {})
    assert standing() == before
    assert not Unrefreshed.objects.exists()


def test_a_filing_made_on_its_page_vanishes_from_every_workbench(make, client_as):
    filing = open_filing(today=TODAY, appointment=make(from_on="2026-11-12"), decided_on=dt.date(2026, 11, 10))
    unit, department = client_as(Role.UNIT_SECRETARY), client_as(Role.DEPARTMENT_STAFF)
    words = "单雄信：任数学学院党委组织员，报组织部备案"
    for client in (unit, department):
        pages = [client.get("/", {"box": box}).content.decode() for box in ("todo", "others")]
        assert any(words in page for page in pages)
    place = f"/organizers/30001/appointments/{filing.appointment_id}/filing/"
    for title in ("任免文件", "基本信息表"):
        given = {"title": title, "file": SimpleUploadedFile("表.pdf", b"%PDF-1.4 appointment")}
        assert unit.post(f"{place}documents/new/", given).status_code == 302
    assert unit.post(f"{place}submission/", {"on": "2026-11-17", "version": 1}).status_code == 302
    for client in (unit, department):
        assert all(words not in client.get("/", {"box": box}).content.decode() for box in ("todo", "others"))


def test_an_appointment_and_its_end_are_known_at_once(make, world):
    appointment = make(from_on="2019-03-01")
    rotation = Reminder.objects.open().filter(source="organizers.rotation")
    assert rotation.get().subject_id == appointment.pk
    ends = Period(appointment.period.from_on, PartialDate(TODAY - dt.timedelta(days=1)))
    end_appointment(appointment=appointment, period=ends, today=TODAY, by=world.accounts[Role.DEPARTMENT_ADMIN])
    assert not rotation.exists()
    again = make(from_on="2026-11-20", kind=Kind.FULL_TIME)
    assert not rotation.filter(due_on__lt=TODAY).exists()
    assert again.pk


def test_a_trial_that_is_concluded_is_due_no_more(make, world):
    trial = start_trial(today=TODAY, appointment=make(from_on="2025-08-31"))
    trials = Reminder.objects.open().filter(source="organizers.trial")
    assert trials.get().due_on == dt.date(2026, 8, 30)
    conclude_trial(
        trial=trial,
        outcome="confirmed",
        assessed_on=dt.date(2026, 9, 1),
        assessment="称职",
        effective_on=dt.date(2026, 9, 2),
        document="江海委组〔2026〕1号",
        today=TODAY,
        by=world.accounts[Role.DEPARTMENT_ADMIN],
    )
    assert not trials.exists()


def test_every_source_it_names_is_registered(make, monkeypatch):
    appointment, named = make(), []
    monkeypatch.setattr("organizers.services.reminding.refresh", lambda key, **words: named.append(key))
    refresh_reminders(appointment, TODAY)
    own = {key for key in registry.SOURCES if key.startswith("organizers.")}
    assert set(named) == own
