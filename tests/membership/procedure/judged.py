"""Judging a history in a test: the national parameters and the seeded calendar, no database."""

import organizers.policy  # noqa: F401 -- the national preset names its parameters
from membership.policy import MembershipPolicy
from membership.procedure.judging import judge_json
from membership.procedure.policies import fixed
from policy.presets import NATIONAL, preset_policy
from tests.membership.procedure.histories import AS_OF, CALENDAR

NATIONALLY = fixed(preset_policy(MembershipPolicy, NATIONAL))
NOTHING_ASKED = fixed(MembershipPolicy())


def verdict(raw, policies=NATIONALLY, on=AS_OF):
    return judge_json(raw, on, policies, CALENDAR)


def errors(judged) -> set[str]:
    return {each.rule for each in judged.findings if each.is_error}


def warnings(judged) -> set[str]:
    return {each.rule for each in judged.findings if not each.is_error}


def words(judged) -> list[str]:
    """For a failing test to show."""
    return [f"{each.rule} {each.severity} {each.on} {each.message}" for each in judged.findings]
