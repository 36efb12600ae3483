"""The steps as a graph: what they are called, who acts, and what must come before (regulations.md 1.3).

The numbers are those of the 25-step chart; 8a and 8b are what the 2026 edition adds. Titles and articles follow the
edition of the step's own day (ED-07, ED-08).
"""

from dataclasses import dataclass, field

from membership.procedure.editions import Edition

STAGES = {
    1: "申请入党",
    2: "入党积极分子的确定和培养教育",
    3: "发展对象的确定和考察",
    4: "预备党员的接收",
    5: "预备党员的教育考察和转正",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `after` names what must have happened before, `facts` what is asked, `documents` what it leaves."""

    code: str
    number: str
    stage: int
    title: str
    actor: str
    articles: tuple[int, int]
    after: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    repeats: bool = False
    # Happens once, and once more after each answer that was no (`result`: refuse).
    asked_again: bool = False
    title_2026: str = ""
    # Facts and steps that are asked for only where the 2026 text applies.
    only_2026: bool = False

    @property
    def is_once(self) -> bool:
        """Whether no second record of it can stand."""
        return not (self.repeats or self.asked_again)

    def title_in(self, edition: Edition | None) -> str:
        return self.title_2026 if self.title_2026 and edition is Edition.OF_2026 else self.title

    def article_in(self, edition: Edition | None) -> int:
        return self.articles[edition is Edition.OF_2026]


VOTE_FACTS = (
    "expected",
    "present",
    "written_ayes",
    "ayes",
    "nays",
    "abstentions",
    "ballot",
    "together",
    "candidate_present",
    "introducers_present",
)
# The committee's own vote on one person (第二十五条; 2026: 第二十四条); nobody there writes an opinion beforehand.
COMMITTEE_VOTE_FACTS = ("expected", "present", "ayes", "nays", "abstentions")
_TARGET = ("target_filing", "target_listing")

_ALL = (
    Step("application", "1", 1, "递交入党申请书", "入党申请人", (6, 6), facts=("written",), documents=("application",)),
    Step(
        "application_talk",
        "2",
        1,
        "党组织派人谈话",
        "党支部",
        (7, 7),
        after=("application",),
        facts=("by",),
        documents=("talk_record",),
    ),
    Step(
        "activist_decision",
        "3",
        2,
        "推荐和确定入党积极分子",
        "支部委员会",
        (8, 8),
        after=("application", "application_talk"),
        facts=("body", "sources", "league_recommended_on"),
        title_2026="推荐和确定入党积极分子",
    ),
    Step("activist_filing", "4", 2, "上级党委备案", "上级党委", (8, 8), after=("activist_decision",), facts=("body",)),
    Step(
        "mentors",
        "5",
        2,
        "指定培养联系人",
        "党支部",
        (9, 9),
        after=("activist_decision",),
        facts=("mentors",),
        repeats=True,
    ),
    Step(
        "review",
        "6",
        2,
        "培养教育考察",
        "培养联系人、党支部",
        (11, 11),
        after=("activist_decision", "mentors"),
        facts=("result",),
        documents=("review_form",),
        repeats=True,
    ),
    Step("thought_report", "6", 2, "思想汇报", "本人", (11, 11), documents=("thought_report",), repeats=True),
    Step(
        "target_decision",
        "7",
        3,
        "确定发展对象",
        "支部委员会",
        (13, 13),
        after=("activist_decision", "activist_filing", "mentors"),
        facts=("body", "opinions"),
        title_2026="研究讨论拟列为发展对象",
    ),
    Step(
        "target_filing",
        "8",
        3,
        "报上级党委备案",
        "上级党委",
        (13, 13),
        after=("target_decision",),
        facts=("body", "result", *COMMITTEE_VOTE_FACTS),
        asked_again=True,
        title_2026="报上级党委同意",
    ),
    Step(
        "target_listing",
        "8b",
        3,
        "列为发展对象",
        "党支部",
        (13, 13),
        after=("target_filing",),
        only_2026=True,
    ),
    Step(
        "introducers", "9", 3, "确定入党介绍人", "党支部", (14, 14), after=_TARGET, facts=("introducers",), repeats=True
    ),
    Step(
        "political_review",
        "10",
        3,
        "进行政治审查",
        "党支部、上级党委",
        (16, 16),
        after=_TARGET,
        facts=("conclusion",),
        documents=("inquiry_letter", "inquiry_reply", "political_review"),
        repeats=True,
    ),
    Step(
        "training",
        "11",
        3,
        "开展集中培训",
        "上级党委、党校",
        (17, 17),
        after=_TARGET,
        facts=("from", "to", "hours", "days", "level", "mode", "result"),
        documents=("certificate",),
        repeats=True,
    ),
    Step(
        "committee_review",
        "12",
        4,
        "支部委员会审查",
        "支部委员会",
        (19, 18),
        after=("introducers", "political_review", "training"),
        facts=("body",),
    ),
    Step(
        "pre_review",
        "13",
        4,
        "上级党委预审",
        "有审批权的党委",
        (19, 18),
        after=("committee_review",),
        facts=("submitted_on", "result", "body"),
        repeats=True,
    ),
    Step(
        "application_book",
        "14",
        4,
        "填写入党志愿书",
        "本人、入党介绍人",
        (19, 18),
        after=("pre_review",),
        facts=("issued_on",),
        documents=("book",),
        repeats=True,
    ),
    Step(
        "admission_meeting",
        "15",
        4,
        "支部大会讨论",
        "支部大会",
        (20, 19),
        after=("application_book",),
        facts=VOTE_FACTS,
        documents=("resolution",),
        repeats=True,
        title_2026="支部党员大会讨论",
    ),
    Step(
        "approval_talk",
        "16",
        4,
        "上级党委派人谈话",
        "党委委员或组织员",
        (24, 23),
        after=("admission_meeting",),
        facts=("by",),
        documents=("talk_record",),
    ),
    Step(
        "admission_approval",
        "17",
        4,
        "上级党委审批",
        "上级党委",
        (25, 24),
        after=("admission_meeting", "approval_talk"),
        facts=(
            "reported_on",
            "body",
            "result",
            "special_case",
            "probation_from",
            "probation_to",
            *COMMITTEE_VOTE_FACTS,
        ),
    ),
    Step("higher_filing", "18", 4, "再上一级党委组织部门备案", "上级党委", (26, 25), after=("admission_approval",)),
    Step("assignment", "19", 5, "编入党支部和党小组", "党支部", (29, 28), after=("admission_approval",)),
    Step("oath", "20", 5, "入党宣誓", "上级党委或党支部", (30, 29), after=("admission_approval",)),
    Step(
        "probation_review",
        "21",
        5,
        "继续教育考察",
        "党支部、入党介绍人",
        (31, 30),
        after=("admission_meeting",),
        documents=("review_form",),
        repeats=True,
    ),
    Step(
        "conversion_application",
        "22",
        5,
        "提出转正申请",
        "预备党员",
        (33, 32),
        after=("admission_approval",),
        documents=("conversion_application",),
    ),
    Step(
        "conversion_meeting",
        "23",
        5,
        "支部大会讨论转正",
        "支部大会",
        (32, 31),
        after=(
            "admission_approval",
            "higher_filing",
            "assignment",
            "oath",
            "probation_review",
            "conversion_application",
        ),
        facts=(*VOTE_FACTS, "decision", "extend_months"),
        documents=("resolution",),
        repeats=True,
        title_2026="支部党员大会讨论转正",
    ),
    Step(
        "conversion_approval",
        "24",
        5,
        "上级党委审批转正",
        "上级党委",
        (34, 33),
        after=("conversion_meeting",),
        facts=("reported_on", "body", "result", "full_member_from", *COMMITTEE_VOTE_FACTS),
        repeats=True,
    ),
    Step(
        "archive", "25", 5, "材料归档", "党支部、党委", (37, 36), after=("conversion_approval",), facts=("documents",)
    ),
    Step(
        "public_notice",
        "8a",
        3,
        "公示",
        "党支部或党委",
        (13, 13),
        facts=("for", "from", "to", "places", "result"),
        documents=("notice",),
        repeats=True,
        only_2026=True,
    ),
    Step(
        "transfer",
        "–",
        2,
        "转接",
        "转出、转入党组织",
        (12, 12),
        facts=("from_unit", "to_unit", "file_examined"),
        repeats=True,
    ),
    # “党总支……应当对支部大会通过接收的预备党员进行审议”: only where there is one between the branch and the committee.
    Step(
        "deliberation",
        "–",
        4,
        "党总支审议",
        "党总支",
        (23, 22),
        after=("admission_meeting",),
        facts=("for", "result", *COMMITTEE_VOTE_FACTS),
        repeats=True,
    ),
    Step("discipline", "–", 5, "违犯党纪", "党支部", (32, 31), facts=("kind",), repeats=True),
    Step("postponement", "–", 5, "推迟讨论转正", "党支部", (36, 35), facts=("until",), repeats=True),
)
STEPS: dict[str, Step] = {step.code: step for step in _ALL}


def _closure(code: str) -> frozenset[str]:
    """Everything that must have happened before the step, at whatever remove."""
    direct = STEPS[code].after
    return frozenset(direct).union(*(_closure(each) for each in direct))


@dataclass(frozen=True, slots=True)
class _Graph:
    before: dict[str, frozenset[str]] = field(default_factory=lambda: {code: _closure(code) for code in STEPS})


BEFORE: dict[str, frozenset[str]] = _Graph().before
# Where a committee votes on each person.
COMMITTEE_VOTES = ("target_filing", "deliberation", "admission_approval", "conversion_approval")
_BESIDE_THE_WAY = frozenset(
    {"thought_report", "public_notice", "transfer", "deliberation", "discipline", "postponement"}
)
# The way in the order of the chart, for “what comes next”.
WAY = tuple(code for code in STEPS if code not in _BESIDE_THE_WAY)
