"""What the workbench shows: the four boxes, the lines of one of them, and what comes next."""

import datetime as dt
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count
from django.urls import reverse

from directory.models import Unit
from reminders.models import Box, Reminder
from reminders.models.reminders import box_condition
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


def reminders_in(viewer, box: Box, unit: Unit | None):
    """Exactly the rows that the figure of a box counts."""
    return _narrowed(Reminder.objects.boxed(box, viewer), unit)


def box_counts(viewer, unit: Unit | None) -> dict[Box, int]:
    """The four figures, in one query."""
    rows = _narrowed(Reminder.objects.visible_to(viewer).shown(viewer.on), unit)
    wanted = {box.value: Count("pk", filter=box_condition(box, viewer)) for box in Box}
    return {Box(name): count for name, count in rows.aggregate(**wanted).items()}


def first_box(counts: dict[Box, int]) -> Box:
    """Where to begin: what is mine to do; whoever only looks on begins with what others have to do."""
    return Box.OTHERS if counts[Box.OTHERS] and not counts[Box.TODO] else Box.TODO


def counters(counts: dict[Box, int], chosen: Box, unit: Unit | None) -> list[dict]:
    """The boxes as links to their lists."""
    return [
        {
            "label": box.label,
            "figure": counts[box],
            "hint": HINTS[box],
            "mark": MARKS[box],
            "tone": TONES.get(box, "") if counts[box] else "",
            "url": box_url(box, unit),
            "current": box == chosen,
        }
        for box in Box
    ]


def box_url(box: Box, unit: Unit | None) -> str:
    words = {"box": box.value} | ({"unit": unit.code} if unit else {})
    return f"{reverse('workbench')}?{urlencode(words)}"


def page_of_rows(viewer, box: Box, unit: Unit | None, *, count: int, number: str):
    """One page of a box, most urgent first."""
    rows = reminders_in(viewer, box, unit).by_urgency(viewer.on).select_related("unit")
    paginator = Paginator(rows, PAGE_SIZE)
    paginator.count = count
    return paginator.get_page(number)


def row_of(reminder: Reminder, on: dt.date, *, mine: bool) -> dict:
    """A reminder as the list says it: who and what, by when, how binding, where to go."""
    shown = lamp(reminder, on)
    return {
        "status": shown.word,
        "note": shown.note,
        "grade": reminder.grade,
        "title": reminder.title,
        "due_on": reminder.due_on,
        "countdown": countdown(reminder.due_on, on),
        "clause": reminder.clause,
        "unit": reminder.unit.short_name,
        "url": reminder.url,
        "mine": mine,
    }


def next_ahead(viewer, unit: Unit | None) -> str:
    """The nearest deadline whose reminder has not begun yet, in a sentence for an empty list."""
    found = _narrowed(Reminder.objects.visible_to(viewer).ahead(viewer.on), unit).select_related("unit").first()
    if found is None:
        return ""
    due = found.due_on
    return f"下一个到期：{due.year}年{due.month}月{due.day}日 {found.unit.short_name} {found.title}。"


def _narrowed(rows, unit):
    return rows.filter(unit__path__startswith=unit.path) if unit else rows
