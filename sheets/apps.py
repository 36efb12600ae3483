from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SheetsConfig(AppConfig):
    name = "sheets"
    verbose_name = "表格导入"

    def ready(self):
        """Every app's `importers.py` names the rosters that it can bring in."""
        autodiscover_modules("importers")
