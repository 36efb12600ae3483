from django.apps import AppConfig

# Read here so that presets may name its parameters (policy/presets/files.py).
from branches import policy as _policy  # noqa: F401


class BranchesConfig(AppConfig):
    name = "branches"
    verbose_name = "支部工作"
