"""One school for the whole sweep: every cell undoes what it did."""

from dataclasses import dataclass, field

import pytest
import time_machine
from django.test import Client

from directory.permissions import Role
from directory.services.grants import project_grants
from tests.conftest import NOON
from tests.permissions.asking import ask
from tests.permissions.places import absent_place, build_places, covers, own_place
from tests.permissions.rows import snapshot
from tests.permissions.undoing import undone
from tests.world import PEOPLE

# A name that pages use to explain readings; it is nobody's secret.
EXAMPLES = {"单雄信"}


@dataclass
class Sweep:
    """The school, the cookies of each role, what a role must never see, and each role's page of an absent address."""

    world: object
    places: dict
    cookies: dict
    rows: dict
    hidden: dict = field(default_factory=dict)
    absent: dict = field(default_factory=dict)

    def places_for(self, cell, role):
        """The places an address is asked about; None when it is about nothing in particular."""
        if cell.kwargs is None:
            return [None]
        found = [*self.places.values(), absent_place(self.places)]
        asks_own = role and (cell.own_file or cell.own_only)
        return [*found, own_place(self.world, role, self.places)] if asks_own else found

    def absent_page(self, role, method):
        """What this role gets for an address that no view answers."""
        if (role, method) not in self.absent:
            with undone():
                self.absent[role, method] = ask("/no/such/address/", method, self.cookies[role])
        return self.absent[role, method]


@pytest.fixture(scope="package")
def sweep(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), time_machine.travel(NOON, tick=True), undone():
        world, places = build_places()
        project_grants()
        cookies = {role: _signed_in(account) for role, account in world.accounts.items()} | {None: {}}
        hidden = {role: hidden_names(world, role) for role in Role} | {None: [name for _, name, *_ in PEOPLE]}
        yield Sweep(world, places, cookies, snapshot(), hidden)


def hidden_names(world, role) -> list[str]:
    """People and units that this role must not meet anywhere: all outside the subtree of its duty, but for himself."""
    own = world.accounts[role].person
    people = [
        person.name for person in world.people.values() if person.pk != own.pk and not covers(role, person.unit.code)
    ]
    units = [
        name
        for code, unit in world.units.items()
        if code.startswith("0") and code not in ("00", own.unit.code, own.unit.code[:2]) and not covers(role, code)
        for name in (unit.full_name, unit.short_name)
    ]
    return [name for name in people + units if name not in EXAMPLES]


def _signed_in(account) -> dict:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return {name: morsel.value for name, morsel in client.cookies.items()}
