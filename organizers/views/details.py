"""组织员详情: the appointments of one person, and when rotation is due."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from directory.access import access
from directory.permissions import Sensitivity
from organizers.selectors import roster, roster_lines


@access("organizers.view")
@require_GET
def organizer_detail(request, roster_no):
    """Appointments in units outside the viewer's scope are not shown; without any inside it, there is no page."""
    viewer = request.viewer
    rows = roster(viewer).filter(person__roster_no=roster_no).order_by("-from_on", "-pk")
    lines = roster_lines(rows, request.today)
    if not lines:
        raise Http404
    person = lines[0].appointment.person
    current = [line for line in lines if line.appointment.holds_on(request.today)]
    context = {
        "person": person,
        "lines": [{"line": line, "end_url": _end_url(viewer, line.appointment, request.today)} for line in lines],
        "current": current,
        "shows_personal": viewer.sensitivity >= Sensitivity.S2,
        "person_url": reverse("person_detail", args=[roster_no]) if viewer.may_on("people.view", person.unit) else "",
        "create_url": _create_url(viewer, roster_no),
        "crumbs": organizer_crumbs(person),
        "today": request.today,
    }
    return render(request, "organizers/organizer_detail.html", context)


def organizer_crumbs(person, last: str = "") -> list[dict]:
    """The way to an organizer's page, and on to a form below it."""
    crumbs = [
        {"title": "组织员花名册", "url": reverse("organizer_list")},
        {"title": person.name, "url": reverse("organizer_detail", args=[person.roster_no])},
    ]
    return [*crumbs, {"title": last}] if last else crumbs


def _end_url(viewer, appointment, today) -> str:
    """Absent without the right, and once it is over."""
    is_over = appointment.to_on is not None and appointment.to_on < today
    if is_over or not viewer.may_on("organizers.edit", appointment.unit):
        return ""
    return reverse("appointment_end", args=[appointment.person.roster_no, appointment.pk])


def _create_url(viewer, roster_no) -> str:
    return f"{reverse('appointment_create')}?person={roster_no}" if viewer.may("organizers.edit") else ""
