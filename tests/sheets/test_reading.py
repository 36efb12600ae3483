"""Cells as they are in the file: numbers, texts, days; hidden sheets left out; the child's limits hold."""

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook

from sheets import reading
from sheets.container import SheetRefused
from sheets.reading import read_workbook
from sheets.tables import Column, find_table, heading, is_empty, text_of
from tests.organizers.rosters import saved

COLUMNS = [Column("工号", ("学工号", "学号/工号"), is_required=True), Column("姓名", is_required=True), Column("备注")]


def book(*rows, title="Sheet"):
    made = Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    return made


def table(*rows):
    return find_table(read_workbook(saved(book(*rows)), "a.xlsx"), COLUMNS)


def test_cells():
    values = ["00123", 123, 123.5, 1e15, True, dt.datetime(2019, 9, 1), dt.date(2019, 9, 2), "2019-09-01", "=1+1", "𠮷"]
    made = book(values[:8])
    made.active.append([None, "x"])
    made.active["A3"] = "=1+1"
    made.active["B3"] = "𠮷"
    sheet = read_workbook(saved(made), "a.xlsx")[0]
    assert sheet.rows[0] == [
        "00123", 123, 123.5, 1e15, True, dt.date(2019, 9, 1), dt.date(2019, 9, 2), "2019-09-01",
    ]  # fmt: skip
    assert sheet.rows[1][:2] == ["", "x"] and sheet.rows[2][1] == "𠮷"
    assert sheet.formulas == {(3, 1)}


def test_a_time_of_day_stays_visible():
    made = book([dt.datetime(2019, 9, 1, 8, 30)])
    assert read_workbook(saved(made), "a.xlsx")[0].rows == [["2019-09-01 08:30:00"]]


def test_control_characters_spelled_out_are_left_out():
    """_x0000_ is how a workbook spells NUL, which PostgreSQL takes in no text."""
    cells = read_workbook(with_markup(b"<t>a_x0000_b_x001F_&#65535;c</t>"), "a.xlsx")[0].rows[0]
    assert cells == ["abc"]


def test_a_formula_outside_the_cells_harms_nobody():
    beside = b'</t></is></c></row></sheetData><extLst><c r="!"><f>1</f></c></extLst></worksheet>'
    sheet = read_workbook(with_markup(b"<t>a" + beside, end=b""), "a.xlsx")[0]
    assert (sheet.rows, sheet.formulas) == ([["a"]], frozenset())


def with_markup(text: bytes, end: bytes = b"</is></c></row></sheetData></worksheet>") -> bytes:
    """A workbook whose one cell holds this markup."""
    plain, changed = zipfile.ZipFile(io.BytesIO(saved(book(["a"])))), io.BytesIO()
    with zipfile.ZipFile(changed, "w") as package:
        for name in plain.namelist():
            markup = plain.read(name)
            if name == "xl/worksheets/sheet1.xml":
                begin = markup[: markup.index(b"<row")]
                markup = begin + b'<row r="1"><c r="A1" t="inlineStr"><is>' + text + end
            package.writestr(name, markup)
    return changed.getvalue()


def test_hidden_sheets_are_not_read():
    made = book(["工号", "姓名"])
    made.create_sheet("旧名册").append(["工号", "姓名"])
    made["旧名册"].sheet_state = "hidden"
    assert [sheet.name for sheet in read_workbook(saved(made), "a.xlsx")] == ["Sheet"]


def test_rows_keep_their_numbers_behind_empty_ones():
    made = Workbook()
    for address, value in (("B3", "工号"), ("C3", "姓名"), ("B6", "7"), ("C6", "方未然")):
        made.active[address] = value
    found = find_table(read_workbook(saved(made), "a.xlsx"), COLUMNS)
    assert [(row.number, row.cells) for row in found.rows] == [(6, {"工号": "7", "姓名": "方未然"})]


def test_an_area_that_is_far_too_large_is_refused_and_does_not_hurt():
    made = book(["工号", "姓名"])
    made.active["XFD1048576"] = "x"
    with pytest.raises(SheetRefused, match=r"读不出来|过大"):
        read_workbook(saved(made), "a.xlsx")


def test_a_child_that_takes_too_long_is_stopped(monkeypatch, tmp_path):
    slow = tmp_path / "child.py"
    slow.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(reading, "CHILD", slow)
    monkeypatch.setattr(reading, "SECONDS", 0.2)
    with pytest.raises(SheetRefused, match="读取超时"):
        read_workbook(saved(book(["工号"])), "a.xlsx")


def test_the_child_sees_nothing_of_the_application(monkeypatch, tmp_path):
    spy = tmp_path / "child.py"
    spy.write_text(
        "import json, os, sys\n"
        "rows = [[name for name in os.environ if 'KEY' in name or 'DATABASE' in name or 'DJANGO' in name]]\n"
        "json.dump({'sheets': [{'name': 'x', 'rows': rows, 'formulas': []}]}, sys.stdout)\n"
    )
    monkeypatch.setenv("SEALING_KEYS", "secret")
    monkeypatch.setattr(reading, "CHILD", spy)
    assert read_workbook(saved(book(["工号"])), "a.xlsx")[0].rows == [[]]


def test_the_header_among_titles_and_notes():
    found = table(
        ["某大学名册"],
        ["填报单位：组织部", None, "2026-11-20"],
        ["学号/工号*", "姓　名（必填）", "党龄"],
        ["1", "方未然", 3],
        ["合计", 1],
    )
    assert [row.cells for row in found.rows] == [{"工号": "1", "姓名": "方未然"}]
    assert (found.left_out, found.columns) == (("党龄",), {"工号", "姓名"})
    assert found.notes == ("第 5 行“合计”不是名册内容，已略过。",)


def test_two_rosters_in_one_file():
    made = book(["工号", "姓名"], title="甲")
    made.create_sheet("乙").append(["工号", "姓名"])
    with pytest.raises(SheetRefused, match="工作表“甲”、“乙”里都有名册"):
        find_table(read_workbook(saved(made), "a.xlsx"), COLUMNS)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (["工号", "备注"], "缺少必需的列：姓名"),
        (["工号", "学工号", "姓名"], "“工号”这一列出现了两次"),
        (["甲", "乙"], "没有找到表头，请使用模板，表头应有：工号、姓名"),
    ],
)
def test_headers_that_do_not_do(header, words):
    with pytest.raises(SheetRefused, match=words):
        table(header, ["1", "方未然"])


def test_words():
    assert heading(" 姓 名* ") == heading("姓名：") == "姓名"
    assert heading("学号(职工号)") == "学号（职工号）"
    assert [text_of(cell) for cell in ("　方　", 3.0, 3.5, None, True)] == ["方", "3", "3.5", "", "是"]
    assert all(map(is_empty, ("", None, "无", "—", "/"))) and not is_empty(0)
