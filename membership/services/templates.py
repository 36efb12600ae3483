"""Step templates: a draft is a copy of another one, changed until it covers the procedure, and then published for good.

Nobody's case changes: it stays with the template that it was opened under.
"""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from audit.context import give_reason
from audit.events import record_event
from audit.models import EventKind
from directory.constraints import refusing_conflicts
from directory.models import Account
from directory.refusals import Refusal, Refused, refuse
from membership.models import StepTemplate, TemplateDocument, TemplateStep
from membership.procedure.covering import StepLine, problems
from membership.services.renewing import ask_anew

# Places are kept ten apart, so that a step may be typed in between.
APART = 10
_STEP = ("position", "number", "stage", "title", "actor", "codes", "recorder", "is_awaited", "note")
_DOCUMENT = ("position", "name", "form", "paper", "is_required", "retention")


@refusing_conflicts()
def copy_template(
    *, source: StepTemplate, name: str, opened_from: dt.date, by: Account, note: str = ""
) -> StepTemplate:
    """A draft with the steps and documents of another template, published or not. Raises `Refused`."""
    _hold_to_name(name)
    draft = StepTemplate.objects.create(name=name, opened_from=opened_from, note=note, prepared_by=by)
    for step in source.steps.prefetch_related("documents"):
        row = TemplateStep.objects.create(template=draft, **{each: getattr(step, each) for each in _STEP})
        documents = [{each: getattr(paper, each) for each in _DOCUMENT} for paper in step.documents.all()]
        TemplateDocument.objects.bulk_create(TemplateDocument(step=row, **facts) for facts in documents)
    return draft


@refusing_conflicts()
def save_template(*, draft: StepTemplate, name: str, opened_from: dt.date, note: str = "") -> StepTemplate:
    """Another name, day or note for a draft. Raises `Refused`."""
    row = _held(draft)
    _hold_to_name(name, besides=row)
    row.name, row.opened_from, row.note = name, opened_from, note
    row.save(update_fields=["name", "opened_from", "note"])
    return row


@refusing_conflicts()
def save_steps(*, draft: StepTemplate, steps: Iterable[TemplateStep], removed: Iterable[TemplateStep] = ()) -> None:
    """Steps of a draft, new or changed, in the order of their `position`. Raises `Refused`."""
    row = _held(draft)
    for step in removed:
        row.steps.filter(pk=step.pk).delete()
    for step in steps:
        step.template = row
        step.save()
    if refusals := list(_same_numbers(row)):
        raise Refused(*refusals)
    _space_out(row.steps.order_by("position", "pk"))


@refusing_conflicts()
def save_documents(
    *, step: TemplateStep, documents: Iterable[TemplateDocument], removed: Iterable[TemplateDocument] = ()
) -> None:
    """Documents of a draft's step, in the order of their `position`. Raises `Refused`."""
    _held(step.template)
    for document in removed:
        step.documents.filter(pk=document.pk).delete()
    for document in documents:
        document.step = step
        document.save()
    _space_out(step.documents.order_by("position", "pk"))


@refusing_conflicts()
def withdraw_template(*, draft: StepTemplate, reason: str) -> None:
    """撤回: a draft is really deleted; the history keeps it."""
    give_reason(reason)
    _held(draft).delete()


@refusing_conflicts()
def publish_template(*, draft: StepTemplate, by: Account, today: dt.date, request=None) -> StepTemplate:
    """For cases opened from its day on, and for good; the one before it ends on the day before. Raises `Refused`."""
    row = _held(draft)
    if refusals := publishing_refusals(row, today):
        raise Refused(*refusals)
    _end_the_one_before(row)
    row.opened_until = _day_before_the_next(row)
    row.published_by, row.published_at = by, timezone.now()
    row.save(update_fields=["opened_until", "published_by", "published_at"])
    ask_anew("步骤模板发布", row.published_at)
    record_event(
        EventKind.SETTINGS, by=by, subject=row, request=request, changed={"步骤模板": f"自 {row.opened_from} 起用"}
    )
    return row


def publishing_refusals(draft: StepTemplate, today: dt.date) -> list[Refusal]:
    """Every reason against publishing."""
    found = [Refusal("template.covers", problem) for problem in problems(lines_of(draft))]
    if draft.opened_from < today:
        words = f"起用日期 {draft.opened_from} 早于今天（{today}）：已登记的申请不换模板，请改为今天或以后的日期。"
        found.append(Refusal("template.past", words, field="opened_from"))
    same = StepTemplate.objects.published().filter(opened_from=draft.opened_from).first()
    if same:
        words = f"“{same}”也从 {same.opened_from} 起用，同一天登记的申请只能用一个模板：请换一个起用日期。"
        found.append(Refusal("template.once", words, field="opened_from"))
    return found


def lines_of(template: StepTemplate) -> list[StepLine]:
    """Its steps, in their order, as the rules look at them."""
    return [StepLine(step.number, step.stage, step.title, tuple(step.codes)) for step in template.steps.all()]


def _held(draft) -> StepTemplate:
    """The draft, locked. Raises `Refused` when it was published or withdrawn meanwhile."""
    found = StepTemplate.objects.select_for_update().filter(pk=draft.pk).first()
    if found is None:
        raise refuse("template.gone", "这份步骤模板草稿已被撤回，请返回列表。")
    if not found.is_draft:
        raise refuse("template.published", f"“{found}”已发布，不能修改；需要调整的请复制为新模板。")
    return found


def _hold_to_name(name, besides=None) -> None:
    if StepTemplate.objects.filter(name=name).exclude(pk=besides.pk if besides else None).exists():
        raise refuse("template.name", f"已有名为“{name}”的步骤模板，请换一个名称。", field="name")


def _same_numbers(template):
    found: dict[str, list[str]] = {}
    for step in template.steps.order_by("position", "pk"):
        found.setdefault(step.number, []).append(step.title)
    for number, titles in found.items():
        if len(titles) > 1:
            words = "、".join(f"“{title}”" for title in titles)
            yield Refusal("template.numbers", f"编号 {number} 用了 {len(titles)} 次（{words}）：请各用一个编号。")


def _space_out(rows) -> None:
    """10, 20, 30 …: the order stays, and there is room between two."""
    for number, row in enumerate(rows, start=1):
        if row.position != APART * number:
            type(row).objects.filter(pk=row.pk).update(position=APART * number)


def _end_the_one_before(draft) -> None:
    before = StepTemplate.objects.on(draft.opened_from).select_for_update().first()
    if before:
        before.opened_until = draft.opened_from - dt.timedelta(days=1)
        before.save(update_fields=["opened_until"])


def _day_before_the_next(draft) -> dt.date | None:
    following = StepTemplate.objects.published().filter(opened_from__gt=draft.opened_from).order_by("opened_from")
    first = following.first()
    return first.opened_from - dt.timedelta(days=1) if first else None
