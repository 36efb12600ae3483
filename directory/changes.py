"""What acts on the lower floors say they have changed, for the apps above that work something out from it.

No signals: an act names its facts (`@changes(Fact.DUTIES)`), and an app above registers what it does then
(`when_changed`), so no import leads upward.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import wraps


class Fact(StrEnum):
    """Kinds of facts that much follows from, all over the tree."""

    UNITS = "units"
    PEOPLE = "people"
    DUTIES = "duties"  # and who can log in: together they say whose turn it is
    POLICY = "policy"
    CALENDAR = "calendar"


Follower = Callable[[frozenset[Fact]], None]
_FOLLOWERS: list[Follower] = []
_gathered: ContextVar[set[Fact] | None] = ContextVar("gathered", default=None)


def when_changed(follower: Follower) -> Follower:
    """Registers what is done in the transaction of the act, before its end."""
    _FOLLOWERS.append(follower)
    return follower


def changed(*facts: Fact) -> None:
    """Tells the followers, or `together` if the act is one of many. Needs the transaction of the act."""
    gathered = _gathered.get()
    if gathered is not None:
        gathered.update(facts)
        return
    for follower in _FOLLOWERS:
        follower(frozenset(facts))


def changes(*facts: Fact):
    """For a service: what it has changed once it returns. Stands below the decorator that opens the transaction."""

    def decorate(service):
        @wraps(service)
        def telling(*args, **words):
            done = service(*args, **words)
            changed(*facts)
            return done

        return telling

    return decorate


@contextmanager
def together() -> Iterator[None]:
    """What many acts have changed is told once, at the end; an act that raises leaves it out."""
    if _gathered.get() is not None:
        yield
        return
    gathered: set[Fact] = set()
    token = _gathered.set(gathered)
    try:
        yield
    finally:
        _gathered.reset(token)
    if gathered:
        changed(*gathered)
