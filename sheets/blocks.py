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
UNIT = "\x1f"
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1e\ufffe\uffff]")
_CONTROL = bytes([*range(9), 11, 12, *range(14, 31)])
_NO_SIGNS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE and U+FFFF
_PLACE = re.compile(r"([A-Z]+)(\d+)")
_BROKEN = "文件读不出来，可能已损坏，请在 WPS 或 Excel 中打开后另存为 .xlsx 再上传。"
_SLOW = "文件读取超时，请把名册复制到新的工作簿，或分成几个文件上传。"


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of a worksheet by columns; `first` is the number of the first row in the file, counted from 1.

    Of the whole sheet: `formulas` are (row, column) pairs, `hidden` rows that do not show on the screen, `merged` the
    (first, last) rows of cells that reach over several, by column; `height` is how many rows it has.
    """

    sheet: str
    height: int
    first: int
    columns: list[list[Cell]]
    formulas: frozenset[tuple[int, int]]
    hidden: frozenset[int]
    merged: dict[int, list[tuple[int, int]]]

    @property
    def size(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    def rows(self, most: int) -> list[list[Cell]]:
        """The first rows as rows."""
        return [list(row) for row in zip(*(column[:most] for column in self.columns), strict=True)]


def read_blocks(content: bytes, file_name: str, most_rows: int) -> Iterator[Block]:
    """The visible worksheets in order. Raises `SheetRefused` with a sentence, at the latest behind the last block."""
    check_container(content, file_name)
    with _child(content, most_rows) as messages:
        about, first = {}, 1
        for message in messages:
            if isinstance(message, list):
                columns = [_unpacked(*column) for column in message]
                yield Block(first=first, columns=columns, **about)
                first += len(columns[0])
            elif "refused" in message:
                raise SheetRefused(message["refused"])
            else:
                about, first = _about(message), 1


class _child:
    """What the child says, columns as kind and bytes; whoever stops reading early ends it."""

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
        return self._messages()

    def _messages(self):
        is_torn = False
        try:
            for line in self.process.stdout:
                message = self._message(line)
                if is_torn := message is None:
                    break
                yield message
        finally:
            timed_out = not self.late.is_alive()
        if is_torn:
            self.process.kill()
        if self.process.wait() != 0:
            raise SheetRefused(_SLOW if timed_out else _BROKEN)

    def _message(self, line):
        """None where the child has died over it."""
        try:
            message = json.loads(line)
        except ValueError:
            return None
        if not isinstance(message, list):
            return message
        columns = [(kind, self.process.stdout.read(size)) for kind, size in message]
        return columns if all(len(raw) == size for (_, raw), (_, size) in zip(columns, message, strict=True)) else None

    def __exit__(self, *error):
        self.late.cancel()
        self.process.kill()
        self.process.stdout.close()
        self.process.wait()
        self.given.close()


def _unpacked(kind, raw) -> list[Cell]:
    if kind == "cells":
        return [_value(cell) for cell in json.loads(raw)]
    if kind == "days":
        return [cell and dt.date.fromisoformat(cell) for cell in raw.decode().split(UNIT)]
    text = raw.decode()
    # Looking through bytes costs next to nothing, a pattern over every text would.
    if len(raw.translate(None, _CONTROL)) < len(raw) or any(sign in raw for sign in _NO_SIGNS):
        text = _UNSEEN.sub("", text)
    return text.split(UNIT)


def _value(cell) -> Cell:
    """As `sheets.reading` gives it."""
    if isinstance(cell, str):
        return _UNSEEN.sub("", cell.replace(UNIT, ""))
    if not isinstance(cell, dict):
        return cell
    day = cell["day"]
    return dt.date.fromisoformat(day) if len(day) == 10 else day


def _about(message) -> dict:
    merged: dict[int, list[tuple[int, int]]] = {}
    for column, first, last in sorted(message["merged"]):
        merged.setdefault(column, []).append((first, last))
    known = {"formulas": _places(message["formulas"]), "hidden": frozenset(message["hidden"]), "merged": merged}
    return message | known


def _places(addresses) -> frozenset[tuple[int, int]]:
    return frozenset((int(found[2]), _column(found[1])) for each in addresses if (found := _PLACE.fullmatch(each)))


def _column(letters) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
