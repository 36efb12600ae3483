"""试用期: where it stands, and its conclusion."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from directory.access import access
from directory.permissions import Sensitivity
from organizers.forms import ConclusionForm, TrialForm
from organizers.models import Trial
from organizers.selectors.roster import trial_of
from organizers.services import conclude_trial, start_trial
from organizers.views.acts import act_page, appointment_of, crumbs_of, may_read


@access("organizers.view")
@require_GET
def trial_detail(request, roster_no, pk):
    """The trial with its countdown; the words of the assessment are for whoever may read strictly limited facts."""
    appointment = appointment_of(request, roster_no, pk)
    trial = get_object_or_404(Trial.objects.visible_to(request.viewer), appointment=appointment)
    may_conclude = (
        not trial.outcome
        and request.viewer.may_on("organizers.edit", appointment.unit)
        and not request.viewer.is_own(appointment.person)
    )
    context = {
        "appointment": appointment,
        "trial": trial,
        "verdict": trial_of(appointment, request.today),
        "shows_assessment": may_read(request.viewer, appointment, Sensitivity.S4),
        "conclude_url": reverse("trial_conclude", args=[roster_no, pk]) if may_conclude else "",
        "crumbs": crumbs_of(appointment.person, "试用期"),
    }
    return render(request, "organizers/trial_detail.html", context)


@access("organizers.edit")
@require_http_methods(["GET", "POST"])
def trial_create(request, roster_no, pk):
    """登记试用期: for an appointment that came in without one; one that is there is shown."""
    appointment = appointment_of(request, roster_no, pk, "organizers.edit")
    if getattr(appointment, "trial", None):
        return redirect("trial_detail", roster_no, pk)
    form = TrialForm(request.POST or None, viewer=request.viewer, initial={"from_on": appointment.from_on})

    def act(given):
        start_trial(appointment=appointment, today=request.today, from_on=given["from_on"], months=given["months"])

    back = reverse("organizer_detail", args=[roster_no])
    crumbs = crumbs_of(appointment.person, "登记试用期")
    note = f"{appointment}，{appointment.period}"
    return act_page(request, form, "登记试用期", crumbs, back, act, "已登记试用期。", form_note=note)


@access("organizers.edit")
@require_http_methods(["GET", "POST"])
def trial_conclude(request, roster_no, pk):
    """试用期结论: 正式任职, or the end of the appointment."""
    appointment = appointment_of(request, roster_no, pk, "organizers.edit")
    trial = get_object_or_404(Trial.objects.visible_to(request.viewer), appointment=appointment)
    back = reverse("trial_detail", args=[roster_no, pk])

    def again(record, data=None):
        return ConclusionForm(data, viewer=request.viewer, record=record, initial={"effective_on": record.full_on})

    def act(given):
        conclude_trial(trial=trial, today=request.today, by=request.user, **given)

    return act_page(
        request,
        again(trial, request.POST or None),
        "试用期结论",
        [*crumbs_of(appointment.person), {"title": "试用期", "url": back}, {"title": "结论"}],
        back,
        act,
        "已登记试用期结论。",
        shown=lambda record: {"outcome": record.outcome, "document": record.document},
        again=again,
        form_note=f"{appointment.unit.full_name}　试用期 {trial.from_on} 至 {trial.ends_on}（{trial.months} 个月）",
    )
