"""Whether the nightly run does its work: last run, beat, and what a person should know of it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Min, Q
from django.utils import timezone

from reminders import registry
from reminders.models import Delivery, DeliveryState, NightlyRun, Pulse
from reminders.services import appointed

# A run that should have begun so long ago is late; beat that was silent so long is dead.
GRACE = dt.timedelta(minutes=15)
SILENCE = dt.timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Outbox:
    """What has not gone out: how many wait for their hour, since when the oldest is overdue, how many are stuck."""

    waiting: int
    overdue_since: dt.datetime | None
    stuck: int


def outbox(at: dt.datetime) -> Outbox:
    """One look at the messages that are not sent; retries count by the time of their next attempt."""
    on_the_way = Q(state__in=(DeliveryState.WAITING, DeliveryState.SENDING))
    found = Delivery.objects.order_by().aggregate(
        waiting=Count("pk", filter=on_the_way),
        overdue_since=Min("due_at", filter=on_the_way & Q(due_at__lte=at)),
        stuck=Count("pk", filter=Q(state__in=(DeliveryState.FAILED, DeliveryState.NO_ADDRESS))),
    )
    return Outbox(**found)


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the machinery at a moment."""

    at: dt.datetime
    last: NightlyRun | None
    beat_at: dt.datetime | None
    # Whether the very first run is under way, so that figures are there already and still grow.
    is_beginning: bool = False

    @property
    def is_late(self) -> bool:
        """No run since the last appointed time, although there was time enough."""
        return self.last is not None and self.last.started_at < appointed(self.at - GRACE)

    @property
    def failed(self) -> list[str]:
        """Titles of what could not be computed last time."""
        failures = self.last.failures if self.last else {}
        return [title_of(key) for key in failures]

    @property
    def warning(self) -> str:
        """What a person must know before he trusts the dates; empty when all is well."""
        if self.is_beginning:
            return "提醒正在第一次计算，数字还会增加，请一两分钟后刷新。"
        if self.last is None:
            return "提醒还没有计算过。系统启动后一两分钟内会自动计算，请稍后刷新；如仍未出现，请联系系统管理员。"
        if self.is_late:
            stopped = timezone.localtime(self.last.started_at)
            return f"提醒计算停在 {stopped:%-m月%-d日 %H:%M}，截止日期可能不全，请联系系统管理员。"
        if self.failed:
            titles = "、".join(self.failed)
            return f"{titles} 未能计算，仍是上一次的结果，其余照常。请联系系统管理员。"
        return ""

    @property
    def beat_age(self) -> dt.timedelta | None:
        return max(self.at - self.beat_at, dt.timedelta()) if self.beat_at else None

    @property
    def is_beating(self) -> bool:
        return self.beat_age is not None and self.beat_age <= SILENCE


# Steps of the night that are no source.
_STEPS = {
    "directory.current": "当日名称、隶属和党籍",
    "reminders.telling": "每日提醒的分发",
    "reminders.pruning": "旧提醒记录的清理",
}


def title_of(key: str) -> str:
    """What a step of the night computes, in words."""
    return registry.SOURCES[key].title if key in registry.SOURCES else _STEPS.get(key, key)


def health(at: dt.datetime) -> Health:
    """One look at the last run of an ordinary night, and at the pulse."""
    runs = NightlyRun.objects.filter(started_at__date=F("day"))
    beat = Pulse.objects.filter(name="beat").values_list("at", flat=True).first()
    last = runs.order_by(F("finished_at").desc(nulls_last=True)).first()
    is_beginning = last is not None and last.finished_at is None
    return Health(at, None if is_beginning else last, beat, is_beginning)
