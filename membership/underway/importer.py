"""进行中的发展对象 as a kind of import."""

from django import forms

from directory.changes import together
from membership.ledger import columns as at
from membership.ledger.reading import read_ledger
from membership.underway.planning import Planned, Planner
from membership.underway.writing import write
from reminders.refreshing import together as reminders_together
from sheets.container import SheetRefused
from sheets.imports.contract import Importer, Upload
from sheets.imports.report import Conflict, Fault, Line, NotClean, Report, no_counts, refused_file

PERMISSION = "cases.import"
_NOTES = [
    "一人一行，一次写齐已有的各步日期；人员须先登记（按身份证号、学工号认人；只有姓名的按姓名加出生日期询问）。",
    "日期写到日、月或年都可以，按写出的精度保存；没有写的步骤视为不知道，不作为缺项。",
    "预检列出各条规则的发现作为提示，不妨碍导入；勾选后把不合规的地方登记为质量检查。",
    "已有个案的人：台账比登记更详细的更正记录，与登记矛盾的逐人询问，空着的格子不改动。",
    *at.NOTES[1:4:2],
]


class CaseImporter(Importer):
    """A whole ledger with all dates at once, each row judged; people and units must be known already."""

    key, title, permission = "cases", "进行中的发展对象", PERMISSION
    columns, notes, version = at.COLUMNS, _NOTES, at.VERSION
    # A row takes some three milliseconds to judge, and as long again to write.
    rows_in_page, writes_in_page, most_rows = 300, 100, 10_000
    list_url_name = "case_list"
    fields = {
        "files_faults": forms.BooleanField(
            label="把不合规的地方登记为质量检查", required=False, initial=False, help_text="提示不登记。"
        ),
    }

    def prepared(self, sheets):
        return at.tell_apart(sheets)

    def check(self, upload: Upload) -> Report:
        try:
            planned, notes = _plan(self, upload)
        except SheetRefused as refused:
            return refused_file(str(refused))
        return _report(planned, notes)

    def carry_out(self, upload: Upload, *, only_clean: bool) -> Report:
        """Rows stand for themselves: what is left out brings down no other."""
        try:
            planned, notes = _plan(self, upload, hold=True)
        except SheetRefused as refused:
            raise NotClean(refused_file(str(refused))) from refused
        report = _report(planned, notes)
        if not only_clean and not report.is_clean:
            raise NotClean(report)
        source = upload.file_name if upload.choices.get("files_faults") else ""
        with reminders_together(upload.viewer.on), together():
            write([each for each in planned if each.action in ("new", "changed")], upload.viewer, source=source)
        return report


def _plan(importer: CaseImporter, upload: Upload, *, hold: bool = False) -> tuple[list[Planned], tuple[str, ...]]:
    ledger = read_ledger(
        upload.content, upload.file_name, upload.viewer.on, chosen=upload.columns, most_rows=importer.most_rows
    )
    planner = Planner(ledger.rows, upload.viewer, importer.permission, upload.answers, hold=hold)
    notes = tuple(note.replace("以下列不核对", "以下列不导入") for note in ledger.notes)
    return planner.plan(upload.progress), notes


def _report(planned: list[Planned], notes) -> Report:
    counts = no_counts()
    lines, faults, conflicts = [], [], []
    for each in planned:
        action, row = each.action, each.row
        counts[action] += 1
        lines.append(Line(row.number, row.name, action, each.words))
        faults += [Fault(row.number, column, words) for column, words in each.faults]
        conflicts += [Conflict(row.number, row.name, each.question)] if action == "conflict" else []
    return Report(counts, faults, lines, conflicts, notes)
