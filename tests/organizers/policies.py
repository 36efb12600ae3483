"""Policies for the tests of the rules, built by hand: one value at a time, under an invented clause."""

import datetime as dt
from dataclasses import replace

from django.utils import timezone

from organizers.policy import OrganizerPolicy
from policy.declaring import NOT_ASKED, Setting, Strength
from policy.models import PolicyValue, PolicyVersion, State
from policy.presets import preset_policy, read_preset
from policy.presets.loading import record_clauses

CLAUSE = "某校办法 第一条"


def asked(value, strength=Strength.MUST, unit="") -> Setting:
    return Setting(value, unit, CLAUSE, Strength(strength))


def policy(**values) -> OrganizerPolicy:
    """Nothing asked but what is named: `policy(full_time_least=1)`, `policy(party_seniority_years=(3, "一般"))`."""
    known = {name: _setting(value) for name, value in values.items()}
    return replace(OrganizerPolicy(), **{"full_time_staff": NOT_ASKED} | known)


def _setting(value) -> Setting:
    if isinstance(value, Setting):
        return value
    return asked(*value) if _has_strength(value) else asked(value)


def _has_strength(value) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and value[1] in set(Strength)


# The school of these tests: D3 with the trial, the rotation and the party work of D2, as the demo school has them.
FROM_D2 = ("trial_months", "rotation_years", "section_work_years")
STANDARD = replace(
    preset_policy(OrganizerPolicy, "D3", "专职"),
    **{name: getattr(preset_policy(OrganizerPolicy, "D2"), name) for name in FROM_D2},
    rotation_notice_days=OrganizerPolicy().rotation_notice_days,
)


def publish_standard(effective_on=dt.date(2010, 1, 1)) -> PolicyVersion:
    """`STANDARD` as the version in force."""
    version = PolicyVersion.objects.create(number=1, title="江海大学制度", effective_on=effective_on)
    wanted = {f"organizers.{name}" for name in FROM_D2}
    for code in ("national", "D3", "D2"):
        preset = read_preset(code)
        clauses = record_clauses(preset)
        for given in preset.values:
            if code == "D2" and given.parameter not in wanted:
                continue
            PolicyValue.objects.filter(policy=version, parameter=given.parameter).delete()
            PolicyValue.objects.create(
                policy=version,
                parameter=given.parameter,
                kind=given.kind,
                value=given.value,
                strength=given.strength,
                clause=clauses[given.clause],
                from_on=effective_on,
                since_number=1,
            )
    version.state, version.published_at = State.PUBLISHED, timezone.now()
    version.save()
    return version
