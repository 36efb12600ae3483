"""A workbook → the rows of its ledger. What is done with them (judged, brought in as cases) is the caller's."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from membership.ledger import columns as at
from membership.ledger.events import row_of
from membership.ledger.rows import LedgerRow
from sheets.container import SheetRefused
from sheets.reading import Sheet, read_workbook
from sheets.tables import Table, find_table

ABOVE = 100  # Title rows and notes stand above the data.
NO_ROWS = "表头下面没有数据，请填写后再上传。"
_TELLS_NOTHING = frozenset(
    {"序号", at.NUMBER, at.NAME, at.ID_NUMBER, at.BIRTH, at.PHONE, at.UNIT, at.COMMITTEE, at.CATEGORY, at.BOOK_NUMBER}
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The rows in the order of the file; `notes` say what was passed over."""

    rows: list[LedgerRow]
    notes: tuple[str, ...] = ()


def read_sheets(content: bytes, file_name: str, most_rows: int) -> list[Sheet]:
    """The worksheets with their twin headings told apart. Raises `SheetRefused`."""
    return at.tell_apart(read_workbook(content, file_name, most_rows + ABOVE))


def read_ledger(
    content: bytes,
    file_name: str,
    judged_on: dt.date,
    *,
    chosen: dict[str, str] | None = None,
    most_rows: int,
) -> Ledger:
    """Raises `SheetRefused` for a file that holds no ledger. `chosen` is that of `sheets.tables.find_table`."""
    table = find_table(read_sheets(content, file_name, most_rows), at.COLUMNS, chosen)
    if not table.rows:
        raise SheetRefused(NO_ROWS)
    if len(table.rows) > most_rows:
        raise SheetRefused(f"台账有 {len(table.rows)} 行，一次最多 {most_rows} 行，请分成几个文件上传。")
    if not table.columns - _TELLS_NOTHING:
        raise SheetRefused("表中没有发展过程的时间（如“申请入党时间”“确定为入党积极分子时间”），请对照模板补上。")
    rows = [row_of(row, judged_on) for row in table.rows]
    _mark_twice(rows)
    return Ledger(rows, (*_left_out(table), *table.notes))


def _left_out(table: Table) -> Iterator[str]:
    if table.left_out:
        yield f"以下列不核对：{'、'.join(table.left_out)}。"


def _mark_twice(rows: list[LedgerRow]) -> None:
    """Two lines about one person: one of them is wrong, and nobody but the user knows which."""
    for column, key in ((at.ID_NUMBER, "id_number"), (at.NUMBER, "roster_no")):
        lines = defaultdict(list)
        for row in rows:
            if value := getattr(row, key):
                lines[value].append(row)
        for same in (each for each in lines.values() if len(each) > 1):
            for row in same:
                other = next(each.number for each in same if each is not row)
                row.faults.append(
                    (column, f"与第 {other} 行是同一个{'人' if column == at.ID_NUMBER else '学工号'}，请核对。")
                )
