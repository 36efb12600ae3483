"""The preview of a change tells which parameters of the procedure become what, and how many cases it meets there."""

import datetime as dt

import pytest

from membership.impact import cases
from policy.reading import rules_of, rules_on
from tests.membership.cases.conftest import branch, world  # noqa: F401
from tests.membership.cases.walking import played
from tests.policy.conftest import clause, published  # noqa: F401

pytestmark = pytest.mark.django_db
TODAY, LATER = dt.date(2026, 11, 20), dt.date(2027, 1, 1)
BEFORE = {"membership.pre_review_max_days": 30, "membership.leave_soon_months": 3}


@pytest.fixture
def told(branch, published):  # noqa: F811
    """`told(shared, *own)`: the lines of a version that takes the place of BEFORE; one case is under way in 0101."""
    played(branch, "mentors", dt.date(2026, 6, 1))
    published("2020-01-01", BEFORE)

    def lines(shared, *own, **more):
        before = rules_on(LATER)
        version = published(str(LATER), shared, *own, **more)
        return [
            (each.subject, each.before, each.after, each.unit)
            for each in cases(before, rules_of(version, LATER), LATER)
        ]

    return lines


def test_a_line_for_each_parameter_that_changes(told):
    assert told(BEFORE | {"membership.pre_review_max_days": 20, "membership.oath_max_days": 30}) == [
        ("预审办理时限", "30 天（须）", "20 天（须）；在办 1 人今后的步骤照此核对", "全校"),
        ("审批后入党宣誓的时限", "未要求", "30 天（须）；在办 1 人今后的步骤照此核对", "全校"),
    ]


def test_another_strength_is_another_conclusion(told):
    assert [(was, will.partition("；")[0]) for _, was, will, _ in told(BEFORE, strength="一般")] == [
        ("30 天（须）", "30 天（一般）"),
        ("3 个月（须）", "3 个月（一般）"),
    ]


@pytest.mark.parametrize(("code", "met"), [("01", "；在办 1 人今后的步骤照此核对"), ("02", "")])
def test_a_unit_of_its_own_value_is_named(told, branch, code, met):  # noqa: F811
    unit = branch.units[code]
    assert told(BEFORE, ("membership.leave_soon_months", unit, 6)) == [
        ("即将离开的前瞻期", "3 个月（须）", f"6 个月（须）{met}", unit.short_name)
    ]


def test_nothing_is_told_of_the_same_rules(told):
    assert told(BEFORE) == []
