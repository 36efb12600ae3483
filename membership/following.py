"""What acts have changed in the rules, the calendar, the tree or who approves: the standing of the open cases follows;
found at start."""

import logging

from celery import current_app
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from directory.changes import Fact, when_changed
from membership import tasks
from membership.services.renewing import ask_anew

log = logging.getLogger(__name__)
# The page waits for no broker that is away: by itself the client would try again for some seconds.
ONE_TRY = {"socket_timeout": 2, "socket_connect_timeout": 2, "max_retries": 1, "interval_start": 0, "interval_step": 0}
# A unit that moved, closed or became another kind may have another body above it, whose deadlines they then are.
REASONS = {Fact.POLICY: "制度参数或文本变动", Fact.CALENDAR: "工作日历变动", Fact.UNITS: "组织机构变动"}


@when_changed
def follow(facts: frozenset[Fact]) -> None:
    """Leaves the cases to the worker, who is rung behind the commit. Needs the transaction of the act."""
    reasons = [words for fact, words in REASONS.items() if fact in facts]
    if reasons:
        ask_anew("、".join(reasons), timezone.now())
        transaction.on_commit(ring, robust=True)


def ring() -> None:
    """If the broker is away, the beat's next ring finds what waits."""
    try:
        with current_app.connection_for_write(connect_timeout=2, transport_options=ONE_TRY) as broker:
            tasks.renew_standing.apply_async(connection=broker, retry=False)
    except OperationalError:
        log.warning("The broker did not take the bell for the cases; the next ring of the beat will.")
