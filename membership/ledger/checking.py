"""台账核对 as a kind of batch: it is read, judged and kept for thirty days; nothing goes into the roster."""

from membership.ledger import columns as at
from membership.ledger.judged import forget, judge_rows, store
from membership.ledger.reading import read_ledger
from membership.models import RowOutcome
from sheets.container import SheetRefused
from sheets.imports.contract import Importer, Upload
from sheets.imports.report import NotClean, Report, refused_file

PERMISSION = "checks.edit"


class LedgerCheck(Importer):
    key, title, permission = "ledger", "发展党员台账", PERMISSION
    columns, notes, version = at.COLUMNS, at.NOTES, at.VERSION
    rows_in_page, most_rows = 300, 10_000
    has_wizard = False
    page_url_name = "ledger_detail"

    def prepared(self, sheets):
        return at.tell_apart(sheets)

    def outcome(self, counts: dict[str, int]) -> str:
        told = [f"{outcome.label} {count}" for outcome in RowOutcome if (count := counts.get(outcome.value))]
        return "，".join(told) or "没有核对到人"

    def check(self, upload: Upload) -> Report:
        try:
            ledger = read_ledger(
                upload.content,
                upload.file_name,
                upload.viewer.on,
                chosen=upload.columns,
                most_rows=self.most_rows,
            )
        except SheetRefused as refused:
            forget(upload.code)
            return refused_file(str(refused))
        judged = judge_rows(ledger.rows, upload.viewer, self.permission, upload.progress)
        return Report(store(upload.code, judged), notes=ledger.notes)

    def carry_out(self, upload: Upload, *, only_clean: bool) -> Report:
        """Never asked: a ledger is looked at and nothing more."""
        raise NotClean(refused_file("台账只作核对，不写入名册。"))

    def forget(self, code: str) -> None:
        forget(code)
