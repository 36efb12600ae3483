"""Duties that end and a working-day table that is lacking, on the day before, the day and after."""

import datetime as dt

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.deadlines import calendar, duties
from directory.models import Duty, DutyKind
from directory.permissions import Role
from policy.models import CalendarDay
from reminders.models import Box, Reminder
from reminders.registry import COLUMNS, SOURCES
from reminders.services import recompute
from tests.examples import examples
from tests.world import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
D = dt.date.fromisoformat
KEPT = dt.timedelta(days=90)


def rows(key, on=TODAY):
    statement = SOURCES[key].statement(on)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.params)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def hold(world, roster_no, code="02", kind=DutyKind.SECRETARY, from_on="2022-01-01", to_on=None):
    return Duty.objects.create(
        person=world.people[roster_no],
        unit=world.units[code],
        kind=kind,
        from_on=D(from_on),
        to_on=D(to_on) if to_on else None,
    )


@pytest.mark.parametrize(
    ("on", "known"), [("2026-11-29", 1), ("2026-11-30", 1), ("2026-12-01", 1), ("2027-02-28", 1), ("2027-03-01", 0)]
)
def test_a_duty_ends_on_its_last_day_and_is_told_for_a_while(world, on, known):
    duty = hold(world, "40001", to_on="2026-11-30")
    found = rows("desk.duties", D(on))
    assert len(found) == known
    for row in found:
        assert (row["subject_id"], row["unit_id"], row["due_on"]) == (duty.pk, duty.unit_id, D("2026-11-30"))
        assert row["title"] == "化学学院党总支书记 令狐远山：任职到期，尚无接任"
        assert row["url"] == "/people/40001/"


def test_whoever_follows_settles_it(world):
    hold(world, "40001", to_on="2026-11-30")
    hold(world, "40003", kind=DutyKind.DEPUTY_SECRETARY, to_on="2026-11-30")
    hold(world, "40002", from_on="2026-12-15")
    assert [row["title"] for row in rows("desk.duties")] == ["化学学院党总支副书记 查良文：任职到期，尚无接任"]


def test_organizers_duties_and_closed_units_are_left_out(world):
    hold(world, "40001", kind=DutyKind.ORGANIZER_FULL_TIME, to_on="2026-11-30")
    hold(world, "40003", code="03", to_on="2026-11-30")
    world.units["03"].closed_on = D("2026-12-01")
    world.units["03"].save()
    assert [row["unit_id"] for row in rows("desk.duties")] == [world.units["03"].pk]
    world.units["03"].closed_on = D("2026-11-30")
    world.units["03"].save()
    assert rows("desk.duties") == []


ENDS = st.sampled_from([None, "2026-08-01", "2026-10-15", "2026-11-20", "2027-05-31"])


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    held=st.lists(st.tuples(st.sampled_from(["01", "02"]), st.sampled_from(["secretary", "youth"]), ENDS), max_size=5),
    on=st.sampled_from([D("2026-10-01"), TODAY, D("2027-02-01")]),
)
def test_the_statement_equals_the_rule(world, held, on):
    Duty.objects.filter(person__in=world.people.values()).delete()
    Duty.objects.filter(unit__in=[world.units["01"], world.units["02"]]).delete()
    people = iter(world.people)
    made = [hold(world, next(people), code, kind, "2020-01-01", to_on) for code, kind, to_on in held]
    expected = set()
    for duty in made:
        beside = [each for each in made if (each.unit_id, each.kind) == (duty.unit_id, duty.kind) and each != duty]
        follows = any(each.to_on is None or (duty.to_on and each.to_on > duty.to_on) for each in beside)
        if duty.to_on and duty.to_on >= on - KEPT and not follows:
            expected.add(duty.pk)
    assert {row["subject_id"] for row in rows("desk.duties", on)} == expected


def test_whoever_gives_duties_finds_it(world, viewer_as):
    hold(world, "40001", to_on="2026-11-30")
    recompute(on=TODAY, at=dt.datetime(2026, 11, 20, 2, tzinfo=dt.UTC))
    mine = Reminder.objects.boxed(Box.TODO, viewer_as(Role.DEPARTMENT_ADMIN))
    assert mine.filter(source="desk.duties").exists()
    assert not Reminder.objects.visible_to(viewer_as(Role.UNIT_SECRETARY)).filter(source="desk.duties").exists()


@pytest.mark.parametrize(
    ("on", "shown"), [("2026-10-31", 0), ("2026-11-01", 1), ("2026-12-31", 1), ("2027-01-01", 1), ("2027-06-30", 1)]
)
def test_the_next_year_is_asked_for_from_november_on(world, on, shown):
    """2027 stands in the table and is provisional."""
    day = D(on)
    recompute(on=day, at=dt.datetime(2026, 11, 20, 2, tzinfo=dt.UTC))
    found = Reminder.objects.filter(source="desk.calendar", subject_id=2027)
    assert found.shown(day).count() == shown
    for reminder in found:
        assert (reminder.due_on, reminder.unit) == (D("2026-12-31"), world.units["00"])
        assert reminder.title == "2027年工作日历仍是暂算，请对照放假通知核对公布"
        assert reminder.url == "/settings/calendar/?month=2027-01"


def test_a_published_year_is_settled_and_one_without_days_is_not(world):
    assert [row["subject_id"] for row in rows("desk.calendar")] == [2027]
    CalendarDay.objects.filter(day__year=2027).update(is_provisional=False)
    assert rows("desk.calendar") == []
    assert [row["subject_id"] for row in rows("desk.calendar", D("2027-11-01"))] == [2028]
    assert tuple(rows("desk.calendar", D("2027-11-01"))[0]) == COLUMNS


def test_both_cost_the_same_whatever_the_number(world, django_assert_num_queries):
    with django_assert_num_queries(3):
        calendar(TODAY)
    with django_assert_num_queries(1):
        duties(TODAY)
