"""人员台账: the five libraries as one list, and its rows as workbooks."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from audit.events import record_event
from audit.models import EventKind
from directory.access import access
from directory.pages import TwoEndedPaginator
from directory.workbooks import long_workbook, reporting_unit
from membership.exports import EXPORTED, KINDS, write_cases
from membership.forms.filters import CaseFilterForm, without
from membership.models import Stage
from membership.selectors.listing import SORTS, case_lines, fetched, in_order
from membership.views.board import cases_under, frame

PAGE_SIZE = 50
# Which register is usually asked for of a library; the others stand below it.
_OF_STAGE = {Stage.APPLICANT: "applicants", Stage.ACTIVIST: "activists"}


@access("cases.view")
@require_GET
def case_list(request):
    """Cases under way by what is due first, or any library; every filter stands in the address."""
    form = CaseFilterForm(request.GET, viewer=request.viewer)
    rows = in_order(form.narrowed(cases_under(request.viewer)), form.order)
    page = TwoEndedPaginator(rows.values_list("pk", flat=True), PAGE_SIZE).get_page(request.GET.get("page"))
    context = frame(request, form, "case_list") | _acts(request, form)
    context |= {"lines": case_lines(fetched(page.object_list), request.today), "page": page}
    return render(request, "membership/case_list.html", context, status=200 if form.is_valid() else 422)


def _acts(request, form) -> dict:
    return {
        "heading": _heading(form),
        "sorts": [
            {"title": title, "url": without(request.GET, sort=key), "current": key == form.order}
            for key, (title, _) in SORTS.items()
        ],
        "sorted_by": f"按{SORTS[form.order][0]}排序",
        "clear_url": reverse("case_list"),
        "kept": [(key, value) for key, value in request.GET.items() if key not in ("page", "case", "all")],
        "exports": _exports(request, form),
        "together_url": reverse("together_list") if request.viewer.may("cases.record") else "",
        "print_url": f"{reverse('case_print')}{without(request.GET)}",
        "crumbs": [{"title": "发展党员", "url": reverse("case_board")}, {"title": "人员台账"}],
    }


def _heading(form) -> str:
    """The library's name where one is chosen."""
    given = form.cleaned_data if form.is_valid() else {}
    stage = str(Stage(given["stage"]).label) if given.get("stage") else ""
    words = "已结束个案" if given.get("state") == "ended" else "台账"
    return f"{stage}{words}" if stage else f"发展党员{words}"


def _exports(request, form) -> list[dict]:
    if not request.viewer.may("cases.export"):
        return []
    stage = form.cleaned_data.get("stage") if form.is_valid() else ""
    first = ("shown", _OF_STAGE.get(stage, "shown"))
    kinds = sorted(KINDS, key=lambda kind: kind not in first)
    address = f"{reverse('case_export')}{without(request.GET)}"
    return [
        {"title": KINDS[kind][0] if kind != "shown" else "按本页各列", "kind": kind, "url": f"{address}&kind={kind}"}
        for kind in kinds
    ]


@access("cases.export")
@require_GET
def case_export(request):
    """The list as a workbook in one of the published layouts; where rows were ticked, those alone."""
    kind = request.GET.get("kind") or "shown"
    if kind not in KINDS:
        raise Http404
    form = CaseFilterForm(request.GET, viewer=request.viewer, permission="cases.export")
    rows = in_order(form.narrowed(cases_under(request.viewer, "cases.export")), form.order)
    rows = rows.filter(code__in=chosen) if (chosen := _chosen(request)) else rows
    if not form.is_valid():
        return redirect(f"{reverse('case_list')}{without(request.GET, 'kind')}")
    with transaction.atomic():
        total = rows[: EXPORTED + 1].count()
        if total > EXPORTED:
            messages.error(request, f"这份名单超过 {EXPORTED} 人，请加上党组织或其他条件，分几次导出。")
            return redirect(f"{reverse('case_list')}{without(request.GET, 'kind')}")
        return _workbook(request, form, rows, kind, total)


def _workbook(request, form, rows, kind, total):
    title = KINDS[kind][0]
    event = record_event(
        EventKind.EXPORT, by=request.user, subject=title, request=request, conditions=form.described(), rows=total
    )
    number = f"DC-{event.pk}"
    file = write_cases(
        rows,
        kind,
        on=request.today,
        number=number,
        by=str(request.user),
        unit=reporting_unit(request.viewer, request.GET.get("unit", ""), "cases.export"),
        order=SORTS[form.order][0],
        sensitivity=request.viewer.sensitivity,
    )
    return long_workbook(file, f"{title}-{number}.xlsx")


def _chosen(request) -> list[str]:
    """The numbers of the ticked cases; none with 选择全部."""
    return [] if request.GET.get("all") else [code.replace("\0", "") for code in request.GET.getlist("case")]
