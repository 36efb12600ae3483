"""How the form of a step asks for its facts: one field per fact of docs/timelines.md, in the words of the screen."""

from django import forms

from directory.forms.fields import DATE_EXAMPLE, DayField
from membership.decided import ONLY_APPROVED
from membership.procedure.facts import FACTS, Choice, Kind, ListOf
from membership.procedure.reading import MOST
from membership.procedure.steps import COMMITTEE_VOTE_FACTS, COMMITTEE_VOTES

LABELS = {
    "written": "本人书面申请",
    "by": "谈话人",
    "body": "由谁决定",
    "sources": "推荐方式",
    "league_recommended_on": "团组织推优日期",
    "result": "结果",
    "opinions": "听取的意见",
    "conclusion": "结论",
    "from": "开始日期",
    "to": "结束日期",
    "hours": "学时",
    "days": "天数",
    "level": "培训对象",
    "mode": "方式",
    "submitted_on": "报请预审日期",
    "issued_on": "志愿书发放日期",
    "expected": "应到会有表决权人数",
    "present": "实到会有表决权人数",
    "written_ayes": "会前书面赞成",
    "ayes": "赞成（含书面）",
    "nays": "不赞成",
    "abstentions": "弃权",
    "ballot": "表决方式",
    "together": "与他人合并表决",
    "candidate_present": "本人到会",
    "introducers_present": "到会的介绍人",
    "reported_on": "支部上报日期",
    "special_case": "特殊情况延长审批",
    "probation_from": "志愿书所写预备期起",
    "probation_to": "志愿书所写预备期止",
    "decision": "决议",
    "extend_months": "延长（月）",
    "full_member_from": "志愿书所写转正日期",
    "documents": "归档材料",
    "for": "公示事项",
    "places": "公示地点",
    "kind": "情形",
    "until": "推迟至",
    "file_examined": "已审查培养教育材料",
}
WORDS = {
    "secretary": "支部书记",
    "deputy": "支部副书记",
    "organization_commissioner": "组织委员",
    "organizer": "组织员",
    "committee_member": "党委委员",
    "other": "其他",
    "branch_committee": "支部委员会",
    "branch_meeting": "支部党员大会（不设支委会）",
    "party_committee": "党委",
    "general_branch": "党总支",
    "party_group": "党组",
    "temporary": "临时党组织",
    "members": "党员",
    "league": "团组织推优",
    "union": "工会等群团推荐",
    "group": "党小组",
    "mentors": "培养联系人",
    "masses": "群众",
    "agree": "同意",
    "refuse": "不同意",
    "pass": "合格",
    "fail": "不合格",
    "target": "发展对象",
    "activist": "入党积极分子",
    "probationary": "预备党员",
    "in_person": "线下",
    "video": "视频",
    "approve": "批准",
    "convert": "按期转正",
    "extend": "延长预备期",
    "cancel": "取消预备党员资格",
    "secret": "无记名投票",
    "show_of_hands": "举手",
    "admission": "接收预备党员",
    "conversion": "转正",
    "unit": "本单位",
    "residence": "居住地",
    "origin": "流出地",
    "destination": "流入地",
    "clear": "没有反映",
    "cleared_after_inquiry": "有反映，经核查不影响",
    "obstacle": "有反映，影响发展",
    "light": "情节较轻",
    "serious": "情节严重",
    "application": "入党申请书",
    "book": "入党志愿书",
    "political_review": "政治审查材料",
    "conversion_application": "转正申请书",
    "cultivation": "培养教育考察材料",
    "activist_form": "入党积极分子培养考察登记表",
    "probation_form": "预备党员教育考察登记表",
}
# A word that means something else at one step.
HERE = {
    ("members", "opinions"): "党员",
    ("members", "sources"): "党员推荐",
    ("approve", "result"): "批准",
    ("refuse", "result"): "不批准",
}
# What a fact is called at one step.
LABELS_AT = {
    (step, name): words
    for step in COMMITTEE_VOTES
    for name, words in (("expected", "应到会委员"), ("present", "实到会委员"), ("ayes", "赞成"))
} | {("deliberation", "for"): "审议事项"}
# Where “refuse” is no refusal to approve.
AGREEING = ("target_filing", "deliberation")
# What it means that nothing is chosen.
UNCHOSEN = {"decision": "没有通过的不选"}
HELP = {
    "hours": "三天或 24 学时以上",
    "extend_months": "不少于 6 个月，不超过 12 个月",
    "ayes": "须超过应到会有表决权人数的半数",
    "present": "须超过应到会有表决权人数的半数",
    "probation_from": "从支部大会通过之日算起",
    "probation_to": "满一年的前一天",
}
# Which words of a longer list a step offers; who decides for the committee follows from whoever records.
BRANCH_BODIES = ("branch_committee", "branch_meeting")
# What a step of the school's own may say, which no rule reads.
OF_SCHOOL_STEPS = ("result",)
# Known from elsewhere, or settled by whoever records: never asked.
NEVER_ASKED = frozenset({"mentors", "introducers", "from_unit", "to_unit", "together"})
COMMITTEES_OWN = frozenset(
    {"activist_filing", "target_filing", "pre_review", "admission_approval", "conversion_approval"}
)
REQUIRED = frozenset({"by", "body", "conclusion", "for", "from", "to", "kind", "expected", "present", "ayes", "ballot"})


