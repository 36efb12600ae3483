import datetime as dt

import pytest

from directory.models import Category, Person, Status
from tests.kept import Kept
from tests.world import add_person, build_world


def build_branch_world():
    """The small school, its staff branch large enough for a committee, with an applicant of age."""
    world = build_world()
    for number in range(7):
        add_person(world, f"5{number:04}", "周正", "0101")
    applicant = add_person(world, "23010001", "方晓", "0101", Status.NONE, category=Category.STAFF)
    Person.objects.filter(pk=applicant.pk).update(birth_on=dt.date(1998, 1, 1))
    applicant.refresh_from_db()
    world.people["applicant"] = applicant
    return world


branch_school = Kept(build_branch_world)


@pytest.fixture
def world(db):
    return branch_school()


@pytest.fixture
def branch(world):
    """The small school, seen from its branch."""
    return world
