"""质量检查 (MEM-04): what was found in people's files, its handling, and the list as a workbook."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from audit.events import record_event
from audit.models import EventKind
from directory.access import access
from directory.forms.conflicts import conflict_of
from directory.refusals import ChangedMeanwhile, Refused
from directory.workbooks import reporting_unit, workbook
from membership.documents import write_checks
from membership.forms.checks import HandlingForm, QualityCheckFilterForm, shown
from membership.models import QualityCheck
from membership.services.checks import handle_check

PAGE_SIZE = 50
TITLE = "发展党员质量检查"


def checks(viewer, permission: str = "checks.view"):
    """With what a line shows."""
    rows = QualityCheck.objects.within(viewer, permission)
    return rows.select_related("unit__parent", "person", "handled_by__person", "filed_by__person")


@access("checks.view")
@require_GET
def quality_check_list(request):
    """Every filter stands in the address; the latest first."""
    form = QualityCheckFilterForm(request.GET, viewer=request.viewer)
    page = Paginator(form.narrowed(checks(request.viewer)), PAGE_SIZE).get_page(request.GET.get("page"))
    viewer, given = request.viewer, request.GET.copy()
    given.pop("page", None)
    context = {
        "page": page,
        "filter_form": form,
        "chosen": form.chosen(),
        "clear_url": reverse("quality_check_list"),
        "ledger_url": reverse("ledger_list") if viewer.may("checks.edit") else "",
        "create_url": reverse("ledger_create") if viewer.may("checks.edit") else "",
        "export_url": f"{reverse('quality_check_export')}?{given.urlencode()}" if viewer.may("checks.export") else "",
        "crumbs": [{"title": "发展党员"}, {"title": "质量检查"}],
        "today": request.today,
    }
    status = 200 if form.is_valid() else 422
    return render(request, "membership/quality_check_list.html", context, status=status)


@access("checks.export")
@require_GET
def quality_check_export(request):
    """The same rows in the same order."""
    form = QualityCheckFilterForm(request.GET, viewer=request.viewer)
    if not form.is_valid():  # The list says what is wrong with them.
        return redirect(f"{reverse('quality_check_list')}?{request.GET.urlencode()}")
    with transaction.atomic():
        rows = list(form.narrowed(checks(request.viewer, "checks.export")))
        event = record_event(
            EventKind.EXPORT,
            by=request.user,
            subject=TITLE,
            request=request,
            conditions=form.described(),
            rows=len(rows),
        )
        file = write_checks(
            rows,
            number=f"DC-{event.pk}",
            by=str(request.user),
            at=timezone.localtime(event.at),
            unit=reporting_unit(request.viewer, request.GET.get("unit", ""), "checks.export"),
        )
    return workbook(file, f"{TITLE}-DC-{event.pk}.xlsx")


@access("checks.view")
@require_http_methods(["GET", "POST"])
def quality_check_detail(request, code):
    """One finding with its arithmetic, and its handling."""
    check = get_object_or_404(checks(request.viewer), code=code)
    may_handle = request.viewer.may_on("checks.edit", check.unit) and not _is_own(request.viewer, check)
    if request.method == "POST" and not may_handle:
        raise Http404
    form = HandlingForm(request.POST or None, viewer=request.viewer, record=check) if may_handle else None
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            handle_check(check=check, by=request.user, today=request.today, **form.cleaned_data)
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_refusal(refusal)
        except ChangedMeanwhile as changed:
            conflict = conflict_of(form, changed, shown)
            form = _again(request, changed.current)
        else:
            messages.success(request, "已保存处理情况。")
            return redirect("quality_check_list")
    context = {
        "check": check,
        "form": form,
        "conflict": conflict,
        "cancel_url": reverse("quality_check_list"),
        "crumbs": [{"title": "质量检查", "url": reverse("quality_check_list")}, {"title": check.label}],
    }
    status = 409 if conflict else 422 if form and form.errors else 200
    return render(request, "membership/quality_check_detail.html", context, status=status)


def _is_own(viewer, check) -> bool:
    return check.person is not None and viewer.is_own(check.person)


def _again(request, current) -> HandlingForm:
    """The form with what was typed, on the version that stands now."""
    data = request.POST.copy()
    data["version"] = current.version
    form = HandlingForm(data, viewer=request.viewer, record=current)
    form.is_valid()
    return form
