"""A long workbook block by block, read while a limited child is still handing it over; nobody ever holds all of it."""

import datetime as dt
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sheets.container import SheetRefused, check_container
from sheets.reading import Cell

SECONDS = 120
CHILD = Path(__file__).with_name("block_child.py")
UNIT, RECORD = "\x1f", "\x1e"
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1e\ufffe\uffff]")
_PLACE = re.compile(r"([A-Z]+)(\d+)")
_BROKEN = "文件读不出来，可能已损坏，请在 WPS 或 Excel 中打开后另存为 .xlsx 再上传。"
_SLOW = "文件读取超时，请把名册复制到新的工作簿，或分成几个文件上传。"


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of a worksheet by columns; `first` is the number of the first row in the file, counted from 1.

    `formulas` are (row, column) pairs of the whole sheet, `height` is how many rows it has.
    """

    sheet: str
    height: int
    first: int
    columns: list[list[Cell]]
    formulas: frozenset[tuple[int, int]]

    @property
    def size(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    def rows(self, most: int) -> list[list[Cell]]:
        """The first rows as rows."""
        return [list(row) for row in zip(*(column[:most] for column in self.columns), strict=True)]


def read_blocks(content: bytes, file_name: str, most_rows: int) -> Iterator[Block]:
    """The visible worksheets in order. Raises `SheetRefused` with a sentence, at the latest behind the last block."""
    check_container(content, file_name)
    with _child(content, most_rows) as lines:
        about, first = {}, 1
        for line in lines:
            message = json.loads(line)
            if isinstance(message, list):
                columns = [_unpacked(column) for column in message]
                yield Block(about["sheet"], about["height"], first, columns, about["formulas"])
                first += len(columns[0])
            elif "refused" in message:
                raise SheetRefused(message["refused"])
            else:
                about, first = message | {"formulas": _places(message["formulas"])}, 1


class _child:
    """The lines that the child writes; whoever stops reading early ends it."""

    def __init__(self, content, most_rows):
        self.content, self.most_rows = content, most_rows

    def __enter__(self):
        # From a file in memory, not from a pipe: nobody has to write while we read, and no roster reaches the disk.
        self.given = os.fdopen(os.memfd_create("roster"), "w+b")
        self.given.write(self.content)
        self.given.seek(0)
        self.process = subprocess.Popen(
            [sys.executable, "-I", str(CHILD), str(self.most_rows)],
            stdin=self.given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8", "PATH": os.defpath, "PYTHONUTF8": "1"},
        )
        self.late = threading.Timer(SECONDS, self.process.kill)
        self.late.start()
        return self._lines()

    def _lines(self):
        try:
            yield from self.process.stdout
        finally:
            timed_out = not self.late.is_alive()
        if self.process.wait() != 0:
            raise SheetRefused(_SLOW if timed_out else _BROKEN)

    def __exit__(self, *error):
        self.late.cancel()
        self.process.kill()
        self.process.stdout.close()
        self.process.wait()
        self.given.close()


def _unpacked(column) -> list[Cell]:
    if isinstance(column, list):
        return [_value(cell) for cell in column]
    if column.startswith(RECORD):
        return [cell and dt.date.fromisoformat(cell) for cell in column[1:].split(UNIT)]
    if _UNSEEN.search(column):
        column = _UNSEEN.sub("", column)
    return column.split(UNIT)


def _value(cell) -> Cell:
    """As `sheets.reading` gives it."""
    if isinstance(cell, str):
        return _UNSEEN.sub("", cell.replace(UNIT, ""))
    if not isinstance(cell, dict):
        return cell
    day = cell["day"]
    return dt.date.fromisoformat(day) if len(day) == 10 else day


def _places(addresses) -> frozenset[tuple[int, int]]:
    return frozenset((int(found[2]), _column(found[1])) for each in addresses if (found := _PLACE.fullmatch(each)))


def _column(letters) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
