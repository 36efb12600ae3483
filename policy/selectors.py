"""What the settings pages show: parameter by parameter, what a version says and who said so."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from directory.models import Account, Duty
from directory.permissions import OF_THE_SCHOOL, PERMISSIONS
from policy.declaring import DECLARATIONS, Declaration, Setting, groups_in_order, words_of
from policy.models import Clause, PolicyValue, PolicyVersion


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One value with the version in which it first stood."""

    value: PolicyValue
    since: PolicyVersion | None

    @property
    def by(self) -> str:
        """“录入 张某；发布 李某”; a preset was entered by nobody."""
        entered = f"录入 {self.value.entered_by}" if self.value.entered_by_id else self._loaded
        published = self.since.published_by if self.since else None
        return f"{entered}；发布 {published}" if published else entered

    @property
    def _loaded(self) -> str:
        """A preset may hold from a day on which its clause was not in force yet: then it says so."""
        effective = self.value.clause.document.effective_on if self.value.clause else None
        if effective and effective > self.value.from_on:
            return f"随预设载入，依据自 {effective} 起施行"
        return "随预设载入"


@dataclass(frozen=True, slots=True)
class ParameterLine:
    """One parameter: its values, or what holds where none stands."""

    declaration: Declaration
    values: tuple[ValueLine, ...]
    default: Setting

    @property
    def default_words(self) -> str:
        return words_of(self.declaration, self.default.value)


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The parameters of one app: those with a value, and those that the school does not ask."""

    key: str
    title: str
    note: str
    lines: tuple[ParameterLine, ...]
    silent: tuple[ParameterLine, ...]


def group_tables(values: Iterable[PolicyValue]) -> list[GroupTable]:
    """Every declared parameter with its values, in the declared order. One query besides that of the values."""
    versions = versions_by_number()
    found = defaultdict(list)
    for value in sorted(values, key=_place):
        found[value.parameter].append(ValueLine(value, versions.get(value.since_number)))
    return [_table(group, found) for group in groups_in_order()]


def versions_by_number() -> dict[int, PolicyVersion]:
    people = ("prepared_by__person", "published_by__person")
    return {version.number: version for version in PolicyVersion.objects.select_related(*people)}


def history_of(parameter: str) -> list[tuple[PolicyVersion, tuple[PolicyValue, ...]]]:
    """Every version in which the parameter's values differ from the version before, the newest first."""
    versions = sorted(versions_by_number().values(), key=lambda version: version.number)
    by_version = defaultdict(list)
    rows = PolicyValue.objects.filter(parameter=parameter).select_related("clause__document", "unit")
    for value in sorted(rows, key=_place):
        by_version[value.policy_id].append(value)
    found, before = [], None
    for version in versions:
        facts = [_facts(value) for value in by_version[version.pk]]
        if facts != before and (facts or before):
            found.append((version, tuple(by_version[version.pk])))
        before = facts
    return found[::-1]


def with_people(values):
    """The values with whoever entered them."""
    return values.select_related("clause__document", "unit", "entered_by__person")


def clauses_with_uses() -> list[tuple[Clause, list[str]]]:
    """Every clause with the labels of the parameters that rest on it, in two queries."""
    uses = defaultdict(dict)
    for clause_id, parameter in PolicyValue.objects.values_list("clause_id", "parameter").distinct().order_by():
        uses[clause_id][parameter] = None
    clauses = Clause.objects.select_related("document", "confirmed_by__person")
    return [(clause, [_label(each) for each in sorted(uses[clause.pk])]) for clause in clauses]


def _label(parameter) -> str:
    return DECLARATIONS[parameter].label if parameter in DECLARATIONS else parameter


def _table(group, found) -> GroupTable:
    lines = [ParameterLine(each, tuple(found[each.key]), _default(group, each)) for each in group.declarations]
    asked = [line for line in lines if line.values or line.default.is_asked]
    return GroupTable(
        group.key, group.title, group.note, tuple(asked), tuple(line for line in lines if line not in asked)
    )


def _default(group, declaration) -> Setting:
    return getattr(group.carrier(), declaration.key.partition(".")[2])


def _place(value):
    return (value.unit.path if value.unit_id else "", value.kind, value.from_on)


def _facts(value):
    return (value.unit_id, value.kind, value.value, value.strength, value.clause_id, value.from_on, value.to_on)


def publishers_besides(draft: PolicyVersion, on: dt.date) -> list[Account]:
    """Whoever may publish the draft on that day: a right of the school that neither opened nor filled it; one query."""
    kinds = [kind for kind, role in OF_THE_SCHOOL.items() if "policy.publish" in PERMISSIONS[role]]
    entered = draft.values.filter(since_number=draft.number, entered_by__isnull=False).values("entered_by")
    holders = Duty.objects.on(on).filter(kind__in=kinds).values("person")
    others = Account.objects.filter(is_active=True, person__in=holders).exclude(pk__in=entered)
    return list(others.exclude(pk=draft.prepared_by_id).select_related("person").order_by("person__sort_pinyin", "pk"))
