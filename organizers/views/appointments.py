"""登记任职, with what the rule will say before anybody clicks, and 办理离任."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from dates.partial import PartialDate
from directory.access import access
from directory.models import Unit
from directory.refusals import Refused
from organizers.forms import AppointmentForm, EndForm
from organizers.models import Kind
from organizers.rules.appointing import Period
from organizers.selectors import staffing_row
from organizers.services import appoint, checks_of, end_appointment
from organizers.views.acts import act_page, appointment_of, crumbs_of, form_page, refuse


@access("organizers.edit")
@require_http_methods(["GET", "POST"])
def appointment_create(request):
    """新增任职: the rights begin with it. The button 核对 shows the checklist and saves nothing."""
    form = AppointmentForm(request.POST or None, viewer=request.viewer, initial=_initial(request))
    checked = {}
    if request.method == "POST":
        is_valid, checked = form.is_valid(), _checked(request, form)
        if is_valid and "check" not in request.POST:
            try:
                appointment = appoint(**form.act(), today=request.today, by=request.user)
            except Refused as refused:
                refuse(form, refused)
            else:
                messages.success(request, f"已登记 {appointment.person.name} 任{appointment.unit.short_name}组织员。")
                return redirect(_next(appointment))
    crumbs = [{"title": "组织员花名册", "url": reverse("organizer_list")}, {"title": "新增任职"}]
    more = {"check_url": reverse("appointment_check"), **checked}
    return form_page(request, form, "新增任职", crumbs, reverse("organizer_list"), groups=GROUPS, **more)


@access("organizers.edit")
@require_POST
def appointment_check(request):
    """任职条件核对 while typing: the checklist alone, nothing is saved."""
    form = AppointmentForm(request.POST, viewer=request.viewer)
    form.is_valid()
    return render(request, "organizers/_checklist.html", _checked(request, form) | {"is_asked_for": True})


@access("organizers.edit")
@require_http_methods(["GET", "POST"])
def appointment_end(request, roster_no, pk):
    """办理离任: the day typed is the last one; rights are gone the day after."""
    appointment = appointment_of(request, roster_no, pk, "organizers.edit")
    person = appointment.person

    def again(record, data=None):
        return EndForm(data, viewer=request.viewer, appointment=record)

    def act(given):
        end_appointment(
            appointment=appointment,
            period=Period(appointment.period.from_on, PartialDate(given["to_on"])),
            today=request.today,
            by=request.user,
            version=given["version"],
            reason=given["reason"],
        )

    return act_page(
        request,
        again(appointment, request.POST or None),
        "办理离任",
        crumbs_of(person, "办理离任"),
        reverse("organizer_detail", args=[roster_no]),
        act,
        f"已办理 {person.name} 离任。",
        shown=lambda record: {"to_on": record.to_on},
        again=again,
        form_note=f"{appointment.unit.full_name}　{appointment.get_kind_display()}组织员，{appointment.period}",
    )


GROUPS = [
    ("任职", ["roster_no", "unit", "kind", "rank", "from_on", "to_on"]),
    ("任职条件", ["is_established", "source", "health_stated", "opinions", "seat", "is_promoted"]),
    ("动议与决定", ["proposed_on", "talked_on", "decided_on"]),
    ("例外", ["excepted", "exception_reason", "exception_approver", "exception_on"]),
    ("名册信息", ["year", "establishment", "post", "title", "note"]),
    ("依据", ["basis", "is_history", "reason"]),
]


def _initial(request) -> dict:
    """A page that leads here may name the person or the unit."""
    unit = Unit.objects.within(request.viewer, "organizers.edit").filter(code=request.GET.get("unit", "")).first()
    return {"roster_no": request.GET.get("person", ""), "unit": unit, "year": request.today.year}


def _checked(request, form) -> dict:
    """The checklist, and the unit's posts on the first day, as far as what is typed tells; empty before that."""
    given = form.cleaned_data
    person, unit, from_on = getattr(form, "person", None), given.get("unit"), given.get("from_on")
    if not (person and unit and from_on and given.get("kind") and not form.errors):
        return {}
    act = form.act()
    checks = checks_of(person, unit, Kind(act["kind"]), act["period"], act["rank"], act["nominated"])
    return {
        "checks": checks,
        "checked_person": person,
        "is_history": act["nominated"].is_history,
        "excepted": {each.rule for each in act["nominated"].excepted},
        "staffing": staffing_row(request.viewer, request.today, unit.code),
        "was_checked": True,
    }


def _next(appointment) -> str:
    """Where a filing is due, its page comes next; else the organizer's."""
    if getattr(appointment, "filing", None):
        return reverse("filing_detail", args=[appointment.person.roster_no, appointment.pk])
    return reverse("organizer_detail", args=[appointment.person.roster_no])
