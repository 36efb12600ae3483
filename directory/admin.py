"""The school's settings, accounts and units on the admin site; duty and scope decide who sees what."""

from django.contrib import admin
from django.contrib.auth.models import Group

from audit.events import record_event
from audit.models import EventKind
from directory.admin_scope import ScopedAdmin
from directory.models import Account, School, Unit

admin.site.unregister(Group)


@admin.register(School)
class SchoolAdmin(ScopedAdmin):
    """One row, changed and never added or deleted."""

    view_permission = edit_permission = "settings.manage"
    list_display = ["name", "platform_name", "second_level_word", "password_rules"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if form.changed_data:
            words = {str(form.fields[name].label): str(form.cleaned_data[name]) for name in form.changed_data}
            record_event(EventKind.SETTINGS, by=request.user, subject=obj, request=request, changed=words)


@admin.register(Account)
class AccountAdmin(ScopedAdmin):
    """Accounts to look at; they are opened, locked and reset on the account pages, with a reason."""

    view_permission = "accounts.manage"
    list_display = ["username", "person", "is_active", "activated_at", "last_login", "is_demo"]
    list_filter = ["is_active", "is_demo"]
    search_fields = ["username", "person__name"]
    list_select_related = ["person"]
    fields = readonly_fields = [
        "username", "person", "is_active", "is_demo", "activated_at", "password_set_at", "last_login",
    ]  # fmt: skip


@admin.register(Unit)
class UnitAdmin(ScopedAdmin):
    """The tree to look at; it is changed on the unit pages, where the rules are."""

    view_permission = "units.view"
    list_display = ["code", "full_name", "kind", "parent", "established_on", "closed_on"]
    list_filter = ["kind", "needs_organizer", "is_temporary"]
    search_fields = ["code", "full_name", "short_name"]
    list_select_related = ["parent"]
    fields = readonly_fields = [
        "code", "kind", "full_name", "short_name", "parent", "established_on", "closed_on", "needs_organizer",
        "is_temporary", "is_functional",
    ]  # fmt: skip
