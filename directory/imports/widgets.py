"""Cells about people: names and phone numbers, read by the functions that the forms use."""

from directory.names.cleaning import NameUnreadable, clean_name
from directory.numbers import PhoneUnreadable, parse_phone
from sheets.imports.widgets import CLEAR, TextWidget
from sheets.tables import text_of


class NameWidget(TextWidget):
    def clean(self, value, row=None, **kwargs) -> str:
        try:
            return clean_name(text_of(value))
        except NameUnreadable as error:
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
