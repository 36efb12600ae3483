"""年度发展计划: places of a unit and of those directly below it, used and reserved; allotted in one form."""

from django.contrib import messages
from django.db import transaction
from django.db.models.functions import Length
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from audit.events import record_event
from audit.models import EventKind
from directory.access import access
from directory.models import Unit
from directory.refusals import Refused
from directory.workbooks import workbook
from membership.exports import PLAN, write_plan
from membership.forms.plans import AllotForm
from membership.models import Quota
from membership.quotas import Usage, usages
from membership.services.quotas import allot


@access("cases.view")
@require_GET
def plan_now(request):
    """This year's plan, of the top of what the viewer sees."""
    return _page(request, _top(request), request.today.year)


@access("cases.view")
@require_GET
def plan_list(request, year):
    """That of another year."""
    return _page(request, _top(request), _known(request, year))


@access("cases.view")
@require_http_methods(["GET", "POST"])
def plan_detail(request, year, code):
    """The unit's plan and, row by row, that of the units below it."""
    units = Unit.objects.within(request.viewer, "cases.view").select_related("parent")
    unit = get_object_or_404(units, code=code)
    if request.method == "POST" and not request.viewer.may_on("cases.plan", unit):
        raise Http404
    return _page(request, unit, _known(request, year))


def _top(request) -> Unit:
    units = Unit.objects.within(request.viewer, "cases.view").exclude(kind="group").select_related("parent")
    top = units.order_by(Length("path"), "position", "code").first()
    if top is None:
        raise Http404
    return top


def _known(request, year) -> int:
    if not 1990 <= year <= request.today.year + 5:
        raise Http404
    return year


def _page(request, unit, year):
    below = _below(request, unit)
    quotas = {each.unit_id: each for each in Quota.objects.filter(unit__in=[unit, *below], year=year)}
    form = AllotForm(request.POST or None, units=_asked(unit, below), initial=_initial(quotas))
    if request.method == "POST" and form.is_valid() and _saved(request, form, unit, below, year):
        messages.success(request, "已保存发展计划。")
        return redirect("plan_detail", year, unit.code)
    gone = usages([each.pk for each in (unit, *below)], year)
    context = {
        "unit": unit,
        "year": year,
        "own": _row(unit, quotas, gone, None),
        "lines": [_row(each, quotas, gone, form) for each in below],
        "handed": sum(quotas[each.pk].places for each in below if each.pk in quotas),
        "own_field": form[f"places_{unit.pk}"] if unit.parent_id is None else None,
        "form": form,
        "may": request.viewer.may_on("cases.plan", unit),
        "may_export": request.viewer.may_on("cases.export", unit),
        "years": [year - 1, year, year + 1],
        "crumbs": [{"title": "发展党员", "url": reverse("case_board")}, {"title": f"{year}年发展计划"}],
    }
    return render(request, "membership/plan.html", context, status=422 if form.is_bound and form.errors else 200)


@access("cases.export")
@require_GET
def plan_export(request, year, code):
    """The same lines as a workbook: the unit itself, then those directly below it."""
    seen = Unit.objects.within(request.viewer, "cases.export")
    unit, year = get_object_or_404(seen, code=code), _known(request, year)
    units = [unit, *_below(request, unit)]
    quotas = {each.unit_id: each for each in Quota.objects.filter(unit__in=units, year=year)}
    gone = usages([each.pk for each in units], year)
    with transaction.atomic():
        event = record_event(
            EventKind.EXPORT,
            by=request.user,
            subject=f"{year}年{PLAN}",
            request=request,
            conditions=unit.full_name,
            rows=len(units),
        )
        number = f"DC-{event.pk}"
        content = write_plan(
            [_row(each, quotas, gone, None) for each in units],
            year=year,
            on=request.today,
            number=number,
            by=str(request.user),
            unit=unit.full_name,
        )
    return workbook(content, f"{year}年{PLAN}-{number}.xlsx")


def _below(request, unit) -> list[Unit]:
    return list(
        Unit.objects.filter(parent=unit).open_on(request.today).exclude(kind="group").order_by("position", "code")
    )


def _asked(unit, below) -> list[Unit]:
    """The school's own number is typed here too: nothing in the system stands above it."""
    return [unit, *below] if unit.parent_id is None else below


def _initial(quotas) -> dict:
    return {f"places_{key}": quota.places for key, quota in quotas.items()}


def _saved(request, form, unit, below, year) -> bool:
    given = form.cleaned_data
    places = {each: given[f"places_{each.pk}"] for each in _asked(unit, below)}
    try:
        allot(above=unit, year=year, places=places, by=request.viewer, document=given["document"])
    except Refused as refused:
        for refusal in refused.refusals:
            form.add_refusal(refusal)
        return False
    return True


def _row(unit, quotas, gone, form) -> dict:
    quota, usage = quotas.get(unit.pk), gone.get(unit.pk, Usage())
    return {
        "unit": unit,
        "document": quota.document if quota else "",
        "places": quota.places if quota else None,
        "usage": usage,
        "left": quota.places - usage.taken if quota else None,
        "field": form[f"places_{unit.pk}"] if form else None,
    }
