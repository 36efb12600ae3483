"""Every rule of the stage with its counterexample, cell by cell; and what nobody may learn."""

import datetime as dt

import pytest

from directory.imports import rules, statuses
from directory.models import PartyStatus, Person
from directory.numbers import make_id_number
from directory.permissions import Role
from directory.services.people import update_person
from tests.directory.imports.files import bring_in, check, counts, told
from tests.world import TODAY, add_person

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
BORN = dt.date(1988, 3, 5)
OWN, OTHER, FRESH = (make_id_number(BORN, number) for number in (7, 8, 9))
KNOWN = {"学工号": "30001", "姓名": "单雄信"}
NEW = {"学工号": "50001", "姓名": "查若谷", "组织编码": "0101"}
TAKEN_ID, TAKEN_NUMBER = "该证件号已在校内登记，请联系组织部。", "该学工号已在校内登记，请联系组织部。"

# Rule → role of the importer, rows of the file, the faults. 30001 (inside) has the number OWN, 40001 (outside) OTHER.
STAFF, SECRETARY = Role.DEPARTMENT_STAFF, Role.UNIT_SECRETARY
CASES = {
    "outside": (SECRETARY, [NEW | {"身份证号": OTHER}], [(2, "身份证号", TAKEN_ID)]),
    "outside_number": (SECRETARY, [NEW | {"学工号": "40001"}], [(2, "学工号", TAKEN_NUMBER)]),
    "two_people": (
        STAFF,
        [{"学工号": "30002", "姓名": "曾照明", "身份证号": OWN}],
        [(2, "学工号", "学工号与身份证号不是同一个人的，请核对这两项。")],
    ),
    "twice_number": (
        STAFF,
        [NEW, NEW | {"姓名": "另一人"}],
        [
            (2, "学工号", "与第 3 行是同一个学工号，请只保留一行。"),
            (3, "学工号", "与第 2 行是同一个学工号，请只保留一行。"),
        ],
    ),
    "twice_id": (
        STAFF,
        [NEW | {"身份证号": FRESH}, NEW | {"学工号": "50002", "身份证号": FRESH}],
        [
            (2, "身份证号", "与第 3 行是同一个身份证号，请只保留一行。"),
            (3, "身份证号", "与第 2 行是同一个身份证号，请只保留一行。"),
        ],
    ),
    "twice_person": (
        STAFF,
        [KNOWN | {"身份证号": ""}, {"学工号": "", "姓名": "单雄信", "身份证号": OWN}],
        [(2, "姓名", "与第 3 行是同一个人，请只保留一行。"), (3, "姓名", "与第 2 行是同一个人，请只保留一行。")],
    ),
    "lost_zeros": (
        STAFF,
        [{"学工号": 70001, "姓名": "零零柒", "组织编码": "0101"}],
        [(2, "学工号", "学工号像是丢失了前面的 0，请把该列设为文本格式后重新填写。")],
    ),
    "number_needed": (STAFF, [NEW | {"学工号": None}], [(2, "学工号", "请填写学工号。")]),
    "name_needed": (STAFF, [NEW | {"姓名": "无"}], [(2, "姓名", "姓名是空的，请填写姓名。")]),
    "unit_needed": (STAFF, [NEW | {"组织编码": None}], [(2, "组织编码", "请填写所在党组织的编码或名称。")]),
    "masked_id": (
        STAFF,
        [KNOWN | {"身份证号": "110198************"}],
        [(2, "身份证号", "身份证号隐去了几位，与登记的不一致，请填写完整号码，或留空不修改。")],
    ),
    "masked_phone": (
        STAFF,
        [KNOWN | {"手机号": "138****0000"}],
        [(2, "手机号", "手机号隐去了几位，与登记的不一致，请填写完整号码，或留空不修改。")],
    ),
    "birth_contradicts": (
        STAFF,
        [NEW | {"身份证号": FRESH, "出生日期": "1988.04"}],
        [(2, "出生日期", "出生日期 1988年4月 与身份证号里的 1988年3月5日 不一致，请核对这两项。")],
    ),
    "known_birth_contradicts": (
        STAFF,
        [{"学工号": "30002", "姓名": "曾照明", "身份证号": FRESH}],
        [(2, "出生日期", "出生日期 1990年 与身份证号里的 1988年3月5日 不一致，请核对这两项。")],
    ),
}


@pytest.fixture
def school(world):
    def correct(roster_no, **facts):
        person = Person.objects.get(roster_no=roster_no)
        update_person(person=person, version=person.version, on=TODAY, by=None, **facts)

    correct("30001", id_number=OWN)
    correct("40001", id_number=OTHER)
    correct("30002", birth_on=dt.date(1990, 1, 1), birth_precision="year")
    add_person(world, "0070001", "零零柒", "0101")
    return world


