"""Cells of a ledger that hold more than one thing: spans, several dates, several people, a vote in words.

Each refuses with the sentence that stands beside the row; nothing is guessed.
"""

import re
import unicodedata
from dataclasses import dataclass

from dates.parsing import DateUnreadable, parse_date
from dates.partial import PartialDate
from sheets.reading import Cell
from sheets.tables import is_empty, text_of

_DAY = r"(?:19|20)\d\d(?:\d\d(?:\d\d)?(?!\d)|\s*[-./年]\s*\d{1,2}(?!\d)(?:\s*[-./月]\s*\d{1,2}(?!\d)日?|月)?|年|(?!\d))"
_DATES = re.compile(_DAY)
# The end of a span may leave out what it shares with its beginning: 2019年9月1日至5日, 2019.9.1—9.5.
_SHORT = re.compile(r"[至到~\-—–－―]+\s*(?:(\d{1,2})\s*[-./月]\s*)?(\d{1,2})日?")
_BETWEEN = re.compile(r"[\s至到起止从自和及、，,;；~～\-—–－―()（）第一二三四五六次：:.]*")
_JOINS = re.compile(r"\s*[、，,;；/\n]\s*|\s+[和与及]\s+|(?<=[）)])\s+")
_STATUS = re.compile(r"[(（]([^()（）]*)[)）]")
_FULL_WIDTH_SPACE = re.compile(r"[\s\u3000]+")
_MOST_PEOPLE, _LONGEST_NAME = 10, 30
PASSED, FAILED = (
    {"合格", "及格", "结业", "已结业", "通过", "优秀", "良好", "是", "准予结业"},
    {"不合格", "不及格", "未结业", "不通过", "未通过", "否"},
)
_VOTE = re.compile(r"赞成|不同意|同意|反对|弃权|\d+", re.ASCII)
_WORDS = {"赞成": "ayes", "同意": "ayes", "反对": "nays", "不同意": "nays", "弃权": "abstentions"}


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as a ledger names him: `status` is full, probationary or unknown (empty)."""

    name: str
    status: str = ""


def one_date(cell: Cell) -> PartialDate | None:
    """Raises DateUnreadable."""
    return None if is_empty(cell) else parse_date(cell)


def several_dates(cell: Cell) -> list[PartialDate]:
    """Every date in the cell, in its order. Raises DateUnreadable where there is anything else."""
    if is_empty(cell):
        return []
    text = unicodedata.normalize("NFKC", cell) if isinstance(cell, str) else ""
    found = list(_DATES.finditer(text))
    if len(found) == 1 and (short := _short_end(text, found[0])):
        return [parse_date(found[0][0]), parse_date(short)]
    if len(found) < 2:
        single = parse_date(cell)
        return [single] if single else []
    if not _BETWEEN.fullmatch(_DATES.sub(" ", text)):
        raise DateUnreadable(f"“{text[:40]}”里有几个日期，中间的文字看不懂，请用顿号隔开。")
    return [parse_date(each[0]) for each in found]


def _short_end(text, first) -> str:
    """The second date of a span that leaves out the year, or year and month; only behind a whole first one."""
    parts, rest = _whole(first[0]), _SHORT.fullmatch(text[first.end() :].strip())
    if not (parts and rest):
        return ""
    month, day = rest.groups()
    return f"{parts[0]}-{month or parts[1]}-{day}"


def _whole(written) -> list[str] | None:
    """Year and month of a date that names its day."""
    digits = re.findall(r"\d+", written)
    if len(digits) == 1 and len(digits[0]) == 8:
        return [digits[0][:4], digits[0][4:6]]
    return digits[:2] if len(digits) == 3 else None


def span(cell: Cell) -> tuple[PartialDate | None, PartialDate | None]:
    """First and last day; the last is None where only one is written. Raises DateUnreadable."""
    dates = several_dates(cell)
    if len(dates) > 2:
        raise DateUnreadable(f"“{text_of(cell)[:40]}”里有 {len(dates)} 个日期，应写起、止两个日期。")
    first, last = [*dates, None, None][:2]
    return in_order(first, last)


def in_order(first: PartialDate | None, last: PartialDate | None):
    """Both as they are. Raises DateUnreadable where the last certainly lies before the first."""
    if first and last and last.latest < first.earliest:
        raise DateUnreadable(f"结束日期 {last} 早于开始日期 {first}，请核对。")
    return first, last


def people(cell: Cell) -> list[Named]:
    """张三、李四（预备党员）; raises ValueError for what is no list of names."""
    if is_empty(cell):
        return []
    text = text_of(cell)
    parts = [part for part in _JOINS.split(text) if part]
    if len(parts) == 1:
        parts = _by_blanks(parts[0])
    found = [_named(part) for part in parts]
    if len(found) > _MOST_PEOPLE or any(not each.name or len(each.name) > _LONGEST_NAME for each in found):
        raise ValueError(f"“{text[:30]}”看不出是哪几个人，请用顿号隔开姓名。")
    return found


def _by_blanks(text) -> list[str]:
    """张三 李四 are two people, 张 三 is one."""
    parts = _FULL_WIDTH_SPACE.split(text.strip())
    return parts if all(len(part) > 1 for part in parts) and not text.isascii() else ["".join(parts)]


def _named(text) -> Named:
    notes = "".join(_STATUS.findall(text))
    status = "probationary" if "预备" in notes else "full" if "正式" in notes else ""
    return Named(_STATUS.sub("", text).strip(), status)


def outcome(cell: Cell) -> str | None:
    """合格 or 不合格 as pass or fail; a mark in points, or anything else, tells nothing."""
    text = text_of(cell)
    return "pass" if text in PASSED else "fail" if text in FAILED else None


def count(cell: Cell) -> int | None:
    """A number of people, votes or months; raises ValueError for anything else."""
    if is_empty(cell):
        return None
    text = unicodedata.normalize("NFKC", text_of(cell))
    if not (found := re.fullmatch(r"(\d{1,5})\s*(?:人|票|名|个月|月)?", text, re.ASCII)):
        raise ValueError(f"“{text[:20]}”应是整数。")
    return int(found[1])


def votes(cell: Cell) -> dict[str, int]:
    """赞成19票，反对0票，弃权1票, or 19票赞成; raises ValueError where no vote is told."""
    if is_empty(cell):
        return {}
    text = unicodedata.normalize("NFKC", text_of(cell))
    told = _VOTE.findall(text)
    if told and told[0].isdigit():
        told.reverse()
    pairs = dict(zip(told[::2], told[1::2], strict=False))
    if not pairs or any(word.isdigit() or not number.isdigit() for word, number in pairs.items()):
        raise ValueError(f"“{text[:30]}”看不出票数，请写成“赞成19票，反对0票，弃权1票”。")
    return {_WORDS[word]: int(number) for word, number in pairs.items()}
