"""Addresses that exist only for these tests: a page that writes, and an admin site with one model."""

from django.contrib import admin
from django.http import HttpResponse
from django.urls import include, path

from audit.context import give_reason
from config.admin_site import SchoolAdminSite
from directory.models import Unit


def rename(request):
    """Writes on GET as well, as a page may that remembers something."""
    give_reason(request.GET.get("reason", ""))
    Unit.objects.filter(code="03").update(short_name=request.GET["name"])
    return HttpResponse("ok")


def rename_twice(request):
    give_reason("第一个原因")
    Unit.objects.filter(code="03").update(short_name="甲")
    give_reason("第二个原因")
    Unit.objects.filter(code="03").update(short_name="乙")
    return HttpResponse("ok")


class UnitAdmin(admin.ModelAdmin):
    fields = ["short_name"]

    def has_view_permission(self, request, obj=None):
        return True

    has_change_permission = has_module_permission = has_view_permission


site = SchoolAdminSite()
site.register(Unit, UnitAdmin)

urlpatterns = [
    path("rename/", rename),
    path("rename-twice/", rename_twice),
    path("admin/", site.urls),
    path("", include("config.urls")),
]
