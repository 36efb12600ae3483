"""组织架构: the tree, a unit's page, and the pieces that the two fetch."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from dates.parsing import DateUnreadable, parse_day
from directory.access import access
from directory.models import Duty, DutyKind, School, Status, Unit
from directory.overview import ORGANIZERS, find_units, lines, overview, totals
from directory.panels import unit_panels
from directory.past import member_counts, overview_on, past_on
from directory.tree import tree_on

_RANKS = list(DutyKind.values)
_SYSTEM = (DutyKind.DEPARTMENT_ADMIN, DutyKind.DEPARTMENT_STAFF, DutyKind.AUDITOR, DutyKind.SYSTEM_ADMIN)
_TABS = [("overview", "概况"), ("leaders", "班子"), ("children", "下级组织"), ("changes", "沿革")]


@access("units.view")
@require_GET
def unit_tree(request):
    """The tree on the left, one line per second-level organization on the right; or what a search found."""
    day, complaint = _day(request)
    text = request.GET.get("q", "").replace("\0", "").strip()[:40]
    past = past_on(request.viewer, day) if day != request.today else None
    if text:
        rows = find_units(request.viewer, text)
    else:
        rows = overview_on(request.viewer, day, past) if past else overview(request.viewer)
    context = {
        **_tree_context(request, day, counts=member_counts(past) if past else None),
        "rows": rows,
        "totals": totals(rows) if rows and not text else None,
        "searched": text,
        "complaint": complaint,
        "create_url": reverse("unit_create") if request.viewer.may("units.edit") else "",
        "today": request.today,
        "second_level_word": School.current().second_level_word,
        "reporting_unit": "、".join(dict.fromkeys(grant.unit_name for grant in request.viewer.grants)),
    }
    return render(request, "directory/unit_tree.html", context, status=422 if complaint else 200)


@access("units.view")
@require_GET
def unit_children(request, code):
    """The entries below a unit, for a tree too large to be drawn whole."""
    unit = _visible(request, code)
    day, _ = _day(request)
    nodes = tree_on(request.viewer, day, below=unit, with_closed="closed" in request.GET)
    return render(request, "directory/_unit_nodes.html", {"nodes": nodes})


@access("units.view")
@require_GET
def unit_detail(request, code):
    """A unit's page; every figure opens the list behind it."""
    viewer, unit = request.viewer, _visible(request, code)
    tab = request.GET.get("tab", "overview")
    if tab not in dict(_TABS):
        raise Http404
    below = list(_below(viewer, unit)) if tab == "children" else []
    line, *children = lines(viewer, [unit, *below])
    context = {
        **_tree_context(request, request.today, here=unit),
        "unit": unit,
        "crumbs": unit_crumbs(viewer, unit),
        "tab": tab,
        "tabs": [{"title": title, "url": f"?tab={key}", "current": key == tab} for key, title in _TABS],
        "counters": _counters(viewer, line),
        **_tab_context(viewer, unit, tab, children),
        **_acts(viewer, unit),
    }
    return render(request, "directory/unit_detail.html", context)


def unit_crumbs(viewer, unit, last: str = "") -> list[dict]:
    """The way down the tree, as far as the viewer sees it."""
    above = Unit.objects.visible_to(viewer).filter(pk__in=unit.path.rstrip("/").split("/")).order_by("path")
    crumbs = [{"title": "组织架构", "url": reverse("unit_tree")}]
    crumbs += [{"title": one.short_name, "url": reverse("unit_detail", args=[one.code])} for one in above]
    return [*crumbs, {"title": last}] if last else crumbs


def _visible(request, code):
    return get_object_or_404(Unit.objects.visible_to(request.viewer).select_related("parent"), code=code)


def _day(request):
    """The day the tree is asked for, and the sentence when it can't be read."""
    try:
        return parse_day(request.GET.get("on", ""), request.today) or request.today, ""
    except DateUnreadable as error:
        return request.today, str(error)