def test_every_rule_has_its_case():
    assert set(rules.RULES) - {"number_taken"} == set(CASES)
    assert set(statuses.RULES) == set(STATUS_CASES)


@pytest.mark.parametrize("name", CASES)
def test_rule(school, name):
    role, rows, faults = CASES[name]
    report = check(school, *rows, role=role)
    assert told(report) == faults
    assert report.counts["error"] == len({row for row, *_ in faults})


def test_a_number_given_out_again_is_asked_about_and_refused_as_new(school):
    row = KNOWN | {"姓名": "新来的", "组织编码": "0101"}
    asked = check(school, row).conflicts
    assert [each.question for each in asked] == ["学工号 30001 登记的姓名是“单雄信”，名册写作“新来的”，是同一个人吗？"]
    assert told(check(school, row, answers={2: "new"})) == [(2, "学工号", TAKEN_NUMBER)]
    assert counts(check(school, row, answers={2: "skip"})) == {"same": 1}
    bring_in(school, row, answers={2: "same"})
    assert Person.objects.get(roster_no="30001").name == "新来的"


def test_a_namesake_of_the_same_birth_is_asked_about(school):
    row = {"学工号": "60002", "姓名": "曾照明", "组织编码": "0101", "出生日期": "1990-05"}
    assert [each.row for each in check(school, row).conflicts] == [2]
    assert counts(check(school, row, answers={2: "new"})) == {"new": 1}
    bring_in(school, row, answers={2: "same"})
    person = Person.objects.get(roster_no="60002")
    assert set(person.numbers.values_list("roster_no", flat=True)) == {"30002", "60002"}
    assert counts(bring_in(school, {"学工号": "30002", "姓名": "曾照明", "民族": "回族"})) == {"changed": 1}


def test_a_namesake_outside_is_not_mentioned(school):
    person = Person.objects.get(roster_no="40002")
    update_person(person=person, version=person.version, on=TODAY, by=None, birth_on=BORN)
    row = NEW | {"姓名": "仇九州", "出生日期": "1988-03-05"}
    assert counts(check(school, row, role=SECRETARY)) == {"new": 1}
    assert counts(check(school, row, role=STAFF)) == {"conflict": 1}


def test_many_numbers_of_one_birth_date_are_a_trial(school):
    rows = [NEW | {"学工号": f"5{n:04}", "姓名": "查若谷", "身份证号": make_id_number(BORN, 100 + n)} for n in range(7)]
    report = check(school, *rows, role=SECRETARY)
    assert len(report.faults) == 2 and all("为防止试探" in fault.message for fault in report.faults)
    again = [rows[0] | {"身份证号": make_id_number(BORN, 300)}]
    assert "为防止试探" in told(check(school, *again, role=SECRETARY))[0][2]
    assert not check(school, *rows, role=STAFF).faults


