"""The counts per unit follow every change of people, whichever way it comes."""

import datetime as dt

import pytest
from django.db import connection

from directory.models import Category, Person, Status, UnitTally
from directory.permissions import Role
from directory.services.daily import begin_day
from directory.services.statuses import set_party_status
from directory.services.units import move_unit
from directory.tally import fold, recount, tallies
from directory.viewer import Viewer
from tests.world import TODAY, add_person

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def counted(world) -> dict[str, dict]:
    """The tally of every unit, without what adds up to nothing."""
    found = tallies(unit.pk for unit in world.units.values())
    return {
        code: {kind: people for kind, people in found[unit.pk].counts.items() if people}
        for code, unit in world.units.items()
    }


def members(world, code) -> int:
    return tallies([world.units[code].pk])[world.units[code].pk].members


def test_the_counts_are_those_of_the_people(world):
    by_triggers = counted(world)
    recount()
    assert counted(world) == by_triggers
    assert members(world, "00") == Person.objects.members().count()
    assert members(world, "0102") == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda world: Person.objects.filter(roster_no="30001").update(status=Status.LEFT),
        lambda world: Person.objects.filter(roster_no="30001").update(unit=world.units["0201"]),
        lambda world: Person.objects.update(category=Category.RETIRED),
        lambda world: connection.cursor().execute("UPDATE directory_person SET status = 'none' WHERE roster_no < '4'"),
        lambda world: add_person(world, "90001", "王小明", "0102", Status.PROBATIONARY),
        lambda world: set_party_status(
            person=world.people["30001"], unit=world.units["03"], status="full", from_on=TODAY, today=TODAY
        ),
        lambda world: move_unit(unit=world.units["0101"], parent=world.units["02"], from_on=TODAY, today=TODAY),
    ],
    ids=["status", "unit", "everybody", "plain SQL", "arrival", "transfer", "moved unit"],
)
def test_every_way_of_changing_people_is_counted(world, change):
    change(world)
    followed = counted(world)
    recount()
    assert counted(world) == followed


def test_a_change_of_other_columns_writes_nothing(world):
    before = UnitTally.objects.count()
    Person.objects.update(email="a@example.com")
    assert UnitTally.objects.count() == before


def test_a_recount_heals(world):
    UnitTally.objects.filter(unit=world.units["00"]).delete()
    recount()
    assert members(world, "00") == Person.objects.members().count()


def test_a_fold_makes_one_row_of_many_and_changes_no_count(world):
    before = counted(world)
    fold()
    rows = list(UnitTally.objects.values_list("unit", "status", "category"))
    assert len(rows) == len(set(rows)) and counted(world) == before
    fold()
    assert counted(world) == before


def test_a_day_begins_with_what_was_set_in_advance(world):
    tomorrow = TODAY + dt.timedelta(days=1)
    set_party_status(person=world.people["30001"], unit=world.units["03"], status="full", from_on=tomorrow, today=TODAY)
    move_unit(unit=world.units["0102"], parent=world.units["02"], from_on=tomorrow, today=TODAY)
    assert begin_day(today=tomorrow) == 2
    secretary = Viewer(world.accounts[Role.UNIT_SECRETARY], tomorrow)
    assert not Person.objects.visible_to(secretary).filter(roster_no__in=["30001", "30003"]).exists()
    assert members(world, "03") == 2
