"""配备达标: what is asked of each second-level organization, what is there, and the conclusion with its clause."""

import datetime as dt
from collections import Counter
from urllib.parse import urlencode

from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from audit.events import record_event
from audit.models import EventKind
from dates.arithmetic import add_years
from dates.parsing import DateUnreadable, parse_day
from directory.access import access
from directory.workbooks import reporting_unit, workbook
from organizers.models import Filing, Kind
from organizers.rosters import write_staffing
from organizers.rules.staffing import extra_post_allowed
from organizers.rules.verdicts import State
from organizers.selectors import current_lines, roster_below, staffing_row, staffing_rows, staffing_trend
from organizers.selectors.filings import below
from policy.presets import DOCUMENTS, read_preset
from policy.reading import version_on

_BY_NEED = (State.GAP, State.OVER, State.TO_CONFIRM, State.MET, State.NOT_ASKED)
# The trend looks back so many years.
TREND_YEARS = 4


@access("organizers.view")
@require_GET
def staffing_list(request):
    """The matrix for today or another day, under the rules of that day or a preset, in the tree's order or by need."""
    day, complaint = _day(request)
    below, preset = request.GET.get("unit", ""), _preset(request)
    by_gap = request.GET.get("sort") == "gap"
    rows = _sorted(staffing_rows(request.viewer, day, below, preset), by_gap)
    context = {
        "rows": rows,
        "counts": _counts(rows),
        "day": day,
        "complaint": complaint,
        "by_gap": by_gap,
        "preset": preset,
        "presets": [(code, read_preset(code).document.citation) for code in DOCUMENTS],
        "policy_version": None if preset else version_on(day).first(),
        "today": request.today,
        "may_edit": request.viewer.may("organizers.edit") and not preset,
        "export_url": _export_url(request) if request.viewer.may("organizers.export") else "",
        "crumbs": [{"title": "组织员队伍", "url": reverse("organizer_list")}, {"title": "配备达标"}],
        "reporting_unit": reporting_unit(request.viewer, below, "organizers.view"),
    }
    return render(request, "organizers/staffing_list.html", context, status=422 if complaint else 200)


@access("organizers.view")
@require_GET
def staffing_detail(request, code):
    """One unit, rule by rule: asked, held, verdict, clause and sum; and the same day of earlier years."""
    day, complaint = _day(request)
    preset = _preset(request)
    row = staffing_row(request.viewer, day, code, preset)
    if row is None:
        raise Http404
    days = [add_years(day, -back) for back in range(TREND_YEARS, 0, -1)]
    trend = staffing_trend(row.unit, [each for each in days if each >= row.unit.established_on] + [day])
    context = {
        "row": row,
        "trend": trend,
        "trend_words": _trend_words(trend, row),
        "day": day,
        "complaint": complaint,
        "preset": preset,
        "presets": [(each, read_preset(each).document.citation) for each in DOCUMENTS],
        "create_url": f"{reverse('appointment_create')}?unit={code}" if _may_fill(request, row, preset) else "",
        "crumbs": [
            {"title": "组织员队伍", "url": reverse("organizer_list")},
            {"title": "配备达标", "url": reverse("staffing_list")},
            {"title": row.unit.short_name},
        ],
        "today": request.today,
    }
    return render(request, "organizers/staffing_detail.html", context, status=422 if complaint else 200)


@access("organizers.export")
@require_GET
def staffing_export(request):
    """The matrix as a workbook: the same rows in the same order, with clause and sum."""
    day, _ = _day(request)
    below, preset = request.GET.get("unit", ""), _preset(request)
    rows = _sorted(staffing_rows(request.viewer, day, below, preset), request.GET.get("sort") == "gap")
    allowed = request.viewer.paths("organizers.export")
    rows = [row for row in rows if any(row.unit.path.startswith(path) for path in allowed)]
    conditions = {"截至日期": str(day)} | ({"按预设": preset} if preset else {})
    with transaction.atomic():
        event = record_event(
            EventKind.EXPORT,
            by=request.user,
            subject="配备达标",
            request=request,
            conditions=conditions,
            rows=len(rows),
        )
        file = write_staffing(
            rows,
            day=day,
            number=f"DC-{event.pk}",
            by=str(request.user),
            at=timezone.localtime(event.at),
            unit=reporting_unit(request.viewer, below, "organizers.export"),
            basis=read_preset(preset).document.citation if preset else "本校制度",
        )
    return workbook(file, f"配备达标-DC-{event.pk}.xlsx")


