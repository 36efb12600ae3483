"""Policies for the tests of the rules, built by hand: one value at a time, under an invented clause."""

from dataclasses import replace

from organizers.policy import OrganizerPolicy
from policy.declaring import Setting, Strength

CLAUSE = "某校办法 第一条"


def asked(value, strength=Strength.MUST, unit="") -> Setting:
    return Setting(value, unit, CLAUSE, Strength(strength))


def policy(**values) -> OrganizerPolicy:
    """Nothing asked but what is named: `policy(full_time_least=1)`, `policy(party_seniority_years=(3, "一般"))`."""
    known = {name: asked(*value) if _has_strength(value) else asked(value) for name, value in values.items()}
    return replace(OrganizerPolicy(), **known)


def _has_strength(value) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and value[1] in set(Strength)
