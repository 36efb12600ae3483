"""Conditions of the post: each with its counterexample, its arithmetic, its way out; 须, 一般 and 可 apart."""

import datetime as dt

import pytest

from dates.parsing import parse_date
from organizers.policy import OrganizerPolicy
from organizers.rules.appointing import Kind, Level, Period
from organizers.rules.eligibility import (
    Answer,
    Candidate,
    OtherPost,
    Post,
    WorkTerm,
    eligibility_checks,
    eligibility_refusals,
)
from organizers.rules.staffing import Rank
from policy.presets import preset_policy
from tests.organizers.policies import CLAUSE, policy

D = dt.date.fromisoformat
ON = D("2026-11-20")


def work(from_on, to_on=None, **more):
    return WorkTerm(Period(parse_date(from_on), parse_date(to_on) if to_on else None), **more)


def checks(candidate=None, kind=Kind.FULL_TIME, rank=Rank.NONE, on=ON, **values):
    post = Post(kind, Level.COLLEGE, rank, on)
    return eligibility_checks(candidate or Candidate(), post, policy(**values))


def only(candidate=None, **more):
    (check,) = checks(candidate, **more)
    return check


def since(text):
    return Candidate(full_member_from=parse_date(text))


def test_nothing_asked_is_nothing_checked():
    assert checks(Candidate(is_established=False, other_posts=(OtherPost("系主任"),))) == []


@pytest.mark.parametrize(
    ("full_member_from", "answer"),
    [
        ("2023-11-19", Answer.PASSED),
        ("2023-11-20", Answer.PASSED),  # “三年以上”: the third anniversary is enough
        ("2023-11-21", Answer.FAILED),
        ("2023.10", Answer.PASSED),
        ("2023.11", Answer.MISSING),  # between the 1st and the 30th: nobody can tell
        ("2023.12", Answer.FAILED),
        ("2022", Answer.PASSED),
        ("2023", Answer.MISSING),
        ("2024", Answer.FAILED),
        ("2027-01-01", Answer.FAILED),
    ],
)
def test_party_seniority_around_the_day(full_member_from, answer):
    assert only(since(full_member_from), party_seniority_years=3).answer is answer


def test_party_seniority_with_its_sum_and_way_out():
    check = only(since("2024-05-12"), party_seniority_years=3)
    assert check.words == "党龄不满 3 年"
    assert check.arithmetic == "2024-05-12 转为正式党员，至 2026-11-20 党龄 2年6个月8天，少 5个月22天"
    assert (check.lawful_on, check.clause, check.grade) == (D("2027-05-12"), CLAUSE, "校")
    (refusal,) = eligibility_refusals([check])
    assert refusal.message == "党龄不满 3 年。最早可从 2027-05-12 起任职，或另选人选。"
    assert (refusal.rule, refusal.field, refusal.arithmetic) == ("party_seniority", "person", check.arithmetic)


def test_the_earliest_lawful_day_is_lawful():
    check = only(since("2024-02-29"), party_seniority_years=3)
    assert check.lawful_on == D("2027-02-28")
    assert only(since("2024-02-29"), party_seniority_years=3, on=check.lawful_on).answer is Answer.PASSED
    day_before = check.lawful_on - dt.timedelta(days=1)
    assert only(since("2024-02-29"), party_seniority_years=3, on=day_before).answer is Answer.FAILED


def test_a_probationary_member_has_no_seniority_and_an_unknown_day_is_to_be_supplied():
    assert only(Candidate(is_probationary=True), party_seniority_years=3).answer is Answer.FAILED
    assert only(Candidate(), party_seniority_years=3).answer is Answer.MISSING


@pytest.mark.parametrize(
    ("strength", "answer", "refused", "refused_with_exception"),
    [
        ("须", Answer.FAILED, True, True),
        ("一般", Answer.EXCEPTION, True, False),
        ("可", Answer.NOTED, False, False),
    ],
)
def test_how_binding_it_is_decides_whether_a_reason_helps(strength, answer, refused, refused_with_exception):
    check = only(since("2025-01-01"), party_seniority_years=(3, strength))
    assert check.answer is answer
    assert bool(eligibility_refusals([check])) is refused
    assert bool(eligibility_refusals([check], excepted=["party_seniority"])) is refused_with_exception


def test_an_exception_is_for_its_own_rule_only():
    found = checks(since("2025-01-01"), party_seniority_years=(3, "一般"), work_experience=(True, "一般"))
    assert [each.rule for each in eligibility_refusals(found, excepted=["work_experience"])] == ["party_seniority"]


def test_a_fact_that_is_missing_does_not_yield_to_a_reason():
    check = only(since("2023.11"), party_seniority_years=(3, "一般"))
    assert [each.rule for each in eligibility_refusals([check], excepted=["party_seniority"])] == ["party_seniority"]


