"""Parameters of the school's rules, declared in code by the app that uses them. Plain Python: no Django, no clock.

An app writes its parameters as the fields of one frozen dataclass and hands that object to its rules:

    @declares("organizers", "组织员配备与任期")
    @dataclass(frozen=True, slots=True)
    class OrganizerPolicy:
        full_time_least: Setting = whole("专职组织员最低配备", unit="名", stricter=Stricter.MORE)

`policy.reading` fills it in for a unit and a day. A rule's test builds it by hand and needs no database.
"""

import dataclasses
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
    """What a value looks like: a whole number, yes or no, one of some words, several words, or a table of rows."""

    WHOLE = "whole"
    YES_NO = "yes_no"
    CHOICE = "choice"
    WORDS = "words"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for one parameter; `value` None means that the school asks nothing (未要求).

    `value` is int, bool, str, tuple[str, ...] or tuple[tuple, ...] by the declaration's shape.
    """

    value: int | bool | str | tuple | None = None
    unit: str = ""
    clause: str = ""
    strength: Strength = Strength.NORMALLY

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


GROUPS: dict[str, Group] = {}
DECLARATIONS: dict[str, Declaration] = {}


def whole(label: str, *, unit: str, least: int = 0, most: int = 999, **words):
    """A whole number with its unit of measure and its bounds."""
    return _declared(label, Shape.WHOLE, unit=unit, least=least, most=most, **words)


def yes_no(label: str, **words):
    """Asked or not."""
    return _declared(label, Shape.YES_NO, **words)


def choice(label: str, choices: tuple[tuple[str, str], ...], **words):
    """One of (key, words)."""
    return _declared(label, Shape.CHOICE, choices=choices, **words)


def words(label: str, **more):
    """Several words, such as the bodies whose opinion is asked."""
    return _declared(label, Shape.WORDS, **more)


def _declared(label, shape, *, default: Setting = NOT_ASKED, **more):
    return dataclasses.field(default=default, metadata={"declared": (label, shape, more)})


def declares(key: str, title: str):
    """Registers the fields of a frozen dataclass as parameters `key.field`."""

    def register(carrier):
        if key in GROUPS:
            raise ValueError(f"制度参数组 {key} 重复登记。")
        found = tuple(_declaration(key, field) for field in dataclasses.fields(carrier))
        GROUPS[key] = Group(key, title, carrier, found)
        DECLARATIONS.update({each.key: each for each in found})
        return carrier

    return register


def _declaration(group, field) -> Declaration:
    label, shape, more = field.metadata["declared"]
    return Declaration(key=f"{group}.{field.name}", label=label, shape=shape, group=group, **more)
