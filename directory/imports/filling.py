"""From the file to the stage: every cell read once, numbers sealed, what cannot be read kept as a fault beside it."""

import datetime as dt
from collections.abc import Iterator

from directory.imports import cells, columns
from directory.imports.cells import NULL, Bad, Reader
from directory.imports.unit_book import UnitBook
from directory.models import Status
from directory.models.staging import StagedFault, StagedPerson
from sheets.container import SheetRefused
from sheets.staging import RosterBlock, RosterReader, copy_in
from sheets.tables import EMPTY, FORMULA, heading, text_of

# Whoever has so many wrong cells has mistaken a column; the first ones are enough to see it.
MOST_FAULTS = 20_000
_TOO_MANY = f"错误超过 {MOST_FAULTS} 处，像是整列填错或对错了列，请对照模板检查后重新上传。"
_SUSPENDED = frozenset({"停止党籍", "已停止党籍"})
_UNIT = (columns.UNIT_CODE, columns.UNIT_NAME, columns.COMMITTEE)

# Column of the file → columns of the stage.
STAGED = {
    columns.NUMBER: ("roster_no", "roster_is_number"),
    columns.NAME: ("name",),
    columns.READING: ("reading",),
    columns.GENDER: ("gender",),
    columns.ETHNICITY: ("ethnicity",),
    columns.ID_NUMBER: ("id_sealed", "id_index", "id_mask", "id_birth_on", "id_gender"),
    columns.BIRTH: ("birth_on", "birth_precision"),
    columns.NATIVE_PLACE: ("native_place",),
    columns.PHONE: ("phone_sealed", "phone_index", "phone_mask"),
    columns.EMAIL: ("email",),
    columns.CATEGORY: ("category", "said_status"),
    columns.EDUCATION: ("education",),
    columns.DEGREE: ("degree",),
    columns.GRADE_CLASS: ("grade_class",),
    columns.JOINED_WORK: ("joined_work_on",),
    columns.LEAVE: ("expected_leave_on",),
    columns.STATUS: ("status",),
    columns.JOINED: ("joined_on", "joined_precision"),
    columns.FULL: ("full_on", "full_precision"),
    columns.SUSPENDED: ("suspended_on", "suspended_precision"),
    columns.LEFT: ("left_on", "left_precision"),
    columns.MOVED: ("moved_on",),
}


def readers(today: dt.date) -> dict[str, Reader]:
    """A fresh reader for each column; they remember cells of one file only."""
    return {
        columns.NUMBER: cells.roster_no_reader(),
        columns.NAME: cells.name_reader(),
        columns.READING: cells.text_reader("reading"),
        columns.GENDER: cells.gender_reader(),
        columns.ETHNICITY: cells.text_reader("ethnicity"),
        columns.ID_NUMBER: cells.id_number_reader(),
        columns.BIRTH: cells.birth_reader(today),
        columns.NATIVE_PLACE: cells.text_reader("native_place"),
        columns.PHONE: cells.phone_reader(),
        columns.EMAIL: cells.email_reader(),
        columns.CATEGORY: cells.category_reader(),
        columns.EDUCATION: cells.text_reader("education"),
        columns.DEGREE: cells.text_reader("degree"),
        columns.GRADE_CLASS: cells.text_reader("grade_class"),
        columns.JOINED_WORK: cells.day_reader(),
        columns.LEAVE: cells.day_reader(),
        columns.STATUS: cells.status_reader(),
        columns.JOINED: cells.past_reader(today, columns.JOINED),
        columns.FULL: cells.past_reader(today, columns.FULL),
        columns.SUSPENDED: cells.past_reader(today, columns.SUSPENDED),
        columns.LEFT: cells.past_reader(today, columns.LEFT),
        columns.MOVED: cells.moved_reader(today),
    }


