"""纪实表: the whole way of one person on paper, step by step, with room for the signatures."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from audit.events import record_event
from audit.models import EventKind
from directory.access import access
from membership.casefile import CaseFile
from membership.views.acts import case_of, crumbs_of


@access("cases.view")
@require_GET
def case_sheet(request, code):
    """Facts and clauses, no sensitive text; the log remembers who printed it."""
    case = case_of(request, code)
    if not request.viewer.may_on("cases.view", case.unit):
        raise Http404
    file = CaseFile(case, request.viewer, request.today)
    event = record_event(EventKind.PRINT, by=request.user, subject=case.person, request=request, field="发展党员纪实表")
    context = {
        "case": case,
        "file": file,
        "stages": file.stages(),
        "printed": {"number": f"DY-{event.pk}", "at": timezone.localtime(event.at)},
        "back_url": reverse("case_detail", args=[code]),
        "reporting_unit": case.unit.full_name,
        "crumbs": crumbs_of(case, "纪实表"),
        "today": request.today,
    }
    return render(request, "membership/case_sheet.html", context)
