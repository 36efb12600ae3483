"""Who looks, on which day, and therefore at what: the one object that views, exports and tasks ask."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.db import connection

from directory.models import Account, Unit
from directory.permissions import PERMISSIONS, SENSITIVITY, Role, Sensitivity, role_of


@dataclass(frozen=True, slots=True)
class Grant:
    """A role on a unit's subtree; `path` is the unit's materialised path, code and name are for the screen."""

    role: Role
    unit_id: int
    path: str
    unit_code: str = ""
    unit_name: str = ""


# Asked for every page, so it is written once. A duty holds on its last day too, as `Duty.objects.on` has it.
_GRANTS = """
SELECT duty.kind, unit.kind, unit.id, unit.path, unit.code, unit.short_name, ARRAY(
    SELECT permission.codename::text FROM directory_unituserpermission AS granted
    JOIN auth_permission AS permission ON permission.id = granted.permission_id
    WHERE granted.user_id = %s AND granted.content_object_id = duty.unit_id)
FROM directory_duty AS duty JOIN directory_unit AS unit ON unit.id = duty.unit_id
WHERE duty.person_id = %s AND duty.from_on <= %s AND (duty.to_on IS NULL OR duty.to_on >= %s)
"""


@dataclass(frozen=True)
class Viewer:
    """An account with the duties it holds on a day."""

    account: Account
    on: dt.date

    @cached_property
    def grants(self) -> tuple[Grant, ...]:
        """Duties that hold on the day and that guardian's grant confirms; one query."""
        if not self.account.is_active or not self.account.person_id:
            return ()
        with connection.cursor() as cursor:
            cursor.execute(_GRANTS, [self.account.pk, self.account.person_id, self.on, self.on])
            found = {
                Grant(role, unit_id, path, code, name)
                for kind, unit_kind, unit_id, path, code, name, held in cursor.fetchall()
                if (role := role_of(kind, unit_kind)) and f"act_as_{role}" in held
            }
        return tuple(sorted(found, key=lambda grant: (grant.path, grant.role)))

    @cached_property
    def roles(self) -> frozenset[Role]:
        own = {Role.MEMBER} if self.account.person_id and self.account.is_active else set()
        return frozenset(own | {grant.role for grant in self.grants})

    @cached_property
    def sensitivity(self) -> Sensitivity:
        """The most sensitive facts that any of the roles may read."""
        return max((SENSITIVITY[role] for role in self.roles), default=Sensitivity.S1)

    def sensitivity_on(self, unit) -> Sensitivity:
        """The most sensitive facts that a duty over this unit may read; a duty elsewhere opens nothing here."""
        found = (SENSITIVITY[grant.role] for grant in self.grants if unit.path.startswith(grant.path))
        return max(found, default=Sensitivity.S1)

    def may(self, permission: str) -> bool:
        """Whether the permission is held anywhere; where, is `paths`' answer."""
        return any(permission in PERMISSIONS[role] for role in self.roles)

    def paths(self, permission: str) -> tuple[str, ...]:
        """The tops of the subtrees on which the permission is held, none inside another."""
        tops: list[str] = []
        for path in sorted(grant.path for grant in self.grants if permission in PERMISSIONS[grant.role]):
            if not tops or not path.startswith(tops[-1]):
                tops.append(path)
        return tuple(tops)

    def units(self, permission: str) -> frozenset[int]:
        """The units on which a duty itself gives the permission; what lies below them is `paths`' answer."""
        return frozenset(grant.unit_id for grant in self.grants if permission in PERMISSIONS[grant.role])

    def may_on(self, permission: str, unit) -> bool:
        """Whether the permission is held for this unit."""
        return any(unit.path.startswith(path) for path in self.paths(permission))

    def is_own(self, person) -> bool:
        """Whether the file is the viewer's own: he may read and correct it, and decides nothing on himself."""
        return person.pk == self.account.person_id

    @property
    def own_person_id(self) -> int | None:
        """The viewer's own file, which a member may always read."""
        return self.account.person_id if Role.MEMBER in self.roles else None


@dataclass(frozen=True)
class Operator:
    """Whoever sits at the server's command line: acts for the whole school, without an account and own file.

    Nobody reaches it from the web. What it does is recorded under the name of the operating system's user.
    """

    on: dt.date
    account = None
    own_person_id = None

    def may(self, permission: str) -> bool:
        return True

    def paths(self, permission: str) -> tuple[str, ...]:
        """The school's own committee, which stands above everything; nothing as long as there is none."""
        return tuple(Unit.objects.filter(parent__isnull=True).values_list("path", flat=True))

    def may_on(self, permission: str, unit) -> bool:
        return True

    def sensitivity_on(self, unit) -> Sensitivity:
        return Sensitivity.S4

    def is_own(self, person) -> bool:
        return False
