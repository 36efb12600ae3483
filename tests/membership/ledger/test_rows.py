"""Rows of a ledger as histories."""

import datetime as dt

import pytest

from directory.numbers import make_id_number
from membership.ledger import columns as at
from membership.ledger.events import DATED, NOTICES, REPEATED
from membership.policy import MembershipPolicy
from membership.procedure.judging import judge
from membership.procedure.policies import fixed
from policy.presets import NATIONAL, preset_policy
from sheets.container import SheetRefused
from sheets.tables import heading
from tests.membership.ledger.books import AS_OF, ledger, row
from tests.membership.procedure.histories import CALENDAR

POLICIES = fixed(preset_policy(MembershipPolicy, NATIONAL))


def events(cells: dict) -> dict:
    return {each["step"]: each for each in row(cells).told["events"]}


def rules(cells: dict) -> set[str]:
    return {each.rule for each in findings(cells)}


def findings(cells: dict):
    return judge(row(cells).case(AS_OF), POLICIES, CALENDAR).findings


@pytest.mark.parametrize("column", [each for each in at.COLUMNS], ids=lambda column: column.name)
def test_no_heading_means_two_columns(column):
    words = [heading(word) for each in at.COLUMNS for word in (each.name, *each.synonyms)]
    assert all(words.count(heading(word)) == 1 for word in (column.name, *column.synonyms))


@pytest.mark.parametrize(("column", "step"), [*DATED.items(), *REPEATED.items()])
def test_every_dated_column_is_an_event_of_its_step(column, step):
    read = row({column: "2020-03-01"})
    assert [(each["step"], each["on"]) for each in read.told["events"]] == [(step, "2020-03-01")]
    assert read.columns[step] == column
    assert read.faults == []


@pytest.mark.parametrize(("column", "step"), [*DATED.items(), *REPEATED.items()])
def test_every_synonym_means_the_same(column, step):
    known = next(each for each in at.COLUMNS if each.name == column)
    for word in known.synonyms:
        assert list(events({word: "2020.03"})) == [step]


@pytest.mark.parametrize(("column", "purpose"), NOTICES.items())
def test_a_notice_is_a_span(column, purpose):
    told = events({column: "2020-03-01至2020-03-06"})["public_notice"]
    assert told == {"step": "public_notice", "for": purpose, "from": "2020-03-01", "to": "2020-03-06"}


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("入党总支审查日期", {"step": "deliberation", "on": "2020-03-01", "for": "admission"}),
        ("转正总支审查日期", {"step": "deliberation", "on": "2020-03-01", "for": "conversion"}),
        ("延长预备期党委审批日期", {"step": "conversion_approval", "on": "2020-03-01"}),
    ],
)
def test_a_body_between_is_told_with_what_it_examined(heading, told):
    assert row({heading: "2020.3.1"}).told["events"] == [told]


@pytest.mark.parametrize(
    ("written", "by"),
    [
        ("党支部书记", "secretary"),
        ("单雄信（支部副书记）", "deputy"),
        ("组织员", "organizer"),
        ("本支部组织委员", "organization_commissioner"),
        ("党委书记", None),
        ("单雄信", None),
    ],
)
def test_who_talked_is_known_by_his_office_in_the_branch(written, by):
    assert events({"谈话时间": "2019-09-28", "谈话人": written})["application_talk"].get("by") == by


@pytest.mark.parametrize("written", ["不通过", "未通过", "不及格", "未结业"])
def test_a_course_not_passed_is_said_in_many_words(written):
    assert (
        events({"发展对象培训时间": "2020-03-01至2020-03-05", "发展对象培训结业情况": written})["training"]["result"]
        == "fail"
    )


@pytest.mark.parametrize(("written", "stage"), [("列入发展计划", "target"), ("领取志愿书", "target"), ("5", None)])
def test_a_stage_that_is_none_is_said_beside_the_row(written, stage):
    read = row({"所处阶段": written})
    assert read.told["claimed"].get("stage") == stage
    assert [column for column, _ in read.faults] == ([] if stage else ["所处阶段"])


