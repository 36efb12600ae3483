"""What a rule lacked that could not be judged, in the words of the forms."""

from membership.forms.facts import LABELS, label_of
from membership.procedure.steps import STEPS
from membership.procedure.verdict import NEEDS_THE_DAY, NotChecked

# What stands beside the steps of a case.
_BESIDE = {
    "person.born_on": "出生日期",
    "person.student": "是否学生",
    "person.mobile": "是否流动人员",
    "person.league_member": "是否共青团员",
    "person.leaves_on": "预计离校（调离）日期",
    "branch.full_members": "支部正式党员人数",
    "branch.has_committee": "支部是否设支部委员会",
    "branch.kind": "党组织的类别",
    "branch.approves": "由哪级党委审批",
    "branch.below_general_branch": "是否经党总支",
    "claimed.stage": "登记的阶段",
}
# Facts that the forms ask for person by person, or not under a name of their own.
_OF_PEOPLE = {
    "on": "日期",
    "mentors": "名单",
    "introducers": "名单",
    "status": "人员是否正式党员",
    "joined_on": "人员入党日期",
    "restricted": "人员是否受留党察看处分",
    "relative": "人员是否本人近亲属",
    "in_influence_period": "人员是否在处分影响期内",
}


def lacking_words(unchecked: NotChecked) -> str:
    """“支部大会讨论：缺表决方式”, “入党宣誓：需要具体日期”."""
    if unchecked.needs in _BESIDE:
        return f"缺{_BESIDE[unchecked.needs]}"
    if unchecked.needs == NEEDS_THE_DAY:
        return _of_step(unchecked.step, "需要具体日期")
    step, *path = unchecked.needs.split(".")
    if not path:
        return _of_step(step, "没有登记")
    fact = path[-1]
    return _of_step(step, f"缺{label_of(fact, step) if fact in LABELS else _OF_PEOPLE.get(fact, '有关内容')}")


def _of_step(step: str, words: str) -> str:
    return f"{STEPS[step].title}：{words}" if step in STEPS else words
