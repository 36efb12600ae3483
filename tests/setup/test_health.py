"""`/healthz`, the refusal of demo accounts, and the visitor's address behind the proxy."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import RequestFactory

from config.celery import app, heartbeat
from config.checks import no_demo_accounts, refuse_demo_accounts
from config.proxy import VisitorAddressMiddleware
from directory.models import Account


@pytest.mark.django_db
def test_a_sound_server_says_ok_and_nothing_more(client, settings):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json().keys() == {"database", "broker", "beat_age_seconds"}
    assert answer.json()["database"] == answer.json()["broker"] == "ok"
    assert "no-store" in answer["Cache-Control"]
    assert settings.SECRET_KEY not in answer.text


@pytest.mark.django_db
def test_the_age_of_the_beat_is_shown_once_a_worker_has_carried_it_out(client):
    heartbeat()
    assert 0 <= client.get("/healthz").json()["beat_age_seconds"] < 60


@pytest.mark.django_db
def test_a_dead_broker_is_told_to_the_load_balancer(client, monkeypatch, tmp_path):
    monkeypatch.setattr(app.conf, "broker_read_url", f"redis+socket://{tmp_path}/nobody")
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"database": "ok", "broker": "down", "beat_age_seconds": None}


@pytest.mark.django_db(transaction=True)
def test_a_dead_database_is_told_too(client, monkeypatch, tmp_path):
    with monkeypatch.context() as wrong:
        wrong.setitem(connection.settings_dict, "HOST", str(tmp_path))
        connection.close()
        answer = client.get("/healthz")
    connection.close()
    assert answer.status_code == 503
    assert (answer.json()["database"], answer.json()["broker"]) == ("down", "ok")


@pytest.mark.django_db
def test_only_reading_is_allowed(client):
    assert client.post("/healthz").status_code == 405


@pytest.fixture
def demo_account(db):
    return Account.objects.create(username="zuzhibu", is_demo=True)


def test_production_refuses_to_start_beside_a_demo_account(demo_account, settings):
    settings.DEMO = False
    (error,) = no_demo_accounts(databases=["default"])
    assert "zuzhibu" in error.msg
    assert "新建一个空数据库" in error.hint
    with pytest.raises(ImproperlyConfigured, match="演示账号"):
        refuse_demo_accounts()


def test_the_demo_itself_may_hold_them(demo_account):
    assert no_demo_accounts(databases=["default"]) == []


@pytest.mark.django_db
def test_production_starts_without_them(settings):
    settings.DEMO = False
    Account.objects.create(username="real")
    refuse_demo_accounts()
    assert no_demo_accounts(databases=["default"]) == []


@pytest.mark.parametrize(
    ("forwarded", "expected"),
    [("10.1.2.3", "10.1.2.3"), ("6.6.6.6, 10.1.2.3", "10.1.2.3"), ("", "127.0.0.1")],
)
def test_the_address_is_the_one_our_proxy_wrote(forwarded, expected):
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=forwarded)
    assert VisitorAddressMiddleware(lambda request: request.META["REMOTE_ADDR"])(request) == expected