@pytest.mark.parametrize(
    ("terms", "answer"),
    [
        ([work("2023-11-20")], Answer.PASSED),
        ([work("2023-11-21")], Answer.FAILED),
        ([work("2015-01-01", "2016-06-30"), work("2018-01-01", "2019-06-30")], Answer.PASSED),
        ([work("2015-01-01", "2016-06-30"), work("2018-01-01", "2019-06-29")], Answer.FAILED),
        ([work("2015-01-01", "2017-12-31", is_party_work=False)], Answer.FAILED),
        ([work("2016.01", "2018.12")], Answer.MISSING),
        ([work("2016.01", "2019.01")], Answer.MISSING),  # from the 31st to the 1st, or longer
        ([work("2016.01", "2019.02")], Answer.PASSED),
        ([work("2015-01-01", "2017-06-30"), work("2016-01-01", "2017-12-31")], Answer.PASSED),  # each day once
        ([work("2015-01-01", "2016-12-31"), work("2015-06-01", "2017-06-30")], Answer.FAILED),
        ([work("2027-01-01")], Answer.FAILED),
        ([], Answer.FAILED),
    ],
)
def test_party_work_for_section_rank(terms, answer):
    candidate = Candidate(work=tuple(terms))
    assert only(candidate, rank=Rank.SECTION, section_work_years=3).answer is answer
    assert only(candidate, rank=Rank.DEPUTY_SECTION, section_work_years=3).answer is answer  # 副科级 is 科级 too
    assert checks(candidate, rank=Rank.NONE, section_work_years=3) == []


def test_party_work_with_its_sum_and_way_out():
    check = only(Candidate(work=(work("2024-03-01"),)), rank=Rank.SECTION, section_work_years=3)
    assert check.arithmetic == "党务工作 2024-03-01 至 2026-11-19，合计 2年8个月19天，少 3个月9天"
    assert check.lawful_on == D("2027-03-01")
    stopped = only(Candidate(work=(work("2024-03-01", "2025-03-01"),)), rank=Rank.SECTION, section_work_years=3)
    assert stopped.lawful_on is None


@pytest.mark.parametrize(("terms", "answer"), [([], Answer.MISSING), ([work("2020-01-01")], Answer.PASSED)])
def test_whose_rank_is_not_stated_is_asked_for_it_first(terms, answer):
    check = only(Candidate(work=tuple(terms)), rank=Rank.UNKNOWN, section_work_years=3)
    assert check.answer is answer
    assert bool(eligibility_refusals([check])) is (answer is Answer.MISSING)


def test_what_is_only_permitted_stands_in_nobodys_way():
    """Not even where nobody has stated anything (D5 附件4: “注重选聘”)."""
    may = {"part_time_sources": (("退休党务干部",), "可"), "health_statement": (True, "可")}
    for candidate in (Candidate(), Candidate(source="党员教师", health_stated=False)):
        found = checks(candidate, kind=Kind.PART_TIME, **may)
        assert (len(found), eligibility_refusals(found)) == (2, [])


@pytest.mark.parametrize(("known", "answer"), [(True, "通过"), (False, "未通过"), (None, "待补正")])
def test_establishment_is_asked_of_full_time_organizers(known, answer):
    candidate = Candidate(is_established=known)
    assert only(candidate, must_be_established=True).answer == answer
    assert checks(candidate, kind=Kind.PART_TIME, must_be_established=True) == []


@pytest.mark.parametrize(
    ("rank", "known", "answer"),
    [
        (Rank.SECTION, True, "通过"),
        (Rank.SECTION, False, "未通过"),
        (Rank.SECTION, None, "待补正"),
        (Rank.DEPUTY_SECTION, False, "未通过"),
        (Rank.UNKNOWN, True, "通过"),
        (Rank.UNKNOWN, False, "待补正"),
        (Rank.UNKNOWN, None, "待补正"),
        (Rank.NONE, False, ""),
        (Rank.NONE, None, ""),
    ],
)
def test_establishment_may_be_asked_of_section_ranks_alone(rank, known, answer):
    """D2 第十一条 speaks of 科级 organizers; under D1 the same post is asked whatever its rank."""
    candidate, preset = Candidate(is_established=known), preset_policy(OrganizerPolicy, "D2", "专职")
    post = Post(Kind.FULL_TIME, Level.COLLEGE, rank, D("2026-11-20"))
    found = [check for check in eligibility_checks(candidate, post, preset) if check.rule == "established"]
    assert [(check.answer.value, check.asked) for check in found] == (
        [(answer, "科级（含副科级）专职组织员在编（在职）")] if answer else []
    )
    d1 = preset_policy(OrganizerPolicy, "D1", "专职")
    assert [check.asked for check in eligibility_checks(candidate, post, d1) if check.rule == "established"] == [
        "专职组织员在编（在职）"
    ]


@pytest.mark.parametrize(("source", "answer"), [("专职辅导员", "通过"), ("学生", "未通过"), ("", "待补正")])
def test_where_part_time_organizers_come_from(source, answer):
    allowed = ("管理岗位人员", "专职辅导员", "党员教师")
    candidate = Candidate(source=source)
    assert only(candidate, kind=Kind.PART_TIME, part_time_sources=allowed).answer == answer
    assert checks(candidate, part_time_sources=allowed) == []


