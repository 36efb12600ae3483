"""What a plan assumes of a step that has not been taken: that it goes well, on the day itself, as the rules want it."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import NamedTuple

from membership.procedure.case import Event
from membership.procedure.days import Day
from membership.procedure.editions import Edition, edition_of
from membership.procedure.history import History
from membership.procedure.notice_days import PROVISIONAL, day_of_count
from membership.procedure.rules.candidates import TRAINING_DAYS, TRAINING_HOURS
from membership.procedure.rules.conversions import PARTS
from membership.procedure.rules.targets import NOTICE_DAYS, OPINIONS

HOURS_A_DAY = 8  # As most schools count (P-18).


class Assumed(NamedTuple):
    """The event as it is assumed, and the assumption in words."""

    event: Event
    words: tuple[str, ...] = ()


class _Fact(NamedTuple):
    facts: Callable[[History, Day], Mapping]
    words: str = ""


def assumed(history: History, step: str, purpose: str, on: dt.date) -> Assumed:
    """The step on that day; `purpose` is what a notice is for."""
    day = Day.of(on)
    if step == "public_notice":
        return _notice(history, day, purpose)
    if step == "training":
        return _course(history, day)
    fact = _FACTS.get(step, _NOTHING)
    words = [fact.words] if fact.words else []
    if step == "conversion_application" and history.policy(day).conversion_apply_days_before.value is None:
        words.append("本校没有规定可以提前多少天提出")
    return Assumed(Event(step, day, fact.facts(history, day), "plan"), tuple(words))


def _notice(history, first, purpose) -> Assumed:
    last, number, unit, is_provisional = _last_day(history, first, purpose)
    places = ("destination", "origin") if history.case.person.is_mobile else ("unit",)
    facts = {"for": purpose, "from": first, "to": last, "places": places, "result": "clear"}
    where = "在流出地和流入地同时" if history.case.person.is_mobile else ""
    words = f"{where}公示 {number} 个{unit}，至 {last}，结果不影响{PROVISIONAL if is_provisional else ''}"
    return Assumed(Event("public_notice", first, facts, "plan"), (words,))


def _last_day(history, first, purpose) -> tuple[Day, int, str, bool]:
    """The later of the regulation's five working days (of targets) and the school's own length (P-07, P-42)."""
    policy = history.policy(first)
    skips = policy.notice_day_count.value == "posting_day_not_counted"
    own = policy.public_notice_days.value or 0
    is_calendar = policy.public_notice_day_type.value == "calendar"
    least = NOTICE_DAYS if purpose == "target" or not own else 1
    number = least if is_calendar else max(least, own)
    last, is_provisional = day_of_count(history.calendar, first.first, number, skips_first=skips)
    longer = first.plus_days(own - 1 + skips)
    if own and is_calendar and longer > last:
        return longer, own, "自然日", False
    return last, number, "工作日", is_provisional


def _branch(history: History, day: Day | None = None) -> dict:
    """The committee, or the general meeting where the branch has none (第八条)."""
    return {"body": "branch_meeting" if history.case.branch.has_committee is False else "branch_committee"}


def _committee(history: History, day: Day) -> dict:
    return {"body": "party_committee"}


def _votes(history: History, day: Day) -> dict:
    """Everybody is there and agrees."""
    voters = history.case.branch.full_members or 3
    counted = {"expected": voters, "present": voters, "written_ayes": 0, "ayes": voters, "nays": 0, "abstentions": 0}
    manner = {"ballot": "secret", "together": False, "candidate_present": True, "introducers_present": 2}
    return counted | manner


def _introducers(history: History, day: Day) -> dict:
    one = {"status": "full", "restricted": False, "relative": False, "in_influence_period": False}
    return {"introducers": (one, one)}


def _course(history: History, day: Day) -> Assumed:
    """Three days, or as many as the school's own hours take (P-17, P-18)."""
    policy = history.policy(day)
    hours = max(TRAINING_HOURS, policy.target_training_hours.value or 0)
    days = max(TRAINING_DAYS, -(-hours // (policy.training_hours_per_day.value or HOURS_A_DAY)))
    facts = {"days": days, "hours": hours, "from": day, "to": day.plus_days(days - 1)}
    facts |= {"level": "target", "mode": "in_person", "result": "pass"}
    return Assumed(Event("training", day, facts, "plan"), (f"线下培训 {days} 天（{hours} 学时）并合格",))


def _admitted(history: History, day: Day) -> dict:
    probation, meeting = history.probation, history.admission
    last = probation.original_full_on.plus_days(-1) if probation.original_full_on else None
    facts = {"reported_on": meeting.on if meeting else None, "probation_from": probation.from_on, "probation_to": last}
    return _known(facts) | _committee(history, day) | {"result": "approve", "special_case": False}


def _converted(history: History, day: Day) -> dict:
    meeting = history.last("conversion_meeting")
    facts = {"reported_on": meeting.on if meeting else None, "full_member_from": history.probation.full_on}
    return _known(facts) | _committee(history, day) | {"result": "approve"}


def _known(facts) -> dict:
    return {name: value for name, value in facts.items() if value is not None}


def _parts(history: History, day: Day) -> dict:
    """What the file must hold under the edition of the day (DEV-55, DEV-73)."""
    is_2026 = edition_of(day, history.switch_on) is Edition.OF_2026
    return {"documents": tuple(part for part in PARTS if not (is_2026 and part == "cultivation"))}


_NOTHING = _Fact(lambda history, day: {})
_FACTS = {
    "application": _Fact(lambda history, day: {"written": True}, "书面申请"),
    "application_talk": _Fact(lambda history, day: {"by": "secretary"}),
    "activist_decision": _Fact(
        lambda history, day: {**_branch(history), "sources": ("league", "members")}, "已经推荐，支委会同意"
    ),
    "activist_filing": _Fact(_committee, "上级党委当日备案"),
    "mentors": _Fact(lambda history, day: {"mentors": ({"status": "full"},)}),
    "review": _Fact(lambda history, day: {"result": "合格"}, "考察合格"),
    "target_decision": _Fact(
        lambda history, day: {**_branch(history), "opinions": tuple(sorted(OPINIONS))}, "已听取四方面意见，支委会同意"
    ),
    "target_filing": _Fact(
        lambda history, day: {**_committee(history, day), "result": "agree"}, "上级党委当日备案或同意"
    ),
    "introducers": _Fact(_introducers, "两名介绍人都符合条件"),
    "political_review": _Fact(lambda history, day: {"conclusion": "pass"}, "政治审查合格"),
    "committee_review": _Fact(_branch, "支委会审查同意"),
    "pre_review": _Fact(
        lambda history, day: {**_committee(history, day), "submitted_on": day, "result": "pass"},
        "当日报请、当日答复合格",
    ),
    "application_book": _Fact(lambda history, day: {"issued_on": day}, "当日领取、当日填好"),
    "admission_meeting": _Fact(_votes, "到会、赞成都过半数"),
    "approval_talk": _Fact(lambda history, day: {"by": "organizer"}),
    "admission_approval": _Fact(_admitted, "会后即上报，党委批准"),
    "conversion_meeting": _Fact(
        lambda history, day: {**_votes(history, day), "decision": "convert"}, "表决同意按期转正"
    ),
    "conversion_approval": _Fact(_converted, "会后即上报，党委批准"),
    "archive": _Fact(_parts, "归档材料齐全"),
}
