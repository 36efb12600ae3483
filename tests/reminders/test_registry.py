"""The registry of deadline sources."""

import datetime as dt

import pytest

from directory.models import Unit
from reminders import registry
from reminders.registry import Select
from tests.reminders.sources import register

DAY = dt.date(2026, 11, 20)


def test_a_key_names_one_rule_only(own_sources):
    register("tests.once", lambda on: Select("SELECT 1"))
    with pytest.raises(ValueError, match=r"tests\.once 重复登记"):
        register("tests.once", lambda on: Select("SELECT 2"))


def test_a_source_may_be_written_as_sql_or_as_a_queryset(own_sources):
    in_sql = register("tests.sql", lambda on: Select("SELECT %s::date", (on,)))
    in_rows = register("tests.rows", lambda on: Unit.objects.filter(closed_on=on).values("id"))
    assert in_sql.statement(DAY) == Select("SELECT %s::date", (DAY,))
    assert in_rows.statement(DAY).params == (DAY,)


def test_every_registered_source_names_its_clause():
    assert all(each.clause and each.title and each.lead_days >= 0 for each in registry.SOURCES.values())
