"""Registering a person, correcting the record, and registering party status or a transfer inside the school."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from directory.access import access
from directory.forms.conflicts import conflict_of
from directory.forms.people import PersonCreateForm, PersonUpdateForm, StatusForm, initial_of, mask_of
from directory.models import Person
from directory.refusals import ChangedMeanwhile, Refused
from directory.services.people import REVEALED, register_person, update_person
from directory.services.statuses import set_party_status
from directory.views.people import person_crumbs

_GROUPS = [
    (
        "基本信息",
        ["roster_no", "name", "reading", "unit", "category", "gender", "ethnicity", "birth_on", "native_place"],
    ),
    ("证件与联系", ["id_number", "phone", "email"]),
    ("学习与工作", ["education", "degree", "grade_class", "joined_work_on", "expected_leave_on"]),
    ("说明", ["reason"]),
]


@access("people.edit")
@require_http_methods(["GET", "POST"])
def person_create(request):
    """新增人员; party status is registered on its own day afterwards."""
    form = PersonCreateForm(request.POST or None, viewer=request.viewer, initial={"unit": request.GET.get("unit")})
    if request.method == "POST" and form.is_valid():
        try:
            person = register_person(**form.facts(), unit=form.cleaned_data["unit"], on=request.today, by=request.user)
        except Refused as refused:
            _refuse(form, refused)
        else:
            messages.success(request, f"已登记 {person.name}。接下来可登记党籍。")
            return redirect("person_detail", person.roster_no)
    crumbs = [{"title": "人员名册", "url": reverse("person_list")}, {"title": "新增人员"}]
    return _form_page(request, form, "新增人员", crumbs, reverse("person_list"), form_groups=_groups(form))


@access("people.edit")
@require_http_methods(["GET", "POST"])
def person_update(request, roster_no):
    """编辑. Who saves second sees both values of each field and keeps what he typed."""
    person = _editable(request, roster_no)
    form = PersonUpdateForm(request.POST or None, today=request.today, by=request.user, person=person)
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            update_person(
                person=person,
                version=form.cleaned_data["version"],
                on=request.today,
                by=request.user,
                reason=form.cleaned_data["reason"],
                **form.facts(),
            )
        except Refused as refused:
            _refuse(form, refused)
        except ChangedMeanwhile as changed:
            conflict, form = _conflict(request, form, changed)
        else:
            messages.success(request, f"已保存 {form.cleaned_data['name']} 的资料。")
            return redirect("person_detail", form.cleaned_data["roster_no"])
    crumbs, back = person_crumbs(request.viewer, person, "编辑"), reverse("person_detail", args=[roster_no])
    return _form_page(request, form, "编辑", crumbs, back, conflict=conflict, form_groups=_groups(form))


@access("people.edit")
@require_http_methods(["GET", "POST"])
def status_create(request, roster_no):
    """党籍登记与校内转接: unit and status from a day on; nobody decides on his own."""
    person = _editable(request, roster_no)
    if request.viewer.is_own(person):
        raise Http404
    initial = {"unit": person.unit, "status": person.status, "from_on": request.today}
    form = StatusForm(request.POST or None, viewer=request.viewer, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_party_status(person=person, today=request.today, **form.cleaned_data)
        except Refused as refused:
            _refuse(form, refused)
        else:
            messages.success(request, f"已登记 {person.name} 的党籍。")
            return redirect(_after_transfer(request.viewer, person))
    crumbs, back = person_crumbs(request.viewer, person, "变更党籍"), reverse("person_detail", args=[roster_no])
    return _form_page(request, form, "变更党籍", crumbs, back)


def _editable(request, roster_no):
    people = Person.objects.visible_to(request.viewer) & Person.objects.editable_by(request.viewer)
    return get_object_or_404(people.select_related("unit"), roster_no=roster_no)


def _after_transfer(viewer, person) -> str:
    """The person's page, or the list when the transfer took him out of sight."""
    seen = Person.objects.visible_to(viewer).filter(pk=person.pk).exists()
    return reverse("person_detail", args=[person.roster_no]) if seen else reverse("person_list")


def _refuse(form, refused):
    for refusal in refused.refusals:
        form.add_refusal(refusal)


def _conflict(request, form, changed):
    """Both values per field, and the form anew: with what was typed, on the version that stands now."""
    conflict = conflict_of(form, changed, initial_of, {field: mask_of(field) for field in REVEALED})
    data = request.POST.copy()
    data["version"] = changed.current.version
    again = PersonUpdateForm(data, today=request.today, by=request.user, person=changed.current)
    again.is_valid()
    return conflict, again


def _groups(form):
    """The form's fields in groups of few."""
    named = [(title, [form[name] for name in names if name in form.fields]) for title, names in _GROUPS]
    return [{"title": title, "fields": fields} for title, fields in named if fields]


def _form_page(request, form, heading, crumbs, cancel_url, **more):
    conflict = more.get("conflict")
    status = 409 if conflict else 422 if form.is_bound and form.errors else 200
    context = {"form": form, "heading": heading, "crumbs": crumbs, "cancel_url": cancel_url, **more}
    return render(request, "directory/person_form.html", context, status=status)
