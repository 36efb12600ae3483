"""A visit: one role before one address about one object, by every method; and what was wrong with the answers."""

from dataclasses import replace

from django.urls import NoReverseMatch, reverse

from directory.access import PUBLIC, SIGNED_IN
from directory.models import Unit
from directory.permissions import Role
from tests.permissions.asking import WELCOME, ask, judge, names_in, same_but
from tests.permissions.cells import NOBODY
from tests.permissions.expected import FOUND, expected, held_on
from tests.permissions.places import OUTSIDE, PARENT_OF, covers
from tests.permissions.rows import changed_units, snapshot
from tests.permissions.undoing import undone

# What a form says when it has taken what was sent.
TAKEN = {200, 302}


def visits_to(sweep, address, cell, roles=(None, *Role)):
    """Every role before every object that the address can be about."""
    for role in roles:
        for place in sweep.places_for(cell, role):
            yield Visit(sweep, address, cell, role, place)


class Visit:
    """One role before one address about one object."""

    def __init__(self, sweep, address, cell, role, place):
        self.sweep, self.address, self.cell, self.role, self.place = sweep, address, cell, role, place
        self.url = _url(address, cell, place)
        self.asked, self.form_was_taken = 0, False

    def faults(self):
        """What is wrong with any answer."""
        data = self.cell.post(self.place) if self.cell.post else {}
        yield from self._faults_of("GET", None)
        if self.place is None or self.place.name == OUTSIDE or self._wanted("GET") == FOUND:
            # A fragment is the page without its frame: where the page is refused, one object is enough.
            yield from self._faults_of("HX", None)
        yield from self._faults_of("POST", data)
        for query in self.cell.queries:
            yield from self._faults_of("GET", None, query)

    def _faults_of(self, method, data, query=None):
        """Each fault with the way to ask again."""
        self.asked += 1
        url = f"{self.url}?{query.asked}" if query else self.url
        for fault in self._judged(method, data, url, query):
            yield f"{self.role or 'anonymous'} {method} {url} ({self.place.name if self.place else '—'}): {fault}"

    def _judged(self, method, data, url, query):
        wanted = self._wanted(method)
        answer, foreign = self._ask(method, url, data, wanted)
        self.form_was_taken |= method == "POST" and wanted == FOUND and answer.status in TAKEN
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
    own = sweep.world.accounts[role].person.unit_id if role else None
    permission = cell.permission or address.mark

    def allowed(unit):
        if wanted != FOUND or role is None or address.mark == PUBLIC:
            return wanted == FOUND and address.mark == PUBLIC
        return unit is None or held_on(role, permission, _code_of(unit)) or (permission == SIGNED_IN and unit == own)

    return sorted({model for model, unit in changed_units(sweep.rows, snapshot()) if not allowed(unit)})


def _code_of(unit):
    """The code of a unit, or of the nearest above it that the small school knows: a form may have founded it."""
    path = Unit.objects.values_list("path", flat=True).get(pk=unit)
    codes = dict(Unit.objects.filter(pk__in=path.rstrip("/").split("/")).values_list("pk", "code"))
    return next(codes[int(pk)] for pk in reversed(path.rstrip("/").split("/")) if codes[int(pk)] in PARENT_OF)


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
