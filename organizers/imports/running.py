"""From an uploaded file to a report, and from a confirmed draft to appointments: everything or nothing."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone
from tablib import Dataset

from audit.context import acting
from audit.events import record_event
from audit.models import EventKind
from dates.parsing import DateUnreadable, parse_date
from directory.viewer import Viewer
from organizers.imports import columns
from organizers.imports.book import Book
from organizers.imports.report import Report, refused_file, report_of
from organizers.imports.resource import ROW_NUMBER, RosterResource
from organizers.imports.widgets import NumberWidget
from organizers.models import ImportDraft
from organizers.rules.appointing import Kind
from sheets.container import SheetRefused, check_container
from sheets.reading import read_workbook
from sheets.tables import Table, find_table, text_of

KEEP_DAYS = 30
# Some 20 ms a row on the slowest machine: the confirmation still answers within the proxy's patience.
MAX_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Choices:
    """What the importer said on the form: the kind of those without one, and what no 联系党委 means."""

    kind: Kind = Kind.FULL_TIME
    blank_unit: str = "refuse"


class NotClean(Exception):
    """The confirmed file is no longer free of faults; nothing was saved. Carries the report."""

    def __init__(self, report: Report):
        self.report = report
        super().__init__("名册有误，未导入任何内容。")


@transaction.atomic
def keep_draft(*, content: bytes, file_name: str, choices: Choices, viewer: Viewer) -> ImportDraft:
    """Keeps an uploaded file, sealed, until it is confirmed. Raises `SheetRefused` for what is no plain .xlsx."""
    check_container(content, file_name)
    draft = ImportDraft(account=viewer.account, file_name=file_name[-200:], choices=asdict(choices))
    draft.put(content)
    draft.save()
    return draft


def preview(draft: ImportDraft, viewer: Viewer) -> Report:
    """What the file would do, without writing anything."""
    return _run(draft, viewer, dry_run=True)


def confirm(*, draft: ImportDraft, viewer: Viewer) -> ImportDraft:
    """Carries out the draft in one transaction and empties it. Raises `NotClean`; the second time nothing is done."""
    with transaction.atomic(), acting(by=viewer.account, source="import", reason=f"导入 {draft.file_name}"):
        draft = ImportDraft.objects.select_for_update().get(pk=draft.pk)
        if draft.done_at:
            return draft
        report = _run(draft, viewer, dry_run=False)
        if not report.is_clean:
            raise NotClean(report)
        draft.done_at, draft.counts, draft.content = timezone.now(), report.counts, None
        draft.save(update_fields=["done_at", "counts", "content"])
        record_event(
            EventKind.IMPORT,
            by=viewer.account,
            subject="组织员名册",
            reason=draft.file_name,
            draft=draft.code,
            **report.counts,
        )
    return draft


def empty_drafts(*, now: dt.datetime) -> int:
    """Blanks the files of drafts that nobody confirmed within the time; returns how many."""
    old = ImportDraft.objects.filter(created_at__lt=now - dt.timedelta(days=KEEP_DAYS), content__isnull=False)
    return old.update(content=None)


def _run(draft, viewer, *, dry_run) -> Report:
    try:
        table = find_table(read_workbook(draft.read(), draft.file_name), columns.COLUMNS)
    except SheetRefused as refused:
        return refused_file(str(refused))
    if not table.rows:
        return refused_file("表头下面没有数据，请填写后再上传。")
    if len(table.rows) > MAX_ROWS:
        return refused_file(f"名册有 {len(table.rows)} 行，一次最多 {MAX_ROWS} 行，请分成几个文件上传。")
    return _import(table, Choices(Kind(draft.choices["kind"]), draft.choices["blank_unit"]), viewer, dry_run)


def _import(table: Table, choices, viewer, dry_run) -> Report:
    """Rows go in by day of appointment, so that the end of one term comes before the beginning of the next."""
    rows = sorted(table.rows, key=_begins)
    faults = {row.number: row.faults for row in rows if row.faults}
    book = Book.open(viewer, {number for row in rows if (number := _roster_no(row))})
    resource = RosterResource(viewer=viewer, book=book, choices=choices, faults=faults)
    result = resource.import_data(_dataset(rows, table.columns), dry_run=dry_run, rollback_on_validation_errors=True)
    if result.base_errors:
        raise result.base_errors[0].error
    names = {row.number: text_of(row.cells.get(columns.NAME)) for row in rows}
    return report_of(result, [row.number for row in rows], names, _notes(table))


def _dataset(rows, mapped) -> Dataset:
    known = [column.name for column in columns.COLUMNS if column.name in mapped]
    data = Dataset(headers=[ROW_NUMBER, *known])
    for row in rows:
        data.append([row.number, *(row.cells[name] for name in known)])
    return data


def _begins(row):
    try:
        known = parse_date(row.cells.get(columns.FROM_ON))
    except DateUnreadable:
        known = None
    return (known.first if known else dt.date.max, row.number)


def _roster_no(row) -> str:
    try:
        return NumberWidget().clean(row.cells.get(columns.NUMBER))
    except ValueError:
        return ""


def _notes(table) -> tuple[str, ...]:
    left_out = f"以下列不导入：{'、'.join(table.left_out)}。"
    return (*((left_out,) if table.left_out else ()), *table.notes)
