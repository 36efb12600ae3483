"""The Celery application; the broker is only the doorbell, PostgreSQL holds what is to be done."""

import logging.config
import os
import time

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")

BEAT_SEEN = "party:beat-seen"
BEAT_EVERY_SECONDS = 60

app = Celery("party", task_cls="audit.tasks:RecordedTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.task(name="config.heartbeat", expires=BEAT_EVERY_SECONDS)
def heartbeat() -> None:
    """Leave the time in the broker: proof for `/healthz` that beat sends and a worker carries out."""
    with app.connection_for_write() as broker:
        broker.default_channel.client.set(BEAT_SEEN, time.time())


@app.on_after_finalize.connect
def schedule_heartbeat(sender: Celery, **_: object) -> None:
    sender.add_periodic_task(BEAT_EVERY_SECONDS, heartbeat.s(), name="heartbeat")


@setup_logging.connect
def write_logs_as_the_web_does(**signal):
    """Celery would bring handlers of its own, which write numbers as they come."""
    logging.config.dictConfig(settings.LOGGING)
