"""Hands the open occasion to PostgreSQL with every statement that may write.

The two settings hold until the transaction ends and stand in front of the statement itself, so they also arrive where
no transaction is open, and no pooled connection keeps them. What never passes a Django cursor's `execute` (COPY, a
function called by SELECT) needs `attach_now()` inside a transaction; without it such rows are recorded as 直接改库.
"""

import re

from django.db import connection
from psycopg2.extensions import TRANSACTION_STATUS_INERROR

from audit.context import occasion

_SETTINGS = "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)"
_MAY_WRITE = re.compile(
    r"(?:\s|\(|--[^\n]*\n|/\*.*?\*/)*(?:insert|update|delete|merge|with|do|call|execute)\b", re.IGNORECASE | re.DOTALL
)


def attach(execute, sql, params, many, context):
    """The execute wrapper that every connection carries."""
    current = occasion()
    if current is None:
        return execute(sql, params, many, context)
    cursor = context["cursor"]
    text = sql.as_string(cursor.connection) if hasattr(sql, "as_string") else sql
    if isinstance(text, bytes) or not _MAY_WRITE.match(text) or cursor.name or _failed(cursor):
        return execute(sql, params, many, context)
    prefix = cursor.mogrify(_SETTINGS, current.as_settings()).decode()
    if params is not None:
        prefix = prefix.replace("%", "%%")
    return execute(f"{prefix}; {text}", params, many, context)


def attach_now() -> None:
    """Attaches the open occasion to the rest of the transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("attach_now() holds for a transaction, and none is open.")
    if current := occasion():
        with connection.cursor() as cursor:
            cursor.execute(_SETTINGS, current.as_settings())


def wrap_connection(connection, **signal):
    """Receiver of `connection_created`: the wrapper stays with the connection, whichever thread it serves."""
    if connection.vendor == "postgresql" and attach not in connection.execute_wrappers:
        connection.execute_wrappers.append(attach)


def _failed(cursor) -> bool:
    return cursor.connection.get_transaction_status() == TRANSACTION_STATUS_INERROR
