"""What people do to a sheet: merged and hidden cells, a heading of another system; and a check that is out of date."""

import datetime as dt

import pytest

from audit.context import acting
from directory.imports.people import PeopleImporter
from directory.models import PartyStatus, Person, PersonText
from directory.numbers import make_id_number
from directory.permissions import Role
from directory.services.people import update_person
from sheets.imports import batches, running
from sheets.models import State
from sheets.tables import FORMULA
from tests.directory.imports.files import bring_in, check, counts, told, workbook
from tests.sheets.imports.bringing import keep
from tests.world import TODAY

NUMBER = make_id_number(dt.date(1988, 3, 5), 7)
pytestmark = pytest.mark.django_db
ROWS = [
    {"组织编码": None, "学工号": f"5000{n}", "姓名": name} for n, name in enumerate(["查若谷", "单心", "曾明", "仇九"])
]


def merged(*ranges, start="0101", second=None):
    def arrange(sheet):
        sheet["A2"], sheet["A4"] = start, second
        for each in ranges:
            sheet.merge_cells(each)

    return workbook(*ROWS, arrange=arrange)


def test_a_unit_merged_over_rows_is_that_of_each(world):
    report = bring_in(world, content=merged("A2:A3", "A4:A5", second="0102"))
    assert counts(report) == {"new": 4}
    assert report.notes == ("“组织编码”一列有跨行合并的单元格，涉及 4 行，各行都按合并单元格的内容读取，请核对。",)
    units = (
        Person.objects.filter(roster_no__startswith="5000").order_by("roster_no").values_list("unit__code", flat=True)
    )
    assert list(units) == ["0101", "0101", "0102", "0102"]


def test_rows_outside_the_merged_cell_get_nothing_of_it(world):
    report = check(world, content=merged("A2:A3"))
    assert told(report) == [(row, "组织编码", "请填写所在党组织的编码或名称。") for row in (4, 5)]


def test_a_merged_formula_is_a_fault_of_each_row(world):
    report = check(world, content=merged("A2:A3", start="=1+1", second="0102"))
    assert [(row, message) for row, column, message in told(report) if message == FORMULA] == [
        (2, FORMULA),
        (3, FORMULA),
    ]


def test_other_cells_merged_over_rows_count_once(world):
    report = check(world, content=merged("A2:A3", "A4:A5", "C2:C3", second="0102"))
    assert told(report) == [(3, "姓名", "姓名是空的，请填写姓名。")]


def test_a_cell_merged_over_two_blocks(world, monkeypatch):
    rows = [{"组织编码": "0101" if n == 0 else None, "学工号": f"6{n:05}", "姓名": "查若谷"} for n in range(2100)]
    content = workbook(*rows, arrange=lambda sheet: sheet.merge_cells("A2:A2101"))
    assert counts(check(world, content=content)) == {"new": 2100}


def test_empty_rows_of_a_merged_cell_are_nobody(world):
    content = workbook(*ROWS[:2], arrange=lambda sheet: (sheet.__setitem__("A2", "0101"), sheet.merge_cells("A2:A9")))
    assert counts(check(world, content=content)) == {"new": 2}


def test_hidden_rows_are_read_and_noted(world):
    def hide(sheet):
        sheet["A2"] = "0101"
        sheet.merge_cells("A2:A5")
        sheet.row_dimensions[3].hidden = sheet.row_dimensions[5].hidden = sheet.row_dimensions[9].hidden = True

    report = check(world, content=workbook(*ROWS, arrange=hide))
    assert counts(report) == {"new": 4}
    assert report.notes[0] == ("有 2 行在表中是隐藏的（第 3、5 行），也按名册内容读取；不需要的请删除后重新上传。")


@pytest.mark.parametrize("kind", ["正式党员", None])
def test_suspended_beside_the_kind_of_member(world, kind):
    row = {"学工号": "50001", "姓名": "查若谷", "组织编码": "0101", "党员类型": kind, "转正时间": "2010-06-01"}
    row |= {"停止党籍时间": "2020-01-01", "停止党籍或出国关系保留": "停止党籍"}
    assert told(bring_in(world, row)) == []
    held = PartyStatus.objects.filter(person__roster_no="50001").order_by("from_on")
    assert list(held.values_list("status", flat=True)) == ["full", "suspended"]
    assert counts(bring_in(world, row)) == {"same": 1}


def test_suspended_needs_its_day_and_members_abroad_stay_members(world):
    row = {"学工号": "50001", "姓名": "查若谷", "组织编码": "0101", "党员类型": "正式党员", "转正时间": "2010-06-01"}
    report = check(world, row | {"停止党籍或出国关系保留": "停止党籍"})
    assert (2, "停止党籍时间", "党员类型是停止党籍，请填写停止党籍时间。") in told(report)
    bring_in(world, row | {"停止党籍或出国关系保留": "出国关系保留"})
    assert Person.objects.get(roster_no="50001").status == "full"
    assert list(PersonText.objects.values_list("name", "text")) == [("停止党籍或出国关系保留", "出国关系保留")]


@pytest.mark.parametrize("rows_in_page", [20_000, 0])
def test_what_is_new_at_the_confirmation_is_shown(world, viewer_as, monkeypatch, rows_in_page):
    """A shorter file is looked at again, a longer one shows what the confirmation found."""
    monkeypatch.setattr(PeopleImporter, "rows_in_page", rows_in_page)
    viewer = viewer_as(Role.DEPARTMENT_STAFF)
    row = {"学工号": "30002", "姓名": "曾照明", "身份证号": NUMBER}
    batch = keep("people", workbook(row), viewer)
    with acting(source="web"):
        batches.ask_check(batch=batch)
        running.work(batch.pk, lambda account: viewer)
        person = Person.objects.get(roster_no="30001")
        update_person(person=person, version=person.version, on=TODAY, by=None, id_number=NUMBER)
        batch.refresh_from_db()
        batches.ask_import(batch=batch, only_clean=False)
        running.work(batch.pk, lambda account: viewer)
    batch.refresh_from_db()
    report = running.report_of(batch, viewer)
    assert batch.state == State.CHECKED and "确认时发现新的错误或冲突" in batch.reason
    assert told(report) == [(2, "学工号", "学工号与身份证号不是同一个人的，请核对这两项。")]
