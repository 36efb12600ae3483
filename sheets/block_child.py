"""Reads a long workbook like `child.py`, and hands its cells over in blocks of rows, column by column.

The output is a line of JSON, `{"refused": sentence}` or `{"sheet", "height", "formulas", "hidden", "merged"}`, where
`merged` are the cells that reach over several rows: column, first and last row, counted from 1. For each block of rows
follows a line that lists its columns as kind and size, and behind it their bytes: "texts" are one text with unit
separators, "days" the same of ISO dates, "cells" a JSON list of cells as `child.py` writes them.
"""

import datetime as dt
import gc
import io
import json
import re
import resource
import runpy
import sys
import zipfile
from itertools import islice
from pathlib import Path

import python_calamine

child = runpy.run_path(str(Path(__file__).with_name("child.py")))
MAX_CELLS = 6_000_000
SECONDS = 60
BLOCK = 2000
UNIT = "\x1f"
_PART = 4 * 1024 * 1024
_OVERLAP = 4096
_FORMULA = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"']([A-Z]+\d+)[\"'][^>]*>\s*<(?:\w+:)?f[\s/>]")


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (child["MEMORY"], child["MEMORY"]))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    gc.disable()  # Millions of cells, and no cycle among them.
    content = sys.stdin.buffer.read()
    write = sys.stdout.buffer.write
    for message in read(content, int(sys.argv[1])):
        if isinstance(message, list):
            write(json.dumps([(kind, len(column)) for kind, column in message]).encode() + b"\n")
            write(b"".join([column for _, column in message]))
        else:
            write(json.dumps(message).encode() + b"\n")


def read(content: bytes, max_rows: int):
    """What there is to say about the workbook, in order."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except python_calamine.PasswordError:
        yield {"refused": "文件设有打开密码，请在 WPS 或 Excel 中去掉密码后再上传。"}
        return
    parts = child["sheet_parts"](content)
    for index, about in enumerate(book.sheets_metadata):
        if about.visible is not python_calamine.SheetVisibleEnum.Visible:
            continue
        sheet = book.get_sheet_by_index(index)
        if sheet.total_height * sheet.total_width > MAX_CELLS or sheet.total_height > max_rows:
            yield {"refused": f"工作表“{about.name}”的已用区域过大，请把名册复制到新的工作表后再上传。"}
            return
        seen = {**marks(content, parts.get(about.name)), "merged": merged_cells(sheet)}
        yield {"sheet": about.name, "height": sheet.total_height, **seen}
        yield from blocks(sheet)


def blocks(sheet):
    """The cells from row 1 and column A on; the library leaves empty columns on the left out, but no rows."""
    if sheet.start is None:
        return
    left_out = sheet.start[1]
    rows = iter(sheet.iter_rows())
    while block := list(islice(rows, BLOCK)):
        empty = "texts", UNIT.encode() * (len(block) - 1)
        yield [empty] * left_out + [packed(column) for column in zip(*block, strict=True)]


def packed(column) -> tuple[str, bytes]:
    """A column as one large text instead of many small ones: its kind, and its bytes."""
    kinds = set(map(type, column))
    if kinds == {str}:
        text = UNIT.join(column)
        if text.count(UNIT) == len(column) - 1:
            return "texts", text.encode()
    if kinds <= {dt.date, str} and all(cell.__class__ is dt.date or cell == "" for cell in column):
        return "days", UNIT.join([cell and cell.isoformat() for cell in column]).encode()
    return "cells", json.dumps([child["plain"](cell) for cell in column]).encode()


def marks(content: bytes, part: str | None) -> dict[str, list]:
    """The addresses of the cells that hold a formula, and the hidden rows; the part is never unpacked as a whole."""
    formulas, hidden = [], []
    for piece in pieces(content, part):
        if b"<f" in piece or b":f" in piece:
            formulas += [address.decode() for address in _FORMULA.findall(piece)]
        if b"hidden=" in piece:
            hidden += child["hidden_rows"](piece)
    return {"formulas": list(dict.fromkeys(formulas)), "hidden": list(dict.fromkeys(hidden))}


def pieces(content: bytes, part: str | None):
    """The markup of a part; the end of each piece stands again at the beginning of the next, so that no tag is torn."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if part not in package.namelist():
            return
        with package.open(part) as markup:
            rest = b""
            while piece := markup.read(_PART):
                piece = rest + piece
                yield piece
                rest = piece[piece.rfind(b"<", 0, -_OVERLAP) :] if len(piece) > _OVERLAP else piece


def merged_cells(sheet) -> list[list[int]]:
    """Titles reach over columns; here are those that reach over rows, by their first column."""
    ranges = sheet.merged_cell_ranges or ()
    return [[left + 1, top + 1, bottom + 1] for (top, left), (bottom, _) in ranges if bottom > top]


if __name__ == "__main__":
    main()
