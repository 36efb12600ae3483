"""How many days before its day a reminder is told: what the school has laid down, and what a unit has added."""

import datetime as dt
from dataclasses import dataclass, field

from policy.declaring import DECLARATIONS, GROUPS
from policy.reading import Rules, policy_and_exceptions_on

# Where the school asks for no notice ahead, a reminder appears on its day.
_ON_THE_DAY = (0,)


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """Days before the due day, the largest first; `own` are those of units where other days hold, by the unit's key."""

    usual: tuple[int, ...]
    own: dict[int, tuple[int, ...]] = field(default_factory=dict)


def lead_times(ahead: str | tuple[int, ...], on: dt.date) -> LeadTimes:
    """The days that hold on that day for a source's `ahead`; at most two queries, none where it gives the days."""
    if not isinstance(ahead, str):
        return LeadTimes(ahead)
    carrier, name = _place(ahead)
    school, exceptions = policy_and_exceptions_on(carrier, on)
    usual = _days(school, name)
    own = {unit: days for unit, policy in exceptions.items() if (days := _days(policy, name)) != usual}
    return LeadTimes(usual, own)


def usual_days(ahead: str | tuple[int, ...], rules: Rules) -> tuple[int, ...]:
    """The days that hold for the whole school."""
    if not isinstance(ahead, str):
        return ahead
    carrier, name = _place(ahead)
    return _days(rules.policy(carrier), name)


def _place(parameter) -> tuple[type, str]:
    return GROUPS[DECLARATIONS[parameter].group].carrier, parameter.partition(".")[2]


def _days(policy, name) -> tuple[int, ...]:
    return getattr(policy, name).value or _ON_THE_DAY
