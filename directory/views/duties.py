"""登记任职 and 办理离任, from the page of a unit or of a person: the duty gives the rights, nothing else does."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from directory.access import access
from directory.forms.duties import DutyEndForm, DutyForm
from directory.models import Duty, Person, Unit
from directory.refusals import ChangedMeanwhile, Refused
from directory.services.duties import assign_duty, end_duty
from directory.views.people import person_crumbs
from directory.views.units import unit_crumbs


@access("duties.edit")
@require_http_methods(["GET", "POST"])
def duty_create(request, code):
    """登记任职 from a unit's page."""
    unit = get_object_or_404(Unit.objects.within(request.viewer, "duties.edit"), code=code)
    back = f"{reverse('unit_detail', args=[code])}?tab=leaders"
    return _create(request, {"unit": unit}, unit_crumbs(request.viewer, unit, "登记任职"), back)


@access("duties.edit")
@require_http_methods(["GET", "POST"])
def person_duty_create(request, roster_no):
    """登记任职 from a person's page."""
    person = get_object_or_404(Person.objects.within(request.viewer, "duties.edit"), roster_no=roster_no)
    back = reverse("person_detail", args=[roster_no])
    initial = {"roster_no": roster_no, "unit": person.unit}
    return _create(request, initial, person_crumbs(request.viewer, person, "登记任职"), back)


@access("duties.edit")
@require_http_methods(["GET", "POST"])
def duty_end(request, pk):
    """办理离任; an organizer's is ended with his appointment, on the organizers' pages."""
    duty = get_object_or_404(Duty.objects.editable_by(request.viewer).select_related("person", "unit"), pk=pk)
    if duty.is_organizers:
        raise Http404
    form = DutyEndForm(request.POST or None, today=request.today, duty=duty)
    if form.is_bound and form.is_valid() and _ended(request, form, duty):
        return redirect("person_detail", duty.person.roster_no)
    context = {
        "form": form,
        "heading": "办理离任",
        "form_note": f"{duty.person.name}，{duty.unit.full_name} {duty.get_kind_display()}，{duty.from_on} 起",
        "crumbs": person_crumbs(request.viewer, duty.person, "办理离任"),
        "cancel_url": reverse("person_detail", args=[duty.person.roster_no]),
    }
    return render(request, "directory/person_form.html", context, status=422 if form.errors else 200)


def _create(request, initial, crumbs, back):
    form = DutyForm(request.POST or None, viewer=request.viewer, initial=initial)
    if form.is_bound and form.is_valid() and _assigned(request, form):
        return redirect(back)
    context = {"form": form, "heading": "登记任职", "crumbs": crumbs, "cancel_url": back}
    return render(request, "directory/person_form.html", context, status=422 if form.errors else 200)


def _assigned(request, form) -> bool:
    try:
        duty = assign_duty(**form.act(), by=request.user)
    except Refused as refused:
        return _refuse(form, refused)
    messages.success(request, f"已登记 {duty.person.name} 任{duty}，权限自 {duty.from_on} 起。")
    return True


def _ended(request, form, duty) -> bool:
    given = form.cleaned_data
    try:
        end_duty(duty=duty, on=given["to_on"], by=request.user, reason=given["reason"], version=given["version"])
    except Refused as refused:
        return _refuse(form, refused)
    except ChangedMeanwhile as changed:
        form.add_error(None, f"此任职刚被他人修改（现离任日期：{changed.current.to_on or '未定'}），请核对后重新提交。")
        form.data = form.data.copy() | {"version": changed.current.version}
        return False
    messages.success(request, f"已办理 {duty.person.name} 离任，{given['to_on']} 为最后一天。")
    return True


def _refuse(form, refused) -> bool:
    for refusal in refused.refusals:
        form.add_refusal(refusal)
    return False
