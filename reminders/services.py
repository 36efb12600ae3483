"""The nightly run: recomputes every reminder for the whole tree, once, whoever and how many ask for it.

PostgreSQL holds the lease. A run is one transaction under an advisory lock, so a process that dies leaves nothing
behind and the next one starts at once; a second process finds the lock taken or the night done, and goes. Redis only
rings.
"""

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from directory.charges import renew_charges
from directory.services.daily import begin_day
from reminders import registry
from reminders.faults import words_of
from reminders.leases import is_alone
from reminders.models import NightlyRun, Pulse, Reminder, Unrefreshed
from reminders.pruning import prune
from reminders.refreshing import catch_up, forget_what_waits
from reminders.synchronizing import Changes, synchronize
from reminders.telling import Told, tell

# How long after a run with failures the same night is tried again.
RETRY_AFTER = dt.timedelta(hours=1)


def tick(*, at: dt.datetime) -> NightlyRun | None:
    """What beat asks twice a minute: notes the pulse, and does the night's run if it is due, else what saves have left.

    None if there was no run.
    """
    Pulse.objects.update_or_create(name="beat", defaults={"at": at})
    renew_charges(on=timezone.localdate(at))
    with transaction.atomic():
        if is_alone():
            if is_due(at):
                return _run(at, timezone.localdate(at))
            catch_up(timezone.localdate(at))
    return None


def make_up(*, on: dt.date) -> bool:
    """What acts have just left, with whose turn it is; False where a run or a save has the lease, and it waits."""
    if not Unrefreshed.objects.exists():
        return True
    renew_charges(on=on)
    with transaction.atomic():
        if alone := is_alone():
            catch_up(on)
    return alone


def recompute(*, on: dt.date, at: dt.datetime) -> NightlyRun | None:
    """Recomputes everything as of `on`, due or not. None when another process is just doing so.

    For another day than that of `at` only the reminders: nobody is told what is not today's.
    """
    with transaction.atomic():
        return _run(at, on) if is_alone() else None


def is_due(at: dt.datetime) -> bool:
    """Whether no run has succeeded since the last appointed time: so a missed night is made up for at once.

    A run for another day than its own (by hand) or from the future (the clock was set back) does not count.
    """
    tonight = NightlyRun.objects.filter(started_at__gte=appointed(at), started_at__lte=at)
    last = tonight.filter(started_at__date=F("day")).first()
    return last is None or (bool(last.failures) and at - last.started_at >= RETRY_AFTER)


def appointed(at: dt.datetime) -> dt.datetime:
    """The latest moment not after `at` at which a night's run was to begin (NIGHTLY_AT)."""
    local = timezone.localtime(at)
    hour, minute = map(int, settings.NIGHTLY_AT.split(":"))
    today = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return today if today <= local else today - dt.timedelta(days=1)


def _run(at, on) -> NightlyRun:
    run = NightlyRun(day=on, started_at=at)
    if on == timezone.localdate(at):
        _attempt(run, "directory.current", lambda: begin_day(today=on))
        forget_what_waits()
    for source in registry.SOURCES.values():
        changes = _attempt(run, source.key, lambda source=source: synchronize(source, on)) or Changes()
        if changes.faulty:
            run.failures[source.key] = f"有 {changes.faulty} 行没有所属党组织，或与同一事项重复，已略去，其余照常。"
        run.opened += changes.opened
        run.changed += changes.changed
        run.closed += changes.closed
    run.closed += _close_orphans(on)
    run.standing = Reminder.objects.shown(on).count()
    if on == timezone.localdate(at):
        told = _attempt(run, "reminders.telling", lambda: tell(on=on, at=at)) or Told()
        run.told, run.notices = told.digests, told.notices
        _attempt(run, "reminders.pruning", lambda: prune(on=on))
    run.finished_at = timezone.now()
    run.save()
    return run


def _attempt(run: NightlyRun, key: str, step: Callable):
    """One step under a savepoint: whatever it raises is noted under its name, and the others go on."""
    try:
        with transaction.atomic():
            return step()
    except Exception as error:
        if connection.connection is None or connection.connection.closed:
            raise
        run.failures[key] = words_of(error)
        return None


def _close_orphans(on) -> int:
    """Reminders whose source the product no longer has."""
    return Reminder.objects.open().exclude(source__in=registry.SOURCES).update(closed_on=on)
