"""A long roster written from copied lines: read again by three readers, and nothing in it can execute."""

import csv
import datetime as dt
import io
import shutil
import subprocess

import openpyxl
import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from sheets.streaming import PlainRoster, copied_line, write_plain_roster
from sheets.tables import Column

DAY = dt.date(2019, 9, 1)
SERIAL = (DAY - dt.date(1899, 12, 30)).days
ROWS = [
    ["单雄信", "007", "=1+1", ""],
    ["阿卜杜·热合曼", "00123456789012345678", "+8613800005678", 'a & b <c> "d"'],
    ["𠮷野青", "\\N", "@SUM(A1)", "两行\n在一格"],
    ["", "", "", ""],
    ["~", "_x0041_", "-1", "反\\斜\t线"],
]


def written(rows, **more) -> bytes:
    def feed(write, marks):
        for serial, row in enumerate(rows, start=1):
            write(copied_line([serial, *(f"{marks.day}{SERIAL}" if cell is DAY else cell for cell in row)]))

    columns = [Column("序", width=6), *(Column(name) for name in ("姓名", "学工号", "日", "备注"))]
    roster = {"title": "人员名册", "lines": ["填报单位：校党委"], "columns": columns, "feed": feed} | more
    with write_plain_roster(PlainRoster(**roster)) as file:
        return file.read()


def read(content) -> list[list]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def test_title_line_header_and_rows_come_back():
    title, line, header, *rows = read(written(ROWS))
    assert title[0] == "人员名册" and line[0] == "填报单位：校党委"
    assert header == ["序", "姓名", "学工号", "日", "备注"]
    assert [row[1:] for row in rows] == [[cell.replace("_x0041_", "_x0041_") for cell in row] for row in ROWS]
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5]


def test_a_day_is_a_date_and_only_a_day():
    rows = read(written([[DAY, str(SERIAL), f"~abc~{SERIAL}", ""]]))
    assert rows[3][1:] == [DAY, str(SERIAL), f"~abc~{SERIAL}", ""]


def test_what_looks_like_a_formula_is_quoted_text():
    sheet = openpyxl.load_workbook(io.BytesIO(written(ROWS))).active
    dangerous = [
        cell for row in sheet.iter_rows() for cell in row if str(cell.value or "").startswith(("=", "+", "-", "@"))
    ]
    assert len(dangerous) == 4
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in dangerous)
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_the_header_repeats_and_stays_in_sight():
    sheet = openpyxl.load_workbook(io.BytesIO(written(ROWS))).active
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$3:$3", "C4")
    assert sheet.page_setup.orientation == "landscape"


def test_no_rows_is_a_sheet_with_a_header():
    assert [row[0] for row in read(written([]))] == ["人员名册", "填报单位：校党委", "序"]


def test_more_than_a_chunk():
    rows = [[f"姓名{number}", f"{number:08}", DAY, "备注" * 20] for number in range(30_000)]
    found = read(written(rows))[3:]
    assert [row[1:] for row in found] == rows


@given(st.lists(st.lists(st.text(max_size=20), min_size=4, max_size=4), max_size=5))
def test_any_text_comes_back_without_what_xml_does_not_know(rows):
    book = openpyxl.load_workbook(io.BytesIO(written(rows)))
    found = [[cell.value or "" for cell in row[1:]] for row in book.active.iter_rows(min_row=4, max_col=5)]
    assert [[_unescaped(cell) for cell in row] for row in found] == [[_writable(cell) for cell in row] for row in rows]


def _writable(text):
    return "".join(char for char in text if char in "\t\n\r" or (ord(char) > 31 and char not in "\ufffe\uffff"))


def _unescaped(text):
    """openpyxl leaves _x005F_ as it stands."""
    return text.replace("_x005F_", "_")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_reads_it(tmp_path):
    (tmp_path / "roster.xlsx").write_bytes(written([*ROWS[:2], ["单雄信", "007", DAY, ""]]))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    command += ["csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", str(tmp_path), str(tmp_path / "roster.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    rows = list(csv.reader((tmp_path / "roster.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row[1:] for row in rows[3:]] == [*ROWS[:2], ["单雄信", "007", "2019-09-01", ""]]
