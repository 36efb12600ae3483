"""The words of a meeting: its kinds, what is discussed, as what somebody attends, why somebody is not counted.

Plain Python: the rules and the models use the same words.
"""

from enum import StrEnum


class Kind(StrEnum):
    """会议类型."""

    GENERAL_MEETING = "general_meeting"
    BRANCH_COMMITTEE = "branch_committee"
    GENERAL_BRANCH_COMMITTEE = "general_branch_committee"
    PARTY_COMMITTEE = "party_committee"


KIND_WORDS = {
    Kind.GENERAL_MEETING: "支部党员大会",
    Kind.BRANCH_COMMITTEE: "支部委员会会议",
    Kind.GENERAL_BRANCH_COMMITTEE: "党总支委员会会议",
    Kind.PARTY_COMMITTEE: "党委会议",
}
# The kinds of unit that hold such a meeting (directory.models.UnitKind), and how to say so.
_BRANCHES = ("branch", "direct_branch")
HELD_BY = {
    Kind.GENERAL_MEETING: _BRANCHES,
    Kind.BRANCH_COMMITTEE: _BRANCHES,
    Kind.GENERAL_BRANCH_COMMITTEE: ("general_branch",),
    Kind.PARTY_COMMITTEE: ("committee", "second_committee"),
}
HELD_BY_WORDS = {
    Kind.GENERAL_MEETING: "党支部",
    Kind.BRANCH_COMMITTEE: "党支部",
    Kind.GENERAL_BRANCH_COMMITTEE: "党总支",
    Kind.PARTY_COMMITTEE: "党委",
}


class Standing(StrEnum):
    """以什么身份到会: what somebody was on the day of the meeting, whatever he became later."""

    FULL = "full"
    PROBATIONARY = "probationary"
    COMMITTEE = "committee"
    GUEST = "guest"


STANDING_WORDS = {
    Standing.FULL: "正式党员",
    Standing.PROBATIONARY: "预备党员",
    Standing.COMMITTEE: "委员",
    Standing.GUEST: "列席",
}
VOTERS = (Standing.FULL, Standing.COMMITTEE)


class Exclusion(StrEnum):
    """不计入应到会有表决权人数的原因 (regulations.md 1.2)."""

    NO_RIGHTS = "no_rights"
    DETAINED = "detained"
    NOT_YET_FULL = "not_yet_full"
    ILL = "ill"
    BEDRIDDEN = "bedridden"
    ABROAD = "abroad"
    SERVING = "serving"
    AWAY = "away"
    RETIRED_ELSEWHERE = "retired_elsewhere"
    MEMBER_AWAY = "member_away"


EXCLUSION_WORDS = {
    Exclusion.NO_RIGHTS: "留党察看，没有表决权",
    Exclusion.DETAINED: "被依法留置、逮捕，停止表决权",
    Exclusion.NOT_YET_FULL: "当日转正尚未批准",
    Exclusion.ILL: "因病不能表达本人意志",
    Exclusion.BEDRIDDEN: "长期病卧，生活不能自理",
    Exclusion.ABROAD: "自费出国半年以上",
    Exclusion.SERVING: "服刑，尚未受党纪处分",
    Exclusion.AWAY: "调动、借调、学习等外出半年以上，应转未转组织关系",
    Exclusion.RETIRED_ELSEWHERE: "离退休后居住外地（仅限选举）",
    Exclusion.MEMBER_AWAY: "流动党员本人提出（仅限选举）",
}
# Whoever has no vote is not counted anyhow; all others only by the members' meeting and with the superior's consent.
WITHOUT_VOTE = (Exclusion.NO_RIGHTS, Exclusion.DETAINED, Exclusion.NOT_YET_FULL)
ELECTION_ONLY = (Exclusion.RETIRED_ELSEWHERE, Exclusion.MEMBER_AWAY)


class Subject(StrEnum):
    """议题."""

    ACTIVIST = "activist"
    TARGET = "target"
    FILING = "filing"
    COMMITTEE_REVIEW = "committee_review"
    PRE_REVIEW = "pre_review"
    ADMISSION = "admission"
    CONVERSION = "conversion"
    DELIBERATION = "deliberation"
    ADMISSION_APPROVAL = "admission_approval"
    CONVERSION_APPROVAL = "conversion_approval"
    ELECTION = "election"
    OTHER = "other"


SUBJECT_WORDS = {
    Subject.ACTIVIST: "确定入党积极分子",
    Subject.TARGET: "讨论确定发展对象",
    Subject.FILING: "审议备案",
    Subject.COMMITTEE_REVIEW: "审查发展对象",
    Subject.PRE_REVIEW: "预审",
    Subject.ADMISSION: "接收预备党员",
    Subject.CONVERSION: "预备党员转正",
    Subject.DELIBERATION: "审议支部决议",
    Subject.ADMISSION_APPROVAL: "审批接收预备党员",
    Subject.CONVERSION_APPROVAL: "审批预备党员转正",
    Subject.ELECTION: "选举",
    Subject.OTHER: "其他事项",
}
# Each about one person, discussed and voted alone (DEV-28, DEV-34); an election and the rest may do without.
OPEN_SUBJECTS = (Subject.ELECTION, Subject.OTHER)
PERSONAL = tuple(subject for subject in Subject if subject not in OPEN_SUBJECTS)
# Which meeting may discuss what. Where a branch has no committee, the members' meeting does its work (第八条).
_BRANCH = (Kind.BRANCH_COMMITTEE, Kind.GENERAL_MEETING)
_COMMITTEES = (Kind.GENERAL_BRANCH_COMMITTEE, Kind.PARTY_COMMITTEE)
DISCUSSED_BY = {
    Subject.ACTIVIST: _BRANCH,
    Subject.TARGET: _BRANCH,
    Subject.FILING: _COMMITTEES,
    Subject.COMMITTEE_REVIEW: _BRANCH,
    Subject.PRE_REVIEW: _COMMITTEES,
    Subject.ADMISSION: (Kind.GENERAL_MEETING,),  # ZB 第十一条 keeps both for the members' meeting (BR-13).
    Subject.CONVERSION: (Kind.GENERAL_MEETING,),
    Subject.DELIBERATION: (Kind.GENERAL_BRANCH_COMMITTEE,),
    Subject.ADMISSION_APPROVAL: (Kind.PARTY_COMMITTEE,),
    Subject.CONVERSION_APPROVAL: (Kind.PARTY_COMMITTEE,),
    Subject.ELECTION: tuple(Kind),
    Subject.OTHER: tuple(Kind),
}
