"""Who has to act: the holders of a permission on a day, and for every unit the nearest unit upwards that has some."""

import datetime as dt

from django.db import connection, transaction

from directory.models import DutyKind, UnitKind
from directory.permissions import ALL_PERMISSIONS, PERMISSIONS, role_of

# Every permission of whoever holds a duty and can log in: account, unit and permission. What `Viewer.grants` says of
# one account, said of all; three arrays and the day are its parameters.
HOLDERS = """
SELECT DISTINCT account.id AS account_id, duty.unit_id, may.permission
FROM directory_duty AS duty
JOIN directory_unit AS unit ON unit.id = duty.unit_id
JOIN directory_account AS account ON account.person_id = duty.person_id AND account.is_active
JOIN unnest(%s::text[], %s::text[], %s::text[]) AS may (duty_kind, unit_kind, permission)
  ON may.duty_kind = duty.kind AND may.unit_kind = unit.kind
WHERE duty.from_on <= %s AND (duty.to_on IS NULL OR duty.to_on >= %s)
"""

# Only what changed reaches ON CONFLICT: it locks even the rows that it leaves alone, and a lock is a write.
_RENEW = f"""
WITH RECURSIVE holders AS ({HOLDERS}), walk AS (
    SELECT unit.id, wanted.permission, held.unit_id AS holder_id
    FROM directory_unit AS unit
    CROSS JOIN unnest(%s::text[]) AS wanted (permission)
    LEFT JOIN (SELECT DISTINCT unit_id, permission FROM holders) AS held
      ON held.unit_id = unit.id AND held.permission = wanted.permission
    WHERE unit.parent_id IS NULL
  UNION ALL
    SELECT unit.id, walk.permission, COALESCE(held.unit_id, walk.holder_id)
    FROM walk
    JOIN directory_unit AS unit ON unit.parent_id = walk.id
    LEFT JOIN (SELECT DISTINCT unit_id, permission FROM holders) AS held
      ON held.unit_id = unit.id AND held.permission = walk.permission
)
INSERT INTO directory_charge AS kept (unit_id, permission, holder_id)
SELECT walk.id, walk.permission, walk.holder_id
FROM walk
LEFT JOIN directory_charge AS present ON present.unit_id = walk.id AND present.permission = walk.permission
WHERE present.id IS NULL OR present.holder_id IS DISTINCT FROM walk.holder_id
ON CONFLICT (unit_id, permission) DO UPDATE SET holder_id = excluded.holder_id
WHERE kept.holder_id IS DISTINCT FROM excluded.holder_id
"""  # noqa: S608 -- put together from constants of this module


def renew_charges(*, on: dt.date) -> int:
    """Brings `Charge` in step with duties, accounts and the tree of that day; returns how many rows changed.

    One statement for the whole tree; beat asks for it twice a minute, so that no act has to remember it. 0 also when
    another process is just doing it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = off; SELECT pg_try_advisory_xact_lock(hashtext('directory.charges'))")
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(_RENEW, [*holders_params(on), sorted(ALL_PERMISSIONS)])
        return cursor.rowcount


def holders_params(on: dt.date) -> list:
    """The parameters of `HOLDERS`: which duty on which kind of unit holds which permission, and the day twice."""
    triples = [
        (duty, unit, permission)
        for duty in DutyKind.values
        for unit in UnitKind.values
        if (role := role_of(duty, unit))
        for permission in sorted(PERMISSIONS[role])
    ]
    return [*map(list, zip(*triples, strict=True)), on, on]