@pytest.mark.parametrize(
    ("is_staff", "default", "part_time", "d1"),
    [
        (True, ["通过"], [], ["通过", "通过"]),
        (False, ["待组织确认"], [], ["待组织确认", "未通过"]),
        (None, [], [], ["通过"]),
    ],
)
def test_a_student_is_no_full_time_organizer_unless_the_school_decides(is_staff, default, part_time, d1):
    """No document names students: where D1 asks for 在编人员 a student is none, whatever is stated; else it yields."""
    asked = {"full_time_staff": OrganizerPolicy().full_time_staff}
    student = Candidate(is_staff=is_staff, category="本科生", is_established=True)
    assert [each.answer for each in checks(student, **asked)] == default
    assert [each.answer for each in checks(student, kind=Kind.PART_TIME, **asked)] == part_time
    both = checks(student, **asked, must_be_established=True)
    assert [each.answer for each in both] == d1
    left = {each.rule for each in eligibility_refusals(both, excepted=["staff"])}
    assert left == ({"established"} if is_staff is False else set())


@pytest.mark.parametrize(("stated", "answer"), [(True, "通过"), (False, "未通过"), (None, "待补正")])
def test_health(stated, answer):
    assert only(Candidate(health_stated=stated), health_statement=True).answer == answer


@pytest.mark.parametrize(
    ("terms", "answer"),
    [
        ((work("2020-01-01", "2020-02-01"),), "通过"),
        ((work("2020-01-01", is_party_work=False, is_ideological=True),), "通过"),
        ((work("2020-01-01", is_party_work=False),), "待组织确认"),
        ((), "待组织确认"),
    ],
)
def test_some_experience_of_either_kind(terms, answer):
    assert only(Candidate(work=terms), work_experience=(True, "一般")).answer == answer


@pytest.mark.parametrize(
    ("talked", "proposed", "answer"),
    [
        ("2026-10-01", "2026-10-02", "通过"),
        ("2026-10-02", "2026-10-02", "通过"),
        ("2026-10-03", "2026-10-02", "未通过"),
        (None, "2026-10-02", "待补正"),
        ("2026-10-01", None, "待补正"),
    ],
)
def test_the_talk_comes_before_the_proposal(talked, proposed, answer):
    candidate = Candidate(talked_on=talked and D(talked), proposed_on=proposed and D(proposed))
    assert only(candidate, talk_before_opening=True).answer == answer


def test_opinions_that_are_still_missing_are_named():
    wanted = ("纪检监察", "信访")
    assert only(Candidate(opinions=frozenset(wanted)), vetting_opinions=wanted).answer == "通过"
    check = only(Candidate(opinions=frozenset({"信访"})), vetting_opinions=wanted)
    assert (check.answer, check.words) == ("待补正", "还没有听取纪检监察的意见")


def test_a_dedicated_post_and_a_seat_on_the_committee():
    seat, dean = OtherPost("党委委员", is_committee_seat=True), OtherPost("系主任")
    assert only(Candidate(other_posts=(seat,)), dedicated_post=True).answer == "通过"
    check = only(Candidate(other_posts=(seat, dean)), dedicated_post=True)
    assert (check.answer, check.words) == ("未通过", "同时任系主任，与专人专岗冲突")
    assert only(Candidate(other_posts=(dean,)), dedicated_post=(True, "一般")).answer == "待组织确认"
    assert checks(Candidate(other_posts=(dean,)), kind=Kind.PART_TIME, dedicated_post=True) == []


def test_all_refusals_at_once_each_with_clause_and_way_out():
    found = checks(
        Candidate(full_member_from=parse_date("2025-01-01"), is_established=False, other_posts=(OtherPost("系主任"),)),
        rank=Rank.SECTION,
        party_seniority_years=3,
        section_work_years=3,
        must_be_established=True,
        health_statement=True,
        dedicated_post=True,
        talk_before_opening=True,
        vetting_opinions=("信访",),
    )
    refused = eligibility_refusals(found)
    assert {each.rule for each in refused} == {
        "party_seniority", "section_work", "established", "health", "dedicated_post", "talk_before_opening",
        "vetting_opinions",
    }  # fmt: skip
    assert {each.clause for each in refused} == {CLAUSE}
    assert all("请" in each.message or "最早" in each.message for each in refused)


def test_the_day_on_which_the_years_are_full_is_the_first():
    """From two terms, whatever days they hold: on the day they are full, on the day before they are not."""
    for first_days in range(1, 70):
        earlier = work("2020-01-31", str(D("2020-01-30") + dt.timedelta(days=first_days)))
        candidate = Candidate(work=(earlier, work("2024-08-31")))
        lawful = only(candidate, rank=Rank.SECTION, section_work_years=3, on=D("2024-12-01")).lawful_on
        for on, answer in ((lawful, Answer.PASSED), (lawful - dt.timedelta(days=1), Answer.FAILED)):
            assert only(candidate, rank=Rank.SECTION, section_work_years=3, on=on).answer is answer, first_days
