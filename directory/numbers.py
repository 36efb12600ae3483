"""Resident identity numbers (居民身份证号码, GB 11643-1999) and telephone numbers: reading, checking, masking.

A number is read as people and spreadsheets write it and refused with a sentence that names the fault. No message
repeats a whole number: messages end up in reports and logs.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from stdnum.iso7064 import mod_11_2

from dates.partial import PartialDate, as_partial

# The two first digits name the province. The county below it is not checked: counties come and go, and numbers stay.
PROVINCES = frozenset(
    [*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83]
)
# A code that no county bears: the area of every invented person.
INVENTED_AREA = "110199"
FIRST_BIRTH_YEAR, LAST_BIRTH_YEAR = 1900, 2100

_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+")
_AS_TEXT = "请把该列设为文本格式后重新填写"
_SHAPE = re.compile(r"[0-9]+X?")
_ROSTER_NO = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,29}")
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_BLANKS = re.compile(r"[\s\-_·.]+")


class IdNumberUnreadable(ValueError):
    """Not a resident ID number; the message is the Chinese sentence for the person who wrote it."""


class RosterNoUnreadable(ValueError):
    """Not a roster number; the message is the Chinese sentence for the person who wrote it."""


class PhoneUnreadable(ValueError):
    """Not a telephone number; the message is the Chinese sentence for the person who wrote it."""


@dataclass(frozen=True, slots=True)
class IdNumber:
    """An 18-digit number with what it tells; `old_15` is the 15-digit form if it was given so, else empty."""

    number: str
    birth_on: date
    gender: str
    old_15: str = ""

    def __repr__(self) -> str:
        return f"IdNumber({mask_id_number(self.number)})"


def parse_id_number(text: str | int | float | None) -> IdNumber:
    """Reads 18 digits (the last may be x or X) or the old 15. Raises IdNumberUnreadable."""
    digits = _bare(text)
    if not digits:
        raise IdNumberUnreadable("身份证号是空的，请填写 18 位身份证号。")
    if (isinstance(text, float) and len(digits) > 15) or (
        "E" in digits and _SCIENTIFIC.fullmatch(str(text).strip().upper())
    ):
        raise IdNumberUnreadable(f"身份证号变成了科学计数，末几位已丢失，{_AS_TEXT}。")
    _check_shape(digits)
    return _from_18(digits) if len(digits) == 18 else _from_15(digits)


def mask_id_number(number: str) -> str:
    """The first six digits only: beside a birth date, any digit of the last four gives the number away."""
    return number[:6] + "*" * (len(number) - 6)


def contradicts(id_number: IdNumber | str, birth: PartialDate | date) -> str | None:
    """The sentence to show when a birth date can't be that of the number; None when both may be true."""
    known = id_number if isinstance(id_number, IdNumber) else parse_id_number(id_number)
    birth = as_partial(birth)
    if birth.may_be(known.birth_on):
        return None
    inside = as_partial(known.birth_on).in_words()
    return f"出生日期 {birth.in_words()} 与身份证号里的 {inside} 不一致，请核对这两项。"


def make_id_number(birth_on: date, sequence: int, area: str = INVENTED_AREA) -> str:
    """A valid number for an invented person; sequence 0–999, odd for a man, even for a woman."""
    if not 0 <= sequence <= 999:
        raise ValueError(f"sequence {sequence} is not 0–999")
    digits = f"{area}{birth_on:%Y%m%d}{sequence:03}"
    return digits + mod_11_2.calc_check_digit(digits)


def parse_roster_no(text: str) -> str:
    """A 学工号; it stands in addresses. Raises RosterNoUnreadable."""
    number = text.strip()
    if not number:
        raise RosterNoUnreadable("请填写学工号。")
    if not _ROSTER_NO.fullmatch(number):
        raise RosterNoUnreadable("学工号只能有字母、数字、点、短横和下划线，最多 30 位，请核对。")
    return number


def parse_phone(text: str | int | float | None) -> str:
    """A mobile number as 11 digits, a landline as 025-80001234 or 025-80001234-8001, a foreign one as +85291234567.

    Raises PhoneUnreadable.
    """
    if isinstance(text, str) and _MOBILE.fullmatch(text):
        return text
    written = unicodedata.normalize("NFKC", _whole(text)).strip()
    if _SCIENTIFIC.fullmatch(written.upper()):
        raise PhoneUnreadable(f"电话号码变成了科学计数，末几位已丢失，{_AS_TEXT}。")
    plain = re.sub(r"^(\+86|0086|86(?=1\d{10}$))", "", re.sub(r"[\s\-‐‑–—()._]+", "", written))
    if not plain:
        raise PhoneUnreadable("电话号码是空的，请填写手机号或带区号的座机号。")
    if _MOBILE.fullmatch(plain):
        return plain
    if re.fullmatch(r"\+[1-9]\d{7,14}", plain):
        return plain
    return _landline(written, plain)


