"""Reading a date as people write it in rosters and forms.

A date that can't be read for certain is refused with a sentence that says what is wrong and what to write; nothing
is guessed. An empty cell and the zero date of databases (0000-00-00) mean that no date is known: None.
"""

import calendar
import math
import re
import unicodedata
from datetime import date, datetime, timedelta

from dates.partial import PartialDate, Precision

FIRST_YEAR, LAST_YEAR = 1900, 2100
# Six digits are a year and a month; 190901 would be 1909年1月, and is far more likely a two-digit year.
FIRST_YEAR_OF_SIX = 1920
LONGEST = 60  # characters that are read and quoted back; no date is longer
EXAMPLES = "2019-09-01、2019年9月1日 或 2019.09"

_RELATIVE = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1}
_EMPTY = {"", "无", "暂无", "/", "-", "--", "0"}
_SPREADSHEET_ZERO = {date(1899, 12, 30), date(1899, 12, 31)}

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－", "-") | {"。": ".", "．": ".", "·": ".", "／": "/"})
_TIME = re.compile(
    r"(?:(?<=\d)[T\s]+|(?<=日)[T\s]*)\d{1,2}[:时点]\d{1,2}([:分]\d{1,2}(\.\d+)?秒?|分)?(Z|[+-]\d{2}:?\d{2})?$"
)
_PARTS = re.compile(r"(\d+)([-./年]|\s+)(\d+)(?:([-./月]|\s+)(\d+)日?|月)?[-./]?")
_YEAR = re.compile(r"(\d+)年?")
_WITH_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?:\d\d){0,2}(?!\d)")
_VAGUE = re.compile(r"[上下]半年|季度|[上中下]旬|月[初中底末]|年[初中底末]|左右|前后|约")


class DateUnreadable(ValueError):
    """Not a date for certain; the message is the Chinese sentence for the person who wrote it."""


def parse_date(text: str | int | float | date | None, today: date | None = None) -> PartialDate | None:
    """The date as far as it is known, or None for an empty one.

    `today` is needed for 今天 and 昨天 only. Raises DateUnreadable.
    """
    if isinstance(text, date):
        return _from_date(text)
    if isinstance(text, float):
        text = _from_float(text)
    written = _tidy("" if text is None else str(text))
    if written in _EMPTY:
        return None
    if written in _RELATIVE:
        return _relative(written, today)
    return _read(written)


def parse_day(text: str | int | float | date | None, today: date | None = None) -> date | None:
    """A date that must be known to the day, such as the day of an admission (入党时间 may not be approximate)."""
    known = parse_date(text, today)
    if known is not None and known.precision is not Precision.DAY:
        raise DateUnreadable(f"“{known.in_words()}”没有写到日，请写出具体日期，例如 {known.first.year}-09-01。")
    return known.first if known else None


def date_from_serial(serial: int) -> date:
    """The day that a spreadsheet means by a serial number (1 March 1900 is 61); raises DateUnreadable.

    Only for a cell that is known to be a serial number: written as text, 43709 may as well be a date with lost digits.
    """
    if not 61 <= serial <= (date(LAST_YEAR, 12, 31) - date(1899, 12, 30)).days:
        raise DateUnreadable(f"数字 {serial} 不是日期，请写成 {EXAMPLES}。")
    return date(1899, 12, 30) + timedelta(days=serial)


def _from_date(known: date) -> PartialDate | None:
    day = known.date() if isinstance(known, datetime) else known
    if day in _SPREADSHEET_ZERO:
        return None
    _check_year(day.year, day.isoformat())
    return PartialDate(day)


def _from_float(number: float) -> str:
    """A spreadsheet turns 2019.10 into the number 2019.1: January or October can no longer be told apart."""
    if not math.isfinite(number):
        raise DateUnreadable(f"单元格里不是日期，请写成 {EXAMPLES}。")
    if not number.is_integer():
        raise DateUnreadable(f"“{number:g}”是数字，分不清是1月还是10月，请把单元格改为文本格式，再写成 {EXAMPLES}。")
    return str(int(number))


def _tidy(text: str) -> str:
    """Full-width digits and marks become plain ones, every dash a hyphen, a clock time is dropped."""
    plain = unicodedata.normalize("NFKC", text.translate(_DASHES)).translate(_DASHES)
    plain = "".join(char for char in plain if unicodedata.category(char) != "Cf").strip()
    plain = _TIME.sub("", plain[:LONGEST])
    return re.sub(r"\s*([-./年月日])\s*", r"\1", plain)


