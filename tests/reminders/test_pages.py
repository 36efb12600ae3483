"""The pages of 提醒: rules and preview, the outbox, one's own settings."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.permissions import Role
from reminders.models import Channel, Delivery, DeliveryState, Digest, Preference
from reminders.services import recompute
from tests.reminders.sources import fixed, register
from tests.world import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(world, own_sources):
    due_on = TODAY + dt.timedelta(days=5)
    register("tests.due", fixed(world.units["0101"], due_on), acts="people.edit", sees="people.view", ahead=(30, 7))
    recompute(on=TODAY, at=timezone.now() - dt.timedelta(days=1))


@pytest.fixture
def stuck(world):
    account = world.accounts[Role.BRANCH_OFFICER]
    digest = Digest.objects.create(account=account, day=TODAY, counts={"tests.due": 2}, total=2, late=1, reported=0)
    return Delivery.objects.create(
        digest=digest, channel=Channel.MAIL, key=uuid.uuid4(), state=DeliveryState.FAILED, due_at=timezone.now(),
        error="ConnectionRefusedError：[Errno 111]", attempts=5,
    )  # fmt: skip


def test_the_preview_says_what_the_night_then_does(due, client_as):
    page = client_as(Role.DEPARTMENT_ADMIN).get(reverse("reminder_rules"), {"preview": "1"}).content.decode()
    assert 'class="num">2</b> 人，共 <b class="num">2</b> 条' in page
    assert not Digest.objects.exists()
    assert (run := recompute(on=TODAY, at=timezone.now())).told == 2 and run.notices == 2
    page = client_as(Role.DEPARTMENT_ADMIN).get(reverse("reminder_rules"), {"preview": "1"}).content.decode()
    assert "没有新的提醒要发" in page and "今天已提醒 2 人" in page


def test_the_rules_say_days_people_and_grade(due, client_as):
    page = client_as(Role.SYSTEM_ADMIN).get(reverse("reminder_rules")).content.decode()
    assert "30、7" in page and "兼职组织员" in page and "22:00–7:00" in page and "逾期满 14 天" in page


def test_what_did_not_arrive_is_named_and_sent_again(stuck, client_as):
    client = client_as(Role.SYSTEM_ADMIN)
    page = client.get(reverse("delivery_list"), {"state": "failed"}).content.decode()
    assert "ConnectionRefusedError" in page and "已试 5 次" in page
    answer = client.post(reverse("delivery_retry", args=[stuck.key]), follow=True).content.decode()
    assert "已重新排队" in answer
    stuck.refresh_from_db()
    assert (stuck.state, stuck.attempts) == (DeliveryState.WAITING, 0)
    assert "不需要重发" in client.post(reverse("delivery_retry", args=[stuck.key]), follow=True).content.decode()


def test_everybody_sets_his_own(world, client_as):
    client = client_as(Role.MEMBER)
    assert "没有邮箱" in client.get(reverse("preference_update")).content.decode()
    answer = client.post(reverse("preference_update"), {"hour": "9", "pauses_on_holidays": "on"}, follow=True)
    assert "已保存" in answer.content.decode()
    kept = Preference.objects.get()
    assert (kept.account, kept.by_mail, kept.hour, kept.pauses_on_holidays) == (
        world.accounts[Role.MEMBER],
        False,
        9,
        True,
    )
    assert client.post(reverse("preference_update"), {"hour": "3"}).status_code == 422
    kept.refresh_from_db()
    assert kept.hour == 9


def test_one_sees_ones_own_digests_only(stuck, client_as):
    assert "2" in client_as(Role.BRANCH_OFFICER).get(reverse("preference_update")).content.decode()
    assert "还没有提醒过您" in client_as(Role.MEMBER).get(reverse("preference_update")).content.decode()


def test_the_status_page_counts_what_waits(stuck, client_as):
    page = client_as(Role.SYSTEM_ADMIN).get(reverse("status")).content.decode()
    assert "1 条</a>，请查看原因" in page
