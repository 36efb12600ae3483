"""How JSON becomes a case: every malformed part is named, a case is judged or has its reasons."""

import copy
from decimal import Decimal

import pytest

from tests.membership.procedure.histories import OLD_START, added, changed, event, lawful
from tests.membership.procedure.judged import verdict, words

RAW = lawful(OLD_START)


def top(**parts):
    return {name: value for name, value in (RAW | parts).items() if value is not ...}


def with_fact(step, name, value):
    return changed(RAW, step) | {
        "events": [each | ({name: value} if each["step"] == step else {}) for each in copy.deepcopy(RAW["events"])]
    }


MALFORMED = [
    (top(id=...), "缺少 id"),
    (top(id=True), "缺少 id"),
    (top(events=...), "events 不是列表"),
    (top(events={}), "events 不是列表"),
    (top(events=[3]), "第 1 个步骤 应是一个对象"),
    (top(events=[{"on": "2019-01-01"}]), "step“None”不是已知的步骤"),
    (top(events=[{"step": "party", "on": "2019-01-01"}]), "step“party”不是已知的步骤"),
    (top(events=[{"step": ["oath"]}]), "不是已知的步骤"),
    (top(events=[{"step": "oath"}]), "（oath）缺少日期 on"),
    (top(events=[{"step": "oath", "on": "2019/01/01"}]), "不是 2019-09-08、2019-09 或 2019 的写法"),
    (top(events=[{"step": "oath", "on": "2019-1-1"}]), "的写法"),
    (top(events=[{"step": "oath", "on": "20190101"}]), "的写法"),
    (top(events=[{"step": "oath", "on": 2019}]), "的写法"),
    (top(events=[{"step": "public_notice", "from": "2019-01-01"}]), "缺少 for"),
    (added(RAW, event("oath", OLD_START)), "oath（入党宣誓）只能有一次，现有 2 次"),
    (top(as_of="2035"), "应是一个具体的日期"),
    (top(as_of="2035-02-30"), "应是一个具体的日期"),
    (top(person=[]), "person 应是一个对象"),
    (top(branch="x"), "branch 应是一个对象"),
    (top(branch={"has_committee": "yes"}), "branch.has_committee 应是 true 或 false"),
    (top(branch={"full_members": "21"}), "branch.full_members 应是不小于 0 的整数"),
    (top(branch={"full_members": -1}), "branch.full_members 应是不小于 0 的整数，现为“-1”"),
    (top(branch={"kind": "castle"}), "branch.kind 应是 branch、"),
    (top(branch={"approves": "king"}), "branch.approves 应是"),
    (top(absent=["oath"]), "absent 写明没有 oath（入党宣誓），events 中却有"),
    (top(policy={"membership.public_notice_points": ["接收预备党员", "gibberish"]}), "没有“gibberish”这一环节"),
    (with_fact("admission_meeting", "ayes", Decimal("9" * 5000)), "ayes 应是整数"),
    (top(person={"mobile": 1}), "person.mobile 应是 true 或 false"),
    (top(person={"born_on": "1999/05/06"}), "person.born_on 的日期"),
    (top(partial="yes"), "partial 应是 true 或 false"),
    (top(unknown=["oaths"]), "unknown 应是步骤名称的列表"),
    (top(absent="oath"), "absent 应是步骤名称的列表"),
    (top(policy={"membership.nothing": 1}), "没有参数 membership.nothing"),
    (top(policy={"organizers.trial_months": 1}), "没有参数 organizers.trial_months"),
    (top(policy={"membership.leave_soon_months": 2}), "应在 3 到 12"),
    (top(claimed={"stage": "emperor"}), "claimed.stage 应是"),
    (top(documents={}), "documents 应是列表"),
    (top(documents=[{"kind": "photo"}]), "应是 application"),
    (top(documents=[{"kind": "book", "about": "x"}]), "about“x”不是已知的步骤"),
    (top(documents=[{"kind": "book", "signed": 1}]), "signed 应是 true 或 false"),
    (with_fact("application", "written", "yes"), "written 应是 true 或 false"),
    (with_fact("admission_meeting", "ayes", "11"), "ayes 应是整数"),
    (with_fact("admission_meeting", "ayes", True), "ayes 应是整数"),
    (with_fact("admission_meeting", "ayes", 11.5), "ayes 应是整数"),
    (with_fact("admission_meeting", "ballot", "raised"), "ballot 应是 secret、show_of_hands 之一"),
    (with_fact("activist_decision", "sources", "members"), "sources 应是列表"),
    (with_fact("activist_decision", "sources", ["friends"]), "sources 应是列表，各项取自"),
    (with_fact("mentors", "mentors", [3]), "应是列表，每人一个对象"),
    (with_fact("mentors", "mentors", [{"status": "guest"}]), "status 应是"),
    (with_fact("training", "hours", -1), "hours 应是不小于 0 的数"),
    (with_fact("training", "hours", float("nan")), "hours 应是不小于 0 的数"),
]


