"""Staffing of second-level organizations with full-time organizers (ORG-01; 沪交医委〔2021〕30号 第四条).

“各二级单位党组织须至少配备 1 名专职组织员”, from 200 members “级别一般为科级”, from 500 “可视实际适当增设”:
the first binds, the second asks for a decision, the third only permits and is never a gap.
"""

from dataclasses import dataclass
from enum import StrEnum

from directory.refusals import Grade
from organizers.policy import OrganizerPolicy
from organizers.rules.verdicts import State, Verdict


class Rank(StrEnum):
    """级别 of a post, as the rule tells them apart."""

    SECTION = "section"
    DEPUTY_SECTION = "deputy_section"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Staffing:
    """One unit on one day: members of its subtree, and the ranks of its full-time organizers."""

    members: int
    ranks: tuple[Rank, ...]
    is_asked: bool = True

    @property
    def full_time(self) -> int:
        return len(self.ranks)


def staffing_verdict(staffing: Staffing, policy: OrganizerPolicy) -> Verdict:
    """The unit's conclusion: the gap in posts first, then the rank; an extra post is only mentioned."""
    if not staffing.is_asked:
        return Verdict(State.NOT_ASKED, "不要求配备专职组织员")
    least = policy.full_time_least
    gap = max(0, least.value - staffing.full_time)  # “至少”: as many or more
    if gap:
        sums = f"应配至少 {least.value} 名专职组织员，现有 {staffing.full_time} 名"
        return Verdict(State.GAP, f"缺 {gap} 名专职组织员", Grade.SCHOOL, least.clause, sums, gap)
    rank = rank_verdict(staffing, policy)
    return rank if rank.state is State.TO_CONFIRM else _met(staffing, policy)


def rank_verdict(staffing: Staffing, policy: OrganizerPolicy) -> Verdict:
    """Whether a post carries the rank that goes with the number of members; “一般” asks to confirm, never a gap."""
    limit, sums = policy.section_rank_from, distance(staffing.members, policy.section_rank_from)
    if staffing.members < limit.value:  # “200 人以上” includes 200
        return Verdict(State.MET, "可不设职级", Grade.SCHOOL, limit.clause, sums)
    if Rank.SECTION in staffing.ranks or not staffing.ranks:
        return Verdict(State.MET, "一般为科级", Grade.SCHOOL, limit.clause, sums)
    held = "现为副科级" if Rank.DEPUTY_SECTION in staffing.ranks else "级别未定"
    return Verdict(State.TO_CONFIRM, f"{held}，一般为科级", Grade.SCHOOL, limit.clause, sums)


def extra_post_allowed(members: int, policy: OrganizerPolicy) -> bool:
    """“党员人数在 500 人以上的，可视实际适当增设”: the unit may ask for another post."""
    return members >= policy.extra_post_from.value


def distance(members: int, limit) -> str:
    """“党员 198 人，距 200 人还差 2 人” or “党员 236 人，已达 200 人”."""
    lacking = limit.value - members
    tail = f"距 {limit.value} 人还差 {lacking} 人" if lacking > 0 else f"已达 {limit.value} 人"
    return f"党员 {members} 人，{tail}"


def posts_in_words(members: int, policy: OrganizerPolicy) -> str:
    """How many the unit should have: “1”, or “1（可酌增）” where an extra post may be added."""
    least = str(policy.full_time_least.value)
    return f"{least}（可酌增）" if extra_post_allowed(members, policy) else least


def _met(staffing, policy) -> Verdict:
    least = policy.full_time_least
    sums = f"应配至少 {least.value} 名专职组织员，现有 {staffing.full_time} 名；"
    if extra_post_allowed(staffing.members, policy):
        sums += f"{distance(staffing.members, policy.extra_post_from)}，可视实际适当增设"
    else:
        sums += distance(staffing.members, policy.section_rank_from)
    return Verdict(State.MET, "达标", Grade.SCHOOL, least.clause, sums)
