from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from desk import setting_up
from desk.imports.pages import news
from desk.scope import chosen_unit
from desk.workbench import box_counts, counters, first_box, next_ahead, page_of_rows, row_of
from directory.access import access
from reminders.health import health
from reminders.models import Box

_GREETINGS = ((12, "上午好"), (14, "中午好"), (18, "下午好"), (24, "晚上好"))


@access(access.SIGNED_IN)
@require_safe
def workbench(request):
    """What is due, what is late, and the way to settle it (screens 3.1)."""
    viewer, unit, now = request.viewer, chosen_unit(request), timezone.localtime()
    counts = box_counts(viewer, unit)
    asked = request.GET.get("box", "")
    box = Box(asked) if asked in Box.values else first_box(counts)
    page = page_of_rows(viewer, box, unit, count=counts[box], number=request.GET.get("page", "1"))
    nightly = health(now)
    context = {
        "greeting": f"{request.user}，{next(words for hour, words in _GREETINGS if now.hour < hour)}。",
        "today": viewer.on,
        "computed_at": nightly.last.finished_at if nightly.last else None,
        "scan_failed": nightly.warning,
        "counters": counters(counts, box, unit),
        "list_title": box.label,
        "todo": [row_of(reminder, viewer.on, mine=box is not Box.OTHERS) for reminder in page],
        "page": page,
        "next_due": "" if counts[box] else next_ahead(viewer, unit),
        "imports": news(viewer),
        "setup": setting_up.steps(viewer),
        "own_url": _own_url(viewer),
        "panels": _panels(viewer, unit),
    }
    return render(request, "desk/workbench.html", context)


def _own_url(viewer) -> str:
    """Whoever has no list of people reaches his own file from here."""
    if viewer.may("people.list") or not viewer.own_person_id:
        return ""
    return reverse("person_detail", args=[viewer.account.person.roster_no])


def _panels(viewer, unit) -> list[dict]:
    """Figures of the apps below, each of which draws and scopes its own; the page fetches them later."""
    if not viewer.may("organizers.view"):
        return []
    words = f"?unit={unit.code}" if unit else ""
    panel = {
        "title": "组织员队伍",
        "url": reverse("staffing_summary") + words,
        "list_title": "配备达标",
        "list_url": reverse("staffing_list") + words,
    }
    return [{"template": "desk/_later_panel.html", "panel": panel}]
