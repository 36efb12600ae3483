"""Posts that are short of somebody or have lost their holder: since which day, on the day before, the day and after."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.models import Duty, PartyStatus, Status
from directory.refusals import Grade
from organizers.deadlines import staffing, vacancy
from organizers.models import Appointment, Kind
from organizers.rules.gaps import Term, gap_begins, vacant_from
from organizers.rules.staffing import Staffing, posts_lacking, staffing_verdict
from organizers.rules.verdicts import State
from organizers.selectors.staffing import posts_of_school
from policy.declaring import Strength
from reminders.registry import COLUMNS, OWN_WORDS
from tests.examples import examples
from tests.organizers.policies import STANDARD, asked, policy
from tests.world import TODAY

D = dt.date.fromisoformat
BEGINNING = D("2010-01-01")  # The first day of the rules of these tests.


def rows(source, on=TODAY):
    """What the source says on that day, by unit code."""
    statement = source(on)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.params)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def due_days(source, world, on=TODAY):
    codes = {unit.pk: code for code, unit in world.units.items()}
    return {codes[row["unit_id"]]: row["due_on"] for row in rows(source, on)}


@pytest.mark.django_db
@pytest.mark.sql
class TestStaffing:
    """数学学院党委 (01), 化学学院党总支 (02) and 图书馆直属支部 (03) are asked for one organizer each since 2010."""

    def test_whoever_never_had_one_lacks_him_since_the_rules_began(self, world):
        assert due_days(staffing, world) == dict.fromkeys(("01", "02", "03"), BEGINNING)
        assert due_days(staffing, world, D("2009-12-31")) == dict.fromkeys(("01", "02", "03"), BEGINNING)

    def test_a_row_names_unit_page_clause_and_grade(self, world):
        row = next(row for row in rows(staffing) if row["unit_id"] == world.units["02"].pk)
        assert tuple(row) == (*COLUMNS, *OWN_WORDS)
        assert row["subject_id"] == world.units["02"].pk
        assert row["title"] == "化学学院党总支：缺 1 名专职组织员"
        assert row["url"] == "/organizers/staffing/02/"
        assert (row["clause"], row["grade"]) == (STANDARD.full_time_least.clause, Grade.SCHOOL)

    @pytest.mark.parametrize("on", ["2026-10-31", "2026-11-01", "2026-11-02"])
    def test_the_gap_begins_on_the_day_after_the_last(self, make, world, on):
        """Known already the day before, when his end is known."""
        make(from_on="2019-03-01", to_on="2026-10-31")
        assert due_days(staffing, world, D(on))["01"] == D("2026-11-01")

    @pytest.mark.parametrize("on", ["2026-10-31", "2026-11-01", "2026-11-20"])
    def test_a_successor_closes_it_and_one_who_comes_later_shortens_it(self, make, world, on):
        make(from_on="2019-03-01", to_on="2026-10-31")
        make(roster_no="30002", from_on="2026-11-10")
        expected = D("2026-11-01") if D(on) < D("2026-11-10") else None
        assert due_days(staffing, world, D(on)).get("01") == expected

    def test_a_branch_and_a_part_time_organizer_count_for_nothing(self, make, world):
        make(code="01", kind=Kind.PART_TIME)
        assert due_days(staffing, world)["01"] == BEGINNING
        assert "0101" not in due_days(staffing, world)

    def test_a_unit_without_the_mark_lacks_nobody(self, world):
        world.units["03"].needs_organizer = False
        world.units["03"].save()
        assert "03" not in due_days(staffing, world)

    def test_it_costs_the_same_for_one_unit_and_for_all(self, world, django_assert_num_queries):
        with django_assert_num_queries(4):
            staffing(TODAY)

    def test_it_says_what_the_matrix_says(self, make, world):
        make()
        make(roster_no="40003", code="03", from_on="2015-01-01", to_on="2020-12-31")
        lacking = {
            each.unit.code for each in posts_of_school(TODAY) if staffing_verdict(each.staffing, STANDARD).is_gap
        }
        assert lacking == {code for code, day in due_days(staffing, world).items() if day <= TODAY} == {"02", "03"}


@pytest.mark.parametrize(
    ("strength", "is_confirmed", "full_time", "lacking"),
    [
        (Strength.MUST, True, 0, 2),
        (Strength.MUST, False, 0, 2),
        (Strength.NORMALLY, True, 1, 1),
        (Strength.MAY, True, 0, 0),
        (Strength.MUST, True, 2, 0),
        (Strength.MUST, True, 3, 0),
    ],
)
def test_how_many_are_lacking_agrees_with_the_verdict(strength, is_confirmed, full_time, lacking):
    rules = replace(policy(), full_time_least=replace(asked(2, strength), is_confirmed=is_confirmed))
    held = Staffing(0, ("none",) * full_time)
    assert posts_lacking(held, rules) == lacking
    verdict = staffing_verdict(held, rules)
    assert (verdict.state in (State.GAP, State.TO_CONFIRM)) is bool(lacking)
    assert posts_lacking(replace(held, is_asked=False), rules) == 0


MARKS = st.sets(st.dates(D("2020-01-01"), D("2020-03-01")), min_size=1, max_size=6)


@given(
    marks=MARKS,
    numbers=st.lists(st.integers(0, 1), min_size=6, max_size=6),
    on=st.dates(D("2020-01-01"), D("2020-03-01")),
)
def test_the_gap_is_found_as_day_by_day(marks, numbers, on):
    """The twin asks every single day, backwards and then forwards."""
    days = sorted(marks)

    def lacking(day):
        begun = [number for first, number in zip(days, numbers, strict=False) if first <= day]
        return begun[-1] if begun else 0

    first, last = days[0], D("2020-03-02")
    began = None
    day = on
    while day >= first and lacking(day):
        began, day = day, day - dt.timedelta(days=1)
    day = on
    while began is None and day <= last:
        if day >= first and lacking(day):
            began = day
        day += dt.timedelta(days=1)
    assert gap_begins(days, on, lacking) == began


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ([], None),
        ([Term(1)], None),
        ([Term(1, D("2020-05-31"))], (1, D("2020-06-01"), False)),
        ([Term(1, D("2020-05-31")), Term(2)], None),
        ([Term(1, D("2020-05-31")), Term(2, D("2020-06-30"))], (2, D("2020-07-01"), False)),
        ([Term(1, None, D("2020-04-01"))], (1, D("2020-04-01"), True)),
        ([Term(1, D("2020-05-31"), D("2020-04-01"))], (1, D("2020-04-01"), True)),
        ([Term(1, D("2020-03-31"), D("2020-04-01"))], (1, D("2020-04-01"), False)),
        ([Term(1, None, D("2020-04-01")), Term(2)], None),
    ],
)
def test_the_last_of_a_post(terms, expected):
    last = vacant_from(terms)
    assert (last and (last.key, last.empty_on, last.is_left_open)) == expected


@pytest.mark.django_db
@pytest.mark.sql
class TestVacancy:
    @pytest.mark.parametrize("on", ["2026-10-30", "2026-10-31", "2026-11-01", "2027-11-01"])
    def test_a_part_time_post_is_empty_on_the_day_after(self, make, world, on):
        former = make(code="0101", kind=Kind.PART_TIME, to_on="2026-10-31")
        (row,) = rows(vacancy, D(on))
        assert tuple(row) == COLUMNS
        assert (row["subject_id"], row["unit_id"], row["due_on"]) == (former.pk, former.unit_id, D("2026-11-01"))
        assert row["title"] == "数学教工一支部：兼职组织员单雄信任职至 2026-10-31，尚无接任"
        assert row["url"] == "/organizers/30001/"

    def test_it_is_no_longer_told_when_the_days_to_keep_it_are_over(self, make, world):
        make(code="0101", kind=Kind.PART_TIME, to_on="2026-10-31")
        assert rows(vacancy, D("2027-11-02")) == []

    def test_a_successor_fills_it(self, make, world):
        make(code="0101", kind=Kind.PART_TIME, to_on="2026-10-31")
        make(roster_no="30002", code="0101", kind=Kind.PART_TIME, from_on="2026-11-15")
        assert rows(vacancy) == []

    def test_what_is_a_gap_is_not_told_twice(self, make, world):
        make(to_on="2026-10-31")
        assert rows(vacancy) == []
        assert due_days(staffing, world)["01"] == D("2026-11-01")

    @pytest.mark.parametrize(("on", "known"), [("2026-10-31", True), ("2026-11-01", True), ("2030-01-01", True)])
    def test_whoever_has_left_and_is_organizer_still(self, make, world, on, known):
        appointment = make()
        left(world.people["30001"], D("2026-11-01"))
        (row,) = rows(vacancy, D(on))
        assert (row["subject_id"], row["due_on"]) == (appointment.pk, D("2026-11-01"))
        assert row["title"] == "数学学院党委：专职组织员单雄信已离开本校，任职尚未办理离任"

    def test_a_closed_unit_has_no_posts(self, make, world):
        make(code="0101", kind=Kind.PART_TIME, to_on="2026-10-31")
        world.units["0101"].closed_on = D("2026-11-01")
        world.units["0101"].save()
        assert rows(vacancy) == []

    @settings(max_examples=examples(30), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(ends=st.lists(st.sampled_from(["2026-01-31", "2026-10-31", None]), max_size=3))
    def test_the_source_is_the_rule_over_the_rows(self, make, world, ends):
        Appointment.objects.all().delete()
        Duty.objects.filter(kind="organizer_part_time", unit=world.units["0102"]).delete()
        people = ("30001", "30002", "30003")
        for roster_no, to_on in zip(people, ends, strict=False):
            make(roster_no=roster_no, code="0102", kind=Kind.PART_TIME, to_on=to_on)
        terms = [Term(each.pk, each.to_on) for each in Appointment.objects.all()]
        last = vacant_from(terms)
        assert {row["subject_id"]: row["due_on"] for row in rows(vacancy)} == (
            {last.key: last.empty_on} if last else {}
        )

    def test_it_costs_the_same_whatever_the_number(self, make, world, django_assert_num_queries):
        make(code="0101", kind=Kind.PART_TIME, to_on="2026-10-31")
        with django_assert_num_queries(7):
            vacancy(TODAY)


def left(person, day):
    """The books as they stand after somebody's relation was moved away."""
    last = PartyStatus.objects.get(person=person, to_on=None)
    last.to_on = day - dt.timedelta(days=1)
    last.save()
    PartyStatus.objects.create(person=person, unit=last.unit, status=Status.LEFT, from_on=day)