def test_the_same_heading_twice_is_the_course_of_activists_and_then_of_targets():
    header = [
        "姓名",
        "参加培训开始时间",
        "参加培训结束时间",
        "确定为发展对象时间",
        "参加培训开始时间",
        "参加培训结束时间",
    ]
    (read,) = ledger(header, ["单雄信", "2019-05-01", "2019-05-03", "2020-03-01", "2020-05-01", "2020-05-03"]).rows
    courses = [each for each in read.told["events"] if each["step"] == "training"]
    assert [(each["level"], each["from"], each["to"]) for each in courses] == [
        ("activist", "2019-05-01", "2019-05-03"),
        ("target", "2020-05-01", "2020-05-03"),
    ]


def test_one_heading_for_begin_and_end_twice():
    header = ["姓名", "参加培训开始/结束时间", "申请入党时间", "参加培训开始/结束时间"]
    (read,) = ledger(header, ["单雄信", "20190501-20190503", "2018.09", "2020年5月1日至3日"]).rows
    courses = {each["level"]: (each["from"], each["to"]) for each in read.told["events"] if each["step"] == "training"}
    assert courses == {"activist": ("2019-05-01", "2019-05-03"), "target": ("2020-05-01", "2020-05-03")}


def test_any_other_heading_twice_is_refused():
    with pytest.raises(SheetRefused, match="出现了两次"):
        ledger(["姓名", "申请入党时间", "申请入党时间"], ["单雄信", "2019-01-01", "2019-01-02"])


def test_a_row_is_always_an_excerpt_and_carries_no_name():
    told = row({"申请入党时间": "2018-09-10", "身份证号": make_id_number(dt.date(1999, 5, 6), 36)}).told
    assert told["partial"] is True
    assert told["id"] == "2"
    assert "单雄信" not in str(told)
    assert "110199" not in str(told)


def test_two_people_in_one_cell_are_mentors_without_a_day():
    read = row({"培养联系人": "张三、李四", "申请入党时间": "2018-09-10"})
    assert [each.name for each in read.people["mentors"]] == ["张三", "李四"]
    (mentors,) = read.case(AS_OF).all("mentors")
    assert mentors.on is None
    assert len(mentors.get("mentors")) == 2


def test_three_introducers_are_found_and_a_probationary_one():
    assert "DEV-13" in rules({"入党介绍人": "张三、李四、王五", "确定介绍人时间": "2020-03-01"})
    assert "DEV-13" in rules({"入党介绍人": "张三"})
    assert "DEV-14" in rules({"入党介绍人": "张三（预备党员）、李四"})
    assert not {"DEV-13", "DEV-14"} & rules({"入党介绍人": "张三、李四"})


def test_the_year_is_found_with_its_arithmetic():
    (found,) = findings({"确定为入党积极分子时间": "2018-10-08", "确定为发展对象时间": "2019-06-01"})
    assert found.rule == "DEV-11"
    assert found.message.endswith("2018-10-08 + 1 年 = 2019-10-08，登记为 2019-06-01，早 129 天")


@pytest.mark.parametrize(
    ("written", "is_found"), [("2019-06", True), ("2019.06", True), ("2019-10", False), ("2019年", False)]
)
def test_a_rough_date_is_judged_only_where_every_day_agrees(written, is_found):
    told = {"确定为入党积极分子时间": "2018-10-08", "确定为发展对象时间": written}
    assert ("DEV-11" in rules(told)) is is_found


def test_a_cell_that_cannot_be_read_leaves_the_rest():
    read = row(
        {"申请入党时间": "2018-13-10", "确定为入党积极分子时间": "2018-10-08", "确定为发展对象时间": "2019-06-01"}
    )
    assert [column for column, _ in read.faults] == ["申请入党时间"]
    assert "月份应为 1–12" in read.faults[0][1]
    assert [each["step"] for each in read.told["events"]] == ["activist_decision", "target_decision"]


def test_a_date_after_the_day_of_judging_is_found():
    assert "DATE" in rules({"申请入党时间": "2027-01-01"})


def test_age_comes_from_the_id_number():
    number = make_id_number(dt.date(2003, 5, 6), 36)
    assert "DEV-01" in rules({"身份证号": number, "申请入党时间": "2021-03-01"})
    told = row({"出生日期": "2003-05-06", "申请入党时间": "2021-03-01"})
    assert told.told["person"]["born_on"] == "2003-05-06"
    assert "DEV-01" in rules({"出生日期": "2003-05-06", "申请入党时间": "2021-03-01"})


