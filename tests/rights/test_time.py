"""Rights follow the calendar: what begins or ends today does so at midnight, and no job has to run for it."""

import datetime as dt

import pytest

from directory.models import Duty, Person, Unit
from directory.permissions import Role
from directory.services.duties import assign_duty, end_duty
from directory.services.units import move_unit
from directory.viewer import Viewer
from tests.world import TODAY

DAY = dt.timedelta(days=1)
LISTS = ["/units/", "/people/", "/people/export/", "/organizers/", "/organizers/staffing/"]
PAGES = [*LISTS, "/units/01/", "/people/30003/"]


def visible(client, page) -> bool:
    answer = client.get(page)
    if answer.streaming:
        answer.getvalue()
    return answer.status_code == 200


def test_a_duty_that_ends_today_shows_everything_today_and_nothing_tomorrow(world, client_as, clock):
    account = world.accounts[Role.ORGANIZER_FULL_TIME]
    client = client_as(Role.ORGANIZER_FULL_TIME)
    end_duty(duty=account.person.duties.get(), on=TODAY, by=None)
    assert all(visible(client, page) for page in PAGES)
    assert "/people/30003/" in client.get("/search/?q=欧阳若水").content.decode()
    clock.move_to(dt.datetime(2026, 11, 20, 23, 59, 50, tzinfo=dt.timezone(dt.timedelta(hours=8))))
    client = client_as(Role.ORGANIZER_FULL_TIME)
    assert all(visible(client, page) for page in PAGES)
    clock.shift(dt.timedelta(seconds=20))
    assert not any(visible(client, page) for page in PAGES)
    assert "/people/30003/" not in client.get("/search/?q=欧阳若水").content.decode()


def test_a_duty_that_begins_tomorrow_shows_nothing_today(world, client_as, clock):
    account = world.accounts[Role.MEMBER]
    assign_duty(person=account.person, unit=world.units["02"], kind="secretary", from_on=TODAY + DAY, by=None)
    assert not visible(client_as(Role.MEMBER), "/people/40001/")
    clock.shift(DAY)
    assert visible(client_as(Role.MEMBER), "/people/40001/")


@pytest.mark.parametrize(("to_on", "sees"), [(TODAY - DAY, 0), (TODAY, 1), (TODAY + DAY, 1), (None, 1)])
def test_the_last_day_belongs_to_the_duty(world, to_on, sees):
    Duty.objects.filter(kind="organizer_part_time").update(to_on=to_on)
    viewer = Viewer(world.accounts[Role.ORGANIZER_PART_TIME], TODAY)
    assert Unit.objects.visible_to(viewer).count() == sees


def test_scope_follows_the_tree_of_today(world):
    """A branch that moves to another unit goes with everybody in it, for those above the old and the new place."""
    viewer = Viewer(world.accounts[Role.UNIT_SECRETARY], TODAY)
    assert Person.objects.visible_to(viewer).filter(roster_no="30003").exists()
    move_unit(unit=world.units["0102"], parent=world.units["02"], from_on=TODAY, today=TODAY)
    again = Viewer(world.accounts[Role.UNIT_SECRETARY], TODAY)
    assert not Person.objects.visible_to(again).filter(roster_no="30003").exists()


def test_without_the_projected_grant_a_duty_gives_nothing(world):
    """A duty row that came past the services (and so without its projection) opens no door."""
    account = world.accounts[Role.MEMBER]
    Duty.objects.create(person=account.person, unit=world.units["02"], kind="secretary", from_on=TODAY)
    assert Viewer(account, TODAY).roles == {Role.MEMBER}


def test_a_closed_account_has_no_rights_whatever_its_duties(world):
    account = world.accounts[Role.DEPARTMENT_ADMIN]
    account.is_active = False
    assert Viewer(account, TODAY).roles == frozenset()
    assert not Viewer(account, TODAY).may("people.view")
