from importlib import import_module

from django.apps import AppConfig

from directory.panels import PagePanel, add_person_panel, add_unit_panel

# Read here so that presets may name its parameters (policy/presets/files.py).
from membership import policy as _policy  # noqa: F401


class MembershipConfig(AppConfig):
    name = "membership"
    verbose_name = "党员发展"

    def ready(self):
        """The pages of units and people below show who is developed there; `following.py` hears of changes."""
        import_module("membership.following")
        add_unit_panel(PagePanel("发展党员", "unit_cases", "cases.view"))
        add_person_panel(PagePanel("发展党员", "person_cases", "cases.accompany"))
