"""The Celery application; the broker is only the doorbell, PostgreSQL holds what is to be done."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")

app = Celery("party")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
