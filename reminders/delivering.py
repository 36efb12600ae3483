"""Sends what waits in the outbox: taken with a lease, sent, marked; many workers at once never send one twice.

Each message is taken for itself, because its lease begins when it is taken: a slow mail server would outlast the lease
of those that wait behind it, and the next worker would send them again. A message that a dead process had taken is free
when its lease is over. It may have gone out a moment before the process died, so it goes again under the same key: mail
servers and the file backend know a copy by it.
"""

import datetime as dt
import time
from collections.abc import Callable

from django.db import connection, transaction
from django.utils import timezone

from reminders.faults import words_of
from reminders.models import Channel, Delivery, DeliveryState
from reminders.quiet import quiet_on
from reminders.sending import Unsendable, by_mail, by_messenger

# Longer than a mail server may be silent (EMAIL_TIMEOUT), and so short that with the next ring (10 s) what a
# killed process had taken is out within a minute.
LEASE = dt.timedelta(seconds=30)
# After each attempt that failed; then a person has to look (提醒 → 发送记录).
WAITS = [dt.timedelta(minutes=minutes) for minutes in (5, 30, 120, 480)]

_SENDERS: dict[str, Callable[[Delivery], None]] = {Channel.MAIL: by_mail, Channel.MESSENGER: by_messenger}

_TAKE = """
UPDATE reminders_delivery AS taken
SET state = 'sending', leased_until = %(until)s, attempts = attempts + 1
WHERE taken.id IN (
    SELECT id FROM reminders_delivery
    WHERE due_at <= %(at)s AND (state = 'waiting' OR (state = 'sending' AND leased_until < %(at)s))
    ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING taken.id
"""


def deliver(*, at: dt.datetime) -> int:
    """Sends what is due from that moment on, one after the other, until nothing is or the hour is quiet; how many."""
    begun, now, sent = time.monotonic(), at, 0
    quiet = quiet_on(timezone.localdate(at))
    while not quiet.covers(now) and (delivery := take(at=now)):
        sent += _send(delivery, now)
        now = at + dt.timedelta(seconds=time.monotonic() - begun)
    return sent


def take(*, at: dt.datetime) -> Delivery | None:
    """Leases the next message to the caller, in a transaction of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TAKE, {"at": at, "until": at + LEASE})
        key = cursor.fetchone()
    return Delivery.objects.select_related("digest__account__person").get(pk=key[0]) if key else None


def retry(*, delivery: Delivery, at: dt.datetime) -> bool:
    """Puts a message that failed, or had no address, back among those that wait; by hand. False if it did not."""
    stuck = (DeliveryState.FAILED, DeliveryState.NO_ADDRESS)
    again = Delivery.objects.filter(pk=delivery.pk, state__in=stuck)
    return bool(again.update(state=DeliveryState.WAITING, due_at=at, attempts=0, error=""))


def _send(delivery: Delivery, at) -> bool:
    """One message; whatever the channel raises stays with it and the others go on."""
    if not delivery.digest.account.is_active:
        return _close(delivery, DeliveryState.WITHDRAWN, error="账号已停用")
    try:
        _SENDERS[delivery.channel](delivery)
    except Unsendable as error:
        return _close(delivery, DeliveryState.NO_ADDRESS, error=str(error))
    except Exception as error:
        return _postpone(delivery, at, words_of(error))
    return _close(delivery, DeliveryState.SENT, sent_at=at, error="")


def _postpone(delivery, at, error) -> bool:
    if delivery.attempts > len(WAITS):
        return _close(delivery, DeliveryState.FAILED, error=error)
    return _close(delivery, DeliveryState.WAITING, due_at=at + WAITS[delivery.attempts - 1], error=error)


def _close(delivery, state, **words) -> bool:
    """Ends the lease, unless another worker has it by now; says whether the message went out."""
    own = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING, attempts=delivery.attempts)
    own.update(state=state, leased_until=None, **words)
    return state == DeliveryState.SENT
