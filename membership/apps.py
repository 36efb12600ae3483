from django.apps import AppConfig

# Read here so that presets may name its parameters (policy/presets/files.py).
from membership import policy as _policy  # noqa: F401


class MembershipConfig(AppConfig):
    name = "membership"
    verbose_name = "党员发展"
