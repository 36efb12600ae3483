from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

# Read here so that presets may name its parameters (policy/presets/files.py).
from branches import policy as _policy  # noqa: F401


class BranchesConfig(AppConfig):
    name = "branches"
    verbose_name = "支部工作"

    def ready(self):
        """What rests on meetings says so to `services.stops_voiding` and `stops_correcting`."""
        autodiscover_modules("resting")
