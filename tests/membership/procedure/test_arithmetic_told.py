"""A finding that compares two days says by how many they lie apart."""

import datetime as dt
import re

import pytest

from membership.policy import MembershipPolicy
from membership.procedure.days import Day, apart
from membership.procedure.judging import judge_json
from membership.procedure.policies import fixed
from policy.presets import NATIONAL, preset_policy
from tests.membership.procedure.faults import FAULTS
from tests.membership.procedure.generating import lawful_history
from tests.membership.procedure.histories import AS_OF, CALENDAR

ONE, OTHER = Day.of(dt.date(2019, 10, 8)), Day.of(dt.date(2019, 6, 1))
MONTH = Day(dt.date(2019, 6, 1), dt.date(2019, 6, 30))
POLICIES = fixed(preset_policy(MembershipPolicy, NATIONAL))
_DAY = r"\d{4}-\d{2}-\d{2}"
# “早于”, “晚于” and a limit beside what was written down: whoever says so has to say by how much.
_COMPARES = re.compile(rf"{_DAY}[^，；]*[早晚]于[^，；]*{_DAY}|= {_DAY}，登记为 {_DAY}")


@pytest.mark.parametrize(
    ("actual", "wanted", "words"),
    [
        (OTHER, ONE, "，早 129 天"),
        (ONE, OTHER, "，晚 129 天"),
        (ONE, ONE, ""),
        (MONTH, ONE, "，早至少 100 天"),
        (MONTH, OTHER, ""),
    ],
)
def test_apart(actual, wanted, words):
    assert apart(actual, wanted) == words


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_every_comparison_says_by_how_many_days(fault):
    for edition in fault.editions:
        raw = fault.plant(lawful_history(lambda low, high: (low + high) // 2, edition, is_whole=True))
        for found in judge_json(raw, AS_OF, POLICIES, CALENDAR).findings:
            if _COMPARES.search(found.message):
                assert re.search(r"[早晚](至少)? \d+ 天", found.message), found.message
