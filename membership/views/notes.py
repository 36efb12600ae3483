"""What was said in a talk or found in a review (S4): read with a reason, and the log knows."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from audit.events import record_event
from audit.models import EventKind
from directory.access import access
from directory.forms.people import RevealForm
from directory.permissions import Sensitivity
from membership.authority import may_read
from membership.models import StepRecord
from membership.views.acts import case_of, crumbs_of


@access("cases.view")
@require_http_methods(["GET", "POST"])
@never_cache
def record_note(request, code, pk):
    """Asks why, then shows the text."""
    case = case_of(request, code)
    record = get_object_or_404(StepRecord.objects.visible_to(request.viewer).filter(case=case), pk=pk)
    if not (record.note_sealed and may_read(request.viewer, case, Sensitivity.S4)):
        raise Http404
    form = RevealForm(request.POST or None)
    context = {
        "case": case,
        "record": record,
        "form": form,
        "crumbs": crumbs_of(case, f"{record.title}记录"),
        "back_url": reverse("case_detail", args=[code]),
    }
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"].strip()
        record_event(
            EventKind.REVEAL, by=request.user, subject=case.person, reason=reason, request=request, field="note"
        )
        context["note"] = record.note
    return render(request, "membership/record_note.html", context, status=422 if form.errors else 200)
