"""数据·导入: the wizard for every kind of roster (screens 3.16). A batch belongs to whoever uploaded it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit.undoing import foresee
from desk.imports import pages
from desk.imports.acting import take_back
from directory.access import access
from directory.imports.forms import AnswersForm, ColumnsForm, UploadForm
from directory.imports.starting import start
from directory.workbooks import workbook
from sheets.container import SheetRefused
from sheets.imports import batches, running
from sheets.imports.registry import importer_of, importers
from sheets.marking import MOST_ROWS, list_faults, mark_workbook
from sheets.models import ImportBatch, State
from sheets.reading import read_workbook
from sheets.writing import write_template

OWN_PER_PAGE = 20


@access("data.import")
@require_GET
def import_list(request):
    """① The kinds with their templates, and one's own batches."""
    elsewhere = [each.key for each in importers() if not each.has_wizard]
    own = ImportBatch.objects.filter(account=request.user).exclude(kind__in=elsewhere).defer("content", "report")
    page = Paginator(own, OWN_PER_PAGE).get_page(request.GET.get("page"))
    titles = {each.key: each.title for each in importers()}
    for batch in page.object_list:
        batch.title, batch.outcome = titles.get(batch.kind, batch.kind), pages.outcome(batch)
    context = {
        "kinds": pages.kinds_for(request.viewer),
        "page": page,
        "crumbs": pages.crumbs(),
        "steps": pages.steps(1),
    }
    return render(request, "desk/import_list.html", context)


@access("data.import")
@require_http_methods(["GET", "POST"])
def import_create(request, kind):
    """② Upload. A file that is no plain .xlsx is refused at the field, with how to save it."""
    importer = _importer(request, kind)
    form = UploadForm(request.POST or None, request.FILES or None, importer=importer)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = batches.keep_upload(
                importer=importer,
                content=file.read(),
                file_name=file.name,
                choices=form.choices,
                account=request.user,
            )
        except SheetRefused as refused:
            form.add_error("file", str(refused))
        else:
            return _matched(batch, importer)
    context = {
        "form": form,
        "importer": importer,
        "crumbs": pages.crumbs(importer.title),
        "steps": pages.steps(2),
        "rows_in_page": importer.writes_in_page,
    }
    return render(request, "desk/import_form.html", context, status=422 if form.errors else 200)


@access("data.import")
@require_GET
def import_template(request, kind):
    """The empty roster with its explanations."""
    importer = _importer(request, kind)
    content = write_template(importer.title, importer.version, importer.columns, importer.notes)
    return workbook(content, f"{importer.title}模板.xlsx")


@access("data.import")
@require_http_methods(["GET", "POST"])
def import_columns(request, code):
    """③ What each heading means; only asked when it is not certain, and remembered."""
    batch, importer = _own(request, code)
    try:
        match = batches.match_batch(batch, importer)
    except SheetRefused as refused:
        messages.error(request, str(refused))
        return redirect("import_detail", code)
    form = ColumnsForm(request.POST or None, match=match, importer=importer)
    if request.method == "POST" and form.is_valid():
        return _told(request, code, lambda: start(_assigned(batch, form.columns)))
    context = {"form": form, "match": match, **_frame(batch, importer, 3, "匹配列")}
    return render(request, "desk/import_columns.html", context, status=422 if form.errors else 200)


@access("data.import")
@require_GET
def import_detail(request, code):
    """④ Preview: what each row would do, or why not; afterwards ⑤ the result."""
    batch, importer = _own(request, code)
    batches.mark_seen(batch)
    return _detail(request, batch, importer)


@access("data.import")
@require_POST
def import_again(request, code):
    """The corrected file continues the batch."""
    batch, importer = _own(request, code)
    form = UploadForm(request.POST, request.FILES, importer=importer, asks_choices=False)
    if not form.is_valid():
        return _detail(request, batch, importer, again=form)
    file = form.cleaned_data["file"]
    try:
        batch = batches.replace_upload(batch=batch, importer=importer, content=file.read(), file_name=file.name)
    except ValueError as refused:  # `SheetRefused` is one.
        form.add_error("file", str(refused))
        return _detail(request, batch, importer, again=form)
    return _matched(batch, importer)


@access("data.import")
@require_POST
def import_answers(request, code):
    """Answers to conflicts; the check runs again with them."""
    batch, _ = _own(request, code)
    report = running.report_of(batch, request.viewer)
    form = AnswersForm(request.POST, report=report, batch=batch) if report else None
    if form is None or not form.is_valid():
        return redirect("import_detail", code)
    return _told(request, code, lambda: start(batches.ask_check(batch=batch, answers=form.answers)))


