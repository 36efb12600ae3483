"""作废任职: who is refused, what goes with it, and that nothing counts what was voided."""

import datetime as dt

import pytest
from django.apps import apps
from django.urls import reverse

from audit.models import Event, EventKind
from directory.models import Duty
from directory.permissions import Role
from directory.refusals import Refused
from directory.viewer import Viewer
from organizers.facts import Holdings, held_by
from organizers.models import Appointment, Filing, Rank, Trial
from organizers.models.scopes import Standing
from organizers.selectors import full_time_spans, staffing_row
from organizers.services import (
    Nominated,
    conclude_trial,
    end_appointment,
    note_rank,
    record_post,
    start_trial,
    void_appointment,
)
from organizers.services.filing import receive_filing, return_filing, submit_filing
from reminders.models import Reminder
from reminders.services import recompute
from tests.organizers.conftest import period
from tests.organizers.test_export import rows_of
from tests.organizers.test_filing_acts import paper
from tests.organizers.test_nominating import GOOD, rules
from tests.world import TODAY

pytestmark = pytest.mark.django_db
D = dt.date.fromisoformat
NIGHT = dt.datetime(2026, 11, 20, 2, tzinfo=dt.UTC)


@pytest.fixture
def wrong(make):
    """曾照明, appointed by mistake, with everything that followed: filing, trial and another post."""
    given = Nominated(stated=GOOD, decided_on=D("2026-11-10"), is_promoted=True, is_history=True)
    appointment = make("30002", from_on="2018-11-12", rank="section", nominated=given, basis="江海委〔2018〕3号")
    Filing.objects.create(
        appointment=appointment, person=appointment.person, decided_on=D("2026-11-10"), working_days=5
    )
    record_post(appointment=appointment, post="系主任", from_on=D("2026-01-01"), by=None)
    return appointment


@pytest.fixture
def void(world):
    def void(appointment, reason="登错了人"):
        by = world.accounts[Role.DEPARTMENT_STAFF]
        void_appointment(appointment=appointment, reason=reason, today=TODAY, by=by)

    return void


def test_every_row_beside_an_appointment_goes_with_it():
    """Whatever is added beside an appointment leaves out the voided ones without anybody thinking of it."""
    models = [each for each in apps.get_app_config("organizers").get_models() if not hasattr(each, "pgh_obj")]
    beside = [each for each in models if "appointment" in {field.name for field in each._meta.fields}]
    assert {each.__name__ for each in beside} >= {"Filing", "Trial", "Nomination", "RuleException", "ConcurrentPost"}
    assert [each.__name__ for each in [Appointment, *beside] if not isinstance(each._default_manager, Standing)] == []


def test_it_counts_nowhere_and_stands_struck_where_it_was(wrong, void, client_as, world):
    recompute(on=TODAY, at=NIGHT)
    assert {each.source for each in Reminder.objects.open().filter(title__startswith="曾照明")} == {
        "organizers.filing", "organizers.rotation", "organizers.trial",
    }  # fmt: skip
    staff = client_as(Role.DEPARTMENT_STAFF)
    place = reverse("appointment_void", args=["30002", wrong.pk])
    asked = staff.get(place).content.decode()
    assert "其备案、试用期一并作废" in asked and staff.post(place, {"reason": "", "version": 1}).status_code == 422
    assert staff.post(place, {"reason": "登错了人", "version": 1}).status_code == 302
    for address in ("/organizers/?state=all", "/organizers/filings/"):
        assert "/organizers/30002/" not in staff.get(address).content.decode()
    assert not rows_of(staff.get("/organizers/export/?state=all"))
    for name in ("filing_detail", "trial_detail", "appointment_end", "appointment_correct", "appointment_void"):
        assert staff.get(reverse(name, args=["30002", wrong.pk])).status_code == 404
    page = staff.get("/organizers/30002/").content.decode()
    assert "已作废：登错了人" in page and "<del>2018-11-12</del>" in page and "任职已作废" in page
    assert client_as(Role.MEMBER).get("/organizers/30002/").status_code == 404
    run = recompute(on=TODAY, at=NIGHT)
    assert not Reminder.objects.open().filter(title__startswith="曾照明").exists()
    assert (run.opened, run.changed, run.closed) == (0, 0, 0)
    person = wrong.person_id
    assert not held_by([person])[person] and not full_time_spans([person]) and not Trial.objects.exists()
    assert not list(Holdings([person]).beside(person, 0, TODAY))
    row = staffing_row(Viewer(world.accounts[Role.DEPARTMENT_STAFF], TODAY), TODAY, "01")
    assert row.verdict.gap == 1 and not row.full_time
    assert {each.pgh_label for each in wrong.events.all()} == {"insert", "update"}


