from django.contrib.admin.apps import AdminConfig
from django.core.checks import Tags, register

from config.checks import no_demo_accounts


class SchoolAdminConfig(AdminConfig):
    """The stock admin site, entered by duty instead of by `is_staff`; also brings the project's own checks."""

    default_site = "config.admin_site.SchoolAdminSite"

    def ready(self) -> None:
        super().ready()
        register(no_demo_accounts, Tags.database)
