"""How a cell of the roster becomes what the stage holds, by the very functions that the form reads with.

A reader gives the text that COPY takes for its stage columns, tab between them. Equal cells of a column are read once.
What cannot be read gives a `Bad`: the reader's empty columns, and the sentence for the person who wrote the cell.
"""

import datetime as dt
import json
import re
from collections.abc import Callable

from django.core.exceptions import ValidationError

from audit.masking import mask_numbers
from audit.sealing import sealing
from dates.parsing import parse_date, parse_day
from directory.forms.people import PersonForm
from directory.models import Category, Gender, Status
from directory.models.people import ID_PURPOSE, PHONE_PURPOSE
from directory.names.cleaning import clean_name
from directory.numbers import mask_id_number, mask_phone, parse_id_number, parse_phone, parse_roster_no
from sheets.tables import EMPTY, text_of

NULL = "\\N"
CLEARED = frozenset({"〈清空〉", "<清空>", "＜清空＞", "《清空》"})
NOT_CLEARED = "这一项不能清空，请填写内容，或留空不修改。"
# A day that no calendar has: what is known shall be blanked.
NO_DAY = "-infinity"
PLAIN_EMAIL = re.compile(r"[a-z0-9_]{1,60}@[a-z0-9]{1,60}(\.[a-z0-9]{1,40}){0,2}\.[a-z]{2,10}", re.ASCII)
LONGEST_NAME, LONGEST_TEXT = 60, 500
_REMEMBERED = 200_000
_COPIED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

_CATEGORIES = {label: value for value, label in Category.choices} | {
    "教工": "staff", "教师": "staff", "在职教职工": "staff", "在职教工": "staff", "本科": "undergraduate",
    "硕士": "master", "硕士研究生": "master", "博士": "doctor", "博士研究生": "doctor", "退休": "retired",
    "离退休教职工": "retired", "离退休人员": "retired", "其他人员": "other",
}  # fmt: skip
# 政治面貌 names everything else too; applicants, activists and targets are facts of a development case.
_NO_MEMBERS = (
    "群众 共青团员 入党申请人 入党积极分子 积极分子 发展对象 无党派人士 民革党员 民盟盟员 民建会员 民进会员 "
    "农工党党员 致公党党员 九三学社社员 台盟盟员"
)
_STATUSES = (
    {label: value for value, label in Status.choices}
    | {
        "正式": "full",
        "中共党员": "full",
        "中共正式党员": "full",
        "预备": "probationary",
        "中共预备党员": "probationary",
    }
    | {"已转出": "left", "已停止党籍": "suspended"}
    | dict.fromkeys(_NO_MEMBERS.split(), "none")
)


class Bad(str):
    """A cell that cannot be read: as text the reader's empty columns, beside it the sentence."""

    __slots__ = ("message",)

    def __new__(cls, blank: str, message: str):
        bad = super().__new__(cls, blank)
        bad.message = message
        return bad


class Reader(dict):
    """Reads the cells of one column; a dictionary of those it knows already, so that looking one up is all the cost.

    `read` gets a cell that says something and gives the stage columns or raises ValueError with a sentence. `blank` is
    what “unchanged” looks like, `cleared` what 〈清空〉 does; None where nothing may be cleared.
    """

    def __init__(
        self, read: Callable[[object], str], *, blank: str = NULL, cleared: str | None = None, remembers: bool = True
    ):
        super().__init__()
        self.read, self.blank, self.cleared, self.remembers = read, blank, cleared, remembers

    def __missing__(self, cell):
        if len(self) >= _REMEMBERED:
            self.clear()
        self[cell] = known = self._known(cell)
        return known

    def column(self, cells: list) -> list[str]:
        """The stage's text for every cell."""
        if bool in set(map(type, cells)):  # True would be found as 1.
            cells = [text_of(cell) if isinstance(cell, bool) else cell for cell in cells]
        if self.remembers:
            return [self[cell] for cell in cells]
        return [self._known(cell) for cell in cells]

    def _known(self, cell):
        if cell.__class__ is str:
            cell = text_of(cell)
            if cell in EMPTY:
                return self.blank
            if cell in CLEARED:
                return Bad(self.blank, NOT_CLEARED) if self.cleared is None else self.cleared
        try:
            return self.read(cell)
        except ValidationError as error:
            return Bad(self.blank, "".join(error.messages))
        except ValueError as error:
            return Bad(self.blank, str(error))


def copied(text: str) -> str:
    """A text as COPY takes it."""
    return text.translate(_COPIED)


def text_reader(name: str) -> Reader:
    """A text as the form's field `name` takes it."""
    clean = PersonForm.base_fields[name].clean
    return Reader(lambda cell: copied(clean(_text(cell))), cleared="")


def email_reader() -> Reader:
    """An address as the form's field takes it; those without anything unusual are not put through all its rules."""
    clean = PersonForm.base_fields["email"].clean

    def read(cell):
        return cell if isinstance(cell, str) and PLAIN_EMAIL.fullmatch(cell) else copied(clean(_text(cell)))

    return Reader(read, cleared="", remembers=False)


