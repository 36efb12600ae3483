"""Reminders follow a save at once: what an act has changed is computed anew in its own transaction.

A save never waits for the nightly run and never fails for a reminder: while a run is on, or where a source raises, the
source is written down and the next tick, a minute later, makes up for it (`catch_up`).
"""

import datetime as dt
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from reminders import registry
from reminders.faults import words_of
from reminders.leases import is_beside_no_run
from reminders.models import Unrefreshed
from reminders.synchronizing import synchronize

log = logging.getLogger(__name__)
# Source → the subjects to be computed together, or None for all of them; None outside `together`.
_gathered: ContextVar[dict[str, set[int] | None] | None] = ContextVar("gathered", default=None)


def refresh(*keys: str, on: dt.date, subjects: Iterable[int] | None = None) -> None:
    """Brings the sources of those keys up to date as of a day, or only what they say of some subjects.

    Needs the transaction of the act, which it neither ends nor breaks.
    """
    wanted = None if subjects is None else set(subjects)
    gathered = _gathered.get()
    if gathered is None:
        _bring_up_to_date(dict.fromkeys(keys, wanted), on)
        return
    for key in keys:
        before = gathered.get(key, set())
        gathered[key] = None if before is None or wanted is None else before | wanted


@contextmanager
def together(on: dt.date) -> Iterator[None]:
    """What the acts inside would compute one by one is computed once, at the end; an act that raises leaves it out.

    The acts may each have a transaction of their own: the computing is one beside them then.
    """
    if _gathered.get() is not None:
        yield
        return
    token = _gathered.set({})
    try:
        yield
        gathered = _gathered.get()
    finally:
        _gathered.reset(token)
    with transaction.atomic():
        _bring_up_to_date(gathered, on)


def leave(keys: Iterable[str]) -> None:
    """Writes down in the transaction of an act what is to be computed after it."""
    Unrefreshed.objects.bulk_create(Unrefreshed(source=key) for key in keys)


def catch_up(on: dt.date) -> list[str]:
    """Computes what saves had to leave to this tick; the keys of the sources. Needs the lease of the whole table."""
    keys = sorted(set(forget_what_waits()) & registry.SOURCES.keys())
    for key in keys:
        _attempt(key, on, None)
    return keys


def forget_what_waits() -> list[str]:
    """Takes out what saves have left; asked before computing, so that what comes meanwhile waits for the next."""
    waiting = list(Unrefreshed.objects.select_for_update(skip_locked=True))
    Unrefreshed.objects.filter(pk__in=[each.pk for each in waiting]).delete()
    return [each.source for each in waiting]


def _bring_up_to_date(wanted, on) -> None:
    """In the order of the keys, so that two saves take the rows in the same order."""
    known = {key: wanted[key] for key in sorted(wanted) if key in registry.SOURCES}
    if not known:
        return
    may = is_beside_no_run()
    left = [key for key, subjects in known.items() if not (may and _attempt(key, on, subjects))]
    leave(left)


def _attempt(key, on, subjects) -> bool:
    """One source under a savepoint; False when it raised."""
    try:
        with transaction.atomic():
            synchronize(registry.SOURCES[key], on, subjects)
    except Exception as error:
        if connection.connection is None or connection.connection.closed:
            raise
        log.warning("%s: %s", key, words_of(error))
        return False
    return True
