"""Finding a roster in a worksheet: its header among title rows, its columns by name and synonym, its rows as text."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field

from sheets.container import SheetRefused
from sheets.reading import Cell, Sheet

HEADER_WITHIN = 30  # rows
EMPTY = frozenset({"", "无", "暂无", "/", "-", "--", "—", "–", "——"})
# The last column of an error workbook: read as nothing when the corrected file comes back.
REASONS = "错误原因"
FORMULA = "单元格里是公式，请改为填写结果（复制后“选择性粘贴—数值”）。"
_MARKS = re.compile(r"[*＊]|[(（]必填[)）]|[:：]$")
NOT_DATA = re.compile(r"^(合计|总计|小计|注[:：]|备注[:：]|说明[:：]|填表人|制表人|审核人|单位负责人|联系电话[:：])")


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


def find_table(sheets: list[Sheet], columns: list[Column], chosen: dict[str, str] | None = None) -> Table:
    """The one roster in the workbook. Raises `SheetRefused` when there is none, more than one, or columns lack.

    `chosen` says what headings mean where the user has said so: heading → column, "" for none.
    """
    names = names_of(columns, chosen)
    sheet, place = find_header(sheets, columns, names)
    mapping, left_out = _map(sheet.rows[place], columns, names)
    rows, notes = _rows(sheet, place, mapping)
    hidden = [row.number for row in rows if row.number in sheet.hidden]
    return Table(rows, frozenset(mapping.values()), tuple(left_out), (*about_hidden(hidden), *notes))


def find_header(sheets: list[Sheet], columns: list[Column], names: dict[str, str]) -> tuple[Sheet, int]:
    """The sheet that holds the roster, and the place of its header. Raises `SheetRefused` unless there is just one."""
    found = [(sheet, place) for sheet in sheets if (place := _header(sheet, columns, names)) is not None]
    if not found:
        needed = "、".join(column.name for column in columns if column.is_required)
        raise SheetRefused(f"没有找到表头，请使用模板，表头应有：{needed}。")
    if len(found) > 1:
        words = "、".join(f"“{sheet.name}”" for sheet, _ in found)
        raise SheetRefused(f"工作表{words}里都有名册，请只保留一张，其余移到另一个文件。")
    return found[0]


def names_of(columns: list[Column], chosen: dict[str, str] | None = None) -> dict[str, str]:
    """Heading → column: the published words, over them what the user has said."""
    names = {heading(word): column.name for column in columns for word in (column.name, *column.synonyms)}
    return {text: name for text, name in (names | (chosen or {})).items() if name}


def heading(text: Cell) -> str:
    """A heading without blanks, marks and width differences: 姓 名* is 姓名."""
    plain = unicodedata.normalize("NFKC", str(text))
    return _MARKS.sub("", re.sub(r"\s+", "", plain)).replace("(", "（").replace(")", "）")


def text_of(cell: Cell | None) -> str:
    """A cell as a person reads it, blanks trimmed; a number never shows .0."""
    if cell.__class__ is str and cell.isascii():
        return cell.strip()
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


def _header(sheet, columns, names) -> int | None:
    """The row with most known headings, at least two, if at least half of the required ones are among them."""
    required = {column.name for column in columns if column.is_required}
    best, place = 1, None
    for number, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        known = {names[text] for cell in row if (text := heading(cell)) in names}
        if len(known) > best and 2 * len(known & required) >= len(required):
            best, place = len(known), number
    return place


def _map(header, columns, names) -> tuple[dict[int, str], list[str]]:
    mapping, left_out = {}, []
    for place, cell in enumerate(header):
        text = heading(cell)
        if not text or text == REASONS:
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


def about_hidden(hidden: list[int]) -> list[str]:
    """Whoever hid rows may have thought they were gone; their numbers in the file."""
    if not hidden:
        return []
    words = "、".join(map(str, hidden[:10])) + ("…" if len(hidden) > 10 else "")
    return [f"有 {len(hidden)} 行在表中是隐藏的（第 {words} 行），也按名册内容读取；不需要的请删除后重新上传。"]


def _rows(sheet, place, mapping) -> tuple[list[Row], list[str]]:
    rows, notes = [], []
    for number, cells in enumerate(sheet.rows[place + 1 :], start=place + 2):
        filled = [text for cell in cells if (text := text_of(cell))]
        if not filled:
            continue
        if NOT_DATA.match(filled[0]):
            notes.append(f"第 {number} 行“{filled[0][:12]}”不是名册内容，已略过。")
        else:
            rows.append(_row(sheet, number, cells, mapping))
    return rows, notes


def _row(sheet, number, cells, mapping) -> Row:
    faults = {name: FORMULA for place, name in mapping.items() if (number, place + 1) in sheet.formulas}
    values = {name: cells[place] if place < len(cells) else "" for place, name in mapping.items()}
    return Row(number, values, faults)
