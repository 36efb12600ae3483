"""The two presets of password rules, the choice between them, old passwords and the reminder."""

import datetime as dt

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from directory.models import PasswordRules, School, UsedPassword
from directory.permissions import Role
from tests.world import PASSWORD


@pytest.fixture
def choose(world):
    def choose(rules):
        School.objects.update_or_create(pk=1, defaults={"password_rules": rules})

    return choose


def complaint(password, account=None) -> str:
    try:
        validate_password(password, account)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("Short-1", "至少 10 个字符"),
        ("4815162342", "全是数字"),
        ("password123", "太常见"),
        ("auditor-2026", "太接近"),
        ("lantern willow", ""),
        ("杨柳灯笼二〇二六年秋天", ""),
    ],
)
def test_the_standard_rules(world, password, words):
    found = complaint(password, world.accounts[Role.AUDITOR])
    assert words in found and bool(words) == bool(found)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("Lantern-9", "至少 12 个字符"),
        ("lanternwillow", "三种"),
        ("lantern willow", "三种"),
        ("Lantern willow", ""),
        ("lantern-willow-9", ""),
        (PASSWORD, "用过"),
    ],
)
def test_the_strict_rules(world, choose, password, words):
    choose(PasswordRules.STRICT)
    found = complaint(password, world.accounts[Role.AUDITOR])
    assert words in found and bool(words) == bool(found)


@pytest.mark.parametrize("password", ["shanxiongxin-7", "my30001-word", "SXX-30001-abc"])
def test_neither_the_name_spelled_out_nor_the_number_is_a_password(world, client_as, password):
    client_as(Role.SYSTEM_ADMIN).post("/accounts/new/", {"roster_no": "30001"})
    assert "太接近" in complaint(password, world.people["30001"].account)


def test_all_that_is_wrong_is_said_at_once(world, choose):
    choose(PasswordRules.STRICT)
    found = complaint("1234567", world.accounts[Role.AUDITOR])
    assert all(words in found for words in ("至少 12", "三种", "全是数字"))


def change(client, old, new):
    return client.post("/account/password/", {"old_password": old, "new_password1": new, "new_password2": new})


def test_the_last_five_passwords_are_not_set_again(world, choose, client_as):
    choose(PasswordRules.STRICT)
    client, old = client_as(Role.AUDITOR), PASSWORD
    for number in range(5):
        new = f"Lantern-Willow-{number}"
        assert change(client, old, new).status_code == 302
        old = new
    assert UsedPassword.objects.filter(account=world.accounts[Role.AUDITOR]).count() == 5
    assert change(client, old, "Lantern-Willow-1").status_code == 422
    assert change(client, old, PASSWORD).status_code == 302, "the sixth last may be used again"


def test_only_hashes_are_kept(world):
    assert not UsedPassword.objects.filter(encoded__contains=PASSWORD).exists()
    assert UsedPassword.objects.count() == len(world.accounts)


def test_a_change_ends_the_other_sessions_and_not_ones_own(world, client_as):
    here, there = client_as(Role.AUDITOR), client_as(Role.AUDITOR)
    assert change(here, PASSWORD, "Lantern-Willow-9").status_code == 302
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


def test_whoever_guesses_the_current_password_at_an_open_screen_is_signed_out(client_as):
    client = client_as(Role.AUDITOR)
    assert [change(client, "guess", "Lantern-Willow-9").status_code for _ in range(5)] == [422] * 4 + [302]
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("rules", "days", "reminded"), [("strict", 90, False), ("strict", 91, True), ("standard", 999, False)]
)
def test_an_old_password_is_a_reminder_and_no_lock(world, choose, clock, rules, days, reminded):
    choose(rules)
    clock.shift(dt.timedelta(days=days))
    client = Client()
    assert client.post("/login/", {"username": "auditor", "password": PASSWORD}).status_code == 302
    page = client.get("/account/").content.decode()
    assert (f"您的密码已用 {days} 天" in page) == reminded


def test_the_page_shows_the_rules_that_stand_today(choose, client_as):
    client = client_as(Role.AUDITOR)
    assert "至少 10 个字符" in client.get("/account/password/").content.decode()
    choose(PasswordRules.STRICT)
    assert "至少 12 个字符" in client.get("/account/password/").content.decode()


def test_the_choice_is_made_on_the_admin_site(world, client_as):
    School.objects.update_or_create(pk=1, defaults={"name": "江海大学"})
    client = client_as(Role.SYSTEM_ADMIN)
    form = client.get("/admin/directory/school/1/change/").context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields} | {"password_rules": "strict"}
    assert client.post("/admin/directory/school/1/change/", data).status_code == 302
    assert School.current().password_rules == PasswordRules.STRICT
