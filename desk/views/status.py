from celery import current_app
from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from directory.access import access
from membership.models import EditionConfirmation, StandingRun
from membership.models.editions import CONFIRMABLE
from reminders.health import health, outbox, title_of
from reminders.models import NightlyRun

RUNS = 14


@access("settings.manage")
@require_safe
def status(request):
    """运行状态: the nights of the last weeks, the beat, the queue."""
    now = timezone.localtime()
    context = {
        "health": health(now),
        "outbox": outbox(now),
        "nightly_at": settings.NIGHTLY_AT,
        "runs": [_drawn(run) for run in NightlyRun.objects.all()[:RUNS]],
        "queue": _queue_length(),
        "standing": StandingRun.objects.first(),
        "unconfirmed": _unconfirmed(),
    }
    return render(request, "desk/status.html", context)


def _unconfirmed() -> list[str]:
    """Texts whose new demands only ask for a reason, since the school has not confirmed them."""
    done = set(EditionConfirmation.objects.values_list("edition", flat=True))
    return [title for edition, title in CONFIRMABLE if edition not in done]


def _drawn(run) -> dict:
    seconds = (run.finished_at - run.started_at).total_seconds() if run.finished_at else None
    return {"run": run, "seconds": seconds, "failures": [(title_of(k), v) for k, v in run.failures.items()]}


def _queue_length() -> int | None:
    """How many messages wait for a worker; None when the broker does not answer."""
    try:
        with current_app.connection_for_read(connect_timeout=2) as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
            return broker.default_channel.client.llen(current_app.conf.task_default_queue)
    except (OperationalError, OSError):
        return None
