"""What every admin class shares: rights come from the viewer's duties, rows from his scope, and acts from services."""

from django.contrib import admin
from django.http import Http404


class ScopedAdmin(admin.ModelAdmin):
    """Reads by `view_permission`, writes by `edit_permission` (none: read-only); services add and delete, never admin.

    An object outside the scope is not found, as one that is absent. Django's own log of the admin site is not written:
    history rows and events tell the same, completely and within the reader's scope (docs/decisions/rights.md).
    """

    view_permission = ""
    edit_permission = ""
    view_on_site = False
    actions = None

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.visible_to(request.viewer) if hasattr(rows, "visible_to") else rows

    def lookup_allowed(self, lookup, value, request=None):
        """Only what the page offers as a filter: Django lets one ask any column letter by letter, hashes included."""
        return lookup.partition("__")[0] in self.get_list_filter(request)

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404
        return found

    def has_module_permission(self, request):
        return request.viewer.may(self.view_permission)

    def has_view_permission(self, request, obj=None):
        return request.viewer.may(self.view_permission)

    def has_change_permission(self, request, obj=None):
        return bool(self.edit_permission) and request.viewer.may(self.edit_permission)

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def log_addition(self, request, obj, message):
        """Told by history already."""

    log_change = log_addition

    def log_deletions(self, request, queryset):
        """Told by history already."""

    def history_view(self, request, object_id, extra_context=None):
        """Django's own page would be empty: the log page tells the history."""
        raise Http404
