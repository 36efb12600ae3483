"""Opening accounts and letting people activate them; nobody ever mails a password."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.utils import timezone
from django.utils.encoding import force_bytes, force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from audit.events import record_event
from audit.models import EventKind
from directory.models import Account, Person
from directory.services.grants import project_grants


class ActivationTokens(PasswordResetTokenGenerator):
    """One-time activation: the token dies with the first password, and after the time Django allows for a reset."""

    key_salt = "directory.activation"

    def _make_hash_value(self, user, timestamp):
        return f"{super()._make_hash_value(user, timestamp)}{user.activated_at}"


activation_tokens = ActivationTokens()


@transaction.atomic
def open_account(*, person: Person, by: Account | None, username: str = "") -> Account:
    """An account for a person, named by the roster number, without a password until it is activated."""
    account = Account(username=username or person.roster_no, person=person, email=person.email)
    account.set_unusable_password()
    account.save()
    project_grants(Account.objects.filter(pk=account.pk))
    record_event(EventKind.RIGHTS, by=by, subject=person, act="开通账号")
    return account


def activation_parts(account: Account) -> tuple[str, str]:
    """The two parts of the one-time activation address."""
    return urlsafe_base64_encode(force_bytes(account.pk)), activation_tokens.make_token(account)


def account_for_activation(uid: str, token: str) -> Account | None:
    """The account that the address activates, or None when it is spent, expired or altered."""
    try:
        account = Account.objects.get(pk=int(force_str(urlsafe_base64_decode(uid))), is_active=True)
    except (ValueError, OverflowError, Account.DoesNotExist):
        return None
    return account if activation_tokens.check_token(account, token) else None


@transaction.atomic
def activate(*, account: Account, password: str) -> Account:
    """Sets the first password; the activation address is spent with it."""
    account.set_password(password)
    account.activated_at = timezone.now()
    account.save(update_fields=["password", "activated_at"])
    record_event(EventKind.RIGHTS, by=account, subject=account.person, act="启用账号")
    return account
