"""The whole thread: sixty organizers in, the rule speaks, the reminder comes by night, the roster out again."""

import datetime as dt
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from directory.models import Duty
from directory.permissions import Role
from organizers.models import Appointment
from reminders.models import Reminder
from reminders.services import recompute
from sheets.models import ImportBatch
from tests.organizers.rosters import row, workbook
from tests.world import TODAY, add_person

pytestmark = pytest.mark.django_db

CHOICES = {"kind": "full_time", "blank_unit": "refuse"}
COUNTS = {"new": 0, "changed": 0, "same": 0, "conflict": 0, "error": 0}
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
WRONG = {7: ("任职时间", "2019.13.01"), 23: ("工作证号", "X9999"), 41: ("姓名", "张冠李")}


@pytest.fixture
def sixty(world):
    """Sixty people of 数学教工一支部, and their rows: rotation from long past to far ahead."""
    rows = []
    for number in range(60):
        roster_no, name = f"9{number:04}", f"{SURNAMES[number % 20]}未{'甲乙丙'[number // 20]}"
        add_person(world, roster_no, name, "0101", sequence=100 + number)
        begins = f"{2017 + number % 8}-{number % 12 + 1:02}-15"
        rows.append(row(roster_no, name, "01", begins, 联系党支部编码="0101"))
    return rows


@pytest.fixture
def staff(client_as):
    return client_as(Role.DEPARTMENT_STAFF)


def upload(client, rows, kind="full_time"):
    """Uploads the roster with two title rows and follows to the preview."""
    content = workbook(rows, above=("江海大学组织员名册", "填报单位：组织部　2026-11-20"))
    file = SimpleUploadedFile("组织员名册.xlsx", content)
    answer = client.post("/imports/new/organizers/", CHOICES | {"file": file, "kind": kind})
    assert answer.status_code == 302, answer.content.decode()
    return client.get(answer["Location"])


def confirm(client):
    draft = ImportBatch.objects.first()
    return client.post(f"/imports/{draft.code}/confirm/", follow=True)


def test_sixty_organizers(staff, client_as, sixty):
    duties = Duty.objects.count()
    wrong = [
        dict(each) | ({WRONG[place][0]: WRONG[place][1]} if place in WRONG else {}) for place, each in enumerate(sixty)
    ]

    preview = upload(staff, wrong)
    report = preview.context["report"]
    assert [(fault.row, fault.column, fault.message) for fault in report.faults] == [
        (11, "任职时间", "“2019.13.01”的月份应为 1–12，请核对月份。"),
        (27, "工作证号", "没有这个工号，请核对；人员须先登记。"),
        (45, "姓名", "姓名与该工作证号登记的不一致，请核对工作证号和姓名。"),
    ]
    assert "有 3 处需要改正，没有导入任何内容" in preview.content.decode()
    assert "只导入无错误的 57 行" in preview.content.decode()
    forced = confirm(staff)
    assert (forced.status_code, Appointment.objects.count(), Duty.objects.count()) == (422, 0, duties)

    preview = upload(staff, sixty)
    assert preview.context["report"].counts == COUNTS | {"new": 60}
    assert Appointment.objects.count() == 0
    done = confirm(staff)
    assert "导入：新增 60。" in done.content.decode()
    assert (Appointment.objects.count(), Duty.objects.count()) == (60, duties + 60)

    again = upload(staff, sixty)
    assert again.context["report"].counts == COUNTS | {"same": 60}
    assert "没有需要导入的内容（0 处变化）" in again.content.decode()

    recompute(on=TODAY, at=dt.datetime(2026, 11, 20, 2, tzinfo=dt.UTC))
    shown = Reminder.objects.filter(source="organizers.rotation").shown(TODAY)
    limit = TODAY + dt.timedelta(days=365)
    due = sum(each.from_on.replace(year=each.from_on.year + 8) <= limit for each in Appointment.objects.all())
    assert shown.count() == due > 0

    exported = staff.get("/organizers/export/")
    file = SimpleUploadedFile("导出.xlsx", exported.content)
    back = staff.post("/imports/new/organizers/", CHOICES | {"file": file}, follow=True)
    assert back.context["report"].counts["same"] == 60


def test_the_draft_is_the_uploaders_own(staff, client_as, sixty):
    upload(staff, sixty[:2])
    draft = ImportBatch.objects.first()
    other = client_as(Role.DEPARTMENT_ADMIN)
    assert other.get(f"/imports/{draft.code}/").status_code == 404
    assert other.post(f"/imports/{draft.code}/confirm/").status_code == 404
    assert not Appointment.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("名册.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "这是旧的 .xls 格式"),
        ("名册.et", b"x", "这是 WPS 的 .et 格式"),
        ("名册.csv", "工作证号,姓名".encode(), "这是 .csv 文本"),
        ("名册.xlsx", b"PK\x03\x04broken", "文件已损坏或不完整"),
        ("名册.xlsx", b"", "文件是空的"),
    ],
)
def test_a_file_that_is_no_roster(staff, name, content, words):
    file = SimpleUploadedFile(name, content)
    answer = staff.post("/imports/new/organizers/", CHOICES | {"file": file})
    assert answer.status_code == 422
    assert words in answer.content.decode() and "处需要改正" in answer.content.decode()
    assert not ImportBatch.objects.exists()


def test_no_file_at_all(staff):
    answer = staff.post("/imports/new/organizers/", CHOICES)
    assert answer.status_code == 422 and "请选择要上传的 .xlsx 文件。" in answer.content.decode()


def test_the_template_filled_in_goes_in(staff, sixty):
    book = openpyxl.load_workbook(io.BytesIO(staff.get("/imports/new/organizers/template/").content))
    assert book.sheetnames == ["组织员名册", "填写说明"]
    sheet = book.active
    heads = [cell.value for cell in sheet[1]]
    for number, each in enumerate(sixty[:3], start=2):
        for name, value in each.items():
            sheet.cell(number, heads.index(name) + 1).value = value
    stream = io.BytesIO()
    book.save(stream)
    file = SimpleUploadedFile("模板.xlsx", stream.getvalue())
    page = staff.post("/imports/new/organizers/", CHOICES | {"file": file}, follow=True)
    assert page.context["report"].counts == COUNTS | {"new": 3}
