"""The sources of deadlines: each says, for the whole tree at once, what is due, for which unit and by when.

An app keeps its sources in `deadlines.py`; they are found at start. A source decides nothing and sends nothing: it asks
PostgreSQL for every deadline that is not met, and the nightly run (reminders/services.py) keeps the reminders in step.

    @source(
        key="organizers.rotation",
        title="轮岗提示",
        subject="organizers.appointment",
        grade=Grade.ADVICE,
        clause="本校办法 第二十条",
        lead_days=365,
        sees="organizers.view",
        acts="organizers.edit",
    )
    def rotation(on):
        return Appointment.objects.current(on).annotate(
            subject_id=F("pk"),
            due_on=...,
            title=Concat("person__name", Value(" 在同一党组织满8年，应轮岗")),
            url=address("organizer_detail", F("person__roster_no")),
        ).values(*COLUMNS)
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.urls import reverse

from directory.refusals import Grade

# What every source selects, by name. `title` names whom and what, and never holds a personal number.
COLUMNS = ("subject_id", "unit_id", "due_on", "title", "url")


@dataclass(frozen=True, slots=True)
class Select:
    """A SELECT in plain SQL with its parameters, for a rule that the ORM cannot say. It yields `COLUMNS`."""

    sql: str
    params: tuple = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One rule with a limit.

    `select(on)` gives every unmet deadline known on that day, near or far: the run takes those whose time has come.
    Each (subject, due day) stands in it at most once. `lead_days` before its due day a reminder appears. Whoever holds
    the permission `sees` on the unit (or above it) finds it on the workbench; for whoever lacks `acts` there, it is
    somebody else's to settle.
    """

    key: str
    title: str
    subject: str
    grade: Grade
    clause: str
    lead_days: int
    sees: str
    acts: str
    select: Callable[[dt.date], QuerySet | Select]

    def statement(self, on: dt.date) -> Select:
        """The SELECT of that day, whichever way it was written."""
        found = self.select(on)
        return found if isinstance(found, Select) else Select(*found.query.sql_with_params())


SOURCES: dict[str, Source] = {}


def source(*, key: str, **words):
    """Registers the decorated `select(on)` under its key; a key names one rule only."""

    def register(select):
        if key in SOURCES:
            raise ValueError(f"提醒来源 {key} 重复登记。")
        SOURCES[key] = Source(key=key, select=select, **words)
        return select

    return register


def address(url_name: str, expression) -> Concat:
    """The link of a row: the named address with `expression` (a roster number, a unit code) as its one argument."""
    head, tail = reverse(url_name, args=["0-0"]).split("0-0")
    return Concat(Value(head), expression, Value(tail), output_field=TextField())
