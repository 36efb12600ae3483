"""From application to archive through the services, under each edition and across the switch."""

import datetime as dt

import pytest

from directory.models import Category, PartyStatus, Person, Status
from directory.services.people import register_person
from membership.models import Outcome, Stage, StepRecord
from tests.membership.cases.walking import opened, play, rest
from tests.membership.procedure.histories import lawful
from tests.world import add_person

STARTS = {"2014": dt.date(2019, 3, 4), "straddling": dt.date(2024, 9, 2), "2026": dt.date(2026, 5, 20)}


@pytest.fixture
def student(world):
    unit = world.units["0102"]
    for number in range(7):
        add_person(world, f"6{number:04}", "周正", "0102")
    person = register_person(
        roster_no="23010002", name="方晓", unit=unit, on=dt.date(2015, 6, 1), by=None, category=Category.STAFF
    )
    Person.objects.filter(pk=person.pk).update(birth_on=dt.date(1998, 1, 1))
    person.refresh_from_db()
    return person


@pytest.mark.parametrize("edition", STARTS)
def test_a_lawful_way_is_recorded_from_application_to_archive(student, edition):
    raw = lawful(STARTS[edition])
    case = play(opened(student, student.unit, raw), rest(raw))
    assert (case.stage, case.outcome, case.faults) == (Stage.FULL, Outcome.ARCHIVED, 0)
    meeting = StepRecord.objects.get(case=case, step="admission_meeting")
    held = list(PartyStatus.objects.filter(person=student).order_by("from_on").values_list("status", "from_on"))
    assert held == [(Status.PROBATIONARY, meeting.happened_on), (Status.FULL, case.full_on)]
    assert not case.deadlines.filter(is_due=True).exists()
    student.refresh_from_db()
    assert student.status == Status.FULL
