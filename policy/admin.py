"""The policy on the admin site, to look at: it is changed on the settings pages, where the rules are."""

from django.contrib import admin

from directory.admin_scope import ScopedAdmin
from policy.models import CalendarDay, Clause, Document, PolicyValue, PolicyVersion


class _SettingsAdmin(ScopedAdmin):
    view_permission = "settings.manage"


@admin.register(PolicyVersion)
class PolicyVersionAdmin(_SettingsAdmin):
    list_display = ["number", "title", "effective_on", "state", "prepared_by", "published_by", "published_at"]
    list_select_related = ["prepared_by__person", "published_by__person"]


@admin.register(PolicyValue)
class PolicyValueAdmin(_SettingsAdmin):
    list_display = ["label", "in_words", "strength", "scope", "clause", "from_on", "to_on", "policy"]
    list_filter = ["policy"]
    list_select_related = ["policy", "unit", "clause__document"]


@admin.register(Document)
class DocumentAdmin(_SettingsAdmin):
    list_display = ["code", "name", "issuer", "number", "issued_on", "effective_on", "is_national"]


@admin.register(Clause)
class ClauseAdmin(_SettingsAdmin):
    list_display = ["citation", "paraphrase", "reading", "confirmed_by", "confirmed_on"]
    list_filter = ["document", "reading"]
    list_select_related = ["document", "confirmed_by__person"]


@admin.register(CalendarDay)
class CalendarDayAdmin(_SettingsAdmin):
    list_display = ["day", "is_working", "word", "source", "is_provisional"]
    list_filter = ["is_provisional", "is_working"]
