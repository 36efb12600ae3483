"""单位排行: the whole of it, and the worst of it as a panel of the workbench."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from desk.ranking import ranking
from desk.scope import chosen_unit
from directory.access import access

# So many units stand in the panel.
SHOWN = 8


@access("reminders.oversee")
@require_safe
def unit_ranking(request):
    """Every unit directly below that has something to settle."""
    context = {
        "places": ranking(request.viewer, chosen_unit(request)),
        "today": request.viewer.on,
        "crumbs": [{"title": "单位排行"}],
    }
    return render(request, "desk/unit_ranking.html", context)


@access("reminders.oversee")
@require_safe
def ranking_summary(request):
    """Those that are late, as far as the panel holds them."""
    late = [place for place in ranking(request.viewer, chosen_unit(request)) if place.late]
    return render(request, "desk/_ranking_summary.html", {"places": late[:SHOWN], "more": len(late) - SHOWN})
