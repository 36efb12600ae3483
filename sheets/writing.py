"""Workbooks for people: rosters with title and date, and import templates. Nothing in them can execute."""

import datetime as dt
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sheets.tables import Column

TEXT, DAY = "@", "yyyy-mm-dd"
_LINE = Border(*[Side(style="thin", color="808080")] * 4)
_HEAD = PatternFill("solid", fgColor="F0F2F5")
# What XML does not know: one such sign in one cell, and nobody can open the workbook.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MAY_EXECUTE = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster to write: `lines` stand between title and header, one cell each; cells are texts, numbers or days."""

    title: str
    lines: list[str]
    columns: list[Column]
    rows: Iterable[list]


def write_roster(roster: Roster) -> bytes:
    """The roster as .xlsx: title, unit and date above the header, which repeats on every printed page."""
    book = Workbook()
    sheet = book.active
    sheet.title = roster.title[:31]
    width = len(roster.columns)
    _write_head(sheet, roster, width)
    header = len(roster.lines) + 2
    for place, column in enumerate(roster.columns, start=1):
        _write_heading(sheet.cell(header, place), column)
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    for number, row in enumerate(roster.rows, start=header + 1):
        for place, value in enumerate(row, start=1):
            write_cell(sheet.cell(number, place), value)
    sheet.freeze_panes = sheet.cell(header + 1, 1)
    sheet.print_title_rows = f"{header}:{header}"
    _lay_out(sheet)
    return _bytes(book)


def write_template(title: str, version: str, columns: list[Column], notes: list[str]) -> bytes:
    """An empty roster to fill in: text columns, drop-downs, an explanation on each heading, a sheet of notes."""
    book = Workbook()
    sheet = book.active
    sheet.title = title[:31]
    for place, column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        cell = sheet.cell(1, place)
        _write_heading(cell, column)
        if column.note:
            cell.comment = Comment(column.note, "模板", width=260, height=90)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].number_format = TEXT
        for number in range(2, 502):
            sheet.cell(number, place).number_format = TEXT
        if column.choices:
            _offer(sheet, letter, column)
    sheet.freeze_panes = "A2"
    _write_notes(book.create_sheet("填写说明"), title, version, columns, notes)
    return _bytes(book)


def _write_head(sheet, roster, width):
    for number, text in enumerate([roster.title, *roster.lines], start=1):
        write_cell(sheet.cell(number, 1), text, framed=False)
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=width)
    sheet.cell(1, 1).font = Font(size=16, bold=True)
    sheet.cell(1, 1).alignment = Alignment(horizontal="center")


def _write_heading(cell, column):
    write_cell(cell, column.name)
    cell.font, cell.fill = Font(bold=True), _HEAD
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def write_cell(cell, value, *, framed=True):
    """Texts stay texts: a name that begins with = is not a formula, also not after a detour through .csv."""
    if isinstance(value, dt.date):
        cell.value, cell.number_format = value, DAY
    elif isinstance(value, (int, float)):
        cell.value = value
    else:
        cell.value = _UNWRITABLE.sub("", value) or None
        if cell.value:
            cell.data_type = "s"
            cell.number_format = TEXT
            cell.quotePrefix = cell.value.startswith(_MAY_EXECUTE)
    if framed:
        cell.border = _LINE


def _offer(sheet, letter, column):
    rule = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
    rule.error, rule.errorTitle = f"请选择：{'、'.join(column.choices)}", column.name
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}20001")


def _write_notes(sheet, title, version, columns, notes):
    """Column by column, downwards: no row here looks like a header."""
    for line in [f"{title} 填写说明（模板版本 {version}）", *notes]:
        sheet.append([line])
    sheet.append([])
    for column in columns:
        need = "必填" if column.is_required else "选填"
        sheet.append([column.name, need, column.note, f"例：{column.example}" if column.example else ""])
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.number_format = TEXT
    sheet["A1"].font = Font(bold=True, size=14)
    for letter, width in zip("ABCD", (18, 8, 60, 30), strict=True):
        sheet.column_dimensions[letter].width = width


def _lay_out(sheet):
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"


def _bytes(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
