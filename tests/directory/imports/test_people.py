"""The roster of people: what a file changes, what it leaves, and what it is told."""

import datetime as dt

import pytest

from directory.models import PartyStatus, Person, PersonNumber, PersonText
from directory.numbers import make_id_number
from directory.permissions import Role
from tests.directory.imports.files import bring_in, check, counts, told

pytestmark = pytest.mark.django_db
BORN = dt.date(1988, 3, 5)
NUMBER = make_id_number(BORN, 7)
NEW = {"学工号": "50001", "姓名": "查若谷", "组织编码": "0101", "身份证号": NUMBER}
FULL = NEW | {
    "性别": "男", "民族": "回族", "籍贯": "江苏南通", "手机号": "13812345678", "邮箱": "c@example.edu.cn",
    "人员类别": "教职工", "学历": "大学本科", "学位": "学士", "年级班级": "", "参加工作日期": "2010.9.1",
    "预计离校日期": dt.date(2048, 3, 31), "党员类型": "正式党员", "入党时间": "2008.06", "转正时间": "20090615",
    "寝室": "东三 302",
}  # fmt: skip


def test_a_new_person_with_everything(world):
    report = bring_in(world, FULL)
    assert (counts(report), told(report)) == ({"new": 1}, [])
    person = Person.objects.get(roster_no="50001")
    assert (person.name, person.gender, person.ethnicity, person.native_place) == ("查若谷", "男", "回族", "江苏南通")
    assert (person.id_number, person.id_mask, person.phone) == (NUMBER, "110199************", "13812345678")
    assert (person.birth_on, person.birth_precision, person.category) == (BORN, "day", "staff")
    assert (person.joined_work_on, person.expected_leave_on) == (dt.date(2010, 9, 1), dt.date(2048, 3, 31))
    assert (person.unit.code, person.status) == ("0101", "full")
    expected = Person()
    expected.set_name("查若谷")
    for name in ("sort_pinyin", "sort_strokes", "search_keys"):
        assert getattr(person, name) == getattr(expected, name)
    rows = PartyStatus.objects.filter(person=person).values_list("status", "from_on", "to_on", "from_precision")
    assert list(rows) == [
        ("probationary", dt.date(2008, 6, 1), dt.date(2009, 6, 14), "month"),
        ("full", dt.date(2009, 6, 15), None, "day"),
    ]
    assert set(PersonNumber.objects.filter(person=person).values_list("kind", flat=True)) == {"roster", "id"}
    assert list(PersonText.objects.values_list("name", "text")) == [("寝室", "东三 302")]


def test_the_same_file_twice_changes_nothing(world):
    bring_in(world, FULL)
    before = list(Person.objects.order_by("pk").values())
    assert counts(bring_in(world, FULL)) == {"same": 1}
    assert list(Person.objects.order_by("pk").values()) == before


def test_empty_leaves_and_cleared_clears(world):
    bring_in(world, FULL)
    row = {
        "学工号": "50001",
        "姓名": "查若谷",
        "民族": "无",
        "籍贯": "〈清空〉",
        "手机号": "〈清空〉",
        "寝室": "〈清空〉",
    }
    report = bring_in(world, row)
    assert counts(report) == {"changed": 1}
    person = Person.objects.get(roster_no="50001")
    assert (person.ethnicity, person.native_place, person.phone, person.phone_mask) == ("回族", "", "", "")
    assert not PersonText.objects.exists()


def test_rows_of_other_units_are_refused_without_saying_whose_they_are(world):
    report = check(world, NEW | {"组织编码": "0201"}, {"学工号": "40001", "姓名": "令狐远山"}, role=Role.UNIT_SECRETARY)
    assert told(report) == [
        (2, "组织编码", "党组织编码“0201”不在您的管理范围，请核对编码或联系组织部。"),
        (3, "学工号", "该学工号已在校内登记，请联系组织部。"),
    ]


def test_a_preview_says_what_changes(world):
    bring_in(world, FULL)
    report = check(world, FULL | {"民族": "汉族", "手机号": "13900000000"}, NEW | {"学工号": "50002", "身份证号": None})
    assert [(line.row, line.name, line.action, line.words) for line in report.lines] == [
        (2, "查若谷", "changed", "民族 回族 → 汉族；手机号将更新"),
        (3, "查若谷", "new", "党组织：数学教工一支部"),
    ]
