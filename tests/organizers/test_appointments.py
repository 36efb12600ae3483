"""Appointing and ending: the appointment, the duty, the rights and the history go together."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from audit.context import acting
from directory.models import Duty, DutyKind
from directory.permissions import Role
from directory.refusals import ChangedMeanwhile, Refused
from directory.services.duties import assign_duty
from directory.viewer import Viewer
from organizers.models import Appointment, Kind, Level
from organizers.services import appoint, end_appointment
from tests.organizers.conftest import period
from tests.world import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(world):
    return world.accounts[Role.DEPARTMENT_ADMIN]


def rules(caught):
    return [each.rule for each in caught.value.refusals]


def test_an_appointment_gives_the_duty(make, world):
    appointment = make(rank="section", basis="校党发〔2019〕3号", reason="届满换届")
    assert (appointment.level, appointment.rank) == (Level.COLLEGE, "section")
    duty = appointment.duty
    assert (duty.person, duty.unit, duty.kind) == (world.people["30001"], world.units["01"], "organizer_full_time")
    assert (duty.from_on, duty.to_on, duty.basis) == (dt.date(2019, 3, 1), None, "校党发〔2019〕3号")


@pytest.mark.parametrize(
    ("code", "level"), [("00", Level.SCHOOL), ("01", Level.COLLEGE), ("03", Level.COLLEGE), ("0101", Level.BRANCH)]
)
def test_the_level_follows_from_the_unit(make, code, level):
    assert make(code=code).level == level


def test_ending_ends_the_rights_the_day_after(make, world, admin):
    account = world.accounts[Role.MEMBER]
    appointment = appoint(
        person=account.person,
        unit=world.units["02"],
        kind=Kind.FULL_TIME,
        period=period("2020-01-01"),
        today=TODAY,
        by=admin,
    )
    assert Viewer(account, TODAY).may("organizers.view")
    ended = end_appointment(
        appointment=appointment, period=period("2020-01-01", "2026-11-20"), today=TODAY, by=admin, version=1
    )
    assert (ended.to_on, ended.version) == (TODAY, 2)
    assert Viewer(account, TODAY).may("organizers.view")
    assert not Viewer(account, TODAY + dt.timedelta(days=1)).may("organizers.view")


def test_the_second_saver_is_told(make, admin):
    appointment = make()
    gone = period("2019-03-01", "2026-10-01")
    end_appointment(appointment=appointment, period=gone, today=TODAY, by=admin, version=1)
    with pytest.raises(ChangedMeanwhile):
        end_appointment(appointment=appointment, period=gone, today=TODAY, by=admin, version=1)


def test_two_on_one_level_are_refused_and_nothing_is_saved(make):
    make()
    duties = Duty.objects.count()
    with pytest.raises(Refused) as caught:
        make(code="02", from_on="2026-01-01")
    assert rules(caught) == ["appointment_once_per_level"]
    assert "数学学院党委，2019-03-01 至今" in str(caught.value)
    assert (Appointment.objects.count(), Duty.objects.count()) == (1, duties)


def test_the_database_says_the_same(make, world):
    first = make()
    other = assign_duty(
        person=first.person,
        unit=world.units["02"],
        kind=DutyKind.ORGANIZER_FULL_TIME,
        from_on=dt.date(2026, 1, 1),
        by=None,
    )
    row = Appointment(
        person=first.person, unit=other.unit, level=Level.COLLEGE, kind="full_time", duty=other, from_on=other.from_on
    )
    with pytest.raises(ValidationError, match="此人在同一层级已任组织员，时间重叠，请先办理离任。"):
        row.validate_constraints()
    with pytest.raises(IntegrityError, match="organizer_once_per_level"):
        row.save()


def test_a_change_of_unit_and_a_return(make, admin):
    first = make()
    end_appointment(appointment=first, period=period("2019-03-01", "2021-02-28"), today=TODAY, by=admin)
    second = make(code="02", from_on="2021-03-01")
    end_appointment(appointment=second, period=period("2021-03-01", "2022-02-28"), today=TODAY, by=admin)
    make(from_on="2022-03-01")
    assert Appointment.objects.filter(person=first.person).count() == 3


def test_an_end_moved_into_the_next_term_is_refused(make, admin):
    first = make(to_on="2021-02-28")
    make(code="02", from_on="2021-03-01")
    with pytest.raises(Refused) as caught:
        end_appointment(appointment=first, period=period("2019-03-01", "2021-03-01"), today=TODAY, by=admin)
    assert rules(caught) == ["appointment_once_per_level"]


def test_a_rough_past_is_kept_as_rough(make):
    appointment = make(from_on="2010.09", to_on="2012年")
    assert (appointment.from_on, appointment.from_precision) == (dt.date(2010, 9, 1), "month")
    assert (appointment.to_on, appointment.to_precision) == (dt.date(2012, 1, 1), "year")
    assert (appointment.duty.from_on, appointment.duty.to_on) == (dt.date(2010, 9, 1), dt.date(2012, 12, 31))


def test_a_bare_duty_is_taken_over(make, world):
    holder = world.accounts[Role.ORGANIZER_FULL_TIME].person
    world.people[holder.roster_no] = holder
    before = Duty.objects.count()
    with pytest.raises(Refused, match="已登记任职（2022-03-01 至今）"):
        make(roster_no=holder.roster_no, from_on="2022-03-02")
    appointment = make(roster_no=holder.roster_no, from_on="2022-03-01")
    assert appointment.duty.kind == "organizer_full_time"
    assert Duty.objects.count() == before


def test_nobody_appoints_himself(make, world, admin):
    world.people["self"] = admin.person
    with pytest.raises(Refused) as caught:
        make(roster_no="self")
    assert rules(caught) == ["appointment_own_case"]


def test_history_says_who_and_why(make, admin):
    with acting(by=admin, source="web"):
        appointment = make(reason="届满换届")
    event = appointment.events.get()
    assert event.pgh_label == "insert"
    assert event.pgh_context.metadata["username"] == admin.username
    assert event.pgh_context.metadata["reason"] == "届满换届"


def test_scope(make, world, viewer_as):
    inside, outside = make(), make(roster_no="40001", code="02")
    secretary = viewer_as(Role.UNIT_SECRETARY)
    assert list(Appointment.objects.visible_to(secretary)) == [inside]
    assert set(Appointment.objects.visible_to(viewer_as(Role.AUDITOR))) == {inside, outside}
    assert not Appointment.objects.editable_by(secretary).exists()
    assert Appointment.objects.editable_by(viewer_as(Role.DEPARTMENT_STAFF)).count() == 2
    assert not Appointment.objects.visible_to(viewer_as(Role.SYSTEM_ADMIN)).exists()
