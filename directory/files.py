"""Keeping files beside records: known by their content, sealed on the disk, under a name nobody can guess.

A file lies outside everything that is served as static. Its row is written last, so that a crash leaves at most a file
without a row and never a row without its file.
"""

import base64
import datetime as dt
import hashlib
import io
import zipfile
from pathlib import Path

from django.conf import settings

from audit.sealing import seal, unseal
from directory.models import Attachment, FileKind, Person, Unit
from directory.permissions import Sensitivity
from directory.refusals import Refused, refuse

PURPOSE = "directory.attachment"
MOST_BYTES = 20 * 1024 * 1024
# What an inflated document may come to: more is a bomb.
MOST_INFLATED = 200 * 1024 * 1024
CONTENT_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_BEGINNINGS = {b"%PDF-": FileKind.PDF, b"\xff\xd8\xff": FileKind.JPEG, b"\x89PNG\r\n\x1a\n": FileKind.PNG}
_PARTS = {"word/document.xml": FileKind.DOCX, "xl/workbook.xml": FileKind.XLSX}


class FileLost(Exception):
    """The file is not there, or is not what was kept."""


def keep_file(
    *,
    content: bytes,
    file_name: str,
    title: str,
    record,
    unit: Unit,
    person: Person | None,
    sensitivity: Sensitivity,
    on: dt.date,
) -> Attachment:
    """Keeps a file beside a record; raises `Refused` for one that is empty, too large or of no accepted kind."""
    kind = accepted_kind(content)
    attachment = Attachment(
        unit=unit,
        person=person,
        subject=record._meta.label_lower,
        subject_id=record.pk,
        title=title,
        file_name=Path(file_name.replace("\\", "/")).name[:200],
        kind=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        sensitivity=sensitivity,
        added_on=on,
    )
    place = _place(attachment)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    place.write_bytes(seal(base64.b64encode(content).decode(), PURPOSE))
    attachment.save()
    return attachment


def read_file(attachment: Attachment) -> bytes:
    """The content as it was kept; raises `FileLost`."""
    try:
        content = base64.b64decode(unseal(_place(attachment).read_bytes(), PURPOSE))
    except OSError as error:
        raise FileLost(f"附件 {attachment.code} 不在文件夹中。") from error
    if hashlib.sha256(content).hexdigest() != attachment.sha256:
        raise FileLost(f"附件 {attachment.code} 与登记的校验值不符。")
    return content


def accepted_kind(content: bytes) -> FileKind:
    """What the content is, whatever the name says; raises `Refused`."""
    if not content:
        raise _refused("文件是空的，请重新选择文件。")
    if len(content) > MOST_BYTES:
        raise _refused(f"文件超过 {MOST_BYTES // 1024 // 1024} MB，请压缩或分开后上传。")
    kind = next((kind for start, kind in _BEGINNINGS.items() if content.startswith(start)), None)
    kind = kind or (_office_kind(content) if content.startswith(b"PK\x03\x04") else None)
    if kind is None:
        raise _refused("只接受 PDF、JPEG、PNG、.docx 或 .xlsx 文件，请转存后上传。")
    return kind


def _office_kind(content) -> FileKind | None:
    """A Word or Excel file without macros; None for any other container."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            infos = container.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    names = {info.filename for info in infos}
    if sum(info.file_size for info in infos) > MOST_INFLATED or any(name.endswith("vbaProject.bin") for name in names):
        return None
    return next((kind for part, kind in _PARTS.items() if part in names), None)


def _place(attachment) -> Path:
    return Path(settings.FILES_DIR) / attachment.code[:2] / attachment.code


def _refused(words) -> Refused:
    return refuse("file_accepted", words, field="file")
