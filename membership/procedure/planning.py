"""What comes next: the step, its earliest lawful day, the day by which it is due, and what stands in the way."""

import functools
import itertools
from typing import NamedTuple

from membership.procedure.case import Event
from membership.procedure.cultivation import MONTHS
from membership.procedure.days import Day, later
from membership.procedure.editions import Edition
from membership.procedure.history import History
from membership.procedure.rules import activists, applying, candidates, probationers
from membership.procedure.rules.approvals import APPROVAL_MONTHS, deliberated_now
from membership.procedure.rules.sequence import CONVERSION, MISSING, counted
from membership.procedure.steps import BEFORE, STEPS, WAY
from membership.procedure.verdict import Next

EARLIEST = {limit.step: limit for limit in (activists.WAITING,)}
DUE = (*applying.LIMITS, *candidates.LIMITS, *probationers.LIMITS)
ENDED = ("cancelled",)


class When(NamedTuple):
    """From which day on and by which day; None where nothing tells."""

    earliest: Day | None = None
    due: Day | None = None


UNTOLD = When()


def when(history: History, code: str) -> When:
    """For a step that is still to come: its earliest lawful day and its deadline, as far as the clocks run."""
    return When(_earliest(history, code), _due(history, code))


def next_step(history: History) -> Next | None:
    """None once the case is archived or has ended."""
    if has_ended(history):
        return None
    code = _next_code(history)
    if code is None:
        return None
    earliest, due = when(history, code)
    return Next(
        code,
        earliest.iso() if earliest else None,
        due.iso() if due else None,
        tuple(sorted(_blocking(history, code))),
    )


def _blocking(history, code) -> set[str]:
    """Rules that would refuse the step as things stand: what is missing before it, and a review that failed."""
    missing = {rule for earlier, rule in MISSING.items() if earlier in BEFORE[code] and _is_missing(history, earlier)}
    review = history.last("political_review")
    is_unfit = bool(review) and review.get("conclusion") == "fail" and "political_review" in BEFORE[code]
    is_untrained = "training" in BEFORE[code] and candidates.is_untrained(history)
    found = missing | ({"DEV-16"} if is_unfit else set()) | ({"DEV-18"} if is_untrained else set())
    return found - {"DEV-18"} if history.is_special_case else found


def _is_missing(history, code) -> bool:
    return not counted(history, code) and not history.case.may_hold_more(code)


def has_ended(history) -> bool:
    """Archived, cancelled or not approved. Who was archived after a mere extension still waits for the meeting."""
    if not history.first("archive"):
        return history.stage in ENDED or is_refused(history)
    is_unseen = not history.probation.discussions or history.case.may_hold_more("conversion_meeting")
    return is_unseen or again(history) != "conversion_meeting"


def is_refused(history) -> bool:
    """The committee did not approve the admission."""
    return history.approval is not None and not history.is_admitted


def _next_code(history) -> str | None:
    """The first step of the way after the furthest one that has been reached; what lies before is a finding."""
    if code := again(history):
        return code
    reached = [number for number, code in enumerate(WAY) if counted(history, code)]
    furthest = reached[-1] if reached else -1
    for code in WAY[furthest + 1 :]:
        if not is_passed_over(history, code):
            return code
    return None


def is_passed_over(history, code) -> bool:
    """2014 knows no listing of its own; in 2026 the end of the notice may stand for it."""
    if not STEPS[code].only_2026:
        return False
    return history.listing_edition is Edition.OF_2014 or history.target_from is not None


def again(history) -> str | None:
    """What has to be done once more: a notice, a course, a pre-review, a meeting that did not carry, the end of an
    extension."""
    discussions = history.probation.discussions
    if discussions:
        last = discussions[-1]
        if last.awaits_approval:
            return "conversion_approval"
        is_open = last.is_failed or last.is_refused or last.decision == "extend"
        return "conversion_meeting" if is_open else None
    return _again_before_admission(history)


def _again_before_admission(history) -> str | None:
    meeting, reviews = history.admission, history.all("pre_review")
    if history.approval:
        return None
    if meeting:
        return "admission_meeting" if history.is_carried(meeting) is False else None
    if reviews and reviews[-1].get("result") == "fail":
        return "pre_review"
    if history.first("target_filing") and history.consent is None and not reviews:
        return "target_filing"
    is_waiting = history.listing_edition is Edition.OF_2026 and history.consent and not history.first("target_listing")
    if is_waiting and not history.first("introducers"):
        return _before_listing(history)
    is_examined = any(history.first(code) for code in candidates.ADMITTING)
    return "training" if candidates.is_untrained(history) and not is_examined else None


