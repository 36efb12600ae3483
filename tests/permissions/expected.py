"""What the permission table says about a role, a place and an address; nothing here is typed role by role."""

from directory.access import PUBLIC, SIGNED_IN
from directory.permissions import PERMISSIONS, SENSITIVITY, Role
from tests.permissions.places import ABSENT, OWN, covers

LOGIN, FOUND, ABSENT_PAGE = "log-in", "found", "absent"


def expected(address, cell, role: Role | None, place) -> str:
    """Where a request must end: at the log-in page, at the page itself, or at “not found”."""
    if address.mark == PUBLIC:
        return ABSENT_PAGE if place is not None and place.name == ABSENT else FOUND
    if role is None:
        return LOGIN
    return FOUND if _may(address, cell, role, place) else ABSENT_PAGE


def _may(address, cell, role, place) -> bool:
    if cell.never or (place is not None and place.name == ABSENT and not cell.blind):
        return False
    if any(not held_anywhere(role, needed) for needed in cell.needs):
        return False
    permission = cell.permission or address.mark
    if permission == SIGNED_IN:
        return True
    if cell.own_only and place.name != OWN:
        return False
    if place is None or cell.blind or cell.own_only:
        return held_anywhere(role, permission)
    if place.name == OWN and cell.own_file and permission in PERMISSIONS[Role.MEMBER]:
        return True
    return held_on(role, permission, place.unit.code) and SENSITIVITY[role] >= cell.sensitivity


def held_anywhere(role, permission) -> bool:
    return permission in PERMISSIONS[role] | PERMISSIONS[Role.MEMBER]


def held_on(role, permission, code) -> bool:
    return permission in PERMISSIONS[role] and covers(role, code)
