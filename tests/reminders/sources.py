"""Deadline sources of the tests' own, over the small school's units."""

from django.db.models import F

from directory.models import Unit
from directory.refusals import Grade
from reminders import registry
from reminders.registry import COLUMNS, Select, address

WORDS = {
    "title": "试验",
    "subject": "directory.unit",
    "grade": Grade.SCHOOL,
    "clause": "本校办法 第一条",
    "ahead": (30,),
    "sees": "units.view",
    "acts": "units.edit",
}


def register(key, select, **words) -> registry.Source:
    registry.source(key=key, **{**WORDS, **words})(select)
    return registry.SOURCES[key]


def closing_soon(on):
    """Every unit that is going to be closed: its closing day is the due day."""
    return (
        Unit.objects.filter(closed_on__isnull=False)
        .annotate(
            subject_id=F("pk"),
            unit_id=F("pk"),
            due_on=F("closed_on"),
            title=F("short_name"),
            url=address("unit_detail", F("code")),
        )
        .values(*COLUMNS)
    )


def fixed(unit, due_on, title="事项"):
    """One deadline of one unit, in plain SQL."""
    sql = "SELECT %s::bigint AS subject_id, %s::bigint AS unit_id, %s::date AS due_on, %s AS title, '/' AS url"
    return lambda on: Select(sql, (unit.pk, unit.pk, due_on, title))


def broken(on):
    return Select("SELECT 1 / 0 AS subject_id, 1 AS unit_id, '2026-12-01'::date AS due_on, 'x' AS title, '/' AS url")
