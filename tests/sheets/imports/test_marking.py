"""The error workbook: the user's own sheet, marked; marked again, only what is still wrong."""

import io

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

from sheets.container import SheetRefused
from sheets.imports.report import Conflict, Fault, Report
from sheets.marking import mark_workbook
from sheets.reading import read_workbook
from sheets.tables import Column, find_table

COLUMNS = [Column("工号", is_required=True), Column("姓名", is_required=True), Column("任职时间")]


def own_book() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active["A1"] = "请勿修改"
    sheet = book.create_sheet("名册")
    sheet.append(["江海大学名册"])
    sheet.merge_cells("A1:D1")
    sheet.append(["序号", "工号", "姓名", "任职时间"])
    sheet.append([1, "30001", "单雄信", "2019.13"])
    sheet.append([2, "30002", "=1+1", "2019-03-01"])
    sheet.append([3, "30003", "欧阳若水", "2019-03-01"])
    sheet["C3"].font, sheet["C3"].fill = Font(name="楷体", size=15), PatternFill("solid", fgColor="CCFFCC")
    sheet.column_dimensions["C"].width = 33
    sheet.row_dimensions[3].height = 40
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def mark(content, *faults, conflicts=()):
    report = Report(
        counts={}, faults=[Fault(*each) for each in faults], conflicts=[Conflict(*each) for each in conflicts]
    )
    return mark_workbook(content, read_workbook(content, "名册.xlsx"), COLUMNS, {}, report)


def test_their_own_sheet_with_the_reasons_in_it():
    faults = [(3, "任职时间", "月份应为 1–12。"), (4, "", "这一行重复。")]
    content = mark(own_book(), *faults, conflicts=[(5, "欧阳若水", "是同一人吗？")])
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["说明", "名册"] and book.active.title == "名册"
    sheet = book["名册"]
    assert [cell.value for cell in sheet[2]] == ["序号", "工号", "姓名", "任职时间", "错误原因"]
    assert [sheet.cell(row, 5).value for row in (3, 4, 5)] == ["月份应为 1–12。", "这一行重复。", "是同一人吗？"]
    assert sheet["D3"].fill.fgColor.rgb == "00FFD9D9" and sheet["D3"].comment.text == "月份应为 1–12。"
    assert (sheet["C3"].font.name, sheet["C3"].fill.fgColor.rgb) == ("楷体", "00CCFFCC")
    assert (sheet.column_dimensions["C"].width, sheet.row_dimensions[3].height) == (33, 40)
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A1:D1"]
    assert sheet["C4"].value == "=1+1" and sheet["D4"].comment is None


def test_marked_again_only_what_is_still_wrong():
    once = mark(own_book(), (3, "任职时间", "月份应为 1–12。"), (4, "姓名", "是公式。"))
    table = find_table(read_workbook(once, "名册.xlsx"), COLUMNS)
    assert table.left_out == ("序号",)
    twice = openpyxl.load_workbook(io.BytesIO(mark(once, (4, "姓名", "还是公式。"))))["名册"]
    assert (twice["D3"].comment, twice["D3"].fill.fill_type, twice["E3"].value) == (None, None, None)
    assert (twice["C4"].comment.text, twice["E4"].value) == ("还是公式。", "还是公式。")
    assert twice.max_column == 5


def test_a_reason_is_never_a_formula():
    sheet = openpyxl.load_workbook(io.BytesIO(mark(own_book(), (3, "姓名", "=HYPERLINK(1)"))))["名册"]
    assert sheet["E3"].data_type == "s"


def test_what_cannot_be_opened_gets_a_sentence(monkeypatch):
    content = own_book()
    sheets = read_workbook(content, "名册.xlsx")
    with pytest.raises(SheetRefused, match="错误表生成失败"):
        mark_workbook(b"PK no workbook", sheets, COLUMNS, {}, Report(counts={}, faults=[Fault(3, "姓名", "x")]))
