"""Fields that read dates and units as people write them."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from directory.forms.fields import DayField, UnitField
from directory.models import Unit

TODAY = dt.date(2026, 11, 20)


def day(text):
    field = DayField()
    field.today = TODAY
    return field.clean(text)


def test_a_day_is_read_as_people_write_it():
    assert day("2026.11.19") == dt.date(2026, 11, 19)
    assert day("今天") == TODAY


def test_a_text_that_is_too_long_is_refused_before_it_is_read():
    with pytest.raises(ValidationError, match="40"):
        day("2" * 41)


def test_a_unit_is_found_by_its_code(world):
    field = UnitField()
    field.units = Unit.objects.all()
    unit = Unit.objects.first()
    assert field.clean(unit.code) == unit
