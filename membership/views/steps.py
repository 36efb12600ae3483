"""Recording a step through one form that shows what the rule will say before the click; correcting and voiding."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from dates.partial import PartialDate
from directory.access import access
from membership.authority import accompanying, may_change, may_record, may_record_school_step, seat_of
from membership.decided import book_dates
from membership.forms.facts import initial_of
from membership.forms.school_steps import SchoolStepForm
from membership.forms.steps import StepForm
from membership.forms.voiding import VoidForm
from membership.models import Stage, StepRecord, TemplateStep
from membership.procedure.steps import STEPS
from membership.services import Act, ask, correct_record, record_school_step, record_step, void_record
from membership.views.acts import act_page, case_of


@access("cases.accompany")
@require_http_methods(["GET", "POST"])
def step_create(request, code, step):
    """办理一步: everything typed stays when it is refused, and every reason stands at once."""
    case = _case_for(request, code, step)
    form = StepForm(
        request.POST or None, viewer=request.viewer, case=case, step=step, initial=_initial(request, case, step)
    )

    def act(given):
        record_step(
            case=case,
            act=form.act(),
            by=request.viewer,
            today=request.today,
            excused=form.excused(),
            version=given["version"],
        )

    title = STEPS[step].title
    more = {"check_url": reverse("step_check", args=[code, step]), **_asked(request, form, case)}
    return act_page(request, form, case, f"办理：{title}", f"已登记“{title}”。", act, groups=form.groups(), **more)


@access("cases.accompany")
@require_POST
def step_check(request, code, step):
    """What the rule says of what is typed so far; nothing is saved."""
    case = _case_for(request, code, step)
    form = StepForm(request.POST, viewer=request.viewer, case=case, step=step)
    return render(request, "membership/_asked.html", _asked(request, form, case))


@access("cases.record")
@require_http_methods(["GET", "POST"])
def school_step_create(request, code, pk):
    """办理学校自设的一步: by whoever the template of the case names."""
    case = case_of(request, code)
    own = TemplateStep.objects.filter(template=case.template_id, codes=[])
    step = get_object_or_404(own.prefetch_related("documents"), pk=pk)
    if not may_record_school_step(request.viewer, step, seat_of(case, request.today)):
        raise Http404
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SchoolStepForm(
        *typed, viewer=request.viewer, case=case, step=step, initial={"on": PartialDate(request.today)}
    )

    def act(given):
        record_school_step(
            case=case,
            act=form.act(),
            scans=form.scans(),
            by=request.viewer,
            today=request.today,
            version=given["version"],
        )

    said, multipart = f"已登记“{step.title}”。", bool(form.documents)
    return act_page(request, form, case, f"办理：{step.title}", said, act, groups=form.groups(), multipart=multipart)


@access("cases.accompany")
@require_http_methods(["GET", "POST"])
def record_correct(request, code, pk):
    """更正记录: a correcting entry takes the place of the wrong one, which stays visible."""
    case, record = _record_of(request, code, pk)
    form = _correcting(request, case, record)

    def act(given):
        correct_record(
            record=record,
            act=form.act(),
            reason=given["reason"],
            by=request.viewer,
            today=request.today,
            excused=form.excused(),
            version=given["version"],
        )

    said = f"已更正“{record.title}”，原记录保留在历史中。"
    return act_page(request, form, case, f"更正：{record.title}", said, act, groups=form.groups())


@access("cases.accompany")
@require_http_methods(["GET", "POST"])
def record_void(request, code, pk):
    """作废: for what did not happen."""
    case, record = _record_of(request, code, pk)
    form = VoidForm(request.POST or None, viewer=request.viewer, case=case)

    def act(given):
        void_record(
            record=record, reason=given["reason"], by=request.viewer, today=request.today, version=given["version"]
        )

    note = f"{record.title}　{record.day}。作废后不再计算，仍保留在历史中。"
    said = f"已作废“{record.title}”。"
    return act_page(request, form, case, f"作废：{record.title}", said, act, form_note=note, save="作废")


def _correcting(request, case, record):
    initial = {"on": record.day, **initial_of(record.facts)}
    known = {"viewer": request.viewer, "case": case, "record": record, "initial": initial}
    if record.step:
        return StepForm(request.POST or None, step=record.step, **known)
    return SchoolStepForm(request.POST or None, step=record.template_step, **known)


def _case_for(request, code, step):
    """The case, if the viewer may record this step there; whoever may not, finds nothing."""
    case = case_of(request, code)
    may = may_record(request.viewer, step, seat_of(case, request.today), accompanying(case, request.today))
    if step not in STEPS or not may:
        raise Http404
    return case


def _record_of(request, code, pk):
    case = case_of(request, code)
    rows = StepRecord.objects.standing().filter(case=case).select_related("template_step__template")
    record = get_object_or_404(rows, pk=pk)
    if not may_change(request.viewer, record, seat_of(case, request.today), accompanying(case, request.today)):
        raise Http404
    return case, record


def _initial(request, case, step) -> dict:
    """Today, and what the case knows already: the dates that the book must bear."""
    known = {"on": PartialDate(request.today)} | book_dates(step, [case]).get(case.pk, {})
    if step == "deliberation":
        known["for"] = "conversion" if case.stage == Stage.PROBATIONARY else "admission"
    return known


def _asked(request, form, case) -> dict:
    """The panel above the form: from when, by when, and what stands against it as far as it is typed."""
    # Of a notice nothing can be said before it is known what it is for.
    typed = None if form.step == "public_notice" else Act(form.step, PartialDate(request.today), {})
    if form.is_bound:
        typed = form.act() if form.is_valid() else None
    asked = ask(case, typed, request.viewer, request.today) if typed else None
    return {"asked": asked, "is_typed": form.is_bound, "step": STEPS[form.step]}
