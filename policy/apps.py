from django.apps import AppConfig
from django.core import checks
from django.utils.module_loading import autodiscover_modules

from policy.presets.checking import check_presets


class PolicyConfig(AppConfig):
    name = "policy"
    verbose_name = "制度参数"

    def ready(self):
        """Every app's `policy.py` declares its parameters and its `impact.py` says whom a change of them meets."""
        autodiscover_modules("policy", "impact")
        checks.register(check_presets)
