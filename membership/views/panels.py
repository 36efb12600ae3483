"""Fragments that the pages of a unit and of a person and the workbench fetch; opened by hand they lead to the board."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from directory.access import access
from directory.models import Person, Unit
from membership.forms.filters import ready_for
from membership.models import Case
from membership.selectors.board import figures
from membership.selectors.listing import case_lines
from membership.views.board import cases_under


@access("cases.view")
@require_GET
def unit_cases(request, code):
    """The five stages of a unit and everything below it."""
    unit = get_object_or_404(Unit.objects.within(request.viewer, "cases.view"), code=code)
    return _stages(request, unit)


@access("cases.view")
@require_GET
def case_summary(request):
    """The five stages of the viewer's own scope, for the workbench."""
    code = request.GET.get("unit", "").replace("\0", "")
    unit = get_object_or_404(Unit.objects.within(request.viewer, "cases.view"), code=code) if code else None
    return _stages(request, unit)


@access("cases.accompany")
@require_GET
def person_cases(request, roster_no):
    """A person's cases, as far as the viewer sees them; for most people there are none."""
    person = get_object_or_404(Person.objects.visible_to(request.viewer), roster_no=roster_no)
    cases = Case.objects.visible_to(request.viewer).filter(person=person).select_related("person", "unit__parent")
    lines = case_lines(cases, request.today)
    if not request.htmx:
        return redirect("case_detail", lines[0].case.code) if lines else redirect("person_detail", roster_no)
    return render(request, "membership/_person_panel.html", {"lines": lines})


def _stages(request, unit):
    words = f"?unit={unit.code}" if unit else ""
    if not request.htmx:
        return redirect(f"{reverse('case_board')}{words}")
    rows = cases_under(request.viewer).in_progress()
    rows = rows.filter(unit__in=Unit.objects.filter(path__startswith=unit.path).values("pk")) if unit else rows
    address = f"{reverse('case_list')}{words or '?'}{'&' if words else ''}"
    stages = [
        {
            "title": str(stage.label),
            "total": total,
            "late": late,
            "soon": soon,
            "url": f"{address}stage={stage.value}",
            "late_url": f"{address}stage={stage.value}&lamp=late",
            "soon_url": f"{address}stage={stage.value}&lamp=soon",
        }
        for stage, (total, late, soon) in figures(rows, request.today).items()
    ]
    ready = rows.filter(ready_for(request.viewer)).count()
    context = {
        "ready": ready,
        "ready_url": f"{address}mark=ready",
        "stages": stages,
        "board_url": f"{reverse('case_board')}{words}",
        "is_panel": unit is not None,
    }
    return render(request, "membership/_stages_panel.html", context)
