"""Cases as lists show them: which rows, in which order, and what stands on a line or a card."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from membership.models import Case, CaseDeadline, Companion, CompanionRole, Lamp, Stage, TemplateStep
from membership.models.returns import RETURNED
from membership.procedure.steps import STEPS
from membership.selectors.templates import step_names

SORTS = {
    "due": ("最近期限", ("nearest_on",)),
    "pinyin": ("拼音", ("person__sort_pinyin",)),
    "strokes": ("姓氏笔画", ("person__sort_strokes",)),
    "unit": ("组织序", ("unit__code", "person__sort_pinyin")),
    "applied": ("申请时间", ("applied_on",)),
}
# Stages that can be left behind, with the days between which the time in them is counted.
PASSED = {
    Stage.APPLICANT: ("applied_on", "activist_on"),
    Stage.ACTIVIST: ("activist_on", "target_on"),
    Stage.TARGET: ("target_on", "admitted_on"),
    Stage.PROBATIONARY: ("admitted_on", "full_on"),
}
_LAMPS = {Lamp.LATE: "已逾期", Lamp.SOON: "即将到期"}
_ROLE_IN = {Stage.APPLICANT: CompanionRole.MENTOR, Stage.ACTIVIST: CompanionRole.MENTOR}


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case with its next step as its template counts it, its lamp in words, and who accompanies it.

    `lamp` is a word of the status vocabulary or empty, `due_words` what is due next; `marks` say what holds it up.
    """

    case: Case
    number: str
    title: str
    lamp: str
    note: str
    due_words: str
    companions: str
    marks: tuple[tuple[str, str], ...]


def in_order(rows, sort: str):
    """The order asked for; the key last, so that it is the same on every page and on paper."""
    return rows.order_by(*(F(name) for name in SORTS[sort][1]), "pk")


def fetched(keys: Iterable[int]) -> list[Case]:
    """The cases behind the keys of a page, in its order: sorting keys costs less than sorting whole rows."""
    keys = list(keys)
    found = Case.objects.select_related("person", "unit__parent").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def case_lines(cases: Iterable[Case], on: dt.date) -> list[CaseLine]:
    """The cases (with person and unit) as lines; three queries, however many."""
    cases = list(cases)
    steps = step_names(case.template_id for case in cases)
    due, companions = _due(cases), _companions(cases, on)
    return [_line(case, steps, due.get(case.pk, []), companions, on) for case in cases]


def _line(case, steps, due, companions, on) -> CaseLine:
    number, title = step_words(case, steps)
    lamp = case.lamp(on)
    role = _ROLE_IN.get(case.stage, CompanionRole.INTRODUCER)
    named = companions.get((case.pk, role)) or companions.get((case.pk, CompanionRole.MENTOR), [])
    words = due[0].words if due else ""
    returned = (("returned", "待补正"),) if any(each.key == RETURNED for each in due) else ()
    held_up = (*returned, *marks(case))
    return CaseLine(case, number, title, _LAMPS.get(lamp, ""), _note(case, lamp, on), words, "、".join(named), held_up)


def step_words(case: Case, steps: dict[tuple[int, str], TemplateStep]) -> tuple[str, str]:
    """Number and title of the next step in the case's own template; in the words of the chart where it names none."""
    if not case.next_step:
        return "", ""
    named = steps.get((case.template_id, case.next_step))
    return (named.number, named.title) if named else ("", STEPS[case.next_step].title)


def _note(case, lamp, on) -> str:
    if lamp is Lamp.NONE:
        return ""
    days = abs((case.nearest_on - on).days)
    return f"{days}天" if lamp is Lamp.LATE else f"剩{days}天" if days else "今天"


def marks(case: Case) -> tuple[tuple[str, str], ...]:
    """What stands in the way of the case or was not done as it should be: a mark and its words."""
    found = []
    if case.paused_on:
        found.append(("blocked", "暂缓"))
    if case.is_blocked:
        found.append(("blocked", "还不能办理"))
    if case.faults:
        found.append(("wrong", f"{case.faults} 处不合规"))
    return tuple(found)


def _due(cases) -> dict[int, list[CaseDeadline]]:
    """Case's key → what is due in it, the first one first."""
    found: dict[int, list[CaseDeadline]] = {}
    for row in CaseDeadline.objects.filter(case__in=cases, is_due=True).order_by("due_on", "key"):
        found.setdefault(row.case_id, []).append(row)
    return found


def _companions(cases, on) -> dict[tuple[int, str], list[str]]:
    """(case's key, role) → names."""
    found: dict[tuple[int, str], list[str]] = {}
    rows = Companion.objects.on(on).filter(case__in=cases).select_related("person").order_by("pk")
    for row in rows:
        found.setdefault((row.case_id, row.role), []).append(row.person.name)
    return found
