"""What has to happen without anybody clicking; a task carries no argument."""

from celery import shared_task
from django.utils import timezone

from audit.context import acting
from membership.services.renewing import ask_if_due, renew
from reminders.services import make_up


@shared_task(name="membership.renew_standing")
def renew_standing() -> None:
    """The standing of the open cases, where it was asked for or is due; then the reminders that follow from it."""
    with acting(source="task", reason="个案重算"):
        ask_if_due(timezone.now())
        if renew(timezone.localdate()):
            make_up(on=timezone.localdate())
