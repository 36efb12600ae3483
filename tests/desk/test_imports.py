"""The wizard as its user meets it: upload, columns, preview, answers, corrected file, confirmation, result, undo."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from kombu.exceptions import OperationalError

from audit.context import acting
from audit.models import Event, EventKind
from directory.models import Duty, Person, Unit
from directory.permissions import Role
from directory.services.people import update_person
from directory.tasks import empty_imports, work_imports
from organizers.imports.importer import OrganizerImporter
from organizers.models import Appointment
from sheets.imports.registry import importer_of
from sheets.models import ColumnChoice, ImportBatch, State
from tests.organizers.rosters import HEADER, row, workbook
from tests.world import TODAY, add_person

pytestmark = pytest.mark.django_db
CHOICES = {"kind": "full_time", "blank_unit": "refuse"}
GOOD = row("30001", "单雄信")


@pytest.fixture
def staff(client_as):
    return client_as(Role.DEPARTMENT_STAFF)


@pytest.fixture
def upload(staff):
    """Uploads and follows; the answer's page."""

    def upload(*rows, header=HEADER, kind="organizers", to=None, choices=CHOICES, content=None):
        file = SimpleUploadedFile("名册.xlsx", content or workbook(list(rows), header))
        address = to or f"/imports/new/{kind}/"
        return staff.post(address, {"file": file, **choices}, follow=True)

    return upload


def latest() -> ImportBatch:
    return ImportBatch.objects.first()


def text(answer) -> str:
    return answer.content.decode()


def address(name, batch=None) -> str:
    return reverse(name, args=[(batch or latest()).code])


# --- ①②: kinds, templates, upload ------------------------------------------------------------------------------------


def test_the_list_offers_what_one_may_bring_in(staff, client_as):
    assert [each.key for each in staff.get("/imports/").context["kinds"]][:1] == ["units"]
    keys = {role: {each.key for each in client_as(role).get("/imports/").context["kinds"]} for role in (
        Role.DEPARTMENT_ADMIN, Role.DEPARTMENT_STAFF,
    )}  # fmt: skip
    assert keys[Role.DEPARTMENT_ADMIN] - keys[Role.DEPARTMENT_STAFF] == {"duties"}
    assert staff.get("/imports/new/duties/").status_code == 404
    assert staff.get("/imports/new/nothing/").status_code == 404
    assert client_as(Role.AUDITOR).get("/imports/").status_code == 404


@pytest.mark.parametrize("kind", ["units", "duties", "organizers"])
def test_a_template_with_its_example_passes_its_own_check(client_as, kind):
    """Notes, drop-downs, text columns, the version; the example row stands in the notes, not among the data."""
    content = client_as(Role.DEPARTMENT_ADMIN).get(f"/imports/new/{kind}/template/").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet, notes = book.worksheets
    assert notes.title == "填写说明" and notes["A1"].value.endswith(f"（模板版本 {importer_of(kind).version}）")
    heads = [cell.value for cell in sheet[1]]
    assert all(sheet.cell(2, place + 1).number_format == "@" for place in range(len(heads)))
    assert [rule.type for rule in sheet.data_validations.dataValidation][:1] == ["list"]
    assert any(line[0].value == heads[0] and line[3].value for line in notes.iter_rows(min_row=2))


def test_a_bad_file_is_refused_at_its_field(upload):
    answer = upload(content=b"PK\x03\x04broken")
    assert (answer.status_code, ImportBatch.objects.count()) == (422, 0)
    assert "文件已损坏或不完整" in text(answer)


# --- ③: columns ------------------------------------------------------------------------------------------------------


def test_known_headings_need_no_question(upload):
    answer = upload(GOOD)
    assert answer.redirect_chain == [(address("import_detail"), 302)]
    assert answer.context["report"].counts["new"] == 1