def mask_phone(number: str) -> str:
    """138****5678 for a mobile number, 025-****0000 for a landline (its extension is hidden)."""
    if number.startswith("1"):
        return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"
    if landline := re.fullmatch(r"(0\d{2,3})-(\d{7,8})(-\d+)?", number):
        area, local, extension = landline.groups()
        return f"{area}-{'*' * (len(local) - 4)}{local[-4:]}" + ("-****" if extension else "")
    if number.startswith("+"):
        return number[:4] + "*" * (len(number) - 6) + number[-2:]
    return number[:3] + "*" * (len(number) - 7) + number[-4:]


def _whole(text: str | int | float | None) -> str:
    """Text of a cell; a spreadsheet hands a number without fraction over as a float."""
    if isinstance(text, float) and text.is_integer():
        return str(int(text))
    return "" if text is None else str(text)


def _bare(text: str | int | float | None) -> str:
    if isinstance(text, str) and text.isascii() and text.isalnum():
        return text.upper()  # As most are written: nothing to put right.
    plain = unicodedata.normalize("NFKC", _whole(text)).replace("×", "X").strip("'‘’`\"“”")
    plain = "".join(char for char in plain if unicodedata.category(char) != "Cf")
    return _BLANKS.sub("", re.sub("[‐‑‒–—―−]", "-", plain)).upper().strip("'")


def _check_shape(digits: str) -> None:
    if not _SHAPE.fullmatch(digits):
        raise IdNumberUnreadable("身份证号里有数字和末位 X 以外的字符，请核对后重新填写。")
    if len(digits) not in (15, 18) or (len(digits) == 15 and digits.endswith("X")):
        hint = "，请核对是否漏写了末位的 X 或中间的数字" if len(digits) < 18 else "，请核对是否多写了数字"
        raise IdNumberUnreadable(f"身份证号有 {len(digits)} 位，应为 18 位{hint}。")
    if int(digits[:2]) not in PROVINCES:
        raise IdNumberUnreadable("身份证号前两位不是省份代码，请核对开头几位。")


def _from_18(digits: str) -> IdNumber:
    birth_on = _birth_on(digits[6:14])
    if mod_11_2.calc_check_digit(digits[:17]) != digits[17]:
        if digits.endswith("000"):
            raise IdNumberUnreadable(f"身份证号末三位是 000，像是被表格抹去了末几位，{_AS_TEXT}。")
        raise IdNumberUnreadable("身份证号的校验码（末位）与前 17 位不符，至少有一位写错，请逐位核对。")
    return IdNumber(digits, birth_on, _gender(digits[16]))


def _from_15(digits: str) -> IdNumber:
    """The form issued until 1999: a birth year of two digits, always of the 20th century, and no check digit."""
    longer = f"{digits[:6]}19{digits[6:]}"
    birth_on = _birth_on(longer[6:14])
    number = longer + mod_11_2.calc_check_digit(longer)
    return IdNumber(number, birth_on, _gender(number[16]), old_15=digits)


def _birth_on(digits: str) -> date:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    try:
        birth_on = date(year, month, day)
    except ValueError:
        birth_on = None
    if birth_on is None or not FIRST_BIRTH_YEAR <= year <= LAST_BIRTH_YEAR:
        raise IdNumberUnreadable(f"身份证号里的出生日期 {year:04}-{month:02}-{day:02} 不存在，请核对第 7 至 14 位。")
    return birth_on


def _gender(digit: str) -> str:
    return "男" if int(digit) % 2 else "女"


def _landline(written: str, plain: str) -> str:
    """Area codes have three digits (010, 02x) or four; the parts are told apart by the marks that were written."""
    pattern = r"\(?(010|02\d|0[3-9]\d{2})\)?[\s\-‐‑–—]*(\d{7,8})(?:[\s\-‐‑–—转*#x]+(\d{1,6}))?"
    local = re.sub(r"^(\+86|0086)[\s\-]*(?=[1-9])", "0", written)
    if found := re.fullmatch(pattern, re.sub(r"^(\+86|0086)[\s\-]*", "", local)):
        return "-".join(part for part in found.groups() if part)
    if not re.fullmatch(r"\+?\d+", plain):
        raise PhoneUnreadable("电话号码里有数字以外的字符，请填写一个手机号或带区号的座机号，例如 025-80001234。")
    if plain.startswith("1"):
        raise PhoneUnreadable(f"手机号应为 11 位，现有 {len(plain)} 位或号段不对，请逐位核对。")
    raise PhoneUnreadable("座机号应为区号加 7 至 8 位号码，请补上区号，例如 025-80001234。")
