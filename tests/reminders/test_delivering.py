"""The outbox: sent once, whoever sends and however often it is tried; what does not go out stays in sight."""

import datetime as dt
import email
import json
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import connection

from directory.models import Account
from directory.permissions import Role
from reminders import delivering
from reminders.delivering import WAITS, deliver, retry, take
from reminders.models import Channel, Delivery, DeliveryState, Digest
from tests.world import TODAY

NOON = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))


@pytest.fixture
def folder(tmp_path, settings):
    settings.EMAIL_BACKEND = "reminders.mail_files.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    settings.SITE_URL = "https://dangwu.example.edu.cn"
    return tmp_path / "mail"


@pytest.fixture
def waiting(world):
    """`waiting(role)`: a digest of one person that is to be sent at noon."""

    def make(role=Role.BRANCH_OFFICER, *, address="a@example.edu.cn", channel=Channel.MAIL, at=NOON):
        account = world.accounts[role]
        account.person.email = address
        account.person.save(update_fields=["email"])
        counts = {"organizers.filing": 2, "organizers.trial": 1}
        digest = Digest.objects.create(account=account, day=TODAY, counts=counts, total=3, late=1, reported=0)
        return Delivery.objects.create(digest=digest, channel=channel, key=uuid.uuid4(), due_at=at)

    return make


def mails(folder):
    return [email.message_from_bytes(path.read_bytes()) for path in sorted(folder.glob("*.eml"))]


def test_a_message_goes_out_once_and_says_counts_only(folder, waiting):
    delivery = waiting()
    assert [deliver(at=NOON), deliver(at=NOON)] == [1, 0]
    (message,) = mails(folder)
    text = message.get_payload(decode=True).decode()
    assert "任职备案 2 项" in text and "其中 1 项已逾期" in text and "https://dangwu.example.edu.cn" in text
    assert str(delivery.key) in message["Message-ID"]
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.sent_at) == (DeliveryState.SENT, 1, NOON)


def test_nothing_personal_is_said(folder, waiting):
    account = waiting().digest.account
    deliver(at=NOON)
    (message,) = mails(folder)
    assert account.person.name not in message.get_payload(decode=True).decode() + str(message["Subject"])


def test_nothing_goes_out_before_its_time_or_in_quiet_hours(folder, waiting):
    waiting(at=NOON + dt.timedelta(seconds=1))
    assert deliver(at=NOON) == 0
    for hour in (22, 23, 0, 6):
        at = NOON.replace(hour=hour) + dt.timedelta(days=1)
        assert deliver(at=at) == 0, hour
    assert deliver(at=NOON.replace(hour=7) + dt.timedelta(days=1)) == 1


def test_a_refusing_server_is_tried_again_and_then_left_to_a_person(settings, waiting):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    at = NOON.replace(hour=8)
    delivery = waiting(at=at)
    for wait in WAITS:
        deliver(at=at)
        delivery.refresh_from_db()
        assert (delivery.state, delivery.due_at) == (DeliveryState.WAITING, at + wait)
        assert deliver(at=at + wait - dt.timedelta(seconds=1)) == 0
        at += wait
    deliver(at=at)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.FAILED
    assert "ConnectionRefusedError" in delivery.error
    assert retry(delivery=delivery, at=at)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (DeliveryState.WAITING, 0)


def test_one_refused_message_does_not_hold_up_the_others(folder, waiting, monkeypatch):
    waiting(Role.BRANCH_OFFICER)
    waiting(Role.UNIT_SECRETARY, address="b@example.edu.cn")
    sent = delivering._SENDERS[Channel.MAIL]

    def choosy(delivery):
        if delivery.digest.account.username == Role.BRANCH_OFFICER:
            raise OSError("mailbox of a@example.edu.cn is full 13812345678")
        sent(delivery)

    monkeypatch.setitem(delivering._SENDERS, Channel.MAIL, choosy)
    assert deliver(at=NOON) == 1
    assert Delivery.objects.get(state=DeliveryState.WAITING).error == "OSError：mailbox of … is full …"


def test_without_an_address_it_stays_in_sight(folder, waiting):
    delivery = waiting(address="")
    assert deliver(at=NOON) == 0
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (DeliveryState.NO_ADDRESS, "人员信息中没有邮箱")


