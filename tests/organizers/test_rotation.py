"""Rotation after eight years in one organization (D2 第二十条): the day before, the day, the day after."""

import datetime as dt

import pytest

from dates.spans import Span
from organizers.rules.rotation import rotation_due, rotation_verdict
from organizers.rules.verdicts import State
from tests.organizers.policies import STANDARD

D = dt.date.fromisoformat
CLAUSE = "西双版纳职业技术学院《组织员队伍建设管理办法》 第二十条"
SINCE_2019 = [Span(D("2019-03-01"))]


@pytest.mark.parametrize(
    ("on", "state", "words"),
    [
        ("2026-02-28", State.RUNNING, "还有1年1天（2027-03-01）"),
        ("2026-03-01", State.AHEAD, "还有1年（2027-03-01）"),
        ("2026-09-01", State.AHEAD, "还有6个月（2027-03-01）"),
        ("2026-11-20", State.AHEAD, "还有3个月9天（2027-03-01）"),
        ("2027-01-29", State.AHEAD, "还有1个月1天（2027-03-01）"),
        ("2027-01-30", State.SOON, "还有1个月1天（2027-03-01）"),
        ("2027-02-28", State.SOON, "还有1天（2027-03-01）"),
        ("2027-03-01", State.REACHED, "今日满8年（2027-03-01），可交流轮岗"),
        ("2027-03-02", State.REACHED, "已满8年，超出1天（2027-03-01），可交流轮岗"),
        ("2028-04-03", State.REACHED, "已满8年，超出1年1个月2天（2027-03-01），可交流轮岗"),
    ],
)
def test_around_the_day(on, state, words):
    verdict = rotation_verdict(SINCE_2019, D(on), STANDARD)
    assert (verdict.state, verdict.words, verdict.clause) == (state, words, CLAUSE)


@pytest.mark.parametrize("on", ["2026-11-20", "2027-03-01", "2040-01-01"])
def test_it_advises_and_never_blocks(on):
    verdict = rotation_verdict(SINCE_2019, D(on), STANDARD)
    assert (verdict.grade, verdict.gap, verdict.is_gap) == ("建", 0, False)


@pytest.mark.parametrize(
    ("from_on", "due"),
    [
        ("2019-03-01", "2027-03-01"),
        ("2019-12-31", "2027-12-31"),
        ("2020-02-29", "2028-02-29"),
        ("2018-02-28", "2026-02-28"),
        ("2016-02-29", "2024-02-29"),
    ],
)
def test_eight_calendar_years(from_on, due):
    assert rotation_due([Span(D(from_on))], D(from_on), STANDARD) == D(due)


def test_appointments_that_touch_are_one():
    spans = [Span(D("2019-03-01"), D("2022-03-01")), Span(D("2022-03-01"))]
    assert rotation_due(spans, D("2026-11-20"), STANDARD) == D("2027-03-01")


def test_a_break_does_not_count_and_earlier_service_does():
    """From 2019-03-01 to 2021-02-28, then 365 days elsewhere: the day moves by the length of the break."""
    spans = [Span(D("2019-03-01"), D("2021-03-01")), Span(D("2022-03-01"))]
    assert rotation_due(spans, D("2026-11-20"), STANDARD) == D("2028-02-29")
    words = rotation_verdict(spans, D("2028-02-28"), STANDARD)
    assert (words.state, words.words) == (State.SOON, "还有1天（2028-02-29）")
    assert "2019-03-01 至 2021-02-28、2022-03-01 起；满 8 年为 2028-02-29" in words.arithmetic


def test_nobody_who_has_left_or_not_begun():
    past, future = [Span(D("2010-01-01"), D("2020-01-01"))], [Span(D("2027-01-01"))]
    for spans in (past, future, []):
        assert rotation_due(spans, D("2026-11-20"), STANDARD) is None
        assert rotation_verdict(spans, D("2026-11-20"), STANDARD).state is State.NOT_ASKED


@pytest.mark.parametrize(("ends", "due"), [("2027-03-01", None), ("2027-03-02", "2027-03-01")])
def test_an_end_that_is_set_before_the_day_needs_no_prompt(ends, due):
    """The named end is the first day without the office."""
    found = rotation_due([Span(D("2019-03-01"), D(ends))], D("2026-11-20"), STANDARD)
    assert found == (D(due) if due else None)


def test_a_rough_beginning_gives_a_rough_date():
    verdict = rotation_verdict(SINCE_2019, D("2026-11-20"), STANDARD, is_exact=False)
    assert verdict.words == "还有3个月9天（约 2027-03）"
