"""漏斗: stages and the months spent in them, by unit and by year; every figure opens its list."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from directory.access import access
from directory.models import Unit
from membership.forms.filters import BoardFilterForm, without
from membership.models import Outcome, Stage
from membership.selectors.funnel import WIDTH, funnel, segments, sentence
from membership.selectors.listing import PASSED
from membership.views.board import cases_under, frame


@access("cases.view")
@require_GET
def case_funnel(request):
    """Cases under way and ended ones alike: the time in a stage is known once it has been left."""
    form = BoardFilterForm(request.GET, viewer=request.viewer)
    rows = form.narrowed(cases_under(request.viewer))
    found = funnel(rows, _tops(request))
    context = frame(request, form, "case_funnel") | {
        "whole": _drawn(request.GET, found.whole, "全部", state="all"),
        "segments": segments(found.whole.standing),
        "width": WIDTH,
        "sentence": sentence(found.whole, request.today),
        "stages": list(Stage),
        "passed": [Stage(stage) for stage in PASSED],
        "units": [_drawn(request.GET, line, unit.short_name, unit=unit.code) for unit, line in found.by_unit()],
        "years": [_drawn(request.GET, line, f"{year}年", applied=year) for year, line in found.by_year()],
        "outcomes": [str(outcome.label) for outcome in Outcome if outcome],
        "endings": [_ended(request.GET, year, counts) for year, counts in sorted(found.endings.items(), reverse=True)],
        "clear_url": reverse("case_funnel"),
        "crumbs": [{"title": "发展党员", "url": reverse("case_board")}, {"title": "漏斗"}],
    }
    return render(request, "membership/case_funnel.html", context, status=200 if form.is_valid() else 422)


def _tops(request) -> list[str]:
    """Below what the lines are counted: the unit of the scope, else the tops of what the viewer may see."""
    code = request.GET.get("unit", "").replace("\0", "")
    if not code:
        return list(request.viewer.paths("cases.view"))
    return list(Unit.objects.within(request.viewer, "cases.view").filter(code=code).values_list("path", flat=True))


def _drawn(given, line, title: str, **where) -> dict:
    """A line of a table: its words and, per figure, the address of the rows behind it."""

    def url(**more):
        return f"{reverse('case_list')}{without(given, **{'state': 'all'} | where | more)}"

    return {
        "title": title,
        "total": (line.total, url()),
        "standing": [(count, url(stage=stage.value, state="open"), stage) for stage, count in line.standing.items()],
        "ended": (line.ended, url(state="ended")),
        "passed": [
            (count, months, url(passed=Stage(stage).value), Stage(stage))
            for stage, (count, months) in line.passed.items()
        ],
    }


def _ended(given, year, counts) -> dict:
    address = reverse("case_list")
    figures = [
        (count, f"{address}{without(given, state='ended', closed=year, outcome=outcome.value)}", outcome.label)
        for outcome in Outcome
        if outcome
        for count in [counts.get(outcome.value, 0)]
    ]
    total = (sum(counts.values()), f"{address}{without(given, state='ended', closed=year)}")
    return {"title": f"{year}年", "total": total, "figures": figures}
