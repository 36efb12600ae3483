"""错误表: the user's own workbook with the reasons in it; corrected and uploaded again it continues the batch."""

import json
import os
import subprocess
import sys
from pathlib import Path

from sheets.container import SheetRefused
from sheets.imports.report import Report
from sheets.reading import Sheet
from sheets.streaming import PlainRoster, copied_line, write_plain_roster
from sheets.tables import REASONS, Column, find_header, heading, names_of

CHILD = Path(__file__).with_name("marking_child.py")
SECONDS = 90
# Beyond so many rows the user's own styles cost too much memory: he gets a list of the faults instead.
MOST_ROWS = 20_100


def mark_workbook(content: bytes, sheets: list[Sheet], columns: list[Column], chosen, report: Report) -> bytes:
    """The uploaded workbook, order and styles kept, faulty cells marked by fill and comment. Raises `SheetRefused`."""
    names = names_of(columns, chosen)
    sheet, place = find_header(sheets, columns, names)
    at = {names[text]: number for number, cell in enumerate(sheet.rows[place], 1) if (text := heading(cell)) in names}
    faults = [[fault.row, at.get(fault.column, 0), fault.message] for fault in report.faults if fault.row]
    faults += [[each.row, 0, each.question] for each in report.conflicts]
    told = json.dumps({"sheet": sheet.name, "header": place + 1, "faults": faults}, ensure_ascii=False)
    return _ask_child(told.encode() + b"\n" + content)


def mark_rows(content: bytes, *, sheet: str, header: int, told: list, title: str, note: str, masked: list) -> bytes:
    """The uploaded workbook with a last column `title` of what is told of each row: (row, column or 0, message).

    For giving away: of its worksheets only this one, with the cells `masked` (row, column, text) overwritten; `note`
    stands as a comment on the new heading. Raises `SheetRefused`.
    """
    about = {"sheet": sheet, "header": header, "faults": told, "title": title, "note": note, "masked": masked}
    about["between"] = "\n"
    return _ask_child(json.dumps(about, ensure_ascii=False).encode() + b"\n" + content)


def list_faults(title: str, report: Report):
    """The faults alone, as a file open for reading: row, column, reason."""
    columns = [Column("行", width=8), Column("列", width=18), Column(REASONS, width=80)]

    def feed(write, marks):
        for fault in report.faults:
            write(copied_line([fault.row, fault.column, fault.message]))

    return write_plain_roster(PlainRoster(f"{title}错误表", [], columns, feed))


def _ask_child(given: bytes) -> bytes:
    environment = {"LANG": "C.UTF-8", "PATH": os.defpath, "PYTHONUTF8": "1"}
    command = [sys.executable, "-I", str(CHILD)]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=SECONDS, env=environment, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise SheetRefused("错误表生成失败，请对照页面上的行号和列名改正原文件。") from error
    return done.stdout
