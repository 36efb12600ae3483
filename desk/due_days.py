"""What falls due on which day: the figures of the calendar, the list of a day, and the same for a subscription.

A calendar looks ahead: it holds what is not told yet as well, so its figures are not those of the four boxes.
"""

import calendar
import datetime as dt
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from dates.working_days import CalendarEntry
from desk.matters import Question, below, with_turns
from policy.working_days import month_grid
from reminders.models import Box, Reminder
from reminders.models.reminders import box_condition

SIDES = {Box.TODO: "由我办理", Box.OTHERS: "由他人办理"}


@dataclass(frozen=True, slots=True)
class DueDay:
    """One day of the month: what it is, how many matters fall due, and the address of their list."""

    entry: CalendarEntry
    count: int
    url: str


def due_rows(question: Question):
    """Open matters of one side, whether they are told yet or not."""
    viewer = question.viewer
    return below(Reminder.objects.visible_to(viewer).open().filter(box_condition(question.box, viewer)), question.unit)


def rows_of_day(question: Question, day: dt.date):
    """The list of a day, most urgent first, as `desk.workbench.row_of` needs it."""
    rows = due_rows(question).filter(due_on=day)
    return with_turns(rows.by_urgency(question.viewer.on).select_related("unit__parent"))


def month_counts(question: Question, first: dt.date) -> dict[dt.date, dict[Box, int]]:
    """Day → how many of each side fall due; one query. `first` is the first of a month."""
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    viewer = question.viewer
    rows = below(Reminder.objects.visible_to(viewer).open().filter(due_on__range=(first, last)), question.unit)
    counts = {box.value: Count("pk", filter=box_condition(box, viewer)) for box in SIDES}
    found = rows.order_by().values("due_on").annotate(**counts)
    return {row["due_on"]: {box: row[box.value] for box in SIDES} for row in found}


def weeks(question: Question, first: dt.date, counts: dict[dt.date, dict[Box, int]]) -> list[list[DueDay | None]]:
    """The month as `policy.working_days.month_grid` lays it out, each day with its figure."""

    def drawn(entry):
        count = counts.get(entry.day, {}).get(question.box, 0)
        return DueDay(entry, count, day_url(question, entry.day))

    return month_grid(first, drawn)


def day_url(question: Question, day: dt.date) -> str:
    return question.at(reverse("due_day", args=[day.isoformat()]))
