"""Members per unit and day, and the matrix built on them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Status, Unit, UnitKind
from directory.permissions import Role
from directory.services.statuses import set_party_status
from directory.services.units import found_unit, move_unit
from organizers.facts import ELSEWHERE, Holdings
from organizers.rules.eligibility import OtherPost
from organizers.rules.verdicts import State
from organizers.selectors import members_on, staffing_rows, staffing_trend
from tests.world import FOUNDED, TODAY, add_person

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def members(world, code, day=TODAY):
    return members_on(day)[world.units[code].pk]


def test_full_and_probationary_members_with_everything_below(world):
    before = {code: members(world, code) for code in ("00", "02", "0201")}
    assert before["02"] == before["0201"] == 2
    add_person(world, "70001", "方未然", "0201", Status.PROBATIONARY, sequence=71)
    add_person(world, "70002", "方未白", "0201", Status.NONE, sequence=72)
    add_person(world, "70003", "方未青", "0201", Status.SUSPENDED, sequence=73)
    assert {code: members(world, code) - before[code] for code in before} == {"00": 1, "02": 1, "0201": 1}


def test_as_the_day_was(world):
    person = world.people["40001"]
    set_party_status(
        person=person, unit=world.units["0101"], status=Status.FULL, from_on=dt.date(2026, 9, 1), today=TODAY
    )
    assert members(world, "02", dt.date(2026, 8, 31)) - members(world, "02", dt.date(2026, 9, 1)) == 1
    assert members(world, "01", dt.date(2026, 9, 1)) - members(world, "01", dt.date(2026, 8, 31)) == 1
    assert members(world, "00", dt.date(2010, 1, 1)) == 0


def test_as_the_tree_stood(world):
    move_unit(unit=world.units["0102"], parent=world.units["02"], from_on=dt.date(2026, 6, 1), today=TODAY)
    assert members(world, "02", dt.date(2026, 5, 31)) == 2
    assert members(world, "02", dt.date(2026, 6, 1)) == 3


def test_members_of_temporary_branches_are_left_out(world, client_as):
    world.units["0199"] = found_unit(
        code="0199",
        kind=UnitKind.BRANCH,
        full_name="中共江海大学数学学院实习临时支部委员会",
        short_name="实习临时支部",
        parent=world.units["01"],
        established_on=FOUNDED,
        is_temporary=True,
    )
    before = members(world, "01"), members(world, "00")
    add_person(world, "70001", "方未然", "0199", sequence=71)
    assert (members(world, "01"), members(world, "00")) == before
    assert members(world, "0199") == 0
    staff = client_as(Role.DEPARTMENT_STAFF)
    for address, htmx in (("/organizers/staffing/01/", {}), ("/organizers/units/01/", {"HX-Request": "true"})):
        page = staff.get(address, headers=htmx).content.decode()
        assert "另有 1 名" in page and "在临时党支部，不计入配备" in page


def test_the_matrix(world, make, viewer_as):
    make(rank="section")
    make(roster_no="40001", code="02", kind="part_time")
    rows = {row.unit.code: row for row in staffing_rows(viewer_as(Role.AUDITOR), TODAY)}
    assert list(rows) == ["01", "02", "03"]
    assert (rows["01"].verdict.state, rows["01"].ranks_held, rows["01"].part_time) == (State.MET, "科级", 0)
    assert (rows["02"].verdict.state, rows["02"].part_time, rows["02"].members) == (State.GAP, 1, 2)
    assert rows["03"].verdict.words == "缺 1 名专职组织员"


def test_what_another_duty_says_against_a_dedicated_post(world, make, viewer_as):
    """A duty in the books is a post like one that was recorded; elsewhere it is named without its place."""
    person = world.accounts[Role.BRANCH_OFFICER].person
    world.people["officer"] = person
    make(roster_no="officer")
    (row,) = staffing_rows(viewer_as(Role.AUDITOR), TODAY, "01")
    assert row.conflicts == "兼任数学教工一支部 书记，与专人专岗冲突"
    assert list(Holdings([person.pk], ()).beside(person.pk, world.units["01"].pk, TODAY)) == [OtherPost(ELSEWHERE)]


def test_a_trend_is_what_the_matrix_says_of_each_day(world, make, viewer_as, django_assert_num_queries):
    make(to_on="2024-08-31")
    unit, viewer = world.units["01"], viewer_as(Role.AUDITOR)
    days = [dt.date(2009, 1, 1), dt.date(2019, 3, 1), dt.date(2024, 8, 31), dt.date(2024, 9, 1), TODAY]
    with django_assert_num_queries(6):
        points = staffing_trend(unit, days)
    for point in points[1:]:
        (row,) = staffing_rows(viewer, point.on, "01")
        assert (point.members, point.full_time, point.verdict) == (row.members, len(row.full_time), row.verdict)
    assert points[0].members == 0


def test_the_matrix_on_another_day(world, make, viewer_as):
    make(to_on="2024-08-31")
    viewer = viewer_as(Role.AUDITOR)
    states = [
        staffing_rows(viewer, dt.date.fromisoformat(day), "01")[0].verdict.state
        for day in ("2019-02-28", "2019-03-01", "2024-08-31", "2024-09-01")
    ]
    assert states == [State.GAP, State.MET, State.MET, State.GAP]


def test_a_unit_without_the_duty(world, viewer_as):
    Unit.objects.filter(code="03").update(needs_organizer=False)
    row = staffing_rows(viewer_as(Role.AUDITOR), TODAY, "03")[0]
    assert (row.verdict.state, row.posts) == (State.NOT_ASKED, "—")


def test_only_units_in_scope(world, viewer_as):
    assert [row.unit.code for row in staffing_rows(viewer_as(Role.UNIT_SECRETARY), TODAY)] == ["01"]
    assert staffing_rows(viewer_as(Role.UNIT_SECRETARY), TODAY, "02") == []
    assert staffing_rows(viewer_as(Role.SYSTEM_ADMIN), TODAY) == []


def test_queries_do_not_grow_with_units(world, viewer_as):
    viewer = viewer_as(Role.AUDITOR)
    assert viewer.grants
    asked = []
    for numbers in (range(5), range(5, 60)):
        for number in numbers:
            found_unit(
                code=f"5{number:02}",
                kind=UnitKind.SECOND_COMMITTEE,
                full_name=f"中共江海大学第{number}学院委员会",
                short_name=f"第{number}学院党委",
                parent=world.units["00"],
                established_on=FOUNDED,
            )
        with CaptureQueriesContext(connection) as queries:
            assert len(staffing_rows(viewer, TODAY)) == 3 + numbers.stop
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 5
