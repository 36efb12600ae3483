"""Everything that is due in a case and not done: one answer for the case page, the workbench and the nightly run.

The day is the one that the rule itself works out; a rule that a later step has overtaken is no longer due.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from directory.refusals import Grade
from membership.procedure.catalog import RULES, Binding
from membership.procedure.days import Day
from membership.procedure.editions import edition_of
from membership.procedure.history import History
from membership.procedure.limits import Limit
from membership.procedure.rules import activists, applying, approvals, candidates, probationers
from membership.procedure.rules.sequence import counted


class Actor(StrEnum):
    """Whose turn it is: the branch, or the body above it that decides."""

    BRANCH = "branch"
    COMMITTEE = "committee"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do by `due_on` (the last day). `key` is the same for every case, `clause` cites the edition, `ahead`
    is how many days before it is worth showing."""

    key: str
    step: str
    due_on: dt.date
    actor: Actor
    clause: str
    words: str
    grade: Grade
    ahead: int = 30


# What a limit of the rules is called as a thing to do, and whose turn it is. Of one and the same day the first is told:
# where the text of 2026 has made an article of what was practice, the article.
_ASKED = (
    (applying.TALK, "talk", Actor.BRANCH, "派人与入党申请人谈话"),
    (candidates.ANSWER, "pre_review", Actor.COMMITTEE, "答复预审"),
    (candidates.MEETING_2026, "meeting", Actor.BRANCH, "召开支部党员大会讨论接收"),
    (candidates.MEETING_2014, "meeting", Actor.BRANCH, "召开支部大会讨论接收"),
    (candidates.SHORTER_2026, "meeting_of_school", Actor.BRANCH, "召开支部党员大会讨论接收（本校期限）"),
    (probationers.OATH_2026, "oath", Actor.BRANCH, "组织入党宣誓"),
    (probationers.OATH_2014, "oath", Actor.BRANCH, "组织入党宣誓"),
)
# What comes round every quarter would else stand there for a third of the time; an approval waits from the meeting on.
_AHEAD = {
    "admission_approval": 92,
    "conversion_approval": 92,
    "thought_report": 10,
    "probation_review": 14,
    "notice_end": 5,
    "archive": 20,
}
ARCHIVE_DAYS = 30  # Our own suggestion: neither edition names a limit.


def deadlines(history: History) -> tuple[Due, ...]:
    """In the order of their days; empty once the case is archived, refused or cancelled."""
    if history.first("archive") or history.stage == "cancelled" or (history.approval and not history.is_admitted):
        return ()
    found: dict[str, Due] = {}
    for due in sorted(_all(history), key=lambda due: (due.due_on, due.key)):
        found.setdefault(due.key, due)
    return tuple(found.values())


def _all(history: History) -> Iterator[Due]:
    for limit, key, actor, words in _ASKED:
        yield from _of_limit(history, limit, key, actor, words)
    yield from _awaiting_approval(history)
    yield from _while_activist(history)
    yield from _while_target(history)
    yield from _while_probationary(history)


def _of_limit(history, limit: Limit, key, actor, words) -> Iterator[Due]:
    """A limit of a step that is still to come. Where two editions each have one, the earlier day is the one missed."""
    if counted(history, limit.step) or _is_overtaken(history, limit.step):
        return
    day = limit.limit(history)
    if day and day.is_exact and _holds(history, limit, day):
        yield _due(key, limit.step, day, actor, limit.rule, words, history)


def _holds(history, limit, day) -> bool:
    """Whether the limit belongs to the edition that will be in force on its last day."""
    norm = RULES.get(limit.rule)
    if norm is None:
        return True
    return norm.article(edition_of(day, history.switch_on)) is not None or norm.in_2014 is norm.in_2026 is None


_AFTER = {
    "application_talk": ("activist_decision",),
    "pre_review": ("application_book", "admission_meeting"),
    "admission_meeting": ("admission_approval",),
    "oath": ("conversion_meeting",),
}


def _is_overtaken(history, step) -> bool:
    return any(history.first(later) for later in _AFTER[step])


