"""The rotation source says what the rule says, for any history of appointments."""

import datetime as dt

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dates.partial import PartialDate, Precision
from directory.models import Duty
from directory.permissions import Role
from directory.refusals import Grade
from directory.services.units import rename_unit
from organizers.deadlines import rotation
from organizers.models import Appointment, Kind
from organizers.rules.appointing import Period
from organizers.rules.rotation import rotation_due
from organizers.selectors import full_time_spans, roster_lines
from organizers.services import end_appointment
from reminders.models import Reminder
from reminders.registry import CITING, SOURCES
from reminders.services import recompute
from tests.examples import examples
from tests.organizers.policies import STANDARD
from tests.world import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def source_rows(on=TODAY):
    statement = rotation(on)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.params)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def test_a_row_names_person_unit_day_and_page(make, world):
    appointment = make()
    (row,) = source_rows()
    assert tuple(row) == CITING
    assert (row["subject_id"], row["unit_id"]) == (appointment.pk, world.units["01"].pk)
    assert row["due_on"] == dt.date(2027, 3, 1)
    assert row["title"] == "单雄信：在数学学院党委任专职组织员满8年，可交流轮岗"
    assert row["url"] == "/organizers/30001/"
    assert row["clause"] == STANDARD.rotation_years.clause


def test_former_future_and_part_time_ones_have_no_row(make):
    make(roster_no="30001", to_on="2026-11-19")
    make(roster_no="30002", from_on="2026-11-21")
    make(roster_no="40001", code="02", kind=Kind.PART_TIME)
    make(roster_no="40003", code="03", to_on="2027-02-28")
    assert source_rows() == []


def test_the_night_writes_the_reminder_once_and_closes_it(make, world):
    appointment = make(from_on="2019-03-01")
    for _ in range(2):
        recompute(on=TODAY, at=dt.datetime(2026, 11, 20, 2, tzinfo=dt.UTC))
    reminder = Reminder.objects.get(source="organizers.rotation")
    assert (reminder.due_on, reminder.unit, reminder.closed_on) == (dt.date(2027, 3, 1), appointment.unit, None)
    assert reminder.shown_from <= TODAY
    ends = Period(appointment.period.from_on, PartialDate(TODAY))
    end_appointment(appointment=appointment, period=ends, today=TODAY, by=world.accounts[Role.DEPARTMENT_ADMIN])
    recompute(on=TODAY, at=dt.datetime(2026, 11, 20, 3, tzinfo=dt.UTC))
    reminder.refresh_from_db()
    assert reminder.closed_on == TODAY


def test_it_advises_under_the_clause_that_holds(make):
    registered = SOURCES["organizers.rotation"]
    assert (registered.grade, registered.clause) == ("建", "本校制度参数：轮岗")
    make()
    recompute(on=TODAY, at=dt.datetime(2026, 11, 20, 2, tzinfo=dt.UTC))
    reminder = Reminder.objects.get(source="organizers.rotation")
    assert (reminder.grade, reminder.clause) == (Grade.ADVICE, STANDARD.rotation_years.clause)


@pytest.mark.parametrize(("days_before", "shown"), [(366, 0), (365, 1), (0, 1), (-1, 1)])
def test_it_is_shown_as_long_before_as_the_policy_says(make, days_before, shown):
    make()
    day = dt.date(2027, 3, 1) - dt.timedelta(days=days_before)
    recompute(on=day, at=dt.datetime(2026, 11, 20, 2, tzinfo=dt.UTC))
    rotations = Reminder.objects.filter(source="organizers.rotation")
    assert rotations.shown(day).count() == shown
    assert rotations.get().notice_days == [365, 183, 92]


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2026-11-01", "还有1天（2026-11-02）"),
        ("2026-11-02", "今日满8年（2026-11-02），可交流轮岗"),
        ("2026-11-03", "已满8年，超出1天（2026-11-02），可交流轮岗"),
    ],
)
def test_a_break_moves_the_day_and_a_new_name_of_the_unit_does_not(make, world, on, words):
    """730 days, 670 elsewhere, and on: 730 days before 2020-11-01 is 2018-11-02. The unit was renamed meanwhile."""
    make(from_on="2017-01-01", to_on="2018-12-31")
    make(from_on="2020-11-01")
    rename_unit(
        unit=world.units["01"],
        full_name="数学与统计学院党委",
        short_name="数统学院党委",
        from_on=dt.date(2024, 5, 1),
        today=TODAY,
    )
    day = dt.date.fromisoformat(on)
    (line,) = roster_lines(Appointment.objects.on(day).select_related("person", "unit"), day)
    assert (line.rotation.words, [row["due_on"] for row in source_rows(day)]) == (words, [dt.date(2026, 11, 2)])


def test_what_nobody_asks_for_is_no_deadline(make):
    """Before the first version was in force nothing was asked."""
    make(from_on="2000-01-01")
    assert source_rows(dt.date(2009, 12, 31)) == []
    assert len(source_rows(dt.date(2010, 1, 1))) == 1


DAYS = st.dates(dt.date(2006, 1, 1), dt.date(2030, 12, 31))
PRECISIONS = st.sampled_from(Precision)


@st.composite
def histories(draw):
    """Full-time terms of one person in one or two units, one after the other, sometimes known roughly."""
    marks = sorted(draw(st.sets(DAYS, min_size=1, max_size=7)))
    terms = []
    for first, last in zip(marks[::2], [*marks[1::2], None], strict=False):
        touching = terms and terms[-1][1] and draw(st.booleans())
        first = terms[-1][1] + dt.timedelta(days=1) if touching else first
        terms.append((first, last, draw(PRECISIONS), draw(st.sampled_from(["01", "02"]))))
    return [term for term in terms if term[1] is None or term[0] <= term[1]]


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(terms=histories(), on=st.dates(dt.date(2010, 1, 1), dt.date(2030, 12, 31)))
def test_the_statement_equals_the_rule(world, terms, on):
    Appointment.objects.all().delete()
    person = world.people["30001"]
    Duty.objects.filter(person=person).delete()
    for first, last, precision, code in terms:
        unit = world.units[code]
        duty = Duty.objects.create(
            person=person, unit=unit, kind="organizer_full_time", from_on=first, to_on=last or dt.date(9999, 1, 1)
        )
        Appointment.objects.create(
            person=person,
            unit=unit,
            level="college",
            kind="full_time",
            duty=duty,
            from_on=first,
            to_on=_first(last, precision, first),
            to_precision=precision if last and _first(last, precision, first) != last else "day",
        )
    expected = {
        unit: due
        for (_, unit), spans in full_time_spans([person.pk]).items()
        if (due := rotation_due(spans, on, STANDARD))
    }
    assert {row["unit_id"]: row["due_on"] for row in source_rows(on)} == expected


def _first(day, precision, not_before):
    """The first possible day of a rough end, unless it would lie before the beginning."""
    if day is None or precision is Precision.DAY:
        return day
    first = day.replace(day=1) if precision is Precision.MONTH else dt.date(day.year, 1, 1)
    return first if first >= not_before else day
