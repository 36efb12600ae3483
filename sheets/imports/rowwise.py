"""The kinds whose rows go in one by one through the services of their app: reading, order, report, the clean rows."""

from django.db import InterfaceError, OperationalError
from tablib import Dataset

from sheets.container import SheetRefused
from sheets.imports.contract import Importer, Upload
from sheets.imports.report import Conflict, Fault, Line, NotClean, Report, refused_file
from sheets.imports.resource import ROW_NUMBER, WHOLE_ROW, RowResource
from sheets.reading import read_workbook
from sheets.tables import Row, Table, find_table, text_of

NO_ROWS = "表头下面没有数据，请填写后再上传。"
_ABOVE = 100  # Title rows and notes stand above the data.
_ACTIONS = {"new": "new", "update": "changed", "skip": "same", "invalid": "error", "error": "error"}


class LeftOut:
    """The rows that are not taken, with what was said about each."""

    def __init__(self):
        self.rows: set[int] = set()
        self.lines, self.faults, self.conflicts = [], [], []

    def add(self, told: Report) -> bool:
        """Leaves out what is wrong or open in this report; False when nothing is."""
        bad = {each.row for each in (*told.faults, *told.conflicts)}
        self.rows |= bad
        self.lines += [line for line in told.lines if line.row in bad]
        self.faults += told.faults
        self.conflicts += told.conflicts
        return bool(bad)

    def beside(self, done: Report) -> Report:
        """What was done, and beside it what was left out and why."""
        open_ = {each.row for each in self.conflicts}
        counts = done.counts | {"conflict": len(open_), "error": len(self.rows - open_)}
        lines = sorted([*self.lines, *done.lines], key=lambda line: line.row)
        return Report(counts, sorted(self.faults, key=lambda each: each.row), lines, self.conflicts, done.notes)


class RowImporter(Importer):
    """Subclasses name the resource, the columns' order of taking, and what the file refers to."""

    resource: type[RowResource]
    name_column: str = ""
    # A row takes a millisecond to check, and up to 60 on its way through the services: a page answers within seconds.
    rows_in_page, writes_in_page = 5000, 200

    def open_book(self, upload: Upload, rows: list[Row]):
        """Everything that the rows refer to, in a fixed number of queries."""
        raise NotImplementedError

    def in_order(self, rows: list[Row]) -> list[Row]:
        """The order in which rows are taken, whatever their order in the file."""
        return rows

    def check(self, upload: Upload) -> Report:
        return self._run(upload, dry_run=True)

    def carry_out(self, upload: Upload, *, only_clean: bool) -> Report:
        """Row by row; what is left out for a fault may bring down others that relied on it, so it is asked again."""
        if not only_clean:
            return _clean(self._run(upload, dry_run=False))
        told, left_out = self._run(upload, dry_run=True), LeftOut()
        if told.is_file_refused:
            raise NotClean(told)
        while left_out.add(told):
            told = self._run(upload, dry_run=True, without=left_out.rows)
        done = _clean(self._run(upload, dry_run=False, without=left_out.rows))
        return left_out.beside(done)

    def read(self, upload: Upload) -> Table:
        """The roster in the file; raises `SheetRefused` with a sentence."""
        sheets = read_workbook(upload.content, upload.file_name, self.most_rows + _ABOVE)
        table = find_table(sheets, self.columns, upload.columns)
        if not table.rows:
            raise SheetRefused(NO_ROWS)
        if len(table.rows) > self.most_rows:
            raise SheetRefused(f"名册有 {len(table.rows)} 行，一次最多 {self.most_rows} 行，请分成几个文件上传。")
        return table

    def _run(self, upload, *, dry_run, without=frozenset()) -> Report:
        try:
            table = self.read(upload)
        except SheetRefused as refused:
            return refused_file(str(refused))
        rows = [row for row in self.in_order(table.rows) if row.number not in without]
        resource = self.resource(
            upload=upload, book=self.open_book(upload, rows), faults={row.number: row.faults for row in rows}
        )
        result = resource.import_data(
            self._dataset(rows, table.columns), dry_run=dry_run, rollback_on_validation_errors=True
        )
        _raise_when_gone(result)
        return self._report(result, rows, _notes(table))

    def _dataset(self, rows, mapped) -> Dataset:
        known = [column.name for column in self.columns if column.name in mapped]
        data = Dataset(headers=[ROW_NUMBER, *known])
        for row in rows:
            data.append([row.number, *(row.cells[name] for name in known)])
        return data

    def _report(self, result, rows, notes) -> Report:
        faults, lines, conflicts = [], [], []
        counts = dict.fromkeys(("new", "changed", "same", "conflict", "error"), 0)
        for row, each in zip(rows, result.rows, strict=True):
            name = text_of(row.cells.get(self.name_column))
            found, plan = _faults(row.number, each), each.instance.plan if each.instance else None
            question = "" if found or plan is None else plan.question
            action = "conflict" if question else _ACTIONS[each.import_type]
            counts[action] += 1
            faults += found
            conflicts += [Conflict(row.number, name, question)] if question else []
            words = [fault.message for fault in found] or [question] if found or question else plan.differences
            lines.append(Line(row.number, name, action, "；".join(words)))
        return Report(
            counts, sorted(faults, key=self._place), sorted(lines, key=lambda line: line.row), conflicts, notes
        )

    def _place(self, fault):
        order = [column.name for column in self.columns]
        return fault.row, order.index(fault.column) if fault.column in order else -1


def _raise_when_gone(result) -> None:
    """The library notes whatever a row raises; a lost connection is no matter of the row."""
    errors = [*result.base_errors, *(error for each in result.rows for error in each.errors)]
    for each in errors:
        if isinstance(each.error, OperationalError | InterfaceError) or each in result.base_errors:
            raise each.error


def _clean(report: Report) -> Report:
    if not report.is_clean:
        raise NotClean(report)
    return report


def _faults(number, row_result) -> list[Fault]:
    if row_result.errors:
        return [Fault(number, "", "这一行没有办成，请重新预检；如再次出现，请联系系统管理员。")]
    if row_result.validation_error is None:
        return []
    told = row_result.validation_error.message_dict
    return [
        Fault(number, "" if column == WHOLE_ROW else column, message)
        for column, messages in told.items()
        for message in messages
    ]


def _notes(table) -> tuple[str, ...]:
    left_out = f"以下列不导入：{'、'.join(table.left_out)}。"
    return (*((left_out,) if table.left_out else ()), *table.notes)
