"""What is done with many matters at once: 督办单 on paper or as a file, 催办, and one form for several of a kind.

The ticked rows come as `id`; without any it is the whole list that the address describes, not only its page.
"""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from audit.events import record_event
from audit.models import EventKind
from desk.matters import MOST, by_holder, question_of
from desk.scope import ScopeChoices
from desk.supervision import TITLE, chosen_rows, write_matters
from directory.access import access
from directory.workbooks import workbook
from reminders.models import Box
from reminders.urging import urge, urgeable

NAMED = 3


@access(access.SIGNED_IN)
@require_safe
def matter_print(request):
    """督办单 of the ticked rows or of the whole list; the log remembers who printed it."""
    question, chosen = question_of(request), _chosen(request.GET)
    rows, is_cut = chosen_rows(question, chosen)
    event = _record(EventKind.PRINT, request, question, rows)
    context = {
        "rows": rows,
        "cut_at": MOST if is_cut else None,
        "list_title": question.box.label,
        "list_url": question.url(),
        "today": request.viewer.on,
        "reporting_unit": _scope_label(request),
        "printed": {"number": f"DY-{event.pk}", "at": timezone.localtime(event.at)},
        "crumbs": [{"title": "工作台", "url": question.url()}, {"title": TITLE}],
    }
    return render(request, "desk/matter_print.html", context)


@access(access.SIGNED_IN)
@require_safe
def matter_export(request):
    """The same rows as a workbook. It holds what the list shows and no number of anybody, so it asks for no more."""
    question, chosen = question_of(request), _chosen(request.GET)
    rows, is_cut = chosen_rows(question, chosen)
    if is_cut:
        messages.error(request, f"这份清单超过 {MOST} 项，请先选择单位或类别，分几次导出。")
        return redirect(question.url())
    event = _record(EventKind.EXPORT, request, question, rows)
    at = timezone.localtime(event.at)
    lines = [
        f"填报单位：{_scope_label(request)}　清单：{question.box.label}",
        f"填报日期：{at:%Y-%m-%d}　导出编号：DC-{event.pk}　导出人：{request.user}",
    ]
    return workbook(write_matters(rows, lines=lines), f"{TITLE}-DC-{event.pk}.xlsx")


@access("reminders.oversee")
@require_http_methods(["GET", "POST"])
def urge_create(request):
    """催办: says how many and whom before anything is done."""
    question, given = question_of(request), request.POST if request.method == "POST" else request.GET
    chosen = _chosen(given)
    rows = question.rows().filter(pk__in=chosen) if chosen else question.rows()
    rows = rows.filter(urgeable(request.viewer)) if question.box is Box.OTHERS else rows.none()
    if request.method == "POST":
        return _urged(request, question, rows)
    return render(request, "desk/urge_form.html", _before_urging(question, rows, chosen))


@access(access.SIGNED_IN)
@require_safe
def matter_together(request):
    """Leads the ticked matters of one kind to the form that settles several (`Source.bulk`)."""
    question, chosen = question_of(request), _chosen(request.GET)
    own = question.rows() if question.box is not Box.OTHERS else question.rows().none()
    rows = list(own.filter(pk__in=chosen).order_by("due_on", "pk"))
    sources = {row.source for row in rows}
    form = rows[0].rule.bulk if len(sources) == 1 else ""
    if not form:
        messages.error(request, _why_not_together(sources))
        return redirect(question.url())
    return redirect(f"{reverse(form)}?{urlencode([('subject', row.subject_id) for row in rows])}")


def _why_not_together(sources) -> str:
    if not sources:
        return "请先勾选要一起办理的事项。"
    if len(sources) > 1:
        return "勾选的不是同一类事项，请按类别分别勾选后再批量办理。"
    return "这类事项须逐项办理，请打开每一项。"


def _urged(request, question, rows):
    total = rows.count()
    fresh = urge(reminders=rows, by=request.user, at=timezone.now())
    again = f"另有 {total - fresh} 项今天已催办过，不重复催办。" if total > fresh else ""
    words = f"已催办 {fresh} 项，将写入对方的下一次每日提醒。" if fresh else "没有新的催办。"
    (messages.success if fresh else messages.info)(request, words + again)
    return redirect(question.url())


def _before_urging(question, rows, chosen) -> dict:
    """How many matters, by whose turn they are; and how many of the list are not the viewer's to urge."""
    listed = question.rows().filter(pk__in=chosen) if chosen else question.rows()
    holders = by_holder(rows)
    total = sum(count for _, count in holders)
    return {
        "total": total,
        "left_out": listed.count() - total,
        "holders": holders,
        "examples": list(rows.by_urgency(question.viewer.on)[:NAMED]),
        "chosen": chosen,
        "post_url": question.url("urge_create"),
        "cancel_url": question.url(),
        "crumbs": [{"title": "工作台", "url": question.url()}, {"title": "催办"}],
    }


def _chosen(given) -> list[int]:
    """The ticked rows; whatever is no number was not ticked on this page."""
    return [int(text) for text in given.getlist("id") if text.isascii() and text.isdigit() and len(text) < 19]


def _record(kind, request, question, rows):
    conditions = {"清单": question.box.label} | ({"党组织": question.unit.short_name} if question.unit else {})
    return record_event(kind, by=request.user, subject=TITLE, request=request, conditions=conditions, rows=len(rows))


def _scope_label(request) -> str:
    scope = ScopeChoices(request).as_context()
    return scope["label"] if scope else ""
