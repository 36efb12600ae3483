"""Giving and ending duties: who may, what is refused, and what two people who do it at once are told."""

import datetime as dt

import pytest

from audit.models import Event
from directory.models import Duty, DutyKind, Person
from directory.permissions import Role
from directory.refusals import ChangedMeanwhile, Refused
from directory.services.duties import assign_duty, end_duty
from directory.services.statuses import set_party_status
from directory.viewer import Viewer
from tests.world import TODAY

DAY = dt.timedelta(days=1)


@pytest.fixture
def admin(client_as):
    return client_as(Role.DEPARTMENT_ADMIN)


def give(admin, address="/units/0101/duties/new/", **more):
    data = {"roster_no": "30001", "unit": "0101", "kind": "organization", "from_on": "2026-11-20"}
    return admin.post(address, data | more)


def assign(world, roster_no, unit, kind, **more):
    given = {"from_on": TODAY, "by": world.accounts[Role.DEPARTMENT_ADMIN]} | more
    return assign_duty(person=world.people[roster_no], unit=world.units[unit], kind=kind, **given)


def words_of(refused) -> str:
    return str(refused.value)


def test_a_duty_is_given_from_the_page_of_a_unit_or_of_a_person(admin, world):
    assert give(admin).url == "/units/0101/?tab=leaders"
    assert give(admin, "/people/30002/duties/new/", roster_no="30002", kind="publicity").url == "/people/30002/"
    assert Duty.objects.filter(from_on=TODAY).count() == 2
    assert Event.objects.filter(kind="rights", detail__act="任职").count() >= 2
    assert "登记任职" in admin.get("/people/30001/").content.decode()
    assert "登记任职" in admin.get("/units/0101/?tab=leaders").content.decode()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"roster_no": "99999"}, "没有找到这个学工号"),
        ({"unit": "no-such"}, "没有找到党组织"),
        ({"from_on": "2026-13-01"}, "2026-13-01"),
        ({"to_on": "2026-11-01"}, "离任日期早于任职日期"),
        ({"kind": "organizer_full_time"}, "kind"),
        ({"kind": "department_admin"}, "只设在学校党委"),
        ({"kind": ""}, "职务"),
    ],
)
def test_what_is_wrong_with_a_duty_is_said_and_nothing_is_saved(admin, world, given, words):
    before = Duty.objects.count()
    answer = give(admin, **given)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Duty.objects.count() == before


def test_one_duty_is_not_held_twice_at_once(admin, world):
    give(admin)
    answer = give(admin, from_on="2026-12-01")
    assert answer.status_code == 422 and "请先办理离任" in answer.content.decode()


def test_nobody_gives_or_ends_his_own_duty(world):
    admin = world.accounts[Role.DEPARTMENT_ADMIN]
    with pytest.raises(Refused) as refused:
        assign_duty(person=admin.person, unit=world.units["01"], kind=DutyKind.SECRETARY, from_on=TODAY, by=admin)
    assert "不能办理自己的任职" in words_of(refused)
    with pytest.raises(Refused):
        end_duty(duty=admin.person.duties.get(), on=TODAY, by=admin)


@pytest.mark.parametrize(
    ("held", "wanted"),
    [("system_admin", "department_admin"), ("system_admin", "auditor"), ("auditor", "department_staff")],
)
def test_whoever_runs_or_checks_does_not_decide(world, held, wanted):
    assign(world, "30001", "00", held)
    with pytest.raises(Refused) as refused:
        assign(world, "30001", "00", wanted)
    assert "不能同时任" in words_of(refused)
    assert assign(world, "30001", "01", DutyKind.SECRETARY), "duties in the party are another matter"


def test_duties_of_the_school_stand_on_its_own_committee_only(world):
    for kind in ("department_admin", "department_staff", "auditor", "system_admin"):
        with pytest.raises(Refused) as refused:
            assign(world, "30002", "01", kind)
        assert "只设在学校党委" in words_of(refused)


def test_a_duty_of_the_school_that_got_onto_another_unit_gives_nothing(world):
    """However the row came there: the table of roles says so, not only the service."""
    account = world.accounts[Role.MEMBER]
    Duty.objects.create(person=account.person, unit=world.units["02"], kind="auditor", from_on=TODAY)
    assert Viewer(account, TODAY).roles == {Role.MEMBER}


def test_the_last_administrator_is_not_ended_before_there_is_another(world):
    duty = world.accounts[Role.DEPARTMENT_ADMIN].person.duties.get()
    with pytest.raises(Refused) as refused:
        end_duty(duty=duty, on=TODAY, by=None)
    assert "请先登记接任的人" in words_of(refused)
    assign(world, "30001", "00", DutyKind.DEPARTMENT_ADMIN)
    assert end_duty(duty=duty, on=TODAY, by=None).to_on == TODAY


def test_somebody_who_has_left_gets_no_duty(world):
    person = world.people["30003"]
    set_party_status(person=person, unit=person.unit, status="left", from_on=TODAY, today=TODAY)
    world.people["30003"] = Person.objects.get(pk=person.pk)
    with pytest.raises(Refused) as refused:
        assign(world, "30003", "0102", DutyKind.YOUTH)
    assert "已离开本校" in words_of(refused)


def test_two_people_who_end_one_duty_do_not_overwrite_each_other(admin, world):
    duty = assign(world, "30001", "0101", DutyKind.YOUTH)
    end_duty(duty=duty, on=TODAY + 9 * DAY, by=None)
    with pytest.raises(ChangedMeanwhile):
        end_duty(duty=duty, on=TODAY, by=None, version=duty.version)
    answer = admin.post(f"/duties/{duty.pk}/end/", {"to_on": "2026-11-21", "version": duty.version})
    assert answer.status_code == 422
    assert "2026-11-29" in answer.content.decode() and "2026-11-21" in answer.content.decode()
    again = admin.post(f"/duties/{duty.pk}/end/", {"to_on": "2026-11-21", "version": duty.version + 1})
    assert again.status_code == 302


def test_an_ended_duty_is_not_prolonged(admin, world):
    duty = end_duty(duty=assign(world, "30001", "0101", DutyKind.YOUTH), on=TODAY, by=None)
    duty.refresh_from_db()
    answer = admin.post(f"/duties/{duty.pk}/end/", {"to_on": "2027-01-01", "version": duty.version})
    assert answer.status_code == 422 and "请重新登记" in answer.content.decode()
