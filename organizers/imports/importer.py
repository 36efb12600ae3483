"""组织员名册 as a kind of import."""

import datetime as dt

from django import forms

from dates.parsing import DateUnreadable, parse_date
from directory.changes import together
from organizers.imports.book import PERMISSION, Book
from organizers.imports.columns import COLUMNS, FROM_ON, NAME, NOTES, NUMBER, TEMPLATE_VERSION
from organizers.imports.resource import RosterResource
from organizers.models import Kind
from reminders.refreshing import together as reminders_together
from sheets.imports.contract import Upload
from sheets.imports.report import Report
from sheets.imports.rowwise import RowImporter
from sheets.imports.widgets import NumberWidget
from sheets.tables import Row


class OrganizerImporter(RowImporter):
    """Appointments from the published layout; people and units must be known already."""

    key, title, permission = "organizers", "组织员名册", PERMISSION
    columns, notes, version = COLUMNS, NOTES, TEMPLATE_VERSION
    resource, name_column = RosterResource, NAME
    list_url_name = "organizer_list"
    fields = {
        "kind": forms.ChoiceField(
            label="名册里没有“专兼职”一列时，新增的人员是",
            choices=Kind.choices,
            initial=Kind.FULL_TIME,
            widget=forms.RadioSelect,
        ),
        "blank_unit": forms.ChoiceField(
            label="没有填写联系党委的行",
            choices=[("refuse", "作为错误列出"), ("school", "按校级组织员导入")],
            initial="refuse",
            widget=forms.RadioSelect,
        ),
    }

    def carry_out(self, upload: Upload, *, only_clean: bool) -> Report:
        """Reminders are computed once, behind the last row."""
        with reminders_together(upload.viewer.on), together():
            return super().carry_out(upload, only_clean=only_clean)

    def in_order(self, rows: list[Row]) -> list[Row]:
        """By day of appointment, so that the end of one term comes before the beginning of the next."""
        return sorted(rows, key=_begins)

    def open_book(self, upload: Upload, rows: list[Row]) -> Book:
        return Book.open(upload.viewer, {number for row in rows if (number := _roster_no(row))})


def _begins(row):
    try:
        known = parse_date(row.cells.get(FROM_ON))
    except DateUnreadable:
        known = None
    return (known.first if known else dt.date.max, row.number)


def _roster_no(row) -> str:
    try:
        return NumberWidget().clean(row.cells.get(NUMBER))
    except ValueError:
        return ""
