from django.urls import path

from desk.views import due_days, imports, matters, ranking
from desk.views.log import log_export, log_list, meeting_history, person_history, unit_history
from desk.views.search import search
from desk.views.status import status
from desk.views.workbench import workbench

urlpatterns = [
    path("", workbench, name="workbench"),
    path("matters/print/", matters.matter_print, name="matter_print"),
    path("matters/export/", matters.matter_export, name="matter_export"),
    path("matters/urging/", matters.urge_create, name="urge_create"),
    path("matters/together/", matters.matter_together, name="matter_together"),
    path("calendar/", due_days.due_calendar, name="due_calendar"),
    path("calendar/days/<str:day>/", due_days.due_day, name="due_day"),
    path("calendar/<str:token>.ics", due_days.calendar_feed, name="calendar_feed"),
    path("ranking/", ranking.unit_ranking, name="unit_ranking"),
    path("ranking/summary/", ranking.ranking_summary, name="ranking_summary"),
    path("log/", log_list, name="log_list"),
    path("log/export/", log_export, name="log_export"),
    path("log/person/<str:roster_no>/", person_history, name="person_history"),
    path("log/meeting/<str:code>/", meeting_history, name="meeting_history"),
    path("log/unit/<str:code>/", unit_history, name="unit_history"),
    path("search/", search, name="search"),
    path("imports/", imports.import_list, name="import_list"),
    path("imports/new/<slug:kind>/", imports.import_create, name="import_create"),
    path("imports/new/<slug:kind>/template/", imports.import_template, name="import_template"),
    path("imports/<str:code>/", imports.import_detail, name="import_detail"),
    path("imports/<str:code>/columns/", imports.import_columns, name="import_columns"),
    path("imports/<str:code>/again/", imports.import_again, name="import_again"),
    path("imports/<str:code>/answers/", imports.import_answers, name="import_answers"),
    path("imports/<str:code>/confirm/", imports.import_confirm, name="import_confirm"),
    path("imports/<str:code>/progress/", imports.import_progress, name="import_progress"),
    path("imports/<str:code>/errors/", imports.import_errors, name="import_errors"),
    path("imports/<str:code>/undo/", imports.import_undo, name="import_undo"),
    path("status/", status, name="status"),
]
