"""退回补正: sent back by the body above, answered by the branch, taken back when it was a mistake."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from directory.access import access
from membership.forms.returning import ResubmitForm, ReturnForm, VoidReturnForm
from membership.models import CaseReturn
from membership.returning import may_return, may_take_back, waiting
from membership.services import resubmit_case, return_case, void_return
from membership.timelines import history_of
from membership.views.acts import act_page, case_of

CLOCK = "退回补正不改变审批期限：期限自支部首次上报之日起算，不重新计算。"


@access("cases.file")
@require_http_methods(["GET", "POST"])
def return_create(request, code):
    """退回补正: with what is lacking and by when."""
    case = _above(request, code)
    steps = waiting(history_of(case, request.today))
    form = ReturnForm(
        request.POST or None, viewer=request.viewer, case=case, steps=steps, initial={"on": request.today}
    )
    said = "已退回，等支部补正后重新报送。"
    return act_page(
        request, form, case, "退回补正", said, lambda given: return_case(case=case, **_by(request), **given),
        form_note=CLOCK, save="退回",
    )  # fmt: skip


@access("cases.record")
@require_http_methods(["GET", "POST"])
def resubmission_create(request, code, pk):
    """重新报送: what the branch has completed."""
    case = case_of(request, code)
    if not request.viewer.may_on("cases.record", case.unit):
        raise Http404
    returned = _returned(request, case, pk)
    form = ResubmitForm(request.POST or None, viewer=request.viewer, case=case, initial={"on": request.today})
    note = f"{returned.returned_on} {returned.body.short_name}退回“{returned.title}”，要求补正：{returned.reason}"
    return act_page(
        request, form, case, "重新报送", "已重新报送。",
        lambda given: resubmit_case(returned=returned, **_by(request), **given),
        form_note=note, save="重新报送",
    )  # fmt: skip


@access("cases.file")
@require_http_methods(["GET", "POST"])
def return_void(request, code, pk):
    """撤销退回: it was a mistake."""
    case = case_of(request, code)
    returned = _returned(request, case, pk)
    if not may_take_back(request.viewer, returned):
        raise Http404
    form = VoidReturnForm(request.POST or None, viewer=request.viewer, case=case)
    return act_page(
        request, form, case, "撤销退回", "已撤销退回，由上级继续办理。",
        lambda given: void_return(returned=returned, **_by(request), **given), save="撤销退回",
    )  # fmt: skip


def _above(request, code):
    """The case, if the viewer checks what its branch reports; whoever does not, finds nothing."""
    case = case_of(request, code)
    if not may_return(request.viewer, case):
        raise Http404
    return case


def _returned(request, case, pk) -> CaseReturn:
    """The one that lies with the branch. What was typed on a page that has grown old comes back with the reason."""
    rows = CaseReturn.objects.all() if request.method == "POST" else CaseReturn.objects.unanswered()
    return get_object_or_404(rows.filter(case=case).select_related("body"), pk=pk)


def _by(request) -> dict:
    return {"by": request.viewer, "today": request.today}