def _tree_context(request, day, here=None, counts=None) -> dict:
    with_closed = "closed" in request.GET or bool(here and here.closed_on)
    return {
        "nodes": tree_on(request.viewer, day, here=here, with_closed=with_closed, counts=counts),
        "as_of": day if day != request.today else None,
        "with_closed": with_closed,
    }


def _counters(viewer, line) -> list[dict]:
    """Figures of the unit with everything below it; without the right to the list, a figure opens the unit's page."""
    here = reverse("unit_detail", args=[line.unit.code])
    people = f"{reverse('person_list')}?unit={line.unit.code}" if viewer.may_on("people.list", line.unit) else ""
    return [
        {
            "label": "党员",
            "figure": line.members,
            "hint": f"教工 {line.staff} · 学生 {line.students}",
            "url": f"{people}&status=members" if people else here,
        },
        {
            "label": "预备党员",
            "figure": line.tally.count((Status.PROBATIONARY,)),
            "url": f"{people}&status=probationary" if people else here,
        },
        {"label": "党支部", "figure": line.branches, "url": f"{here}?tab=children"},
        {"label": "组织员", "figure": line.organizers, "url": f"{here}?tab=leaders"},
    ]


def _tab_context(viewer, unit, tab, children) -> dict:
    if tab == "children":
        return {"children": _children(viewer, unit, children)}
    if tab == "changes":
        placements = unit.placements.select_related("parent").order_by("-from_on")
        return {"names": unit.names.order_by("-from_on"), "placements": placements}
    leaders = {"duties": _leaders(viewer, unit)}
    if tab == "leaders":
        return leaders | {"former": _former(viewer, unit), "organizers": _organizers(viewer, unit)}
    return leaders | {"panels": unit_panels(viewer, unit)}


def _below(viewer, unit):
    return Unit.objects.visible_to(viewer).open_on(viewer.on).filter(parent=unit).order_by("position", "code")


def _children(viewer, unit, rows):
    secretaries = dict(
        Duty.objects.visible_to(viewer)
        .on(viewer.on)
        .filter(unit__parent=unit, kind=DutyKind.SECRETARY)
        .values_list("unit", "person__name")
    )
    return [
        {"unit": row.unit, "url": row.url, "members": row.members, "secretary": secretaries.get(row.unit.pk)}
        for row in rows
    ]


def _duties(viewer):
    """Names are shown to those who may see people; offices of the system itself are no leadership."""
    return Duty.objects.visible_to(viewer).select_related("person", "unit").exclude(kind__in=_SYSTEM)


def _leaders(viewer, unit):
    return sorted(_duties(viewer).on(viewer.on).filter(unit=unit).exclude(kind__in=ORGANIZERS), key=_rank)


def _former(viewer, unit):
    return _duties(viewer).filter(unit=unit, to_on__lt=viewer.on).order_by("-to_on", "-pk")[:50]


def _organizers(viewer, unit):
    held = _duties(viewer).on(viewer.on).filter(unit__path__startswith=unit.path, kind__in=ORGANIZERS)
    return held.order_by("unit__code", "kind", "from_on")


def _rank(duty):
    return _RANKS.index(duty.kind), duty.from_on


def _acts(viewer, unit) -> dict:
    """Addresses of what the viewer may do here; absent without the right, and on a closed unit."""
    people = {"people_url": f"{reverse('person_list')}?unit={unit.code}"} if viewer.may_on("people.list", unit) else {}
    if not unit.closed_on and viewer.may_on("duties.edit", unit):
        people["duty_create_url"] = reverse("duty_create", args=[unit.code])
    if unit.closed_on or not viewer.may_on("units.edit", unit):
        return people
    acts = {f"{act}_url": reverse(f"unit_{act}", args=[unit.code]) for act in ("update", "rename", "close")}
    if unit.parent_id:
        acts["move_url"] = reverse("unit_move", args=[unit.code])
    return people | acts | {"create_child_url": f"{reverse('unit_create')}?parent={unit.code}"}
