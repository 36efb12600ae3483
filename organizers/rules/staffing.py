"""Staffing with full-time organizers (ORG-01; CAD-01, CAD-02), under whatever the school has laid down.

The documents word it differently: D2 “每个基层党组织设置专职组织员 1 名” is a bound on both sides; D1
“至少配备1-2名” and D3 “须至少配备 1 名” only from below. Where a document is silent nothing is asked. How binding
a value is decides what it means not to meet it: 须 is a gap, 一般 asks for a decision (待组织确认), 可 is mentioned and
never short.
"""

from dataclasses import dataclass
from enum import StrEnum

from organizers.policy import OrganizerPolicy
from organizers.rules.verdicts import NOTHING_ASKED, State, Verdict, grade_of, unmet
from policy.declaring import NOT_ASKED, Setting, Strength


class Rank(StrEnum):
    """级别 of a post, as the rule tells them apart; UNKNOWN where no paper or roster has said."""

    SECTION = "section"
    DEPUTY_SECTION = "deputy_section"
    NONE = "none"
    UNKNOWN = "unknown"


RANK_WORDS = {
    Rank.SECTION: "科级",
    Rank.DEPUTY_SECTION: "副科级",
    Rank.NONE: "不设职级",
    Rank.UNKNOWN: "级别未定",
}
# From the lowest; what is unknown comes before what is known to be none.
_ORDER = (Rank.UNKNOWN, Rank.NONE, Rank.DEPUTY_SECTION, Rank.SECTION)
NOBODY_YET = "尚无专职组织员"
# What a reader has to act on first.
_BY_NEED = (State.GAP, State.OVER, State.TO_CONFIRM)


@dataclass(frozen=True, slots=True)
class Staffing:
    """One organization on one day: members of its subtree, and the ranks of its full-time organizers.

    `is_committee` marks the school's own committee, whose organizers D2 counts apart from those of the units below.
    """

    members: int
    ranks: tuple[Rank, ...]
    is_asked: bool = True
    is_committee: bool = False

    @property
    def full_time(self) -> int:
        return len(self.ranks)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix: what is asked (“至少 1 名”), what is there, and what follows."""

    title: str
    asked: str
    held: str
    verdict: Verdict


def staffing_verdict(staffing: Staffing, policy: OrganizerPolicy) -> Verdict:
    """The unit's conclusion: posts that are missing come first, then those beyond the bound, then the rank."""
    if not staffing.is_asked:
        return Verdict(State.NOT_ASKED, "不要求配备专职组织员")
    verdicts = [cell.verdict for cell in staffing_cells(staffing, policy)]
    asked = [each for each in verdicts if each.state is not State.NOT_ASKED]
    if not asked:
        return NOTHING_ASKED
    return next((each for state in _BY_NEED for each in asked if each.state is state), _met(asked, staffing, policy))


def staffing_cells(staffing: Staffing, policy: OrganizerPolicy) -> tuple[Cell, ...]:
    """Rule by rule: the least, the most, the rank, the extra post."""
    if staffing.is_committee:
        return (_committee_posts(staffing, policy), _committee_rank(staffing, policy))
    return (
        Cell("应配下限", least_in_words(policy), f"{staffing.full_time} 名", least_verdict(staffing, policy)),
        Cell("应配上限", most_in_words(policy), f"{staffing.full_time} 名", most_verdict(staffing, policy)),
        Cell("级别", rank_asked(staffing.members, policy), ranks_in_words(staffing), rank_verdict(staffing, policy)),
        Cell("增设", extra_in_words(staffing.members, policy), "", extra_verdict(staffing.members, policy)),
    )


def posts_asked(staffing: Staffing, policy: OrganizerPolicy) -> Setting:
    """How many full-time organizers there are to be at least: in the unit, or beside the school's own committee."""
    if not staffing.is_asked:
        return NOT_ASKED
    return policy.committee_organizers if staffing.is_committee else policy.full_time_least


def posts_lacking(staffing: Staffing, policy: OrganizerPolicy) -> int:
    """How many of them there are not; what a document only permits (可) nobody lacks."""
    asked = posts_asked(staffing, policy)
    if not asked.is_asked or unmet(asked) is State.MET:
        return 0
    return max(0, asked.value - staffing.full_time)


