"""Reads a workbook in a process of its own, with limits on memory and time and nothing of the application in reach.

Run by file name (`sheets.reading` does): the .xlsx comes in on standard input, the cells go out on standard output as
JSON: `{"sheets": [{"name", "height", "rows", "formulas", "hidden"}]}` or `{"refused": sentence}`. A second number asks
for so many rows of each sheet only, and for nothing that would need the rest. Imports nothing of the product.
"""

import datetime as dt
import io
import json
import re
import resource
import sys
import zipfile
from xml.parsers import expat

import python_calamine

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
MAX_CELLS = 3_000_000
_HIDDEN = re.compile(rb"<(?:\w+:)?row\s[^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*>")
_NUMBER = re.compile(rb"\br=[\"'](\d+)[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    content = sys.stdin.buffer.read()
    json.dump(read(content, *map(int, sys.argv[1:])), sys.stdout, ensure_ascii=False)


def read(content: bytes, max_rows: int, head: int | None = None) -> dict:
    """Every visible worksheet with its cells, the places of its formulas and its hidden rows; or its first rows."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except python_calamine.PasswordError:
        return {"refused": "文件设有打开密码，请在 WPS 或 Excel 中去掉密码后再上传。"}
    parts = sheet_parts(content)
    sheets = []
    for index, about in enumerate(book.sheets_metadata):
        if about.visible is not python_calamine.SheetVisibleEnum.Visible:
            continue
        sheet = book.get_sheet_by_index(index)
        cells = sheet.total_width * min(sheet.total_height, head or sheet.total_height)
        if cells > MAX_CELLS or sheet.total_height > max_rows:
            return {"refused": f"工作表“{about.name}”的已用区域过大，请把名册复制到新的工作表后再上传。"}
        rows = [[plain(value) for value in row] for row in sheet.to_python(skip_empty_area=False, nrows=head)]
        markup = b"" if head else part_of(content, parts.get(about.name))
        found = {"formulas": formula_cells(markup), "hidden": hidden_rows(markup)}
        sheets.append({"name": about.name, "height": sheet.total_height + 1, "rows": rows, **found})
    return {"sheets": sheets}


def plain(value):
    """A cell as JSON can carry it; a day is `{"day": …}`, so that a text that looks like one stays a text."""
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return {"day": value.date().isoformat()} if midnight else {"day": value.isoformat(sep=" ", timespec="seconds")}
    if isinstance(value, dt.date):
        return {"day": value.isoformat()}
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value if isinstance(value, (str, bool, int, float)) else str(value)


def sheet_parts(content: bytes) -> dict[str, str]:
    """The part of the package that holds each sheet, by the sheet's name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        targets = {
            each["Id"]: each["Target"]
            for tag, each in elements(package.read("xl/_rels/workbook.xml.rels"))
            if tag == "Relationship"
        }
        found = {}
        for tag, each in elements(package.read("xl/workbook.xml")):
            if tag == "sheet":
                key = next((value for name, value in each.items() if name.endswith(":id")), "")
                target = targets.get(key, "")
                found[each["name"]] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        return found


def part_of(content: bytes, part: str | None) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(part) if part in package.namelist() else b""


def formula_cells(markup: bytes) -> list[str]:
    """The addresses of the cells that hold a formula, such as C5."""
    if not _FORMULA.search(markup):
        return []
    found, address = [], ""
    for tag, attributes in elements(markup):
        if tag == "c":
            address = attributes.get("r", "")
        elif tag == "f" and address:
            found.append(address)
    return found


def hidden_rows(markup: bytes) -> list[int]:
    """The numbers of the rows that somebody has hidden."""
    return [int(number[1]) for row in _HIDDEN.findall(markup) if (number := _NUMBER.search(row))]


def elements(markup: bytes) -> list[tuple[str, dict]]:
    """Tags without prefix and their attributes, in order."""
    found = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: found.append((tag.rpartition(":")[2], attributes))
    parser.Parse(markup, True)
    return found


if __name__ == "__main__":
    main()
