"""Whoever tries the demo finds its accounts on the log-in page; production refuses to start while one exists."""

from functools import lru_cache

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, check_password

from directory.models import Account, Unit
from directory.permissions import ROLE_NAMES, Role
from directory.viewer import Viewer

PASSWORD = "Jianghai-2026"  # noqa: S105 printed for every visitor of the demo


def demo_accounts(today) -> list[dict]:
    """Name, role, holder and unit of each account that the printed password opens, in the order of their opening; none
    outside the demo."""
    if not settings.DEMO:
        return []
    accounts = Account.objects.filter(is_demo=True, is_active=True).exclude(
        password__startswith=UNUSABLE_PASSWORD_PREFIX
    )
    rows = accounts.select_related("person__unit__parent").order_by("pk")
    return [_line(account, today) for account in rows if _opens(account.password)]


@lru_cache(maxsize=16)
def _opens(encoded: str) -> bool:
    """Asked once for the hash that all of them share: it takes a quarter of a second by design."""
    return check_password(PASSWORD, encoded)


def _line(account, today) -> dict:
    """The first role that a duty gives and where, else a member of his branch."""
    grant = next(iter(Viewer(account, today).grants), None)
    unit = Unit.objects.select_related("parent").get(pk=grant.unit_id) if grant else account.person.unit
    return {
        "username": account.username,
        "role": ROLE_NAMES[grant.role if grant else Role.MEMBER],
        "name": account.person.name,
        "unit": unit.place,
    }