def least_verdict(staffing: Staffing, policy: OrganizerPolicy) -> Verdict:
    """“至少”: as many or more."""
    least = policy.full_time_least
    if not least.is_asked:
        return NOTHING_ASKED
    gap = max(0, least.value - staffing.full_time)
    sums = f"应配至少 {least.value} 名专职组织员，现有 {staffing.full_time} 名"
    if not gap:
        return Verdict(State.MET, "达标", grade_of(least), least.clause, sums)
    state = unmet(least)
    return Verdict(
        state, f"缺 {gap} 名专职组织员", grade_of(least), least.clause, sums, gap if state is State.GAP else 0
    )


def most_verdict(staffing: Staffing, policy: OrganizerPolicy) -> Verdict:
    """“至多”: as many or fewer. Without an upper bound nobody is too many (D1, D3)."""
    most = policy.full_time_most
    if not most.is_asked:
        return NOTHING_ASKED
    surplus = max(0, staffing.full_time - most.value)
    sums = f"至多配 {most.value} 名专职组织员，现有 {staffing.full_time} 名"
    if not surplus:
        return Verdict(State.MET, "达标", grade_of(most), most.clause, sums)
    state = unmet(most, beyond=True)
    words = f"超配 {surplus} 名专职组织员"
    return Verdict(state, words, grade_of(most), most.clause, sums, surplus=surplus if state is State.OVER else 0)


def rank_verdict(staffing: Staffing, policy: OrganizerPolicy) -> Verdict:
    """Whether a post carries the rank that goes with the number of members."""
    limit = policy.section_rank_from
    if not limit.is_asked:
        return NOTHING_ASKED
    sums, grade = distance(staffing.members, limit), grade_of(limit)
    if staffing.members < limit.value:  # “200 人以上” includes 200
        return Verdict(State.MET, "可不设职级", grade, limit.clause, sums)
    if not staffing.ranks:
        return Verdict(State.NOT_ASKED, NOBODY_YET, grade, limit.clause, sums)
    if Rank.SECTION in staffing.ranks:
        return Verdict(State.MET, _section(limit), grade, limit.clause, sums)
    return Verdict(_rank_unmet(limit, staffing), f"{_held(staffing)}，{_section(limit)}", grade, limit.clause, sums)


def extra_verdict(members: int, policy: OrganizerPolicy) -> Verdict:
    """“党员人数在 500 人以上的，可视实际适当增设”: the unit may ask for another post, and is never short of one."""
    limit = policy.extra_post_from
    if not limit.is_asked:
        return NOTHING_ASKED
    words = "可酌情增设" if extra_post_allowed(members, policy) else "未到增设人数"
    return Verdict(State.MET, words, grade_of(limit), limit.clause, distance(members, limit))


def extra_post_allowed(members: int, policy: OrganizerPolicy) -> bool:
    limit = policy.extra_post_from
    return limit.is_asked and members >= limit.value  # “500 人以上” includes 500


def rank_asked(members: int, policy: OrganizerPolicy) -> str:
    """“一般为科级” or “可不设职级”, whoever holds the post; a dash where the document says nothing."""
    limit = policy.section_rank_from
    if not limit.is_asked:
        return "—"
    return _section(limit) if members >= limit.value else "可不设职级"


def least_in_words(policy: OrganizerPolicy) -> str:
    return f"至少 {policy.full_time_least.value} 名" if policy.full_time_least.is_asked else "—"


def most_in_words(policy: OrganizerPolicy) -> str:
    return f"至多 {policy.full_time_most.value} 名" if policy.full_time_most.is_asked else "不设上限"


def extra_in_words(members: int, policy: OrganizerPolicy) -> str:
    return f"{policy.extra_post_from.value} 人以上可酌增" if policy.extra_post_from.is_asked else "—"


def ranks_in_words(staffing: Staffing) -> str:
    return "、".join(RANK_WORDS[rank] for rank in staffing.ranks) or "—"


def distance(members: int, limit) -> str:
    """“党员 198 人，距 200 人还差 2 人” or “党员 236 人，已达 200 人”."""
    lacking = limit.value - members
    tail = f"距 {limit.value} 人还差 {lacking} 人" if lacking > 0 else f"已达 {limit.value} 人"
    return f"党员 {members} 人，{tail}"


