"""The sweep sweeps: leaks that are planted on purpose are found."""

import pytest
from django.core.exceptions import PermissionDenied

from directory.permissions import Role
from directory.viewer import Viewer
from tests.permissions.addresses import addresses
from tests.permissions.cells import all_cells
from tests.permissions.visits import visits_to

pytestmark = pytest.mark.django_db
CELLS = all_cells()
ADDRESSES = {address.name: address for address in addresses()}


@pytest.fixture
def faults(sweep):
    """What the sweep finds at an address for one role."""

    def faults(name, role=Role.ORGANIZER_FULL_TIME):
        visits = visits_to(sweep, ADDRESSES[name], CELLS[name], [role])
        return "\n".join(fault for visit in visits for fault in visit.faults())

    return faults


@pytest.fixture
def scope_forgotten(sweep, monkeypatch):
    """Whatever is held anywhere is held on the whole school."""
    held = Viewer.paths
    root = sweep.world.units["00"].path
    monkeypatch.setattr(Viewer, "paths", lambda viewer, permission: (root,) if held(viewer, permission) else ())


NAMES = ["person_detail", "person_list", "person_export", "search", "unit_tree", "organizer_list", "staffing_list"]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_that_forgets_the_scope(faults, scope_forgotten, name):
    assert "shows [" in faults(name)


def test_a_view_that_forgets_its_permission(faults, monkeypatch):
    monkeypatch.setattr(Viewer, "may", lambda viewer, permission: True)
    assert "may not enter, got 200" in faults("account_list", Role.AUDITOR)


def test_a_refusal_that_tells_that_something_is_there(faults, monkeypatch):
    seen = Viewer.may

    def may(viewer, permission):
        if permission == "accounts.manage":
            raise PermissionDenied
        return seen(viewer, permission)

    monkeypatch.setattr(Viewer, "may", may)
    assert "may not enter, got 403" in faults("account_detail", Role.UNIT_SECRETARY)


def test_a_form_that_changes_what_is_foreign(faults, scope_forgotten):
    assert "changed ['directory.Person'" in faults("person_update")
