"""A known number cannot be found out by trying the 500 that a mask, a birth date and a gender leave."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone

from audit.models import Event, EventKind, NumberTrial
from audit.trials import BY_ALL, BY_ONE, KEPT, may_try
from directory.models import Account, Person, Unit
from directory.numbers import make_id_number
from directory.permissions import Role
from directory.refusals import Refused, refuse
from directory.search import find_by_id_number
from directory.services.people import register_person, update_person
from tests.world import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
BORN = dt.date(1988, 3, 5)
NOW = dt.datetime(2026, 11, 20, 4, tzinfo=dt.UTC)


@pytest.fixture
def organizer(world):
    return world.accounts[Role.ORGANIZER_FULL_TIME]


def _try(account, sequence, at=NOW):
    return may_try(account, make_id_number(BORN, sequence), at=at)


def test_a_few_similar_numbers_are_allowed_then_no_more(organizer):
    assert [_try(organizer, n) for n in range(BY_ONE + 2)] == [True] * BY_ONE + [False] * 2
    event = Event.objects.filter(kind=EventKind.TRIAL_REFUSED).latest("pk")
    assert event.account == organizer


def test_the_same_number_again_is_no_further_trial(organizer):
    assert all(_try(organizer, 7) for _ in range(50))
    assert NumberTrial.objects.count() == 1


def test_other_areas_and_birth_dates_count_for_themselves(organizer):
    assert all(
        may_try(organizer, make_id_number(dt.date(1988, 3, 1) + dt.timedelta(days=n), 1), at=NOW) for n in range(60)
    )


def test_after_thirty_days_it_is_forgotten(organizer):
    for sequence in range(BY_ONE + 1):
        _try(organizer, sequence)
    assert _try(organizer, 400, at=NOW + KEPT + dt.timedelta(seconds=1))
    assert NumberTrial.objects.count() == 1


def test_many_accounts_together_do_not_get_further(world):
    accounts = list(Account.objects.all())
    allowed = [_try(account, n * 10 + m) for n, account in enumerate(accounts) for m in range(BY_ONE)]
    assert sum(allowed) == BY_ALL < len(allowed)


def test_nothing_readable_is_kept(organizer):
    number = make_id_number(BORN, 7)
    may_try(organizer, number, at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM audit_numbertrial t")
        assert number[6:14] not in cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_not_slip_through():
    account = Account.objects.create(username="quick")
    answers = []

    def attack(first):
        answers.extend(_try(account, first * 10 + n) for n in range(5))
        connection.close()

    threads = [threading.Thread(target=attack, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(answers) == BY_ONE


def _attack(world, account, attempt):
    """Tries number after number until something tells that one is known, or the answers stop."""
    victim = Person.objects.get(roster_no="40001")  # Outside the organizer's scope.
    victim.set_id_number(make_id_number(BORN, 250))
    victim.save()
    victim.numbers.create(kind="id", id_index=victim.id_index, id_sealed=victim.id_sealed, recorded_on=TODAY)
    stopped = found = None
    for sequence in range(0, 500):
        try:
            found = attempt(make_id_number(BORN, sequence)) or found
        except Refused as refused:
            rules = {refusal.rule for refusal in refused.refusals}
            if "number_trials" in rules:
                stopped = sequence
                break
            found = sequence
    return found, stopped


def test_correcting_a_person_is_no_oracle(world, organizer):
    def attempt(number):
        person = Person.objects.get(roster_no="30001")
        update_person(person=person, version=person.version, on=TODAY, by=organizer, id_number=number)

    assert _attack(world, organizer, attempt) == (None, BY_ONE)


def test_registering_people_is_no_oracle(world, organizer):
    def attempt(number):
        facts = {"roster_no": f"9{number[14:17]}", "name": "甲乙", "unit": world.units["0101"], "id_number": number}
        register_person(**facts, on=TODAY, by=organizer)

    assert _attack(world, organizer, attempt) == (None, BY_ONE)


def test_a_form_that_saves_nothing_is_no_oracle(world, organizer, client_as):
    """Beside another mistake the form still says that a number is known, and no service is ever asked."""
    client = client_as(Role.ORGANIZER_FULL_TIME)

    def attempt(number):
        answer = client.post("/people/new/", {"name": "", "unit": "0101", "id_number": number})
        words = "".join(answer.context["form"].errors.get("id_number", []))
        if "防止试探" in words:
            raise refuse("number_trials", words)
        return number if "已在校内登记" in words else None

    assert _attack(world, organizer, attempt) == (None, BY_ONE)


def test_searching_is_no_oracle(world, organizer, viewer_as):
    def attempt(number):
        return find_by_id_number(viewer_as(Role.ORGANIZER_FULL_TIME), number)

    assert _attack(world, organizer, attempt) == (None, BY_ONE)


@pytest.mark.django_db(transaction=True)
def test_a_refused_act_is_counted_all_the_same():
    """The service rolls back, the count does not."""
    account = Account.objects.create(username="patient")
    unit = Unit.objects.create(
        code="77", kind="branch", full_name="甲", short_name="甲", path="1/", established_on=TODAY
    )
    for _ in range(2):
        with pytest.raises(Refused):
            register_person(roster_no="", name="", unit=unit, on=TODAY, by=account, id_number=make_id_number(BORN, 3))
    assert NumberTrial.objects.get().account == account
    assert NumberTrial.objects.get().at <= timezone.now()
