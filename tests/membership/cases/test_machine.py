"""A hundred cases in the hands of random people, fifty acts each (`dev.py bench machine` runs two thousand)."""

import pytest

from tests.membership.cases.machine import Machine
from tests.membership.cases.walking import applied

RUNS, ACTS = 100, 50


@pytest.mark.parametrize("seed", range(RUNS))
def test_no_illegal_state_is_ever_reached(branch, seed):
    machine = Machine(branch, applied(branch, seed), seed)
    machine.run(ACTS)
    assert machine.done
