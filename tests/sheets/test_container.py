"""Every container that is no plain workbook: its own sentence, before anything is parsed."""

import contextlib
import io
import random
import time
import zipfile

import pytest

from sheets import container
from sheets.container import SheetRefused, check_container
from tests.organizers.rosters import row, workbook

GOOD = workbook([row("30001", "单雄信")])


def repacked(change=None, drop=(), add=None, compression=zipfile.ZIP_DEFLATED) -> bytes:
    """The good workbook with parts changed, dropped or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(stream, "w", compression) as new:
        for name in old.namelist():
            if name not in drop:
                new.writestr(name, (change or {}).get(name, lambda part: part)(old.read(name)))
        for name, part in (add or {}).items():
            new.writestr(name, part)
    return stream.getvalue()


def with_doctype(part):
    return part.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)


def encrypted_flag():
    """Sets the encryption bit of the first entry in the directory and before the entry."""
    data = bytearray(GOOD)
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    data[6] |= 1
    return bytes(data)


CASES = {
    "old format": ("名册.xls", GOOD, "旧的 .xls 格式"),
    "wps": ("名册.et", GOOD, "WPS 的 .et 格式"),
    "csv": ("名册.csv", GOOD, ".csv 文本"),
    "macro name": ("名册.xlsm", GOOD, "带宏的 .xlsm"),
    "no suffix": ("名册", GOOD, "现在是“无扩展名”"),
    "picture": ("名册.png", GOOD, "现在是“.png”"),
    "empty": ("名册.xlsx", b"", "文件是空的"),
    "text": ("名册.xlsx", "工作证号".encode(), "已损坏或不完整"),
    "cut off": ("名册.xlsx", GOOD[:-200], "已损坏或不完整"),
    "bits turned": ("名册.xlsx", GOOD[:400] + bytes(60) + GOOD[460:], "已损坏或不完整"),
    "disguised": ("名册.xlsx", container._OLE + bytes(600), "内容却是旧的 .xls 格式"),
    "password": ("名册.xlsx", container._OLE + bytes(600) + container._ENCRYPTED, "设有打开密码"),
    "zip password": ("名册.xlsx", encrypted_flag(), "设有打开密码"),
    "no workbook": ("名册.xlsx", repacked(drop=["xl/workbook.xml"]), "内容却不是表格"),
    "macros": ("名册.xlsx", repacked(add={"xl/vbaProject.bin": b"x"}), "带有宏"),
    "macro type": (
        "名册.xlsx",
        repacked({"[Content_Types].xml": lambda part: part.replace(b"sheet.main", b"sheet.macroEnabled.main")}),
        "带有宏",
    ),
    "dtd": ("名册.xlsx", repacked({"xl/worksheets/sheet1.xml": with_doctype}), "文档类型声明"),
    "dtd far on": (
        "名册.xlsx",
        repacked({"xl/worksheets/sheet1.xml": lambda part: b" " * (1024 * 1024 + 4090) + b"<!DOCTYPE x>" + part},
                 compression=zipfile.ZIP_STORED),
        "文档类型声明",
    ),
    "other encoding": (
        "名册.xlsx",
        repacked({"xl/worksheets/sheet1.xml": lambda part: part.decode().encode("utf-16")}),
        "编码不是 UTF-8",
    ),
    "bomb": ("名册.xlsx", repacked(add={"xl/media/a.bin": bytes(30_000_000)}), "压缩比异常"),
    "many parts": ("名册.xlsx", repacked(add={f"xl/x{number}.bin": b"" for number in range(1000)}), "多于 1000 个"),
}  # fmt: skip


def test_a_plain_workbook_passes():
    check_container(GOOD, "名册.xlsx")
    check_container(GOOD, "名册.XLSX")


@pytest.mark.parametrize("case", CASES)
def test_refused_with_its_sentence_within_two_seconds(case):
    name, content, words = CASES[case]
    begun = time.perf_counter()
    with pytest.raises(SheetRefused) as caught:
        check_container(content, name)
    assert words in str(caught.value)
    assert time.perf_counter() - begun < 2


def test_sizes(monkeypatch):
    monkeypatch.setattr(container, "MAX_BYTES", len(GOOD) - 1)
    with pytest.raises(SheetRefused, match="请删去图片或分成几个文件上传"):
        check_container(GOOD, "名册.xlsx")
    monkeypatch.setattr(container, "MAX_BYTES", len(GOOD))
    monkeypatch.setattr(container, "MAX_UNPACKED", 1000)
    with pytest.raises(SheetRefused, match="展开后过大"):
        check_container(GOOD, "名册.xlsx")


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_bytes_changed_anywhere_pass_or_are_refused(compression):
    """A damaged file never ends as a fault: whatever the zip library trips on has a sentence."""
    sound, chance = repacked(compression=compression), random.Random(7)
    for _ in range(1500):
        damaged = bytearray(sound)
        for _ in range(chance.choice((1, 2, 5))):
            damaged[chance.choice((chance.randrange(60), -chance.randrange(1, 700)))] = chance.randrange(256)
        with contextlib.suppress(SheetRefused):
            check_container(bytes(damaged), "a.xlsx")
    with pytest.raises(SheetRefused, match="已损坏"):
        check_container(sound[: len(sound) // 2] + sound[-200:], "a.xlsx")
