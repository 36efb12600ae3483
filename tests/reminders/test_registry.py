"""The registry of deadline sources."""

import datetime as dt

import pytest

from directory.models import Unit
from directory.refusals import Grade
from reminders import registry
from reminders.registry import Select, source

DAY = dt.date(2026, 11, 20)
WORDS = {
    "title": "试验",
    "subject": "directory.unit",
    "grade": Grade.SCHOOL,
    "clause": "本校办法 第一条",
    "lead_days": 30,
    "sees": "units.view",
    "acts": "units.edit",
}


@pytest.fixture
def own_sources(monkeypatch):
    """A registry of the test's own."""
    monkeypatch.setattr("reminders.registry.SOURCES", {})


def test_a_key_names_one_rule_only(own_sources):
    source(key="tests.once", **WORDS)(lambda on: Select("SELECT 1"))
    with pytest.raises(ValueError, match=r"tests\.once 重复登记"):
        source(key="tests.once", **WORDS)(lambda on: Select("SELECT 2"))


def test_a_source_may_be_written_as_sql_or_as_a_queryset(own_sources):
    source(key="tests.sql", **WORDS)(lambda on: Select("SELECT %s::date", (on,)))
    source(key="tests.rows", **WORDS)(lambda on: Unit.objects.filter(closed_on=on).values("id"))
    made = registry.SOURCES
    assert made["tests.sql"].statement(DAY) == Select("SELECT %s::date", (DAY,))
    assert made["tests.rows"].statement(DAY).params == (DAY,)


def test_every_registered_source_names_its_clause():
    assert all(each.clause and each.title and each.lead_days >= 0 for each in registry.SOURCES.values())
