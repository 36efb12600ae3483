"""A long roster on its way to a stage: its header found, its columns mapped, its rows without totals, in blocks; COPY.

What a column means and which table is the stage is the importer's business.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import connection

from sheets.blocks import Block, read_blocks
from sheets.container import SheetRefused
from sheets.reading import Cell, Sheet
from sheets.tables import HEADER_WITHIN, NOT_DATA, Column, about_hidden, find_header, heading, names_of, text_of

# Title rows, notes and totals come on top of the people.
ROWS_AROUND = 100


@dataclass(frozen=True, slots=True)
class RosterBlock:
    """Some rows of the roster: their numbers in the file, and their cells by column.

    `others` are columns that mean nothing here, by their headings; `formulas` are pairs of place in the block and
    column name; `height` is how many rows the sheet has.
    """

    numbers: list[int]
    columns: dict[str, list[Cell]]
    others: dict[str, list[Cell]]
    formulas: list[tuple[int, str]]
    height: int


@dataclass
class RosterReader:
    """One reading of a workbook; `notes` and `left_out` are complete when the last block has been given out.

    In the columns named `merging` a cell that was merged over rows speaks for each of them.
    """

    content: bytes
    file_name: str
    columns: list[Column]
    chosen: dict[str, str]
    most_rows: int
    ignored: tuple[str, ...] = ()
    merging: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    _hidden: list[int] = field(default_factory=list)
    _merged: dict[str, int] = field(default_factory=dict)
    _last_said: dict[int, tuple[int, Cell, bool]] = field(default_factory=dict)

    def blocks(self) -> Iterator[RosterBlock]:
        """Raises `SheetRefused` when there is no roster or several, or columns lack; also behind the last block."""
        found, header, sheets = "", None, []
        for block in read_blocks(self.content, self.file_name, self.most_rows + ROWS_AROUND):
            if block.first == 1:
                header = self._header(block)
                sheets.append(block.sheet)
                if header is not None and found:
                    raise SheetRefused(
                        f"工作表“{found}”、“{block.sheet}”里都有名册，请只保留一张，其余移到另一个文件。"
                    )
                found = found or (block.sheet if header is not None else "")
                mapping = self._mapping(block, header) if header is not None else None
            if header is not None:
                yield self._rows(block, header if block.first == 1 else None, *mapping)
        if not found:
            needed = "、".join(column.name for column in self.columns if column.is_required)
            raise SheetRefused(f"没有找到表头，请使用模板，表头应有：{needed}。")
        self.notes[:0] = [*about_hidden(self._hidden), *map(_about_merged, self._merged, self._merged.values())]

    def _header(self, block: Block) -> int | None:
        names = names_of(self.columns, self.chosen)
        try:
            return find_header([Sheet(block.sheet, block.rows(HEADER_WITHIN))], self.columns, names)[1]
        except SheetRefused:
            return None

    def _mapping(self, block, header) -> tuple[dict[int, str], dict[int, str]]:
        """Places of columns, and places of what is kept by its heading."""
        names, mapping, others = names_of(self.columns, self.chosen), {}, {}
        for place, cell in enumerate(column[header] for column in block.columns):
            text = heading(cell)
            if text in names:
                if names[text] in mapping.values():
                    raise SheetRefused(f"“{names[text]}”这一列出现了两次，请只保留一列。")
                mapping[place] = names[text]
            elif text and (text in self.ignored or self.chosen.get(text) == ""):
                self.left_out.append(text_of(cell))
            elif text:
                others[place] = _once(text_of(cell), others.values())
        lacking = [each.name for each in self.columns if each.is_required and each.name not in mapping.values()]
        if lacking:
            raise SheetRefused(f"缺少必需的列：{'、'.join(lacking)}。请对照模板补上后再上传。")
        return mapping, others

    def _rows(self, block, header, mapping, others) -> RosterBlock:
        start = 0 if header is None else header + 1
        kept = self._kept(block, start)
        everything = len(kept) == block.size
        taken = {
            place: block.columns[place] if everything else [block.columns[place][row] for row in kept]
            for place in (*mapping, *others)
        }
        numbers = [block.first + row for row in kept]
        if block.hidden:
            self._hidden += [number for number in numbers if number in block.hidden]
        formulas = _formulas(block.formulas, numbers, mapping)
        for place, name in mapping.items():
            if name in self.merging and place + 1 in block.merged:
                taken[place], more = self._spread(block, place, name, numbers, taken[place], block.first + start)
                formulas += more
        return RosterBlock(
            numbers,
            {name: taken[place] for place, name in mapping.items()},
            {name: taken[place] for place, name in others.items()},
            formulas,
            block.height,
        )

    def _spread(self, block, place, name, numbers, cells, below) -> tuple[list[Cell], list[tuple[int, str]]]:
        """The column with what its merged cells say in all their rows, and where that is a formula.

        Rows from `below` on are data; a range that began in an earlier block says what was read there.
        """
        cells, formulas, ranges, behind = list(cells), [], block.merged[place + 1], block.first + block.size
        begun = max(bisect_left(ranges, (block.first, 0)) - 1, 0)
        for first, last in ranges[begun : bisect_left(ranges, (behind, 0))]:
            rows = range(bisect_left(numbers, first), bisect_right(numbers, last))
            if below <= first < behind:
                is_formula = (first, place + 1) in block.formulas
                self._last_said[place] = first, block.columns[place][first - block.first], is_formula
            if not rows or self._last_said.get(place, (0,))[0] != first:
                continue
            _, said, is_formula = self._last_said[place]
            self._merged[name] = self._merged.get(name, 0) + len(rows)
            cells[rows.start : rows.stop] = [said] * len(rows)
            formulas += [(row, name) for row in rows if is_formula and numbers[row] != first]
        return cells, formulas

    def _kept(self, block, start) -> list[int]:
        """The rows that hold somebody: empty ones and totals do not."""
        kept = []
        for row, cell in enumerate(block.columns[0][start:] if block.columns else (), start=start):
            text = cell if cell.__class__ is str and cell else _first_filled(block, row)
            if not text or text.isspace():
                continue
            if NOT_DATA.match(text):
                self.notes.append(f"第 {block.first + row} 行“{text[:12]}”不是名册内容，已略过。")
            else:
                kept.append(row)
        return kept


class CopyLines:
    """Lines for COPY, taken from an iterator as PostgreSQL asks; what goes wrong there is raised afterwards."""

    def __init__(self, lines: Iterable[bytes]):
        self.lines, self.error = iter(lines), None

    def read(self, size: int = -1) -> bytes:
        try:
            return next((piece for piece in self.lines if piece), b"")
        except Exception as error:
            self.error = error
            return b""


def copy_in(table: str, columns: Iterable[str], pieces: Iterable[bytes]) -> None:
    """Fills a stage. Nothing that goes this way carries who and why, so no table with history does (audit/bulk.py)."""
    names = ", ".join(f'"{column}"' for column in columns)
    source = CopyLines(pieces)
    with connection.cursor() as cursor:
        cursor.copy_expert(f'COPY "{table}" ({names}) FROM STDIN', source)
    if source.error:
        raise source.error


def _about_merged(name, rows) -> str:
    return f"“{name}”一列有跨行合并的单元格，涉及 {rows} 行，各行都按合并单元格的内容读取，请核对。"


def _first_filled(block, row) -> str:
    return next((text for column in block.columns if (text := text_of(column[row]))), "")


def _once(text, known) -> str:
    """The same heading twice: the second bears a number."""
    name, number = text, 1
    while name in known:
        number += 1
        name = f"{text}（{number}）"
    return name


def _formulas(formulas, numbers, mapping) -> list[tuple[int, str]]:
    if not formulas or not numbers:
        return []
    places = {number: place for place, number in enumerate(numbers)}
    return [(places[row], mapping[column - 1]) for row, column in formulas if row in places and column - 1 in mapping]
