"""A name as it is stored: one spelling for one name, and every rare character kept.

Rosters pad names to equal width (张　三), write the middle dot of minority names in half a dozen characters and carry
invisible marks from web pages. Those differences go; characters never do.
"""

import re
import unicodedata
from functools import lru_cache

LONGEST = 60
MIDDLE_DOT = "\u00b7"

_DOTS = "\u00b7\u2022\u2027\u2219\u22c5\u30fb\uff65\u25cf\u2e31\u16eb\uff0e"
_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff"
_BLANK_BETWEEN_HAN = re.compile(f"(?<=[{_HAN}\ufe00-\ufe0f\U000e0100-\U000e01ef]) (?=[{_HAN}])")
_STOP_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}])\s*\.\s*(?=[{_HAN}])")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
_USUAL = re.compile(f"[\u4e00-\u9fff]{{1,{LONGEST}}}")
_LOST = set("?？□�〓")
_SEVERAL = re.compile(r"[、，,;；/\n\r]")


class NameUnreadable(ValueError):
    """Not a name; the message is the Chinese sentence for the person who wrote it."""


def clean_name(text: str | None) -> str:
    """The name in its stored spelling. Raises NameUnreadable with a sentence."""
    if text and _USUAL.fullmatch(text):
        return text  # Nothing that could be put right or refused.
    name = unicodedata.normalize("NFC", text or "").translate(_FULL_WIDTH)
    name = "".join(char for char in name if unicodedata.category(char) != "Cf").strip()
    _refuse_several(name)
    name = _unify_dots(re.sub(r"\s+", " ", name))
    name = _BLANK_BETWEEN_HAN.sub("", name)
    _refuse_damage(name)
    return name


@lru_cache(maxsize=20_000)
def is_han(char: str) -> bool:
    """A Chinese character of any block, also one that this Python does not know yet."""
    return re.match(f"[{_HAN}]", char) is not None


def is_variation_mark(char: str) -> bool:
    """Marks that choose the drawing of the character before them; part of a name, but without sound or strokes."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _unify_dots(name: str) -> str:
    name = re.sub(rf"\s*[{_DOTS}][\s{_DOTS}]*", MIDDLE_DOT, name)
    return _STOP_BETWEEN_HAN.sub(MIDDLE_DOT, name).strip(MIDDLE_DOT + " ")


def _refuse_several(name: str) -> None:
    if _SEVERAL.search(name):
        raise NameUnreadable("姓名里有顿号、逗号或换行，像是写了多个人，请一行只写一个人的姓名。")


def _refuse_damage(name: str) -> None:
    if not name:
        raise NameUnreadable("姓名是空的，请填写姓名。")
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in name):
        raise NameUnreadable("姓名里有看不见的控制字符，请删除后重新输入姓名。")
    if _LOST.intersection(name):
        raise NameUnreadable(f"姓名“{name[:LONGEST]}”里有问号或方框，像是生僻字丢失，请重新输入该字。")
    if name.replace(" ", "").isdigit():
        raise NameUnreadable(f"“{name[:LONGEST]}”只有数字，不是姓名，请核对是否填错了列。")
    if not any(char.isalpha() or is_han(char) for char in name):
        raise NameUnreadable(f"“{name[:LONGEST]}”里没有文字，不是姓名，请填写姓名。")
    if len(name) > LONGEST:
        raise NameUnreadable(f"姓名有 {len(name)} 个字，最多 {LONGEST} 个，请核对是否填错了列。")
