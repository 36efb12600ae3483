"""The values of a draft: one at a time, new, changed or taken out."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from directory.access import access
from directory.forms.conflicts import conflict_of
from directory.forms.posting import posted
from directory.forms.refusing import RefusingForm
from directory.refusals import ChangedMeanwhile
from policy.declaring import DECLARATIONS
from policy.forms import ValueForm, boxed
from policy.models import PolicyValue, PolicyVersion, State
from policy.services.versions import remove_value, save_value
from policy.views.pages import crumbs, form_page, version_crumb


@access("settings.manage")
@require_http_methods(["GET", "POST"])
def value_create(request, number, parameter):
    """A value for a parameter, for the school, a unit or a kind of person."""
    draft = _draft(number)
    declaration = DECLARATIONS.get(parameter)
    if declaration is None:
        raise Http404
    initial = {"asked": "yes", "from_on": draft.effective_on}
    form = ValueForm(request.POST or None, declaration=declaration, viewer=request.viewer, initial=initial)
    if posted(request, form, lambda: save_value(draft=draft, by=request.user, parameter=parameter, **form.act())):
        return _saved(request, draft, declaration)
    return _value_page(request, form, draft, declaration)


@access("settings.manage")
@require_http_methods(["GET", "POST"])
def value_update(request, number, pk):
    """Another value, scope, period or clause. Who saves second sees both."""
    draft, row = _row(number, pk)
    conflict, initial = None, _shown(row) | {"version": row.version, "from_on": _begins(draft, row)}
    form = ValueForm(request.POST or None, declaration=row.declaration, viewer=request.viewer, initial=initial)
    try:
        if posted(request, form, lambda: _save(request, draft, row, form)):
            return _saved(request, draft, row.declaration)
    except ChangedMeanwhile as changed:
        conflict, form = _conflict(request, form, changed)
    remove_url = reverse("value_remove", args=[number, pk])
    return _value_page(request, form, draft, row.declaration, conflict=conflict, remove_url=remove_url)


@access("settings.manage")
@require_http_methods(["GET", "POST"])
def value_remove(request, number, pk):
    """删去: the draft no longer says it, and what stands above holds."""
    draft, row = _row(number, pk)
    form = RefusingForm(request.POST if request.method == "POST" else None)
    if posted(request, form, lambda: remove_value(draft=draft, row=row) or True):
        messages.success(request, f"草稿中已删去“{row.label}”（{row.scope}）。")
        return redirect("version_detail", number)
    context = {
        "row": row,
        "version": draft,
        "form": form,
        "crumbs": crumbs(version_crumb(draft), "删去一个值"),
    }
    return render(request, "policy/value_remove.html", context, status=422 if form.errors else 200)


def _save(request, draft, row, form):
    return save_value(draft=draft, by=request.user, parameter=row.parameter, row=row, **form.act())


def _draft(number) -> PolicyVersion:
    return get_object_or_404(PolicyVersion, number=number, state=State.DRAFT)


def _row(number, pk):
    draft = _draft(number)
    row = get_object_or_404(PolicyValue.objects.select_related("unit", "clause__document"), pk=pk, policy=draft)
    if row.declaration is None:
        raise Http404
    return draft, row


def _begins(draft, row):
    """A value taken over from an earlier version holds in its new form from the draft's first day."""
    return row.from_on if row.since_number == draft.number else max(row.from_on, draft.effective_on)


def _shown(row) -> dict:
    """What the form shows of a value, or of its history."""
    return {
        "asked": "no" if row.value is None else "yes",
        "value": boxed(DECLARATIONS[row.parameter], row.value),
        "strength": row.strength,
        "clause": row.clause_id,
        "unit": row.unit,
        "kind": row.kind,
        "from_on": row.from_on,
        "to_on": row.to_on,
    }


def _conflict(request, form, changed):
    data = request.POST.copy()
    data["version"] = changed.current.version
    again = ValueForm(data, declaration=form.declaration, viewer=request.viewer)
    again.is_valid()
    return conflict_of(form, changed, _shown), again


def _saved(request, draft, declaration):
    messages.success(request, f"草稿中已保存“{declaration.label}”。")
    return redirect("version_detail", draft.number)


def _value_page(request, form, draft, declaration, **more):
    way = crumbs(version_crumb(draft), declaration.label)
    cancel = reverse("version_detail", args=[draft.number])
    return form_page(request, form, declaration.label, way, cancel, draft=draft, **more)
