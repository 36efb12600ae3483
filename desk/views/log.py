"""操作日志: the school's log, its export, the history of a person, a unit or a meeting. Nothing here changes a line."""

from django import forms
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from audit.events import record_event
from audit.models import EventKind
from audit.reading import Wanted, read_place
from audit.tracking import trails
from branches.models import Meeting
from desk.log.filters import LogFilterForm
from desk.log.page import LogPage, log_page
from desk.log.workbook import MOST_ROWS, write_log
from directory.access import access
from directory.models import Person, Unit
from directory.workbooks import workbook

LIST = {"title": "操作日志"}


class ExportForm(forms.Form):
    """Why the log is taken out; kept in the log."""

    reason = forms.CharField(label="导出原因", max_length=200, min_length=2, help_text="将记入操作日志。")
    reason.error_messages["required"] = "请填写导出原因，将记入操作日志。"


@access("log.view")
@require_GET
def log_list(request):
    """The log, newest first; whoever runs the system sees log-ins, rights and settings only."""
    form = LogFilterForm(request.GET, viewer=request.viewer, today=request.today)
    wanted = form.wanted(after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    page = log_page(wanted, request.viewer) if wanted else LogPage()
    query = request.GET.urlencode()
    context = {
        "crumbs": [{"title": "设置"}, LIST],
        "filter_form": form,
        "chosen": form.chosen(request.GET),
        "clear_url": reverse("log_list"),
        "export_url": f"{reverse('log_export')}{f'?{query}' if query else ''}",
        "page": page,
        "rows": page.rows,
    }
    return render(request, "desk/log_list.html", context, status=200 if wanted else 422)


@access("log.view")
@require_http_methods(["GET", "POST"])
def log_export(request):
    """Asks why, then hands out the lines of the filters in force; the export is a line of the log itself."""
    filters = LogFilterForm(request.GET, viewer=request.viewer, today=request.today)
    wanted = filters.wanted()
    form = ExportForm(request.POST or None)
    if request.method == "POST" and wanted and form.is_valid():
        return _handed_out(request, wanted, filters, form.cleaned_data["reason"])
    list_url = f"{reverse('log_list')}?{request.GET.urlencode()}"
    context = {
        "crumbs": [{"title": "设置"}, {**LIST, "url": list_url}, {"title": "导出"}],
        "form": form,
        "list_url": list_url,
        "most_rows": MOST_ROWS,
        "conditions": _in_words(filters),
    }
    return render(request, "desk/log_export.html", context, status=422 if form.errors or not wanted else 200)


@access("people.view")
@require_GET
def person_history(request, roster_no):
    """What happened to a person's file, for whoever may read the file."""
    person = get_object_or_404(Person.objects.visible_to(request.viewer), roster_no=roster_no)
    crumb = {"title": person.name, "url": reverse("person_detail", args=[roster_no])}
    return _object_history(request, person, [crumb], personal=True)


@access("units.view")
@require_GET
def unit_history(request, code):
    """What happened to a unit: names, place in the tree, who acts for it; facts about people for whoever may see them.

    Everybody holds people.view for his own file: it is asked for this unit.
    """
    unit = get_object_or_404(Unit.objects.visible_to(request.viewer), code=code)
    crumb = {"title": unit.short_name, "url": reverse("unit_detail", args=[code])}
    return _object_history(request, unit, [crumb], personal=request.viewer.may_on("people.view", unit))


@access("cases.view")
@require_GET
def meeting_history(request, code):
    """What was kept of a meeting and how it was corrected, for whoever may read it."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.viewer).select_related("unit"), code=code)
    crumbs = [
        {"title": "会议", "url": reverse("meeting_list")},
        {"title": str(meeting.on), "url": reverse("meeting_detail", args=[code])},
    ]
    return _object_history(request, meeting, crumbs, personal=True)


def _object_history(request, thing, crumbs, *, personal):
    wanted = Wanted(
        trails=tuple(trail for trail in trails() if personal or not trail.personal),
        kinds=(EventKind.REVEAL, EventKind.RIGHTS, EventKind.PRINT, EventKind.EXPORT),
        objects={thing._meta.label_lower: [thing.pk]},
        after=read_place(request.GET.get("after", "")),
        before=None if "after" in request.GET else read_place(request.GET.get("before", "")),
    )
    page = log_page(wanted, request.viewer, shows_address=request.viewer.may("log.view"))
    context = {
        "crumbs": [*crumbs, {"title": "历史"}],
        "subject_title": str(thing),
        "page": page,
        "rows": page.rows,
    }
    return render(request, "desk/_log_rows.html" if request.htmx else "desk/log_list.html", context)


def _handed_out(request, wanted, filters, reason):
    viewer, at = request.viewer, timezone.localtime()
    event = record_event(
        EventKind.EXPORT,
        by=request.user,
        subject=LIST["title"],
        reason=reason,
        request=request,
        conditions={filters.fields[name].label: words for name, words in filters.described().items()},
    )
    number = f"DC-{event.pk}"
    lines = [
        f"导出人：{request.user}　导出时间：{at:%Y-%m-%d %H:%M}　导出编号：{number}　条件：{_in_words(filters) or '无'}"
    ]
    content = write_log(wanted, viewer, lines=lines)
    return workbook(content, f"操作日志-{number}.xlsx")


def _in_words(filters) -> str:
    return "，".join(f"{filters.fields[name].label} {words}" for name, words in filters.described().items())