@access("data.import")
@require_POST
def import_confirm(request, code):
    """⑤ All rows, or those without a fault when that was ticked."""
    batch, importer = _own(request, code)
    report = running.report_of(batch, request.viewer)
    only_clean = request.POST.get("only_clean") == "on"
    if batch.state == State.CHECKED and report and not report.is_clean and not only_clean:
        messages.error(
            request, "还有错误或没有答复的冲突，没有导入任何内容。请改正后重新上传，或勾选只导入无错误的行。"
        )
        return _detail(request, batch, importer, status=422)
    start(batches.ask_import(batch=batch, only_clean=only_clean))
    return redirect("import_detail", code)


@access("data.import")
@require_GET
def import_progress(request, code):
    """How far it has come; asked by the page every two seconds, without script the page is loaded again."""
    batch, _ = _own(request, code)
    answer = render(request, "desk/_import_progress.html", {"batch": batch})
    if not batch.is_waiting:
        answer["HX-Refresh"] = "true"
    return answer


@access("data.import")
@require_GET
def import_errors(request, code):
    """错误表: their own sheet with the reasons in it; for very long files the list of faults."""
    batch, importer = _own(request, code)
    report = running.report_of(batch, request.viewer)
    if report is None or batch.is_emptied or report.is_clean:
        raise Http404
    name = f"{importer.title}错误表 {batch.number}.xlsx"
    if report.rows > MOST_ROWS:
        return FileResponse(list_faults(importer.title, report), as_attachment=True, filename=name)
    try:
        content, columns = batch.read(), importer.columns
        sheets = read_workbook(content, batch.file_name, importer.most_rows + batches.ABOVE)
        return workbook(mark_workbook(content, sheets, columns, batch.columns, report), name)
    except SheetRefused as refused:
        messages.error(request, str(refused))
        return redirect("import_detail", code)


@access("data.import")
@require_http_methods(["GET", "POST"])
def import_undo(request, code):
    """撤销本批: says first what would go back and what stays, and why."""
    batch, importer = _own(request, code)
    if batch.state != State.DONE:
        return redirect("import_detail", code)
    if request.method == "POST":
        take_back(batch=batch, by=request.user, today=request.today)
        return redirect("import_detail", code)
    undoing = foresee(batch.code)
    context = {
        "undoing": undoing,
        "stopped": pages.stopped(undoing, request.viewer),
        **_frame(batch, importer, 5, "撤销本批"),
    }
    return render(request, "desk/import_undo.html", context)


def _importer(request, kind):
    """The kind, if this viewer may bring it in; for anybody else it does not exist."""
    importer = importer_of(kind)
    if importer is None or not importer.has_wizard or not request.viewer.may(importer.permission):
        raise Http404
    return importer


def _own(request, code):
    batch = get_object_or_404(ImportBatch.objects.filter(account=request.user), code=code)
    return batch, _importer(request, batch.kind)


def _matched(batch, importer):
    """On to the check, or to ③ where headings have to be asked about."""
    try:
        must_ask = batches.match_batch(batch, importer).must_ask
    except SheetRefused:
        must_ask = False  # The check says the same sentence, as a fault of the file.
    if must_ask:
        return redirect("import_columns", batch.code)
    start(batches.ask_check(batch=batch))
    return redirect("import_detail", batch.code)


def _assigned(batch, columns):
    batches.assign_columns(batch=batch, columns=columns)
    return batches.ask_check(batch=batch)


def _told(request, code, act):
    """Does it and goes to the batch; what is no longer possible is said there."""
    try:
        act()
    except ValueError as error:
        messages.error(request, str(error))
    return redirect("import_detail", code)


def _detail(request, batch, importer, *, again=None, status=200):
    report = running.report_of(batch, request.viewer)
    chosen = pages.chosen_tab(request.GET.get("show", ""))
    here = reverse("import_detail", args=[batch.code])
    step = 5 if batch.state in (State.DONE, State.UNDONE, State.RUNNING) else 4
    context = {
        "report": report,
        "again": again or UploadForm(importer=importer, asks_choices=False),
        "outcome": pages.outcome(batch),
        "base_template": "base.html",
        **_frame(batch, importer, step, "结果" if step == 5 else "预检"),
    }
    if report and not report.is_file_refused:
        context["tabs"] = pages.tabs(report, chosen, here)
        context["page"] = pages.page_of_lines(report, chosen, request.GET.get("page"))
        context["answers"] = AnswersForm(report=report, batch=batch) if report.conflicts else None
    if again is not None and again.errors:
        status = 422
    return render(request, "desk/import_detail.html", context, status=status)


def _frame(batch, importer, step, title) -> dict:
    return {
        "batch": batch,
        "importer": importer,
        "steps": pages.steps(step),
        "crumbs": pages.crumbs(importer.title, title),
        "list_url": reverse(importer.list_url_name) if importer.list_url_name else "",
    }
