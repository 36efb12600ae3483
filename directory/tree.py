"""The tree of party organizations as the page shows it: today's, or as it stood on another day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.urls import reverse

from directory.models import Unit, UnitName, UnitPlacement
from directory.names.pinyin import readings
from directory.tally import member_counts

# Beyond so many units, what is closed is fetched when it is opened.
WHOLE_TREE = 600


@dataclass
class Node:
    """One entry; `more_url` fetches children that were left out."""

    unit_id: int
    code: str
    title: str
    kind: str
    order: tuple
    closed: bool = False
    count: int | None = None
    here: bool = False
    open: bool = False
    more_url: str = ""
    children: list["Node"] = field(default_factory=list)

    @property
    def url(self) -> str:
        return reverse("unit_detail", args=[self.code])

    @property
    def letters(self) -> str:
        return initials(self.title)


def tree_on(
    viewer,
    day: dt.date,
    *,
    here: Unit | None = None,
    with_closed: bool = False,
    below: Unit | None = None,
    counts: Mapping[int, int] | None = None,
) -> list[Node]:
    """The tops of what the viewer may see of the tree on that day, opened down to `here`.

    With `below`, only that unit's children: what a large tree fetches when a branch of it is opened. `counts` are the
    members of another day.
    """
    nodes, parents = _nodes_on(viewer, day, with_closed)
    tops = _hang(nodes, parents)
    if counts is None and day == viewer.on:
        counts = member_counts(nodes)
    for unit, node in nodes.items():
        node.count = None if counts is None else counts[unit]
    _open_to(nodes, parents, tops, here)
    if below is not None:
        tops = nodes[below.pk].children if below.pk in nodes else []
    if len(nodes) > WHOLE_TREE:
        for top in tops:
            _leave_out(top, keep=below is None)
    return tops


@lru_cache(maxsize=10_000)
def initials(name: str) -> str:
    """Pinyin initials of a unit's name, for typing ahead: sxxydw."""
    spoken = (readings(name) or [()])[0]
    return "".join(syllable[0] for syllable in spoken if syllable and syllable[0].isalpha())


def _nodes_on(viewer, day, with_closed):
    """Nodes by unit, and the parent of each on that day."""
    seen = Unit.objects.visible_to(viewer)
    names = dict(UnitName.objects.on(day).filter(unit__in=seen).values_list("unit", "short_name"))
    nodes, parents = {}, {}
    placed = UnitPlacement.objects.on(day).filter(unit__in=seen)
    fields = ("unit", "parent", "unit__code", "unit__short_name", "unit__kind", "unit__position")
    for unit, parent, code, name, kind, position in placed.values_list(*fields).order_by():
        nodes[unit] = Node(unit, code, names.get(unit, name), kind, (position, code))
        parents[unit] = parent
    if with_closed:
        gone = seen.filter(closed_on__lte=day).values_list("pk", "parent", "code", "short_name", "kind", "position")
        for unit, parent, code, name, kind, position in gone:
            nodes[unit] = Node(unit, code, name, kind, (position, code), closed=True)
            parents[unit] = parent
    return nodes, parents


def _hang(nodes, parents) -> list[Node]:
    children = defaultdict(list)
    for unit, node in nodes.items():
        children[parents[unit] if parents[unit] in nodes else None].append(node)
    for below in children.values():
        below.sort(key=lambda node: node.order)
    for unit, node in nodes.items():
        node.children = children.get(unit, [])
    return children.get(None, [])


def _open_to(nodes, parents, tops, here):
    for top in tops:
        top.open = True
    if here is None or here.pk not in nodes:
        return
    nodes[here.pk].here = True
    unit = here.pk
    while unit in nodes:
        nodes[unit].open = True
        unit = parents[unit]


def _leave_out(node, *, keep):
    """Closed branches of a large tree are fetched when they are opened; what is open is drawn."""
    if not node.children:
        return
    if not node.open and not keep:
        node.children, node.more_url = [], reverse("unit_children", args=[node.code])
        return
    for child in node.children:
        _leave_out(child, keep=False)
