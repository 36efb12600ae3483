"""Which parameters hold on which day, with what a case overrides for itself."""

import dataclasses
import datetime as dt
from collections.abc import Callable

from membership.policy import MembershipPolicy
from policy.declaring import Setting

PoliciesOn = Callable[[dt.date], MembershipPolicy]
OVERRIDDEN = "本案指定的参数"


def fixed(policy: MembershipPolicy) -> PoliciesOn:
    """The same on every day."""
    return lambda day: policy


def overridden(policy: MembershipPolicy, values: tuple[tuple[str, object], ...]) -> MembershipPolicy:
    """The policy with a case's own values, each a plain value of the declared shape."""
    return dataclasses.replace(policy, **{name: Setting(value, clause=OVERRIDDEN) for name, value in values})
