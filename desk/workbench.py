"""What the workbench shows: the four boxes, the lines of one of them, and what comes next."""

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count
from django.utils import timezone

from desk.matters import Question, below, kind_of, kind_title
from directory.models import Unit
from reminders.models import Box, Reminder
from reminders.models.reminders import box_condition, late_on
from reminders.rules import LEVEL_WORDS, Level
from reminders.wording import countdown, lamp

PAGE_SIZE = 50
HINTS = {
    Box.TODO: "本人可以办理的全部事项",
    Box.SOON: "30天内，含已过建议日期的",
    Box.LATE: "先办这些",
    Box.OTHERS: "由其他岗位办理",
}
TONES = {Box.LATE: "bad", Box.SOON: "warn"}
MARKS = {Box.TODO: "open", Box.SOON: "soon", Box.LATE: "late", Box.OTHERS: "doing"}
NOBODY = "尚无办理人"
_LATE_OTHERS = "late_others"


@dataclass(frozen=True, slots=True)
class Figures:
    """How many rows each box holds, by kind of matter."""

    by_kind: dict[str, dict[str, int]]

    def count(self, box: Box, kind: str = "", *, only_late: bool = False) -> int:
        """The figure of a box, of one kind where that is named; `only_late` is asked of 待他人办理 alone."""
        name = _LATE_OTHERS if only_late else box.value
        kinds = [self.by_kind.get(kind, {})] if kind else self.by_kind.values()
        return sum(counts.get(name, 0) for counts in kinds)


def figures(viewer, unit: Unit | None) -> Figures:
    """Every figure of the page, in one query."""
    wanted = {box.value: Count("pk", filter=box_condition(box, viewer)) for box in Box}
    wanted[_LATE_OTHERS] = Count("pk", filter=box_condition(Box.OTHERS, viewer) & late_on(viewer.on))
    rows = below(Reminder.objects.visible_to(viewer).shown(viewer.on), unit)
    by_kind: dict[str, dict[str, int]] = {}
    for counts in rows.order_by().values("source").annotate(**wanted):
        kept = by_kind.setdefault(kind_of(counts["source"]), dict.fromkeys(wanted, 0))
        for name in wanted:
            kept[name] += counts[name]
    return Figures(by_kind)


def first_box(figures: Figures) -> Box:
    """Where to begin: what is mine to do; whoever only looks on begins with what others have to do."""
    return Box.OTHERS if figures.count(Box.OTHERS) and not figures.count(Box.TODO) else Box.TODO


def counters(figures: Figures, question: Question) -> list[dict]:
    """The boxes as links to their lists, of every kind."""
    return [
        {
            "label": box.label,
            "figure": (count := figures.count(box)),
            "hint": _hint(box, figures),
            "mark": MARKS[box],
            "tone": TONES.get(box, "") if count else "",
            "url": question.url(box=box, kind="", only_late=False),
            "current": box == question.box,
        }
        for box in Box
    ]


def _hint(box, figures) -> str:
    late = figures.count(box, only_late=True) if box is Box.OTHERS else 0
    return f"{HINTS[box]}，其中逾期 {late}" if late else HINTS[box]


def tabs(figures: Figures, question: Question) -> list[dict]:
    """The kinds of matter in this box, and 只看逾期 where others have to act; none where there is nothing to choose."""
    box, late = question.box, question.only_late
    kinds = [kind for kind in figures.by_kind if figures.count(box, kind) or kind == question.kind]
    found = [("", "全部"), *sorted((kind, kind_title(kind)) for kind in kinds)] if len(kinds) > 1 else []
    drawn = [
        {
            "title": f"{title} {figures.count(box, kind, only_late=late)}",
            "url": question.url(kind=kind),
            "current": kind == question.kind,
        }
        for kind, title in found
    ]
    return drawn + ([_late_tab(figures, question)] if late or _has_late_others(figures, question) else [])


def _has_late_others(figures, question) -> bool:
    return question.box is Box.OTHERS and bool(figures.count(Box.OTHERS, question.kind, only_late=True))


def _late_tab(figures, question) -> dict:
    """A switch: what it opens is said by its words."""
    if question.only_late:
        title = f"不限逾期 {figures.count(question.box, question.kind)}"
        return {"title": title, "url": question.url(only_late=False), "current": False}
    title = f"只看逾期 {figures.count(question.box, question.kind, only_late=True)}"
    return {"title": title, "url": question.url(only_late=True), "current": False}


def page_of_rows(question: Question, *, count: int, number: str):
    """One page of a list, most urgent first."""
    paginator = Paginator(question.in_order(), PAGE_SIZE)
    paginator.count = count
    return paginator.get_page(number)


def row_of(reminder: Reminder, on: dt.date, *, mine: bool) -> dict:
    """A reminder as the list says it: who and what, by when, how binding, whose turn it is, where to go.

    Needs the annotations of `desk.matters.with_turns`.
    """
    shown = lamp(reminder, on)
    return {
        "id": reminder.pk,
        "status": shown.word,
        "note": shown.note,
        "grade": reminder.grade,
        "title": reminder.title,
        "due_on": reminder.due_on,
        "countdown": countdown(reminder.due_on, on),
        "clause": reminder.clause,
        "unit": reminder.unit.place,
        "unit_name": reminder.unit.full_name,
        "url": reminder.url,
        "mine": mine,
        "holder": reminder.holder or NOBODY,
        "late_days": (on - reminder.due_on).days if reminder.is_late(on) else None,
        "told": _told(reminder),
    }


def _told(reminder) -> list[str]:
    """“已报组织部”, “11-20 已催办”."""
    level = Level.DEPARTMENT if reminder.reported and reminder.below_the_school else reminder.reported
    reported = [f"已报{LEVEL_WORDS[level]}"] if level else []
    urged = [f"{timezone.localtime(reminder.urged_at):%m-%d} 已催办"] if reminder.urged_at else []
    return reported + urged


def next_ahead(question: Question) -> str:
    """The nearest deadline whose reminder has not begun yet, in a sentence for an empty list."""
    viewer = question.viewer
    rows = below(Reminder.objects.visible_to(viewer).ahead(viewer.on), question.unit)
    found = rows.select_related("unit").first()
    if found is None:
        return ""
    due = found.due_on
    return f"下一个到期：{due.year}年{due.month}月{due.day}日 {found.unit.short_name} {found.title}。"
