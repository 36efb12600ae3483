"""台账核对: upload a ledger, see what the rules find by person and by rule, take it along, file what is to be handled.

A ledger belongs to whoever uploaded it, as a batch of the import does.
"""

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit.events import record_event
from audit.models import EventKind
from directory.access import access
from directory.imports.forms import ColumnsForm, UploadForm
from directory.imports.starting import start
from directory.models import Unit
from directory.refusals import Refused
from directory.scope import either, within
from directory.workbooks import workbook
from membership.ledger.checking import LedgerCheck
from membership.ledger.marked import marked_workbook
from membership.models import JudgedFinding
from membership.services.checks import file_checks
from membership.views import ledger_pages as pages
from sheets.container import SheetRefused
from sheets.imports import batches
from sheets.imports.running import report_of
from sheets.models import ImportBatch, State
from sheets.writing import write_template

LEDGER = LedgerCheck()


@access("checks.edit")
@require_GET
def ledger_list(request):
    """One's own ledgers, the latest first."""
    page = pages.own_ledgers(request.user, LEDGER, request.GET.get("page"))
    return render(request, "membership/ledger_list.html", {"page": page, "crumbs": pages.crumbs()})


@access("checks.edit")
@require_http_methods(["GET", "POST"])
def ledger_create(request):
    """Upload. A file that is no plain .xlsx is refused at the field, with how to save it."""
    form = UploadForm(request.POST or None, request.FILES or None, importer=LEDGER)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = batches.keep_upload(
                importer=LEDGER, content=file.read(), file_name=file.name, choices={}, account=request.user
            )
        except SheetRefused as refused:
            form.add_error("file", str(refused))
        else:
            return _matched(batch)
    context = {"form": form, "importer": LEDGER, "crumbs": pages.crumbs("核对台账")}
    return render(request, "membership/ledger_form.html", context, status=422 if form.errors else 200)


@access("checks.edit")
@require_GET
def ledger_template(request):
    """The empty ledger with its explanations."""
    content = write_template(LEDGER.title, LEDGER.version, LEDGER.columns, LEDGER.notes)
    return workbook(content, f"{LEDGER.title}模板.xlsx")


@access("checks.edit")
@require_http_methods(["GET", "POST"])
def ledger_columns(request, code):
    """What each heading means; only asked when it is not certain, and remembered."""
    batch = _own(request, code)
    try:
        match = batches.match_batch(batch, LEDGER)
    except SheetRefused as refused:
        messages.error(request, str(refused))
        return redirect("ledger_detail", code)
    form = ColumnsForm(request.POST or None, match=match, importer=LEDGER)
    if request.method == "POST" and form.is_valid():
        try:
            batches.assign_columns(batch=batch, columns=form.columns)
            start(batches.ask_check(batch=batch))
        except ValueError as refused:
            messages.error(request, str(refused))
        return redirect("ledger_detail", code)
    context = {"form": form, "match": match, "batch": batch, "crumbs": pages.crumbs(batch.number, "匹配列")}
    return render(request, "membership/ledger_columns.html", context, status=422 if form.errors else 200)


@access("checks.edit")
@require_GET
def ledger_detail(request, code):
    """How far it has come; then the findings, by person or by rule."""
    batch = _own(request, code)
    batches.mark_seen(batch)
    return _detail(request, batch)


@access("checks.edit")
@require_GET
def ledger_progress(request, code):
    """Asked by the page every two seconds; without script the page is loaded again."""
    batch = _own(request, code)
    answer = render(request, "membership/_ledger_progress.html", {"batch": batch})
    if not batch.is_waiting:
        answer["HX-Refresh"] = "true"
    return answer


@access("checks.edit")
@require_GET
def ledger_workbook(request, code):
    """The uploaded workbook with the findings beside each row, numbers masked; the log knows that it was taken."""
    batch = _own(request, code)
    if batch.state != State.CHECKED or batch.is_emptied or not pages.row_count(batch):
        raise Http404
    try:
        with transaction.atomic():
            event = record_event(
                EventKind.EXPORT,
                by=request.user,
                subject=LEDGER.title,
                request=request,
                conditions={"台账": batch.number},
                rows=pages.row_count(batch),
            )
            at = timezone.localtime(event.at)
            note = f"导出编号：DC-{event.pk}　导出人：{request.user}　{at:%Y-%m-%d %H:%M}　核对批次：{batch.number}"
            content = marked_workbook(batch, most_rows=LEDGER.most_rows, note=note)
    except SheetRefused as refused:
        messages.error(request, str(refused))
        return redirect("ledger_detail", code)
    return workbook(content, f"{LEDGER.title}核对结果-DC-{event.pk}.xlsx")


@access("checks.edit")
@require_POST
def ledger_filing(request, code):
    """登记为质量检查: the ticked findings, or all that breach a rule."""
    batch = _own(request, code)
    findings = _to_file(request.viewer, batch)
    if request.POST.get("all") == "1":
        findings = findings.filter(severity="error")
    else:
        findings = findings.filter(pk__in=pages.numbers(request.POST.getlist("finding")))
    try:
        filed = file_checks(
            findings=list(findings),
            source=batch.number,
            default_unit=_own_unit(request.viewer),
            by=request.user,
            on=request.today,
        )
    except Refused as refused:
        return _detail(request, batch, refusals=refused.refusals, status=422)
    known = f"，另有 {filed.known} 个已登记、还没有处理的不再登记" if filed.known else ""
    messages.success(request, f"已登记 {filed.new} 个质量检查问题{known}。")
    return redirect(f"{reverse('quality_check_list')}?source={batch.number}")


def _own(request, code) -> ImportBatch:
    own = ImportBatch.objects.filter(account=request.user, kind=LEDGER.key).select_related("progress")
    return get_object_or_404(own, code=code)


def _to_file(viewer, batch):
    """Findings in the units that the viewer acts for today, and of people whose branch is not told."""
    own = either(within(viewer, LEDGER.permission, "row__unit"), Q(row__unit=None))
    found = JudgedFinding.objects.filter(own, row__batch=batch.code)
    return found.select_related("row__unit", "row__person")


def _own_unit(viewer) -> Unit | None:
    """Where people belong whose branch is not told: the top of what the viewer acts for, if it is one."""
    tops = list(Unit.objects.filter(path__in=viewer.paths(LEDGER.permission))[:2])
    return tops[0] if len(tops) == 1 else None


def _matched(batch):
    """On to the check, or to the columns where headings have to be asked about."""
    try:
        must_ask = batches.match_batch(batch, LEDGER).must_ask
    except SheetRefused:
        must_ask = False  # The check says the same sentence.
    if must_ask:
        return redirect("ledger_columns", batch.code)
    batch.refresh_from_db(fields=["rows"])
    start(batches.ask_check(batch=batch))
    return redirect("ledger_detail", batch.code)


def _detail(request, batch, *, refusals=(), status=200):
    context = {
        "batch": batch,
        "report": None if batch.is_waiting else report_of(batch, request.viewer),
        "outcome": LEDGER.outcome(batch.counts),
        "crumbs": pages.crumbs(batch.number),
        "refusals": refusals,
    }
    if batch.state == State.CHECKED and not batch.is_emptied:
        context |= pages.result(batch, request.GET)
    return render(request, "membership/ledger_detail.html", context, status=status)
