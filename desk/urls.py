from django.urls import path

from desk.views.log import log_export, log_list, person_history, unit_history
from desk.views.search import search
from desk.views.status import status
from desk.views.workbench import workbench

urlpatterns = [
    path("", workbench, name="workbench"),
    path("log/", log_list, name="log_list"),
    path("log/export/", log_export, name="log_export"),
    path("log/person/<str:roster_no>/", person_history, name="person_history"),
    path("log/unit/<str:code>/", unit_history, name="unit_history"),
    path("search/", search, name="search"),
    path("status/", status, name="status"),
]
