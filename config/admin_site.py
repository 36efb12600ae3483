"""The admin site: configuration, entered by whoever holds a duty that allows it."""

from django.contrib.admin import AdminSite


class SchoolAdminSite(AdminSite):
    site_header = "系统设置"
    site_title = "系统设置"
    index_title = "制度参数与账号"
    enable_nav_sidebar = False

    def has_permission(self, request):
        viewer = getattr(request, "viewer", None)
        return bool(viewer and viewer.may("admin.enter"))
