"""配备达标: what is asked of each second-level organization, what is there, and the conclusion with its clause."""

from collections import Counter

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from dates.parsing import DateUnreadable, parse_day
from directory.access import access
from organizers.models import Appointment, Kind
from organizers.rules.verdicts import State
from organizers.selectors import current_lines, staffing_rows
from organizers.views.roster import reporting_unit

_BY_NEED = (State.GAP, State.TO_CONFIRM, State.MET, State.NOT_ASKED)


@access("organizers.view")
@require_GET
def staffing_list(request):
    """The matrix for today or another day, in the tree's order or with the gaps first."""
    day, complaint = _day(request)
    below = request.GET.get("unit", "")
    by_gap = request.GET.get("sort") == "gap"
    rows = staffing_rows(request.viewer, day, below)
    if by_gap:
        rows.sort(key=lambda row: (_BY_NEED.index(row.verdict.state), -row.verdict.gap))
    context = {
        "rows": rows,
        "counts": _counts(rows),
        "day": day,
        "complaint": complaint,
        "by_gap": by_gap,
        "today": request.today,
        "may_edit": request.viewer.may("organizers.edit"),
        "crumbs": [{"title": "组织员队伍", "url": reverse("organizer_list")}, {"title": "配备达标"}],
        "reporting_unit": reporting_unit(request.viewer, below, "organizers.view"),
    }
    return render(request, "organizers/staffing_list.html", context, status=422 if complaint else 200)


@access("organizers.view")
@require_GET
def staffing_summary(request):
    """The panel on the workbench: how many units lack somebody, and whose rotation is near."""
    viewer, today = request.viewer, request.today
    rows = staffing_rows(viewer, today, request.GET.get("unit", ""))
    near = [line for line in current_lines(viewer, today) if line.rotation.state in (State.SOON, State.REACHED)]
    kinds = Counter(Appointment.objects.visible_to(viewer).on(today).order_by().values_list("kind", flat=True))
    context = {
        "counts": _counts(rows),
        "full_time": kinds[Kind.FULL_TIME],
        "part_time": kinds[Kind.PART_TIME],
        "near": near[:5],
        "near_count": len(near),
    }
    return render(request, "organizers/_staffing_summary.html", context)


def _counts(rows) -> dict:
    asked = [row for row in rows if row.verdict.state is not State.NOT_ASKED]
    return {
        "asked": len(asked),
        "gaps": sum(row.verdict.gap for row in asked),
        "short": sum(row.verdict.is_gap for row in asked),
        "to_confirm": sum(row.verdict.state is State.TO_CONFIRM for row in asked),
    }


def _day(request):
    try:
        return parse_day(request.GET.get("on", ""), request.today) or request.today, ""
    except DateUnreadable as error:
        return request.today, str(error)
