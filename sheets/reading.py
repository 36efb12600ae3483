"""An uploaded workbook as plain cells: checked first, parsed in a limited process of its own."""

import datetime as dt
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from sheets.container import SheetRefused, check_container

SECONDS = 30
CHILD = Path(__file__).with_name("child.py")
# A row above the data, a title and notes are read too; the limit on people is the importer's.
MAX_ROWS = 20_100
HEAD = 60
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Cell = str | int | float | bool | dt.date


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible worksheet. `rows` begin with row 1 and column A; `formulas` are (row, column) pairs counted from 1.

    `hidden` are the rows that do not show on the screen, `height` is how many rows the file has.
    """

    name: str
    rows: list[list[Cell]]
    formulas: frozenset[tuple[int, int]] = field(default=frozenset())
    hidden: frozenset[int] = field(default=frozenset())
    height: int = 0


def read_workbook(content: bytes, file_name: str, most_rows: int = MAX_ROWS) -> list[Sheet]:
    """The visible worksheets in order. Raises `SheetRefused` with a sentence."""
    check_container(content, file_name)
    return _sheets(_ask_child(content, most_rows))


def read_head(content: bytes, file_name: str, most_rows: int = MAX_ROWS) -> list[Sheet]:
    """The first rows of each visible worksheet, enough to find the header. Raises `SheetRefused` with a sentence."""
    check_container(content, file_name)
    return _sheets(_ask_child(content, most_rows, HEAD))


def _sheets(answer) -> list[Sheet]:
    if "refused" in answer:
        raise SheetRefused(answer["refused"])
    return [
        Sheet(
            each["name"],
            [[_value(cell) for cell in row] for row in each["rows"]],
            frozenset(filter(None, map(_place, each["formulas"]))),
            frozenset(each.get("hidden", ())),
            each.get("height", len(each["rows"])),
        )
        for each in answer["sheets"]
    ]


def _ask_child(content, *numbers) -> dict:
    command = [sys.executable, "-I", str(CHILD), *map(str, numbers)]
    environment = {"LANG": "C.UTF-8", "PATH": os.defpath, "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, env=environment, check=True)
        return json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise SheetRefused("文件读取超时，请把名册复制到新的工作簿，或分成几个文件上传。") from error
    except (subprocess.CalledProcessError, ValueError) as error:
        raise SheetRefused("文件读不出来，可能已损坏，请在 WPS 或 Excel 中打开后另存为 .xlsx 再上传。") from error


def _value(cell) -> Cell:
    """A cell's text may spell control characters (_x0000_): no database takes NUL, and nobody can see the others."""
    if isinstance(cell, str):
        return _UNSEEN.sub("", cell)
    if not isinstance(cell, dict):
        return cell
    day = cell["day"]
    return dt.date.fromisoformat(day) if len(day) == 10 else day


def _place(address) -> tuple[int, int] | None:
    """Row and column; None for what is no address: such a cell stands outside the sheet's data."""
    found = re.fullmatch(r"([A-Z]+)(\d+)", address.replace("$", "").upper())
    if not found:
        return None
    letters, digits = found.groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits), column
