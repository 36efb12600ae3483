"""A hundred cases in the hands of random people, fifty acts each (`dev.py bench machine` runs two thousand)."""

import pytest

from tests.membership.cases.machine import walks

GROUPS = 10


@pytest.mark.parametrize("group", range(GROUPS))
def test_no_illegal_state_is_ever_reached(branch, group):
    for machine in walks(branch, group):
        machine.run()
        assert machine.done
