"""Every address × role × object × method: what one may see is there, everything else does not exist."""

import pytest

from tests.permissions.addresses import addresses
from tests.permissions.cells import all_cells
from tests.permissions.counting import COUNTS
from tests.permissions.visits import visits_to

pytestmark = pytest.mark.django_db
ADDRESSES = {address.name: address for address in addresses()}
CELLS = all_cells()
HOW = (
    "Add one line for it to a table in tests/permissions/cells.py, such as\n"
    '    "{name}": Cell(UNIT, post=lambda place: {{…}}),\n'
    "with Cell() for a page about nothing in particular."
)


def test_every_address_has_a_mark():
    unmarked = [str(address) for address in ADDRESSES.values() if address.mark is None]
    assert not unmarked, f"put @access(…) above these views (directory/access.py): {unmarked}"


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_every_address_is_in_the_table(name):
    assert name in CELLS, f"{ADDRESSES[name]} is not in the table. {HOW.format(name=name)}"


def test_the_table_names_no_address_that_is_gone():
    assert sorted(CELLS.keys() - ADDRESSES.keys()) == []


@pytest.mark.parametrize("name", sorted(CELLS.keys() & ADDRESSES.keys()))
def test_cells(sweep, name):
    visits = list(visits_to(sweep, ADDRESSES[name], CELLS[name]))
    leaks = [leak for visit in visits for leak in visit.faults()]
    COUNTS["addresses"].add(name)
    COUNTS["cells"] += sum(visit.asked for visit in visits)
    COUNTS["leaks"] += len(leaks)
    assert not leaks, "\n".join(leaks)
    if CELLS[name].post:
        assert any(visit.form_was_taken for visit in visits), (
            f"nobody's form is taken at {name}: mend post= in cells.py"
        )
