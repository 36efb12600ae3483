"""The texts that the rules of meetings cite. Plain Python."""

from policy.citing import citation

_DEVELOPMENT = "发展党员工作细则"
_BRANCHES = "中国共产党支部工作条例（试行）"
_CONSTITUTION = "中国共产党章程"
_ELECTIONS = "中国共产党基层组织选举工作条例"

# Article numbers of both editions (ED-07): which one holds follows from the day of the meeting.
QUORUM = citation(_DEVELOPMENT, "第二十条（2026年修订第十九条）", is_certain=True)
VOTE = citation(_DEVELOPMENT, "第二十一条（2026年修订第二十条）", is_certain=True)
CONVERSION = citation(_DEVELOPMENT, "第三十三条（2026年修订第三十二条）", is_certain=True)
TEMPORARY = citation(_DEVELOPMENT, "第二十三条（2026年修订第二十二条）", is_certain=True)
BRANCH_VOTE = citation(_BRANCHES, "第十一条", is_certain=True)
BRANCH_COMMITTEE = citation(_BRANCHES, "第十二条", is_certain=True)
PROBATIONARY = citation(_CONSTITUTION, "第七条", is_certain=True)
ELECTION = citation(_ELECTIONS, "", is_certain=False)
