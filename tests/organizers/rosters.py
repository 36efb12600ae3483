"""Builds rosters in the published layout, as a department would send them."""

import io

from openpyxl import Workbook

HEADER = [
    "年度", "工作证号", "姓名", "联系方式", "联系党委编码", "联系党委名称",
    "联系党支部编码", "联系党支部名称", "任职时间", "离任时间",
]  # fmt: skip


def workbook(rows, header=HEADER, above=()) -> bytes:
    """An .xlsx with title rows above the header; `rows` are lists of cells, or dicts by heading."""
    book = Workbook()
    sheet = book.active
    for line in above:
        sheet.append([line])
    sheet.append(list(header))
    for row in rows:
        sheet.append([row.get(name) for name in header] if isinstance(row, dict) else row)
    return saved(book)


def saved(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def row(roster_no, name, code="01", from_on="2019-03-01", **more) -> dict:
    return {"年度": 2026, "工作证号": roster_no, "姓名": name, "联系党委编码": code, "任职时间": from_on, **more}
