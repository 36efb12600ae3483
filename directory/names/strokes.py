"""Order by strokes, as lists of party congresses use it (姓氏笔画).

Character by character: fewer strokes first; then the kinds of strokes as they are written, 横 before 竖 before 撇
before 点 before 折 (a 提 is a 横, a 捺 a 点, a hook belongs to its stroke); equal in both, the order of the official
list (通用规范汉字表), which decides by the form of strokes and by structure; characters outside of it follow by code.

Two orders are in use and differ in names with a given name of one character:
- 姓氏笔画 (party congresses, 政协): a blank stands in the place of the missing character, so 田富 comes before 田大利;
- 姓名笔画 (people's congresses): the second character counts as such, so 田富 comes after 田大利.
A surname of two characters is compared by its first character like any other; middle dots and blanks don't count.

The strokes of 75,000 characters come from data/strokes.txt.z (sources in `build_strokes`); of 22,900 rare ones only the
number is known: they follow the known ones of that number. A character without either, and other scripts, stand last.
"""

from functools import lru_cache

from directory.names.cleaning import is_han, is_variation_mark
from directory.names.readings import split_surname
from directory.names.tables import table

LONGEST_STROKE_KEY = 200
_BLANK, _UNKNOWN = "00", "99"
_ORDER_UNKNOWN, _NOT_LISTED = "6", "9"


def stroke_key(name: str, *, whole_name: bool = False) -> str:
    """Key of digits and a–f for 姓氏笔画 order, or for 姓名笔画 order when the whole name counts alike."""
    surname, given = (_characters(part) for part in split_surname(name))
    if len(given) == 1 and surname and not whole_name:
        surname.append("")
    return "".join(character_key(char) for char in [*surname, *given])[:LONGEST_STROKE_KEY]


@lru_cache(maxsize=20_000)
def character_key(char: str) -> str:
    """Number of strokes, the strokes, the place in the official list; no key is the beginning of another."""
    if not char:
        return _BLANK
    code = f"{_NOT_LISTED}{ord(char):05x}"
    strokes, _, place = (table("strokes").find(char) or "").partition(" ")
    if not strokes:
        return _UNKNOWN + code
    if strokes[0] == "#":
        return f"{int(strokes[1:]):02}{_ORDER_UNKNOWN}{code}"
    return f"{len(strokes):02}{strokes}{place or code}"


def _characters(part: str) -> list[str]:
    return [char for char in part if char.isalpha() or (is_han(char) and not is_variation_mark(char))]
