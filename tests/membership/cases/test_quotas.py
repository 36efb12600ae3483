"""The yearly plan: allotted down the tree, reserved by the pre-review, taken by the meeting, never overdrawn."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from audit.models import Event, EventKind
from directory.models import Unit
from directory.permissions import Role
from directory.refusals import Refused
from membership.models import Case, Quota
from membership.procedure.days import Day
from membership.quotas import Plans, Usage, usages
from membership.services.quotas import allot
from tests.membership.cases.walking import applied, play, played
from tests.membership.procedure.histories import lawful

YEAR = 2026


def rules(refused) -> set[str]:
    return {each.rule for each in refused.value.refusals}


def allotted(world, code, number, by, above=None):
    allot(above=world.units.get(above), year=YEAR, places={world.units[code]: number}, by=by)


def over(case, *act):
    return Plans([case]).over(case, *act)


@pytest.fixture
def admin(viewer_as):
    return viewer_as(Role.DEPARTMENT_ADMIN)


def test_nobody_hands_on_more_than_he_has(world, admin):
    allotted(world, "00", 10, admin)
    allotted(world, "01", 8, admin, "00")
    with pytest.raises(Refused) as refused:
        allotted(world, "02", 3, admin, "00")
    assert rules(refused) == {"HEI-13"}
    allotted(world, "02", 2, admin, "00")
    assert sorted(Quota.objects.values_list("places", flat=True)) == [2, 8, 10]


def test_what_was_handed_on_cannot_be_taken_back_unsaid(world, admin):
    allotted(world, "01", 8, admin, "00")
    allotted(world, "0101", 5, admin, "01")
    with pytest.raises(Refused) as refused:
        allotted(world, "01", 4, admin, "00")
    assert rules(refused) == {"quota_gone"}


def test_a_unit_cannot_raise_its_own_plan(world, viewer_as):
    secretary = viewer_as(Role.UNIT_SECRETARY)
    with pytest.raises(Refused) as refused:
        allotted(world, "01", 8, secretary, "00")
    assert rules(refused) == {"quota_right"}
    allotted(world, "0101", 5, secretary, "01")


@pytest.mark.parametrize(
    ("upto", "usage"),
    [
        ("committee_review", Usage()),
        ("pre_review", Usage(0, 1)),
        ("admission_meeting", Usage(1, 0)),
        ("admission_approval", Usage(1, 0)),
    ],
)
def test_a_pass_reserves_and_a_meeting_takes(branch, upto, usage):
    case, _ = played(branch, upto, dt.date(2025, 3, 3))
    unit = case.unit.parent
    year = (case.admitted_on or dt.date(YEAR, 1, 1)).year
    assert usages([unit.pk], year).get(unit.pk, Usage()) == usage
    assert usages([unit.pk], year + 1).get(unit.pk, Usage()) == Usage()


@pytest.mark.parametrize("code", ["0101", "01", "00"])
def test_a_full_plan_anywhere_above_refuses_the_pre_review(branch, code):
    case, _ = played(branch, "committee_review", dt.date(2025, 3, 3))
    whole = lawful(dt.date(2025, 3, 3), upto="pre_review")
    answer = whole["events"][-1]
    Quota.objects.create(unit=branch.units[code], year=int(answer["on"][:4]), places=0)
    with pytest.raises(Refused) as refused:
        play(case, [answer])
    assert rules(refused) == {"HEI-13"}
    assert "已用 0、已预留 0" in str(refused.value)


def test_where_nothing_is_planned_nothing_is_refused(branch):
    assert over(applied(branch, 1), "pre_review", {"result": "pass"}, None) == []


def test_the_plan_as_a_workbook(world, admin, client_as):
    allotted(world, "00", 10, admin)
    allotted(world, "01", 8, admin, "00")
    answer = client_as(Role.DEPARTMENT_STAFF).get(f"/cases/plan/{YEAR}/00/export/")
    event = Event.objects.get(kind=EventKind.EXPORT)
    assert f"DC-{event.pk}" in answer["Content-Disposition"]
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows()]
    assert rows[0][0] == "2026年发展计划"
    assert rows[1][0] == "填报单位：中共江海大学委员会　填报日期：2026-11-20"
    assert rows[3] == ["序", "党组织", "控制数", "已用", "已预留", "余", "文号"]
    assert rows[4][1:6] == ["中共江海大学委员会", 10, 0, 0, 10]
    assert rows[5][1:6] == ["中共江海大学数学学院委员会", 8, 0, 0, 8]
    assert [row[2] for row in rows[6:]] == [None, None]


def test_many_are_asked_with_as_many_queries_as_one(world, admin):
    allotted(world, "00", 1, admin)
    allotted(world, "0101", 1, admin, "01")
    case = Case.objects.select_related("unit").get(pk=applied(world, 1).pk)
    plans, day = Plans([case]), Day.of(dt.date(YEAR, 11, 20))
    with CaptureQueriesContext(connection) as captured:
        for _ in range(5):
            assert plans.over(case, "pre_review", {"result": "pass"}, day) == []
    assert len(captured) == 2


def test_units_stand_in_the_order_of_their_places_and_not_of_their_keys(world, client_as):
    Unit.objects.filter(code="01").update(position=9)
    page = client_as(Role.DEPARTMENT_STAFF).get(f"/cases/plan/{YEAR}/00/")
    assert [line["unit"].code for line in page.context["lines"]] == ["02", "03", "01"]


def test_a_plan_elsewhere_is_not_exported(world, client_as):
    assert client_as(Role.UNIT_SECRETARY).get(f"/cases/plan/{YEAR}/02/export/").status_code == 404
    assert client_as(Role.UNIT_SECRETARY).get(f"/cases/plan/{YEAR}/01/export/").status_code == 200


class TestOnePage:
    """The school's own number and those it hands on are saved together or not at all."""

    @pytest.fixture
    def send(self, world, client_as):
        def send(document="", **places):
            typed = {f"places_{world.units[code[1:]].pk}": number for code, number in places.items()}
            address = f"/cases/plan/{YEAR}/00/"
            return client_as(Role.DEPARTMENT_ADMIN).post(address, typed | {"document": document}).status_code

        return send

    def test_nothing_is_half_saved(self, send):
        assert send(u00=20, u01=12) == 302
        assert send(u00=15, u01=16) == 422
        assert sorted(Quota.objects.values_list("places", flat=True)) == [12, 20]

    def test_both_are_lowered_at_once(self, send):
        assert send(u00=20, u01=12) == 302
        assert send(u00=10, u01=9) == 302
        assert sorted(Quota.objects.values_list("places", flat=True)) == [9, 10]

    def test_a_document_stands_where_the_number_changed(self, send):
        assert send("一号", u00=20, u01=12, u02=3) == 302
        assert send("二号", u00=20, u01=11, u02=3) == 302
        assert dict(Quota.objects.values_list("unit__code", "document")) == {"00": "一号", "01": "二号", "02": "一号"}


def test_a_meeting_that_did_not_carry_takes_no_place(branch):
    case, day = applied(branch, 1), Day.of(dt.date(YEAR, 11, 12))
    Quota.objects.create(unit=case.unit, year=YEAR, places=0)
    votes = {"expected": 21, "present": 19}
    assert over(case, "admission_meeting", votes | {"ayes": 10}, day) == []
    assert over(case, "admission_meeting", votes | {"ayes": 11}, day)
    assert over(case, "admission_meeting", votes, day)
