"""What is due in the cases under way. Each case's deadlines were worked out by the rules with its last act
(membership.services.standing); here they are read for the whole tree at once."""

import datetime as dt

from django.urls import reverse

from directory.refusals import Grade
from membership.policy import MembershipPolicy
from membership.procedure.rules.candidates import LEAVE_SOON_MONTHS
from policy.reading import policy_and_exceptions_on
from reminders.registry import CITING, Select, source

# `ahead` keeps what comes round every quarter from standing on the workbench for a third of the time.
_DUE = """
SELECT deadline.id AS subject_id, deadline.unit_id, deadline.due_on,
       person.name || '：' || deadline.words AS title, %s || found.code || %s AS url, deadline.clause, deadline.grade
FROM membership_casedeadline deadline
JOIN membership_case found ON found.id = deadline.case_id
JOIN directory_person person ON person.id = found.person_id
WHERE deadline.is_due AND deadline.is_committees = %s AND found.outcome = '' AND found.paused_on IS NULL
  AND deadline.due_on - deadline.ahead <= %s
"""

# Whoever accompanies a case and is no full member of the school any more has to be replaced (DEV-06, DEV-13).
_COMPANIONS = """
SELECT found.id AS subject_id, found.unit_id, MIN(other.left_on) AS due_on,
       MIN(person.name) || '：' || STRING_AGG(other.name, '、')
         || '已不是在校正式党员，请另行指定联系人、介绍人' AS title,
       %s || found.code || %s AS url
FROM membership_companion companion
JOIN membership_case found ON found.id = companion.case_id
JOIN directory_person person ON person.id = found.person_id
JOIN LATERAL (
    SELECT changed.name, COALESCE(
        (SELECT MAX(status.to_on) + 1 FROM directory_partystatus status
         WHERE status.person_id = changed.id AND status.status = 'full' AND status.voided_at IS NULL),
        companion.from_on) AS left_on
    FROM directory_person changed WHERE changed.id = companion.person_id AND changed.status <> 'full'
) other ON TRUE
WHERE companion.to_on IS NULL AND found.outcome = '' AND found.paused_on IS NULL
  AND (companion.role = 'mentor' AND found.stage = 'activist'
       OR companion.role = 'introducer' AND found.stage IN ('target', 'probationary_member'))
GROUP BY found.id, found.unit_id, found.code
"""

# DEV-22: whoever leaves within three months (P-14: as the school says) is normally not admitted; the last day on which
# that is still easy.
_LEAVING = """
SELECT found.id AS subject_id, found.unit_id,
       (person.expected_leave_on - make_interval(months => ahead.months))::date AS due_on,
       person.name || '：预计 ' || person.expected_leave_on || ' 离校，此前不足 ' || ahead.months
         || ' 个月一般不办理接收' AS title,
       %s || found.code || %s AS url
FROM membership_case found JOIN directory_person person ON person.id = found.person_id
LEFT JOIN unnest(%s::bigint[], %s::int[]) AS own (unit_id, months) ON own.unit_id = found.unit_id
CROSS JOIN LATERAL (SELECT COALESCE(own.months, %s) AS months) ahead
WHERE found.outcome = '' AND found.paused_on IS NULL AND found.stage = 'target' AND found.admitted_on IS NULL
  AND person.expected_leave_on >= %s
"""

_WORDS = {
    "subject": "membership.casedeadline",
    "grade": Grade.PARTY,
    "clause": "发展党员工作细则",
    "sees": "cases.view",
}


def _address() -> tuple[str, str]:
    head, tail = reverse("case_detail", args=["0-0"]).split("0-0")
    return head, tail


@source(key="membership.branch", title="发展党员", ahead=(30, 7), acts="cases.record", **_WORDS)
def of_branches(on: dt.date) -> Select:
    """Talks, reviews, meetings, oath, conversion, archive: what the branch has to do."""
    return Select(_DUE, (*_address(), False, on), (*CITING, "grade"))


@source(key="membership.committee", title="发展党员审批", ahead=(92, 30, 7), acts="cases.decide", **_WORDS)
def of_committees(on: dt.date) -> Select:
    """Pre-review, approval of admission and of conversion: what the approving body has to do."""
    return Select(_DUE, (*_address(), True, on), (*CITING, "grade"))


@source(
    key="membership.companions",
    title="联系人、介绍人调整",
    subject="membership.case",
    grade=Grade.PARTY,
    clause="发展党员工作细则 第九条、第十四条",
    ahead=(0,),
    sees="cases.view",
    acts="cases.record",
)
def companions(on: dt.date) -> Select:
    """Mentors and introducers to be replaced."""
    return Select(_COMPANIONS, _address())


@source(
    key="membership.leaving",
    title="发展对象将离校",
    subject="membership.case",
    grade=Grade.PARTY,
    clause="发展党员工作细则 第十九条（2026年修订为第十八条）",
    ahead=(30, 7),
    sees="cases.view",
    acts="cases.record",
)
def leaving(on: dt.date) -> Select:
    """Targets about to leave."""
    school, exceptions = policy_and_exceptions_on(MembershipPolicy, on)
    own = {unit: _soon(policy) for unit, policy in exceptions.items()}
    return Select(_LEAVING, (*_address(), list(own), list(own.values()), _soon(school), on))


def _soon(policy: MembershipPolicy) -> int:
    """Months (P-14)."""
    return policy.leave_soon_months.value or LEAVE_SOON_MONTHS


# By what their reminders are found again after an act.
BY_DEADLINE = ("membership.branch", "membership.committee")
BY_CASE = ("membership.companions", "membership.leaving")
