"""Meetings that were held: the list; of one the votes on each, who came; drafts of its minutes and resolutions."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from branches.models import Item, Meeting
from directory.access import access
from membership.forms.drafts import DraftForm
from membership.forms.gatherings import MeetingFilterForm
from membership.models import Case, StepRecord
from membership.together.paper import absent_of, beside_words, minutes_of, resolution_of, voted

PAGE_SIZE = 50


@access("cases.view")
@require_GET
def meeting_list(request):
    """会议: the latest first, those that were voided among them."""
    form = MeetingFilterForm(request.GET, viewer=request.viewer)
    items = Prefetch("items", Item.objects.standing().select_related("person").order_by("position"))
    rows = form.narrowed(Meeting.objects.visible_to(request.viewer))
    rows = rows.select_related("unit__parent").prefetch_related(items)
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "filter_form": form,
        "chosen": form.chosen(),
        "clear_url": reverse("meeting_list"),
        "create_url": reverse("together_list") if request.viewer.may("cases.record") else "",
        "crumbs": [{"title": "发展党员", "url": reverse("case_board")}, {"title": "会议"}],
    }
    return render(request, "membership/together/meeting_list.html", context, status=200 if form.is_valid() else 422)


@access("cases.view")
@require_GET
def meeting_detail(request, code):
    """The meeting with what came of each item, and the case that rests on it."""
    meeting = meeting_of(request, code)
    rows, items = list(meeting.attendances.all()), voted(meeting)
    mine = Case.objects.visible_to(request.viewer)
    resting = StepRecord.objects.standing().filter(item__in=[item.pk for item, _ in items], case__in=mine)
    records = {record.item_id: record for record in resting.select_related("case")}
    context = {
        "meeting": meeting,
        "items": [(item, outcome, records.get(item.pk)) for item, outcome in items],
        "voided": list(meeting.items.filter(voided_at__isnull=False)),
        "absent": absent_of(rows),
        "beside": beside_words(rows),
        "wrote": [row for row in rows if row.wrote_opinion],
        "excluded": [row for row in rows if row.exclusion],
        "may_change": not meeting.voided_at and request.viewer.may_on("cases.record", meeting.unit),
        "crumbs": [*_crumbs(), {"title": str(meeting.on)}],
    }
    return render(request, "membership/together/meeting_detail.html", context)


@access("cases.view")
@require_http_methods(["GET", "POST"])
def meeting_draft(request, code):
    """会议记录; of a meeting that was voided there is none."""
    meeting = meeting_of(request, code)
    if meeting.voided_at:
        raise Http404
    return draft_page(request, minutes_of(meeting), reverse("meeting_detail", args=[code]), crumbs_of(meeting))


@access("cases.view")
@require_http_methods(["GET", "POST"])
def item_draft(request, code, position):
    """支部大会决议, of one person."""
    meeting = meeting_of(request, code)
    if meeting.voided_at:
        raise Http404
    found = next(((item, outcome) for item, outcome in voted(meeting) if item.position == position and outcome), None)
    draft = resolution_of(*found) if found else None
    if draft is None:
        raise Http404
    return draft_page(request, draft, reverse("meeting_detail", args=[code]), crumbs_of(meeting))


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


def meeting_of(request, code) -> Meeting:
    """The meeting as far as the viewer sees it; else 404."""
    rows = Meeting.objects.visible_to(request.viewer).select_related("unit", "chair", "recorder")
    return get_object_or_404(rows.prefetch_related("attendances"), code=code)


def crumbs_of(meeting) -> list[dict]:
    return [*_crumbs(), {"title": str(meeting.on), "url": reverse("meeting_detail", args=[meeting.code])}]


def _crumbs() -> list[dict]:
    return [{"title": "发展党员", "url": reverse("case_board")}, {"title": "会议", "url": reverse("meeting_list")}]
