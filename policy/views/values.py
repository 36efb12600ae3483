"""现行参数: what is in force on a day, one parameter through the versions, and the list as a workbook."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from audit.events import record_event
from audit.models import EventKind
from dates.parsing import DateUnreadable, parse_day
from directory.access import access
from directory.workbooks import workbook
from policy.declaring import DECLARATIONS, GROUPS
from policy.reading import values_on, version_on, versions_after
from policy.selectors import group_tables, history_of, with_people
from policy.views.pages import crumbs, open_draft, tabs
from policy.workbook import write_values


@access("settings.manage")
@require_GET
def policy_list(request):
    """Everything in force today, or on another day; what the school does not ask stands below each group."""
    day, complaint = _day(request)
    export = reverse("policy_export")
    context = {
        "tables": group_tables(with_people(values_on(day))),
        "version": version_on(day).first(),
        "coming": versions_after(day),
        "draft": open_draft(),
        "day": day,
        "today": request.today,
        "complaint": complaint,
        "tabs": tabs("policy_list"),
        "crumbs": [*crumbs()[:1], {"title": "制度参数"}],
        "export_url": export if day == request.today else f"{export}?on={day}",
    }
    return render(request, "policy/policy_list.html", context, status=422 if complaint else 200)


@access("settings.manage")
@require_GET
def policy_export(request):
    """The same list as .xlsx, one line for each value."""
    day, complaint = _day(request)
    if complaint:
        raise Http404
    with transaction.atomic():
        tables = group_tables(with_people(values_on(day)))
        event = record_event(
            EventKind.EXPORT, by=request.user, subject="制度参数", request=request, conditions={"日期": str(day)}
        )
        at = timezone.localtime(event.at)
        content = write_values(tables, day=day, number=f"DC-{event.pk}", by=str(request.user), at=at)
    return workbook(content, f"制度参数-{day}-DC-{event.pk}.xlsx")


@access("settings.manage")
@require_GET
def parameter_detail(request, parameter):
    """One parameter: what it means and every version that changed it."""
    declaration = DECLARATIONS.get(parameter)
    if declaration is None:
        raise Http404
    context = {
        "declaration": declaration,
        "group": GROUPS[declaration.group],
        "history": history_of(parameter),
        "crumbs": crumbs(declaration.label),
    }
    return render(request, "policy/parameter_detail.html", context)


def _day(request):
    try:
        return parse_day(request.GET.get("on", ""), request.today) or request.today, ""
    except DateUnreadable as error:
        return request.today, str(error)
