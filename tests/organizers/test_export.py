"""The roster out: the published layout, masked, inert, and fit to be brought in again."""

import csv
import io
import shutil
import subprocess

import openpyxl
import pytest

from audit.models import Event, EventKind
from directory.models import Duty
from directory.permissions import Role
from directory.services.people import update_person
from organizers.models import Appointment, Kind, Nomination
from sheets.models import State
from sheets.tables import text_of
from tests.organizers.rosters import HEADER as IN_HEADER
from tests.organizers.rosters import row, workbook
from tests.sheets.imports.bringing import carry_out, keep, preview
from tests.world import TODAY

pytestmark = pytest.mark.django_db

HEADER = [
    "年度", "工作证号", "姓名", "联系方式", "排序", "所在单位", "行政职务", "性别", "出生日期",
    "入党时间", "编制类别", "人员类别", "专业技术职务", "联系党委", "联系党支部", "任职时间", "离任时间", "备注",
    "专兼职", "级别",
]  # fmt: skip


@pytest.fixture
def full(world, make):
    """Appointments of every level, with a phone, a rough past and a note that would like to be a formula."""
    person = world.people["30001"]
    update_person(person=person, version=person.version, on=TODAY, by=None, phone="13800005678")
    make(year=2026, establishment="事业编制", post="=1+1", note="@SUM(A1)", rank="section")
    make(roster_no="30001", code="0101", from_on="2022-03-01", kind=Kind.PART_TIME)
    make(roster_no="30002", code="00", from_on="2010.09", to_on="2012.07")
    make(roster_no="40003", code="03", from_on="2024-09-01", rank="deputy_section")
    return world


@pytest.fixture
def export(client_as):
    def export(query="state=all", role=Role.DEPARTMENT_STAFF):
        return client_as(role).get(f"/organizers/export/?{query}")

    return export


def sheet_of(response):
    return openpyxl.load_workbook(io.BytesIO(response.content)).active


def rows_of(response):
    rows = [[text_of(cell) for cell in row] for row in sheet_of(response).iter_rows(values_only=True)]
    return [dict(zip(rows[3], row, strict=True)) for row in rows[4:]]


def test_the_layout(full, export):
    response = export()
    sheet = sheet_of(response)
    number = f"DC-{Event.objects.get(kind=EventKind.EXPORT).pk}"
    assert sheet["A1"].value == "组织员花名册"
    assert sheet["A2"].value == "填报单位：中共江海大学委员会　填报日期：2026-11-20"
    assert sheet["A3"].value == f"按姓名拼音排序　导出编号：{number}　导出人：职员乙"
    assert [cell.value for cell in sheet[4]] == HEADER
    assert number in response["Content-Disposition"]
    assert sheet.print_title_rows == "$4:$4" and sheet.page_setup.orientation == "landscape"


def test_a_row(full, export):
    row = rows_of(export())[1]
    assert row["姓名"] == "单雄信" and row["联系方式"] == "138****5678"
    assert (row["年度"], row["排序"], row["所在单位"]) == ("2026", "2", "数学教工一支部")
    assert (row["联系党委"], row["联系党支部"]) == ("中共江海大学数学学院委员会", "")
    assert (row["入党时间"], row["任职时间"], row["编制类别"], row["人员类别"]) == (
        "2015-06-01",
        "2019-03-01",
        "事业编制",
        "教职工",
    )
    assert [(each["姓名"], each["专兼职"], each["级别"]) for each in rows_of(export())] == [
        ("单雄信", "兼职", ""),
        ("单雄信", "专职", "科级"),
        ("曾照明", "专职", ""),
        ("查良文", "专职", "副科级"),
    ]


def test_texts_stay_texts(full, export):
    sheet = sheet_of(export())
    cells = {cell.value: cell for row in sheet.iter_rows(min_row=5) for cell in row}
    for text in ("=1+1", "@SUM(A1)"):
        assert (cells[text].data_type, cells[text].quotePrefix) == ("s", True)
    assert (cells["30001"].data_type, cells["30001"].number_format) == ("s", "@")


def test_what_goes_out_comes_in_unchanged(full, export, viewer_as):
    viewer = viewer_as(Role.DEPARTMENT_STAFF)
    draft = keep("organizers", export().content, viewer, blank_unit="school")
    report = preview(draft, viewer)
    assert report.faults == []
    assert report.counts == {"new": 0, "changed": 0, "same": Appointment.objects.count(), "conflict": 0, "error": 0}


