"""Which word of the status vocabulary stands for a verdict; the frame's `chip` draws it."""

from django import template

from organizers.rules.verdicts import State, Verdict

register = template.Library()

WORDS = {
    State.MET: "达标",
    State.GAP: "未达标",
    State.OVER: "未达标",
    State.LATE: "已逾期",
    State.TO_CONFIRM: "待组织确认",
    State.AHEAD: "",
    State.SOON: "即将到期",
    State.REACHED: "待组织确认",
    State.RUNNING: "",
    State.NOT_ASKED: "不适用",
}


@register.simple_tag
def status_word(verdict: Verdict) -> str:
    """Empty where nothing is to be marked: a rotation that lies far ahead is only a date."""
    return WORDS[verdict.state]


BRIEF = {State.MET: "已完成", State.RUNNING: "办理中", State.TO_CONFIRM: "待补正"}


@register.simple_tag
def brief_word(verdict: Verdict) -> str:
    """A trial or a filing in one word, for a narrow column."""
    return BRIEF.get(verdict.state) or WORDS[verdict.state]
