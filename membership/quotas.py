"""The yearly development plan (MEM-03): what is allotted, used and reserved, for as many units as are asked."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from branches.quorum import carries
from dates.partial import PartialDate
from directory.models import Unit
from directory.refusals import Grade, Refusal
from membership.models import Case, Quota
from membership.procedure.days import Day

CLAUSE = "教育部党组《普通高等学校学生党建工作标准》"
# A pass in the pre-review reserves a place; the meeting takes it.
TAKES = frozenset({"pre_review", "admission_meeting"})

# Whoever was admitted in the year, unless refused; and whoever passed the pre-review in it and has not been discussed.
_USAGE = """
SELECT top.id, COUNT(*) FILTER (WHERE is_used), COUNT(*) FILTER (WHERE is_reserved),
       ARRAY_AGG(found.id) FILTER (WHERE is_used AND found.id = ANY(%(cases)s)),
       ARRAY_AGG(found.id) FILTER (WHERE is_reserved AND found.id = ANY(%(cases)s))
FROM directory_unit top
JOIN directory_unit unit ON unit.path LIKE top.path || '%%'
JOIN membership_case found ON found.unit_id = unit.id
LEFT JOIN LATERAL (
    SELECT MAX(record.happened_on) AS happened_on FROM membership_steprecord record
    WHERE record.case_id = found.id AND record.step = 'pre_review' AND record.voided_at IS NULL
      AND record.facts ->> 'result' = 'pass' AND record.happened_on BETWEEN %(first)s AND %(last)s
) passed ON found.admitted_on IS NULL AND found.outcome = '' AND found.stage = 'target'
CROSS JOIN LATERAL (
    SELECT found.admitted_on BETWEEN %(first)s AND %(last)s AND found.outcome <> 'not_admitted' AS is_used,
           found.admitted_on IS NULL AND found.outcome = '' AND passed.happened_on IS NOT NULL AS is_reserved
) gone
WHERE top.id = ANY(%(units)s)
GROUP BY top.id
"""


@dataclass(frozen=True, slots=True)
class Usage:
    """Of a unit and everything below it: 已用 and 已预留; which of the cases asked about are among them."""

    used: int = 0
    reserved: int = 0
    users: frozenset[int] = frozenset()
    holders: frozenset[int] = frozenset()

    @property
    def taken(self) -> int:
        return self.used + self.reserved

    def without(self, case: int | None) -> "Usage":
        """As it would be if there were not this case, of those asked about."""
        return Usage(self.used - (case in self.users), self.reserved - (case in self.holders))


def usages(units: Iterable[int], year: int, cases: Iterable[int] = ()) -> dict[int, Usage]:
    """Unit's key → what of its plan is gone, and which of these cases are counted in it; one query."""
    days = {"first": dt.date(year, 1, 1), "last": dt.date(year, 12, 31)}
    with connection.cursor() as cursor:
        cursor.execute(_USAGE, days | {"units": list(units), "cases": list(cases)})
        return {
            unit: Usage(used, reserved, frozenset(users or ()), frozenset(holders or ()))
            for unit, used, reserved, users, holders in cursor.fetchall()
        }


def above(unit: Unit) -> list[str]:
    """The paths of the unit and of all above it."""
    parts, found = unit.path.split("/"), []
    for end in range(1, len(parts)):
        found.append("/".join(parts[:end]) + "/")
    return found


class Plans:
    """The plans above some cases, and what of them is gone: two queries a year, however many of the cases are asked."""

    def __init__(self, cases: Iterable[Case]):
        self._cases = list(cases)
        self._years: dict[int, list[tuple[Quota, Usage]]] = {}

    def over(self, case: Case, step: str, facts: dict, day: Day | None) -> list[Refusal]:
        """Why the act would go over the plan of the year, of whichever unit above; where nothing is planned, nothing.

        What the case itself has taken already is not counted against it.
        """
        if day is None or not takes_a_place(step, facts):
            return []
        paths = set(above(case.unit))
        held = [(quota, gone.without(case.pk)) for quota, gone in self._of(day.first.year) if quota.unit.path in paths]
        return [_refusal(quota, gone) for quota, gone in held if gone.taken >= quota.places]

    def _of(self, year: int) -> list[tuple[Quota, Usage]]:
        if year not in self._years:
            quotas = list(_plans(self._cases, year).select_related("unit"))
            known = [case.pk for case in self._cases if case.pk]
            gone = usages([quota.unit_id for quota in quotas], year, known) if quotas else {}
            self._years[year] = [(quota, gone.get(quota.unit_id, Usage())) for quota in quotas]
        return self._years[year]


def takes_a_place(step: str, facts: dict) -> bool:
    """A pass reserves a place, a meeting that carried takes it; one whose figures are not known is taken to carry."""
    if step == "pre_review":
        return facts.get("result") == "pass"
    return step in TAKES and carries(facts) is not False


def hold_plans(case, step: str, day: PartialDate | None) -> None:
    """Locks the plans that the act draws on, in order of key: whoever comes second counts what the first has taken.

    Always before the case is locked, so that two acts never wait for each other.
    """
    if day is not None and step in TAKES:
        list(_plans([case], day.first.year).select_for_update(of=("self",)).order_by("pk"))


def _plans(cases, year: int):
    return Quota.objects.filter(year=year, unit__path__in={path for case in cases for path in above(case.unit)})


def _refusal(quota: Quota, gone: Usage) -> Refusal:
    words = (
        f"{quota.unit.short_name} {quota.year} 年发展计划 {quota.places} 人，已用 {gone.used}、已预留 {gone.reserved}，"
        "没有名额；请向上级申请调整计划，或安排到下一年度"
    )
    return Refusal("HEI-13", words, grade=Grade.PARTY, clause=CLAUSE)
