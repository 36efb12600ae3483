"""Settings of the school on the admin site; whoever may manage settings enters, by duty."""

from django.contrib import admin

from directory.models import School


@admin.register(School)
class SchoolAdmin(admin.ModelAdmin):
    """One row, changed and never added or deleted."""

    list_display = ["name", "platform_name", "second_level_word", "password_rules"]

    def has_module_permission(self, request):
        return request.viewer.may("settings.manage")

    def has_view_permission(self, request, obj=None):
        return request.viewer.may("settings.manage")

    has_change_permission = has_view_permission

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
