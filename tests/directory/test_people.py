"""The file on a person: what is kept, and what is refused with a sentence and leaves nothing behind."""

import datetime as dt

import pytest

from directory.models import PartyStatus, Person, PersonNumber, Status
from directory.numbers import make_id_number
from directory.refusals import ChangedMeanwhile, Refused
from directory.services.people import register_person, reveal, update_person
from directory.services.statuses import refresh_current, set_party_status
from tests.world import TODAY

pytestmark = pytest.mark.django_db
BORN = dt.date(1988, 3, 5)
NUMBER = make_id_number(BORN, 7)


def register(world, **facts):
    given = {"roster_no": "50001", "name": "曾照明", "unit": world.units["0101"], "on": TODAY, "by": None} | facts
    return register_person(**given)


def update(person, **facts):
    version = Person.objects.get(pk=person.pk).version
    return update_person(**({"person": person, "version": version, "on": TODAY, "by": None} | facts))


def refused_sentences(act, *arguments, **facts) -> str:
    with pytest.raises(Refused) as refused:
        act(*arguments, **facts)
    return "；".join(str(refusal) for refusal in refused.value.refusals)


def test_a_person_is_registered_with_sealed_numbers(world):
    person = register(world, id_number=NUMBER, phone="13812345678")
    assert (person.id_mask, person.phone_mask) == ("110199************", "138****5678")
    assert (person.birth_on, person.gender) == (BORN, "男")
    assert NUMBER.encode() not in bytes(person.id_sealed)


def test_everything_wrong_is_said_at_once_and_nothing_is_saved(world):
    wrong = NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")
    words = refused_sentences(register, world, roster_no="30001", name="　 ", id_number=wrong, phone="123")
    assert "该学工号已在校内登记" in words and "姓名是空的" in words
    assert "校验码" in words and "手机号应为 11 位" in words
    assert not Person.objects.filter(roster_no="50001").exists()


def test_a_birth_date_that_contradicts_the_number_is_refused(world):
    words = refused_sentences(register, world, id_number=NUMBER, birth_on=dt.date(1988, 3, 6))
    assert "与身份证号里的 1988年3月5日 不一致" in words
    assert not Person.objects.filter(roster_no="50001").exists()


def test_a_birth_date_known_to_the_month_may_be_that_of_the_number(world):
    person = register(world, id_number=NUMBER, birth_on=dt.date(1988, 3, 1), birth_precision="month")
    assert person.birth_precision == "month"


def test_a_later_birth_date_is_compared_with_the_number_on_file(world):
    person = register(world, id_number=NUMBER)
    assert "不一致" in refused_sentences(update, person, birth_on=dt.date(1990, 1, 1), birth_precision="day")
    assert Person.objects.get(pk=person.pk).birth_on == BORN


def test_a_number_of_somebody_else_is_refused_without_a_name(world):
    register(world, id_number=NUMBER)
    words = refused_sentences(register, world, roster_no="50002", id_number=NUMBER)
    assert words == "该证件号已在校内登记，请联系组织部。"


def test_a_number_ever_held_stays_taken(world):
    person = register(world)
    update(person, roster_no="60001")
    assert "已在校内登记" in refused_sentences(register, world, roster_no="50001")
    assert PersonNumber.objects.filter(person=person, kind="roster").count() == 2


def test_the_second_saver_is_told_who_was_first(world):
    person = register(world)
    version = Person.objects.get(pk=person.pk).version
    update(person, email="a@example.invalid")
    with pytest.raises(ChangedMeanwhile) as changed:
        update(person, version=version, email="b@example.invalid")
    assert changed.value.current.email == "a@example.invalid" and changed.value.at
    assert Person.objects.get(pk=person.pk).email == "a@example.invalid"


def test_a_full_number_is_read_with_a_reason(world):
    person = register(world, id_number=NUMBER)
    with pytest.raises(Refused, match="原因"):
        reveal(person=person, field="id_number", reason=" ", by=None)
    assert reveal(person=person, field="id_number", reason="核对档案", by=None) == NUMBER


def test_a_transfer_ends_the_row_before_it(world):
    person = world.people["30001"]
    set_party_status(person=person, unit=world.units["0102"], status=Status.FULL, from_on=TODAY, today=TODAY)
    old, new = PartyStatus.objects.filter(person=person).order_by("from_on")
    assert old.to_on == TODAY - dt.timedelta(days=1) and new.to_on is None
    assert Person.objects.get(pk=person.pk).unit == world.units["0102"]


@pytest.mark.parametrize("day", [dt.date(2015, 6, 1), dt.date(2014, 1, 1)])
def test_a_member_of_two_branches_on_one_day_is_refused(world, day):
    words = refused_sentences(
        set_party_status,
        person=world.people["30001"],
        unit=world.units["0102"],
        status="full",
        from_on=day,
        today=TODAY,
    )
    assert "同一天不能是两个党支部的党员" in words
    assert PartyStatus.objects.filter(person=world.people["30001"]).count() == 1


def test_the_same_again_is_no_change(world):
    words = refused_sentences(
        set_party_status,
        person=world.people["30001"],
        unit=world.units["0101"],
        status="full",
        from_on=TODAY,
        today=TODAY,
    )
    assert "没有变化" in words


@pytest.mark.parametrize("since", [None, TODAY - dt.timedelta(days=30)])
def test_a_transfer_set_in_advance_comes_by_itself(world, since):
    person, tomorrow = world.people["30001"], TODAY + dt.timedelta(days=1)
    set_party_status(person=person, unit=world.units["0102"], status="full", from_on=tomorrow, today=TODAY)
    assert Person.objects.get(pk=person.pk).unit == world.units["0101"]
    assert refresh_current(today=tomorrow, since=since) == 1
    assert Person.objects.get(pk=person.pk).unit == world.units["0102"]


def test_where_imprecise_rows_overlap_the_later_one_holds_and_nobody_changes_every_night(world):
    person, yesterday = world.people["30001"], TODAY - dt.timedelta(days=1)
    words = {"status": "full", "from_on": yesterday, "from_precision": "month"}
    PartyStatus.objects.create(person=person, unit=world.units["0102"], **words)
    assert [refresh_current(today=TODAY) for _ in range(2)] == [1, 0]
    assert Person.objects.get(pk=person.pk).unit == world.units["0102"]
