"""Reads a long workbook like `child.py`, and hands its cells over in blocks of rows, column by column.

Every line of the output is JSON: `{"refused": sentence}`; or `{"sheet", "height", "formulas"}`, and then for each block
of rows a list of its columns. A column of texts is one text with unit separators, a column of days one of ISO dates
behind a record separator; everything else is a list of cells as `child.py` writes them.
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
UNIT, RECORD = "\x1f", "\x1e"
_PART = 4 * 1024 * 1024
_OVERLAP = 4096
_FORMULA = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"']([A-Z]+\d+)[\"'][^>]*>\s*<(?:\w+:)?f[\s/>]")


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (child["MEMORY"], child["MEMORY"]))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    gc.disable()  # Millions of cells, and no cycle among them.
    content = sys.stdin.buffer.read()
    for message in read(content, int(sys.argv[1])):
        json.dump(message, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")


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
        formulas = formula_cells(content, parts.get(about.name))
        yield {"sheet": about.name, "height": sheet.total_height, "formulas": formulas}
        yield from blocks(sheet)


def blocks(sheet):
    """The cells from row 1 and column A on; the library leaves empty columns on the left out, but no rows."""
    if sheet.start is None:
        return
    left_out = sheet.start[1]
    rows = iter(sheet.iter_rows())
    while block := list(islice(rows, BLOCK)):
        empty = UNIT * (len(block) - 1)
        yield [empty] * left_out + [packed(column) for column in zip(*block, strict=True)]


def packed(column):
    """A column as few large texts instead of many small ones."""
    kinds = set(map(type, column))
    if kinds == {str}:
        text = UNIT.join(column)
        if text.count(UNIT) == len(column) - 1 and not text.startswith(RECORD):
            return text
    if kinds <= {dt.date, str} and all(cell.__class__ is dt.date or cell == "" for cell in column):
        return RECORD + UNIT.join([cell and cell.isoformat() for cell in column])
    return [child["plain"](cell) for cell in column]


def formula_cells(content: bytes, part: str | None) -> list[str]:
    """The addresses of the cells that hold a formula; the part is never unpacked as a whole."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if part not in package.namelist():
            return found
        with package.open(part) as markup:
            rest = b""
            while piece := markup.read(_PART):
                piece = rest + piece
                if b"<f" in piece or b":f" in piece:
                    found += [address.decode() for address in _FORMULA.findall(piece)]
                rest = piece[piece.rfind(b"<", 0, -_OVERLAP) :] if len(piece) > _OVERLAP else piece
    return list(dict.fromkeys(found))


if __name__ == "__main__":
    main()
