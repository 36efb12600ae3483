"""批次办理: one decision, many people, page after page; nothing is kept until the last one."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from branches.policy import MeetingPolicy
from branches.quorum import demand_for
from directory.access import access
from directory.models import Unit
from directory.refusals import Refused
from membership.forms.batches import PEOPLE, REVIEW
from membership.forms.facts import shown
from membership.forms.meetings import MeetingForm
from membership.forms.sheets import SheetForm
from membership.services.together import hold_together, record_together
from membership.together.drafts import OF_ONE_BRANCH, PAPERS
from membership.together.kinds import BATCHES, MOST, Batch, in_groups
from membership.together.paper import by_approver, sheet_of
from membership.together.people import SHOWN, candidates, chosen, may_begin, recorded, waiting
from membership.together.reviewing import review_of_meeting, review_of_sheet
from membership.views.meetings import draft_page

HEADING = "批次办理"


@access("cases.record")
@require_GET
def together_list(request):
    """What can be done for many at once, and how many wait for it."""
    mine = [batch for batch in BATCHES.values() if may_begin(request.viewer, batch)]
    counts = waiting(request.viewer, mine)
    groups = [(title, [(batch, counts.get(batch.step, 0)) for batch in batches]) for title, batches in in_groups(mine)]
    codes = request.GET.getlist("case")[:MOST]
    context = {
        "groups": groups,
        "ticked": len(codes),
        "query": f"?{urlencode({'case': codes}, doseq=True)}" if codes else "",
        "crumbs": [_board(), {"title": HEADING}],
    }
    return render(request, "membership/together/batch_list.html", context)


@access("cases.record")
@require_http_methods(["GET", "POST"])
def together_create(request, step):
    """One batch: people, what is recorded, review."""
    batch = _batch(request, step)
    cases = chosen(request.viewer, batch, (request.POST if request.method == "POST" else request.GET).getlist("case"))
    wrong = _people_refused(batch, cases) if request.method == "POST" else ()
    if request.method == "GET" or wrong or request.POST.get("go") == PEOPLE.key:
        return _people(request, batch, cases, wrong)
    form = (MeetingForm if batch.is_meeting else SheetForm)(
        request.POST, viewer=request.viewer, batch=batch, cases=cases
    )
    return _through(request, form, request.POST.get("go", ""))


@access("cases.record")
@require_GET
def together_saved(request, step):
    """Whom it was recorded for, and what can be drafted from it."""
    batch = _known(step)
    cases = recorded(request.viewer, request.GET.getlist("case"))
    if not cases:
        return redirect("together_list")
    sheet = sheet_of(step, cases, request.today)
    context = {
        "batch": batch,
        "heading": batch.title,
        "rows": [(case, record, shown(record.facts, step)) for case, record in sheet.people if record],
        "papers": _papers(batch, cases, request.today),
        "crumbs": _crumbs(batch),
    }
    return render(request, "membership/together/batch_saved.html", context)


@access("cases.record")
@require_http_methods(["GET", "POST"])
def together_draft(request, step, paper):
    """备案报告, 预审请示, 批复, 公示: from the records of the chosen cases, or beforehand."""
    batch = _known(step)
    if paper not in (*batch.papers, *batch.beforehand):
        raise Http404
    cases = recorded(request.viewer, request.GET.getlist("case"))
    if not cases:
        return redirect("together_list")
    sheet = sheet_of(step, cases, request.today)
    if paper in OF_ONE_BRANCH and len(sheet.branches) > 1:
        messages.error(request, f"{PAPERS[paper][0]}由一个支部出具，请只选同一个支部的人员。")
        return redirect(f"{reverse('together_create', args=[step])}?{_query(cases)}")
    if len(by_approver(cases, request.today)) > 1:
        messages.error(request, f"{PAPERS[paper][0]}由一个党委出具，所选人员由不同党委审批，请分别出具。")
        return redirect(f"{reverse('together_saved', args=[step])}?{_query(cases)}")
    back_url = f"{reverse('together_create', args=[step])}?{_query(cases)}"
    return draft_page(request, PAPERS[paper][1](sheet), back_url, _crumbs(batch)[:2])


def _papers(batch, cases, today) -> list[tuple[str, str, str]]:
    """Key, title and question of each paper; of each body that approves, where they are several."""
    bodies = by_approver(cases, today)
    found = []
    for key in batch.papers:
        for body, own in bodies:
            whose = f"（{body.short_name}）" if body and len(bodies) > 1 else ""
            found.append((key, f"{PAPERS[key][0]}{whose}", _query(own)))
    return found


def _known(step) -> Batch:
    if step not in BATCHES:
        raise Http404
    return BATCHES[step]


def _batch(request, step) -> Batch:
    batch = _known(step)
    if not may_begin(request.viewer, batch):
        raise Http404
    return batch


def _people_refused(batch, cases) -> list[str]:
    if not cases:
        return ["请勾选要一起办理的人员。"]
    found = []
    if len(cases) > MOST:
        found.append(f"一批最多 {MOST} 人，请分批办理。")
    units = {case.unit_id: case.unit for case in cases}
    if batch.is_meeting and len(units) > 1:
        names = "、".join(unit.short_name for unit in list(units.values())[:3])
        found.append(f"一次支部大会只讨论本支部的人员，所选人员分属{names}等 {len(units)} 个支部，请分别办理。")
    return found


def _people(request, batch, cases, wrong):
    """① 人员: whose turn it is, those already ticked among them."""
    unit = _unit(request)
    offered = list(candidates(request.viewer, batch, unit)[:SHOWN])
    ticked = {case.pk for case in cases}
    known = {case.pk for case in offered}
    context = {
        "offered": [*(case for case in cases if case.pk not in known), *offered],
        "ticked": ticked,
        "is_cut": len(offered) == SHOWN,
        "wrong": wrong,
        "unit": unit,
        "carried": _carried_raw(request),
        **_frame(batch, PEOPLE.key, MeetingForm if batch.is_meeting else SheetForm),
    }
    return render(request, "membership/together/batch_people.html", context, status=422 if wrong else 200)


def _unit(request) -> Unit | None:
    code = request.GET.get("unit", "")
    return Unit.objects.within(request.viewer, "cases.view").filter(code=code).first() if code else None


def _carried_raw(request) -> list[tuple[str, str]]:
    """Entries of the pages behind this one, as they were typed."""
    beside = ("csrfmiddlewaretoken", "case", "go")
    return [(name, value) for name, values in request.POST.lists() if name not in beside for value in values]


def _through(request, form, go):
    """The page that was asked for, if everything before it is right; else the one that is not."""
    pages = [page.key for page in form.pages]
    wanted = go if go in pages else REVIEW.key if go == "save" else pages[0]
    for key in pages[: pages.index(wanted)]:
        if key not in form.seen:
            return _page(request, form, key, fresh=True)
        if not form.upto(key) or not _stands(form, key):
            return _page(request, form, key)
    if wanted != REVIEW.key:
        return _page(request, form, wanted, fresh=True)
    return _review(request, form, save=go == "save" and REVIEW.key in form.seen)


def _stands(form, key) -> bool:
    """Whether what was typed of the meeting itself can be."""
    if key != "meeting":
        return True
    if form.is_listed_anew:
        form.refuse_another_list()
    for refusal in form.told(voted=False).meeting:
        form.add_refusal(refusal)
    return not form.errors


def _page(request, form, key, *, fresh=False):
    """A page with what was typed on it before; `fresh`: nothing is asked of it yet."""
    if fresh:
        form.upto(_before(form, key)) if _before(form, key) else form.forget_errors()
    context = _frame(form.batch, key, form) | {"form": form, "cases": form.cases, "carried": form.carried(key)}
    context["seen"] = dict.fromkeys([*form.seen, key])
    if key == "sheet":
        papers = [(paper, PAPERS[paper][0]) for paper in form.batch.beforehand]
        context |= {"beforehand": papers, "query": _query(form.cases)}
    if key in ("sheet", "meeting"):
        context["shared"] = form.visible(key)
    if key == "meeting":
        context["seats"] = form.seats()
    if key == "votes":
        context |= _voting(form)
    template = f"membership/together/batch_{key}.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _voting(form) -> dict:
    gathering = form.gathering()
    demand = demand_for(gathering.kind, form.subject, MeetingPolicy())
    outcome = demand.outcome(expected=gathering.expected, present=gathering.present, ayes=0)
    return {
        "gathering": gathering,
        "present": outcome.present,
        "needed": outcome.ayes.needed,
        "ballots": form.ballots(),
        "unasked": form.unasked(),
    }


def _before(form, key) -> str:
    pages = [page.key for page in form.pages]
    return pages[pages.index(key) - 1] if pages.index(key) else ""


def _review(request, form, *, save):
    """The last page: what the rules say of each; saving leaves out whom they refuse."""
    right = form.upto(REVIEW.key)
    reviewed = (review_of_meeting if form.batch.is_meeting else review_of_sheet)(form, request.viewer, request.today)
    if save and right and reviewed.may_save:
        try:
            return _save(request, form, reviewed)
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_refusal(refusal)
    if save and not reviewed.may_save:
        form.add_error(None, "没有可以登记的人员，原因见下表；请返回修改，或补正后再办理。")
    return _reviewed(request, form, reviewed)


def _reviewed(request, form, reviewed, status=None, saved=()):
    context = _frame(form.batch, REVIEW.key, form) | {
        "form": form,
        "reviewed": reviewed,
        "shared": form.shared_words(),
        "absent": reviewed.absent,
        "save": _save_words(form, reviewed),
        "cases": form.cases,
        "carried": form.carried(REVIEW.key),
        "seen": dict.fromkeys([*form.seen, REVIEW.key]),
        "saved": f"{reverse('together_saved', args=[form.batch.step])}?{_query(saved)}" if saved else "",
    }
    status = status or (422 if form.errors else 200)
    return render(request, "membership/together/batch_review.html", context, status=status)


def _save_words(form, reviewed) -> str:
    """What the last button does, in numbers; none where it could do nothing."""
    count = len(reviewed.rows) - sum(bool(row.reasons) for row in reviewed.rows)
    if not count:
        return ""
    return f"登记会议和 {count} 人的表决" if form.batch.is_meeting else f"登记 {count} 人"


def _save(request, form, reviewed):
    if form.batch.is_meeting:
        return _save_meeting(request, form, reviewed)
    lines = [row.line for row in reviewed.rows if row.may_save]
    came = record_together(lines=lines, by=request.viewer, today=request.today)
    names = "、".join(case.person.name for case in came.recorded)
    if came.recorded:
        messages.success(request, f"已登记 {len(came.recorded)} 人的“{form.batch.title}”：{names}。")
    rest = [case for case in form.cases if case not in came.recorded]
    if not rest:
        return redirect(f"{reverse('together_saved', args=[form.batch.step])}?{_query(came.recorded)}")
    # Whoever was left out stays on the page with everything typed.
    form.go_on_with(rest)
    return _reviewed(request, form, reviewed.of(rest, came.refused), status=422, saved=came.recorded)


def _save_meeting(request, form, reviewed):
    votes = [vote for vote in form.votes() if vote.case in reviewed.accepted]
    came = hold_together(
        unit=form.unit,
        kind=form.gathering().kind,
        step=form.batch.step,
        on=form.day,
        attending=form.attending(),
        circumstances=form.circumstances(),
        votes=votes,
        by=request.viewer,
        today=request.today,
    )
    messages.success(request, f"已登记支部大会和 {len(came.recorded)} 人的表决结果。")
    for row in reviewed.rows:
        if not row.may_save:
            reasons = "；".join(each.message for each in row.reasons)
            messages.warning(request, f"{row.case.person.name}没有登记：{reasons}")
    return redirect("meeting_detail", came.meeting.code)


def _query(cases) -> str:
    return urlencode({"case": [case.code for case in cases]}, doseq=True)


def _frame(batch, key, form) -> dict:
    """The head of every page: where in the way one is."""
    pages = [PEOPLE, *form.pages]
    keys = [page.key for page in pages]
    place = keys.index(key)
    return {
        "batch": batch,
        "pages": [(number, page, page.key == key) for number, page in enumerate(pages, start=1)],
        "back": keys[place - 1] if place else "",
        "onward": keys[place + 1] if place + 1 < len(keys) else "",
        "heading": batch.title,
        "crumbs": _crumbs(batch),
    }


def _crumbs(batch) -> list[dict]:
    return [_board(), {"title": HEADING, "url": reverse("together_list")}, {"title": batch.title}]


def _board() -> dict:
    return {"title": "发展党员", "url": reverse("case_board")}
