"""The batches: which step, who is asked for it, what all of them share and what each has for himself. Plain Python."""

from dataclasses import dataclass
from enum import StrEnum

from membership.procedure.steps import COMMITTEE_VOTE_FACTS


class Shape(StrEnum):
    """How a batch is gone through: one sheet for all, or a meeting with a vote on each."""

    SHEET = "sheet"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Batch:
    """One kind of batch, named by the step that it records. Facts bear the names of docs/timelines.md.

    `alone` are the facts that differ from person to person, all others are shared. `stages`: in which of the five
    libraries people are looked for where the step is not the next one of theirs. `papers` can be drafted afterwards,
    `beforehand` before anything is recorded.
    """

    step: str
    title: str
    group: str
    words: str
    alone: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    shape: Shape = Shape.SHEET
    papers: tuple[str, ...] = ()
    beforehand: tuple[str, ...] = ()

    @property
    def is_meeting(self) -> bool:
        return self.shape is Shape.MEETING


# The committee discusses and votes on each (DEV-34); who came is one figure for all.
COUNTED = COMMITTEE_VOTE_FACTS[2:]
_ALL = (
    Batch(
        "activist_filing",
        "入党积极分子备案",
        "备案和预审",
        "上级党委对支部确定的积极分子备案",
        papers=("filing_reply",),
        beforehand=("filing_report",),
    ),
    Batch(
        "target_filing",
        "发展对象备案（同意）",
        "备案和预审",
        "上级党委对支部讨论的发展对象备案或同意",
        alone=("result", *COUNTED),
        papers=("filing_reply",),
        beforehand=("filing_report",),
    ),
    Batch(
        "pre_review",
        "发展对象预审",
        "备案和预审",
        "支部报请预审，有审批权的党委书面答复",
        alone=("result",),
        papers=("pre_review_reply",),
        beforehand=("pre_review_request",),
    ),
    Batch(
        "training",
        "集中培训班",
        "培训和公示",
        "一期培训班，逐人登记学时和结果",
        alone=("days", "hours", "result"),
        stages=("activist", "target", "probationary_member"),
    ),
    Batch(
        "public_notice",
        "公示",
        "培训和公示",
        "同一期公示的人员，首日、末日按工作日计入",
        alone=("result",),
        stages=("applicant", "activist", "target", "probationary_member"),
        papers=("notice",),
        beforehand=("notice",),
    ),
    Batch(
        "admission_meeting",
        "接收预备党员支部大会",
        "会议和审批",
        "一次支部大会，逐人讨论、逐人票决",
        shape=Shape.MEETING,
    ),
    Batch(
        "admission_approval",
        "审批接收预备党员",
        "会议和审批",
        "党委集体研究，逐人审批，预备期自支部大会之日算起",
        alone=("reported_on", "result", "special_case", "probation_from", "probation_to", *COUNTED),
        papers=("admission_reply",),
    ),
    Batch(
        "conversion_meeting",
        "预备党员转正支部大会",
        "会议和审批",
        "一次支部大会，逐人讨论、逐人票决",
        shape=Shape.MEETING,
    ),
    Batch(
        "conversion_approval",
        "审批预备党员转正",
        "会议和审批",
        "党委集体研究，逐人审批",
        alone=("reported_on", "result", "full_member_from", *COUNTED),
        papers=("conversion_reply",),
    ),
    Batch(
        "higher_filing",
        "再上一级备案",
        "会议和审批",
        "审批结果报再上一级党委组织部门备案",
        stages=("probationary_member",),
    ),
    Batch(
        "review",
        "积极分子半年考察",
        "考察和归档",
        "同一个半年的培养教育考察",
        alone=("result",),
        stages=("activist", "target"),
    ),
    Batch(
        "thought_report",
        "思想汇报",
        "考察和归档",
        "同一个半年收到的思想汇报",
        stages=("applicant", "activist", "target", "probationary_member"),
    ),
    Batch(
        "probation_review", "预备党员考察", "考察和归档", "同一个半年的继续教育考察", stages=("probationary_member",)
    ),
    Batch("oath", "入党宣誓", "考察和归档", "同一次宣誓仪式", stages=("probationary_member",)),
    Batch("archive", "材料归档", "考察和归档", "同一批移交归档的材料"),
)
BATCHES: dict[str, Batch] = {each.step: each for each in _ALL}
# Nobody reads a longer form; a course of more people is recorded in parts.
MOST = 60


def in_groups(batches) -> list[tuple[str, list[Batch]]]:
    """Under the headings of the page, in their order."""
    found: dict[str, list[Batch]] = {}
    for each in batches:
        found.setdefault(each.group, []).append(each)
    return list(found.items())
