"""How a cell of the roster becomes a value: each refuses with the sentence that stands in the report."""

import re

from import_export.widgets import Widget

from dates.parsing import DateUnreadable, parse_date
from dates.partial import PartialDate
from directory.names.cleaning import NameUnreadable, clean_name
from directory.numbers import PhoneUnreadable, parse_phone
from organizers.rules.appointing import KIND_WORDS, Kind
from sheets.tables import is_empty, text_of

CLEAR = "〈清空〉"
FIRST_YEAR, LAST_YEAR = 1949, 2100


class TextWidget(Widget):
    """A text without blanks around it; what means nothing is empty."""

    def clean(self, value, row=None, **kwargs) -> str:
        return "" if is_empty(value) else text_of(value)


class NumberWidget(TextWidget):
    """A roster number: never optional, full-width digits and blanks put right."""

    def clean(self, value, row=None, **kwargs) -> str:
        number = re.sub(r"\s+", "", super().clean(value)).lstrip("'‘’").translate(_FULL_WIDTH)
        if not number:
            raise ValueError("请填写工作证号。")
        return number


class NameWidget(TextWidget):
    def clean(self, value, row=None, **kwargs) -> str:
        try:
            return clean_name(text_of(value))
        except NameUnreadable as error:
            raise ValueError(str(error)) from error


class YearWidget(TextWidget):
    """名册年度: four digits, or empty."""

    def clean(self, value, row=None, **kwargs) -> int | None:
        text = super().clean(value).translate(_FULL_WIDTH).removesuffix("年度").removesuffix("年")
        if not text:
            return None
        if not re.fullmatch(r"\d{4}", text, re.ASCII) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
            raise ValueError(f"年度“{text[:20]}”应为四位年份，例如 2026。")
        return int(text)


class DayWidget(Widget):
    """A date as far as it is known. A spreadsheet's date cell arrives as a day already, never as a datetime."""

    def clean(self, value, row=None, **kwargs) -> PartialDate | None:
        try:
            return parse_date(value)
        except DateUnreadable as error:
            raise ValueError(str(error)) from error


class PhoneWidget(TextWidget):
    """A number, a masked number (with *), 〈清空〉, or empty for “unchanged”."""

    def clean(self, value, row=None, **kwargs) -> str:
        text = super().clean(value)
        if not text or "*" in text or text == CLEAR:
            return text
        try:
            return parse_phone(value)
        except PhoneUnreadable as error:
            raise ValueError(str(error)) from error


class KindWidget(TextWidget):
    def clean(self, value, row=None, **kwargs) -> Kind | None:
        text = super().clean(value).removesuffix("组织员")
        if not text:
            return None
        for kind, word in KIND_WORDS.items():
            if text == word:
                return kind
        raise ValueError(f"专兼职写作“{text[:20]}”，应为“专职”或“兼职”。")


_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
