"""更正任职: what was written down wrongly, or not at all; and 作废任职, of what should not be there."""

from django.urls import reverse
from django.views.decorators.http import require_http_methods

from directory.access import access
from organizers.forms import CorrectionForm, VoidForm
from organizers.services import correct_appointment, void_appointment
from organizers.views.acts import act_page, appointment_of, crumbs_of

GROUPS = [
    ("任职", ["rank", "from_on", "to_on", "basis"]),
    ("任职条件", ["is_established", "source", "health_stated", "opinions", "seat"]),
    ("动议与决定", ["proposed_on", "talked_on", "decided_on"]),
    ("例外", ["excepted", "exception_reason", "exception_approver", "exception_on"]),
    ("名册信息", ["year", "establishment", "post", "title", "note"]),
    ("更正", ["reason"]),
]
NOTE = "人员、党组织和专兼职不在这里更改：登错的请作废后重新登记。"


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


@access("organizers.edit")
@require_http_methods(["GET", "POST"])
def appointment_void(request, roster_no, pk):
    """作废任职: the page says what goes with it before anybody confirms."""
    appointment = appointment_of(request, roster_no, pk, "organizers.edit")
    which = f"{appointment.unit.full_name}　{appointment.get_kind_display()}组织员，{appointment.period}"

    def again(record, data=None):
        return VoidForm(data, viewer=request.viewer, record=record)

    def act(given):
        void_appointment(appointment=appointment, today=request.today, by=request.user, **given)

    return act_page(
        request,
        again(appointment, request.POST or None),
        "作废任职",
        crumbs_of(appointment.person, "作废任职"),
        reverse("organizer_detail", args=[roster_no]),
        act,
        f"已作废 {appointment.person.name} 的任职。",
        shown=lambda record: {},
        again=again,
        save="作废这段任职",
        form_note=f"{which}。{_goes(appointment)}",
    )


def _goes(appointment) -> str:
    """What counts no more."""
    beside = [words for name, words in (("filing", "备案"), ("trial", "试用期")) if getattr(appointment, name, None)]
    with_it = f"，其{'、'.join(beside)}一并作废" if beside else ""
    return (
        f"作废用于不应登记的任职：权限立即撤销{with_it}，名册、配备、轮岗、期限和导出不再计入，任职经历和历史中仍可查看。"
        "任过职、现已不任的，请办理离任。"
    )
