from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RemindersConfig(AppConfig):
    name = "reminders"
    verbose_name = "提醒"

    def ready(self):
        """Every app's `deadlines.py` registers its sources; `following.py` hears what acts below have changed."""
        autodiscover_modules("deadlines")
        import_module("reminders.following")
