"""Two people at once, each on a connection of his own: one is saved, the other is told a sentence."""

import datetime as dt
import threading

import pytest
from django.db import connections, transaction

from directory.models import Duty, DutyKind, PartyStatus, Person, Unit, UnitKind, UnitName, UnitPlacement, UnitTally
from directory.numbers import make_id_number
from directory.refusals import ChangedMeanwhile, Refused
from directory.services.duties import assign_duty
from directory.services.people import register_person, update_person
from directory.services.statuses import set_party_status
from directory.services.units import close_unit, found_unit, move_unit, rename_unit
from directory.tally import recount, tallies
from tests.world import TODAY

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = make_id_number(dt.date(1988, 3, 5), 7)


def at_once(*acts) -> list[str]:
    """Runs the acts at the same time, each to the edge of its commit; returns what each was told ("" when saved)."""
    gate, told = threading.Barrier(len(acts), timeout=20), [""] * len(acts)

    def run(place, act):
        try:
            with transaction.atomic():
                gate.wait()
                act()
        except (Refused, ChangedMeanwhile) as refused:
            told[place] = str(refused)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return told


def held_back(first, second) -> list[str]:
    """`first` has written and not yet committed while `second` writes: the order in which constraints speak."""
    written, told = threading.Event(), ["", ""]

    def run_first():
        try:
            with transaction.atomic():
                first()
                written.set()
                threading.Event().wait(0.4)
        except Refused as refused:
            told[0] = str(refused)
        finally:
            written.set()
            connections.close_all()

    def run_second():
        written.wait(20)
        try:
            second()
        except (Refused, ChangedMeanwhile) as refused:
            told[1] = str(refused)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run_first), threading.Thread(target=run_second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return told


def register(world, roster_no, **facts):
    return lambda: register_person(
        **{"roster_no": roster_no, "name": "曾照明", "unit": world.units["0101"], "on": TODAY, "by": None} | facts
    )


def test_one_roster_number_for_two_people(world):
    told = held_back(register(world, "50001"), register(world, "50001"))
    assert told == ["", "该学工号已在校内登记，请联系组织部。"]
    assert Person.objects.filter(roster_no="50001").count() == 1


def test_one_id_number_for_two_people(world):
    told = held_back(register(world, "50001", id_number=NUMBER), register(world, "50002", id_number=NUMBER))
    assert told == ["", "该证件号已在校内登记，请联系组织部。"]
    assert not Person.objects.filter(roster_no="50002").exists()


def test_one_code_for_two_units(world):
    def found(code, name):
        return lambda: found_unit(
            code=code,
            kind=UnitKind.BRANCH,
            full_name=name,
            short_name=name,
            parent=world.units["01"],
            established_on=TODAY,
        )

    told = held_back(found("0109", "甲支部"), found("0109", "乙支部"))
    assert told[0] == "" and "0109 已被使用" in told[1]


def test_a_member_becomes_a_member_of_one_branch_only(world):
    person = world.people["30001"]

    def transfer(code):
        return lambda: set_party_status(
            person=person, unit=world.units[code], status="full", from_on=TODAY, today=TODAY
        )

    told = held_back(transfer("0102"), transfer("0201"))
    assert told[0] == "" and "同一天不能是两个党支部的党员" in told[1]
    assert PartyStatus.objects.filter(person=person, to_on=None).count() == 1


def test_two_moves_that_are_right_alone_never_make_a_ring(world):
    one, other = (
        found_unit(
            code=code,
            kind=UnitKind.COMMITTEE,
            full_name=code,
            short_name=code,
            parent=world.units["00"],
            established_on=TODAY - dt.timedelta(days=9),
        )
        for code in ("08", "09")
    )
    told = held_back(
        lambda: move_unit(unit=one, parent=other, from_on=TODAY, today=TODAY),
        lambda: move_unit(unit=other, parent=one, from_on=TODAY, today=TODAY),
    )
    assert told[0] == "" and "不能隶属于它自己或它的下级" in told[1]
    assert Unit.objects.get(pk=other.pk).parent == world.units["00"]


def test_two_renames_on_one_day(world):
    def rename(name):
        return lambda: rename_unit(unit=world.units["02"], full_name=name, short_name=name, from_on=TODAY, today=TODAY)

    told = held_back(rename("甲"), rename("乙"))
    assert told[0] == "" and "已登记过名称" in told[1]
    assert UnitName.objects.on(TODAY).get(unit=world.units["02"]).short_name == "甲"


def test_nobody_joins_a_branch_while_it_is_closed(world):
    empty = found_unit(
        code="0109",
        kind=UnitKind.BRANCH,
        full_name="空支部",
        short_name="空支部",
        parent=world.units["01"],
        established_on=TODAY - dt.timedelta(days=9),
    )
    told = held_back(
        lambda: close_unit(unit=empty, on=TODAY),
        lambda: set_party_status(person=world.people["30001"], unit=empty, status="full", from_on=TODAY, today=TODAY),
    )
    assert told[0] == "" and "已撤销" in told[1]
    assert Person.objects.get(roster_no="30001").unit == world.units["0101"]


def test_a_branch_that_somebody_is_joining_is_not_closed(world):
    empty = found_unit(
        code="0109",
        kind=UnitKind.BRANCH,
        full_name="空支部",
        short_name="空支部",
        parent=world.units["01"],
        established_on=TODAY - dt.timedelta(days=9),
    )
    told = held_back(
        lambda: set_party_status(person=world.people["30001"], unit=empty, status="full", from_on=TODAY, today=TODAY),
        lambda: close_unit(unit=empty, on=TODAY),
    )
    assert told[0] == "" and "还有 1 人在册" in told[1]
    assert UnitPlacement.objects.on(TODAY).filter(unit=empty).exists()


def test_two_clerks_give_one_person_the_same_duty(world):
    person, unit = world.people["30001"], world.units["0101"]

    def assign():
        assign_duty(person=person, unit=unit, kind=DutyKind.PUBLICITY, from_on=TODAY, by=None)

    assert held_back(assign, assign) == ["", "此人在该党组织的同一职务时间重叠。"]
    assert Duty.objects.filter(person=person, kind=DutyKind.PUBLICITY).count() == 1


def test_two_people_save_one_form(world):
    person = world.people["30001"]

    def save(email):
        return lambda: update_person(person=person, version=person.version, on=TODAY, by=None, email=email)

    person.refresh_from_db()
    told = at_once(save("a@example.invalid"), save("b@example.invalid"))
    assert sorted(told) == ["", "这条记录在您打开之后已被他人修改。"]


def test_arrivals_at_once_never_wait_at_the_school_and_are_all_counted(world):
    told = held_back(register(world, "50001"), register(world, "50002", unit=world.units["0201"]))
    assert told == ["", ""]
    before = {unit: tally.counts for unit, tally in tallies(unit.pk for unit in world.units.values()).items()}
    recount()
    assert {unit: tally.counts for unit, tally in tallies(unit.pk for unit in world.units.values()).items()} == before
    assert UnitTally.objects.filter(unit=world.units["00"], status="none", category="other").get().people == 2
