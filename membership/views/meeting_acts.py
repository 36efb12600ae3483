"""A kept meeting corrected, voided as a whole or in one item, or completed by a candidate who was left out."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from branches.models import Meeting
from directory.access import access
from directory.refusals import ChangedMeanwhile
from membership.forms.corrections import CandidateForm, CorrectionForm, ItemVoidForm, MeetingVoidForm
from membership.models import Case
from membership.resting import resting_on
from membership.services.meetings import add_together, correct_together, void_item_together, void_together
from membership.together.correcting import tried
from membership.together.people import forgotten
from membership.views.acts import case_of, done
from membership.views.meetings import crumbs_of, meeting_of
from membership.voting import SUBJECT_OF_STEP

CHANGED = (
    "{who} {at} 已先保存这次会议或依据它登记的个案，您填写的内容还在下面；请打开会议核对最新情况，再决定是否保存。"
)

ELSEWHERE = "有依据它登记的个案已不归您管理，请联系组织部办理。"


@access("cases.record")
@require_http_methods(["GET", "POST"])
def meeting_correct(request, code):
    """更正会议: first what it would change, in the meeting and in the cases that rest on it, then the last click."""
    meeting = _kept(request, code)
    form = CorrectionForm(request.POST or None, viewer=request.viewer, meeting=meeting)

    def act(given=None):
        try:
            correct_together(**_correction(form), meeting=meeting, by=request.viewer, today=request.today)
        except ChangedMeanwhile:
            form.look_anew()
            raise

    if form.is_bound and form.is_valid() and form.is_listed_anew:
        form.refuse_another_list()
    go = request.POST.get("go", "")
    if form.is_bound and not form.errors and go == "save" and done(form, act, CHANGED):
        messages.success(request, "已更正会议记录，原内容保留在历史中。")
        return redirect("meeting_detail", code)
    if form.is_bound and not form.errors and go == "review":
        found = _looked(form, meeting, act)
        if found is not None:
            return _page(request, "meeting_correction", meeting, "更正会议", form=form, tried=found)
    return _page(request, "meeting_correct", meeting, "更正会议", form=form)


def _correction(form) -> dict:
    given = form.cleaned_data
    return {
        "version": given["version"],
        "on": form.day,
        "attending": form.attending(),
        "circumstances": form.circumstances(),
        "votes": form.votes(),
        "decisions": form.decisions(),
        "seen": form.seen_records(),
        "is_secret": form.is_secret,
        "asks_anew": form.asks_anew,
        "reason": given["reason"],
        "excused": form.excused(),
    }


def _looked(form, meeting, act):
    """What would change; None where the services refuse it, and the form says why."""
    found = []
    if done(form, lambda given: found.append(tried(meeting, act)), CHANGED):
        return found[0]
    return None


@access("cases.record")
@require_http_methods(["GET", "POST"])
def meeting_void(request, code):
    """作废会议, with the records that rest on it: they are named before the click."""
    meeting = _kept(request, code)
    form = MeetingVoidForm(request.POST or None, initial={"version": meeting.version})

    def act(given):
        facts = {"reason": given["reason"], "version": given["version"], "at": timezone.now()}
        void_together(meeting=meeting, by=request.viewer, today=request.today, **facts)

    if done(form, act, CHANGED):
        messages.success(request, "已作废会议记录，仍保留在历史中。")
        return redirect("meeting_detail", code)
    mine, others = _by_scope(request.viewer, resting_on(meeting.items.all()))
    names = "、".join(record.person.name for record in mine)
    note = "作废后不再计算，仍保留在历史中，不能恢复；需要时请重新登记。"
    if names:
        note = f"依据这次会议登记到个案的表决将同时作废：{names}。{note}"
    if others:
        note = f"{ELSEWHERE}{note}"
    return _page(request, "meeting_act", meeting, "作废会议", form=form, form_note=note, save="作废")


@access("cases.record")
@require_http_methods(["GET", "POST"])
def item_void(request, code, position):
    """作废议题: somebody was put down by mistake; what his case took from the vote is named before the click."""
    meeting = _kept(request, code)
    item = get_object_or_404(meeting.items.select_related("meeting__unit", "person"), position=position)
    if item.voided_at and request.method == "GET":
        raise Http404
    records = resting_on([item])
    form = ItemVoidForm(request.POST or None, meeting=meeting, records=records)

    def act(given):
        facts = {"reason": given["reason"], "version": given["version"], "seen": form.seen_records()}
        try:
            void_item_together(item=item, by=request.viewer, today=request.today, at=timezone.now(), **facts)
        except ChangedMeanwhile:
            form.look_anew()
            raise

    if done(form, act, CHANGED):
        messages.success(request, f"已作废议题“{item.title}”，仍保留在历史中。")
        return redirect("meeting_detail", code)
    back = {"cancel_url": reverse("meeting_correct", args=[code])}
    note = _goes_along(item, *_by_scope(request.viewer, records))
    return _page(request, "meeting_act", meeting, "作废议题", form=form, form_note=note, save="作废", **back)


def _by_scope(viewer, records) -> tuple[list, list]:
    """Records of cases that the viewer may look into, and those of cases that have moved elsewhere since."""
    seen = set(
        Case.objects.visible_to(viewer).filter(pk__in=[each.case_id for each in records]).values_list("pk", flat=True)
    )
    mine = [each for each in records if each.case_id in seen]
    return mine, [each for each in records if each.case_id not in seen]


def _goes_along(item, records, others) -> str:
    words = (
        f"作废误登的议题“{item.title}”，会议的其他议题不变；仍保留在历史中，不能恢复，需要时请用“补登对象”重新登记。"
    )
    if not item.person:
        return words
    if records:
        words += f"依据它登记到{item.person.name}个案的“{records[0].title}”将同时作废；"
    elif others:
        words += ELSEWHERE
    else:
        words += f"{item.person.name}的个案中没有依据它的登记，个案里另行登记的不受影响；"
    return f"{words}因它列席的，同时移出到会名单。"


@access("cases.record")
@require_GET
def candidate_list(request, code):
    """补登对象: on whom the meeting may have voted besides."""
    meeting = _kept(request, code)
    return _page(request, "meeting_people", meeting, "补登对象", cases=forgotten(request.viewer, meeting))


@access("cases.record")
@require_http_methods(["GET", "POST"])
def candidate_create(request, code, case):
    """补登对象: how the meeting voted on somebody who was left out when it was saved."""
    meeting = _kept(request, code)
    case, step = _whose(request, meeting, case)
    about = {"meeting": meeting, "case": case, "step": step, "subject": SUBJECT_OF_STEP[step]}
    form = CandidateForm(request.POST or None, viewer=request.viewer, **about)

    def act(given):
        whom = {"vote": form.vote(), "attending": form.attending()}
        add_together(meeting=meeting, by=request.viewer, today=request.today, **whom)

    if done(form, act):
        messages.success(request, f"已补登{case.person.name}的表决结果。")
        return redirect("meeting_detail", code)
    groups = [{"title": title, "fields": fields} for title, fields in form.groups()]
    groups.append({"title": "有特殊情况", "fields": form.exception(), "is_folded": True, "is_open": form.is_bound})
    heading = f"补登对象：{case.person.name}"
    return _page(request, "meeting_act", meeting, heading, form=form, form_groups=groups, save="登记表决")


def _whose(request, meeting, code) -> tuple[Case, str]:
    """Whose vote is added, at which step. What was typed while he was recorded elsewhere the services judge, so that it
    stays on the page."""
    if request.method == "GET":
        case = get_object_or_404(forgotten(request.viewer, meeting), code=code)
        return case, case.next_step
    case = case_of(request, code)
    step = request.POST.get("step", case.next_step)
    if step not in SUBJECT_OF_STEP:
        raise Http404
    return case, step


def _page(request, template, meeting, heading, *, form=None, **more):
    context = {
        "meeting": meeting,
        "heading": heading,
        "form": form,
        "crumbs": [*crumbs_of(meeting), {"title": heading}],
        "cancel_url": reverse("meeting_detail", args=[meeting.code]),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, f"membership/together/{template}.html", context | more, status=status)


def _kept(request, code) -> Meeting:
    """The meeting, where the viewer may change it; of one that was voided nothing is left to open. What was typed
    before it was voided the services refuse, and it stays on the page."""
    meeting = meeting_of(request, code)
    if (meeting.voided_at and request.method == "GET") or not request.viewer.may_on("cases.record", meeting.unit):
        raise Http404
    return meeting
