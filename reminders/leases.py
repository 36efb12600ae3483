"""Who computes: one run at a time has the whole table, and a save beside it waits for nobody.

The lock belongs to a transaction, so that a process which dies leaves none behind.
"""

from django.db import connection

_LOCK = "hashtext('reminders.nightly')"
# PostgreSQL would compile each of the statements that follow anew, which takes longer than most of them.
_NOT_COMPILED = "SET LOCAL jit = off"


def is_alone() -> bool:
    """Takes the lease of the whole table, unless a run or a save has it; never waits."""
    return _asked(f"SELECT pg_try_advisory_xact_lock({_LOCK})")


def is_beside_no_run() -> bool:
    """Takes a share of the lease, as any number of saves may at once; False while a run has the whole of it."""
    return _asked(f"SELECT pg_try_advisory_xact_lock_shared({_LOCK})")


def _asked(sql) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"{_NOT_COMPILED}; {sql}")
        return cursor.fetchone()[0]
