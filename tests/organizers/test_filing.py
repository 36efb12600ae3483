"""Filing: whether it is asked, by when, and where it stands on the day before, the day and the day after."""

import datetime as dt

import pytest

from organizers.rules.appointing import Kind
from organizers.rules.filing import FilingDays, FilingState, filing_limit, filing_state, filing_verdict, is_late
from organizers.rules.verdicts import State
from tests.organizers.policies import policy

D = dt.date.fromisoformat
DECIDED, DUE = D("2026-02-10"), D("2026-02-24")


def days(**more):
    return FilingDays(
        DECIDED, DUE, 5, **{name: D(value) if isinstance(value, str) else value for name, value in more.items()}
    )


@pytest.mark.parametrize(
    ("values", "kind", "limit"),
    [
        ({"files_full_time": True, "filing_working_days": 5}, Kind.FULL_TIME, 5),
        ({"files_full_time": True, "filing_working_days": 5}, Kind.PART_TIME, None),
        ({"files_part_time": True}, Kind.PART_TIME, None),
        ({"filing_working_days": 5}, Kind.FULL_TIME, None),
        ({}, Kind.FULL_TIME, None),
    ],
)
def test_whether_there_is_a_limit(values, kind, limit):
    found = filing_limit(kind, policy(**values))
    assert (found.value if found else None) == limit


@pytest.mark.parametrize(
    ("on", "state", "words"),
    [
        ("2026-02-10", FilingState.OPEN, "还有 14 天（2026-02-24）"),
        ("2026-02-21", FilingState.OPEN, "还有 3 天（2026-02-24）"),
        ("2026-02-22", FilingState.SOON, "还有 2 天（2026-02-24）"),
        ("2026-02-24", FilingState.SOON, "今日为最后一天（2026-02-24）"),
        ("2026-02-25", FilingState.LATE, "应不迟于 2026-02-24 提交，已超期 1 天"),
    ],
)
def test_around_the_day(on, state, words):
    assert filing_state(days(), D(on)) is state
    assert filing_verdict(days(), D(on), "某办法").words == words


def test_the_way_of_a_filing():
    on = D("2026-03-10")
    assert filing_state(days(submitted_on="2026-02-24"), on) is FilingState.SUBMITTED
    assert filing_state(days(submitted_on="2026-02-24", is_returned=True), on) is FilingState.RETURNED
    assert filing_state(days(submitted_on="2026-02-24", received_on="2026-02-25"), on) is FilingState.SUBMITTED
    filed = days(submitted_on="2026-02-24", received_on="2026-02-25", filed_on="2026-03-02", taken=5)
    verdict = filing_verdict(filed, on, "某办法")
    assert (verdict.state, verdict.words) == (State.MET, "已备案（2026-03-02），报送用时 5 个工作日（限 5）")
    assert verdict.arithmetic == "人选确定 2026-02-10，其后第 5 个工作日为 2026-02-24"


@pytest.mark.parametrize(("submitted_on", "late"), [("2026-02-24", False), ("2026-02-25", True)])
def test_late_stays_written(submitted_on, late):
    given = days(submitted_on=submitted_on, taken=6, filed_on="2026-03-02")
    assert is_late(given) is late
    assert ("超期" in filing_verdict(given, D("2026-03-10"), "").words) is late


def test_without_a_limit_nobody_is_late():
    given = FilingDays(DECIDED)
    assert filing_state(given, D("2030-01-01")) is FilingState.OPEN
    assert filing_verdict(given, D("2030-01-01"), "").words == "待提交（未规定期限）"
