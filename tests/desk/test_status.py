"""The status page: last night's run, the beat, the queue, and what failed by its title."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.permissions import Role
from reminders.models import Pulse
from reminders.services import recompute, tick
from tests.reminders.sources import broken, fixed, register
from tests.world import TODAY


def text_of(client):
    return client.get(reverse("status")).content.decode()


@pytest.fixture(autouse=True)
def silent_broker(settings, monkeypatch):
    """Nobody answers at the broker's address."""
    monkeypatch.setattr("celery.current_app.conf.broker_read_url", "redis+socket:///nowhere/broker")


def test_only_who_manages_settings_may_look(world, client_as):
    answers = {role: client_as(role).get(reverse("status")).status_code for role in Role}
    assert {role for role, code in answers.items() if code == 200} == {Role.DEPARTMENT_ADMIN, Role.SYSTEM_ADMIN}
    assert set(answers.values()) == {200, 404}


def test_before_anything_ran_it_says_so(world, client_as):
    text = text_of(client_as(Role.SYSTEM_ADMIN))
    assert "提醒还没有计算过" in text
    assert "从未收到" in text


def test_a_beating_heart_and_a_good_night(world, own_sources, client_as):
    register("tests.due", fixed(world.units["01"], TODAY))
    tick(at=timezone.now())
    page = client_as(Role.SYSTEM_ADMIN).get(reverse("status"))
    assert page.context["health"].is_beating
    assert page.context["health"].warning == ""
    assert [run["run"].standing for run in page.context["runs"]] == [1]


def test_a_silent_heart_is_told(world, client_as):
    Pulse.objects.create(name="beat", at=timezone.now() - dt.timedelta(minutes=6))
    assert "请检查定时进程" in text_of(client_as(Role.SYSTEM_ADMIN))


def test_a_failed_source_is_named_with_its_reason(world, own_sources, client_as):
    register("tests.broken", broken, title="轮岗提示")
    recompute(on=TODAY, at=timezone.now())
    text = text_of(client_as(Role.SYSTEM_ADMIN))
    assert "轮岗提示" in text
    assert "division by zero" in text


def test_a_broker_that_does_not_answer_is_told_and_nothing_is_lost(world, client_as):
    page = client_as(Role.SYSTEM_ADMIN).get(reverse("status"))
    assert page.context["queue"] is None
    assert "消息队列没有应答" in page.content.decode()
