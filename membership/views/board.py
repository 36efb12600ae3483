"""进度看板: who stands where and what is stuck; it shows and never changes anything. 进度一览表 is its print-out."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from audit.events import record_event
from audit.models import EventKind
from directory.access import access
from directory.workbooks import reporting_unit
from membership.forms.filters import BoardFilterForm, CaseFilterForm, without
from membership.models import Case, Stage
from membership.selectors.board import columns
from membership.selectors.listing import case_lines, in_order

# A print-out ends here and says so; longer lists are exported.
PRINTED = 2_000
VIEWS = (("看板", "case_board"), ("列表", "case_list"), ("漏斗", "case_funnel"))
# Of the list alone: on the board every stage has its own column.
_NOT_HERE = ("page", "col", "stage", "state", "sort", "step", "outcome", "closed", "applied", "passed")


@access("cases.view")
@require_GET
def case_board(request):
    """Five columns; the filters are those of the list, so that every figure opens its rows."""
    form = BoardFilterForm(request.GET, viewer=request.viewer)
    rows = form.narrowed(cases_under(request.viewer).in_progress())
    drawn = [_drawn(column, request.GET) for column in columns(rows, request.today)]
    context = frame(request, form, "case_board") | {
        "columns": drawn,
        "current": _current(request.GET.get("col", ""), drawn),
        "is_empty": not any(column["total"] for column in drawn),
        "clear_url": reverse("case_board"),
        "create_url": reverse("case_create") if request.viewer.may("cases.record") else "",
        "print_url": f"{reverse('case_print')}{without(request.GET, *_NOT_HERE)}",
        "archive_url": f"{reverse('case_list')}{without(request.GET, *_NOT_HERE, state='ended')}",
        "crumbs": [{"title": "发展党员"}, {"title": "进度看板"}],
    }
    return render(request, "membership/case_board.html", context, status=200 if form.is_valid() else 422)


@access("cases.view")
@require_GET
def case_print(request):
    """进度一览表: everybody of the list, stage by stage, as paper wants it; the log remembers who printed it."""
    form = CaseFilterForm(request.GET, viewer=request.viewer)
    rows = in_order(form.narrowed(cases_under(request.viewer)), "unit").select_related("person", "unit__parent")
    cases = list(rows[: PRINTED + 1])
    event = record_event(
        EventKind.PRINT, by=request.user, subject="发展党员进度一览表", request=request,
        conditions=form.described(), rows=min(len(cases), PRINTED),
    )  # fmt: skip
    lines = case_lines(cases[:PRINTED], request.today)
    context = frame(request, form, "case_board") | {
        "stages": [(stage.label, [line for line in lines if line.case.stage == stage]) for stage in Stage],
        "total": len(lines),
        "printed": {"number": f"DY-{event.pk}", "at": timezone.localtime(event.at)},
        "cut_at": PRINTED if len(cases) > PRINTED else None,
        "back_url": f"{reverse('case_board')}{without(request.GET)}",
        "crumbs": [{"title": "发展党员", "url": reverse("case_board")}, {"title": "进度一览表"}],
    }
    return render(request, "membership/case_print.html", context)


def cases_under(viewer, permission: str = "cases.view"):
    """Cases of the units where the viewer holds the permission: lists are of units, not of whom he accompanies."""
    return Case.objects.within(viewer, permission)


def frame(request, form, here: str) -> dict:
    """What board, list and funnel share around their rows."""
    kept = without(request.GET, *_NOT_HERE) if here != "case_list" else without(request.GET)
    return {
        "filter_form": form,
        "chosen": form.chosen(),
        "tabs": [{"title": title, "url": f"{reverse(name)}{kept}", "current": name == here} for title, name in VIEWS],
        "today": request.today,
        "reporting_unit": reporting_unit(request.viewer, request.GET.get("unit", ""), "cases.view"),
    }


def _current(asked: str, drawn) -> Stage:
    """The column that a narrow screen shows: the one asked for, else the first with something late."""
    if asked in Stage.values:
        return Stage(asked)
    return next((column["stage"] for column in drawn if column["late"]), Stage.APPLICANT)


def _drawn(column, given) -> dict:
    """A column with the addresses that its figures open."""
    address = reverse("case_list")
    return {
        "stage": column.stage,
        "title": Stage(column.stage).label,
        "total": column.total,
        "late": column.late,
        "soon": column.soon,
        "lines": column.lines,
        "url": f"{address}{without(given, *_NOT_HERE, stage=column.stage.value)}",
        # A figure of nothing has nothing to open; with a lamp chosen above, the other lamp is such a one.
        "late_url": column.late and f"{address}{without(given, *_NOT_HERE, stage=column.stage.value, lamp='late')}",
        "soon_url": column.soon and f"{address}{without(given, *_NOT_HERE, stage=column.stage.value, lamp='soon')}",
    }