@pytest.mark.parametrize(("raw", "reason"), MALFORMED, ids=[reason for _, reason in MALFORMED])
def test_what_is_malformed_is_named(raw, reason):
    judged = verdict(raw)
    assert judged.word == "unreadable"
    assert any(reason in each for each in judged.reasons), judged.reasons
    written = judged.as_json()
    assert (written["findings"], written["stage"], written["next"]) == ([], None, None)
    assert reason in written["reason"]


def test_all_reasons_come_at_once():
    raw = changed(changed(RAW, "oath", on="x"), "assignment", on="y") | {"partial": 3}
    assert len(verdict(raw).reasons) == 3


def test_what_the_form_does_not_know_is_passed_over():
    raw = changed(RAW, "oath", place="礼堂") | {"source": "Excel"}
    assert words(verdict(raw)) == []


@pytest.mark.parametrize("day", ["2019-02-30", "2019-13-01", "2019-00-10", "2019-13", "0000-01-01", "1850-01-01"])
def test_a_day_that_no_calendar_has_is_a_finding(day):
    judged = verdict(changed(RAW, "assignment", on=day))
    assert [each.rule for each in judged.findings] == ["DATE"]
    assert day in judged.findings[0].message


def test_a_person_may_be_named_by_number_and_empty_facts_are_unknown():
    judged = verdict(changed(top(id=7), "oath", place=None) | {"claimed": None, "documents": None, "policy": None})
    assert (judged.id, judged.word) == (7, "legal")


def test_a_parameter_may_be_given_for_one_case_alone():
    assert words(verdict(top(policy={"membership.min_months_application_to_activist": 0}))) == []
    assert words(verdict(top(policy={"membership.min_months_application_to_activist": 12}))) != []


@pytest.mark.parametrize(
    ("fact", "day", "words_"),
    [
        ("leaves_on", "9999-12-31", "预计离开日期 9999-12-31 还没有到"),
        ("leaves_on", "2020-02-30", "预计离开日期“2020-02-30”在日历上不存在"),
        ("born_on", "2035-01-02", "出生日期 2035-01-02 还没有到"),
    ],
)
def test_an_impossible_day_of_the_person_is_called_by_its_name(fact, day, words_):
    (found,) = verdict(top(person=RAW["person"] | {fact: day})).findings
    assert (found.rule, found.step) == ("DATE", f"person.{fact}")
    assert words_ in found.message


def test_of_a_step_that_repeats_absent_says_that_there_were_no_more():
    assert words(verdict(top(absent=["review", "public_notice"], partial=True))) == []


def test_a_stage_of_a_notice_is_named_by_its_word_or_as_in_the_notice():
    for stage in ("接收预备党员", "admission"):
        judged = verdict(top(policy={"membership.public_notice_points": [stage]}))
        assert [each.rule for each in judged.findings] == ["P-06"]
