"""The guard before the log-in: how many wrong passwords are endured, for whom and from where.

Five for one account from one address, twenty for one account from anywhere; then both wait. An address alone is never
shut, because a whole campus may stand behind it: it is only slowed. django-axes calls this handler. What was typed is
never kept, not even as a name when no account bears it (people type passwords into the wrong box).
"""

import datetime as dt
import threading
import time
import unicodedata

from axes.handlers.base import AbstractAxesHandler, AxesBaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db import connection
from django.db.models import F, Sum
from django.utils import timezone

from audit.sealing import keyed_index
from directory.models import Account

PER_ACCOUNT_AND_ADDRESS = 5
PER_ACCOUNT = 20
PER_ADDRESS = 30  # From here on the address is slowed.
WAIT = dt.timedelta(minutes=15)
LOCKED_HERE = (
    f"该账号在此处连续 {PER_ACCOUNT_AND_ADDRESS} 次登录失败，已暂停 {int(WAIT.total_seconds() // 60)} 分钟。"
    "请稍后再试；忘记密码请联系组织部重置。"
)
LOCKED_EVERYWHERE = (
    f"该账号登录失败次数过多，已暂停 {int(WAIT.total_seconds() // 60)} 分钟。"
    "如果不是您本人所为，请联系组织部；忘记密码也请联系组织部重置。"
)
BUSY = "从您所在的网络登录失败过多，正在放慢。请等几秒再试。"


class LoginGuard(AbstractAxesHandler, AxesBaseHandler):
    """django-axes' handler with the school's limits."""

    def is_locked(self, request, credentials=None):
        return bool(lock_words(request.axes_ip_address, (credentials or {}).get("username", "")))

    def get_failures(self, request, credentials=None):
        return _failures(username=known_name((credentials or {}).get("username", "")))

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        """Counts one failure, unless the account waits already: then the attempt was not even looked at."""
        if request is None:
            return
        if not self.is_locked(request, credentials):
            _count(known_name(credentials.get("username", "")), request.axes_ip_address)
        request.axes_locked_out = self.is_locked(request, credentials)

    def user_logged_in(self, sender, request, user, **kwargs):
        """Forgets the failures here, not those from elsewhere: a thief's count is not cleared by the owner."""
        AccessAttempt.objects.filter(username=user.get_username(), ip_address=request.axes_ip_address).delete()

    def user_logged_out(self, sender, request, user, **kwargs):
        """Nothing is counted at the end of a session."""

    def post_save_access_attempt(self, instance, **kwargs):
        """Nothing hangs on a count."""

    post_delete_access_attempt = post_save_access_attempt

    def reset_attempts(self, *, ip_address=None, username=None, ip_or_username=False):
        """For the `axes_reset` commands and for an administrator who lifts a wait."""
        chosen = {"ip_address": ip_address, "username": username}
        return AccessAttempt.objects.filter(**{key: value for key, value in chosen.items() if value}).delete()[0]


def known_name(username: str) -> str:
    """The name if an account bears it, else a mark that is equal for equal input and tells nothing."""
    if not username or Account.objects.filter(username=username).exists():
        return username
    return "?" + keyed_index(username, "login.unknown").hex()


def lock_words(address: str | None, username: str) -> str:
    """What to tell somebody who has to wait; empty when he may try."""
    name = known_name(username)
    if _failures(username=name, ip_address=address) >= PER_ACCOUNT_AND_ADDRESS:
        return LOCKED_HERE
    return LOCKED_EVERYWHERE if _failures(username=name) >= PER_ACCOUNT else ""


def one_spelling(username: str) -> str:
    """The name as the form will read it: with blanks or in full width it is the same account."""
    return unicodedata.normalize("NFKC", username[:150].replace("\0", "").strip())


def one_at_a_time(username: str) -> None:
    """Attempts on one account wait for each other until the transaction ends, or fifty at once would be five."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"login {username}"])


_slowed = threading.BoundedSemaphore(2)


def slowed(address: str | None) -> bool:
    """Holds back an attempt from an address with many failures; False when too many are held back already.

    Two at a time in each process, so that an attacker cannot occupy all its threads by waiting.
    """
    if not address or _failures(ip_address=address) < PER_ADDRESS:
        return True
    if not _slowed.acquire(blocking=False):
        return False
    try:
        time.sleep(settings.LOGIN_SLOW_SECONDS)
    finally:
        _slowed.release()
    return True


def answer(request, response, credentials):
    """The log-in page has said already that one has to wait, in its own words."""
    return response


def _failures(**of) -> int:
    recent = AccessAttempt.objects.filter(attempt_time__gte=timezone.now() - WAIT, **of)
    return recent.aggregate(count=Sum("failures_since_start"))["count"] or 0


def _count(name, address):
    now = timezone.now()
    AccessAttempt.objects.filter(attempt_time__lt=now - WAIT).delete()
    blank = {"user_agent": "", "http_accept": "", "path_info": "", "get_data": "", "post_data": ""}
    rows = AccessAttempt.objects.filter(username=name, ip_address=address)
    if not rows.update(failures_since_start=F("failures_since_start") + 1, attempt_time=now):
        AccessAttempt.objects.create(username=name, ip_address=address, failures_since_start=1, **blank)
