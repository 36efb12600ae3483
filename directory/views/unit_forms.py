"""Founding, correcting, renaming, moving and closing a unit: each through its service, each with its reason."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from directory.access import access
from directory.forms.conflicts import conflict_of
from directory.forms.posting import posted
from directory.forms.units import UnitCloseForm, UnitCreateForm, UnitMoveForm, UnitRenameForm, UnitUpdateForm
from directory.models import Unit
from directory.refusals import ChangedMeanwhile
from directory.services.closing import closing_refusals
from directory.services.units import CORRECTED, close_unit, found_unit, move_unit, rename_unit, update_unit
from directory.views.units import unit_crumbs


@access("units.edit")
@require_http_methods(["GET", "POST"])
def unit_create(request):
    """设立党组织, under a parent that the viewer may edit; the first one of all is the school's own committee."""
    form = UnitCreateForm(request.POST or None, viewer=request.viewer, initial={"parent": request.GET.get("parent")})
    if unit := posted(request, form, lambda: found_unit(**form.cleaned_data)):
        return _saved(request, unit, f"已设立 {unit.short_name}。")
    crumbs = [{"title": "组织架构", "url": reverse("unit_tree")}, {"title": "新增党组织"}]
    return _form_page(request, form, "新增党组织", crumbs, reverse("unit_tree"))


@access("units.edit")
@require_http_methods(["GET", "POST"])
def unit_update(request, code):
    """编辑: what has no day of its own. Who saves second sees both values."""
    unit = _editable(request, code)
    form, conflict = UnitUpdateForm(request.POST or None, initial=_shown(unit) | {"version": unit.version}), None
    try:
        if posted(request, form, lambda: update_unit(unit=unit, **form.cleaned_data)):
            return _saved(request, unit, "已保存。")
    except ChangedMeanwhile as changed:
        conflict, form = _conflict(request, form, changed)
    return _form_page(request, form, "编辑", *_way(request, unit, "编辑"), conflict=conflict)


@access("units.edit")
@require_http_methods(["GET", "POST"])
def unit_rename(request, code):
    """更名: a new name from a day on; the old one stays for papers of its time."""
    unit = _editable(request, code)
    initial = {"full_name": unit.full_name, "short_name": unit.short_name}
    form = UnitRenameForm(request.POST or None, viewer=request.viewer, unit=unit, initial=initial)
    if posted(request, form, lambda: rename_unit(unit=unit, today=request.today, **form.cleaned_data)):
        return _saved(request, unit, "已登记更名。")
    return _form_page(request, form, "更名", *_way(request, unit, "更名"))


@access("units.edit")
@require_http_methods(["GET", "POST"])
def unit_move(request, code):
    """划转: under another parent from a day on, with everything below."""
    unit = _editable(request, code)
    form = UnitMoveForm(request.POST or None, viewer=request.viewer, unit=unit)
    if posted(request, form, lambda: move_unit(unit=unit, today=request.today, **form.cleaned_data)):
        return _saved(request, unit, "已登记划转。")
    return _form_page(request, form, "划转", *_way(request, unit, "划转"))


@access("units.edit")
@require_http_methods(["GET", "POST"])
def unit_close(request, code):
    """撤销: what stops it is listed with links; else a day, a reason and a tick."""
    unit = _editable(request, code)
    form = UnitCloseForm(request.POST or None, viewer=request.viewer, unit=unit, initial={"on": request.today})
    refusals = closing_refusals(unit, request.today)
    if not refusals and posted(request, form, lambda: close_unit(unit=unit, **form.act())):
        return _saved(request, unit, f"{unit.short_name} 已撤销。")
    crumbs, cancel_url = _way(request, unit, "撤销")
    context = {"unit": unit, "form": form, "refusals": refusals, "crumbs": crumbs, "cancel_url": cancel_url}
    status = 422 if request.method == "POST" else 200
    return render(request, "directory/unit_close.html", context, status=status)


def _editable(request, code):
    units = Unit.objects.visible_to(request.viewer) & Unit.objects.editable_by(request.viewer)
    return get_object_or_404(units.select_related("parent"), code=code)


def _conflict(request, form, changed):
    """Both values per field, and the form anew: with what was typed, on the version that stands now."""
    data = request.POST.copy()
    data["version"] = changed.current.version
    return conflict_of(form, changed, _shown), UnitUpdateForm(data)


def _shown(unit) -> dict:
    """What the form shows of a unit, or of its history."""
    return {name: getattr(unit, name) for name in CORRECTED}


def _saved(request, unit, words):
    messages.success(request, words)
    return redirect("unit_detail", unit.code)


def _way(request, unit, last):
    """Breadcrumb and the way back."""
    return unit_crumbs(request.viewer, unit, last), reverse("unit_detail", args=[unit.code])


def _form_page(request, form, heading, crumbs, cancel_url, *, conflict=None):
    status = 409 if conflict else 422 if form.is_bound and form.errors else 200
    context = {"form": form, "heading": heading, "crumbs": crumbs, "cancel_url": cancel_url, "conflict": conflict}
    return render(request, "directory/unit_form.html", context, status=status)
