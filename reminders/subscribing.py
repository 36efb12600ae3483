"""日历订阅: a secret address under which a calendar program finds what it is somebody's turn to settle.

Only the digest of the address is kept: who reads the database, a backup or the history cannot open the calendar.
"""

import hashlib
import secrets

from django.db import transaction

from directory.models import Account
from reminders.models import Preference

TOKEN_BYTES = 32


@transaction.atomic
def subscribe(*, account: Account) -> str:
    """Makes an address, or a new one in place of the old, which opens nothing any more. Nobody can look it up later."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    _keep(account, digest_of(token))
    return token


@transaction.atomic
def unsubscribe(*, account: Account) -> None:
    """Withdraws the address, if there is one."""
    if has_subscription(account):
        _keep(account, "")


def has_subscription(account: Account) -> bool:
    return Preference.objects.filter(account=account).exclude(calendar_digest="").exists()


def subscriber(token: str) -> Account | None:
    """Whose address it is, as long as the account may log in; None for unknown and withdrawn ones alike."""
    found = Preference.objects.filter(calendar_digest=digest_of(token), account__is_active=True)
    preference = found.select_related("account__person").first()
    return preference.account if preference else None


def digest_of(token: str) -> str:
    """SHA-256 is enough for 32 random bytes: there is nothing to guess."""
    return hashlib.sha256(token.encode()).hexdigest()


def _keep(account, digest):
    preference, _ = Preference.objects.select_for_update().get_or_create(account=account)
    preference.calendar_digest = digest
    preference.save(update_fields=["calendar_digest"])
