"""The product's Celery under a clock that a file tells: `celery -A bench.living.clocked worker` (or `beat`).

LIVING names a folder with the file `clock`; what was rung and what was mailed is noted in it. Every entry of beat's
schedule stands there three times, and a ring that comes late is still heard.
"""

import os
from pathlib import Path

import django
from celery.signals import task_postrun
from django.conf import settings
from django.utils import timezone

from bench.living.clock import Clock, note

COPIES = 3
LATE_SECONDS = 30
FOLDER = Path(os.environ["LIVING"])
CLOCK = Clock(FOLDER / "clock")

timezone.now = CLOCK.now
django.setup()
settings.EMAIL_BACKEND = "bench.living.mail.EmailBackend"

from bench.living import matters  # noqa: E402 -- they need Django
from config.celery import app  # noqa: E402

matters.register()
app.conf.beat_schedule = {
    f"{name} {copy}": {**entry, "options": {"expires": LATE_SECONDS}}
    for name, entry in settings.CELERY_BEAT_SCHEDULE.items()
    for copy in range(COPIES)
}


@task_postrun.connect
def note_ring(task, **_):
    """One line for each ring that was heard: what, when by the school's clock, and by whom."""
    note(FOLDER / "rings", f"{task.name} {timezone.now().isoformat()} {os.getpid()}")