def test_an_unknown_heading_is_asked_once_and_remembered(upload, staff):
    header = ["人员代号", "姓名", "联系党委编码", "任职时间"]
    given = {"人员代号": "30001", "姓名": "单雄信", "联系党委编码": "01", "任职时间": "2019-03-01"}
    answer = upload(given, header=header)
    assert answer.redirect_chain == [(address("import_columns"), 302)]
    assert "没有认出必填的列：工作证号" in text(answer)
    fields = answer.context["form"].fields
    assert [(field.label, field.initial) for field in fields.values()][:2] == [("人员代号", ""), ("姓名", "姓名")]
    chosen = {name: field.initial for name, field in fields.items()}

    wrong = staff.post(address("import_columns"), chosen)
    assert wrong.status_code == 422 and "请指出哪一列是“工作证号”（必填）。" in text(wrong)
    twice = staff.post(address("import_columns"), chosen | {"column_0": "姓名"})
    assert twice.status_code == 422 and "只能对应一列" in text(twice)
    right = staff.post(address("import_columns"), chosen | {"column_0": "工作证号"}, follow=True)
    assert right.context["report"].counts["new"] == 1

    again = upload(given, header=header)
    assert again.redirect_chain == [(address("import_detail"), 302)]
    assert ColumnChoice.objects.filter(heading="人员代号", column="工作证号").count() == 1


def test_a_file_without_any_header_says_so(upload):
    answer = upload(["甲", "乙"], header=["子", "丑"])
    assert "文件读不进来" in text(answer) and "没有找到表头" in text(answer)


# --- ④: preview, answers, the corrected file --------------------------------------------------------------------------


def bad_rows(world, number=60):
    """Rows of which every third is faulty."""
    rows = []
    for place in range(number):
        person = add_person(world, f"6{place:04}", "方小舟", "0101", sequence=100 + place)
        begins = "2019.13" if place % 3 == 0 else "2019-03-01"
        rows.append(row(person.roster_no, person.name, 联系党支部编码="0101", from_on=begins))
    return rows


def test_tabs_and_pages(upload, staff, world):
    answer = upload(*bad_rows(world))
    titles = [tab["title"] for tab in answer.context["tabs"]]
    assert titles == ["全部 60", "新增 40", "更新 0", "冲突 0", "错误 20"]
    assert len(answer.context["page"].object_list) == 50
    here = address("import_detail")
    assert [line.row for line in staff.get(f"{here}?page=2").context["page"]] == list(range(52, 62))
    faulty = staff.get(f"{here}?show=error").context["page"].object_list
    assert len(faulty) == 20
    assert faulty[0].faults == (("任职时间", "“2019.13”的月份应为 1–12，请核对月份。"),)
    assert "没有这一类的行" in text(staff.get(f"{here}?show=changed"))
    assert staff.get(f"{here}?show=x&page=99").status_code == 200


def test_the_error_workbook_corrected_goes_in_as_the_same_batch(upload, staff, world):
    upload(*bad_rows(world, 6))
    marked = openpyxl.load_workbook(io.BytesIO(staff.get(address("import_errors")).content))
    sheet = marked.active
    reasons = {number: sheet.cell(number, sheet.max_column).value for number in range(1, 8)}
    assert reasons[1] == "错误原因" and {number for number in range(2, 8) if reasons[number]} == {2, 5}
    assert sheet.cell(2, 9).comment.text == "“2019.13”的月份应为 1–12，请核对月份。"
    for number in (2, 5):
        sheet.cell(number, 9).value = "2019-03-01"
    stream = io.BytesIO()
    marked.save(stream)
    batch = latest()
    answer = upload(content=stream.getvalue(), to=address("import_again"), choices={})
    assert (latest().pk, ImportBatch.objects.count()) == (batch.pk, 1)
    assert answer.context["report"].counts["new"] == 6
    staff.post(address("import_confirm"))
    assert Appointment.objects.count() == 6
    assert staff.get(address("import_errors")).status_code == 404


def test_confirming_a_faulty_file_needs_a_word(upload, staff, world):
    upload(*bad_rows(world, 6))
    refused = staff.post(address("import_confirm"))
    assert refused.status_code == 422 and "没有导入任何内容" in text(refused)
    assert not Appointment.objects.exists()
    done = staff.post(address("import_confirm"), {"only_clean": "on"}, follow=True)
    assert "新增 4" in text(done) and "有 2 行有错误没有导入" in text(done)
    assert Appointment.objects.count() == 4
    assert staff.get(address("import_errors")).status_code == 200


