"""Drafting, changing and publishing a version of the policy (SYS-01). Whoever drafts does not publish."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from audit.context import give_reason
from audit.events import record_event
from audit.models import EventKind
from directory.changes import Fact, changes
from directory.constraints import refusing_conflicts
from directory.models import Account
from directory.refusals import ChangedMeanwhile, Refusal, Refused, refuse
from directory.services.holding import last_change
from policy.comparing import differences
from policy.declaring import DECLARATIONS, as_value
from policy.models import PolicyValue, PolicyVersion, State
from policy.rules import Line, value_refusals

_FACTS = ("value", "strength", "clause", "unit", "kind", "from_on", "to_on")


@refusing_conflicts()
def start_draft(*, title: str, effective_on: dt.date, by: Account | None, note: str = "") -> PolicyVersion:
    """A draft that says what the latest version says, to be changed value by value. Raises `Refused`."""
    if draft := PolicyVersion.objects.filter(state=State.DRAFT).first():
        raise refuse("policy.one_draft", f"已有一份草稿 {draft}，请先发布或撤回它。")
    latest = latest_published()
    _hold_to_order(effective_on, latest)
    number = (PolicyVersion.objects.aggregate(most=Max("number"))["most"] or 0) + 1
    draft = PolicyVersion.objects.create(
        number=number, title=title, effective_on=effective_on, prepared_by=by, note=note
    )
    PolicyValue.objects.bulk_create(_copied(latest, draft))
    return draft


@refusing_conflicts()
def update_draft(*, draft: PolicyVersion, title: str, effective_on: dt.date, note: str = "") -> PolicyVersion:
    """Another title or first day; values that began with the old first day begin with the new one."""
    draft = _held(draft)
    _hold_to_order(effective_on, latest_published())
    moved = draft.values.filter(since_number=draft.number, from_on=draft.effective_on)
    if effective_on != draft.effective_on:
        moved.filter(Q(to_on__isnull=True) | Q(to_on__gte=effective_on)).update(from_on=effective_on)
    draft.title, draft.effective_on, draft.note = title, effective_on, note
    draft.save(update_fields=["title", "effective_on", "note"])
    return draft


@refusing_conflicts()
def save_value(
    *, draft: PolicyVersion, by: Account | None, parameter: str, row: PolicyValue | None = None,
    version: int | None = None, **facts,
) -> PolicyValue:  # fmt: skip
    """Writes one value of the draft: a new one, or `row` anew. `facts` are those of `_FACTS`.

    Raises `ChangedMeanwhile` when somebody saved since `version`, `Refused` with every reason.
    """
    draft = _held(draft)
    row = _row(draft, row, version, parameter)
    for name in _FACTS:
        setattr(row, name, facts.get(name, "" if name == "kind" else None))
    others = draft.values.filter(parameter=parameter).exclude(pk=row.pk).select_related("unit")
    if refusals := value_refusals(line_of(row), [line_of(other) for other in others]):
        raise Refused(*refusals)
    row.since_number, row.entered_by = draft.number, by
    row.save()
    row.refresh_from_db(fields=["version"])
    return row


@transaction.atomic
def remove_value(*, draft: PolicyVersion, row: PolicyValue) -> None:
    """The draft no longer says this: what stands above, or the declared default, will hold."""
    _held(draft).values.get(pk=row.pk).delete()


@transaction.atomic
def withdraw_draft(*, draft: PolicyVersion, reason: str) -> None:
    """撤回: the draft is really deleted; the history keeps it."""
    give_reason(reason)
    _held(draft).delete()


@refusing_conflicts()
@changes(Fact.POLICY)
def publish_draft(
    *, draft: PolicyVersion, by: Account, today: dt.date, confirmed: bool = False, request=None
) -> PolicyVersion:
    """Puts the draft into force from its day and for good. Raises `Refused` with every reason.

    `confirmed`: the publisher knows that a day in the past changes how facts since then are judged.
    """
    draft = _held(draft)
    latest = latest_published()
    changes = differences(_loaded(latest), _loaded(draft))
    if refusals := publishing_refusals(draft, by, today, changes, confirmed=confirmed):
        raise Refused(*refusals)
    draft.state, draft.published_by, draft.published_at = State.PUBLISHED, by, timezone.now()
    draft.save(update_fields=["state", "published_by", "published_at"])
    words = {f"{each.label}（{each.scope}）": each.summary.partition("：")[2] for each in changes}
    record_event(EventKind.SETTINGS, by=by, subject=draft, request=request, changed=words)
    return draft


def publishing_refusals(draft, by, today, changes, *, confirmed) -> list[Refusal]:
    """Every reason against publishing."""
    found = list(second_person(draft, by))
    if not changes:
        found.append(Refusal("policy.unchanged", "草稿与现行版本相同，没有可以发布的改动。"))
    rows = list(draft.values.select_related("unit"))
    for row in rows:
        others = [line_of(other) for other in rows if other.parameter == row.parameter and other.pk != row.pk]
        found += [_at_row(row, refusal) for refusal in value_refusals(line_of(row), others)] if row.declaration else []
    if draft.effective_on < today and not confirmed:
        found.append(Refusal("policy.past", past_warning(draft, today), field="confirmed"))
    return list(dict.fromkeys(found))


def past_warning(draft: PolicyVersion, today: dt.date) -> str:
    return (
        f"施行日期 {draft.effective_on} 早于今天（{today}）：此后已经判定的事项会按新值重新判定。"
        "确实如此的请勾选确认；否则请改为今天或以后的日期。"
    )


def latest_published() -> PolicyVersion | None:
    return PolicyVersion.objects.filter(state=State.PUBLISHED).first()


def line_of(row: PolicyValue) -> Line:
    """The row as the rules look at it; reads `unit`."""
    unit = row.unit
    return Line(
        declaration=row.declaration,
        value=as_value(row.value),
        from_on=row.from_on,
        to_on=row.to_on,
        path=unit.path if unit else "",
        unit=unit.short_name if unit else "",
        kind=row.kind,
        has_clause=row.clause_id is not None,
    )


def second_person(draft, by) -> Iterator[Refusal]:
    """Publishing needs somebody who neither opened the draft nor entered a value of it."""
    entered = draft.values.filter(since_number=draft.number, entered_by=by).exists()
    if by is not None and (draft.prepared_by_id == by.pk or entered):
        yield Refusal("policy.second_person", "您起草或录入了这份草稿，不能由您发布。请另一位组织部管理员核对后发布。")


def _hold_to_order(effective_on, latest) -> None:
    """What an earlier version says of its own days stays true: the next one may begin with it, never before it."""
    if latest and effective_on < latest.effective_on:
        raise refuse(
            "policy.order",
            f"施行日期不能早于 v{latest.number} 的施行日期 {latest.effective_on}：更早的事项已按当时的版本判定。",
            field="effective_on",
        )


def _held(draft) -> PolicyVersion:
    """The draft, locked. Raises `Refused` when it was published or withdrawn meanwhile."""
    found = PolicyVersion.objects.select_for_update().filter(pk=draft.pk).first()
    if found is None or not found.is_draft:
        raise refuse("policy.gone", "这份草稿已被发布或撤回，请刷新页面。")
    return found


def _row(draft, row, version, parameter) -> PolicyValue:
    if parameter not in DECLARATIONS:
        raise refuse("policy.unknown", f"程序中没有参数 {parameter}。", field="parameter")
    if row is None:
        return PolicyValue(policy=draft, parameter=parameter)
    found = draft.values.filter(pk=row.pk).first()
    if found is None:
        raise refuse("policy.gone", "这个值已被删去，请刷新页面。")
    if version is not None and found.version != version:
        raise ChangedMeanwhile(found, *last_change(found))
    return found


def _copied(latest, draft) -> list[PolicyValue]:
    """What still holds on the draft's first day or later; who entered it and since when goes along."""
    kept = _loaded(latest).since(draft.effective_on) if latest else []
    names = ("parameter", *_FACTS, "since_number", "entered_by")
    return [PolicyValue(policy=draft, **{name: getattr(value, name) for name in names}) for value in kept]


def _loaded(version):
    if version is None:
        return PolicyValue.objects.none()
    return version.values.select_related("unit", "clause__document")


def _at_row(row, refusal) -> Refusal:
    return Refusal(refusal.rule, f"{row.label}（{row.scope}）：{refusal.message}")