def _relative(word: str, today: date | None) -> PartialDate:
    if today is None:
        raise DateUnreadable(f"这里不能写“{word}”，请写具体日期，例如 {EXAMPLES}。")
    return PartialDate(today + timedelta(days=_RELATIVE[word]))


def _read(written: str) -> PartialDate | None:
    if _VAGUE.search(written):
        raise DateUnreadable(f"“{written}”说得不够具体，请写明月份，例如 2019.09；只知道年份就写 2019年。")
    if len(_WITH_YEAR.findall(written)) > 1:
        raise DateUnreadable(f"“{written}”里有两个日期，这里只填一个，请拆开填写。")
    if parts := _PARTS.fullmatch(written):
        year, first_mark, month, second_mark, day = parts.groups()
        _check_marks(written, first_mark, second_mark)
        return _from_parts(written, year, month, day)
    if year := _YEAR.fullmatch(written):
        return _from_digits(written, year[1])
    raise DateUnreadable(f"看不懂日期“{written}”，请写成 {EXAMPLES}。")


def _check_marks(written: str, first: str, second: str | None) -> None:
    """2019.9-10 may mean September to October, so two different marks aren't taken for one date."""
    if second and {first, second} <= set("-./") and first != second:
        raise DateUnreadable(f"“{written}”前后用了不同的分隔符，分不清是日期还是起止月份，请写成 {EXAMPLES}。")


def _from_digits(written: str, digits: str) -> PartialDate | None:
    if not digits.strip("0"):
        return None
    if len(digits) == 8:
        return _from_parts(written, digits[:4], digits[4:6], digits[6:])
    if written.endswith("年") or len(digits) == 4:
        return _from_parts(written, digits, None, None)
    if len(digits) == 6 and FIRST_YEAR_OF_SIX <= int(digits[:4]) <= LAST_YEAR:
        return _from_parts(written, digits[:4], digits[4:], None)
    raise DateUnreadable(_about_digits(written, len(digits)))


def _about_digits(written: str, length: int) -> str:
    if length == 6:
        return f"“{written}”的年份像是只有两位，请写四位年份，例如 20190901。"
    if length == 5:
        return f"“{written}”是五位数字，像是表格的日期序号或缺了数字，请把单元格改为日期格式，或写成 {EXAMPLES}。"
    lack = "少" if length < 8 else "多"
    return f"“{written}”有 {length} 位数字，{lack}了，年月日连写应为 8 位，请写成 20190901 这样。"


def _from_parts(written: str, year: str, month: str | None, day: str | None) -> PartialDate | None:
    if not f"{year}{month or ''}{day or ''}".strip("0") or written in {"1900-1-0", "1900/1/0", "1900-01-00"}:
        return None
    _check_length(written, year, month, day)
    _check_year(int(year), written)
    if month is None:
        return PartialDate.of_year(int(year))
    _check_month(written, int(month))
    if day is None:
        return PartialDate.of_month(int(year), int(month))
    _check_day(written, int(year), int(month), int(day))
    return PartialDate.of_day(int(year), int(month), int(day))


def _check_length(written: str, year: str, month: str | None, day: str | None) -> None:
    if len(year) <= 2 and day and len(day) == 4:
        raise DateUnreadable(f"“{written}”的年份写在最后，请按年、月、日的顺序写，例如 {day}-09-01。")
    if len(year) == 2:
        raise DateUnreadable(f"“{written}”的年份只有两位，请写四位年份，例如 2019-09-01。")
    if len(year) != 4:
        raise DateUnreadable(f"“{written}”的年份是 {len(year)} 位，应为四位，请核对是否少写或多写了数字。")
    if max(len(month or ""), len(day or "")) > 2:
        raise DateUnreadable(f"“{written}”的月或日超过两位，请核对后写成 {EXAMPLES}。")


def _check_year(year: int, written: str) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateUnreadable(f"“{written}”的年份应在 {FIRST_YEAR}–{LAST_YEAR} 之间，请核对年份。")


def _check_month(written: str, month: int) -> None:
    if not 1 <= month <= 12:
        raise DateUnreadable(f"“{written}”的月份应为 1–12，请核对月份。")


def _check_day(written: str, year: int, month: int, day: int) -> None:
    last = calendar.monthrange(year, month)[1]
    if day == 0:
        raise DateUnreadable(f"“{written}”的日是 0，请写出具体日期；只知道月份就写 {year}.{month:02}。")
    if day > last:
        raise DateUnreadable(f"“{written}”有误：{year}年{month}月只有 {last} 天，请核对日期。")
