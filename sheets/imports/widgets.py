"""How a cell becomes a value: each refuses with the sentence that stands in the report."""

import re

from import_export.widgets import Widget

from dates.parsing import DateUnreadable, parse_date, parse_day
from dates.partial import PartialDate
from sheets.tables import is_empty, text_of

CLEAR = "〈清空〉"
FIRST_YEAR, LAST_YEAR = 1949, 2100
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


class TextWidget(Widget):
    """A text without blanks around it; what means nothing is empty. `most` is the longest that can be stored."""

    def __init__(self, most: int | None = None, **options):
        super().__init__(**options)
        self.most = most

    def clean(self, value, row=None, **kwargs) -> str:
        text = "" if is_empty(value) else text_of(value)
        if self.most and len(text) > self.most:
            raise ValueError(f"最多 {self.most} 个字，现有 {len(text)} 个，请缩短。")
        return text


class NumberWidget(TextWidget):
    """A roster number or code: full-width digits and blanks put right; refused when empty if `required` says how."""

    def __init__(self, required: str = "", **options):
        super().__init__(**options)
        self.required = required

    def clean(self, value, row=None, **kwargs) -> str:
        number = re.sub(r"\s+", "", super().clean(value)).lstrip("'‘’").translate(FULL_WIDTH)
        if not number and self.required:
            raise ValueError(self.required)
        return number


class YearWidget(TextWidget):
    """名册年度: four digits, or empty."""

    def clean(self, value, row=None, **kwargs) -> int | None:
        text = super().clean(value).translate(FULL_WIDTH).removesuffix("年度").removesuffix("年")
        if not text:
            return None
        if not re.fullmatch(r"\d{4}", text, re.ASCII) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
            raise ValueError(f"年度“{text[:20]}”应为四位年份，例如 2026。")
        return int(text)


class PartialDateWidget(Widget):
    """A date as far as it is known. A spreadsheet's date cell arrives as a day already, never as a datetime."""

    def clean(self, value, row=None, **kwargs) -> PartialDate | None:
        try:
            return parse_date(value)
        except DateUnreadable as error:
            raise ValueError(str(error)) from error


class DayWidget(Widget):
    """A day that must be known exactly, or empty."""

    def clean(self, value, row=None, **kwargs):
        if is_empty(value):
            return None
        try:
            return parse_day(value)
        except DateUnreadable as error:
            raise ValueError(str(error)) from error


class YesNoWidget(TextWidget):
    """是 or 否; empty is 否."""

    def clean(self, value, row=None, **kwargs) -> bool:
        text = super().clean(value)
        if text in ("是", "√", "Y", "y", "1"):
            return True
        if text in ("", "否", "×", "N", "n", "0"):
            return False
        raise ValueError(f"“{text[:20]}”应为“是”或“否”。")


class WordWidget(TextWidget):
    """One of several words, each with its value; empty is None. `also` maps further words that people write."""

    def __init__(self, words: dict[str, object], also: dict[str, object] | None = None, **options):
        super().__init__(**options)
        self.words, self.also = words, also or {}

    def clean(self, value, row=None, **kwargs):
        text = re.sub(r"\s+", "", super().clean(value))
        if not text:
            return None
        known = self.words | self.also
        if text not in known:
            raise ValueError(f"“{text[:20]}”不认识，应为：{'、'.join(self.words)}。")
        return known[text]
