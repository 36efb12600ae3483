"""工作台: the boxes, the list of one of them, and the panels that the apps below draw."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from desk import setting_up
from desk.imports.pages import news
from desk.matters import question_of
from desk.scope import chosen_unit
from desk.workbench import counters, figures, first_box, next_ahead, page_of_rows, row_of, tabs
from directory.access import access
from reminders import registry
from reminders.health import health
from reminders.models import Box

_GREETINGS = ((12, "上午好"), (14, "中午好"), (18, "下午好"), (24, "晚上好"))


@access(access.SIGNED_IN)
@require_safe
def workbench(request):
    """What is due, what is late, and the way to settle it (screens 3.1)."""
    viewer, now = request.viewer, timezone.localtime()
    counts = figures(viewer, chosen_unit(request))
    question = question_of(request, first_box(counts))
    total = counts.count(question.box, question.kind, only_late=question.only_late)
    page = page_of_rows(question, count=total, number=request.GET.get("page", "1"))
    nightly = health(now)
    context = {
        "greeting": f"{request.user}，{next(words for hour, words in _GREETINGS if now.hour < hour)}。",
        "today": viewer.on,
        "computed_at": nightly.last.finished_at if nightly.last else None,
        "scan_failed": nightly.warning,
        "counters": counters(counts, question),
        "list_title": question.box.label,
        "tabs": tabs(counts, question),
        "todo": [row_of(reminder, viewer.on, mine=question.box is not Box.OTHERS) for reminder in page],
        "page": page,
        "next_due": "" if total else next_ahead(question),
        "is_narrowed": bool(question.kind or question.only_late),
        "whole_url": question.url(kind="", only_late=False),
        "kept": list(question.words.items()),
        "acts": _acts(question) if total else {},
        "imports": news(viewer),
        "setup": setting_up.steps(viewer),
        "own_url": _own_url(viewer),
        "panels": _panels(viewer, question),
    }
    return render(request, "desk/workbench.html", context)


def _own_url(viewer) -> str:
    """Whoever has no list of people reaches his own file from here."""
    if viewer.may("people.list") or not viewer.own_person_id:
        return ""
    return reverse("person_detail", args=[viewer.account.person.roster_no])


def _acts(question) -> dict[str, str]:
    """What may be done with the whole list at once; the ticked rows go to the same addresses."""
    acts = {"print_url": question.url("matter_print"), "export_url": question.url("matter_export")}
    if question.box is Box.OTHERS and question.viewer.may("reminders.oversee"):
        acts["urge_url"] = question.url("urge_create")
    if question.box is not Box.OTHERS and any(_may_settle(each, question.viewer) for each in registry.SOURCES.values()):
        acts["together_url"] = reverse("matter_together")
    return acts


def _may_settle(source, viewer) -> bool:
    return bool(source.bulk) and viewer.may(source.acts)


def _panels(viewer, question) -> list[dict]:
    """Figures of the apps below, each of which draws and scopes its own; the page fetches them later."""
    words = f"?unit={question.unit.code}" if question.unit else ""
    found = []
    if viewer.may("reminders.oversee"):
        found.append(_panel("单位排行", "ranking_summary", "全部单位", "unit_ranking", words))
    if viewer.may("organizers.view"):
        found.append(_panel("组织员队伍", "staffing_summary", "配备达标", "staffing_list", words))
    if viewer.may("cases.view"):
        found.append(_panel("发展党员", "case_summary", "进度看板", "case_board", words))
    return found


def _panel(title, name, list_title, list_name, words) -> dict:
    panel = {
        "title": title,
        "url": reverse(name) + words,
        "list_title": list_title,
        "list_url": reverse(list_name) + words,
    }
    return {"template": "desk/_later_panel.html", "panel": panel}
