"""The table in the database: Python and SQL count alike."""

import datetime as dt

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from audit.tracking import trails
from policy.models import CalendarDay
from policy.working_days import due_on_sql, working_calendar

D = dt.date.fromisoformat
SQL = f"SELECT {due_on_sql('%s::date', '%s::int')}"


def due_on(start, n):
    with connection.cursor() as cursor:
        cursor.execute(SQL, [start, n, n])
        return cursor.fetchone()[0]


@pytest.mark.sql
class SqlAgrees(TestCase):
    @given(st.dates(D("2023-12-01"), D("2028-06-30")), st.integers(1, 60))
    def test_python_and_sql_agree(self, start, n):
        assert due_on(start, n) == working_calendar().nth_working_day(start, n).due_on

    @given(
        st.dates(D("2026-01-01"), D("2027-12-01")),
        st.integers(1, 20),
        st.sets(st.integers(1, 40)),
    )
    def test_they_agree_after_the_table_was_edited(self, start, n, changed):
        days = [start + dt.timedelta(days=number) for number in changed]
        for row in CalendarDay.objects.filter(day__in=days):
            row.is_working, row.word = not row.is_working, "改动"
            row.save()
        assert due_on(start, n) == working_calendar().nth_working_day(start, n).due_on


@pytest.mark.django_db
def test_nothing_in_nothing_out():
    assert due_on(None, 5) is None


@pytest.mark.django_db
def test_the_calendar_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert working_calendar().nth_working_day(D("2026-02-10"), 5).due_on == D("2026-02-24")


@pytest.mark.django_db
def test_the_first_rows_are_nobodys_change():
    assert CalendarDay.objects.count() == 1461
    assert not next(trail for trail in trails() if trail.model is CalendarDay).history.objects.exists()
