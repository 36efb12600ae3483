"""Parameters of the school's rules, declared in code by the app that uses them. Plain Python: no Django, no clock.

An app writes its parameters as the fields of one frozen dataclass and hands that object to its rules:

    @declares("organizers", "组织员配备与任期")
    @dataclass(frozen=True, slots=True)
    class OrganizerPolicy:
        full_time_least: Setting = whole("专职组织员最低配备", unit="名", stricter=Stricter.MORE)

`policy.reading` fills it in for a unit and a day. A rule's test builds it by hand and needs no database.
"""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Strength(StrEnum):
    """How the document words it: 须 binds, 一般 asks for a recorded reason, 可 permits."""

    MUST = "须"
    NORMALLY = "一般"
    MAY = "可"


class Stricter(StrEnum):
    """In which direction a value asks for more; a unit may go that way only."""

    MORE = "more"
    LESS = "less"


class Shape(StrEnum):
    """What a value looks like: one whole number or several, yes or no, one word or several, a table of rows, a day."""

    WHOLE = "whole"
    NUMBERS = "numbers"
    YES_NO = "yes_no"
    CHOICE = "choice"
    WORDS = "words"
    TABLE = "table"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for one parameter; `value` None means that the school asks nothing (未要求).

    `value` is int, bool, str (a day: 2026-05-17), tuple[int, ...], tuple[str, ...] or tuple[tuple, ...] by the shape.
    `is_confirmed` False: the clause was not read in its own text and nobody has confirmed it here, so that even 须 only
    warns.
    """

    value: int | bool | str | tuple | None = None
    unit: str = ""
    clause: str = ""
    strength: Strength = Strength.NORMALLY
    is_confirmed: bool = True

    @property
    def is_asked(self) -> bool:
        return self.value is not None and self.value is not False


NOT_ASKED = Setting()


@dataclass(frozen=True, slots=True)
class Declaration:
    """One parameter: its words on the screen, its shape and bounds, and in which direction it is stricter.

    `kinds` are the kinds of person for whom it may differ; `columns` the headings of a table's rows.
    """

    key: str
    label: str
    shape: Shape
    unit: str = ""
    least: int | None = None
    most: int | None = None
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    stricter: Stricter | None = None
    note: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The parameters of one app under one title, and the dataclass that carries them."""

    key: str
    title: str
    carrier: type
    declarations: tuple[Declaration, ...]
    note: str = ""


GROUPS: dict[str, Group] = {}
DECLARATIONS: dict[str, Declaration] = {}


def whole(label: str, *, unit: str, least: int = 0, most: int = 999, **words):
    """A whole number with its unit of measure and its bounds."""
    return _declared(label, Shape.WHOLE, unit=unit, least=least, most=most, **words)


def numbers(label: str, *, unit: str, least: int = 0, most: int = 999, **words):
    """Several whole numbers from the largest to the smallest, none twice, such as the days before a deadline."""
    return _declared(label, Shape.NUMBERS, unit=unit, least=least, most=most, **words)


def notice_days(label: str, *days: int, most: int = 365):
    """On how many days before a deadline it is told; where no document says so, on the product's own `days`."""
    default = Setting(days, "天", "系统默认提醒设置", Strength.NORMALLY)
    return numbers(label, unit="天", least=1, most=most, stricter=Stricter.MORE, default=default)


def yes_no(label: str, **words):
    """Asked or not."""
    return _declared(label, Shape.YES_NO, **words)


def choice(label: str, choices: tuple[tuple[str, str], ...], **words):
    """One of (key, words)."""
    return _declared(label, Shape.CHOICE, choices=choices, **words)


def words(label: str, **more):
    """Several words, such as the bodies whose opinion is asked."""
    return _declared(label, Shape.WORDS, **more)


def day(label: str, **more):
    """A day, written 2026-05-17."""
    return _declared(label, Shape.DAY, **more)


def _declared(label, shape, *, default: Setting = NOT_ASKED, **more):
    return dataclasses.field(default=default, metadata={"declared": (label, shape, more)})


def declares(key: str, title: str, note: str = ""):
    """Registers the fields of a frozen dataclass as parameters `key.field`; `note` is for whoever reads the group."""

    def register(carrier):
        if key in GROUPS:
            raise ValueError(f"制度参数组 {key} 重复登记。")
        found = tuple(_declaration(key, field) for field in dataclasses.fields(carrier))
        GROUPS[key] = Group(key, title, carrier, found, note)
        DECLARATIONS.update({each.key: each for each in found})
        return carrier

    return register


def groups_in_order() -> list[Group]:
    """As pages list them: what is judged by first, then what is only kept (its note says so)."""
    return sorted(GROUPS.values(), key=lambda group: bool(group.note))


