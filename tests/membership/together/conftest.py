"""A branch of 21 with a vote, three candidates of whom it may decide on 12 November 2026."""

import pytest

from tests.branches.conftest import branch_school
from tests.membership.together.candidates import brought_to


@pytest.fixture
def world(db):
    return branch_school()


@pytest.fixture
def candidates(world):
    named = world.people["f0"], world.people["f1"]
    return [
        brought_to(world, f"7000{place}", name, "application_book", introducers=named)
        for place, name in enumerate(("方晓", "林知远", "苏明"))
    ]
