"""Workbooks to be saved, and the unit that reports."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from directory.models import Unit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def reporting_unit(viewer, code: str, permission: str) -> str:
    """填报单位: the unit chosen as scope, else the tops of what the viewer may see."""
    seen = Unit.objects.within(viewer, permission)
    chosen = seen.filter(code=code) if code else seen.filter(path__in=viewer.paths(permission))
    return "、".join(chosen.order_by("code").values_list("full_name", flat=True))