def test_the_meeting_is_the_day_of_joining_unless_it_has_its_own_column():
    assert events({"入党时间": "2021-06-18"})["admission_meeting"]["on"] == "2021-06-18"
    both = row({"入党时间": "2021-06-28", "支部大会时间": "2021-06-18"})
    assert both.told["claimed"] == {"probation_from": "2021-06-28"}
    assert "CLAIM" in rules({"入党时间": "2021-06-28", "支部大会时间": "2021-06-18"})


def test_votes_in_words_and_in_columns():
    told = {"支部大会时间": "2021-06-18", "应到会人数": 21, "实到会人数": 19, "无记名投票结果": "同意10票，反对9票"}
    meeting = events(told)["admission_meeting"]
    assert {name: meeting[name] for name in ("expected", "present", "ayes", "nays")} == {
        "expected": 21, "present": 19, "ayes": 10, "nays": 9,
    }  # fmt: skip
    assert "DEV-26" in rules({**told, "上级党委审批时间": "2021-07-10"})


def test_full_membership_before_the_year_is_found_and_after_it_is_not():
    joined = {"入党时间": "2021-06-18"}
    assert "DEV-50" in rules({**joined, "转正时间": "2022-05-18"})
    assert rules({**joined, "转正时间": "2022-06-18"}) == set()
    assert rules({**joined, "转正时间": "2022-07-18"}) == set()  # An extension may not be in the ledger.


def test_a_planned_conversion_is_no_conversion():
    assert "conversion_approval" not in row({"入党时间": "2026-06-18", "转正时间": "2027-06-18"}).columns


def test_an_extension_moves_the_end():
    told = {
        "入党时间": "2021-06-18", "延长预备期时间": "2022-06-20", "延长预备期月数": "6个月",
        "转正支部大会时间": "2022-12-20", "转正审批时间": "2023-01-10", "转正时间": "2022-12-18",
    }  # fmt: skip
    assert rules(told) == set()
    assert "DEV-47" in rules({**told, "转正支部大会时间": "2022-12-01"})


def test_listing_was_the_decision_before_2026():
    assert list(events({"列为发展对象时间": "2020-03-01"})) == ["target_decision"]
    assert list(events({"列为发展对象时间": "2026-06-01"})) == ["target_listing"]
    both = events({"确定为发展对象时间": "2026-05-12", "列为发展对象时间": "2026-06-01"})
    assert list(both) == ["target_decision", "target_listing"]


def test_stage_leaving_league_and_student():
    told = row({"发展程度": "发展对象", "预计毕业年月": "2027.06", "政治面貌": "共青团员", "学生类别": "本科生"}).told
    assert told["claimed"] == {"stage": "target"}
    assert told["person"] == {"born_on": None, "leaves_on": "2027-06", "league_member": True, "student": True}


def test_two_lines_about_one_person_are_told():
    read = ledger(["学号", "姓名", "申请入党时间"], ["7", "甲某", "2018.09"], ["7", "乙某", "2018.09"]).rows
    assert [each.faults[0][1] for each in read] == [
        "与第 3 行是同一个学工号，请核对。",
        "与第 2 行是同一个学工号，请核对。",
    ]


def test_titles_above_and_sums_below_are_passed_over():
    found = ledger(
        ["姓名", "申请入党时间"], ["单雄信", "2018.09"], ["合计", 1], above=["数学学院发展党员台账", "2026年"]
    )
    assert [each.number for each in found.rows] == [4]
    assert any("不是名册内容" in note for note in found.notes)


@pytest.mark.parametrize(
    ("header", "words"),
    [(["学号", "班级"], "没有找到表头"), (["姓名", "学号"], "没有发展过程的时间")],
)
def test_what_is_no_ledger_is_refused(header, words):
    with pytest.raises(SheetRefused, match=words):
        ledger(header, ["1", "2"])


def test_columns_that_are_not_judged_are_named():
    assert "寝室" in ledger(["姓名", "申请入党时间", "寝室"], ["单雄信", dt.date(2018, 9, 10), "3-201"]).notes[0]
