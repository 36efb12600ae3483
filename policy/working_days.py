"""The working-day table of this school, for Python and for SQL. Both say the same; a property test holds them to it."""

import calendar
import datetime as dt
from collections.abc import Callable

from dates.working_days import CalendarEntry, WorkingCalendar
from policy.models import CalendarDay


def working_calendar() -> WorkingCalendar:
    """The whole table in one query."""
    return WorkingCalendar(CalendarDay.objects.entries())


def month_grid(first: dt.date, drawn: Callable[[CalendarEntry], object] = lambda entry: entry) -> list[list]:
    """The month's weeks, Monday to Sunday, as every calendar shows them; days of the neighbouring months are None.

    One query; `drawn` makes of a day's entry what the page needs.
    """
    known = WorkingCalendar(CalendarDay.objects.filter(day__year=first.year, day__month=first.month).entries())
    return [
        [drawn(known.entry(day)) if day.month == first.month else None for day in week]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]


def due_on_sql(start: str, working_days: str) -> str:
    """An SQL expression: the last of so many working days after `start`, which itself is day 0 (CAD-07).

    `start` is an SQL expression of type date, `working_days` one of type int, 1 or more; NULL in, NULL out. It looks
    three days ahead for each working day and two months more: no holiday is longer.
    """
    return f"""(
        SELECT ahead.day FROM (
            SELECT ({start}) + number AS day FROM generate_series(1, 3 * ({working_days}) + 60) AS number
        ) AS ahead
        LEFT JOIN policy_calendarday AS known ON known.day = ahead.day
        WHERE COALESCE(known.is_working, EXTRACT(isodow FROM ahead.day) < 6)
        ORDER BY ahead.day OFFSET ({working_days}) - 1 LIMIT 1
    )"""  # noqa: S608 -- both expressions are written in the code
