"""The admin site: configuration, for whoever holds a duty that allows it; nobody else learns that it is there."""

from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect

from directory.access import PUBLIC, access, to_login

ENTER = "admin.enter"


class SchoolAdminSite(AdminSite):
    """Log-in, log-out and password are the product's own pages; a missing right is “not found” here as everywhere.

    What a person may see and do on it, each admin class says (directory/admin_scope.py).
    """

    site_header = "系统设置"
    site_title = "系统设置"
    index_title = "设置"
    enable_nav_sidebar = False
    access_mark = ENTER

    def has_permission(self, request):
        viewer = getattr(request, "viewer", None)
        return bool(viewer and viewer.may(ENTER))

    def admin_view(self, view, cacheable=False):
        """As Django's, with our log-in page for strangers and “not found” for whoever lacks a right."""
        guarded = super().admin_view(view, cacheable)

        def inner(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return to_login(request)
            if not self.has_permission(request):
                raise Http404
            try:
                return guarded(request, *args, **kwargs)
            except PermissionDenied as error:
                raise Http404 from error

        return update_wrapper(inner, guarded)

    def get_urls(self):
        """Without the redirect to any object by its number, which asks nobody's right."""
        return [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"]

    @staticmethod
    @access(PUBLIC)
    def login(request, extra_context=None):
        return redirect("login")

    def logout(self, request, extra_context=None):
        return redirect("profile")

    def password_change(self, request, extra_context=None):
        return redirect("password_change")

    def password_change_done(self, request, extra_context=None):
        return redirect("profile")
