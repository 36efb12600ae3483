"""花名册: the list with its filters, and the same rows as a workbook."""

from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from audit.events import record_event
from audit.models import EventKind
from directory.access import access
from directory.workbooks import reporting_unit, workbook
from organizers.forms import SORTS, RosterFilterForm
from organizers.rosters import write_organizers
from organizers.selectors import in_order, roster, roster_lines

PAGE_SIZE = 50
# A print-out ends here and says so; longer lists are exported.
PRINTED = 2_000


@access("organizers.view")
@require_GET
def organizer_list(request):
    """现任 by default; every filter stands in the address."""
    form = RosterFilterForm(request.GET, viewer=request.viewer)
    rows = in_order(form.narrowed(roster(request.viewer)), form.order)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = _context(request, form) | {"lines": roster_lines(page.object_list, request.today), "page": page}
    return render(request, "organizers/organizer_list.html", context, status=200 if form.is_valid() else 422)


@access("organizers.view")
@require_GET
def organizer_print(request):
    """The whole list on paper, in the order on the screen; the log remembers who printed it."""
    form = RosterFilterForm(request.GET, viewer=request.viewer)
    if not form.is_valid():
        return redirect(_address(request))
    page = Paginator(in_order(form.narrowed(roster(request.viewer)), form.order), PRINTED).get_page(1)
    lines = roster_lines(page.object_list, request.today)
    event = record_event(
        EventKind.PRINT,
        by=request.user,
        subject="组织员花名册",
        request=request,
        conditions=form.described(),
        rows=len(lines),
    )
    context = _context(request, form) | {
        "lines": lines,
        "page": page,
        "printing": True,
        "printed": {"number": f"DY-{event.pk}", "at": timezone.localtime(event.at)},
        "cut_at": PRINTED if page.paginator.count > PRINTED else None,
        "back_url": _address(request),
        "export_url": "",
    }
    return render(request, "organizers/organizer_list.html", context)


@access("organizers.export")
@require_GET
def organizer_export(request):
    """The list as a workbook in the published layout: the same rows in the same order, phones masked.

    Where rows were ticked, those of them alone.
    """
    form = RosterFilterForm(request.GET, viewer=request.viewer)
    rows = in_order(form.narrowed(roster(request.viewer, "organizers.export")), form.order)
    chosen = _chosen(request)
    with transaction.atomic():
        rows = list(rows.filter(pk__in=chosen) if chosen else rows)
        event = record_event(
            EventKind.EXPORT,
            by=request.user,
            subject="组织员花名册",
            request=request,
            conditions=form.described(),
            rows=len(rows),
        )
        file = write_organizers(
            rows,
            number=f"DC-{event.pk}",
            by=str(request.user),
            at=timezone.localtime(event.at),
            unit=reporting_unit(request.viewer, request.GET.get("unit", ""), "organizers.export"),
            sorted_by=SORTS[form.order],
        )
    name = f"组织员花名册-DC-{event.pk}.xlsx"
    return workbook(file, name)


def _chosen(request) -> list[int]:
    """The ticked appointments; none with 选择全部. Whatever is no number was not ticked on this page."""
    if request.GET.get("all"):
        return []
    return [int(text) for text in request.GET.getlist("id") if text.isascii() and text.isdigit() and len(text) < 19]


def _context(request, form) -> dict:
    viewer = request.viewer
    return {
        "filter_form": form,
        "chosen": form.chosen(),
        "clear_url": reverse("organizer_list"),
        "sorts": [
            {"title": title, "url": _address(request, sort=key), "current": key == form.order}
            for key, title in SORTS.items()
        ],
        "sorted_by": f"按{SORTS[form.order]}排序",
        "kept": [(key, value) for key, value in request.GET.items() if key not in ("page", "id", "all")],
        "create_url": reverse("appointment_create") if viewer.may("organizers.edit") else "",
        "import_url": reverse("import_create", args=["organizers"]) if viewer.may("organizers.import") else "",
        "print_url": _address(request, "organizer_print"),
        "export_url": _address(request, "organizer_export") if viewer.may("organizers.export") else "",
        "crumbs": [{"title": "组织员队伍"}, {"title": "花名册"}],
        "today": request.today,
        "reporting_unit": reporting_unit(viewer, request.GET.get("unit", ""), "organizers.view"),
    }


def _address(request, name: str = "organizer_list", **changed) -> str:
    """The same list at another address or with one thing changed, from its first page."""
    given = request.GET.copy()
    given.pop("page", None)
    for key, value in changed.items():
        given[key] = value
    return f"{reverse(name)}?{given.urlencode()}" if given else reverse(name)
