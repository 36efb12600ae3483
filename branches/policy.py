"""The parameters of votes (regulations.md 11). Plain Python, no database; values come from `policy.reading`."""

from dataclasses import dataclass

from branches.clauses import BRANCH_VOTE, ELECTION
from policy.declaring import Setting, Strength, choice, declares

AT_LEAST_HALF, MORE_THAN_HALF = "at_least_half", "more_than_half"
STRICTNESS = ((MORE_THAN_HALF, "超过半数"), (AT_LEAST_HALF, "不少于半数"))
EXPECTED, PRESENT = "expected", "present"
BASES = ((EXPECTED, "应到会有选举权的人数"), (PRESENT, "实到会有选举权的人数"))


@declares("meetings", "会议与表决")
@dataclass(frozen=True, slots=True)
class MeetingPolicy:
    """会议制度参数 (P-22, P-29). Where a school says nothing, what is valid under either reading."""

    ordinary_quorum_strictness: Setting = choice(
        "讨论一般事项的到会人数",
        STRICTNESS,
        default=Setting(MORE_THAN_HALF, "", BRANCH_VOTE, Strength.NORMALLY),
        note="接收预备党员和转正一律须超过半数，不在此列",
    )
    election_majority_base: Setting = choice(
        "选举当选的半数以什么人数计算", BASES, default=Setting(EXPECTED, "", ELECTION, Strength.NORMALLY)
    )
