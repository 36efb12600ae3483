"""Workbooks for people: nothing in them executes, whatever was typed."""

import datetime as dt
import io

import openpyxl
import pytest

from sheets.reading import read_workbook
from sheets.tables import Column, find_table
from sheets.writing import Roster, write_roster, write_template

COLUMNS = [Column("工号", is_required=True), Column("姓名", is_required=True), Column("说明", note="随便写")]


def written(*rows):
    return write_roster(Roster("名册", ["填报单位：某委员会"], COLUMNS, list(rows)))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "{=1}"])
def test_texts_do_not_execute(text):
    sheet = openpyxl.load_workbook(io.BytesIO(written(["001", text, ""]))).active
    cell = sheet["B4"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == (text[0] in "=+-@\t")
    assert read_workbook(written(["001", text, ""]), "a.xlsx")[0].formulas == frozenset()


def test_days_and_numbers_are_what_they_are():
    sheet = openpyxl.load_workbook(io.BytesIO(written(["001", dt.date(2026, 11, 20), 7]))).active
    assert (sheet["A4"].value, sheet["A4"].number_format) == ("001", "@")
    assert (sheet["B4"].value, sheet["B4"].number_format) == (dt.datetime(2026, 11, 20), "yyyy-mm-dd")
    assert sheet["C4"].value == 7


def test_signs_that_a_workbook_cannot_hold_are_left_out():
    sheet = openpyxl.load_workbook(io.BytesIO(written(["001", "方\x00未\x1b\uffff\ufffe然", "𠮷"]))).active
    assert (sheet["B4"].value, sheet["C4"].value) == ("方未然", "𠮷")


def test_what_is_written_is_read_again():
    found = find_table(read_workbook(written(["001", "方未然", ""]), "a.xlsx"), COLUMNS)
    assert [row.cells for row in found.rows] == [{"工号": "001", "姓名": "方未然", "说明": ""}]


def test_the_template():
    columns = [*COLUMNS, Column("类别", choices=("专职", "兼职"), example="专职")]
    content = write_template("名册", "1", columns, ["请勿改动表头。"])
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet, notes = book.worksheets
    assert [cell.value for cell in sheet[1]] == ["工号", "姓名", "说明", "类别"]
    assert sheet["A2"].number_format == "@" and sheet["C1"].comment.text == "随便写"
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"专职,兼职"' and str(rule.sqref).startswith("D2")
    assert notes["A1"].value == "名册 填写说明（模板版本 1）" and notes["A2"].value == "请勿改动表头。"
    assert [cell.value for cell in notes[4]] == ["工号", "必填", None, None]
    assert find_table(read_workbook(content, "a.xlsx"), columns).rows == []
