"""数据·导入组织员名册: template, upload, preview, confirmation."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from directory.access import access
from organizers.forms import UploadForm
from organizers.imports.columns import COLUMNS, NOTES, TEMPLATE_VERSION
from organizers.imports.running import Choices, NotClean, confirm, keep_draft, preview
from organizers.models import ImportDraft
from organizers.rules.appointing import Kind
from organizers.views.roster import workbook
from sheets.container import SheetRefused
from sheets.writing import write_template

TITLE = "组织员名册"


@access("organizers.import")
@require_http_methods(["GET", "POST"])
def organizer_import(request):
    """① Upload. A file that is no plain .xlsx is refused at the field, with how to save it."""
    form = UploadForm(request.POST or None, request.FILES or None) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            draft = keep_draft(
                content=given["file"].read(),
                file_name=given["file"].name,
                choices=Choices(Kind(given["kind"]), given["blank_unit"]),
                viewer=request.viewer,
            )
        except SheetRefused as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("import_draft_detail", draft.code)
    context = {"form": form, "columns": COLUMNS, "notes": NOTES, "crumbs": _crumbs()}
    return render(request, "organizers/organizer_import.html", context, status=422 if form.errors else 200)


@access("organizers.import")
@require_GET
def organizer_template(request):
    """The empty roster with its explanations."""
    content = write_template(TITLE, TEMPLATE_VERSION, COLUMNS, NOTES)
    return workbook(content, f"{TITLE}模板.xlsx")


@access("organizers.import")
@require_GET
def import_draft_detail(request, code):
    """② Preview: what each row would do, or why not; after the confirmation, what was done."""
    draft = _own_draft(request, code)
    report = None if draft.done_at or not draft.content else preview(draft, request.viewer)
    return _draft_page(request, draft, report)


@access("organizers.import")
@require_POST
def import_draft_confirm(request, code):
    """③ All rows or none."""
    draft = _own_draft(request, code)
    try:
        confirm(draft=draft, viewer=request.viewer)
    except NotClean as unclean:
        messages.error(request, "名册有误，没有导入任何内容，请改正后重新上传。")
        return _draft_page(request, draft, unclean.report)
    return redirect("import_draft_detail", code)


def _own_draft(request, code):
    """A draft belongs to whoever uploaded it; for anybody else it does not exist."""
    return get_object_or_404(ImportDraft.objects.filter(account=request.user), code=code)


def _draft_page(request, draft, report):
    context = {
        "draft": draft,
        "report": report,
        "confirm_url": reverse("import_draft_confirm", args=[draft.code]),
        "crumbs": _crumbs("结果" if draft.done_at else "预检"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "organizers/import_draft_detail.html", context, status=status)


def _crumbs(last: str = "") -> list[dict]:
    crumbs = [{"title": "数据"}, {"title": f"导入{TITLE}", "url": reverse("organizer_import")}]
    return [*crumbs, {"title": last}] if last else crumbs
