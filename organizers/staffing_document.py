"""docs/staffing.md: the staffing matrix for six sizes of unit under each preset, as the rule gives it.

Written by `manage.py staffing_document`; a test holds the page to this.
"""

from organizers.policy import OrganizerPolicy
from organizers.rules.staffing import (
    Rank,
    Staffing,
    posts_in_words,
    rank_asked,
    ranks_in_words,
    staffing_verdict,
)
from policy.presets import DOCUMENTS, preset_policy, read_preset

SIZES = (49, 199, 200, 499, 500, 1200)
HELD = ((), (Rank.NONE,), (Rank.UNKNOWN,), (Rank.SECTION,), (Rank.SECTION, Rank.NONE))
STATES = {
    "met": "达标",
    "gap": "未达标",
    "over": "未达标（超配）",
    "to_confirm": "待组织确认",
    "not_asked": "不适用",
}
_HEAD = """# 配备达标矩阵

六种规模的二级党组织，在五份文件下各得什么结论，每个结论附依据和计算。“现有”是在任专职组织员的级别。

须：不满足为未达标；一般：不满足为待组织确认；可：只提示，不算缺。文件没有规定、又没有全国规定的，不作要求。
D4、D5 没有规定配备，用全国规定。“至少”不设上限；“设置 1 名”上下限都是 1 名。

本页由 `manage.py staffing_document` 生成，与规则不一致时测试不通过。
"""


def staffing_document() -> str:
    """The whole page, ending with a newline."""
    return "\n".join([_HEAD, *(_section(code) for code in DOCUMENTS)])


def _section(code) -> str:
    policy = preset_policy(OrganizerPolicy, code)
    rows = [_row(Staffing(members, held), policy) for members in SIZES for held in HELD]
    lines = [
        f"## {code} {read_preset(code).document.citation}\n",
        "| 党员 | 应配 | 级别要求 | 现有 | 结论 | 依据 | 计算 |",
        "|---:|---|---|---|---|---|---|",
        *rows,
        *_committee(policy),
    ]
    return "\n".join(lines) + "\n"


def _row(staffing, policy, members=None) -> str:
    verdict = staffing_verdict(staffing, policy)
    state = STATES[verdict.state]
    words = state if verdict.words in (state, "制度未要求") else f"{state}：{verdict.words}"
    asked = "—" if staffing.is_committee else rank_asked(staffing.members, policy)
    cells = [
        members or str(staffing.members),
        posts_in_words(staffing, policy),
        asked,
        ranks_in_words(staffing),
        words,
        verdict.clause or "—",
        verdict.arithmetic or "—",
    ]
    return f"| {' | '.join(cells)} |"


def _committee(policy) -> list[str]:
    """The school's own committee, where the document counts its organizers apart."""
    if not policy.committee_organizers.is_asked:
        return []
    held = ((), (Rank.NONE,), (Rank.DEPUTY_SECTION,), (Rank.DEPUTY_SECTION, Rank.DEPUTY_SECTION))
    return [_row(Staffing(0, ranks, is_committee=True), policy, "学校党委") for ranks in held]
