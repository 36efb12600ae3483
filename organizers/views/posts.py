"""兼任职务 and 工作履历: what the conditions of the post are read from."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from directory.access import access
from directory.models import Person, WorkHistory
from directory.scope import within
from organizers.forms import PostForm, VoidForm, WorkForm
from organizers.services import record_post, record_work, void_work
from organizers.views.acts import act_page, appointment_of, crumbs_of


@access("organizers.edit")
@require_http_methods(["GET", "POST"])
def post_create(request, roster_no, pk):
    """登记兼任职务."""
    appointment = appointment_of(request, roster_no, pk, "organizers.edit")
    form = PostForm(request.POST or None, viewer=request.viewer, initial={"from_on": appointment.from_on})

    def act(given):
        record_post(appointment=appointment, by=request.user, **given)

    back = f"{reverse('organizer_detail', args=[roster_no])}?tab=posts"
    crumbs = crumbs_of(appointment.person, "登记兼任职务")
    note = f"{appointment.unit.full_name}　{appointment.get_kind_display()}组织员，{appointment.period}"
    return act_page(request, form, "登记兼任职务", crumbs, back, act, "已登记兼任职务。", form_note=note)


@access("organizers.edit")
@require_http_methods(["GET", "POST"])
def work_create(request, roster_no):
    """登记工作履历: of anybody who may be nominated, organizer already or not."""
    person = _person(request, roster_no)
    form = WorkForm(request.POST or None, viewer=request.viewer)

    def act(given):
        record_work(person=person, today=request.today, by=request.user, **form.act())

    return _page(request, form, "登记工作履历", person, act, "已登记工作履历。")


@access("organizers.edit")
@require_http_methods(["GET", "POST"])
def work_void(request, roster_no, pk):
    """作废一段履历: it stays in the history and counts no more."""
    person = _person(request, roster_no)
    rows = WorkHistory.objects.editable_by(request.viewer).filter(person=person, voided_at__isnull=True)
    work = get_object_or_404(rows, pk=pk)

    def again(record, data=None):
        return VoidForm(data, viewer=request.viewer, record=record)

    def act(given):
        void_work(work=work, by=request.user, **given)

    note = f"{work}，{work.begins} 至 {work.ends or '今'}"
    more = {"shown": lambda record: {}, "again": again, "form_note": note}
    return _page(request, again(work, request.POST or None), "作废工作履历", person, act, "已作废。", **more)


def _person(request, roster_no) -> Person:
    return get_object_or_404(
        Person.objects.filter(within(request.viewer, "organizers.edit", "unit")), roster_no=roster_no
    )


def _page(request, form, heading, person, act, done, **more):
    """Back to the organizer's page where there is one, else to the person's."""
    if person.appointments.exists():
        back, crumbs = f"{reverse('organizer_detail', args=[person.roster_no])}?tab=work", crumbs_of(person, heading)
    else:
        back = reverse("person_detail", args=[person.roster_no])
        crumbs = [{"title": person.name, "url": back}, {"title": heading}]
    return act_page(request, form, heading, crumbs, back, act, done, **more)