def why_again(history: History, code: str) -> str:
    """What a step that has to be done once more followed, and what can be done; empty where it is done first."""
    if code == "deliberation":
        return _deliberated_again(history)
    done = _so_far(history, code)
    if not done or again(history) != code:
        return ""
    day = f"（{done[-1].on}）" if done[-1].on else ""
    return {
        "target_filing": f"上级党委不同意{day}。可以继续培养考察、补充材料后再次报请；不再培养的，结束个案。",
        "public_notice": f"公示结果影响入党{day}。查清、不影响的重新公示；不宜发展的，结束个案。",
        "training": f"列为发展对象后还没有合格的集中培训{day}。应再次参加，合格后再审查；不宜发展的，结束个案。",
        "pre_review": f"预审不合格{day}。补充、改正后可以再次报请预审；不宜发展的，结束个案。",
        "admission_meeting": f"支部大会没有通过{day}。材料留在党支部，条件成熟后可以再次讨论；不再讨论的，结束个案。",
        "conversion_meeting": _discussed_again(history, day),
    }.get(code, "")


def _deliberated_again(history: History) -> str:
    """The general branch did not agree: without its consent nothing goes up to the committee."""
    held = deliberated_now(history)
    if not held or held[-1].get("result") != "refuse":
        return ""
    day = f"（{held[-1].on}）" if held[-1].on else ""
    ends = "" if history.probation.discussions else "；不宜发展的，结束个案"
    return (
        f"党总支审议不同意{day}。可以退回党支部补正，补充、改正后再次审议；决议要改变的，再次召开支部大会讨论{ends}。"
    )


def _discussed_again(history: History, day: str) -> str:
    """Nothing where an extension comes to its end: that is no second try."""
    discussions = history.probation.discussions
    if not discussions or (discussions[-1].decision == "extend" and not discussions[-1].is_refused):
        return ""
    if discussions[-1].is_failed:
        return f"支部大会赞成未过半，没有形成决议{day}。应另行召开支部大会讨论。"
    return f"上级党委没有批准支部大会的决议{day}。应再次召开支部大会讨论。"


def _before_listing(history) -> str | None:
    if history.listing_notice is None:
        return "public_notice"
    return None if history.target_from else "target_listing"


def _earliest(history: History, code: str) -> Day | None:
    """The later of what comes before and of what the step itself has to wait for."""
    days = [own_earliest(history, code), *(_done_on(history, earlier) for earlier in BEFORE[code])]
    return _latest([*days, _after_the_last(history, code)])


def _latest(days) -> Day | None:
    known = [day for day in days if day]
    return functools.reduce(later, known) if known else None


def _done_on(history, code) -> Day | None:
    """From which day on what follows may rest on the step: a course has ended, what failed was made up for."""
    if code == "training":
        ends = [each.get("to") or each.on for each in counted(history, code) if not _is_failed(each)]
        return min([day for day in ends if day], default=None)
    event = _rested_on(history, code)
    return event.on if event else None


def _rested_on(history, code) -> Event | None:
    if code == "admission_meeting":
        return history.admission
    if code in CONVERSION and history.probation.discussions:
        last = history.probation.discussions[-1]
        return last.meeting if code == "conversion_meeting" else last.approval
    events = counted(history, code)
    since_failed = tuple(itertools.takewhile(lambda each: not _is_failed(each), reversed(events)))
    return (since_failed or events)[-1] if events else None


def _is_failed(event) -> bool:
    return "fail" in (event.get("result"), event.get("conclusion"))


def _after_the_last(history: History, code: str) -> Day | None:
    """What is done once more cannot come before the time that it follows."""
    done = _so_far(history, code) if again(history) == code else ()
    return (done[-1].get("to") or done[-1].on) if done else None


def _so_far(history: History, code: str) -> tuple[Event, ...]:
    return history.notices("target") if code == "public_notice" else counted(history, code)


def own_earliest(history, code) -> Day | None:
    """What the step itself has to wait for: a year, a notice, the school's waiting time."""
    if code == "target_decision" and history.cultivation.from_on:
        return history.cultivation.from_on.plus_months(MONTHS)
    if code == "conversion_meeting":
        return _latest([history.probation.full_on, _refused_on(history)])
    if code == "public_notice":
        return history.consent.on if again(history) == code else None
    if code == "target_listing" and history.listing_notice and history.listing_notice.get("to"):
        return history.listing_notice.get("to").plus_days(1)
    limit = EARLIEST.get(code)
    return limit.limit(history) if limit else None


def _refused_on(history) -> Day | None:
    discussions = history.probation.discussions
    return discussions[-1].approval.on if discussions and discussions[-1].is_refused else None


def _due(history: History, code: str) -> Day | None:
    """The strictest deadline of the step, as far as it has begun to run."""
    found = [limit.limit(history) for limit in DUE if limit.step == code]
    if code == "review" and history.cultivation_start:
        found.append(history.cultivation_start.plus_months(activists.REVIEW_MONTHS))
    if code in ("admission_approval", "approval_talk") and history.admission and history.admission.on:
        found.append(history.admission.on.plus_months(APPROVAL_MONTHS))
    discussed = history.last("conversion_meeting")
    if code == "conversion_approval" and discussed and discussed.on:
        found.append(discussed.on.plus_months(APPROVAL_MONTHS))
    days = [day for day in found if day]
    return min(days) if days else None
