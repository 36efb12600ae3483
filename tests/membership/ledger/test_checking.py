"""A ledger uploaded, judged, shown, taken along and filed, by each who may."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from audit.models import Event, EventKind
from directory.imports import starting
from directory.numbers import make_id_number
from directory.permissions import PERMISSIONS, Role
from directory.tasks import empty_imports, work_imports
from membership.ledger.checking import LedgerCheck
from membership.models import JudgedRow, QualityCheck, RowOutcome
from sheets.models import ImportBatch, State
from tests.membership.ledger.books import workbook

pytestmark = pytest.mark.django_db
HEADER = ["学号", "姓名", "身份证号", "联系电话", "所在党支部", "确定为入党积极分子时间", "确定为发展对象时间"]
EARLY = ["2018-10-08", "2019-06-01"]
IN_TIME = ["2018-10-08", "2019-10-08"]
SUM = "2018-10-08 + 1 年 = 2019-10-08，登记为 2019-06-01，早 129 天"
ID_NUMBER = make_id_number(dt.date(1980, 5, 1), 101)
LINES = [
    ["30001", "单雄信", ID_NUMBER, "13800001234", "数学教工一支部", *EARLY],
    ["30002", "曾照明", "", "", "数学教工一支部", *IN_TIME],
    ["", "生僻字", "", "", "数学本科一支部", "2018.13", "2019-06-01"],
    ["40001", "令狐远山", "", "", "化学教工支部", *EARLY],
]


def text(answer) -> str:
    return answer.content.decode()


def latest() -> ImportBatch:
    return ImportBatch.objects.latest("pk")


def address(name, *more) -> str:
    return "/".join(["/checks/ledgers", latest().code, name]).rstrip("/") + "/"


@pytest.fixture
def upload(client_as):
    """Uploads a ledger as one role, and follows to its result."""

    def send(role=Role.ORGANIZER_FULL_TIME, lines=LINES, header=HEADER, name="台账.xlsx"):
        content = workbook(header, *lines)
        file = SimpleUploadedFile(name, content)
        return client_as(role).post("/checks/ledgers/new/", {"file": file}, follow=True)

    return send


def outcomes() -> list[str]:
    return list(JudgedRow.objects.filter(batch=latest().code).values_list("outcome", flat=True))


def test_findings_stand_beside_each_person_with_their_sum(upload):
    answer = upload()
    assert latest().state == State.CHECKED
    assert outcomes() == [RowOutcome.ILLEGAL, RowOutcome.CLEAN, RowOutcome.UNREAD, RowOutcome.REFUSED]
    shown = text(answer)
    assert SUM in shown and "发展党员工作细则 第十三条" in shown and "DEV-11" in shown
    assert "不合规 1" in shown and "未发现问题 1" in shown
    assert ID_NUMBER not in shown and "13800001234" not in shown


def test_somebody_elses_person_is_refused_in_the_words_of_the_import(upload):
    shown = text(upload())
    assert "该学工号已在校内登记，请联系组织部。" in shown
    assert JudgedRow.objects.get(outcome=RowOutcome.REFUSED).findings.count() == 0
    assert JudgedRow.objects.get(outcome=RowOutcome.REFUSED).person is None


def test_somebody_elses_id_number_is_refused(upload, world):
    person = world.people["40001"]
    person.set_id_number(ID_NUMBER)
    person.save()
    person.numbers.create(kind="id", id_index=person.id_index, id_sealed=person.id_sealed, recorded_on="2026-01-01")
    shown = text(upload(lines=[["", "某某", ID_NUMBER, "", "数学教工一支部", *EARLY]]))
    assert "该证件号已在校内登记，请联系组织部。" in shown
    assert outcomes() == [RowOutcome.REFUSED]


def test_an_unknown_persons_branch_elsewhere_is_refused(upload):
    shown = text(upload(lines=[["", "某某", "", "", "化学教工支部", *EARLY]]))
    assert "不在您的管理范围" in shown
    assert outcomes() == [RowOutcome.REFUSED]


def test_the_department_sees_everybody_and_old_branches_refuse_nobody(upload):
    lines = [*LINES[3:], ["", "某某", "", "", "撤销多年的支部", *EARLY]]
    shown = text(upload(Role.DEPARTMENT_STAFF, lines))
    assert outcomes() == [RowOutcome.ILLEGAL, RowOutcome.ILLEGAL]
    assert "没有登记，请核对名称或填写编码" in shown


def test_a_number_with_another_name_means_nobody(upload):
    upload(lines=[["30001", "甲某某", "", "", "数学教工一支部", *EARLY]])
    assert JudgedRow.objects.get().person is None
    assert "学工号与登记的姓名不一致" in JudgedRow.objects.get().told["faults"][0][1]


def test_by_rule_with_people_clause_and_severity(upload, client_as):
    upload(lines=[LINES[0], ["30002", "曾照明", "", "", "数学教工一支部", *EARLY]])
    answer = client_as(Role.ORGANIZER_FULL_TIME).get(address("") + "?view=rules")
    (rule,) = answer.context["rules"]
    assert (rule["rule"], rule["people"], rule["times"], rule["severity"]) == ("DEV-11", 2, 2, "error")
    assert "经一年以上培养考察方可列为发展对象" in text(answer)
    one = client_as(Role.ORGANIZER_FULL_TIME).get(rule["url"])
    assert len(one.context["page"].object_list) == 2


@pytest.mark.parametrize("outcome", RowOutcome.values)
def test_each_outcome_is_a_page(upload, client_as, outcome):
    upload()
    answer = client_as(Role.ORGANIZER_FULL_TIME).get(address("") + f"?outcome={outcome}")
    assert {row.outcome for row in answer.context["page"].object_list} <= {outcome}
    assert len(answer.context["page"].object_list) == outcomes().count(outcome)


def test_the_workbook_has_the_findings_beside_each_row_and_no_number(upload, client_as):
    upload()
    answer = client_as(Role.ORGANIZER_FULL_TIME).get(address("workbook"))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == [*HEADER, "核对结果"]
    assert rows[1][2:4] == [ID_NUMBER[:6] + "*" * 12, "138****1234"]
    assert rows[1][-1].startswith("【不合规】") and SUM in rows[1][-1] and rows[1][-1].endswith("，DEV-11）")
    assert rows[2][-1] == "未发现问题"
    assert "月份应为 1–12" in rows[3][-1]
    assert "请联系组织部" in rows[4][-1]
    assert SUM in sheet.cell(2, 7).comment.text
    event = Event.objects.get(kind=EventKind.EXPORT)
    assert f"DC-{event.pk}" in sheet.cell(1, 8).comment.text
    assert f"DC-{event.pk}" in answer["Content-Disposition"]


def test_the_workbook_can_be_uploaded_again(upload, client_as):
    upload()
    content = client_as(Role.ORGANIZER_FULL_TIME).get(address("workbook")).content
    file = SimpleUploadedFile("再次.xlsx", content)
    client_as(Role.ORGANIZER_FULL_TIME).post("/checks/ledgers/new/", {"file": file}, follow=True)
    assert outcomes() == [RowOutcome.ILLEGAL, RowOutcome.CLEAN, RowOutcome.UNREAD, RowOutcome.REFUSED]
    again = client_as(Role.ORGANIZER_FULL_TIME).get(address("workbook")).content
    sheet = load_workbook(io.BytesIO(again)).active
    assert [cell.value for cell in sheet[1]].count("核对结果") == 1


def test_other_worksheets_and_numbers_in_any_cell_do_not_go_out(upload, client_as):
    book = load_workbook(io.BytesIO(workbook([*HEADER, "备注"], [*LINES[0], f"电话 13900005678，证件 {ID_NUMBER}"])))
    book.create_sheet("另一张")["A1"] = ID_NUMBER
    stream = io.BytesIO()
    book.save(stream)
    file = SimpleUploadedFile("台账.xlsx", stream.getvalue())
    client_as(Role.ORGANIZER_FULL_TIME).post("/checks/ledgers/new/", {"file": file}, follow=True)
    book = load_workbook(io.BytesIO(client_as(Role.ORGANIZER_FULL_TIME).get(address("workbook")).content))
    assert book.sheetnames == ["Sheet"]
    assert book.active.cell(2, 8).value == f"电话 139****5678，证件 {ID_NUMBER[:6]}{'*' * 12}"


def test_ticked_findings_become_quality_checks_once(upload, client_as, world):
    upload()
    client = client_as(Role.ORGANIZER_FULL_TIME)
    finding = JudgedRow.objects.get(row=2).findings.get()
    answer = client.post(address("filing"), {"finding": [finding.pk]}, follow=True)
    assert "已登记 1 个质量检查问题" in text(answer)
    check = QualityCheck.objects.get()
    assert (check.person, check.unit) == (world.people["30001"], world.units["0101"])
    assert (check.label, check.rule, check.state) == ("单雄信（30001）", "DEV-11", "open")
    assert SUM in check.words and check.source.endswith("第 2 行")
    answer = client.post(address("filing"), {"all": "1"}, follow=True)
    assert "已登记 0 个" in text(answer) and "另有 1 个已登记" in text(answer)
    assert QualityCheck.objects.count() == 1


def test_the_department_files_for_the_whole_school(upload, client_as, world):
    upload(Role.DEPARTMENT_STAFF)
    client_as(Role.DEPARTMENT_STAFF).post(address("filing"), {"all": "1"})
    assert {world.units["0101"], world.units["0201"]} <= {check.unit for check in QualityCheck.objects.all()}


def test_nothing_ticked_is_said(upload, client_as):
    upload()
    answer = client_as(Role.ORGANIZER_FULL_TIME).post(address("filing"), {})
    assert answer.status_code == 422 and "请先勾选" in text(answer)


def test_a_finding_of_another_ledger_cannot_be_filed(upload, client_as):
    upload(Role.DEPARTMENT_STAFF)
    foreign = JudgedRow.objects.get(row=5).findings.get()
    upload(Role.ORGANIZER_FULL_TIME)
    client_as(Role.ORGANIZER_FULL_TIME).post(address("filing"), {"finding": [foreign.pk]})
    assert not QualityCheck.objects.exists()


def test_whose_duty_has_ended_there_can_file_no_more(upload, client_as, world):
    upload(Role.UNIT_SECRETARY)
    JudgedRow.objects.filter(row=2).update(unit=world.units["0201"])
    client_as(Role.UNIT_SECRETARY).post(address("filing"), {"all": "1"})
    assert not QualityCheck.objects.exists()


def test_an_id_number_and_another_mans_roster_number_are_told(upload, world):
    person = world.people["30002"]
    person.set_id_number(ID_NUMBER)
    person.save()
    person.numbers.create(kind="id", id_index=person.id_index, id_sealed=person.id_sealed, recorded_on="2026-01-01")
    upload(lines=[["30001", "曾照明", ID_NUMBER, "", "", *EARLY]])
    row = JudgedRow.objects.get()
    assert row.person == person and "不是同一个人" in row.told["faults"][0][1]


def test_a_ledger_is_its_owners_alone(upload, client_as):
    upload(Role.UNIT_SECRETARY)
    other = client_as(Role.DEPARTMENT_ADMIN)
    for name in ("", "columns", "progress", "workbook"):
        assert other.get(address(name)).status_code == 404, name
    assert other.post(address("filing"), {"all": "1"}).status_code == 404
    assert list(other.get("/checks/ledgers/").context["page"]) == []


@pytest.mark.parametrize("role", [role for role in Role if "checks.edit" not in PERMISSIONS[role]])
def test_who_may_not_check_finds_nothing(client_as, role):
    assert client_as(role).get("/checks/ledgers/new/").status_code == 404


def test_it_is_no_roster_to_bring_in(upload, client_as):
    upload(Role.DEPARTMENT_STAFF)
    client = client_as(Role.DEPARTMENT_STAFF)
    answer = client.get("/imports/")
    assert "发展党员台账" not in text(answer) and list(answer.context["page"]) == []
    assert client.get("/imports/new/ledger/").status_code == 404
    assert client.get(f"/imports/{latest().code}/").status_code == 404
    assert client.post(f"/imports/{latest().code}/confirmation/").status_code == 404


def test_headings_are_asked_about(upload, client_as):
    header = ["学号", "姓名", "身份证号", "联系电话", "所在党支部", "确立为入党积极分子时间", "确定为发展对象时间"]
    answer = upload(header=header)
    assert "匹配列" in text(answer) and latest().state == State.UPLOADED
    form = answer.context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    answer = client_as(Role.ORGANIZER_FULL_TIME).post(address("columns"), data, follow=True)
    assert SUM in text(answer)
    assert SUM in text(upload(header=header))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("台账.xls", b"x", "另存为"),
        ("台账.xlsx", b"PK not a zip", "损坏"),
        ("台账.xlsx", b"", "空的"),
    ],
)
def test_what_is_no_workbook_is_refused_at_its_field(client_as, name, content, words):
    file = SimpleUploadedFile(name, content)
    answer = client_as(Role.DEPARTMENT_STAFF).post("/checks/ledgers/new/", {"file": file})
    assert answer.status_code == 422 and words in text(answer)
    assert not ImportBatch.objects.exists()


def test_a_workbook_that_holds_no_ledger_says_why(upload):
    answer = upload(header=["姓名", "学号"], lines=[["单雄信", "30001"]])
    assert "没有发展过程的时间" in text(answer) and "没有核对" in text(answer)


def test_a_long_ledger_waits_for_the_worker(upload, client_as, monkeypatch):
    monkeypatch.setattr(LedgerCheck, "rows_in_page", 0)
    monkeypatch.setattr(starting, "_ring", lambda: None)
    answer = upload()
    assert latest().state == State.CHECKING and "正在排队" in text(answer)
    client = client_as(Role.ORGANIZER_FULL_TIME)
    assert "HX-Refresh" not in client.get(address("progress")).headers
    work_imports()
    assert client.get(address("progress")).headers["HX-Refresh"] == "true"
    assert address("") in text(client.get("/")) and "不合规 1" in text(client.get("/"))
    assert SUM in text(client.get(address("")))
    assert address("") not in text(client.get("/"))


def test_after_thirty_days_nothing_is_left(upload, client_as, clock):
    upload()
    ImportBatch.objects.update(created_at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC))
    empty_imports()
    assert not JudgedRow.objects.exists()
    assert latest().content is None and latest().report is None
    client = client_as(Role.ORGANIZER_FULL_TIME)
    assert "已清除" in text(client.get(address("")))
    assert client.get(address("workbook")).status_code == 404


def test_the_template_is_a_ledger(client_as):
    answer = client_as(Role.ORGANIZER_PART_TIME).get("/checks/ledgers/template/")
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [column.name for column in LedgerCheck.columns]


def test_of_branches_with_one_name_the_registered_persons_own_is_meant(upload, world):
    world.units["0201"].names.update(short_name="数学教工一支部")
    upload(Role.DEPARTMENT_STAFF, [LINES[0], ["", "某某", "", "", "数学教工一支部", *IN_TIME]])
    known, unknown = JudgedRow.objects.order_by("row")
    assert (known.unit, known.told["faults"]) == (world.units["0101"], [])
    assert "有 2 个党组织叫" in unknown.told["faults"][0][1]
    assert unknown.outcome == RowOutcome.WARNED
