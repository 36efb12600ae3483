from django.urls import path

from desk.views.search import search
from desk.views.status import status
from desk.views.workbench import workbench

urlpatterns = [
    path("", workbench, name="workbench"),
    path("search/", search, name="search"),
    path("status/", status, name="status"),
]
