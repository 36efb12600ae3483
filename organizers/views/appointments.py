"""登记任职 and 办理离任."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dates.partial import PartialDate
from directory.access import access
from directory.forms.conflicts import conflict_of
from directory.models import Unit
from directory.refusals import ChangedMeanwhile, Refused
from organizers.forms import AppointmentForm, EndForm
from organizers.models import Appointment
from organizers.rules.appointing import Period
from organizers.services import appoint, end_appointment
from organizers.views.details import organizer_crumbs


@access("organizers.edit")
@require_http_methods(["GET", "POST"])
def appointment_create(request):
    """新增任职: the rights begin with it."""
    form = AppointmentForm(request.POST or None, viewer=request.viewer, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            appointment = appoint(**form.act(), today=request.today, by=request.user)
        except Refused as refused:
            _refuse(form, refused)
        else:
            messages.success(request, f"已登记 {appointment.person.name} 任{appointment.unit.short_name}组织员。")
            return redirect("organizer_detail", appointment.person.roster_no)
    crumbs = [{"title": "组织员花名册", "url": reverse("organizer_list")}, {"title": "新增任职"}]
    return _form_page(request, form, "新增任职", crumbs, reverse("organizer_list"), groups=_GROUPS)


@access("organizers.edit")
@require_http_methods(["GET", "POST"])
def appointment_end(request, roster_no, pk):
    """办理离任: the day typed is the last one; rights are gone the day after."""
    editable = Appointment.objects.visible_to(request.viewer) & Appointment.objects.editable_by(request.viewer)
    appointment = get_object_or_404(editable.select_related("person", "unit"), pk=pk, person__roster_no=roster_no)
    form = EndForm(request.POST or None, viewer=request.viewer, appointment=appointment)
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            _end(request, appointment, form.cleaned_data)
        except Refused as refused:
            _refuse(form, refused)
        except ChangedMeanwhile as changed:
            conflict, form = _conflict(request, form, changed)
        else:
            messages.success(
                request, f"已办理 {appointment.person.name} 离任，{form.cleaned_data['to_on']} 为最后一天。"
            )
            return redirect("organizer_detail", roster_no)
    crumbs, back = organizer_crumbs(appointment.person, "办理离任"), reverse("organizer_detail", args=[roster_no])
    note = f"{appointment.unit.full_name}　{appointment.get_kind_display()}组织员，{appointment.period}"
    return _form_page(request, form, "办理离任", crumbs, back, conflict=conflict, form_note=note)


_GROUPS = [
    ("任职", ["roster_no", "unit", "kind", "rank", "from_on", "to_on"]),
    ("名册信息", ["year", "establishment", "post", "title", "note"]),
    ("依据", ["basis", "reason"]),
]


def _initial(request) -> dict:
    """A page that leads here may name the person or the unit."""
    unit = Unit.objects.within(request.viewer, "organizers.edit").filter(code=request.GET.get("unit", "")).first()
    return {"roster_no": request.GET.get("person", ""), "unit": unit, "year": request.today.year}


def _end(request, appointment, given):
    period = Period(appointment.period.from_on, PartialDate(given["to_on"]))
    end_appointment(
        appointment=appointment,
        period=period,
        today=request.today,
        by=request.user,
        version=given["version"],
        reason=given["reason"],
    )


def _conflict(request, form, changed):
    """Both values, and the form anew: with what was typed, on the version that stands now."""
    current = changed.current
    conflict = conflict_of(form, changed, lambda record: {"to_on": record.to_on})
    data = request.POST.copy()
    data["version"] = current.version
    again = EndForm(data, viewer=request.viewer, appointment=current)
    again.is_valid()
    return conflict, again


def _refuse(form, refused):
    for refusal in refused.refusals:
        form.add_refusal(refusal)


def _form_page(request, form, heading, crumbs, cancel_url, groups=None, **more):
    status = 409 if more.get("conflict") else 422 if form.is_bound and form.errors else 200
    drawn = [{"title": title, "fields": [form[name] for name in names]} for title, names in groups or []]
    context = {
        "form": form,
        "heading": heading,
        "crumbs": crumbs,
        "cancel_url": cancel_url,
        "form_groups": drawn,
        **more,
    }
    return render(request, "organizers/appointment_form.html", context, status=status)