def _awaiting_approval(history) -> Iterator[Due]:
    """The three months run from the report (P-10), which is written down with the approval: until then from the
    meeting, since a resolution is reported promptly and never before it."""
    meeting = history.admission
    if meeting and meeting.on and meeting.on.is_exact and not history.approval and history.is_carried(meeting):
        day = meeting.on.plus_months(approvals.APPROVAL_MONTHS)
        words = "审批接收预备党员的决议"
        yield _due("admission_approval", "admission_approval", day, Actor.COMMITTEE, "DEV-35", words, history)
    discussions = history.probation.discussions
    met = discussions[-1].meeting.on if discussions and discussions[-1].awaits_approval else None
    if met and met.is_exact:
        day = met.plus_months(approvals.APPROVAL_MONTHS)
        words = "审批转正的决议"
        yield _due("conversion_approval", "conversion_approval", day, Actor.COMMITTEE, "DEV-48", words, history)


def _while_activist(history) -> Iterator[Due]:
    if history.stage not in ("activist", "target") or history.admission:
        return
    start = history.cultivation_start
    if start and start.is_exact and history.stage == "activist":
        day = start.plus_months(activists.REVIEW_MONTHS * (len(history.all("review")) + 1))
        yield _due("review", "review", day, Actor.BRANCH, "DEV-07", "半年考察积极分子", history)
    yield from _every(history, "thought_report", "thought_report_interval", start, "P-16", "收取思想汇报")
    if history.first("activist_decision") and not history.first("mentors"):
        day = start and start.plus_months(1)
        if day and day.is_exact:
            yield _due("mentors", "mentors", day, Actor.BRANCH, "DEV-06", "指定培养联系人", history)


def _every(history, step, parameter, start, rule, words) -> Iterator[Due]:
    months = getattr(history.policy(), parameter).value
    last = history.last(step)
    since = last.on if last and last.on else start
    if months and since and since.is_exact:
        yield _due(step, step, since.plus_months(months), Actor.BRANCH, rule, words, history)


def _while_target(history) -> Iterator[Due]:
    notice = history.listing_notice
    last = notice.get("to") if notice else None
    is_waiting = last and last.is_exact and history.consent and not history.first("target_listing")
    if is_waiting and not history.first("introducers"):
        words = "公示期满，列为发展对象"
        yield _due("notice_end", "target_listing", last.plus_days(1), Actor.BRANCH, "DEV-66", words, history)


def _while_probationary(history) -> Iterator[Due]:
    probation = history.probation
    full_on = probation.full_on
    if not history.is_admitted:
        return
    if history.is_full:
        yield from _archiving(history)
    elif full_on and full_on.is_exact and not _is_discussed(history):
        months = "probationary_review_interval"
        yield from _every(history, "probation_review", months, probation.from_on, "P-19", "考察预备党员")
        if not history.first("conversion_application"):
            words = "提醒本人提出转正申请"
            yield _due("application", "conversion_application", full_on, Actor.BRANCH, "DEV-45", words, history)
        words = "预备期满，召开支部大会讨论转正"
        yield _due("conversion", "conversion_meeting", full_on, Actor.BRANCH, "DEV-42", words, history)


def _is_discussed(history) -> bool:
    """A meeting of the present term of probation waits for its approval."""
    discussions = history.probation.discussions
    return bool(discussions) and discussions[-1].awaits_approval


def _archiving(history) -> Iterator[Due]:
    conversion = history.probation.conversion
    if conversion and conversion.approval.on and conversion.approval.on.is_exact:
        day = conversion.approval.on.plus_days(ARCHIVE_DAYS)
        yield _due("archive", "archive", day, Actor.BRANCH, "", "材料归档", history)


def _due(key, step, day: Day, actor, rule, words, history) -> Due:
    norm = RULES.get(rule)
    edition = edition_of(day, history.switch_on)
    return Due(
        key=key,
        step=step,
        due_on=day.first,
        actor=actor,
        clause=norm.clause(edition) if norm else "",
        words=words,
        grade=Grade.ADVICE if norm is None else Grade.SCHOOL if norm.binding is Binding.LOCAL else Grade.PARTY,
        ahead=_AHEAD.get(key, 30),
    )
