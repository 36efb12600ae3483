"""Whoever tries the demo finds its accounts on the log-in page; production refuses to start while one exists."""

from django.conf import settings

from directory.models import Account
from directory.permissions import ROLE_NAMES, Role
from directory.viewer import Viewer

PASSWORD = "Jianghai-2026"  # noqa: S105 printed for every visitor of the demo


def demo_accounts(today) -> list[dict]:
    """Name, role and unit of each demo account, in the order of their opening; none outside the demo."""
    if not settings.DEMO:
        return []
    accounts = Account.objects.filter(is_demo=True, is_active=True).select_related("person__unit").order_by("pk")
    return [_line(account, today) for account in accounts]


def _line(account, today) -> dict:
    role = ROLE_NAMES[_role(account, today)]
    return {"username": account.username, "role": role, "unit": account.person.unit.short_name}


def _role(account, today):
    """The first role that a duty gives, else that of a member."""
    return next((grant.role for grant in Viewer(account, today).grants), Role.MEMBER)