def test_what_went_out_stands_again_where_nothing_was(full, export, viewer_as):
    """Brought into books without these appointments, kind and rank are those of the export."""
    told = ("person__roster_no", "unit__code", "kind", "rank", "from_on", "from_precision", "to_on", "to_precision")
    known, content = sorted(Appointment.objects.values_list(*told), key=str), export().content
    duties = list(Appointment.objects.values_list("duty", flat=True))
    Appointment.objects.all().delete()
    Duty.objects.filter(pk__in=duties).delete()
    viewer = viewer_as(Role.DEPARTMENT_STAFF)
    carry_out(keep("organizers", content, viewer, blank_unit="school"), viewer)
    assert sorted(Appointment.objects.values_list(*told), key=str) == known


@pytest.mark.parametrize(
    ("sort", "names"), [("pinyin", ["单雄信", "曾照明", "查良文"]), ("strokes", ["单雄信", "查良文", "曾照明"])]
)
def test_the_order_is_that_of_the_list(full, export, sort, names):
    """单 is read shàn as a surname and 查 zhā, 曾 zēng: s before z, ze before zh."""
    response = export(f"state=all&sort={sort}")
    assert list(dict.fromkeys(row["姓名"] for row in rows_of(response))) == names


def test_filters_scope_and_rights(full, export):
    assert sorted(row["工作证号"] for row in rows_of(export(""))) == ["30001", "30001", "40003"]
    assert {row["工作证号"] for row in rows_of(export("unit=03"))} == {"40003"}
    assert {row["工作证号"] for row in rows_of(export("", Role.UNIT_SECRETARY))} == {"30001"}
    for role in (Role.ORGANIZER_PART_TIME, Role.BRANCH_OFFICER, Role.MEMBER, Role.SYSTEM_ADMIN):
        assert export("", role).status_code == 404


def test_the_log_knows_the_export(full, export):
    export("state=former&q=zzm")
    event = Event.objects.get(kind=EventKind.EXPORT)
    assert (event.account.username, event.subject, event.detail["rows"]) == ("department_staff", "组织员花名册", 1)
    assert event.detail["conditions"] == {"状态": "离任"}


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice on this machine")
def test_libreoffice_reads_it(full, export, tmp_path):
    (tmp_path / "roster.xlsx").write_bytes(export().content)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    csv_filter = "csv:Text - txt - csv (StarCalc):44,34,76"
    subprocess.run(
        [*command, csv_filter, "--outdir", str(tmp_path), str(tmp_path / "roster.xlsx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    rows = list(csv.reader((tmp_path / "roster.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0][0] == "组织员花名册" and rows[3] == HEADER
    read = [dict(zip(HEADER, row, strict=True)) for row in rows[4:]]
    assert len(read) == Appointment.objects.count()
    assert {row["行政职务"] for row in read} == {"=1+1", ""}
    assert {row["工作证号"] for row in read} == {"30001", "30002", "40003"}


def test_a_rank_is_taken_with_the_new_and_said_of_the_known_once(world, viewer_as):
    viewer = viewer_as(Role.DEPARTMENT_STAFF)

    def batch(roster_no, name, rank, code="01"):
        return keep("organizers", workbook([row(roster_no, name, code, 级别=rank)], [*IN_HEADER, "级别"]), viewer)

    def told(rank):
        return [(fault.column, fault.message) for fault in preview(batch("30001", "单雄信", rank), viewer).faults]

    for place, (roster_no, name, rank, code) in enumerate(
        [("30001", "单雄信", "", "01"), ("30001", "单雄信", "正科级", "01"), ("40003", "查良文", "不设职级", "03")]
    ):
        assert carry_out(batch(roster_no, name, rank, code), viewer).state == State.DONE, place
    assert dict(Appointment.objects.values_list("person__roster_no", "rank")) == {"30001": "section", "40003": "none"}
    assert [told(rank) for rank in ("科级", "", "级别未定")] == [[], [], []]
    assert told("处级") == [("级别", "“处级”不认识，应为：科级、副科级、不设职级。")]
    Nomination.objects.create(appointment=Appointment.objects.get(rank="none"), person=world.people["40003"])
    Appointment.objects.filter(rank="none").update(rank="unknown")
    (fault,) = preview(batch("40003", "查良文", "科级", "03"), viewer).faults
    assert fault.message == "任职时已核对条件，级别请用“更正任职”填写，届时一并核对。"
    assert told("副科级") == [("级别", "已登记为科级，级别有变动的请先填写离任时间，再另起一行任职。")]
