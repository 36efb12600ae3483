"""Fragments that the pages of a unit and of a person fetch; opened by hand they lead to the list and the page."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from directory.access import access
from directory.models import Person, Unit
from organizers.rules.verdicts import State
from organizers.selectors import in_order, roster, roster_lines, staffing_rows


@access("organizers.view")
@require_GET
def unit_organizers(request, code):
    """Who serves a unit and everything below it, and whether it has as many as it should."""
    unit = get_object_or_404(Unit.objects.within(request.viewer, "organizers.view"), code=code)
    address = f"{reverse('organizer_list')}?unit={unit.code}"
    if not request.htmx:
        return redirect(address)
    rows = roster(request.viewer).filter(unit__path__startswith=unit.path).on(request.today)
    judged = [row for row in staffing_rows(request.viewer, request.today, code) if row.unit.pk == unit.pk]
    context = {
        "lines": roster_lines(in_order(rows, "pinyin")[:20], request.today),
        "row": next((row for row in judged if row.verdict.state is not State.NOT_ASKED), None),
        "list_url": address,
    }
    return render(request, "organizers/_unit_panel.html", context)


@access("organizers.view")
@require_GET
def person_appointments(request, roster_no):
    """A person's appointments as organizer, as far as the viewer sees them; for most people there are none."""
    get_object_or_404(Person.objects.visible_to(request.viewer), roster_no=roster_no)
    if not request.htmx:
        return redirect("organizer_detail", roster_no)
    rows = roster(request.viewer).filter(person__roster_no=roster_no).order_by("-from_on", "-pk")
    context = {"lines": roster_lines(rows, request.today), "roster_no": roster_no}
    return render(request, "organizers/_person_panel.html", context)
