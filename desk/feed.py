"""日历订阅 as iCalendar: one event for each day and kind, with a count and a link. No name, no number, no unit."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count
from icalendar import Calendar, Event

from desk.due_days import day_url, due_rows
from desk.matters import Question, kind_of, kind_title
from directory.viewer import Viewer
from reminders import registry
from reminders.models import Box

BACK, AHEAD = dt.timedelta(days=30), dt.timedelta(days=180)
REFRESH = dt.timedelta(hours=6)


def feed(viewer: Viewer, *, name: str) -> bytes:
    """The calendar of one account on its day, from 30 days back to 180 ahead: what it is its turn to settle."""
    question = Question(viewer, Box.TODO)
    book = _book(name)
    for day, source, count in _counts(question):
        book.add_component(_event(question, day, source, count))
    return book.to_ical()


def _counts(question):
    on = question.viewer.on
    rows = due_rows(question).filter(due_on__range=(on - BACK, on + AHEAD)).order_by("due_on", "source")
    return rows.values_list("due_on", "source").annotate(Count("pk"))


def _book(name) -> Calendar:
    book = Calendar()
    book.add("prodid", "-//Party Affairs//Due days//ZH")
    book.add("version", "2.0")
    book.add("x-wr-calname", name)
    book.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    book.add("x-published-ttl", "PT6H")
    return book


def _event(question, day, source, count) -> Event:
    """All day, and busy for nobody. The stamp is the day's own, so that the same calendar is the same bytes."""
    event = Event()
    event.add("uid", f"{day:%Y%m%d}-{source}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", dt.datetime.combine(question.viewer.on, dt.time(), dt.UTC))
    event.add("dtstart", day)
    event.add("summary", f"{kind_title(kind_of(source))}：{registry.SOURCES[source].title} {count} 项")
    address = settings.SITE_URL.rstrip("/") + day_url(question, day)
    event.add("url", address)
    event.add("description", f"登录后查看：{address}")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
