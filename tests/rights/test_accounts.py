"""Opening accounts, one-time addresses, locking, resetting: by whom, for whom, and what the log keeps of it."""

import datetime as dt
import re

import pytest
from django.test import Client

from audit.models import Event, EventKind
from directory.models import Account
from directory.numbers import make_id_number
from directory.permissions import Role
from directory.services.people import update_person
from tests.world import PASSWORD, TODAY

NUMBER = make_id_number(dt.date(1980, 5, 1), 7)
NEW = {"new_password1": "Willow-Lantern-8", "new_password2": "Willow-Lantern-8"}
REASON = {"reason": "本人当面申请"}


@pytest.fixture
def system(client_as):
    return client_as(Role.SYSTEM_ADMIN)


@pytest.fixture
def opened(system, world):
    """An account of 单雄信, whose ID number is on file."""
    person = world.people["30001"]
    update_person(person=person, version=person.version, on=TODAY, by=None, id_number=NUMBER)
    system.post("/accounts/new/", {"roster_no": "30001"})
    return Account.objects.get(username="30001")


def hand_out(system, username="30001"):
    """The path of a fresh one-time address, as it stands on the page."""
    page = system.post(f"/accounts/{username}/activation/", REASON).content.decode()
    return re.search(r'value="http://testserver(/activation/[^"]+)"', page)[1]


def activate(address, **more):
    return Client().post(address, NEW | {"id_number": NUMBER} | more)


def test_an_account_is_opened_by_roster_number_and_lets_nobody_in_yet(system, opened):
    assert not opened.has_usable_password()
    assert "待启用" in system.get("/accounts/30001/").content.decode()
    assert Client().post("/login/", {"username": "30001", "password": ""}).status_code == 422


@pytest.mark.parametrize(
    ("roster_no", "words"), [("nobody", "没有找到这个学工号"), ("30001", "此人已有账号"), ("", "必填")]
)
def test_what_stands_in_the_way_of_opening_is_said(system, opened, roster_no, words):
    answer = system.post("/accounts/new/", {"roster_no": roster_no})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_the_address_activates_once(system, opened):
    address = hand_out(system)
    answer = activate(address)
    assert answer.status_code == 302 and answer.url == "/account/"
    assert activate(address).status_code == 404
    assert Client().post("/login/", {"username": "30001", "password": NEW["new_password1"]}).status_code == 302
    acts = list(Event.objects.filter(kind=EventKind.RIGHTS).order_by("pk").values_list("detail__act", flat=True))
    assert acts[-3:] == ["开通账号", "发放启用地址", "启用账号"]


def test_the_address_is_shown_once_and_kept_nowhere(system, opened):
    token = hand_out(system).rstrip("/").rpartition("/")[2]
    assert token not in system.get("/accounts/30001/").content.decode()
    assert token not in str(list(Event.objects.values_list("detail", "reason", "subject")))


def test_a_new_address_spends_the_older_one(system, opened):
    older, newer = hand_out(system), hand_out(system)
    assert Client().get(older).status_code == 404
    assert Client().get(newer).status_code == 200


def test_an_address_ends_after_a_week(system, opened, clock):
    address = hand_out(system)
    clock.shift(dt.timedelta(days=6, hours=23))
    assert Client().get(address).status_code == 200
    clock.shift(dt.timedelta(hours=2))
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/activation/MQ/x/", "/activation/!!/x/", "/activation/OTk5OTk5OTk5OTk5OTk5OTk5OQ/x-y/"]
)
def test_an_invented_address_is_not_found(world, address):
    assert Client().get(address).status_code == 404


def test_whoever_does_not_know_the_id_number_does_not_get_in(system, opened):
    address = hand_out(system)
    stranger = make_id_number(dt.date(1981, 6, 2), 9)
    answers = [activate(address, id_number=stranger) for _ in range(5)]
    assert answers[0].status_code == 422 and "不一致" in answers[0].content.decode()
    assert activate(address).status_code == 429, "five wrong numbers make even the right one wait"
    opened.refresh_from_db()
    assert not opened.has_usable_password()


def test_without_an_id_number_on_file_the_address_is_enough(system, world):
    system.post("/accounts/new/", {"roster_no": "30002"})
    assert "居民身份证号" not in Client().get(address := hand_out(system, "30002")).content.decode()
    assert Client().post(address, NEW).status_code == 302


def test_a_reset_ends_the_old_password_and_every_session(system, world):
    client = Client()
    client.post("/login/", {"username": "auditor", "password": PASSWORD})
    hand_out(system, "auditor")
    assert client.get("/account/").status_code == 302
    assert Client().post("/login/", {"username": "auditor", "password": PASSWORD}).status_code == 422
    assert Event.objects.filter(detail__act="重置密码", reason=REASON["reason"]).exists()


def test_locking_ends_sessions_at_once_and_unlocking_lets_in_again(system, world):
    client = Client()
    client.post("/login/", {"username": "auditor", "password": PASSWORD})
    assert system.post("/accounts/auditor/lock/", REASON).status_code == 302
    assert client.get("/account/").status_code == 302
    assert Client().post("/login/", {"username": "auditor", "password": PASSWORD}).status_code == 422
    assert system.post("/accounts/auditor/activation/", REASON).status_code == 422
    system.post("/accounts/auditor/unlock/", REASON)
    assert Client().post("/login/", {"username": "auditor", "password": PASSWORD}).status_code == 302


def test_unlocking_lifts_the_wait_after_wrong_passwords(system, world):
    for _ in range(5):
        Client().post("/login/", {"username": "auditor", "password": "wrong"})
    assert Client().post("/login/", {"username": "auditor", "password": PASSWORD}).status_code == 429
    system.post("/accounts/auditor/unlock/", REASON)
    assert Client().post("/login/", {"username": "auditor", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize("act", ["lock", "activation"])
def test_nobody_decides_on_his_own_account(system, world, act):
    answer = system.post(f"/accounts/system_admin/{act}/", REASON)
    assert answer.status_code == 422
    assert "不能办理自己的账号" in answer.content.decode()


@pytest.mark.parametrize("act", ["lock", "unlock", "activation"])
def test_every_act_asks_its_reason(system, world, act):
    answer = system.post(f"/accounts/auditor/{act}/", {"reason": " "})
    assert answer.status_code == 422
    assert "请填写原因" in answer.content.decode()


def test_the_account_pages_show_no_number(system, opened):
    pages = "".join(system.get(page).content.decode() for page in ("/accounts/", "/accounts/30001/"))
    assert NUMBER not in pages and NUMBER[:6] not in pages


def test_the_list_is_narrowed_by_state_and_name(system, opened):
    def names(query):
        return [account.username for account in system.get(f"/accounts/?{query}").context["page"]]

    assert names("state=waiting&q=300") == ["30001"]
    assert names("q=单雄") == ["30001"]
    assert names("state=locked") == []
    assert len(names("state=nonsense")) == 10


def test_why_somebody_sees_something_is_said_with_duty_unit_and_dates(system, world):
    page = system.get("/accounts/organizer_full_time/").content.decode()
    for words in ("专职组织员", "数学学院党委", "2022-03-01", "查看人员信息", "至今"):
        assert words in page


def test_why_somebody_no_longer_sees_anything_is_said_too(system, world):
    duty = world.accounts[Role.ORGANIZER_FULL_TIME].person.duties.get()
    duty.to_on = dt.date(2026, 11, 19)
    duty.save()
    page = system.get("/accounts/organizer_full_time/").content.decode()
    assert "2026-11-19" in page and "无效" in page
