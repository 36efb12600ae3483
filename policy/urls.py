from django.urls import path

from policy.views import calendar, drafting, sources, values, versions

urlpatterns = [
    path("settings/policy/", values.policy_list, name="policy_list"),
    path("settings/policy/export/", values.policy_export, name="policy_export"),
    path("settings/policy/parameters/<str:parameter>/", values.parameter_detail, name="parameter_detail"),
    path("settings/policy/versions/", versions.version_list, name="version_list"),
    path("settings/policy/versions/new/", versions.draft_create, name="draft_create"),
    path("settings/policy/versions/<int:number>/", versions.version_detail, name="version_detail"),
    path("settings/policy/versions/<int:number>/edit/", versions.version_update, name="version_update"),
    path("settings/policy/versions/<int:number>/comparison/", versions.version_compare, name="version_compare"),
    path("settings/policy/versions/<int:number>/impact/", versions.version_impact, name="version_impact"),
    path("settings/policy/versions/<int:number>/publication/", versions.version_publish, name="version_publish"),
    path("settings/policy/versions/<int:number>/withdrawal/", versions.version_withdraw, name="version_withdraw"),
    path("settings/policy/versions/<int:number>/values/<int:pk>/edit/", drafting.value_update, name="value_update"),
    path("settings/policy/versions/<int:number>/values/<int:pk>/removal/", drafting.value_remove, name="value_remove"),
    path(
        "settings/policy/versions/<int:number>/values/<str:parameter>/new/", drafting.value_create, name="value_create"
    ),
    path("settings/policy/clauses/", sources.clause_list, name="clause_list"),
    path("settings/policy/clauses/new/", sources.clause_create, name="clause_create"),
    path("settings/policy/clauses/<int:pk>/", sources.clause_update, name="clause_update"),
    path("settings/policy/clauses/<int:pk>/confirmation/", sources.clause_confirm, name="clause_confirm"),
    path("settings/policy/documents/new/", sources.document_create, name="document_create"),
    path("settings/calendar/", calendar.calendar_month, name="calendar_month"),
    path("settings/calendar/days/<str:day>/", calendar.calendar_day_update, name="calendar_day_update"),
    path(
        "settings/calendar/years/<int:year>/publication/", calendar.calendar_year_publish, name="calendar_year_publish"
    ),
]
