"""One person's case: what comes next and why not yet, the timeline, deadlines, who accompanies."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from directory.access import access
from membership.models import Case


@access("cases.accompany")
@require_GET
def case_detail(request, code):
    case = get_object_or_404(Case.objects.visible_to(request.viewer), code=code)
    return render(request, "membership/case_detail.html", {"case": case})
