"""Many answers sent at the same moment count one after the other: nobody guesses more by being quick."""

import datetime as dt
import threading

import pytest
from axes.models import AccessAttempt
from django.db import connections
from django.test import Client
from django.urls import reverse

from directory.models import Account
from directory.numbers import make_id_number
from directory.permissions import Role
from directory.services.accounts import hand_out_activation
from tests.sessions.test_login import HERE, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x61, 0x7B)})
SPELLINGS = ["member", " member", "member ", "\u3000member", "member".translate(FULL_WIDTH), "member\t"]
BORN = dt.date(1988, 3, 5)
WORD = {"new_password1": "Tree-House-2031", "new_password2": "Tree-House-2031"}


def at_once(*acts) -> list[int]:
    """The statuses of the answers, in whatever order they came."""
    gate, told = threading.Barrier(len(acts), timeout=20), []

    def run(act):
        try:
            gate.wait()
            told.append(act().status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(told)


@pytest.fixture
def address(world):
    """The activation address of a person whose ID number is on file."""
    account = world.accounts[Role.MEMBER]
    account.person.set_id_number(make_id_number(BORN, 7))
    account.person.save()
    uid, token = hand_out_activation(account=account, by=world.accounts[Role.SYSTEM_ADMIN], reason="新入职")
    return reverse("activation", args=[uid, token])


def test_one_account_in_many_spellings_is_one_account(world):
    acts = [lambda name=name: sign_in(name, "wrong-password") for name in SPELLINGS * 2]
    assert at_once(*acts) == [422] * 4 + [429] * 8
    assert AccessAttempt.objects.get().failures_since_start == 5


def test_an_activation_address_takes_five_wrong_numbers(address):
    wrong = [WORD | {"id_number": make_id_number(BORN, sequence)} for sequence in range(20, 32)]
    told = at_once(*[lambda sent=sent: Client().post(address, sent, REMOTE_ADDR=HERE) for sent in wrong])
    assert told == [422] * 5 + [429] * 7
    right = WORD | {"id_number": make_id_number(BORN, 7)}
    assert Client().post(address, right, REMOTE_ADDR=HERE).status_code == 429


def test_an_activation_address_sets_one_password(address):
    sent = [WORD | {"id_number": make_id_number(BORN, 7)}] * 4
    assert at_once(*[lambda each=each: Client().post(address, each) for each in sent]) == [302, 404, 404, 404]
    assert Account.objects.get(username="member").check_password(WORD["new_password1"])
