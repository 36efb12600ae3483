from django.contrib.admin.apps import AdminConfig


class SchoolAdminConfig(AdminConfig):
    """The stock admin site, entered by duty instead of by `is_staff`."""

    default_site = "config.admin_site.SchoolAdminSite"
