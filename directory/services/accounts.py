"""Opening, activating, locking and resetting accounts; nobody ever mails a password or sees another's."""

from axes.models import AccessAttempt
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.utils import timezone
from django.utils.encoding import force_bytes, force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from audit.context import give_reason
from audit.events import record_event
from audit.models import EventKind
from directory.changes import Fact, changes
from directory.models import Account, Person
from directory.refusals import Refusal, Refused
from directory.services.grants import project_grants


class ActivationTokens(PasswordResetTokenGenerator):
    """One-time activation: the token dies with the first password, and after the time Django allows for a reset."""

    key_salt = "directory.activation"

    def _make_hash_value(self, user, timestamp):
        return f"{super()._make_hash_value(user, timestamp)}{user.activated_at}"


activation_tokens = ActivationTokens()


@transaction.atomic
@changes(Fact.DUTIES)
def open_account(*, person: Person, by: Account | None, username: str = "") -> Account:
    """An account for a person, named by the roster number, without a password until it is activated."""
    account = Account(username=username or person.roster_no, person=person, email=person.email)
    account.set_unusable_password()
    account.save()
    project_grants(Account.objects.filter(pk=account.pk))
    record_event(EventKind.RIGHTS, by=by, subject=person, act="开通账号")
    return account


@transaction.atomic
def hand_out_activation(*, account: Account, by: Account, reason: str = "") -> tuple[str, str]:
    """The two parts of a new one-time activation address.

    Every older address is spent with it, and so are the old password and all sessions: this is the reset as well.
    Raises `Refused` for one's own account and for one that is locked.
    """
    account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    _refuse_own(account, by)
    if not account.is_active:
        raise Refused(Refusal("account_active", "账号已停用，请先恢复再发放启用地址。"))
    give_reason(reason)
    act = "重置密码" if account.is_activated else "发放启用地址"
    account.set_unusable_password()
    account.activated_at = None
    account.save(update_fields=["password", "activated_at"])
    AccessAttempt.objects.filter(username=account.username).delete()
    record_event(EventKind.RIGHTS, by=by, subject=account.person, reason=reason, act=act)
    return urlsafe_base64_encode(force_bytes(account.pk)), activation_tokens.make_token(account)


def account_for_activation(uid: str, token: str) -> Account | None:
    """The account that the address activates, or None when it is spent, expired or altered."""
    try:
        account = Account.objects.select_related("person").get(pk=int(force_str(urlsafe_base64_decode(uid))))
    except (ValueError, OverflowError, Account.DoesNotExist):
        return None
    return account if account.is_active and activation_tokens.check_token(account, token) else None


@transaction.atomic
def activate(*, account: Account, password: str) -> Account:
    """Sets the first password; the activation address is spent with it."""
    account.set_password(password)
    account.activated_at = timezone.now()
    account.save(update_fields=["password", "password_set_at", "activated_at"])
    record_event(EventKind.RIGHTS, by=account, subject=account.person, act="启用账号")
    return account


@transaction.atomic
def change_password(*, account: Account, password: str) -> Account:
    """Sets one's own new password; all other sessions end with the old one."""
    account.set_password(password)
    account.save(update_fields=["password", "password_set_at"])
    record_event(EventKind.RIGHTS, by=account, subject=account.person, act="修改密码")
    return account


@transaction.atomic
@changes(Fact.DUTIES)
def lock_account(*, account: Account, by: Account, reason: str) -> Account:
    """Shuts an account at once, sessions included. Raises `Refused` for one's own."""
    _refuse_own(account, by)
    return _set_active(account, False, by, reason, "停用账号")


@transaction.atomic
@changes(Fact.DUTIES)
def unlock_account(*, account: Account, by: Account, reason: str) -> Account:
    """Opens a locked account again and lifts the wait after wrong passwords."""
    AccessAttempt.objects.filter(username=account.username).delete()
    return _set_active(account, True, by, reason, "恢复账号")


def _set_active(account, active, by, reason, act):
    account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    give_reason(reason)
    account.is_active = active
    account.save(update_fields=["is_active"])
    record_event(EventKind.RIGHTS, by=by, subject=account.person, reason=reason, act=act)
    return account


def _refuse_own(account, by):
    """Nobody decides on his own account."""
    if account.pk == by.pk:
        raise Refused(Refusal("account_own", "不能办理自己的账号，请由另一位系统管理员办理；改密码请到“我的账号”。"))
