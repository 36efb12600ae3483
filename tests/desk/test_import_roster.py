"""The import as a command: what it says, with which code it ends, and that a rejected file leaves nothing."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from audit.models import Event, EventKind
from directory.models import Duty, Unit
from organizers.models import Appointment
from sheets.models import ImportBatch, State
from tests.organizers.rosters import HEADER, row, workbook

pytestmark = pytest.mark.django_db
NOTHING = {"new": 0, "changed": 0, "same": 0, "conflict": 0, "error": 0}


@pytest.fixture
def run(tmp_path, world):
    """`run("organizers", rows)`: (exit code, what stands on standard output)."""

    def run(kind, rows, *words, header=HEADER, name="名册.xlsx", content=None):
        path = tmp_path / name
        path.write_bytes(content if content is not None else workbook(rows, header))
        out, code = io.StringIO(), 0
        try:
            call_command("import_roster", kind, str(path), *words, stdout=out)
        except SystemExit as ended:
            code = ended.code
        return code, out.getvalue()

    return run


@pytest.fixture
def as_json(run):
    def as_json(kind, rows, *words, **more):
        code, out = run(kind, rows, "--json", *words, **more)
        return code, json.loads(out)

    return as_json


def test_a_clean_file_goes_in_and_the_same_again_changes_nothing(as_json):
    assert as_json("organizers", [row("30001", "单雄信")]) == (0, NOTHING | {"status": "ok", "new": 1, "errors": []})
    assert as_json("organizers", [row("30001", "单雄信")]) == (0, NOTHING | {"status": "ok", "same": 1, "errors": []})
    assert Appointment.objects.count() == 1
    batch = ImportBatch.objects.get()
    assert (batch.account, batch.state) == (None, State.DONE)
    event = Event.objects.get(kind=EventKind.IMPORT)
    assert event.source == "import" and event.detail["batch"] == batch.number


def test_errors_by_row_and_column_and_nothing_is_saved(as_json):
    code, told = as_json("organizers", [row("30001", "单雄信"), row("30002", "曾照明", from_on="2019.13")])
    assert code == 1
    assert told == NOTHING | {
        "status": "rejected",
        "new": 1,
        "error": 1,
        "errors": [{"row": 3, "column": "任职时间", "message": "“2019.13”的月份应为 1–12，请核对月份。"}],
    }
    assert not (Appointment.objects.exists() or ImportBatch.objects.exists())


def test_the_clean_rows_when_that_is_said(as_json):
    code, told = as_json(
        "organizers", [row("30001", "单雄信"), row("30002", "曾照明", from_on="2019.13")], "--only-clean"
    )
    assert (code, told["new"], told["error"], Appointment.objects.count()) == (0, 1, 1, 1)


def test_check_writes_nothing(as_json):
    assert as_json("organizers", [row("30001", "单雄信")], "--check")[1]["new"] == 1
    assert not (Appointment.objects.exists() or ImportBatch.objects.exists())


def test_a_conflict_is_an_error_of_its_row(as_json):
    code, told = as_json("units", [["化工学院", "02"]], header=["党组织名称", "党组织代码"])
    assert (code, told["conflict"], told["errors"][0]["row"]) == (1, 1, 2)
    assert Unit.objects.get(code="02").short_name == "化学学院党总支"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("名册.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧的 .xls 格式"),
        ("名册.csv", b"a,b", ".csv 文本"),
        ("名册.xlsx", b"PK\x03\x04", "已损坏或不完整"),
        ("名册.xlsx", b"", "文件是空的"),
    ],
)
def test_a_file_that_is_no_roster_is_row_zero(as_json, name, content, words):
    code, told = as_json("duties", [], name=name, content=content)
    assert (code, told["status"], [each["row"] for each in told["errors"]]) == (1, "rejected", [0])
    assert words in told["errors"][0]["message"]
    assert not ImportBatch.objects.exists()


def test_the_rights_of_an_account(as_json, run):
    rows = [{"学工号": "30003", "姓名": "欧阳若水", "党组织代码": "0102", "职务": "青年委员", "任职时间": "2026-03-01"}]
    header = list(rows[0])
    for username, words in (("department_staff", "没有导入"), ("nobody", "没有账号")):
        with pytest.raises(CommandError, match=words):
            run("duties", rows, "--as", username, header=header)
    assert as_json("duties", rows, "--as", "department_admin", header=header)[0] == 0
    assert Duty.objects.filter(kind="youth").exists()
    assert ImportBatch.objects.get().account.username == "department_admin"


def test_choices_of_the_roster(as_json, run):
    assert as_json("organizers", [row("30001", "单雄信", "")])[0] == 1
    assert as_json("organizers", [row("30001", "单雄信", "")], "--choice", "blank_unit=school")[0] == 0
    with pytest.raises(CommandError, match="没有这个选项"):
        run("organizers", [], "--choice", "colour=red")


def test_in_words_and_what_cannot_be_opened(run):
    code, out = run("organizers", [row("30001", "单雄心")])
    assert code == 1
    assert out.splitlines() == [
        "第 2 行 姓名 姓名与该工作证号登记的不一致，请核对工作证号和姓名。",
        "新增 0，更新 0，不变 0，冲突 0，错误 1",
    ]
    with pytest.raises(CommandError, match="文件打不开"):
        call_command("import_roster", "units", "/nowhere/名册.xlsx")
