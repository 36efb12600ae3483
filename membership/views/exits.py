"""更多: putting off and resuming, ending, moving to another branch."""

from django.http import Http404
from django.views.decorators.http import require_http_methods

from directory.access import access
from membership.forms.voiding import EndForm, MoveForm, PauseForm, ResumeForm
from membership.services import end_case, move_case, pause_case, resume_case
from membership.views.acts import act_page, case_of


@access("cases.record")
@require_http_methods(["GET", "POST"])
def case_end(request, code):
    """结束个案: by a recorded decision."""
    case = _case(request, code)
    form = EndForm(request.POST or None, viewer=request.viewer, case=case)
    return act_page(
        request, form, case, "结束个案", "已结束个案。", lambda given: end_case(case=case, **_by(request), **given)
    )


@access("cases.record")
@require_http_methods(["GET", "POST"])
def case_pause(request, code):
    """暂缓发展."""
    case = _case(request, code)
    form = PauseForm(request.POST or None, viewer=request.viewer, case=case, initial={"on": request.today})
    return act_page(
        request, form, case, "暂缓发展", "已登记暂缓。", lambda given: pause_case(case=case, **_by(request), **given)
    )


@access("cases.record")
@require_http_methods(["GET", "POST"])
def case_resume(request, code):
    """恢复办理."""
    case = _case(request, code)
    form = ResumeForm(request.POST or None, viewer=request.viewer, case=case)
    return act_page(
        request, form, case, "恢复办理", "已恢复办理。", lambda given: resume_case(case=case, **_by(request), **given)
    )


@access("cases.record")
@require_http_methods(["GET", "POST"])
def case_move(request, code):
    """转接: to another branch of the school."""
    case = _case(request, code)
    form = MoveForm(request.POST or None, viewer=request.viewer, case=case, initial={"on": request.today})

    def act(given):
        move_case(
            case=case,
            to_unit=given["unit"],
            on=given["on"],
            is_examined=given["examined"] == "yes",
            version=given["version"],
            **_by(request),
        )

    return act_page(request, form, case, "转到其他党支部", "已转接，培养教育材料应同时移交。", act)


def _by(request) -> dict:
    return {"by": request.viewer, "today": request.today}


def _case(request, code):
    case = case_of(request, code)
    if not request.viewer.may_on("cases.record", case.unit):
        raise Http404
    return case