def test_a_locked_account_gets_nothing(folder, waiting):
    delivery = waiting()
    Account.objects.filter(pk=delivery.digest.account_id).update(is_active=False)
    deliver(at=NOON)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.WITHDRAWN


def test_what_a_dead_process_had_taken_goes_out_when_its_lease_is_over(folder, waiting):
    delivery = waiting()
    assert take(at=NOON) == delivery
    assert deliver(at=NOON + delivering.LEASE) == 0
    assert deliver(at=NOON + delivering.LEASE + dt.timedelta(seconds=1)) == 1
    assert len(mails(folder)) == 1


def test_a_message_sent_twice_is_one_file(folder, waiting):
    """The process died between sending and writing it down: the second copy has the first one's key."""
    delivery = waiting()
    delivering.by_mail(delivery)
    assert deliver(at=NOON) == 1
    assert len(mails(folder)) == 1


@pytest.mark.django_db(transaction=True)
def test_many_senders_at_once_send_each_message_once(folder, waiting):
    for number, role in enumerate([Role.BRANCH_OFFICER, Role.UNIT_SECRETARY, Role.AUDITOR, Role.MEMBER]):
        waiting(role, address=f"p{number}@example.edu.cn")
    sent, gate = [], threading.Barrier(4)

    def send():
        gate.wait()
        sent.append(deliver(at=NOON))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join(30) for thread in threads]
    assert sum(sent) == 4
    assert set(Delivery.objects.values_list("state", "attempts")) == {(DeliveryState.SENT, 1)}


def test_a_slow_server_outlasts_no_lease(folder, waiting, monkeypatch):
    """Three messages of 25 s each: while the third is on its way, another worker finds nothing to take."""
    for number, role in enumerate([Role.BRANCH_OFFICER, Role.UNIT_SECRETARY, Role.AUDITOR]):
        waiting(role, address=f"p{number}@example.edu.cn")
    passed, taken = [0], []
    monkeypatch.setattr(delivering.time, "monotonic", lambda: passed[0])

    def slow(delivery):
        passed[0] += 25
        taken.append(take(at=NOON + dt.timedelta(seconds=passed[0] - 1)) if len(taken) == 2 else None)

    monkeypatch.setitem(delivering._SENDERS, Channel.MAIL, slow)
    assert deliver(at=NOON) == 3
    assert taken == [None] * 3
    assert set(Delivery.objects.values_list("attempts", flat=True)) == {1}


def test_sending_ends_where_quiet_begins(folder, waiting, monkeypatch):
    for number, role in enumerate([Role.BRANCH_OFFICER, Role.UNIT_SECRETARY]):
        waiting(role, address=f"p{number}@example.edu.cn", at=NOON)
    passed = iter([0, 61, 61])
    monkeypatch.setattr(delivering.time, "monotonic", lambda: next(passed))
    assert deliver(at=NOON.replace(hour=21, minute=59)) == 1
    assert Delivery.objects.filter(state=DeliveryState.WAITING).count() == 1


@pytest.fixture
def messenger(settings):
    """A messenger's real door: what it was handed."""
    taken = []

    class Door(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers["Content-Length"])
            taken.append((self.path, json.loads(self.rfile.read(length))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.MESSENGER_URL = f"json://127.0.0.1:{server.server_port}/to/{{roster_no}}"
    yield taken
    server.shutdown()
    server.server_close()


def test_a_messenger_takes_it_at_the_persons_address(messenger, waiting):
    delivery = waiting(channel=Channel.MESSENGER)
    assert deliver(at=NOON) == 1
    ((path, words),) = messenger
    assert path.rstrip("/") == f"/to/{delivery.digest.account.person.roster_no}"
    assert "任职备案 2 项" in words["message"]


def test_a_messenger_that_is_down_is_tried_again(settings, waiting):
    settings.MESSENGER_URL = "json://127.0.0.1:1/{roster_no}"
    delivery = waiting(channel=Channel.MESSENGER)
    assert deliver(at=NOON) == 0
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (DeliveryState.WAITING, "OSError：即时消息服务没有接收")
