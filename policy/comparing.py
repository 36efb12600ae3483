"""Two versions side by side: what one says and the other does not, in words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from policy.declaring import GROUPS, groups_in_order
from policy.models import PolicyValue


@dataclass(frozen=True, slots=True)
class Difference:
    """One parameter in one scope; `before` and `after` are empty where a version is silent."""

    group: str
    label: str
    scope: str
    before: tuple[PolicyValue, ...]
    after: tuple[PolicyValue, ...]

    @property
    def summary(self) -> str:
        """“试用期（全校）：未规定 → 12 个月”."""
        return f"{self.label}（{self.scope}）：{in_words(self.before)} → {in_words(self.after)}"


def differences(before: Iterable[PolicyValue], after: Iterable[PolicyValue]) -> list[Difference]:
    """In the order of the declarations, then of the units; empty when both say the same."""
    old, new = _by_scope(before), _by_scope(after)
    changed = [key for key in {**old, **new} if _facts(old[key]) != _facts(new[key])]
    return [_difference(old[key], new[key]) for key in sorted(changed, key=_place)]


def in_words(values: Iterable[PolicyValue]) -> str:
    """“12 个月”; several periods one after another."""
    return "；".join(value.in_words for value in values) or "未规定"


def _by_scope(values) -> dict[tuple, list[PolicyValue]]:
    found: dict[tuple, list[PolicyValue]] = defaultdict(list)
    for value in values:
        found[value.parameter, value.unit.path if value.unit_id else "", value.kind].append(value)
    for rows in found.values():
        rows.sort(key=lambda value: value.from_on)
    return found


def _facts(values) -> list[tuple]:
    return [(each.value, each.strength, each.clause_id, each.from_on, each.to_on) for each in values]


def _difference(before, after) -> Difference:
    first = (after or before)[0]
    return Difference(_group_title(first), first.label, first.scope, tuple(before), tuple(after))


def _group_title(value) -> str:
    group = GROUPS.get(value.parameter.partition(".")[0])
    return group.title if group else "已停用的参数"


def _place(key):
    """Declared order first; parameters that the program no longer knows last."""
    order = [each.key for group in groups_in_order() for each in group.declarations]
    parameter, path, kind = key
    return (order.index(parameter) if parameter in order else len(order), path, kind)
