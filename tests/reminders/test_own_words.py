"""What a reminder says of itself: how long before its day, how binding, under which clause; and what is left aside."""

import datetime as dt

import pytest
from django.utils import timezone

from directory.refusals import Grade
from policy.models import Clause, PolicyVersion, State
from reminders.models import Reminder
from reminders.registry import COLUMNS, Select
from reminders.services import recompute
from tests.policy.conftest import add_value, clause  # noqa: F401
from tests.reminders.sources import register
from tests.world import TODAY

pytestmark = pytest.mark.sql
NOTICE = "organizers.rotation_notice_days"
CITATION = "江海委〔2020〕1号 第一条"


def days(count):
    return dt.timedelta(days=count)


@pytest.fixture(autouse=True)
def only_own(world, own_sources):
    """The small school, and no source but the test's own."""


@pytest.fixture
def rules(clause):  # noqa: F811
    """`rules((parameter, unit, value), …)`: a version in force since 2020."""

    def publish(*rows):
        version = PolicyVersion.objects.create(number=1, title="试用", effective_on=dt.date(2020, 1, 1))
        for parameter, unit, value in rows:
            add_value(version, clause, parameter, value, unit=unit)
        version.state, version.published_at = State.PUBLISHED, timezone.now()
        version.save()

    return publish


def run(on=TODAY):
    return recompute(on=on, at=timezone.now())


def rows(*given, columns=COLUMNS):
    """A source of the given rows: subject, unit, due day, and what more the columns name."""
    types = {"subject_id": "bigint", "unit_id": "bigint", "due_on": "date"}
    casts = [f"%s::{types.get(name, 'text')}" for name in columns]
    values = ", ".join(f"({', '.join(casts)})" for _ in given)
    sql = f"SELECT * FROM (VALUES {values}) AS given ({', '.join(columns)})"
    return lambda on: Select(sql, tuple(cell for row in given for cell in row), columns)


def due(subject, unit, on=TODAY, *more):
    return (subject, unit and unit.pk, on, "事项", "/", *more)


def test_the_days_ahead_are_the_schools_and_a_unit_may_add_to_them(world, rules):
    one, two = world.units["01"], world.units["02"]
    rules((NOTICE, None, [100, 10]), (NOTICE, one, [200, 100, 10]))
    register("tests.due", rows(due(1, world.units["0101"]), due(2, two)), ahead=NOTICE)
    run()
    found = {each.subject_id: (each.notice_days, each.shown_from) for each in Reminder.objects.all()}
    assert found == {1: ([200, 100, 10], TODAY - days(200)), 2: ([100, 10], TODAY - days(100))}


@pytest.mark.parametrize(
    ("value", "first"), [([40, 5], [40, 5]), (None, [0])], ids=["laid down", "not asked: on the day itself"]
)
def test_another_value_changes_the_standing_reminders(world, rules, value, first):
    register("tests.due", rows(due(1, world.units["01"])), ahead=NOTICE)
    run()
    assert Reminder.objects.get().notice_days == [365, 183, 92]
    rules((NOTICE, None, value))
    assert run().changed == 1
    reminder = Reminder.objects.get()
    assert (reminder.notice_days, reminder.shown_from) == (first, TODAY - days(first[0]))


def test_a_value_of_a_unit_costs_no_query_for_each_unit(world, rules, django_assert_max_num_queries):
    rules((NOTICE, world.units["00"], [100]))
    register("tests.due", rows(*(due(each.pk, each) for each in world.units.values())), ahead=NOTICE)
    run()
    with django_assert_max_num_queries(52):
        run()


def test_each_row_may_name_its_clause_and_its_grade(world):
    unit, columns = world.units["01"], (*COLUMNS, "clause", "grade")
    own, none = due(1, unit, TODAY, "某办法 第九条", "建"), due(2, unit, TODAY, "", "")
    register("tests.due", rows(own, none, columns=columns))
    run()
    assert list(Reminder.objects.order_by("subject_id").values_list("clause", "grade")) == [
        ("某办法 第九条", Grade.ADVICE),
        ("本校办法 第一条", Grade.SCHOOL),
    ]


def test_a_clause_that_nobody_has_confirmed_says_so_until_somebody_does(world, clause):  # noqa: F811
    Clause.objects.filter(pk=clause.pk).update(reading="S")
    register("tests.due", rows(due(1, world.units["01"], TODAY, CITATION), columns=(*COLUMNS, "clause")))
    run()
    assert Reminder.objects.get().clause == f"{CITATION}（未确认，只作提示）"
    Clause.objects.filter(pk=clause.pk).update(reading="V")
    assert run().changed == 1
    assert Reminder.objects.get().clause == CITATION


def test_rows_without_a_unit_or_given_twice_are_left_aside_and_named(world):
    unit = world.units["01"]
    nowhere = (4, 0, TODAY, "事项", "/")
    nobody = (None, unit.pk, TODAY, "事项", "/")
    register("tests.odd", rows(due(1, unit), due(1, unit), due(2, None), nowhere, nobody, due(3, unit)))
    register("tests.sound", rows(due(9, unit)))
    for _ in range(2):
        done = run()
        assert done.failures == {"tests.odd": "有 4 行没有所属党组织，或与同一事项重复，已略去，其余照常。"}
    assert set(Reminder.objects.open().values_list("source", "subject_id")) == {
        ("tests.odd", 1),
        ("tests.odd", 3),
        ("tests.sound", 9),
    }


@pytest.mark.parametrize("day", ["9999-12-31", "infinity"])
def test_days_far_away_are_no_deadlines(world, day):
    register("tests.far", rows(due(1, world.units["01"], day), due(2, world.units["01"])))
    assert run().failures == {}
    assert Reminder.objects.get().subject_id == 2


def test_a_day_that_nobody_knows_is_no_deadline(world):
    register("tests.unknown", rows(due(1, world.units["01"], None)))
    assert run().failures == {}
    assert not Reminder.objects.exists()