def _declaration(group, field) -> Declaration:
    label, shape, more = field.metadata["declared"]
    return Declaration(key=f"{group}.{field.name}", label=label, shape=shape, group=group, **more)


def as_value(stored):
    """What a preset or the database holds, as rules compare it: lists become tuples."""
    return tuple(as_value(each) for each in stored) if isinstance(stored, list) else stored


def value_problem(declaration: Declaration, value) -> str:
    """Why a value does not fit its declaration, as a Chinese sentence; empty when it fits. None is 未要求 and fits."""
    if value is None:
        return ""
    return _PROBLEMS[declaration.shape](declaration, as_value(value))


def _whole_problem(declaration, value) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        return f"“{declaration.label}”应填整数。"
    least, most = declaration.least, declaration.most
    if not least <= value <= most:
        return f"“{declaration.label}”应在 {least} 到 {most} {declaration.unit}之间，现为 {value}。"
    return ""


def _numbers_problem(declaration, value) -> str:
    if not (isinstance(value, tuple) and value and all(type(each) is int for each in value)):
        return f"“{declaration.label}”应填一个或几个整数，用顿号隔开，例如 30、7。"
    least, most = declaration.least, declaration.most
    if out := [each for each in value if not least <= each <= most]:
        bounds = f"{least} 到 {most} {declaration.unit}之间"
        return f"“{declaration.label}”的每个数应在 {bounds}，现有 {'、'.join(map(str, out))}。"
    if len(set(value)) < len(value):
        return f"“{declaration.label}”中有重复的数，请删去重复的。"
    return "" if value == descending(value) else f"“{declaration.label}”应从大到小填写。"


def descending(numbers: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(numbers, reverse=True))


def _yes_no_problem(declaration, value) -> str:
    return "" if isinstance(value, bool) else f"“{declaration.label}”应填 是 或 否。"


def _choice_problem(declaration, value) -> str:
    if value in dict(declaration.choices):
        return ""
    return f"“{declaration.label}”应从 {'、'.join(words for _, words in declaration.choices)} 中选一项。"


def _words_problem(declaration, value) -> str:
    if isinstance(value, tuple) and value and all(isinstance(each, str) and each.strip() for each in value):
        return ""
    return f"“{declaration.label}”应逐项写出，至少一项，每项不为空。"


def _table_problem(declaration, value) -> str:
    width = len(declaration.columns)
    if isinstance(value, tuple) and value and all(isinstance(row, tuple) and len(row) == width for row in value):
        return ""
    return f"“{declaration.label}”的每一行应有 {width} 列：{'、'.join(declaration.columns)}。"


def _day_problem(declaration, value) -> str:
    try:
        is_day = str(dt.date.fromisoformat(value)) == value
    except (TypeError, ValueError):
        is_day = False
    return "" if is_day else f"“{declaration.label}”应填一个日期，例如 2026-05-17。"


_PROBLEMS = {
    Shape.WHOLE: _whole_problem,
    Shape.NUMBERS: _numbers_problem,
    Shape.YES_NO: _yes_no_problem,
    Shape.CHOICE: _choice_problem,
    Shape.WORDS: _words_problem,
    Shape.TABLE: _table_problem,
    Shape.DAY: _day_problem,
}


def is_looser(declaration: Declaration, value, above) -> bool:
    """Whether a unit's value asks for less than what holds above it; a unit may be stricter, never looser.

    A parameter without a direction is the same in the whole school, so that any difference is refused as looser. Of
    several numbers a unit may add to those above and leave none out.
    """
    if value == above or above is None:
        return False
    if declaration.shape is Shape.YES_NO:
        return value is not True
    if value is None or declaration.stricter is None:
        return True
    if declaration.shape is Shape.NUMBERS:
        return not set(value) >= set(above)
    return value < above if declaration.stricter is Stricter.MORE else value > above


def words_of(declaration: Declaration, value) -> str:
    """The value in words: “8 年”, “30、7 天”, “是”, “科级”, “本单位、组织部”, “未要求”."""
    if value is None:
        return "未要求"
    if declaration.shape is Shape.YES_NO:
        return "是" if value else "否"
    if declaration.shape is Shape.CHOICE:
        return dict(declaration.choices).get(value, str(value))
    if declaration.shape is Shape.WORDS:
        return "、".join(value)
    if declaration.shape is Shape.TABLE:
        return "；".join(" ".join(map(str, row)) for row in value)
    if declaration.shape is Shape.NUMBERS:
        value = "、".join(map(str, value))
    return f"{value} {declaration.unit}".strip()
