"""The standing of every open case, worked out anew when the rules, the calendar or the confirmed text have changed.

That it is to be done is written down in the transaction of the change, so that no crash loses it; the worker does it in
portions, each in a transaction of its own, and goes on where it was. One process at a time has the lease, which ends
with the portion: whoever dies leaves nothing behind.
"""

import datetime as dt
import hashlib
import logging
from functools import cache
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from membership import procedure, timelines
from membership.deadlines import BY_CASE, BY_DEADLINE
from membership.models import ApprovalAuthority, Case, StandingRun
from membership.services import standing
from membership.services.standing import refresh_many
from reminders.refreshing import leave
from reminders.services import appointed

log = logging.getLogger(__name__)
# A portion holds its cases for half a second; an act on one of them waits so long.
PORTION = 200
# Without any change the whole is done once a week, at night: what was changed past the services shows up then.
EVERY = dt.timedelta(days=6)
_LEASE = "SELECT pg_try_advisory_xact_lock(hashtext('membership.standing'))"


def ask_anew(reason: str, at: dt.datetime) -> StandingRun:
    """Writes down that all is to be done again. Needs the transaction of the change."""
    return StandingRun.objects.create(reason=reason, code=code(), asked_at=at)


def ask_if_due(at: dt.datetime) -> bool:
    """A night of every week, once when the program asks other rules than before, and on the day from which another
    body approves: that was written down in advance."""
    last = StandingRun.objects.filter(code=code(), asked_at__gte=appointed(at) - EVERY).first()
    if last is None:
        ask_anew("每周重算或程序更新", at)
    elif ApprovalAuthority.objects.filter(
        from_on__gt=timezone.localdate(last.asked_at), from_on__lte=timezone.localdate(at)
    ).exists():
        ask_anew("审批权限开始生效", at)
    else:
        return False
    return True


def renew(today: dt.date) -> int:
    """Everything that was asked for; how many cases. Another process that has the lease is left to it."""
    done = 0
    while (count := renew_portion(today)) is not None:
        done += count
    return done


@transaction.atomic
def renew_portion(today: dt.date) -> int | None:
    """The next cases; None where nothing is to be done, or another process is just doing it."""
    if not _is_alone() or (run := _waiting()) is None:
        return None
    rows = Case.objects.in_progress().filter(pk__gt=run.after).order_by("pk")
    cases = list(rows.select_for_update(of=("self",)).select_related("person", "unit", "template")[:PORTION])
    run.failed += _renewed(cases, today)
    run.done += len(cases)
    if len(cases) < PORTION:
        run.finished_at = timezone.now()
        leave((*BY_DEADLINE, *BY_CASE))
    run.after = cases[-1].pk if cases else run.after
    run.save()
    return len(cases)


def _is_alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_LEASE)
        return cursor.fetchone()[0]


def _waiting() -> StandingRun | None:
    """What was asked for. Asked for again in the middle, it begins anew: the first cases know nothing of it."""
    waiting = list(StandingRun.objects.filter(finished_at__isnull=True).select_for_update())
    if len(waiting) > 1:
        run, *others = waiting
        StandingRun.objects.filter(pk__in=[each.pk for each in others]).delete()
        run.after = run.done = run.failed = 0
    return waiting[0] if waiting else None


def _renewed(cases, today) -> int:
    """All of them at once; where that raises, one by one, so that a single one does not keep the others from it."""
    try:
        with transaction.atomic():
            refresh_many(cases, today)
    except Exception:
        if _is_gone():
            raise
        return sum(not _is_renewed(case, today) for case in cases)
    return 0


def _is_renewed(case, today) -> bool:
    try:
        with transaction.atomic():
            refresh_many([case], today)
    except Exception:
        if _is_gone():
            raise
        log.exception("The standing of case %s could not be worked out.", case.code)
        return False
    return True


def _is_gone() -> bool:
    """Without the server there is nothing to go on with."""
    return connection.connection is None or connection.connection.closed


@cache
def code() -> str:
    """The digest of what the standing follows from in the program."""
    rules = sorted(Path(procedure.__file__).parent.rglob("*.py"))
    read = [*rules, Path(timelines.__file__), Path(standing.__file__)]
    return hashlib.sha256(b"".join(each.read_bytes() for each in read)).hexdigest()[:16]