def test_conflicts_are_answered_on_the_page(upload, staff, world):
    header = ["党组织名称", "党组织代码"]
    answer = upload({"党组织名称": "化工学院总支部委员会", "党组织代码": "02"}, header=header, kind="units", choices={})
    assert "有 1 处冲突需要您答复" in text(answer) and answer.context["report"].counts["conflict"] == 1
    assert staff.post(address("import_answers"), {"row_2": "perhaps"}).status_code == 302
    assert latest().answers == {}
    answered = staff.post(address("import_answers"), {"row_2": "same"}, follow=True)
    assert answered.context["report"].counts["changed"] == 1
    staff.post(address("import_confirm"))
    assert Unit.objects.get(code="02").full_name == "化工学院总支部委员会"


# --- ⑤: result and undo -----------------------------------------------------------------------------------------------


def test_the_same_file_twice_changes_nothing(upload, staff):
    upload(GOOD)
    staff.post(address("import_confirm"))
    assert "0 处变化" in text(upload(GOOD))


def test_undo_restores_every_row_and_the_log_shows_both(upload, staff, client_as, world):
    upload(GOOD | {"联系方式": "13800005678"})
    staff.post(address("import_confirm"))
    asked = staff.get(address("import_undo"))
    assert "组织员任职 1 条" in text(asked) and "人员 1 条" in text(asked)
    assert Appointment.objects.count() == 1
    duties = Duty.objects.count()
    undone = staff.post(address("import_undo"), follow=True)
    assert "已撤销本批" in text(undone) and "没有保留项" in text(undone)
    assert (Appointment.objects.count(), Duty.objects.count()) == (0, duties - 1)
    assert Person.objects.get(roster_no="30001").phone_mask == ""
    assert staff.post(address("import_undo")).status_code == 302
    assert Event.objects.filter(kind=EventKind.IMPORT).count() == 2
    log = text(client_as(Role.DEPARTMENT_ADMIN).get("/log/?source=import"))
    assert "撤销导入 名册.xlsx" in log and "导入 名册.xlsx" in log and latest().number in log


def test_undo_says_what_stops_it(upload, staff, world):
    upload(GOOD | {"联系方式": "13800005678"})
    staff.post(address("import_confirm"))
    person = Person.objects.get(roster_no="30001")
    with acting(source="web", by=world.accounts[Role.DEPARTMENT_STAFF]):
        update_person(person=person, version=person.version, on=TODAY, by=None, education="硕士")
    asked = staff.get(address("import_undo"))
    assert [(each.why, each.who) for each in asked.context["stopped"]] == [("导入之后又有改动", "职员乙")]
    assert "条不能撤销" in text(asked)


# --- Whose batch, and where it runs -----------------------------------------------------------------------------------


def test_a_batch_is_its_uploaders_own(upload, client_as):
    upload(GOOD)
    other = client_as(Role.DEPARTMENT_ADMIN)
    for name in ("detail", "columns", "again", "answers", "confirm", "progress", "errors", "undo"):
        method = other.post if name in ("again", "answers", "confirm") else other.get
        assert method(address(f"import_{name}")).status_code == 404, name
    assert list(other.get("/imports/").context["page"]) == []


@pytest.fixture
def in_the_worker(monkeypatch, django_capture_on_commit_callbacks):
    """Every file is too long for a page; the broker is away."""
    monkeypatch.setattr(OrganizerImporter, "rows_in_page", 0)
    monkeypatch.setattr(OrganizerImporter, "writes_in_page", 0)

    def away(**words):
        raise OperationalError("no broker")

    monkeypatch.setattr(work_imports, "apply_async", away)


def test_a_long_file_waits_for_the_worker(upload, staff, in_the_worker):
    answer = upload(GOOD)
    assert latest().state == State.CHECKING
    assert "预检中" in text(answer) and ">刷新</a>" in text(answer)
    progress = staff.get(address("import_progress"))
    assert "正在排队" in text(progress) and "HX-Refresh" not in progress.headers
    work_imports()
    assert staff.get(address("import_progress")).headers["HX-Refresh"] == "true"
    assert staff.get(address("import_detail")).context["report"].counts["new"] == 1
    staff.post(address("import_confirm"))
    assert latest().state == State.RUNNING
    assert not Appointment.objects.exists()
    work_imports()
    assert (latest().state, Appointment.objects.count()) == (State.DONE, 1)
    work_imports()
    assert Event.objects.filter(kind=EventKind.IMPORT).count() == 1


