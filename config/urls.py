"""All addresses. Apps add theirs; every view carries a mark (directory/access.py)."""

from django.contrib import admin
from django.urls import include, path

from config.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("desk.urls")),
    path("", include("directory.urls")),
    path("", include("membership.urls")),
    path("", include("organizers.urls")),
    path("", include("policy.urls")),
    path("", include("reminders.urls")),
    path("admin/", admin.site.urls),
]
