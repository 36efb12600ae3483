"""The Celery application; the broker is only the doorbell, PostgreSQL holds what is to be done."""

import os
import time

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")

BEAT_SEEN = "party:beat-seen"
BEAT_EVERY_SECONDS = 60

app = Celery("party")
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