def label_of(name: str, step: str) -> str:
    return LABELS_AT.get((step, name), LABELS[name])


def is_committees_vote(name: str, step: str) -> bool:
    """Of the committee's own members: whoever records it may not know it."""
    return step in COMMITTEE_VOTES and name in COMMITTEE_VOTE_FACTS


def fields_of(step: str) -> dict[str, forms.Field]:
    """The fields of a step, by the names of its facts."""
    found = {}
    for name, kind in FACTS.get(step, {}).items():
        if name not in NEVER_ASKED and not (name == "body" and step in COMMITTEES_OWN):
            found[name] = _field(step, name, kind)
    return found


def _field(step, name, kind) -> forms.Field:
    is_vote = is_committees_vote(name, step)
    is_asked = name in REQUIRED or (step, name) == ("deliberation", "result")
    is_required, help_text = is_asked and not is_vote, "" if is_vote else HELP.get(name, "")
    words = {"label": label_of(name, step), "required": is_required, "help_text": help_text}
    if isinstance(kind, Choice):
        return forms.ChoiceField(
            choices=[("", UNCHOSEN.get(name, "请选择")), *_choices(step, name, kind.words)], **words
        )
    if isinstance(kind, ListOf):
        choices = _choices(step, name, sorted(kind.words, key=list(WORDS).index))
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **words)
    if kind is Kind.DATE:
        return DayField(**words | {"help_text": words["help_text"] or DATE_EXAMPLE})
    if kind is Kind.YES_NO:
        return forms.ChoiceField(choices=[("", "未填写"), ("yes", "是"), ("no", "否")], **words)
    if kind is Kind.COUNT:
        return forms.IntegerField(min_value=0, max_value=9_999, **words)
    if kind is Kind.AMOUNT:
        return forms.DecimalField(min_value=0, max_value=MOST, max_digits=6, decimal_places=1, **words)
    return forms.CharField(max_length=200, **words)


def _choices(step, name, codes) -> list[tuple[str, str]]:
    offered = [code for code in codes if name != "body" or code in BRANCH_BODIES]
    return [(code, word_of(code, _meant(name, step))) for code in offered]


def _meant(name: str, step: str) -> str:
    """The fact whose words are meant where one word stands for two things."""
    return "" if step in AGREEING and name == "result" else name


def word_of(code: str, fact: str = "") -> str:
    """How the screen says a word of a history."""
    return HERE.get((code, fact), WORDS.get(code, code))


def facts_of(step: str, given: dict) -> dict:
    """What was typed, in the form of docs/timelines.md; what was left empty is unknown and left out, and so are the
    dates of the book where the answer is no."""
    kinds, found = FACTS.get(step, {}), {}
    dropped = ONLY_APPROVED if given.get("result") == "refuse" else ()
    for name, kind in kinds.items():
        value = given.get(name)
        if value in (None, "", []) or name in dropped:
            continue
        if kind is Kind.YES_NO:
            value = value == "yes"
        elif kind is Kind.DATE:
            value = value.isoformat()
        elif kind is Kind.AMOUNT:
            value = float(value)
        found[name] = value
    return found


def shown(facts: dict, step: str) -> list[tuple[str, str]]:
    """The facts of a record as label and words, in the order in which the form asks for them."""
    names = [name for name in FACTS.get(step, OF_SCHOOL_STEPS) if name in facts and name in LABELS]
    return [(label_of(name, step), _words(_meant(name, step), facts[name])) for name in names]


def _words(name, value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(word_of(each, name) for each in value)
    if isinstance(value, float):
        return f"{value:g}"
    return word_of(value, name) if isinstance(value, str) else str(value)


def initial_of(facts: dict) -> dict:
    """A record's facts as the form shows them, for a correction."""
    return {name: ("yes" if value else "no") if isinstance(value, bool) else value for name, value in facts.items()}