FULL = KNOWN | {"党员类型": "正式党员"}
STATUS_CASES = {
    "needs_probationary": (NEW | {"党员类型": "预备党员"}, "入党时间", "党员类型是预备党员，请填写入党时间。"),
    "needs_full": (NEW | {"党员类型": "正式党员"}, "转正时间", "党员类型是正式党员，请填写转正时间。"),
    "needs_suspended": (NEW | {"党员类型": "停止党籍"}, "停止党籍时间", "党员类型是停止党籍，请填写停止党籍时间。"),
    "needs_left": (NEW | {"党员类型": "已离开本校"}, "转出时间", "党员类型是已离开本校，请填写转出时间。"),
    "no_member": (
        NEW | {"党员类型": "入党积极分子", "入党时间": "2020.1"},
        "党员类型",
        "党员类型是非党员，不应填写入党、转正、停止党籍或转出时间，请核对。",
    ),
    "status_needed": (NEW | {"入党时间": "2020.1"}, "党员类型", "填写了入党或转正时间，请填写党员类型。"),
    "probation_over": (
        NEW | {"党员类型": "预备党员", "入党时间": "2020-01-01", "转正时间": "2021-01-01"},
        "转正时间",
        "党员类型是预备党员，不应有转正时间，请核对这两项。",
    ),
    "joined_first": (
        NEW | {"党员类型": "正式党员", "入党时间": "2020-01-01", "转正时间": "2019-12-31"},
        "转正时间",
        "转正时间早于入党时间，请核对这两项。",
    ),
    "joined_when": (
        NEW | {"党员类型": "正式党员", "入党时间": "2020-01", "转正时间": "2020"},
        "入党时间",
        "入党时间与转正时间只写到年或月，分不出先后，请写得更具体。",
    ),
    "own_status": (
        {"学工号": "10051", "姓名": "职员乙", "党员类型": "停止党籍", "停止党籍时间": "2026-11-01"},
        "党员类型",
        "本人的党籍不能由本人办理，请由他人导入。",
    ),
    "known_otherwise": (
        FULL | {"转正时间": "2015-06-02"},
        "转正时间",
        "已登记的转正时间是 2015-06-01，与名册不一致；名册不覆盖党籍记录，请核对，或留空不修改。",
    ),
    "later_known": (
        FULL | {"入党时间": "2014-06-01"},
        "入党时间",
        "2015-06-01 起已登记为正式党员，晚于或等于所填时间，请先更正该记录。",
    ),
    "steps_in_order": (
        NEW | {"党员类型": "停止党籍", "转正时间": "2020-01-01", "停止党籍时间": "2019-01-01"},
        "停止党籍时间",
        "时间早于前一步，请核对各步的先后。",
    ),
    "status_otherwise": (
        KNOWN | {"党员类型": "非党员"},
        "党员类型",
        "已登记为正式党员，与名册不一致，请核对；变更请同时填写相应的时间。",
    ),
    "last_step": (
        NEW | {"党员类型": "正式党员", "转正时间": "2019-01-01", "转出时间": "2020-01-01"},
        "转出时间",
        "填写了转出时间，党员类型却是正式党员，请核对这两项。",
    ),
    "moved_when": (
        KNOWN | {"组织编码": "0102"},
        "组织编码",
        "已登记在另一党组织；党员转接请填写转入时间，或先办理组织关系转接。",
    ),
    "moved_later": (
        KNOWN | {"组织编码": "0102", "转入时间": "2015-06-01"},
        "转入时间",
        "2015-06-01 起已登记在原党组织，晚于或等于转入时间，请核对。",
    ),
}


@pytest.mark.parametrize("name", STATUS_CASES)
def test_rule_about_status(school, name):
    row, column, message = STATUS_CASES[name]
    assert (2, column, message) in told(check(school, row))


def rows_of(roster_no):
    rows = PartyStatus.objects.filter(person__roster_no=roster_no).order_by("from_on")
    return list(rows.values_list("status", "unit__code", "from_on", "to_on", "from_precision"))


def test_conversion_ends_the_probation(school):
    row = {"学工号": "30002", "姓名": "曾照明", "党员类型": "正式党员", "入党时间": "2015.6", "转正时间": "2016-06-01"}
    assert counts(bring_in(school, row)) == {"changed": 1}
    assert rows_of("30002") == [
        ("probationary", "0101", dt.date(2015, 6, 1), dt.date(2016, 5, 31), "day"),
        ("full", "0101", dt.date(2016, 6, 1), None, "day"),
    ]
    assert Person.objects.get(roster_no="30002").status == "full"
    assert counts(bring_in(school, row)) == {"same": 1}


def test_a_member_moves_on_the_day_of_the_transfer(school):
    row = KNOWN | {"所在党支部": "数学学院本科生第一支部", "转入时间": "2026-9-1"}
    assert counts(bring_in(school, row)) == {"changed": 1}
    assert rows_of("30001") == [
        ("full", "0101", dt.date(2015, 6, 1), dt.date(2026, 8, 31), "day"),
        ("full", "0102", dt.date(2026, 9, 1), None, "day"),
    ]
    assert Person.objects.get(roster_no="30001").unit.code == "0102"


def test_who_is_no_member_moves_without_a_day(school):
    assert counts(bring_in(school, {"学工号": "30004", "姓名": "阿卜杜·热合曼", "组织编码": "0101"})) == {"changed": 1}
    assert Person.objects.get(roster_no="30004").unit.code == "0101"


@pytest.mark.parametrize(
    ("joined", "full", "steps"),
    [
        ("1972-05-01", "1972-05-01", [("full", dt.date(1972, 5, 1), "day")]),
        ("1998", "1999.12", [("probationary", dt.date(1998, 1, 1), "year"), ("full", dt.date(1999, 12, 1), "month")]),
        (None, "1999.12", [("full", dt.date(1999, 12, 1), "month")]),
    ],
)
def test_what_is_known_of_old_members(school, joined, full, steps):
    bring_in(school, NEW | {"人员类别": "正式党员", "入党时间": joined, "转正时间": full})
    assert [(status, from_on, precision) for status, _, from_on, _, precision in rows_of("50001")] == steps
