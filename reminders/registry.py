"""The sources of deadlines: each says, for the whole tree at once, what is due, for which unit and by when.

An app keeps its sources in `deadlines.py`; they are found at start. A source decides nothing and sends nothing: it asks
PostgreSQL for every deadline that is not met, and the nightly run (reminders/services.py) keeps the reminders in step.

    @source(
        key="organizers.rotation",
        title="轮岗提示",
        subject="organizers.appointment",
        grade=Grade.ADVICE,
        clause="本校办法 第二十条",
        ahead="organizers.rotation_notice_days",
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
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.urls import reverse

from directory.changes import Fact
from directory.refusals import Grade

# What every source selects, by name. `title` names whom and what, and never holds a personal number.
COLUMNS = ("subject_id", "unit_id", "due_on", "title", "url")
# What it may select besides: the clause that holds for this one (else the source's own), and how binding it is here.
OWN_WORDS = ("clause", "grade")
CITING = (*COLUMNS, "clause")


@dataclass(frozen=True, slots=True)
class Select:
    """A SELECT in plain SQL with its parameters, for a rule that the ORM cannot say. It yields `columns`."""

    sql: str
    params: tuple = ()
    columns: tuple[str, ...] = COLUMNS


@dataclass(frozen=True, slots=True)
class Source:
    """One rule with a limit.

    `select(on)` gives every unmet deadline known on that day, near or far: the run takes those whose time has come.
    Each (subject, due day) stands in it at most once. A reminder appears the largest of its notice days before its due
    day: `ahead` names the parameter that holds them (policy.declaring.numbers), which may differ from unit to unit, or
    gives the days themselves where no school may change them. Whoever holds the permission `sees` on the unit (or above
    it) finds it on the workbench; for whoever lacks `acts` there, it is somebody else's to settle. `bulk` names the
    address of a form that settles several at once, `?subject=…&subject=…`, where there is one. Each source is computed
    anew when units, people or the policy have changed, and when something has that it `follows` besides.
    """

    key: str
    title: str
    subject: str
    grade: Grade
    clause: str
    ahead: str | tuple[int, ...]
    sees: str
    acts: str
    select: Callable[[dt.date], QuerySet | Select]
    bulk: str = ""
    follows: tuple[Fact, ...] = ()

    def depends_on(self, facts: Set[Fact]) -> bool:
        return not facts.isdisjoint({Fact.UNITS, Fact.PEOPLE, Fact.POLICY, *self.follows})

    def statement(self, on: dt.date) -> Select:
        """The SELECT of that day, whichever way it was written."""
        found = self.select(on)
        if isinstance(found, Select):
            return found
        columns = (*found.query.values_select, *found.query.annotation_select)
        return Select(*found.query.sql_with_params(), columns)


# How the columns travel to PostgreSQL; the others are text.
_TYPES = {"subject_id": "bigint", "unit_id": "bigint", "due_on": "date"}


def listed(columns: tuple[str, ...], rows: Iterable[tuple]) -> Select:
    """Rows that a rule worked out in Python, as a SELECT; for hundreds of them, not for hundreds of thousands."""
    arrays = list(map(list, zip(*rows, strict=True))) or [[] for _ in columns]
    places = ", ".join(f"%s::{_TYPES.get(name, 'text')}[]" for name in columns)
    sql = f"SELECT * FROM UNNEST({places}) AS listed ({', '.join(columns)})"  # noqa: S608 -- names from the code
    return Select(sql, tuple(arrays), columns)


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
