"""What acts on the floors below have changed is computed anew right after their commit; found at start.

The sources to be computed are written down in the act's own transaction, so that no crash loses them: whatever is not
done at once the next tick does. In an ordinary school the page itself does it, in a large one the worker, who is rung.
"""

import logging

from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from directory.changes import Fact, when_changed
from reminders import registry, services, tasks
from reminders.models import Reminder
from reminders.refreshing import leave

log = logging.getLogger(__name__)
# With so many open matters all sources take a third of a second; a page should not take longer.
AT_ONCE = 5_000


@when_changed
def follow(facts: frozenset[Fact]) -> None:
    """Leaves what depends on the facts to be computed behind the commit. Needs the transaction of the act."""
    leave(key for key, source in registry.SOURCES.items() if source.depends_on(facts))
    transaction.on_commit(_make_up_or_ring, robust=True)


def _make_up_or_ring() -> None:
    is_small = Reminder.objects.open()[: AT_ONCE + 1].count() <= AT_ONCE
    if not (is_small and services.make_up(on=timezone.localdate())):
        _ring()


def _ring() -> None:
    """The bell for the worker; if the broker is away, the beat's next tick finds what waits."""
    try:
        tasks.make_up.apply_async(retry=False)
    except OperationalError:
        log.warning("The broker did not take the bell for reminders; the next tick will.")
