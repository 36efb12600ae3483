"""Who acts, from where and why: attached to every history row written inside.

The facts of an occasion travel to the triggers as two settings of the transaction (audit/attaching.py). An occasion has
an identity of its own for each reason, so that what is said later never rewrites what was said before.
"""

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from audit.masking import mask_numbers

SOURCES = {
    "web": "网页",
    "admin": "管理站点",
    "import": "导入",
    "task": "后台任务",
    "command": "命令行",
    "database": "直接改库",
}


@dataclass
class Occasion:
    """What is known about the change that is under way. `given` is a service's own reason, `reason` the caller's."""

    facts: dict
    who: Callable[[], object]
    reason: str = ""
    given: str = ""
    identities: dict[str, str] = field(default_factory=dict)

    def account(self):
        """The account that acts, or None."""
        account = self.who()
        return account if account is not None and account.pk else None

    def as_settings(self) -> tuple[str, str]:
        """The identity and the facts as text; equal facts keep their identity."""
        facts, reason = dict(self.facts), self.given or self.reason
        if account := self.account():
            facts |= {"user": account.pk, "username": account.get_username()}
        if reason:
            facts["reason"] = mask_numbers(reason)
        # PostgreSQL's JSON holds neither NUL nor half a surrogate pair, both of which an address may contain.
        text = json.dumps(facts, ensure_ascii=False, sort_keys=True).replace("\\u0000", "")
        text = text.encode("utf-8", "replace").decode()
        return self.identities.setdefault(text, str(uuid.uuid4())), text


_open: ContextVar[Occasion | None] = ContextVar("occasion", default=None)


def occasion() -> Occasion | None:
    """The innermost occasion that is open here."""
    return _open.get()


@contextmanager
def acting(*, by=None, source: str, reason: str = "", **more) -> Iterator[Occasion]:
    """Every change inside carries the account, the source (a key of `SOURCES`) and the reason.

    `by` is an account, or a function that gives it at the moment of writing. A nested call keeps the facts of the outer
    one and adds its own; behind it the outer one is as it was.
    """
    if source not in SOURCES:
        raise ValueError(f"未知的操作来源：{source}")
    outer = _open.get()
    who = by if callable(by) else (lambda: by)
    if by is None and outer:
        who = outer.who
    inner = Occasion(
        facts={**(outer.facts if outer else {}), **more, "source": source},
        who=who,
        reason=reason or (outer.given or outer.reason if outer else ""),
    )
    token = _open.set(inner)
    try:
        yield inner
    finally:
        _open.reset(token)


def give_reason(reason: str) -> None:
    """A service's reason for what it writes from now on; an empty one gives the word back to the caller's."""
    if current := _open.get():
        current.given = reason
