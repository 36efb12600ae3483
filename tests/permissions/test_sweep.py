"""Every address × role × object × method: what one may see is there, everything else does not exist."""

from dataclasses import replace

import pytest
from django.urls import NoReverseMatch, reverse

from directory.permissions import Role
from tests.permissions.addresses import addresses
from tests.permissions.asking import WELCOME, ask, judge, names_in, same_but
from tests.permissions.cells import NOBODY, all_cells
from tests.permissions.conftest import COUNTS, undone
from tests.permissions.expected import FOUND, expected, held_on
from tests.permissions.places import covers
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
        visit = Visit(sweep, address, cell, role, place)
        for method, data in (("GET", None), ("HX", None), ("POST", cell.post(place) if cell.post else {})):
            yield from visit.faults(method, data)
        for query in cell.queries:
            yield from visit.faults("GET", None, query)


class Visit:
    """One role before one address about one object."""

    def __init__(self, sweep, address, cell, role, place):
        self.sweep, self.address, self.cell, self.role, self.place = sweep, address, cell, role, place
        self.url = _url(address, cell, place)

    def faults(self, method, data, query=None):
        """What is wrong with the answer, each with the way to ask again."""
        COUNTS["cells"] += 1
        url = f"{self.url}?{query.asked}" if query else self.url
        for fault in self._faults(method, data, url, query):
            yield f"{self.role or 'anonymous'} {method} {url} ({self.place.name if self.place else '—'}): {fault}"

    def _faults(self, method, data, url, query):
        wanted = self._wanted(method)
        answer, foreign = self._ask(method, url, data, wanted)
        twin = self._twin(query) if wanted == FOUND else None
        if twin is not None:
            if not same_but(answer, twin, query.asked, query.twin):
                yield f"answers otherwise than to {query.twin}"
        elif wrong := judge(answer, wanted, self.sweep.absent_page(self.role, method), WELCOME | self.cell.also):
            yield wrong
        hidden = [name for name in self.sweep.hidden[self.role] if query is None or name not in query.asked]
        if met := names_in(answer, hidden):
            yield f"shows {met}"
        if foreign:
            yield f"changed {foreign}"

    def _wanted(self, method):
        cell = self.cell
        if method == "POST" and cell.sends and self.role:
            cell = replace(cell, permission=cell.sends, never=cell.sends == NOBODY)
        return expected(self.address, cell, self.role, self.place)

    def _ask(self, method, url, data, wanted):
        with undone():
            answer = ask(url, method, self.sweep.cookies[self.role], data)
            changed = answer.wrote and _foreign_changes(self.sweep, self.address, self.cell, self.role, wanted)
        return answer, changed

    def _twin(self, query):
        """The answer about something that does not exist, where the query's own thing is foreign to the role."""
        if query is None or not query.code or self.role is None or covers(self.role, query.code):
            return None
        return self._ask("GET", f"{self.url}?{query.twin}", None, FOUND)[0]


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
