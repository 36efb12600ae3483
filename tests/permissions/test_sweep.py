"""Every address × role × object × method: what one may see is there, everything else does not exist."""

import pytest
from django.urls import NoReverseMatch, reverse

from directory.permissions import Role
from tests.permissions.addresses import addresses
from tests.permissions.asking import ask, judge, names_in
from tests.permissions.cells import all_cells
from tests.permissions.conftest import COUNTS, undone
from tests.permissions.expected import FOUND, expected, held_on
from tests.permissions.rows import changed_units, snapshot

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
    address, cell = ADDRESSES[name], CELLS[name]
    COUNTS["addresses"].add(name)
    leaks = [leak for role in (None, *Role) for leak in _leaks_of(sweep, address, cell, role)]
    COUNTS["leaks"] += len(leaks)
    assert not leaks, "\n".join(leaks)


def _leaks_of(sweep, address, cell, role):
    for place in sweep.places_for(cell, role):
        url = _url(address, cell, place)
        wanted = expected(address, cell, role, place)
        tries = [("GET", url, None), ("POST", url, cell.post(place) if cell.post else {}), ("HX", url, None)]
        tries += [("GET", f"{url}?{query}", None) for query in cell.queries]
        for method, target, data in tries:
            COUNTS["cells"] += 1
            for wrong in _wrong_with(sweep, address, cell, role, place, wanted, method, target, data):
                yield f"{role or 'anonymous'} {method} {target} ({place.name if place else '—'}): {wrong}"


def _wrong_with(sweep, address, cell, role, place, wanted, method, target, data):
    absent = sweep.absent_page(role, method)
    with undone():
        answer = ask(target, method, sweep.cookies[role], data)
        foreign = _foreign_changes(sweep, address, cell, role, wanted) if answer.wrote else []
    if wrong := judge(answer, wanted, absent):
        yield wrong
    if met := names_in(answer, sweep.hidden[role]):
        yield f"shows {met}"
    if foreign:
        yield f"changed {foreign}"


def _foreign_changes(sweep, address, cell, role, wanted):
    """Rows that changed although they lie where the role does not hold the permission of the address."""
    codes = {unit.pk: unit.code for unit in sweep.world.units.values()}
    own = sweep.world.accounts[role].person.unit_id if role else None
    permission = cell.permission or address.mark

    def allowed(unit):
        if wanted != FOUND or role is None:
            return False
        if unit is None or unit not in codes:
            return True
        return held_on(role, permission, codes[unit]) or (permission == "signed_in" and unit == own)

    return sorted({model for model, unit in changed_units(sweep.rows, snapshot()) if not allowed(unit)})


def _url(address, cell, place):
    kwargs = cell.kwargs(place) if cell.kwargs else None
    try:
        return reverse(address.name, kwargs=kwargs)
    except NoReverseMatch:
        return "/" + _filled(address.route, kwargs or {})


def _filled(route, kwargs):
    """An address without a name: its route with the objects put in."""
    for key, value in kwargs.items():
        route = route.replace(f"<path:{key}>", value).replace(f"(?P<{key}>.*)$", value)
    return route
