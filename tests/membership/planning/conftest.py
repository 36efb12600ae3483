import datetime as dt

import pytest

from tests.membership.cases.conftest import branch_school
from tests.membership.cases.walking import opened, play, rest
from tests.membership.procedure.histories import lawful
from tests.reminders.conftest import broker, environ  # noqa: F401

START = dt.date(2025, 11, 3)


@pytest.fixture
def world(db):
    return branch_school()


@pytest.fixture
def way(world):
    """A case of the branch's applicant that has come so far."""

    def walked(upto, start=START):
        raw = lawful(start, upto=upto)
        return play(opened(world.people["applicant"], world.units["0101"], raw), rest(raw))

    return walked
