"""The two ends of a session, what extends it, and what a page is told when it is over."""

import datetime as dt

import pytest
from django.test import Client

from audit.models import Event, EventKind
from directory.permissions import Role
from tests.world import PASSWORD

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
BACKGROUND = {"X-Background": "1"}


@pytest.fixture
def client(world):
    client = Client()
    client.post("/login/", {"username": "auditor", "password": PASSWORD})
    return client


def is_signed_in(client, **headers):
    return client.get("/account/", headers=headers).status_code == 200


def test_half_an_hour_without_use_ends_a_session(client, clock):
    clock.shift(29 * MINUTE)
    assert is_signed_in(client)
    clock.shift(31 * MINUTE)
    assert not is_signed_in(client)
    assert Event.objects.get(kind=EventKind.LOGOUT).detail == {"cause": "长时间没有操作"}


def test_polling_and_autosave_do_not_extend_a_session(client, clock):
    for _ in range(3):
        clock.shift(9 * MINUTE)
        assert is_signed_in(client, **BACKGROUND)
    clock.shift(9 * MINUTE)
    assert not is_signed_in(client, **BACKGROUND)


def test_use_extends_a_session_up_to_twelve_hours(client, clock):
    for _ in range(35):
        clock.shift(20 * MINUTE)
        assert is_signed_in(client)
    clock.shift(21 * MINUTE)
    assert not is_signed_in(client)
    assert Event.objects.get(kind=EventKind.LOGOUT).detail == {"cause": "登录时间已满"}


def test_signing_in_again_begins_a_new_twelve_hours(client, clock):
    for _ in range(30):
        clock.shift(20 * MINUTE)
        is_signed_in(client)
    client.post("/logout/")
    client.post("/login/", {"username": "auditor", "password": PASSWORD})
    for _ in range(30):
        clock.shift(20 * MINUTE)
        assert is_signed_in(client)


def test_the_button_of_the_warning_extends_the_session(client, clock):
    clock.shift(29 * MINUTE)
    assert client.get("/session/extend/", headers={"HX-Request": "true"}).status_code == 204
    clock.shift(29 * MINUTE)
    assert is_signed_in(client)


def test_pages_carry_what_the_warning_needs(client):
    page = client.get("/account/").content.decode()
    assert 'data-idle-seconds="1800"' in page
    assert 'data-extend-url="/session/extend/"' in page


def test_a_fragment_is_told_that_the_session_is_over_and_the_page_stays(client, clock):
    clock.shift(31 * MINUTE)
    answer = client.get("/account/", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Trigger"] == "session-ended"
    assert "Location" not in answer.headers


def test_after_log_in_one_is_back_on_the_page(world):
    stranger = Client()
    assert stranger.get("/account/password/?a=1").url == "/login/?next=/account/password/%3Fa%3D1"


def test_a_form_sent_after_the_end_leads_back_to_the_page_with_the_form(world):
    stranger = Client()
    ours = stranger.post("/account/password/", headers={"Referer": "http://testserver/account/password/?a=1"})
    assert ours.url == "/login/?next=/account/password/%3Fa%3D1"
    theirs = stranger.post("/account/password/", headers={"Referer": "https://evil.example/x"})
    assert theirs.url == "/login/?next=/"


def test_the_log_in_renews_the_session_key(world):
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    client.post("/login/", {"username": "auditor", "password": PASSWORD})
    assert client.cookies["sessionid"].value != "a" * 32


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(client):
    for name in ("sessionid", "csrftoken"):
        if name in client.cookies:
            assert client.cookies[name]["httponly"] and client.cookies[name]["samesite"] == "Lax"
    assert "sessionid" in client.cookies


def test_nothing_of_a_session_survives_log_out(client):
    before = client.cookies["sessionid"].value
    client.post("/logout/")
    client.cookies["sessionid"] = before
    assert not is_signed_in(client)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.SYSTEM_ADMIN])
def test_large_letters_belong_to_the_account(client_as, world, role):
    client = client_as(role)
    answer = client.post("/account/large-type/", {"large": "1", "next": "/account/password/"})
    assert answer.url == "/account/password/" and client.cookies["text"].value == "large"
    world.accounts[role].refresh_from_db()
    assert world.accounts[role].large_type
    assert client.post("/account/large-type/", {"large": "0", "next": "https://evil.example/"}).url == "/account/"
    again = Client()
    again.post("/login/", {"username": role.value, "password": PASSWORD})
    assert not again.cookies["text"].value
