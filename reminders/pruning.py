"""What was said long ago is forgotten: old notices and digests, a bounded portion each night.

What is still needed stays whatever its age. The last notice of a matter that stands open keeps it from being said
again; a digest with a message that has not arrived is still on somebody's list.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from policy.reading import policy_on
from reminders.policy import RemindingPolicy

# More than an ordinary night writes in the largest school, and done in a second; a first night is gone in a week.
NOTICES, DIGESTS = 100_000, 20_000

# Closed matters, those that are gone with their unit, and every notice that a later one of its level has outdated.
_NOTICES = """
DELETE FROM reminders_notice WHERE ctid = ANY(ARRAY(
    SELECT old.ctid FROM reminders_notice AS old
    LEFT JOIN reminders_reminder AS matter
      ON matter.id = old.reminder_id AND (matter.closed_on IS NULL OR matter.closed_on >= %(before)s)
    WHERE old.told_on < %(before)s AND (matter.id IS NULL OR EXISTS (
        SELECT FROM reminders_notice AS later
        WHERE later.reminder_id = old.reminder_id AND later.account_id = old.account_id
          AND later.level = old.level AND later.turn > old.turn))
    LIMIT %(portion)s))
"""

_DIGESTS = """
WITH old AS (
    SELECT id FROM reminders_digest AS digest
    WHERE day < %(before)s AND NOT EXISTS (
        SELECT FROM reminders_delivery AS message
        WHERE message.digest_id = digest.id AND message.state IN ('waiting', 'sending', 'failed'))
    ORDER BY day LIMIT %(portion)s
), messages AS (
    DELETE FROM reminders_delivery WHERE digest_id IN (SELECT id FROM old)
)
DELETE FROM reminders_digest WHERE id IN (SELECT id FROM old)
"""


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many rows one night forgot."""

    notices: int = 0
    digests: int = 0


def prune(*, on: dt.date) -> Pruned:
    """Deletes what is older than the school's keeping time, as much as one night may. Needs a transaction."""
    before = on - dt.timedelta(days=policy_on(RemindingPolicy, on).kept_days.value)
    return Pruned(_delete(_NOTICES, before, NOTICES), _delete(_DIGESTS, before, DIGESTS))


def _delete(statement, before, portion) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"before": before, "portion": portion})
        return cursor.rowcount
