"""Changing the working-day table: one day, or a whole year once its notice has come."""

import datetime as dt

from directory.changes import Fact, changes
from directory.constraints import refusing_conflicts
from directory.refusals import ChangedMeanwhile, Refusal, Refused, refuse
from directory.services.holding import last_change
from policy.models import CalendarDay


@refusing_conflicts()
@changes(Fact.CALENDAR)
def set_day(
    *, day: dt.date, is_working: bool, word: str, source: str, is_provisional: bool, version: int | None = None
) -> CalendarDay:
    """What that day is. Raises `Refused`, or `ChangedMeanwhile` when somebody saved since `version`."""
    row = CalendarDay.objects.select_for_update().filter(day=day).first() or CalendarDay(day=day)
    if row.pk and version is not None and row.version != version:
        raise ChangedMeanwhile(row, *last_change(row))
    if is_working != (day.weekday() < 5) and not word:
        raise Refused(
            Refusal("calendar.word", "与平常不同的一天须写明原因，例如 春节、调休上班（春节）。", field="word")
        )
    row.is_working, row.word, row.source, row.is_provisional = is_working, word, source, is_provisional
    row.save()
    return row


@refusing_conflicts()
@changes(Fact.CALENDAR)
def publish_year(*, year: int, source: str) -> int:
    """The notice for that year has come and every day agrees with it: nothing in it is 暂算 any more.

    Days that the table does not hold yet are filled in by their weekday. Returns how many days changed.
    """
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    known = set(CalendarDay.objects.filter(day__year=year).values_list("day", flat=True))
    if not known:
        raise refuse("calendar.year", f"{year} 年还没有任何一天登记，请先按通知登记休和班的日子。")
    days = (first + dt.timedelta(days=number) for number in range((last - first).days + 1))
    CalendarDay.objects.bulk_create(
        CalendarDay(day=day, is_working=day.weekday() < 5, source=source) for day in days if day not in known
    )
    return CalendarDay.objects.filter(day__year=year, is_provisional=True).update(is_provisional=False, source=source)
