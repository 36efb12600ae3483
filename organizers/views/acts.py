"""What the views of acts share: the appointment through the viewer, one form page, one way for refusals."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from directory.forms.conflicts import conflict_of
from directory.permissions import Sensitivity
from directory.refusals import ChangedMeanwhile, Refused
from organizers.models import Appointment


def appointment_of(request, roster_no, pk, permission: str = ""):
    """The appointment of that person, as far as the viewer sees it and holds the permission there; else 404."""
    rows = Appointment.objects.visible_to(request.viewer)
    if permission:
        rows = rows & Appointment.objects.within(request.viewer, permission)
    rows = rows.select_related("person__unit", "unit__parent__parent", "filing", "trial")
    return get_object_or_404(rows, pk=pk, person__roster_no=roster_no)


def may_read(viewer, appointment, sensitivity: Sensitivity) -> bool:
    """Whether papers and assessments of that sensitivity are open to the viewer; what others found out on oneself is
    not, however high one's own duty."""
    if viewer.is_own(appointment.person) and sensitivity > Sensitivity.S2:
        return False
    return viewer.sensitivity_on(appointment.unit) >= sensitivity


def crumbs_of(person, last: str = "") -> list[dict]:
    """The way to an organizer's page, and on to a page below it."""
    crumbs = [
        {"title": "组织员花名册", "url": reverse("organizer_list")},
        {"title": person.name, "url": reverse("organizer_detail", args=[person.roster_no])},
    ]
    return [*crumbs, {"title": last}] if last else crumbs


def refuse(form, refused) -> None:
    for refusal in refused.refusals:
        form.add_refusal(refusal)


def act_page(request, form, heading, crumbs, back, act, done: str, shown=None, again=None, **more):
    """A page with one form: `act(given)` does it, then the viewer is led `back`.

    Refusals stand at their fields. For a form with a version, `shown(record)` gives the record's values as the form
    shows them and `again(record, data)` the form anew on the version that stands now.
    """
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        except ChangedMeanwhile as changed:
            conflict = conflict_of(form, changed, shown or (lambda record: {}))
            data = request.POST.copy()
            data["version"] = changed.current.version
            form = again(changed.current, data)
            form.is_valid()
        else:
            messages.success(request, done)
            return redirect(back)
    return form_page(request, form, heading, crumbs, back, conflict=conflict, **more)


def form_page(request, form, heading, crumbs, cancel_url, groups=None, **more):
    status = 409 if more.get("conflict") else 422 if form.is_bound and form.errors else 200
    drawn = [
        {"title": title, "fields": [form[name] for name in names if name in form.fields]}
        for title, names in groups or []
    ]
    context = {"form": form, "heading": heading, "crumbs": crumbs, "cancel_url": cancel_url, "form_groups": drawn}
    return render(request, "organizers/appointment_form.html", context | more, status=status)
