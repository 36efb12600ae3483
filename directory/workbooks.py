"""Workbooks on their way to whoever asked for them, and the unit that reports."""

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

from directory.files import CONTENT_TYPES
from directory.models import FileKind, Unit

XLSX = CONTENT_TYPES[FileKind.XLSX]


def workbook(content: bytes, name: str) -> HttpResponse:
    """An .xlsx to be saved."""
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def long_workbook(file, name: str) -> FileResponse:
    """The same from a file open for reading, too long to be held in memory."""
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


def reporting_unit(viewer, code: str, permission: str) -> str:
    """填报单位: the unit chosen as scope, else the tops of what the viewer may see."""
    seen, code = Unit.objects.within(viewer, permission), code.replace("\0", "")
    chosen = seen.filter(code=code) if code else seen.filter(path__in=viewer.paths(permission))
    return "、".join(chosen.order_by("code").values_list("full_name", flat=True))
