"""The trial: the day before, the day, the day after; nobody is confirmed before it is full (D2 第十三条)."""

import datetime as dt

import pytest

from organizers.rules.trial import Outcome, conclusion_refusals, trial_due, trial_full_on, trial_verdict
from organizers.rules.verdicts import State

D = dt.date.fromisoformat


@pytest.mark.parametrize(
    ("from_on", "months", "last"),
    [
        ("2025-08-31", 12, "2026-08-30"),
        ("2019-03-01", 12, "2020-02-29"),
        ("2024-02-29", 12, "2025-02-27"),
        ("2025-08-31", 6, "2026-02-27"),
        ("2025-12-31", 2, "2026-02-27"),
    ],
)
def test_the_last_day(from_on, months, last):
    assert trial_due(D(from_on), months) == D(last)
    assert trial_full_on(D(from_on), months) == D(last) + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "state", "words"),
    [
        ("2026-07-30", State.RUNNING, "还有1个月（2026-08-30）"),
        ("2026-07-31", State.SOON, "还有30天（2026-08-30）"),
        ("2026-08-29", State.SOON, "还有1天（2026-08-30）"),
        ("2026-08-30", State.SOON, "今日试用期届满（2026-08-30），请完成考核"),
        ("2026-08-31", State.LATE, "试用期已于 2026-08-30 届满，尚无结论，超出 1 天"),
    ],
)
def test_around_the_day(on, state, words):
    verdict = trial_verdict(D("2025-08-31"), 12, D(on), "某办法 第一条")
    assert (verdict.state, verdict.words) == (state, words)
    assert verdict.arithmetic == "试用期 12 个月：2025-08-31 至 2026-08-30"


def test_what_came_of_it():
    verdict = trial_verdict(D("2025-08-31"), 12, D("2030-01-01"), "某办法", Outcome.CONFIRMED, "校党发〔2026〕9号")
    assert (verdict.state, verdict.words) == (State.MET, "正式任职（校党发〔2026〕9号）")


def refusals(outcome=Outcome.CONFIRMED, effective_on="2026-08-31", assessed_on="2026-08-20", document="某文号"):
    found = conclusion_refusals(
        from_on=D("2025-08-31"),
        months=12,
        outcome=outcome,
        assessed_on=assessed_on and D(assessed_on),
        effective_on=D(effective_on),
        document=document,
        today=D("2026-11-20"),
        clause="某办法 第一条",
    )
    return [each.rule for each in found]


@pytest.mark.parametrize(
    ("effective_on", "found"), [("2026-08-30", ["trial_full"]), ("2026-08-31", []), ("2026-09-01", [])]
)
def test_confirmed_only_when_full(effective_on, found):
    assert refusals(effective_on=effective_on) == found


@pytest.mark.parametrize("outcome", [Outcome.DISMISSED, Outcome.PLACED_BACK])
def test_dismissed_at_any_time(outcome):
    assert refusals(outcome=outcome, effective_on="2026-03-01", assessed_on="2026-02-20") == []
    assert refusals(outcome=outcome, effective_on="2025-08-31", assessed_on="2025-08-31") == ["trial_begun"]


def test_all_refusals_at_once():
    assert refusals(effective_on="2026-01-01", assessed_on=None, document=" ") == [
        "trial_full", "trial_assessed", "trial_document",
    ]  # fmt: skip
    assert refusals(assessed_on="2025-08-30") == ["trial_assessed"]
    assert refusals(assessed_on="2026-09-01") == ["trial_assessed"]