def test_what_the_worker_finished_stands_on_the_workbench_until_it_is_opened(upload, staff, client_as, in_the_worker):
    def told(client=staff):
        return [(batch.get_state_display(), batch.told) for batch in client.get("/").context["imports"]]

    upload(GOOD)
    assert told() == []
    work_imports()
    assert told() == [("待确认", "新增 1。")]
    assert address("import_detail") in text(staff.get("/"))
    assert told(client_as(Role.DEPARTMENT_ADMIN)) == []
    staff.get(address("import_detail"))
    assert told() == []
    staff.post(address("import_confirm"))
    staff.get(address("import_detail"))
    work_imports()
    assert told() == [("已导入", "新增 1。")]
    staff.get(address("import_detail"))
    assert told() == []


def test_what_the_page_itself_finished_is_no_news(upload, staff):
    upload(GOOD)
    assert staff.get("/").context["imports"] == []


@pytest.mark.parametrize(("attempts", "is_news", "told"), [(0, False, True), (1, True, True), (1, False, False)])
def test_a_second_tab_promises_the_workbench_only_what_the_worker_does(upload, staff, attempts, is_news, told):
    """Waiting or in the worker; not while the page of the first tab itself is at it, which makes no news."""
    upload(GOOD)
    ImportBatch.objects.update(state=State.RUNNING, attempts=attempts, is_news=is_news)
    assert ("完成后工作台会提示" in text(staff.get(address("import_progress")))) == told


def test_a_batch_that_was_given_up_is_news(upload, staff, in_the_worker):
    upload(GOOD)
    ImportBatch.objects.update(attempts=2)
    work_imports()
    ImportBatch.objects.update(state=State.RUNNING, attempts=3)
    work_imports()
    (batch,) = staff.get("/").context["imports"]
    assert batch.state == State.FAILED and batch.told.startswith("处理时服务中断了几次")
    assert "处理时服务中断了几次" in text(staff.get("/"))


def test_rights_that_are_gone_stop_the_worker(upload, staff, in_the_worker, world):
    upload(GOOD)
    work_imports()
    staff.post(address("import_confirm"))
    Duty.objects.filter(person=world.accounts[Role.DEPARTMENT_STAFF].person).update(to_on="2026-01-01")
    work_imports()
    assert (latest().state, Appointment.objects.exists()) == (State.FAILED, False)
    assert "没有导入这类名册的权限" in latest().reason


def test_what_changed_between_check_and_confirmation_is_shown(upload, staff, world):
    upload(GOOD)
    person = Person.objects.get(roster_no="30001")
    update_person(person=person, version=person.version, on=TODAY, by=None, name="单雄心")
    answer = staff.post(address("import_confirm"), follow=True)
    assert "确认时发现新的错误或冲突" in text(answer)
    assert answer.context["report"].faults[0].column == "姓名"
    assert (latest().state, Appointment.objects.exists()) == (State.CHECKED, False)


def test_an_unexpected_error_ends_the_batch_with_a_reason(upload, staff, monkeypatch):
    upload(GOOD)

    def breaks(self, upload, *, only_clean):
        Unit.objects.filter(code="01").update(short_name="半途")
        raise RuntimeError("a mistake of the programmer")

    monkeypatch.setattr(OrganizerImporter, "carry_out", breaks)
    answer = staff.post(address("import_confirm"), follow=True)
    assert latest().state == State.FAILED and "处理时出现意外错误" in text(answer)
    assert Unit.objects.get(code="01").short_name == "数学学院党委"
    monkeypatch.undo()
    staff.post(address("import_confirm"))
    assert (latest().state, Appointment.objects.count()) == (State.DONE, 1)


def test_given_up_after_three_deaths(upload, staff):
    upload(GOOD)
    ImportBatch.objects.update(state=State.RUNNING, attempts=3)
    work_imports()
    assert latest().state == State.FAILED and latest().reason.startswith("处理时服务中断了几次")
    assert "处理时服务中断了几次" in text(staff.get(address("import_detail")))


def test_emptied_after_thirty_days(upload, staff, clock):
    upload(GOOD)
    clock.shift(31 * 24 * 3600)
    empty_imports()
    assert (latest().content, latest().report) == (None, None)


def test_budget_of_the_pages(upload, staff, world, django_assert_max_num_queries):
    upload(*bad_rows(world, 60))
    with django_assert_max_num_queries(7):
        staff.get(address("import_detail"))
    with django_assert_max_num_queries(7):
        staff.get("/imports/")
