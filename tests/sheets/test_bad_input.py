"""What people's files look like: understood exactly, noted, or refused by cell; and nothing is saved on the way."""

import datetime as dt
import io
import re
import resource
import subprocess
import sys
import time
import zipfile

import openpyxl
import pytest

from directory.permissions import Role
from organizers.models import Appointment
from sheets.models import ImportBatch
from tests.organizers.rosters import HEADER, row, saved, workbook
from tests.sheets.imports.bringing import carry_out, keep, preview
from tests.sheets.test_container import CASES
from tests.world import add_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def viewer(viewer_as):
    return viewer_as(Role.DEPARTMENT_STAFF)


@pytest.fixture
def report(viewer):
    """`report(rows)` or `report(content=…)`: the preview."""

    def report(*rows, header=HEADER, above=(), content=None):
        return preview(keep("organizers", content or workbook(list(rows), header, above), viewer), viewer)

    return report


def told(found):
    return [(fault.row, fault.column) for fault in found.faults]


def changed(content, part, change) -> bytes:
    """The workbook with the markup of one part changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            markup = old.read(name)
            new.writestr(name, change(markup) if name == part else markup)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


# --- Cells ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("2019.09", ("2019-09-01", "month")),
        ("20190901", ("2019-09-01", "day")),
        (20190901, ("2019-09-01", "day")),
        ("2019年9月1日", ("2019-09-01", "day")),
        ("２０１９．９．１", ("2019-09-01", "day")),
        ("2019/9/1", ("2019-09-01", "day")),
        ("2019-09-01 00:00:00", ("2019-09-01", "day")),
        (dt.date(2019, 9, 1), ("2019-09-01", "day")),
        ("2019", ("2019-01-01", "year")),
    ],
)
def test_dates_are_understood_exactly(viewer, world, written, known):
    batch = carry_out(keep("organizers", workbook([row("30001", "单雄信", from_on=written)]), viewer), viewer)
    assert batch.counts.get("new") == 1, batch.counts
    appointment = Appointment.objects.get()
    assert (str(appointment.from_on), str(appointment.from_precision)) == known


@pytest.mark.parametrize("written", ["2019.13", "2019.9-10", "19.9.1", "201991", "0000-00-00", "2019年上半年"])
def test_other_dates_are_refused_by_cell(report, world, written):
    assert told(report(row("30001", "单雄信", from_on=written))) == [(2, "任职时间")]


@pytest.mark.parametrize("dot", ["·", "•", "・", "．", "‧"])
def test_names_with_any_middle_dot(report, world, dot):
    assert told(report(row("30004", f"阿卜杜{dot}热合曼", 联系党支部编码="0102"))) == []


def test_names_beyond_the_basic_plane_and_with_blanks(report, world):
    add_person(world, "70001", "𠮷𫖯", "0101", sequence=90)
    assert told(report(row("70001", "𠮷𫖯"), row("30001", "　单 雄信 "))) == []
    assert told(report(row("70001", "吉𫖯"))) == [(2, "姓名")]


def test_numbers_that_lost_their_leading_zeros(report, world):
    add_person(world, "007123", "方小舟", "0101", sequence=91)
    found = report(row(7123, "方小舟"), row("007123", "方小舟", 联系党支部编码="0101"), row(99999, "方小舟"))
    assert told(found) == [(2, "工作证号"), (4, "工作证号")]
    assert found.faults[0].message == (
        "“7123”没有登记，登记的是“007123”：号码前面的 0 丢失了，请把这一列设为文本，填写完整号码。"
    )
    assert found.faults[1].message == "没有这个工号，请核对；人员须先登记。"


def test_rows_of_other_units_do_not_say_whose_they_are(report, world, monkeypatch, viewer_as):
    """No role may import for a part of the school today; a unit's importer would be told this."""
    monkeypatch.setattr("organizers.imports.book.PERMISSION", "organizers.export")
    secretary = viewer_as(Role.UNIT_SECRETARY)
    rows = [row("40001", "令狐远山"), row("99999", "无此人")]
    found = preview(keep("organizers", workbook(rows), secretary), secretary)
    assert len({fault.message for fault in found.faults}) == 1
    assert not any("化学" in line.words for line in found.lines)


# --- Sheets -----------------------------------------------------------------------------------------------------------