@access("organizers.view")
@require_GET
def staffing_summary(request):
    """The panel on the workbench: how many units lack somebody, and whose rotation is near."""
    viewer, today, code = request.viewer, request.today, request.GET.get("unit", "")
    announced = (State.AHEAD, State.SOON, State.REACHED)
    near = [line for line in current_lines(viewer, today, code) if line.rotation.state in announced]
    kinds = Counter(roster_below(viewer, code).on(today).order_by().values_list("kind", flat=True))
    context = {
        "counts": _counts(staffing_rows(viewer, today, code)),
        "kinds": [
            {"title": kind.label, "count": kinds[kind], "url": f"{reverse('organizer_list')}?kind={kind}{_scope(code)}"}
            for kind in Kind
        ],
        "gaps_url": f"{reverse('staffing_list')}?sort=gap{_scope(code)}",
        "to_file": _to_file(viewer, today, code),
        "to_file_url": f"{reverse('filing_list')}?state=to_file{_scope(code)}",
        "near": near[:5],
        "others_near": near[5:],
        "near_count": len(near),
    }
    return render(request, "organizers/_staffing_summary.html", context)


def _scope(code) -> str:
    return f"&{urlencode({'unit': code})}" if code else ""


def _to_file(viewer, today, code) -> int | None:
    """待备案: what the department has to receive or file; None for whoever does not."""
    if not viewer.may("organizers.receive"):
        return None
    return below(Filing.objects.visible_to(viewer).in_state("to_file", today), viewer, code).count()


def _sorted(rows, by_gap):
    if by_gap:
        rows.sort(key=lambda row: (_BY_NEED.index(row.verdict.state), -row.verdict.gap, -row.verdict.surplus))
    return rows


def _counts(rows) -> dict:
    asked = [row for row in rows if row.verdict.state is not State.NOT_ASKED]
    return {
        "asked": len(asked),
        "gaps": sum(row.verdict.gap for row in asked),
        "short": sum(row.verdict.gap > 0 for row in asked),
        "over": sum(row.verdict.surplus for row in asked),
        "to_confirm": sum(row.verdict.state is State.TO_CONFIRM for row in asked),
        "extra": sum(extra_post_allowed(row.members, row.policy) for row in asked),
        "conflicts": sum(bool(row.conflicts) for row in asked),
    }


def _trend_words(trend, row) -> str:
    """“党员 198 人，距 200 人还差 2 人；与 2022-11-20 相比增加 12 人”."""
    last, first = trend[-1], trend[0]
    limit = row.policy.section_rank_from
    parts = [f"党员 {last.members} 人"]
    if limit.is_asked:
        lacking = limit.value - last.members
        parts.append(f"距 {limit.value} 人还差 {lacking} 人" if lacking > 0 else f"已达 {limit.value} 人")
    change = last.members - first.members
    words = f"增加 {change} 人" if change > 0 else f"减少 {-change} 人" if change < 0 else "没有增减"
    return "，".join(parts) + (f"；与 {first.on} 相比{words}" if first is not last else "")


def _may_fill(request, row, preset) -> bool:
    return row.verdict.is_gap and not preset and request.viewer.may_on("organizers.edit", row.unit)


def _preset(request) -> str:
    code = request.GET.get("preset", "")
    return code if code in DOCUMENTS else ""


def _export_url(request) -> str:
    given = request.GET.urlencode()
    return f"{reverse('staffing_export')}?{given}" if given else reverse("staffing_export")


def _day(request) -> tuple[dt.date, str]:
    try:
        return parse_day(request.GET.get("on", ""), request.today) or request.today, ""
    except DateUnreadable as error:
        return request.today, str(error)
