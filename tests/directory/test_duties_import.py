"""Duties and accounts from a list: each row by the rule of the form, rights follow, nothing half-done."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.context import acting
from audit.undoing import undo
from directory.models import Account, Duty
from directory.permissions import Role
from directory.services.accounts import open_account
from directory.viewer import Operator, Viewer
from sheets.imports.running import report_of
from sheets.models import State
from tests.organizers.rosters import workbook
from tests.sheets.imports.bringing import carry_out, keep, preview
from tests.world import TODAY, add_person

pytestmark = pytest.mark.django_db
HEADER = ["学工号", "姓名", "党组织代码", "党组织名称", "职务", "任职时间", "离任时间", "依据文号", "开通账号"]


def duty(roster_no, name, unit="0101", kind="青年委员", from_on="2026-03-01", **more):
    return {"学工号": roster_no, "姓名": name, "党组织代码": unit, "职务": kind, "任职时间": from_on, **more}


@pytest.fixture
def viewer(viewer_as):
    return viewer_as(Role.DEPARTMENT_ADMIN)


@pytest.fixture
def told(viewer):
    def told(*rows):
        report = preview(keep("duties", workbook(rows, HEADER), viewer), viewer)
        return [(fault.row, fault.column, fault.message) for fault in report.faults]

    return told


@pytest.fixture
def bring_in(viewer):
    def bring_in(*rows, answers=None, by=None):
        by = by or viewer
        batch = carry_out(keep("duties", workbook(rows, HEADER), by), by, answers=answers)
        assert batch.state == State.DONE, report_of(batch, by)
        return {key: count for key, count in batch.counts.items() if count}

    return bring_in


def test_a_duty_and_its_rights(bring_in, world):
    account = open_account(person=world.people["30003"], by=None)
    assert bring_in(duty("30003", "欧阳若水", "01", "书记", 依据文号="校党发〔2026〕3号")) == {"new": 1}
    given = Duty.objects.get(person=world.people["30003"])
    assert (given.unit.code, given.kind, given.from_on, given.basis) == (
        "01", "secretary", dt.date(2026, 3, 1), "校党发〔2026〕3号",
    )  # fmt: skip
    assert Role.UNIT_SECRETARY in Viewer(account, TODAY).roles


def test_the_same_file_twice_and_an_end(bring_in, world):
    rows = [duty("30003", "欧阳若水"), duty("40001", "令狐远山", "02", "组织委员")]
    assert bring_in(*rows) == {"new": 2}
    assert bring_in(*rows) == {"same": 2}
    assert bring_in(duty("30003", "欧阳若水", 离任时间="2026-10-31")) == {"changed": 1}
    assert Duty.objects.get(person=world.people["30003"]).to_on == dt.date(2026, 10, 31)


def test_faults_of_rows(told, world):
    found = told(
        duty("30003", "欧阳若火"),
        duty("99999", "无名氏"),
        duty("30003", "欧阳若水", "77"),
        duty("30003", "欧阳若水", kind="舵主"),
        duty("30003", "欧阳若水", from_on="2019.09"),
        duty("30003", "欧阳若水", from_on=""),
        duty("30003", "欧阳若水", kind="专职组织员"),
        duty("30003", "欧阳若水", 离任时间="2026-02-28"),
        duty("30003", "欧阳若水", "01", "审计（只读）"),
        duty("", "无此人"),
        duty("30003", "欧阳若水", 开通账号="是"),
        duty("30003", "欧阳若水", 开通账号="可能"),
    )
    assert [(number, column) for number, column, _ in found] == [
        (2, "姓名"),
        (3, "学工号"),
        (4, "党组织代码"),
        (5, "职务"),
        (6, "任职时间"),
        (7, "任职时间"),
        (8, "职务"),
        (9, "离任时间"),
        (10, "党组织代码"),
        (11, "学工号"),
        (12, "开通账号"),
        (13, "开通账号"),
    ]
    words = {number: message for number, _, message in found}
    assert words[3] == "没有这个学工号，请核对；人员须先登记。"
    assert words[12].startswith("您没有开通账号的权限")


def test_overlaps_with_the_books_and_within_the_file(told, bring_in):
    bring_in(duty("30003", "欧阳若水"))
    assert "时间重叠" in told(duty("30003", "欧阳若水", from_on="2026-05-01"))[0][2]
    twice = [duty("40001", "令狐远山", "02"), duty("40001", "令狐远山", "02", from_on="2026-05-01")]
    assert [number for number, *_ in told(*twice)] == [3]
    assert told(duty("40001", "令狐远山", "02"), duty("40001", "令狐远山", "02")) == []


def test_nobody_gives_himself_a_duty_and_duties_stay_apart(told, viewer, world):
    own = viewer.account.person
    assert "不能办理自己的任职" in told(duty(own.roster_no, own.name))[0][2]
    admin = world.accounts[Role.SYSTEM_ADMIN].person
    assert "分权制约" in told(duty(admin.roster_no, admin.name, "00", "组织部科员"))[0][2]


def test_without_a_number_the_person_is_asked_for(viewer, bring_in, world):
    row = duty("", "欧阳若水", "0102")
    report = preview(keep("duties", workbook([row], HEADER), viewer), viewer)
    assert [each.question for each in report.conflicts] == ["没有填写学工号：与“欧阳若水 30003”是同一人吗？"]
    assert bring_in(row, duty("30001", "单雄信"), answers={2: "skip"}) == {"new": 1, "same": 1}
    assert bring_in(row, answers={2: "same"}) == {"new": 1}
    batch = carry_out(keep("duties", workbook([row, duty("40001", "令狐远山", "02")], HEADER), viewer), viewer)
    assert batch.state == State.CHECKED or batch.counts["same"]


def test_the_operator_opens_accounts_that_wait_for_their_activation(bring_in, world):
    rows = [duty("30003", "欧阳若水", 开通账号="是"), duty("30003", "欧阳若水", "01", "纪检委员", 开通账号="是")]
    assert bring_in(*rows, by=Operator(TODAY)) == {"new": 2}
    account = Account.objects.get(person=world.people["30003"])
    assert (account.username, account.is_activated) == ("30003", False)
    assert bring_in(*rows, by=Operator(TODAY)) == {"same": 2}


def test_undone_the_rights_are_gone(viewer, world):
    account = open_account(person=world.people["30003"], by=None)
    batch = carry_out(keep("duties", workbook([duty("30003", "欧阳若水", "01", "书记")], HEADER), viewer), viewer)
    with acting(source="import", reason="撤销导入"):
        undo(batch.code)
    assert not Duty.objects.filter(person=world.people["30003"]).exists()
    assert Viewer(account, TODAY).roles == {Role.MEMBER}


def test_queries_do_not_grow_with_rows(world, viewer):
    people = [add_person(world, f"6{number:04}", "方小舟", "0101", sequence=100 + number) for number in range(30)]
    asked = []
    for number in (3, 30):
        batch = keep("duties", workbook([duty(each.roster_no, each.name) for each in people[:number]], HEADER), viewer)
        with CaptureQueriesContext(connection) as queries:
            assert preview(batch, viewer).counts["new"] == number
        asked.append(sum("SAVEPOINT" not in each["sql"] for each in queries.captured_queries))
    assert asked[1] <= asked[0] <= 9
