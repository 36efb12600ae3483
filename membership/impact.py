"""Whom a change of the procedure's parameters meets (`policy.impact`).

Every step is judged by what was in force on its own day: a change meets the steps to come, of the cases under way and
of those that begin later. Once it is published, all cases under way are judged anew (membership.following).
"""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse

from membership.models import Case, Outcome
from membership.policy import MembershipPolicy
from policy.declaring import GROUPS, Declaration, Setting, words_of
from policy.impact import Affected, impact, unit_changes


@impact(key="membership.cases", title="发展党员", sees="cases.view")
def cases(before, after, on: dt.date) -> Iterator[Affected]:
    """A line for each parameter that changes, with the number of cases under way where it does; two queries."""
    rows = Case.objects.filter(outcome=Outcome.OPEN).order_by().values_list("unit").annotate(number=Count("pk"))
    under_way, url = dict(rows), reverse("case_board")
    for old, new, where, units in unit_changes(MembershipPolicy, before, after, on, _said):
        number = sum(under_way.get(unit.pk, 0) for unit in units)
        met = f"；在办 {number} 人今后的步骤照此核对" if number else ""
        for label, was, will in zip(_LABELS, old, new, strict=True):
            if was != will:
                yield Affected(label, was, will + met, where, url)


_DECLARED = GROUPS["membership"].declarations
_LABELS = [each.label for each in _DECLARED]


def _said(policy: MembershipPolicy) -> tuple[str, ...]:
    return tuple(_value_said(each, getattr(policy, each.key.rpartition(".")[2])) for each in _DECLARED)


def _value_said(declaration: Declaration, setting: Setting) -> str:
    """With its strength: a demand that yields to a reason is another conclusion than one that binds."""
    words = words_of(declaration, setting.value)
    return f"{words}（{setting.strength}）" if setting.is_asked else words
