"""人员: the list with its export and print-out, and a person's page."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from audit.events import record_event
from audit.models import EventKind
from dates.partial import PartialDate
from directory.access import access
from directory.forms.filters import PersonFilterForm
from directory.listing import EXPORTED, PRINTED, SORTS, people_page, people_rows
from directory.models import Person, Unit
from directory.panels import person_panels
from directory.permissions import Sensitivity
from directory.rosters import write_people
from directory.search import find_people, is_id_number
from directory.standing import standing_words
from directory.views.reveals import reveal_url
from directory.workbooks import long_workbook

SUGGESTED, LONGEST = 8, 40


@access("people.list")
@require_GET
def person_list(request):
    """The list, filters in the address; cursors instead of page numbers: a deep page costs what the first one costs."""
    form = PersonFilterForm(request.GET, viewer=request.viewer)
    if form.names_unit():
        return redirect(_address(request, unit=form.cleaned_data["unit"].code))
    query = form.query(after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    page = people_page(query)
    context = _list_context(request, form, query) | {"people": page.people, "page": page}
    return render(request, "directory/person_list.html", context, status=200 if form.is_valid() else 422)


@access("people.view")
@require_GET
def person_named(request):
    """Suggestions for a box that takes a roster number: `of` names the box, whose words come under its own name."""
    words = request.GET.get(request.GET.get("of", ""), "").strip()[:LONGEST]
    people = [] if is_id_number(words) else find_people(request.viewer, words, SUGGESTED)
    return render(request, "directory/_people_named.html", {"people": people, "words": words})


@access("people.list")
@require_GET
def person_print(request):
    """The whole list on paper, in the order on the screen; the log remembers who printed it."""
    form = PersonFilterForm(request.GET, viewer=request.viewer)
    if not form.is_valid() or form.names_unit():
        return redirect(_address(request))
    query = form.query()
    people = list(people_rows(query)[: PRINTED + 1])
    event = _record(EventKind.PRINT, request, form, rows=min(len(people), PRINTED))
    context = _list_context(request, form, query) | {
        "people": people[:PRINTED],
        "printed": {"number": f"DY-{event.pk}", "at": timezone.localtime(event.at)},
        "printing": True,
        "reporting_unit": _scope_label(request, query),
        "cut_at": PRINTED if len(people) > PRINTED else None,
    }
    return render(request, "directory/person_list.html", context)


@access("people.export")
@require_GET
def person_export(request):
    """The list as a workbook: the same rows in the same order, numbers masked."""
    form = PersonFilterForm(request.GET, viewer=request.viewer)
    if not form.is_valid() or form.names_unit():
        return redirect(_address(request))
    query = form.query(permission="people.export")
    total = people_rows(query)[: EXPORTED + 1].count()
    if total > EXPORTED:
        messages.error(request, f"这份名单超过 {EXPORTED} 人，请加上党组织或其他条件，分几次导出。")
        return redirect(_address(request))
    number = f"DC-{_record(EventKind.EXPORT, request, form, rows=total).pk}"
    file = write_people(
        people_rows(query),
        number=number,
        by=str(request.user),
        at=timezone.localtime(),
        scope=_scope_label(request, query),
        sorted_by=query.sorted_by,
        sensitivity=request.viewer.sensitivity,
    )
    return long_workbook(file, f"人员名册-{number}.xlsx")


@access("people.view")
@require_GET
def person_detail(request, roster_no):
    """A person's page; numbers masked."""
    viewer = request.viewer
    person = get_object_or_404(Person.objects.visible_to(viewer).select_related("unit"), roster_no=roster_no)
    may_edit = viewer.may_on("people.edit", person.unit)
    statuses = list(person.statuses.select_related("unit").order_by("-from_on", "-pk"))
    may_appoint = viewer.may_on("duties.edit", person.unit) and not viewer.is_own(person)
    context = {
        "person": person,
        "crumbs": person_crumbs(viewer, person),
        "birth": PartialDate(person.birth_on, person.birth_precision).iso() if person.birth_on else "",
        "statuses": statuses,
        "standing": standing_words(statuses, request.today),
        "duties": person.duties.select_related("unit").order_by("-from_on", "-pk"),
        "numbers": person.numbers.filter(kind="roster").exclude(roster_no=person.roster_no),
        "texts": person.texts.all(),
        "shows_personal": viewer.sensitivity >= Sensitivity.S2,
        "panels": person_panels(viewer, person),
        "update_url": reverse("person_update", args=[roster_no]) if may_edit else "",
        "status_url": reverse("status_create", args=[roster_no]) if may_edit and not viewer.is_own(person) else "",
        "duty_url": reverse("person_duty_create", args=[roster_no]) if may_appoint else "",
        "reveal_id_url": reveal_url(viewer, person, "id_number"),
        "reveal_phone_url": reveal_url(viewer, person, "phone"),
    }
    return render(request, "directory/person_detail.html", context)


def person_crumbs(viewer, person, last: str = "") -> list[dict]:
    """The way to a person's page, and on to a form below it."""
    crumbs = [{"title": "人员名册", "url": reverse("person_list")}] if viewer.may("people.list") else []
    crumbs.append({"title": person.name, "url": reverse("person_detail", args=[person.roster_no])})
    return [*crumbs, {"title": last}] if last else crumbs


def _list_context(request, form, query) -> dict:
    """What the list shows around its rows, on the screen and on paper."""
    viewer = request.viewer
    may_create = viewer.may("people.edit")
    # A unit that nobody named so: the sentence stands at its field, and there is no scope to show above the list.
    scope = {} if form.is_valid() else {"scope": None}
    form.show_unit()
    if query.unit:
        request.chosen_unit = query.unit  # the bar above the list need not look for it again
    return scope | {
        "filter_form": form,
        "chosen": form.chosen(request.GET),
        "clear_url": reverse("person_list"),
        "sorts": [
            {"title": title, "url": _address(request, sort=key), "current": key == query.sort}
            for key, (title, _) in SORTS.items()
        ],
        "sorted_by": f"按{query.sorted_by}排序",
        "sizes": form.sizes(request.GET, query.size),
        "create_url": reverse("person_create") if may_create else "",
        "export_url": _address(request, "person_export") if viewer.may("people.export") else "",
        "print_url": _address(request, "person_print"),
        "crumbs": [{"title": "人员名册"}],
        "today": request.today,
        "reporting_unit": query.unit.full_name if query.unit else _own_units(viewer),
    }


def _own_units(viewer) -> str:
    """The viewer's own units by their short names: what the list is of while nobody has chosen a unit."""
    tops = viewer.paths("people.list")
    return "、".join(dict.fromkeys(grant.unit_name for grant in viewer.grants if grant.path in tops))


def _scope_label(request, query) -> str:
    """The unit that a print-out or workbook reports on, as on its seal."""
    if query.unit is not None:
        return query.unit.full_name
    tops = Unit.objects.filter(path__in=request.viewer.paths("people.list")).order_by("code")
    return "、".join(tops.values_list("full_name", flat=True))


def _address(request, name: str = "person_list", **changed) -> str:
    """The same list at another address or with one thing changed, from its first page."""
    given = request.GET.copy()
    for key in ("after", "before", *changed):
        given.pop(key, None)
    for key, value in changed.items():
        given[key] = value
    return f"{reverse(name)}?{given.urlencode()}" if given else reverse(name)


def _record(kind, request, form, **more):
    return record_event(kind, by=request.user, subject="人员名册", request=request, conditions=form.described(), **more)