def name_reader() -> Reader:
    return Reader(lambda cell: copied(clean_name(_text(cell))))


def roster_no_reader() -> Reader:
    """The number, and whether the cell held a number instead of a text: such cells lose their leading zeros."""

    def read(cell):
        text = _text(cell).lstrip("'‘’").translate(_FULL_WIDTH)
        return f"{parse_roster_no(''.join(text.split()))}\t{'f' if isinstance(cell, str) else 't'}"

    return Reader(read, blank=f"{NULL}\t{NULL}", remembers=False)


def gender_reader() -> Reader:
    def read(cell):
        text = _text(cell).removesuffix("性")
        if text not in Gender.values:
            raise ValueError(f"性别写作“{text[:20]}”，应为“男”或“女”。")
        return text

    return Reader(read, cleared="")


def category_reader() -> Reader:
    """人员类别: which part of the school; other systems put 正式党员 and 预备党员 under the same heading."""

    def read(cell):
        text = _text(cell)
        if text in _CATEGORIES:
            return f"{_CATEGORIES[text]}\t{NULL}"
        if text in _STATUSES:
            return f"{NULL}\t{_STATUSES[text]}"
        raise ValueError(f"人员类别写作“{text[:20]}”，应为{'、'.join(Category.labels)}。")

    return Reader(read, blank=f"{NULL}\t{NULL}")


def status_reader() -> Reader:
    def read(cell):
        text = _text(cell)
        if text not in _STATUSES:
            raise ValueError(f"党员类型写作“{text[:20]}”，应为正式党员、预备党员、停止党籍、已离开本校或非党员。")
        return _STATUSES[text]

    return Reader(read)


def birth_reader(today: dt.date) -> Reader:
    """The first possible day, and how exactly it is known."""
    read = _partial(today, "出生日期")
    return Reader(read, blank=f"{NULL}\t{NULL}", cleared=f"{NO_DAY}\tday")


def past_reader(today: dt.date, what: str) -> Reader:
    """A date in the party's files: as far as it is known, and not ahead of us."""
    return Reader(_partial(today, what), blank=f"{NULL}\t{NULL}")


def day_reader() -> Reader:
    def read(cell):
        day = parse_day(cell)
        return day.isoformat() if day else NULL

    return Reader(read, cleared=NO_DAY)


def moved_reader(today: dt.date) -> Reader:
    def read(cell):
        day = parse_day(cell)
        if day and day > today:
            raise ValueError("转入时间晚于今天，请核对。")
        return day.isoformat() if day else NULL

    return Reader(read)


def id_number_reader() -> Reader:
    """Sealed value, index, mask; the birth date and the gender that the number tells. A masked number is a mask."""
    nothing, sealed = f"{NULL}\t{NULL}", sealing(ID_PURPOSE)

    def read(cell):
        if isinstance(cell, str) and "*" in cell:
            return f"{nothing}\t{_mask(cell)}\t{nothing}"
        known = parse_id_number(cell)
        value, index = sealed(known.number)
        told = f"{mask_id_number(known.number)}\t{known.birth_on}\t{known.gender}"
        return f"\\\\x{value.hex()}\t\\\\x{index.hex()}\t{told}"

    return Reader(read, blank=f"{nothing}\t{NULL}\t{nothing}", cleared=f"{nothing}\t\t{nothing}", remembers=False)


def phone_reader() -> Reader:
    """Sealed value, index, mask."""
    sealed = sealing(PHONE_PURPOSE)

    def read(cell):
        if isinstance(cell, str) and "*" in cell:
            return f"{NULL}\t{NULL}\t{_mask(cell)}"
        number = parse_phone(cell)
        value, index = sealed(number)
        return f"\\\\x{value.hex()}\t\\\\x{index.hex()}\t{mask_phone(number)}"

    return Reader(read, blank=f"{NULL}\t{NULL}\t{NULL}", cleared=f"{NULL}\t{NULL}\t", remembers=False)


def kept_reader(name: str) -> Reader:
    """A column that the system does not know: a member of a JSON object. Numbers of persons in it are blotted out."""
    key = json.dumps(name, ensure_ascii=False)

    def read(cell):
        text = mask_numbers(_text(cell))
        if len(text) > LONGEST_TEXT:
            raise ValueError(f"“{name}”有 {len(text)} 个字，最多保存 {LONGEST_TEXT} 个，请缩短或不导入这一列。")
        return copied(f"{key}:{json.dumps(text, ensure_ascii=False)}")

    return Reader(read, blank="", cleared=copied(f'{key}:""'))


def _partial(today, what):
    def read(cell):
        known = parse_date(cell)
        if known is None:
            return f"{NULL}\t{NULL}"
        if known.first > today:
            raise ValueError(f"{what}晚于今天，请核对。")
        return f"{known.first}\t{known.precision}"

    return read


def _mask(cell) -> str:
    return copied(_text(cell)[:20])


def _text(cell) -> str:
    """The reader has trimmed texts already."""
    return cell if cell.__class__ is str else text_of(cell)
