"""Moves during cultivation and probation: the file is examined (DEV-09, DEV-10, DEV-51)."""

from collections.abc import Iterator

from membership.procedure.days import Day, is_after
from membership.procedure.history import AS_TARGET, History
from membership.procedure.reporting import breach, lacks
from membership.procedure.rules.targets import first_of
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
        if event.on is None or event.get("file_examined"):
            continue
        rule, is_certain = _rule(history, event.on)
        if rule is None and is_certain:
            continue
        if event.get("file_examined") is None or not is_certain:
            yield lacks(rule or "DEV-09", event, "file_examined" if is_certain else "on")
        else:
            article = PROBATION_ARTICLE if rule == "DEV-51" else None
            yield breach(history, rule, event, WORDS[rule], article=article)


def _rule(history: History, day: Day) -> tuple[str | None, bool]:
    """The rule of the stage, and whether it is certain that the move falls into it."""
    begins = (
        ("conversion_meeting", history.full_member_from, None),
        ("admission_meeting", history.joined_on, "DEV-51"),
        ("target_filing", history.target_day or _begun_as_target(history), "DEV-10"),
        ("activist_decision", history.cultivation_start, "DEV-09"),
    )
    is_certain = True
    for step, begun, rule in begins:
        is_past = is_after(day, begun) if begun else _is_unseen(history, step)
        if is_past:
            return rule, is_certain
        is_certain = is_certain and is_past is False
    return None, is_certain


def _begun_as_target(history: History) -> Day | None:
    """Where the listing is not known: the first thing that only a target does."""
    begun = first_of(history, AS_TARGET)
    return begun.on if begun else None


def _is_unseen(history: History, step: str) -> bool | None:
    """A stage without a day has not begun, unless the file may leave that out (None)."""
    if step == "target_filing" and history.listing_edition is None and history.first(step):
        return None  # By one text it had begun, by the other it waits for the notice.
    return None if history.has(step) is None else False


RULES = (examined,)
LIMITS = ()