class Filling:
    """One file on its way into the stage of one batch."""

    def __init__(self, upload, units: UnitBook, most_rows: int):
        self.upload, self.units = upload, units
        self.batch, self.readers = upload.code, readers(upload.viewer.on)
        self.kept_readers: dict[str, Reader] = {}
        self.roster = RosterReader(
            upload.content, upload.file_name, columns.COLUMNS, upload.columns, most_rows, columns.IGNORED, _UNIT
        )
        self.most_rows, self.rows, self.unit_column = most_rows, 0, columns.UNIT_CODE
        self.faults: list[tuple[int, str, str]] = []
        self._units: dict[tuple, str] = {}

    def fill(self) -> None:
        """Raises `SheetRefused`; the caller's transaction then takes back what has been staged."""
        blocks = self.roster.blocks()
        first = next(blocks, None)
        if first is None:
            return
        self.unit_column = next((name for name in _UNIT if name in first.columns), columns.UNIT_CODE)
        present = [name for name in STAGED if name in first.columns or (name == columns.STATUS and _held(first))]
        staged = [column for name in present for column in STAGED[name]]
        copy_in(
            StagedPerson._meta.db_table,
            ["batch", "row", *staged, "unit_id", "texts"],
            (self._lines(block, present) for block in _again(first, blocks)),
        )
        copy_in(StagedFault._meta.db_table, ["batch", "row", "column", "message"], [self._fault_lines()])

    def _lines(self, block: RosterBlock, present) -> bytes:
        """A block as COPY takes it: what each column says, side by side."""
        numbers = block.numbers
        if not numbers:
            return b""
        self.rows += len(numbers)
        if self.rows > self.most_rows:
            raise SheetRefused(f"名册超过 {self.most_rows} 行，请分成几个文件上传。")
        formulas = _by_column(block.formulas)
        nothing = [""] * len(numbers)
        ready = [self._column(name, block.columns.get(name, nothing), numbers, formulas) for name in present]
        if held := _held(block):
            place = present.index(columns.STATUS)
            ready[place] = [_suspended(*each) for each in zip(ready[place], held, strict=True)]
        ready += [self._unit_column(block, formulas), self._texts(block)]
        prefix = f"{self.batch}\t"
        rows = zip(map(str, numbers), *ready, strict=True)
        self.upload.progress(self.rows, block.height)
        return (prefix + f"\n{prefix}".join(map("\t".join, rows)) + "\n").encode()

    def _column(self, name, given, numbers, formulas) -> list[str]:
        reader = self.readers[name]
        read = reader.column(given)
        for place in formulas.get(name, ()):
            read[place] = Bad(reader.blank, FORMULA)
        self._keep_faults(name, read, numbers)
        return read

    def _keep_faults(self, name, read, numbers):
        if Bad not in set(map(type, read)):
            return
        self.faults += [
            (number, name, cell.message) for number, cell in zip(numbers, read, strict=True) if type(cell) is Bad
        ]
        if len(self.faults) > MOST_FAULTS:
            raise SheetRefused(_TOO_MANY)

    def _unit_column(self, block, formulas) -> list[str]:
        """The unit that the row's code and names mean together."""
        if not any(name in block.columns for name in _UNIT):
            return [NULL] * len(block.numbers)
        nothing = [""] * len(block.numbers)
        named = list(zip(*(block.columns.get(name, nothing) for name in _UNIT), strict=True))
        found = [self._units[key] if key in self._units else self._unit(key) for key in named]
        for name in _UNIT:
            for place in formulas.get(name, ()):
                self.faults.append((block.numbers[place], name, FORMULA))
                found[place] = NULL
        bad = [(number, cell) for number, cell in zip(block.numbers, found, strict=True) if type(cell) is Bad]
        self.faults += [(number, *cell.message) for number, cell in bad]
        return found

    def _unit(self, key) -> str:
        if len(self._units) > MOST_FAULTS:
            self._units.clear()
        self._units[key] = known = self._found_unit(*("" if text in EMPTY else text for text in map(text_of, key)))
        return known

    def _found_unit(self, code, name, committee):
        column, today = columns.COMMITTEE, self.upload.viewer.on
        try:
            under = self.units.open_unit("", committee, columns.COMMITTEE, today) if committee else None
            if not code and not name:
                return str(under.pk) if under else NULL
            column = columns.UNIT_CODE if code else columns.UNIT_NAME
            return str(self.units.open_unit(code, name, "党组织", today, under).pk)
        except ValueError as error:
            return Bad(NULL, (column, str(error)))

    def _texts(self, block) -> list[str]:
        """What the system has no column for, as one JSON object; nothing said is NULL."""
        if not block.others:
            return [NULL] * len(block.numbers)
        read = []
        for name, given in block.others.items():
            reader = self.kept_readers.get(name) or self.kept_readers.setdefault(name, self._kept_reader(name))
            read.append(reader.column(given))
            self._keep_faults(name[: cells.LONGEST_NAME], read[-1], block.numbers)
        joined = (",".join(filter(None, texts)) for texts in zip(*read, strict=True))
        return [f"{{{texts}}}" if texts else NULL for texts in joined]

    def _kept_reader(self, name) -> Reader:
        return cells.kept_reader(name[: cells.LONGEST_NAME])

    def _fault_lines(self) -> bytes:
        lines = {(row, column): message for row, column, message in reversed(self.faults)}
        return "".join(
            f"{self.batch}\t{row}\t{cells.copied(column)}\t{cells.copied(message)}\n"
            for (row, column), message in lines.items()
        ).encode()


def _held(block) -> list:
    """The cells of 停止党籍或出国关系保留, if there is such a column; they are kept as text besides."""
    return next((given for name, given in block.others.items() if heading(name) == columns.HELD), [])


def _suspended(status: str, held) -> str:
    """停止党籍 is said beside the kind of member that somebody was."""
    return Status.SUSPENDED.value if text_of(held) in _SUSPENDED and type(status) is not Bad else status


def _again(first, rest) -> Iterator[RosterBlock]:
    yield first
    yield from rest


def _by_column(formulas) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, name in formulas:
        found.setdefault(name, []).append(place)
    return found
