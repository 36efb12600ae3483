"""影响预览: whom a change of the rules would meet. Apps above register what they judge; this one only asks them.

    @impact(key="organizers.staffing", title="专职组织员配备", sees="organizers.view")
    def staffing(before: Rules, after: Rules, on: dt.date) -> Iterable[Affected]:
        …

`before` and `after` answer `policy(OrganizerPolicy, unit)` and `policies(OrganizerPolicy, units)` for the day `on`. A
source yields only those whose conclusion changes, in the words that the user reads on its pages.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from directory.models import Unit
from policy.models import PolicyVersion
from policy.reading import Rules, rules_of, rules_on


@dataclass(frozen=True, slots=True)
class Affected:
    """One unit or person whose conclusion changes; `unit` is the short name of the organization he belongs to."""

    subject: str
    before: str
    after: str
    unit: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ImpactSource:
    """`sees` is the permission that shows names; without it one learns the number only."""

    key: str
    title: str
    sees: str
    find: Callable[[Rules, Rules, dt.date], Iterable[Affected]]


@dataclass(frozen=True, slots=True)
class Impact:
    """What one source found; `affected` is empty for whoever may not see the names."""

    title: str
    count: int
    affected: tuple[Affected, ...]
    is_shown: bool


SOURCES: dict[str, ImpactSource] = {}


def impact(*, key: str, title: str, sees: str):
    """Registers a function of (before, after, on)."""

    def register(find):
        if key in SOURCES:
            raise ValueError(f"影响预览 {key} 重复登记。")
        SOURCES[key] = ImpactSource(key, title, sees, find)
        return find

    return register


def impacts(version: PolicyVersion, today: dt.date, viewer) -> list[Impact]:
    """What changes when `version` takes the place of what is in force: judged on its first day, or today if past."""
    on = max(version.effective_on, today)
    before, after = rules_on(on), rules_of(version, on)
    return [_asked(source, before, after, on, viewer) for source in SOURCES.values()]


def _asked(source, before, after, on, viewer) -> Impact:
    found = tuple(source.find(before, after, on))
    shown = viewer.may(source.sees)
    return Impact(source.title, len(found), found if shown else (), shown)


def unit_changes(carrier, before, after, on, words, kind="") -> Iterator[tuple[str, str, str, list[Unit]]]:
    """What `words` says of the `carrier` before and after, where in words, and which units these are.

    One line for all units of which the same is true; one query.
    """
    units = list(Unit.objects.open_on(on).order_by("path"))
    old, new = (rules.policies(carrier, units, kind) for rules in (before, after))
    changed = defaultdict(list)
    for unit in units:
        was, will = words(old[unit.pk]), words(new[unit.pk])
        if was != will:
            changed[was, will].append(unit)
    for (was, will), found in changed.items():
        yield was, will, "全校" if len(found) == len(units) else _tops(found), found


def _tops(units) -> str:
    """The units that stand under none of the others; `units` come by path."""
    tops = []
    for unit in units:
        if not tops or not unit.path.startswith(tops[-1].path):
            tops.append(unit)
    return "、".join(unit.short_name for unit in tops)
