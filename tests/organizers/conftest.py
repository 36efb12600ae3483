import pytest

from dates.parsing import parse_date
from directory.permissions import Role
from organizers.models import Kind
from organizers.rules.appointing import Period
from organizers.services import appoint
from tests.kept import Kept
from tests.organizers.policies import publish_standard
from tests.world import TODAY, build_world


def period(from_on, to_on=None):
    return Period(parse_date(from_on), parse_date(to_on) if to_on else None)


def build_ruled_world():
    world = build_world()
    publish_standard()
    return world


ruled_school = Kept(build_ruled_world)


@pytest.fixture
def world(db):
    """The small school with its rules in force."""
    return ruled_school()


@pytest.fixture
def make(world):
    """Appoints somebody of the small school through the service; full-time in 数学学院 since 2019-03-01 unless said."""

    def make(roster_no="30001", code="01", from_on="2019-03-01", to_on=None, kind=Kind.FULL_TIME, **more):
        return appoint(
            person=world.people[roster_no],
            unit=world.units[code],
            kind=kind,
            period=period(from_on, to_on),
            today=TODAY,
            by=world.accounts[Role.DEPARTMENT_ADMIN],
            **more,
        )

    return make
