"""What must hold before a school's server starts."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError


def no_demo_accounts(*, databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    """The demo's password is printed for everybody to read: no real school may run beside one of its accounts."""
    if settings.DEMO or not databases:
        return []
    try:
        names = list(get_user_model().objects.filter(is_demo=True).values_list("username", flat=True)[:3])
    except ProgrammingError:
        return []  # an empty database before its first migration holds no account
    return [demo_account_error(names)] if names else []


def demo_account_error(names: list[str]) -> Error:
    return Error(
        f"数据库中有演示账号（{'、'.join(names)} 等），正式环境拒绝启动。",
        hint="演示数据不能转为正式数据：请新建一个空数据库，写入 DATABASE_URL，再执行 migrate。",
        id="config.E001",
    )


def refuse_demo_accounts() -> None:
    """The same for the web server, which runs no system checks of its own."""
    for error in no_demo_accounts(databases=["default"]):
        raise ImproperlyConfigured(f"{error.msg}{error.hint}")
