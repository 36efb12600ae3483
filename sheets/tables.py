"""Finding a roster in a worksheet: its header among title rows, its columns by name and synonym, its rows as text."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field

from sheets.container import SheetRefused
from sheets.reading import Cell, Sheet

HEADER_WITHIN = 30  # rows
EMPTY = frozenset({"", "无", "暂无", "/", "-", "--", "—", "–", "——"})
FORMULA = "单元格里是公式，请改为填写结果（复制后“选择性粘贴—数值”）。"
_MARKS = re.compile(r"[*＊]|[(（]必填[)）]|[:：]$")
_NOT_DATA = re.compile(r"^(合计|总计|小计|注[:：]|备注[:：]|说明[:：]|填表人|制表人|审核人|单位负责人|联系电话[:：])")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a roster: the heading we print, other headings we understand, what stands in the template."""

    name: str
    synonyms: tuple[str, ...] = ()
    is_required: bool = False
    note: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()
    width: int = 14


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data: `number` is the row in the file, `cells` the mapped columns, `faults` what cannot be read."""

    number: int
    cells: dict[str, Cell]
    faults: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A roster found in a worksheet; `left_out` names headings that mean nothing here, `notes` what was passed over."""

    rows: list[Row]
    columns: frozenset[str]
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def find_table(sheets: list[Sheet], columns: list[Column]) -> Table:
    """The one roster in the workbook. Raises `SheetRefused` when there is none, more than one, or columns lack."""
    found = [(sheet, place) for sheet in sheets if (place := _header(sheet, columns)) is not None]
    if not found:
        needed = "、".join(column.name for column in columns if column.is_required)
        raise SheetRefused(f"没有找到表头，请使用模板，表头应有：{needed}。")
    if len(found) > 1:
        names = "、".join(f"“{sheet.name}”" for sheet, _ in found)
        raise SheetRefused(f"工作表{names}里都有名册，请只保留一张，其余移到另一个文件。")
    sheet, place = found[0]
    mapping, left_out = _map(sheet.rows[place], columns)
    rows, notes = _rows(sheet, place, mapping)
    return Table(rows, frozenset(mapping.values()), tuple(left_out), tuple(notes))


def heading(text: Cell) -> str:
    """A heading without blanks, marks and width differences: 姓 名* is 姓名."""
    plain = unicodedata.normalize("NFKC", str(text))
    return _MARKS.sub("", re.sub(r"\s+", "", plain)).replace("(", "（").replace(")", "）")


def text_of(cell: Cell | None) -> str:
    """A cell as a person reads it, blanks trimmed; a number never shows .0."""
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip().strip("\u3000\ufeff").strip()


def is_empty(cell: Cell | None) -> bool:
    """无, / and dashes mean that nothing is known."""
    return text_of(cell) in EMPTY


def _header(sheet, columns) -> int | None:
    """The row with most known headings, at least two, if at least half of the required ones are among them."""
    required = {column.name for column in columns if column.is_required}
    best, place = 1, None
    for number, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        known = _known(row, columns)
        if len(known) > best and 2 * len(known & required) >= len(required):
            best, place = len(known), number
    return place


def _known(row, columns) -> set[str]:
    names = _names(columns)
    return {names[text] for cell in row if (text := heading(cell)) in names}


def _names(columns) -> dict[str, str]:
    return {heading(word): column.name for column in columns for word in (column.name, *column.synonyms)}


def _map(header, columns) -> tuple[dict[int, str], list[str]]:
    names, mapping, left_out = _names(columns), {}, []
    for place, cell in enumerate(header):
        text = heading(cell)
        if not text:
            continue
        if text not in names:
            left_out.append(text_of(cell))
        elif names[text] in mapping.values():
            raise SheetRefused(f"“{names[text]}”这一列出现了两次，请只保留一列。")
        else:
            mapping[place] = names[text]
    lacking = [column.name for column in columns if column.is_required and column.name not in mapping.values()]
    if lacking:
        raise SheetRefused(f"缺少必需的列：{'、'.join(lacking)}。请对照模板补上后再上传。")
    return mapping, left_out


def _rows(sheet, place, mapping) -> tuple[list[Row], list[str]]:
    rows, notes = [], []
    for number, cells in enumerate(sheet.rows[place + 1 :], start=place + 2):
        filled = [text for cell in cells if (text := text_of(cell))]
        if not filled:
            continue
        if _NOT_DATA.match(filled[0]):
            notes.append(f"第 {number} 行“{filled[0][:12]}”不是名册内容，已略过。")
        else:
            rows.append(_row(sheet, number, cells, mapping))
    return rows, notes


def _row(sheet, number, cells, mapping) -> Row:
    faults = {name: FORMULA for place, name in mapping.items() if (number, place + 1) in sheet.formulas}
    values = {name: cells[place] if place < len(cells) else "" for place, name in mapping.items()}
    return Row(number, values, faults)
