"""Who acts, from where and why: attached to every history row written inside."""

from contextlib import contextmanager

import pghistory

SOURCES = {"web": "网页", "admin": "管理站点", "import": "导入", "task": "后台任务", "command": "命令行"}


@contextmanager
def acting(*, by=None, source: str, reason: str = "", **more):
    """Every change inside carries the account, the source (a key of `SOURCES`) and the reason.

    Nested calls add to the outer context; a reason given inside wins.
    """
    if source not in SOURCES:
        raise ValueError(f"未知的操作来源：{source}")
    facts = {"source": source, **more}
    if by is not None:
        facts |= {"user": by.pk, "username": by.get_username()}
    if reason:
        facts["reason"] = reason
    with pghistory.context(**facts):
        yield


def give_reason(reason: str) -> None:
    """Adds the reason to the context that is open, if one is."""
    if reason:
        pghistory.context(reason=reason)
