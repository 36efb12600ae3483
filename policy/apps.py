from django.apps import AppConfig
from django.core import checks
from django.utils.module_loading import autodiscover_modules

from policy.presets.checking import check_presets


class PolicyConfig(AppConfig):
    name = "policy"
    verbose_name = "制度参数"

    def ready(self):
        """Every app's `policy.py` declares its parameters; presets are held to them whenever Django checks itself."""
        autodiscover_modules("policy")
        checks.register(check_presets)
