"""Where an application belongs (DEV-02, DEV-60): the own unit; who is away goes elsewhere; the rest is pointed out."""

import datetime as dt

import pytest

from dates.parsing import parse_date
from directory.models import Person, Status, Unit
from directory.permissions import Role
from directory.refusals import Refused
from directory.viewer import Operator
from membership.models import Case
from membership.services import open_case
from membership.where_to_apply import hints
from tests.world import TODAY


@pytest.fixture
def person(branch):
    return branch.people["applicant"]


def register(person, unit, on=str(TODAY), **more):
    return open_case(person=person, unit=unit, on=parse_date(on), by=Operator(TODAY), today=TODAY, **more)


def refused(*args, **more):
    with pytest.raises(Refused) as caught:
        register(*args, **more)
    return caught.value.refusals


@pytest.mark.parametrize(
    ("on", "rule", "clause"),
    [
        ("2026-05-11", "DEV-60", "发展党员工作细则（2026年修订） 第六条"),
        ("2026-05-10", "DEV-02", "发展党员工作细则 第六条"),
    ],
)
def test_another_unit_refuses_and_names_the_right_one(branch, person, on, rule, clause):
    (refusal,) = refused(person, branch.units["0201"], on)
    assert (refusal.rule, refusal.clause, refusal.field) == (rule, clause, "unit")
    assert "请由数学学院党委 数学教工一支部受理" in refusal.message and "流动人员" in refusal.message


@pytest.mark.parametrize("code", ["0101", "0102"])
def test_every_branch_of_the_own_unit_may_take_it(branch, person, code):
    assert register(person, branch.units[code]).unit.code == code


def test_whoever_is_away_may_apply_where_he_is(branch, person):
    assert register(person, branch.units["0201"], is_mobile=True).unit.code == "0201"


def test_whose_unit_is_closed_may_go_elsewhere(branch, person):
    Unit.objects.filter(code="0101").update(closed_on=dt.date(2026, 1, 1))
    person.refresh_from_db()
    assert register(person, branch.units["0201"]).unit.code == "0201"


def test_whoever_has_left_the_school_applies_where_he_is_now(branch, person):
    Person.objects.filter(pk=person.pk).update(status=Status.LEFT)
    person.refresh_from_db()
    (refusal,) = refused(person, branch.units["0101"])
    assert refusal.rule == "DEV-60" and "现工作、学习单位" in refusal.message


@pytest.mark.parametrize(
    ("leaves_on", "words"),
    [
        (None, ""),
        (dt.date(2026, 6, 30), "已过"),
        (dt.date(2027, 6, 30), "可以连续计算"),
        (dt.date(2027, 11, 20), ""),
    ],
)
def test_graduates_on_the_move_are_pointed_out(branch, person, leaves_on, words):
    person.expected_leave_on = leaves_on
    found = list(hints(person, branch.units["0101"], TODAY))
    assert [words in each for each in found] == ([True] if words else [])


def test_another_branch_and_a_temporary_one_are_pointed_out(branch, person):
    assert "请确认由数学学院党委 数学本科一支部受理" in next(hints(person, branch.units["0102"], TODAY))
    unit = branch.units["0101"]
    unit.is_temporary = True
    assert "不能接收、审批" in next(hints(person, unit, TODAY))


def test_the_form_takes_the_persons_own_branch_and_says_what_to_think_of(branch, person, client_as):
    Person.objects.filter(pk=person.pk).update(expected_leave_on=dt.date(2027, 6, 30))
    given = {"roster_no": person.roster_no, "unit": "", "on": "2026-11-02", "written": "yes"}
    answer = client_as(Role.BRANCH_OFFICER).post("/cases/new/", given, follow=True)
    assert Case.objects.get().unit.code == "0101"
    assert "可以连续计算" in answer.content.decode()


def test_in_a_foreign_unit_the_form_keeps_what_was_typed(branch, person, client_as):
    given = {"roster_no": person.roster_no, "unit": "0201", "on": "2026-11-02", "written": "yes"}
    answer = client_as(Role.DEPARTMENT_ADMIN).post("/cases/new/", given)
    page = answer.content.decode()
    assert (answer.status_code, Case.objects.count()) == (422, 0)
    assert "应向工作、学习所在单位的党组织申请" in page and "第六条" in page and 'value="0201"' in page
