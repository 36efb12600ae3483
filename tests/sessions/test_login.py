"""Signing in: whom it lets in, how many wrong passwords it endures, and what it remembers."""

import datetime as dt
import threading
from time import perf_counter

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.db import connection, connections
from django.test import Client

from audit.models import Event, EventKind
from directory import login_guard
from directory.models import Account
from directory.permissions import Role
from tests.world import PASSWORD

HERE, THERE = "10.1.1.1", "10.2.2.2"


def sign_in(username, password=PASSWORD, *, address=HERE, client=None, **more):
    client = client or Client()
    return client.post("/login/", {"username": username, "password": password, **more}, REMOTE_ADDR=address)


def fail(times, username="member", **more):
    return [sign_in(username, "wrong-password", **more) for _ in range(times)]


def test_the_right_password_lets_in_and_is_remembered(world):
    response = sign_in("auditor")
    assert response.status_code == 302
    event = Event.objects.get(kind=EventKind.LOGIN)
    assert (event.username, event.address) == ("auditor", HERE)


def test_a_wrong_password_says_neither_which_half_was_wrong(world):
    known, unknown = fail(1)[0], fail(1, username="nobody-here")[0]
    assert known.status_code == unknown.status_code == 422
    assert known.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()
    assert "请核对" in known.context["form"].non_field_errors()[0]


def test_five_failures_for_one_account_from_one_address_make_it_wait_there_only(world, clock):
    answers = fail(5)
    assert [answer.status_code for answer in answers] == [422] * 4 + [429]
    assert "15 分钟" in answers[-1].content.decode() and "联系组织部" in answers[-1].content.decode()
    assert sign_in("member").status_code == 429, "the right password does not shorten the wait"
    assert sign_in("member", address=THERE).status_code == 302
    assert sign_in("auditor").status_code == 302, "another account at the same address is not concerned"
    clock.shift(dt.timedelta(minutes=16))
    assert sign_in("member").status_code == 302


def test_a_wait_is_not_prolonged_by_trying_again(world, clock):
    fail(5)
    clock.shift(dt.timedelta(minutes=10))
    fail(3)
    clock.shift(dt.timedelta(minutes=6))
    assert sign_in("member").status_code == 302


def test_twenty_failures_from_many_addresses_shut_the_account_everywhere(world):
    for number in range(5):
        fail(4, address=f"10.9.0.{number}")
    answer = sign_in("member", address="10.9.9.9")
    assert answer.status_code == 429
    assert "不是您本人" in answer.content.decode()


def test_success_forgets_the_failures_here_and_not_a_thief_elsewhere(world):
    fail(4, address=THERE)
    fail(4, address=HERE)
    assert sign_in("member", address=HERE).status_code == 302
    assert [row.ip_address for row in AccessAttempt.objects.all()] == [THERE]


def test_an_address_alone_is_slowed_and_never_shut(world, settings):
    settings.LOGIN_SLOW_SECONDS = 0.2
    for number in range(login_guard.PER_ADDRESS):
        fail(1, username=f"stranger-{number}")
    begun = perf_counter()
    assert sign_in("auditor").status_code == 302
    assert perf_counter() - begun >= 0.2


def test_only_two_attempts_of_a_process_are_held_back_at_once(world, settings):
    settings.LOGIN_SLOW_SECONDS = 0
    for number in range(login_guard.PER_ADDRESS):
        fail(1, username=f"stranger-{number}")
    with login_guard._slowed, login_guard._slowed:
        answer = sign_in("auditor")
    assert answer.status_code == 429
    assert "放慢" in answer.content.decode()
    assert sign_in("auditor").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_many_attempts_at_once_are_no_more_than_five(world):
    tried = []

    def attempt():
        tried.append(sign_in("member", "wrong-password").status_code)
        connections.close_all()

    threads = [threading.Thread(target=attempt) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tried.count(422) == 4 and tried.count(429) == 8
    assert AccessAttempt.objects.get().failures_since_start == 5


def test_nothing_that_was_typed_is_kept_but_the_names_of_accounts(world):
    fail(2, username="My-Secret-Word-1")
    fail(2, username="member")
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(a)::text FROM axes_accessattempt a")
        kept = " ".join(row[0] for row in cursor.fetchall())
        cursor.execute("SELECT row_to_json(e)::text FROM audit_event e")
        kept += " ".join(row[0] for row in cursor.fetchall())
    assert "My-Secret-Word-1" not in kept
    assert "wrong-password" not in kept
    assert '"username":"member"' in kept


def test_refusals_are_in_the_log_with_name_and_address(world):
    fail(1)
    fail(1, username="nobody-here")
    known, unknown = Event.objects.filter(kind=EventKind.LOGIN_REFUSED).order_by("pk")
    assert (known.username, known.address, known.subject_id) == ("member", HERE, world.accounts[Role.MEMBER].person_id)
    assert (unknown.username, unknown.subject) == ("", "未知账号")


def test_a_locked_account_is_told_nothing_and_its_session_is_over(world):
    client = Client()
    sign_in("auditor", client=client)
    assert client.get("/account/").status_code == 200
    Account.objects.filter(username="auditor").update(is_active=False)
    assert client.get("/account/").status_code == 302
    assert sign_in("auditor").status_code == 422


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/account/", "/account/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("https:///evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("\\\\evil.example", "/"),
        ("/\t/evil.example", "/"),
    ],
)
def test_log_in_leads_to_our_own_pages_only(world, wanted, reached):
    assert sign_in("auditor", next=wanted).url == reached


def test_whoever_is_signed_in_already_goes_on(client_as):
    client = client_as(Role.AUDITOR)
    assert client.get("/login/?next=/account/").url == "/account/"
    assert client.get("/login/?next=https://evil.example/").url == "/"


def test_log_out_needs_a_form_and_leaves_an_event(client_as):
    client = client_as(Role.AUDITOR)
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/").url == "/login/"
    assert client.get("/account/").status_code == 302
    assert Event.objects.filter(kind=EventKind.LOGOUT, username="auditor").count() == 1


def test_a_name_with_a_nul_or_of_great_length_is_refused_like_any_other(world):
    assert sign_in("a\0b").status_code == 422
    assert sign_in("a" * 5000).status_code == 422


def test_the_guard_stands_before_every_back_end(world, rf):
    fail(5)
    request = rf.post("/login/", REMOTE_ADDR=HERE)
    assert authenticate(request, username="member", password=PASSWORD) is None


def test_the_demo_names_its_accounts_on_the_page_and_a_school_does_not(world, settings):
    Account.objects.filter(username="organizer_full_time").update(is_demo=True, password=make_password("Jianghai-2026"))
    Account.objects.filter(username="auditor").update(is_demo=True)
    page = Client().get("/login/").content.decode()
    assert "data-fill-login>organizer_full_time<" in page and "专职组织员" in page and "Jianghai-2026" in page
    assert "data-fill-login>auditor<" not in page
    settings.DEMO = False
    page = Client().get("/login/").content.decode()
    assert "organizer_full_time" not in page and "Jianghai-2026" not in page
