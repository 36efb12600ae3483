"""材料: the checklist of a case, one document with its scan, the bundle; the numbered application books."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit.events import record_event
from audit.models import EventKind
from directory.access import access
from directory.files import CONTENT_TYPES, FileLost, read_file
from directory.models import Attachment
from membership.authority import may_read, seat_of
from membership.casefile import settled
from membership.checklist import archive_faults, bundle, checklist
from membership.forms.papers import BookForm, PaperForm, ReasonForm, ReturnForm, SpoilForm
from membership.models import Book, CasePaper, TemplateDocument
from membership.retention import kept_case
from membership.services.papers import add_paper, issue_book, return_book, spoil_book, void_paper
from membership.views.acts import act_page, case_of, crumbs_of


@access("cases.view")
@require_GET
def paper_list(request, code):
    """材料清单: what is there, what is missing, the books."""
    case = _seen(request, code)
    wanted, besides = checklist(case, settled(case, request.today))
    _show_files(request.viewer, case, [*(paper for each in wanted for paper in each.papers), *besides])
    context = {
        "case": case,
        "wanted": wanted,
        "besides": besides,
        "faults": archive_faults(wanted),
        "kept": kept_case(case),
        "missing": sum(each.is_missing for each in wanted),
        "books": case.books.select_related("unit", "issued_by__person"),
        "may": request.viewer.may_on("cases.record", case.unit) and not request.viewer.is_own(case.person),
        "may_book": _may_book(request, case),
        "crumbs": crumbs_of(case, "材料"),
    }
    return render(request, "membership/papers.html", context)


@access("cases.record")
@require_http_methods(["GET", "POST"])
def paper_create(request, code):
    """登记材料."""
    case = _recorded(request, code)
    documents = TemplateDocument.objects.filter(step__template=case.template_id).select_related("step")
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        viewer=request.viewer,
        documents=documents.order_by("step__position", "position"),
        initial={"document": request.GET.get("document", ""), "copies": 1},
    )

    def act(given):
        add_paper(case=case, by=request.viewer, today=request.today, **form.facts())

    return act_page(request, form, case, "登记材料", "已登记材料。", act, multipart=True)


@access("cases.record")
@require_http_methods(["GET", "POST"])
def paper_void(request, code, pk):
    """作废材料."""
    case = _recorded(request, code)
    paper = get_object_or_404(CasePaper.objects.standing().filter(case=case), pk=pk)
    form = ReasonForm(request.POST or None, viewer=request.viewer)

    def act(given):
        void_paper(paper=paper, reason=given["reason"], by=request.viewer, today=request.today)

    return act_page(request, form, case, f"作废材料：{paper.title}", "已作废。", act, save="作废")


@access("cases.view")
@require_GET
@never_cache
def paper_file(request, code, file):
    """One scan; who opened a strictly limited one, the log knows."""
    case = _seen(request, code)
    papers = case.papers.standing().values("pk")
    kept = get_object_or_404(
        Attachment, code=file, subject=CasePaper._meta.label_lower, subject_id__in=papers, voided_at__isnull=True
    )
    if not may_read(request.viewer, case, kept.sensitivity):
        raise Http404
    try:
        content = read_file(kept)
    except FileLost as lost:
        raise Http404 from lost
    record_event(EventKind.REVEAL, by=request.user, subject=case.person, request=request, field=kept.title)
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=kept.file_name)}
    return HttpResponse(content, content_type=CONTENT_TYPES[kept.kind], headers=headers)


@access("cases.export")
@require_POST
@never_cache
def case_bundle(request, code):
    """一键打包: the list of documents and every scan that the viewer may open."""
    case = _seen(request, code)
    if not request.viewer.may_on("cases.export", case.unit):
        raise Http404
    content = bundle(case, request.viewer)
    record_event(EventKind.EXPORT, by=request.user, subject=case.person, request=request, field="发展党员材料")
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=f"材料-{case.code}.zip")}
    return HttpResponse(content, content_type="application/zip", headers=headers)


@access("cases.file")
@require_http_methods(["GET", "POST"])
def book_issue(request, code):
    """发放入党志愿书."""
    case = _booked(request, code)
    form = BookForm(request.POST or None, viewer=request.viewer, initial={"on": request.today})

    def act(given):
        issue_book(case=case, by=request.viewer, today=request.today, **given)

    return act_page(request, form, case, "发放入党志愿书", "已登记发放。", act)


@access("cases.file")
@require_http_methods(["GET", "POST"])
def book_return(request, code, pk):
    """交回."""
    case = _booked(request, code)
    book = get_object_or_404(Book, case=case, pk=pk)
    form = ReturnForm(request.POST or None, viewer=request.viewer, initial={"on": request.today})

    def act(given):
        return_book(book=book, on=given["on"], by=request.viewer, today=request.today)

    return act_page(request, form, case, f"交回志愿书 {book.number}", "已登记交回。", act)


@access("cases.file")
@require_http_methods(["GET", "POST"])
def book_spoil(request, code, pk):
    """作废."""
    case = _booked(request, code)
    book = get_object_or_404(Book, case=case, pk=pk)
    form = SpoilForm(request.POST or None, viewer=request.viewer, initial={"on": request.today})

    def act(given):
        spoil_book(book=book, by=request.viewer, today=request.today, **given)

    return act_page(request, form, case, f"作废志愿书 {book.number}", "已登记作废，可以重新发放。", act, save="作废")


def _seen(request, code):
    """Documents are not for whoever only accompanies the person."""
    case = case_of(request, code)
    if not request.viewer.may_on("cases.view", case.unit):
        raise Http404
    return case


def _recorded(request, code):
    case = case_of(request, code)
    if not request.viewer.may_on("cases.record", case.unit):
        raise Http404
    return case


def _booked(request, code):
    case = case_of(request, code)
    if not _may_book(request, case):
        raise Http404
    return case


def _may_book(request, case) -> bool:
    approver = seat_of(case, request.today).approver
    return approver is not None and request.viewer.may_on("cases.file", approver)


def _show_files(viewer, case, papers) -> None:
    """Each paper gets its scans, with the address where the viewer may open them."""
    found: dict[int, list[dict]] = {}
    rows = Attachment.objects.filter(
        subject=CasePaper._meta.label_lower, subject_id__in=[paper.pk for paper in papers], voided_at__isnull=True
    )
    for file in rows:
        may = may_read(viewer, case, file.sensitivity)
        url = reverse("paper_file", args=[case.code, file.code]) if may else ""
        found.setdefault(file.subject_id, []).append({"file": file, "url": url})
    for paper in papers:
        paper.files = found.get(paper.pk, [])
