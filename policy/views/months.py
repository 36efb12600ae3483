"""The month or day that an address names, for every page that shows a calendar."""

import datetime as dt

from django.http import Http404

FIRST_YEAR, LAST_YEAR = 2000, 2100


def asked_month(text: str, today: dt.date) -> dt.date:
    """The first day of “2026-11”; of this month where the text is no month that is kept."""
    try:
        first = dt.datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        return today.replace(day=1)
    return first if FIRST_YEAR <= first.year < LAST_YEAR else today.replace(day=1)


def asked_day(text: str) -> dt.date:
    """The day of “2026-11-20”; raises `Http404` for anything else."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if not FIRST_YEAR <= day.year < LAST_YEAR:
        raise Http404
    return day