def test_the_rights_end_at_once_and_the_log_says_why(wrong, void, make):
    duty = wrong.duty_id
    void(wrong)
    assert not Duty.objects.filter(pk=duty).exists()
    told = Event.objects.filter(kind=EventKind.RIGHTS).latest("pk")
    assert (told.detail["act"], told.reason) == ("作废任职", "登错了人")
    again = make("30002", from_on="2018-11-12")
    assert Appointment.objects.get() == again


def test_what_the_department_has_is_given_back_first(wrong, void, world):
    for title in ("任免文件", "基本信息表"):
        paper(wrong.filing, title)
    unit, department = world.accounts[Role.UNIT_SECRETARY], world.accounts[Role.DEPARTMENT_ADMIN]
    when = {"on": TODAY, "today": TODAY}
    submit_filing(filing=wrong.filing, **when, by=unit)
    receive_filing(filing=wrong.filing, **when, by=department)
    with pytest.raises(Refused) as caught:
        void(wrong, reason=" ")
    assert rules(caught) == {"void_filed", "void_reason"} and "请组织部先退回补正" in str(caught.value)
    return_filing(filing=wrong.filing, reason="人选有误", **when, by=department)
    void(wrong)
    assert not Filing.objects.exists()


def test_a_concluded_trial_stands_in_the_way(make, void):
    appointment = make(from_on="2025-03-01")
    words = {"assessed_on": D("2026-03-01"), "assessment": "", "document": "江海委〔2026〕9号"}
    days = {"effective_on": D("2026-03-02"), "today": TODAY}
    conclude_trial(
        trial=start_trial(appointment=appointment, today=TODAY), outcome="confirmed", **words, **days, by=None
    )
    with pytest.raises(Refused) as caught:
        void(appointment)
    assert rules(caught) == {"void_assessed"}


def test_a_later_appointment_that_counted_the_service_is_voided_first(make, void):
    first = make(from_on="2019-03-01")
    end_appointment(appointment=first, period=period("2019-03-01", "2026-11-20"), today=TODAY, by=None)
    given = Nominated(stated=GOOD, decided_on=D("2026-11-18"))
    later = make(code="02", from_on="2026-11-21", rank="section", nominated=given)
    with pytest.raises(Refused) as caught:
        void(Appointment.objects.get(pk=first.pk))
    assert rules(caught) == {"void_counted"} and "党务工作经历、工作经历连同这段任职核对" in str(caught.value)
    void(later)
    void(Appointment.objects.get(pk=first.pk))
    assert not Appointment.objects.exists() and Appointment.voided.count() == 2


def test_whoever_opened_it_before_is_told_that_it_is_gone(wrong, void):
    stale, filing = Appointment.objects.get(), Filing.objects.select_related("appointment").get()
    trial = Trial.objects.select_related("appointment").get()
    confirmed = {"outcome": "confirmed", "assessed_on": TODAY, "assessment": "合格", "effective_on": TODAY}
    confirmed |= {"document": "江海委〔2026〕9号", "today": TODAY, "by": None}
    void(wrong)
    for act in (
        lambda: void(stale),
        lambda: end_appointment(appointment=stale, period=period("2018-11-12", "2026-11-20"), today=TODAY, by=None),
        lambda: submit_filing(filing=filing, on=TODAY, today=TODAY, by=None),
        lambda: conclude_trial(trial=trial, **confirmed),
        lambda: note_rank(appointment=stale, rank=Rank.SECTION, today=TODAY),
    ):
        with pytest.raises(Refused) as caught:
            act()
        assert rules(caught) == {"appointment_voided"}
