"""One person's case: what comes next and why not yet, the timeline, deadlines, who accompanies."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from directory.access import access
from directory.forms.posting import posted
from directory.permissions import Sensitivity
from membership.authority import may_read
from membership.casefile import CaseFile
from membership.forms.opening import OpenForm
from membership.services import open_case
from membership.views.acts import case_of, crumbs_of
from membership.where_to_apply import hints


@access("cases.accompany")
@require_GET
def case_detail(request, code):
    """The heart: next step, blockers, timeline, documents, deadlines, exits."""
    case = case_of(request, code)
    file = CaseFile(case, request.viewer, request.today)
    may_act = request.viewer.may_on("cases.record", case.unit) and not request.viewer.is_own(case.person)
    deadlines = file.deadlines
    context = {
        "case": case,
        "file": file,
        "turns": file.coming,
        "stages": file.stages(),
        "extras": file.extras(),
        "deadlines": deadlines,
        "is_late": any(late for _, late in deadlines),
        "may_act": may_act,
        "may_answer": may_act and file.returned is not None and not case.paused_on,
        # Whoever only accompanies the person has neither papers nor the sheet.
        "shows_sheet": request.viewer.may_on("cases.view", case.unit),
        "reads_notes": may_read(request.viewer, case, Sensitivity.S4),
        "crumbs": [*crumbs_of(case)[:1], {"title": case.person.name}],
        "today": request.today,
    }
    return render(request, "membership/case_detail.html", context)


@access("cases.record")
@require_http_methods(["GET", "POST"])
def case_create(request):
    """登记入党申请."""
    form = OpenForm(request.POST or None, viewer=request.viewer, initial={"roster_no": request.GET.get("person", "")})
    case = posted(request, form, lambda: open_case(**form.act(), by=request.viewer, today=request.today))
    if case:
        messages.success(request, f"已登记{case.person.name}的入党申请。")
        for hint in hints(case.person, case.unit, case.opened_on):
            messages.info(request, hint)
        return redirect("case_detail", case.code)
    context = {
        "form": form,
        "heading": "登记入党申请",
        "crumbs": [{"title": "发展党员", "url": reverse("case_board")}, {"title": "登记入党申请"}],
        "cancel_url": reverse("case_board"),
        "form_note": (
            "人员须已在“党员管理”中登记。向工作、学习所在单位的党组织申请；收到申请书后应当在一个月内派人谈话。"
        ),
    }
    return render(request, "membership/step_form.html", context, status=422 if form.is_bound else 200)
