"""Moves during cultivation and probation: the file is examined (DEV-09, DEV-10, DEV-51)."""

from collections.abc import Iterator

from membership.procedure.days import Day, is_after
from membership.procedure.history import History
from membership.procedure.reporting import breach, lacks
from membership.procedure.verdict import Finding, NotChecked

PROBATION_ARTICLE = (35, 34)
WORDS = {
    "DEV-09": "转接后没有审查入党积极分子的培养教育材料，此前的培养时间不能计入",
    "DEV-10": "转接后没有审查发展对象的材料，请补审",
    "DEV-51": "转接后没有审查预备党员的档案材料，请严格审查",
}


def examined(history: History) -> Iterator[Finding | NotChecked]:
    """By the stage in which the person moved; an applicant's or a full member's move is judged elsewhere."""
    for event in history.all("transfer"):
        rule = _rule(history, event.on) if event.on else None
        if rule is None:
            continue
        if event.get("file_examined") is None:
            yield lacks(rule, event, "file_examined")
        elif not event.get("file_examined"):
            article = PROBATION_ARTICLE if rule == "DEV-51" else None
            yield breach(history, rule, event, WORDS[rule], article=article)


def _rule(history: History, day: Day) -> str | None:
    decision = history.first("target_decision")
    full_from = history.full_member_from
    if full_from and is_after(day, full_from):
        return None
    if history.joined_on and is_after(day, history.joined_on):
        return "DEV-51"
    if decision and decision.on and is_after(day, decision.on):
        return "DEV-10"
    start = history.cultivation_start
    return "DEV-09" if start and is_after(day, start) else None


RULES = (examined,)
LIMITS = ()
