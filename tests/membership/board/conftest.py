import pytest

from tests.membership.board.school import fill


@pytest.fixture
def cases(world):
    return fill(world)
