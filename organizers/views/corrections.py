"""更正任职: what was written down wrongly, or not at all, of an appointment that stands."""

from django.urls import reverse
from django.views.decorators.http import require_http_methods

from directory.access import access
from organizers.forms import CorrectionForm
from organizers.services import correct_appointment
from organizers.views.acts import act_page, appointment_of, crumbs_of

GROUPS = [
    ("任职", ["rank", "from_on", "to_on", "basis"]),
    ("任职条件", ["is_established", "source", "health_stated", "opinions", "seat"]),
    ("动议与决定", ["proposed_on", "talked_on", "decided_on"]),
    ("例外", ["excepted", "exception_reason", "exception_approver", "exception_on"]),
    ("名册信息", ["year", "establishment", "post", "title", "note"]),
    ("更正", ["reason"]),
]
NOTE = "人员、党组织和专兼职不在这里更改。"


@access("organizers.edit")
@require_http_methods(["GET", "POST"])
def appointment_correct(request, roster_no, pk):
    """更正任职: conditions that the correction touches are judged anew; filing, trial and rights follow the days."""
    appointment = appointment_of(request, roster_no, pk, "organizers.edit")

    def again(record, data=None):
        return CorrectionForm(data, viewer=request.viewer, record=record)

    form = again(appointment, request.POST or None)

    def act(given):
        correct_appointment(appointment=appointment, today=request.today, by=request.user, **form.act())

    return act_page(
        request,
        form,
        "更正任职",
        crumbs_of(appointment.person, "更正任职"),
        reverse("organizer_detail", args=[roster_no]),
        act,
        f"已更正 {appointment.person.name} 的任职。",
        shown=CorrectionForm.shown,
        again=again,
        groups=[(title, names) for title, names in GROUPS if any(name in form.fields for name in names)],
        form_note=f"{appointment.unit.full_name}　{appointment.get_kind_display()}组织员，{appointment.period}。{NOTE}",
    )
