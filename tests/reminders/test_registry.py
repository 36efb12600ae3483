"""The registry of deadline sources."""

import datetime as dt

import pytest

from directory.models import Unit
from policy.declaring import DECLARATIONS, Shape
from policy.reading import Rules
from reminders import lead_times, registry
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
    assert (in_rows.statement(DAY).params, in_rows.statement(DAY).columns) == ((DAY,), ("id",))


def test_every_registered_source_names_its_clause():
    assert all(each.clause and each.title for each in registry.SOURCES.values())


def test_every_registered_source_names_its_lead_time():
    """A parameter of several numbers, with a default so that no school is left without."""
    for each in registry.SOURCES.values():
        if isinstance(each.ahead, str):
            assert DECLARATIONS[each.ahead].shape is Shape.NUMBERS, each.key
            assert lead_times.usual_days(each.ahead, Rules([])), each.key
        else:
            assert list(each.ahead) == sorted(set(each.ahead), reverse=True), each.key
