"""Whether an uploaded file may be opened at all: looked at before anything is parsed.

An .xlsx is a zip of XML. Everything that a parser could stumble over (bombs, macros, entities, passwords, other formats
under its name) is refused here, each with a sentence that says how to save the file properly.
"""

import io
import lzma
import re
import zipfile
import zlib
from pathlib import PurePath

MAX_BYTES = 20 * 1024 * 1024
MAX_ENTRIES = 1000
MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 200  # a roster packs some twentyfold; a bomb a thousandfold
RATIO_FROM = 1024 * 1024  # small parts may be all blanks

_SAVE_AS = "请在 WPS 或 Excel 中打开，用“另存为”存成 .xlsx 格式后再上传。"
_OTHER_FORMATS = {
    ".xls": f"这是旧的 .xls 格式，{_SAVE_AS}",
    ".et": f"这是 WPS 的 .et 格式，{_SAVE_AS}",
    ".csv": f"这是 .csv 文本，号码前面的 0 会丢失，{_SAVE_AS}",
    ".xlsm": f"这是带宏的 .xlsm 格式，{_SAVE_AS}",
    ".xlsb": f"这是 .xlsb 格式，{_SAVE_AS}",
    ".ods": f"这是 .ods 格式，{_SAVE_AS}",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NEEDED = ("[Content_Types].xml", "xl/workbook.xml")
# What the library raises on bytes that are no sound zip; a name or an offset that makes no sense is a ValueError.
_UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error,
    lzma.LZMAError,
)  # fmt: skip
_DAMAGED = f"文件已损坏或不完整，打不开。{_SAVE_AS}"


class SheetRefused(ValueError):
    """The file isn't read; the message is the Chinese sentence for the person who uploaded it."""


def check_container(content: bytes, file_name: str) -> None:
    """Raises `SheetRefused` unless the bytes are a plain .xlsx of a reasonable size."""
    _check_name(file_name)
    if not content:
        raise SheetRefused("文件是空的，请重新选择文件。")
    if len(content) > MAX_BYTES:
        raise SheetRefused(f"文件超过 {MAX_BYTES // 1024 // 1024} MB，请删去图片或分成几个文件上传。")
    if content.startswith(_OLE):
        raise SheetRefused(_about_ole(content))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_entries(package.infolist())
            _check_parts(package)
    except SheetRefused:
        raise
    except _UNREADABLE as error:
        raise SheetRefused(_DAMAGED) from error


def _check_name(file_name):
    suffix = PurePath(file_name).suffix.lower()
    if suffix != ".xlsx":
        raise SheetRefused(_OTHER_FORMATS.get(suffix, f"请上传 .xlsx 格式的表格，现在是“{suffix or '无扩展名'}”。"))


def _about_ole(content):
    """Excel wraps an encrypted workbook and the old format in the same outer container."""
    if _ENCRYPTED in content:
        return "文件设有打开密码，请在 WPS 或 Excel 中去掉密码后再上传。"
    return f"文件的扩展名是 .xlsx，内容却是旧的 .xls 格式，{_SAVE_AS}"


def _check_entries(entries):
    if len(entries) > MAX_ENTRIES:
        raise SheetRefused(f"文件内部有 {len(entries)} 个部件，多于 {MAX_ENTRIES} 个，不像一张名册。{_SAVE_AS}")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise SheetRefused("文件展开后过大，请删去空白行列、图片后再上传。")
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise SheetRefused("文件设有打开密码，请在 WPS 或 Excel 中去掉密码后再上传。")
        if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise SheetRefused("文件的压缩比异常，展开后会非常大，请删去空白行列后另存再上传。")
    names = {entry.filename for entry in entries}
    if missing := [name for name in _NEEDED if name not in names]:
        raise SheetRefused(f"文件的扩展名是 .xlsx，内容却不是表格（缺少 {missing[0]}）。{_SAVE_AS}")
    if any("vbaproject" in name.lower() for name in names):
        raise SheetRefused(f"文件里带有宏，{_SAVE_AS}")


def _check_parts(package):
    for entry in package.infolist():
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        with package.open(entry) as part:
            _check_markup(part)
    if b"macroEnabled" in package.read("[Content_Types].xml"):
        raise SheetRefused(f"文件里带有宏，{_SAVE_AS}")


def _check_markup(part):
    """No document type and no encoding in which one could hide; reading on also proves the checksum."""
    head = part.read(4096)
    declared = re.search(rb"encoding\s*=\s*[\"']([^\"']+)", head[:200])
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii")):
        raise SheetRefused(f"文件内部的编码不是 UTF-8。{_SAVE_AS}")
    while True:
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise SheetRefused(f"文件内部含有文档类型声明（DTD），为安全起见不予打开。{_SAVE_AS}")
        more = part.read(1024 * 1024)
        if not more:
            return
        head = head[-16:] + more
