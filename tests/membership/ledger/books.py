"""Ledgers for the tests: workbooks of a few lines."""

import datetime as dt
import io

from openpyxl import Workbook

from membership.ledger.reading import Ledger, read_ledger

AS_OF = dt.date(2026, 11, 20)


def workbook(header: list[str], *rows: list, above=()) -> bytes:
    """An .xlsx with title rows above the header."""
    book = Workbook()
    for line in (*([each] for each in above), header, *rows):
        book.active.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ledger(header: list[str], *rows: list, above=()) -> Ledger:
    return read_ledger(workbook(header, *rows, above=above), "台账.xlsx", AS_OF, most_rows=1000)


def row(cells: dict):
    """The only row of a ledger, from heading → cell."""
    (found,) = ledger(["姓名", *cells], ["单雄信", *cells.values()]).rows
    return found
