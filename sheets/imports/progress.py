"""How far a batch in the worker has come: told on a connection of its own, since its transaction shows nothing yet."""

import time

from django.db import DatabaseError, connections
from django.utils import timezone

EVERY = 0.5  # Seconds.
_UPSERT = """
    INSERT INTO sheets_importprogress (batch_id, done, total, at) VALUES (%s, %s, %s, %s)
    ON CONFLICT (batch_id) DO UPDATE SET done = excluded.done, total = excluded.total, at = excluded.at
"""


class Watch:
    """Called with (done, total); writes at most twice a second, and never stands in the import's way."""

    def __init__(self, batch_id: int):
        self.batch_id, self.told_at = batch_id, 0.0
        self.connection = connections.create_connection("default")

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.told_at < EVERY:
            return
        self.told_at = now
        try:
            with self.connection.cursor() as cursor:
                cursor.execute(_UPSERT, [self.batch_id, done, total, timezone.now()])
        except DatabaseError:
            self.connection.close()

    def close(self) -> None:
        self.connection.close()
