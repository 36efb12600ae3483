"""What beat rings for. A task carries no argument: everything that is to be done stands in PostgreSQL."""

from celery import shared_task
from django.utils import timezone

from audit.context import acting
from reminders import delivering, services


@shared_task(name="reminders.tick")
def tick() -> None:
    with acting(source="task", reason="夜间提醒计算"):
        services.tick(at=timezone.now())


@shared_task(name="reminders.deliver")
def deliver() -> None:
    with acting(source="task", reason="发送提醒"):
        delivering.deliver(at=timezone.now())


@shared_task(name="reminders.make_up")
def make_up() -> None:
    with acting(source="task", reason="提醒补算"):
        services.make_up(on=timezone.localdate())
