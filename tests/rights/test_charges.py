"""Whose turn it is: the nearest unit upwards where somebody who can log in holds the permission."""

import datetime as dt

import pytest

from directory.charges import renew_charges
from directory.models import Account, Charge, Unit
from directory.permissions import ALL_PERMISSIONS, PERMISSIONS, Role
from directory.services.duties import assign_duty, end_duty
from directory.viewer import Viewer
from tests.world import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def holder(code, permission):
    found = Charge.objects.select_related("holder").get(unit__code=code, permission=permission).holder
    return found.code if found else None


@pytest.mark.parametrize(
    ("code", "permission", "expected"),
    [
        ("0101", "people.edit", "0101"),
        ("0102", "people.edit", "01"),
        ("0201", "people.edit", "00"),
        ("03", "organizers.submit", "00"),
        ("0101", "organizers.submit", "01"),
        ("0101", "organizers.edit", "00"),
        ("00", "accounts.manage", "00"),
    ],
)
def test_the_nearest_unit_upwards(world, code, permission, expected):
    assert holder(code, permission) == expected


def test_it_is_what_the_viewers_grants_say(world):
    """Every unit and permission, against the grants of every account."""
    grants = [grant for account in Account.objects.all() for grant in Viewer(account, TODAY).grants]
    held = {(grant.path, name) for grant in grants for name in PERMISSIONS[grant.role]}
    for unit in Unit.objects.all():
        for permission in ALL_PERMISSIONS:
            above = [path for path, name in held if name == permission and unit.path.startswith(path)]
            nearest = max(above, key=len, default=None)
            expected = Unit.objects.get(path=nearest).code if nearest else None
            assert holder(unit.code, permission) == expected, (unit, permission)


def test_it_follows_duties_accounts_and_the_day(world):
    assert renew_charges(on=TODAY) == 0
    duty = world.accounts[Role.BRANCH_OFFICER].person.duties.get()
    end_duty(duty=duty, on=TODAY, by=None)
    Account.objects.filter(username=Role.ORGANIZER_PART_TIME).update(is_active=False)
    renew_charges(on=TODAY)
    assert holder("0101", "people.edit") == "0101", "the last day is a day in office"
    renew_charges(on=TODAY + dt.timedelta(days=1))
    assert holder("0101", "people.edit") == "01"
    newcomer = Account.objects.create(username="newcomer", person=world.people["30001"])
    assign_duty(person=newcomer.person, unit=world.units["0101"], kind="secretary", from_on=TODAY, by=None)
    renew_charges(on=TODAY)
    assert holder("0101", "people.edit") == "0101"


def test_nobody_is_nobody(world):
    Account.objects.update(is_active=False)
    renew_charges(on=TODAY)
    assert set(Charge.objects.values_list("holder", flat=True)) == {None}
