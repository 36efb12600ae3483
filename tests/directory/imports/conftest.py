import pytest

from directory.permissions import PERMISSIONS, Role


@pytest.fixture(autouse=True)
def partial_importer(monkeypatch):
    """Today only the department brings rosters in; the rules about rows of other units hold for whoever else may."""
    monkeypatch.setitem(PERMISSIONS, Role.UNIT_SECRETARY, PERMISSIONS[Role.UNIT_SECRETARY] | {"people.import"})
