"""Large statements on tables with history."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def large_statement() -> Iterator[None]:
    """A transaction for a statement that touches very many tracked rows.

    The history trigger of a whole statement keeps the plan of its first use on this connection. If that was an update
    of a few rows, the plan joins old and new rows by nested loop, and 100,000 rows take minutes instead of a second.
    So stored plans are thrown away first (`DISCARD PLANS`), and once more behind, because small statements follow.
    """
    with transaction.atomic():
        _forget_plans()
        yield
        _forget_plans()


def _forget_plans() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")
