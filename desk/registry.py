"""What upper and lower apps hang into the frame: sections of the navigation, search providers, panels of the workbench."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One line of the left navigation; absent for whoever lacks the permission."""

    title: str
    url_name: str
    permission: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A group of the left navigation."""

    title: str
    icon: str
    items: tuple[NavigationItem, ...]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One line of a search: what it is, where it leads, and what tells namesakes apart."""

    kind: str
    title: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SearchProvider:
    """`find(viewer, text, limit)` returns hits inside the viewer's scope, best first."""

    kind: str
    permission: str
    find: Callable[..., list[SearchHit]]


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel of the workbench: `context(viewer)` fills `template`; absent without the permission."""

    key: str
    permission: str
    template: str
    context: Callable[..., dict]
    order: int = field(default=100)
