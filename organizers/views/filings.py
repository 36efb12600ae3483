"""任职备案: the list, one filing with its counted days and papers, and the steps of unit and department."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from audit.events import record_event
from audit.models import EventKind
from directory.access import access
from directory.files import CONTENT_TYPES, FileLost, read_file
from directory.models import Attachment
from directory.permissions import Sensitivity
from organizers.forms import CompleteForm, DocumentForm, OpenFilingForm, ReceiveForm, ReturnForm, SubmitForm
from organizers.forms.roster import FILING_STATES
from organizers.models import Filing
from organizers.rules.filing import FilingState
from organizers.selectors import filing_lines, filings
from organizers.selectors.filings import below, filing_count
from organizers.services import (
    add_document,
    complete_filing,
    open_filing,
    receive_filing,
    return_filing,
    submit_filing,
)
from organizers.services.filing import documents_of, lacking_papers, papers_asked
from organizers.views.acts import act_page, appointment_of, crumbs_of, may_read
from policy.working_days import working_calendar

PAGE_SIZE = 50


@access("organizers.view")
@require_GET
def filing_list(request):
    """Everything that waits, the nearest decision first; every state has its address."""
    chosen = request.GET.get("state", "")
    rows = below(filings(request.viewer), request.viewer, request.GET.get("unit", ""))
    if chosen in FILING_STATES:
        rows = rows.filter(pk__in=Filing.objects.in_state(chosen, request.today))
    page = Paginator(rows.order_by(F("filed_on").asc(nulls_first=True), "decided_on", "pk"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    tabs = [
        {"title": title, "url": _list_url(request, key), "current": key == (chosen if chosen in FILING_STATES else "")}
        for key, title in [("", "全部"), *FILING_STATES.items()]
    ]
    context = {
        "lines": filing_lines(page.object_list, request.today),
        "page": page,
        "tabs": tabs,
        "is_narrowed": chosen in FILING_STATES,
        "crumbs": [{"title": "组织员队伍", "url": reverse("organizer_list")}, {"title": "任职备案"}],
        "today": request.today,
    }
    return render(request, "organizers/filing_list.html", context)


@access("organizers.view")
@require_GET
def filing_detail(request, roster_no, pk):
    """One filing: where it stands, the working days counted one by one, its papers, and what may be done next."""
    appointment = appointment_of(request, roster_no, pk)
    filing = _filing(request, appointment)
    (line,) = filing_lines([filing], request.today)
    papers = list(Attachment.objects.of(filing))
    context = {
        "appointment": appointment,
        "filing": filing,
        "line": line,
        "count": filing_count(filing, working_calendar()),
        "papers": [{"paper": paper, "url": _paper_url(request.viewer, appointment, paper)} for paper in papers],
        "lacking": lacking_papers(papers_asked(filing), [paper.title for paper in papers]),
        "steps": _steps(request.viewer, appointment, line),
        "waits_for_others": _waits_for_others(request.viewer, appointment, line),
        "crumbs": crumbs_of(appointment.person, "任职备案"),
        "today": request.today,
    }
    return render(request, "organizers/filing_detail.html", context)


@access("organizers.edit")
@require_http_methods(["GET", "POST"])
def filing_create(request, roster_no, pk):
    """登记备案: for an appointment that came in without one; one that is there is shown."""
    appointment = appointment_of(request, roster_no, pk, "organizers.edit")
    if getattr(appointment, "filing", None):
        return redirect("filing_detail", roster_no, pk)
    form = OpenFilingForm(request.POST or None, viewer=request.viewer, initial={"decided_on": _decided_on(appointment)})

    def act(given):
        open_filing(appointment=appointment, decided_on=given["decided_on"], today=request.today, is_demanded=True)

    note = f"{appointment}，{appointment.period}"
    back = reverse("organizer_detail", args=[roster_no])
    crumbs = crumbs_of(appointment.person, "登记备案")
    return act_page(request, form, "登记备案", crumbs, back, act, "已登记备案。", form_note=note)


@access("organizers.submit")
@require_http_methods(["GET", "POST"])
def filing_document_create(request, roster_no, pk):
    """上传备案材料."""
    appointment, filing = _to_do(request, roster_no, pk, "organizers.submit")
    form = DocumentForm(
        request.POST or None,
        request.FILES or None,
        viewer=request.viewer,
        titles=documents_of(papers_asked(filing)),
        initial={"title": request.GET.get("title", "")},
    )

    def act(given):
        add_document(
            filing=filing,
            content=given["file"].read(),
            file_name=given["file"].name,
            title=given["title"],
            today=request.today,
            by=request.user,
        )

    return _page(request, form, "上传备案材料", appointment, act, "已上传。", multipart=True, save="上传")


@access("organizers.view")
@require_GET
def filing_document(request, roster_no, pk, code):
    """One paper, as it was uploaded; the log knows who took it."""
    appointment = appointment_of(request, roster_no, pk)
    filing = _filing(request, appointment)
    paper = get_object_or_404(Attachment.objects.of(filing), code=code)
    if not may_read(request.viewer, appointment, Sensitivity(paper.sensitivity)):
        raise Http404
    try:
        content = read_file(paper)
    except FileLost as lost:
        raise Http404 from lost
    record_event(
        EventKind.EXPORT, by=request.user, subject=appointment.person, request=request, document=paper.title, rows=1
    )
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=paper.file_name)}
    return HttpResponse(content, content_type=CONTENT_TYPES[paper.kind], headers=headers)


@access("organizers.submit")
@require_http_methods(["GET", "POST"])
def filing_submit(request, roster_no, pk):
    """提交备案."""
    appointment, filing = _to_do(request, roster_no, pk, "organizers.submit")
    return _step(request, appointment, filing, SubmitForm, "提交备案", submit_filing, "已提交，等组织部接收。")


@access("organizers.receive")
@require_http_methods(["GET", "POST"])
def filing_receive(request, roster_no, pk):
    """接收备案材料."""
    appointment, filing = _to_do(request, roster_no, pk, "organizers.receive")
    return _step(request, appointment, filing, ReceiveForm, "接收备案", receive_filing, "已接收。")


@access("organizers.receive")
@require_http_methods(["GET", "POST"])
def filing_return(request, roster_no, pk):
    """退回补正."""
    appointment, filing = _to_do(request, roster_no, pk, "organizers.receive")
    return _step(request, appointment, filing, ReturnForm, "退回补正", return_filing, "已退回，等单位补正。")


@access("organizers.receive")
@require_http_methods(["GET", "POST"])
def filing_complete(request, roster_no, pk):
    """完成备案."""
    appointment, filing = _to_do(request, roster_no, pk, "organizers.receive")
    return _step(request, appointment, filing, CompleteForm, "完成备案", complete_filing, "已备案。")


def _list_url(request, state) -> str:
    """The list in another state, under the same scope."""
    words = {"state": state, "unit": request.GET.get("unit", "")}
    words = urlencode({name: word for name, word in words.items() if word})
    return f"{reverse('filing_list')}?{words}" if words else reverse("filing_list")


def _filing(request, appointment) -> Filing:
    return get_object_or_404(filings(request.viewer), appointment=appointment)


def _decided_on(appointment):
    """What was written down with the appointment; else its first day, as the nearest that is known."""
    nomination = getattr(appointment, "nomination", None)
    return (nomination and nomination.decided_on) or appointment.from_on


def _to_do(request, roster_no, pk, permission):
    appointment = appointment_of(request, roster_no, pk, permission)
    return appointment, _filing(request, appointment)


def _step(request, appointment, filing, form_class, heading, service, done):
    def again(record, data=None):
        return form_class(data, viewer=request.viewer, record=record)

    def act(given):
        service(filing=filing, today=request.today, by=request.user, **given)

    form = again(filing, request.POST or None)
    return _page(request, form, heading, appointment, act, done, shown=lambda record: {}, again=again)


def _page(request, form, heading, appointment, act, done, **more):
    back = reverse("filing_detail", args=[appointment.person.roster_no, appointment.pk])
    crumbs = [*crumbs_of(appointment.person), {"title": "任职备案", "url": back}, {"title": heading}]
    note = f"{appointment.unit.full_name}　{appointment.get_kind_display()}组织员，{appointment.period}"
    return act_page(
        request, form, heading, crumbs, back, act, done, form_note=note, save=more.pop("save", heading), **more
    )


def _is_submitter(viewer, line) -> bool:
    return line.filing.submitted_by_id == viewer.account.pk


def _waits_for_others(viewer, appointment, line) -> str:
    """Why whoever could receive it is not offered to."""
    receives = viewer.may_on("organizers.receive", appointment.unit)
    if receives and line.state is FilingState.SUBMITTED and _is_submitter(viewer, line):
        return "这件备案由您提交，接收、备案和退回请由组织部其他人员办理。"
    return ""


def _paper_url(viewer, appointment, paper) -> str:
    """Empty where the paper is not open to the viewer."""
    if not may_read(viewer, appointment, Sensitivity(paper.sensitivity)):
        return ""
    return reverse("filing_document", args=[appointment.person.roster_no, appointment.pk, paper.code])


def _steps(viewer, appointment, line) -> list[dict]:
    """What this viewer may do next, the first one being the usual; nobody on his own appointment, and whoever
    submitted receives nothing."""
    if viewer.is_own(appointment.person):
        return []
    unit, place = appointment.unit, [appointment.person.roster_no, appointment.pk]
    submits, receives = viewer.may_on("organizers.submit", unit), viewer.may_on("organizers.receive", unit)
    waits = line.state in (FilingState.OPEN, FilingState.SOON, FilingState.LATE, FilingState.RETURNED)
    found = []
    if submits and waits:
        found.append(("提交备案", "filing_submit"))
    if receives and line.state is FilingState.SUBMITTED and not _is_submitter(viewer, line):
        found += [("接收", "filing_receive")] if line.days.received_on is None else []
        found += [("完成备案", "filing_complete"), ("退回补正", "filing_return")]
    if submits and line.state is not FilingState.FILED:
        found.append(("上传材料", "filing_document_create"))
    return [{"title": title, "url": reverse(name, args=place)} for title, name in found]
