"""人员名册 as a kind of import: checked and carried out in set-based statements, up to 100,000 people at once."""

from django.db import transaction

from directory.changes import Fact, changed
from directory.imports import columns
from directory.imports.planning import fill_stage, forget, is_planned, is_staged, make_plan, quiet_changes
from directory.imports.report import report_of
from directory.imports.writing import lock, write
from directory.models.staging import StagedBatch
from directory.refusals import Refused
from sheets.container import SheetRefused
from sheets.imports.contract import Importer, Upload
from sheets.imports.report import NotClean, Report, refused_file


class PeopleImporter(Importer):
    key, title, permission = "people", "人员名册", "people.import"
    columns, notes, version = columns.COLUMNS, columns.NOTES, columns.VERSION
    most_rows = 100_000
    list_url_name = "person_list"
    keeps_stage = True

    def check(self, upload: Upload) -> Report:
        try:
            changes = quiet_changes(upload)
            with transaction.atomic():
                self._plan(upload, changes)
        except SheetRefused as refused:
            forget(upload.code)
            return refused_file(str(refused))
        return self._report(upload.code)

    def carry_out(self, upload: Upload, *, only_clean: bool) -> Report:
        """Nobody else may write people meanwhile; where somebody has since the check, everything is worked out anew."""
        try:
            with transaction.atomic():
                lock(upload.code, upload.viewer.on)
                if not (is_staged(upload, self) and is_planned(upload)):
                    self._plan(upload)
                report = self._report(upload.code)
                if report.is_file_refused or not (report.is_clean or only_clean):
                    raise NotClean(report)
                write(upload.code, upload.viewer.on)
                changed(Fact.PEOPLE)
        except (SheetRefused, Refused) as refused:
            raise NotClean(refused_file(str(refused))) from refused
        return report

    def stored(self, upload: Upload) -> Report | None:
        """As checked; a shorter file is looked at again where somebody has changed what it was compared with."""
        if not StagedBatch.objects.filter(pk=upload.code).exists():
            return None
        report = self._report(upload.code)
        return report if report.rows > self.rows_in_page or is_planned(upload) else self.check(upload)

    def forget(self, code: str) -> None:
        forget(code)

    def _plan(self, upload, changes=None):
        if not is_staged(upload, self):
            fill_stage(upload, self)
        make_plan(upload, self, changes)

    def _report(self, code) -> Report:
        report = report_of(code)
        return report if report.rows else refused_file("表头下面没有数据，请填写后再上传。")
