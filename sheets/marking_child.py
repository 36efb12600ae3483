"""Marks the faulty cells in somebody's own workbook, in a process of its own with limits and without the application.

Run by file name (`sheets.marking` does): on standard input one line of JSON (`{"sheet", "header", "faults": [[row,
column or 0, message]]}`), then the .xlsx; on standard output the .xlsx. With "title", "note" and "masked" the
workbook is to be given away. Imports nothing of the product.
"""

import io
import json
import resource
import sys
from collections import defaultdict

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

MEMORY = 1536 * 1024 * 1024
SECONDS = 60
REASONS = "错误原因"
AUTHOR = "预检"
MARK = PatternFill("solid", fgColor="FFD9D9")
NONE = PatternFill(fill_type=None)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    told = json.loads(sys.stdin.buffer.readline())
    sys.stdout.buffer.write(marked(sys.stdin.buffer.read(), told))


def marked(content: bytes, told: dict) -> bytes:
    """The workbook with a last column of reasons, faulty cells filled and commented; old marks are taken off."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book[told["sheet"]]
    if "masked" in told:
        _keep_only(book, sheet, told["masked"])
    last = _reasons_column(sheet, told["header"], told.get("title", REASONS), told.get("note", ""))
    _take_off(sheet, told["header"], last)
    by_row = defaultdict(list)
    for row, column, message in told["faults"]:
        by_row[row].append((column, message))
    for row, found in by_row.items():
        _mark_row(sheet, row, last, found, told.get("between", ""))
    book.active = book.index(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _keep_only(book, sheet, masked) -> None:
    """Nothing goes out that nobody has looked through: other worksheets, comments, hidden numbers."""
    for other in [each for each in book.worksheets + book.chartsheets if each is not sheet]:
        book.remove(other)
    for row, column, text in masked:
        cell = sheet.cell(row, column)
        if not isinstance(cell, MergedCell):
            cell.value = text
            cell.data_type = "s"
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.comment is not None:
                cell.comment = None


def _reasons_column(sheet, header, title=REASONS, note="") -> int:
    """Where the reasons stand: the column of an earlier time, or the one behind the last heading."""
    filled = [cell.column for cell in sheet[header] if cell.value not in (None, "")]
    known = [column for column in filled if sheet.cell(header, column).value == title]
    last = known[0] if known else max(filled, default=0) + 1
    heading = sheet.cell(header, last, title)
    if note:
        heading.comment = Comment(note, AUTHOR, width=320, height=80)
    heading.font, heading.fill = Font(bold=True, color="B00020"), MARK
    sheet.column_dimensions[heading.column_letter].width = 48
    return last


def _take_off(sheet, header, last) -> None:
    for cells in sheet.iter_rows(min_row=header + 1):
        for cell in cells:
            if cell.comment is not None and cell.comment.author == AUTHOR:
                cell.comment, cell.fill = None, NONE
            if cell.column == last and cell.value is not None:
                cell.value = None


def _mark_row(sheet, row, last, found, between) -> None:
    by_column = defaultdict(list)
    for column, message in found:
        by_column[column].append(message)
    for column, messages in by_column.items():
        if column:
            cell = sheet.cell(row, column)
            cell.fill = MARK
            cell.comment = Comment("\n".join(messages), AUTHOR, width=320, height=40 + 40 * len(messages))
    reason = sheet.cell(row, last)
    reason.value = between.join(message for _, message in found)
    reason.data_type = "s"
    reason.alignment = Alignment(wrap_text=True, vertical="top")
    reason.font = Font(color="B00020")


if __name__ == "__main__":
    main()
