"""One meeting that was held: the votes on each, who came; drafts of its minutes and resolutions."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from branches.models import Meeting
from directory.access import access
from membership.forms.drafts import DraftForm
from membership.models import Case, StepRecord
from membership.together.paper import minutes_of, resolution_of, voted


@access("cases.view")
@require_GET
def meeting_detail(request, code):
    """The meeting with what came of each item, and the case that rests on it."""
    meeting = _meeting(request, code)
    rows, items = list(meeting.attendances.all()), voted(meeting)
    mine = Case.objects.visible_to(request.viewer)
    resting = StepRecord.objects.standing().filter(item__in=[item.pk for item, _ in items], case__in=mine)
    records = {record.item_id: record for record in resting.select_related("case")}
    context = {
        "meeting": meeting,
        "items": [(item, outcome, records.get(item.pk)) for item, outcome in items],
        "absent": [row.name for row in rows if row.has_vote and not row.is_present],
        "guests": [row.name for row in rows if not row.has_vote and row.is_present],
        "wrote": [row for row in rows if row.wrote_opinion],
        "excluded": [row for row in rows if row.exclusion],
        "crumbs": [_board(), {"title": str(meeting.on)}],
    }
    return render(request, "membership/together/meeting_detail.html", context)


@access("cases.view")
@require_http_methods(["GET", "POST"])
def meeting_draft(request, code):
    """会议记录; of a meeting that was voided there is none."""
    meeting = _meeting(request, code)
    if meeting.voided_at:
        raise Http404
    return draft_page(request, minutes_of(meeting), reverse("meeting_detail", args=[code]), _crumbs(meeting))


@access("cases.view")
@require_http_methods(["GET", "POST"])
def item_draft(request, code, position):
    """支部大会决议, of one person."""
    meeting = _meeting(request, code)
    if meeting.voided_at:
        raise Http404
    found = next(((item, outcome) for item, outcome in voted(meeting) if item.position == position and outcome), None)
    draft = resolution_of(*found) if found else None
    if draft is None:
        raise Http404
    return draft_page(request, draft, reverse("meeting_detail", args=[code]), _crumbs(meeting))


def draft_page(request, draft, back_url, crumbs):
    """The paper with its words as edited; nothing of it is kept."""
    form = DraftForm(request.POST or None, draft=draft, today=request.today)
    context = {
        "draft": form.edited(),
        "form": form,
        "back_url": back_url,
        "crumbs": [*crumbs, {"title": draft.name}],
    }
    return render(request, "membership/together/draft.html", context, status=422 if form.errors else 200)


def _meeting(request, code) -> Meeting:
    rows = Meeting.objects.within(request.viewer, "cases.view").select_related("unit", "chair", "recorder")
    return get_object_or_404(rows.prefetch_related("attendances"), code=code)


def _crumbs(meeting) -> list[dict]:
    return [_board(), {"title": str(meeting.on), "url": reverse("meeting_detail", args=[meeting.code])}]


def _board() -> dict:
    return {"title": "发展党员", "url": reverse("case_board")}