def posts_in_words(staffing: Staffing, policy: OrganizerPolicy) -> str:
    """How many there should be: “1”, “1–2”, “1（可酌增）” where an extra post may be added, “—” where nobody asks."""
    if staffing.is_committee:
        return str(policy.committee_organizers.value) if policy.committee_organizers.is_asked else "—"
    least, most = policy.full_time_least, policy.full_time_most
    if not (least.is_asked and staffing.is_asked):
        return "—"
    words = f"{least.value}–{most.value}" if most.is_asked and most.value != least.value else str(least.value)
    return f"{words}（可酌增）" if extra_post_allowed(staffing.members, policy) else words


def _section(limit) -> str:
    return {Strength.MUST: "须为科级", Strength.NORMALLY: "一般为科级", Strength.MAY: "可为科级"}[limit.strength]


def _rank_unmet(setting, staffing) -> State:
    """What nobody has written down is to be confirmed: it may yet be met, however binding the value is."""
    state = unmet(setting)
    return State.TO_CONFIRM if state is State.GAP and Rank.UNKNOWN in staffing.ranks else state


def _held(staffing) -> str:
    """“级别未定”, “现为副科级”, “现不设职级”: the highest that may be there."""
    if Rank.UNKNOWN in staffing.ranks:
        return RANK_WORDS[Rank.UNKNOWN]
    return "现为副科级" if Rank.DEPUTY_SECTION in staffing.ranks else "现不设职级"


def _committee_posts(staffing, policy) -> Cell:
    """D2 第十条: the committee itself has so many organizers, no fewer and no more."""
    wanted = policy.committee_organizers
    held = f"{staffing.full_time} 名"
    if not wanted.is_asked:
        return Cell("学校党委组织员", "—", held, NOTHING_ASKED)
    asked, sums = f"{wanted.value} 名", f"学校党委应设组织员 {wanted.value} 名，现有 {staffing.full_time} 名"
    balance, grade = staffing.full_time - wanted.value, grade_of(wanted)
    if balance < 0:
        gap = -balance if unmet(wanted) is State.GAP else 0
        verdict = Verdict(unmet(wanted), f"缺 {-balance} 名学校党委组织员", grade, wanted.clause, sums, gap)
    elif balance > 0:
        state = unmet(wanted, beyond=True)
        surplus = balance if state is State.OVER else 0
        words = f"超配 {balance} 名学校党委组织员"
        verdict = Verdict(state, words, grade, wanted.clause, sums, surplus=surplus)
    else:
        verdict = Verdict(State.MET, "达标", grade, wanted.clause, sums)
    return Cell("学校党委组织员", asked, held, verdict)


def _committee_rank(staffing, policy) -> Cell:
    """A higher rank than the one laid down is no fault."""
    wanted = policy.committee_rank
    held = ranks_in_words(staffing)
    if not (wanted.is_asked and policy.committee_organizers.is_asked):
        return Cell("级别", "—", held, NOTHING_ASKED)
    asked, grade = RANK_WORDS[Rank(wanted.value)], grade_of(wanted)
    sums = f"学校党委组织员级别为{asked}，现为 {held}"
    if not staffing.ranks:
        return Cell("级别", asked, held, Verdict(State.NOT_ASKED, NOBODY_YET, grade, wanted.clause, sums))
    if max(map(_ORDER.index, staffing.ranks)) >= _ORDER.index(Rank(wanted.value)):
        return Cell("级别", asked, held, Verdict(State.MET, asked, grade, wanted.clause, sums))
    words = RANK_WORDS[Rank.UNKNOWN] if Rank.UNKNOWN in staffing.ranks else f"级别未到{asked}"
    return Cell("级别", asked, held, Verdict(_rank_unmet(wanted, staffing), words, grade, wanted.clause, sums))


def _met(asked, staffing, policy) -> Verdict:
    """“达标”, under the clause that asks most, with what else the numbers of the unit permit."""
    first = asked[0]
    parts = [first.arithmetic]
    if policy.extra_post_from.is_asked and extra_post_allowed(staffing.members, policy) and not staffing.is_committee:
        parts.append(f"{distance(staffing.members, policy.extra_post_from)}，可视实际适当增设")
    elif policy.section_rank_from.is_asked and not staffing.is_committee:
        parts.append(distance(staffing.members, policy.section_rank_from))
    words = first.words if first.words.startswith("缺") else "达标"
    return Verdict(State.MET, words, first.grade, first.clause, "；".join(parts))