def test_merged_titles_totals_and_a_sheet_of_notes(report, world):
    rows = [row("30001", "单雄信"), ["合计", "1 人"]]
    book = openpyxl.load_workbook(io.BytesIO(workbook(rows, above=["江海大学组织员名册"])))
    book.active.merge_cells("A1:J1")
    book.create_sheet("说明")["A1"] = "请勿改动"
    found = report(content=saved(book))
    assert (found.counts["new"], found.notes) == (1, ("第 4 行“合计”不是名册内容，已略过。",))


def test_hidden_rows_are_read_and_noted(report, world):
    book = openpyxl.load_workbook(io.BytesIO(workbook([row("30001", "单雄信"), row("30002", "曾照明")])))
    book.active.row_dimensions[3].hidden = True
    found = report(content=saved(book))
    assert found.counts["new"] == 2
    assert found.notes[0].startswith("有 1 行在表中是隐藏的（第 3 行）")


def test_a_second_data_sheet_is_refused_a_hidden_one_is_not_read(report, world):
    book = openpyxl.load_workbook(io.BytesIO(workbook([row("30001", "单雄信")])))
    second = book.copy_worksheet(book.active)
    second.title = "第二张"
    found = report(content=saved(book))
    assert found.is_file_refused and "请只保留一张" in found.faults[0].message
    second.sheet_state = "hidden"
    assert report(content=saved(book)).counts["new"] == 1


@pytest.mark.parametrize("record", ["A1:B2", "A1", "A1:XFD1048576", "nonsense"])
def test_a_wrong_dimension_record(report, world, record):
    def change(markup):
        return re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="{record}"'.encode(), markup)

    found = report(content=changed(workbook([row("30001", "单雄信"), row("30002", "曾照明")]), SHEET, change))
    assert found.counts["new"] == 2 or found.is_file_refused


def test_a_styled_last_cell_at_the_end_of_the_sheet(report, world):
    """Excel keeps a format far away; the file is read, or refused with a sentence, within the limits."""
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    content = changed(workbook([row("30001", "单雄信")]), SHEET, lambda markup: markup.replace(b"</sheetData>", far))
    begun = time.monotonic()
    found = report(content=content)
    assert found.counts["new"] == 1 or "已用区域过大" in found.faults[0].message
    assert time.monotonic() - begun < 10


# --- Containers -------------------------------------------------------------------------------------------------------

_MEASURED = """
import sys, time, resource
from sheets.container import SheetRefused, check_container
content, name = sys.stdin.buffer.read(), sys.argv[1]
before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
try:
    check_container(content, name)
except SheetRefused as refused:
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(round(time.monotonic() - begun, 2), more // 1024, refused)
"""


@pytest.mark.parametrize("case", CASES)
def test_a_bad_container_costs_little_and_nothing_is_saved(viewer, case):
    name, content, words = CASES[case]
    command = [sys.executable, "-c", _MEASURED, name]
    told = subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()
    seconds, megabytes, sentence = told.split(" ", 2)
    assert words in sentence and float(seconds) < 2 and int(megabytes) < 100
    with pytest.raises(ValueError, match=re.escape(words)):
        keep("organizers", content, viewer, name)
    assert not ImportBatch.objects.exists()


def test_five_hundred_organizers_with_forty_bad_cells(viewer, world):
    """Exactly those cells, and the whole preview within three seconds on a machine that has nothing else to do."""
    rows, wrong = [], {}
    bad = [
        ("任职时间", "2019.13"),
        ("姓名", "张冠李"),
        ("年度", "二六"),
        ("联系方式", "1380000567"),
        ("联系党委编码", "77"),
    ]
    for place in range(500):
        person = add_person(world, f"8{place:04}", "方小舟", "0101", sequence=200 + place)
        each = row(person.roster_no, person.name, 联系党支部编码="0101")
        if place % 12 == 5 and len(wrong) < 40:
            column, cell = bad[len(wrong) % 5]
            each[column], wrong[place + 2] = cell, column
        rows.append(each)
    batch = keep("organizers", workbook(rows), viewer)
    cpu = resource.getrusage(resource.RUSAGE_SELF)
    found = preview(batch, viewer)
    now = resource.getrusage(resource.RUSAGE_SELF)
    assert told(found) == sorted(wrong.items()) and len(wrong) == 40
    assert now.ru_utime - cpu.ru_utime < 3
