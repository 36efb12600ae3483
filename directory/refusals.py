"""A refusal is a value: what is wrong, under which clause, how it was worked out, and the way out. Plain Python."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How strong the rule is; 建 never turns red."""

    PARTY = "规"
    SCHOOL = "校"
    ADVICE = "建"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why something may not be done.

    `field` names the form field it belongs to (or is empty), `clause` the document and article, `arithmetic` the sum
    with its figures, `url` and `action` the way out.
    """

    rule: str
    message: str
    grade: Grade = Grade.SCHOOL
    clause: str = ""
    arithmetic: str = ""
    field: str = ""
    url: str = ""
    action: str = ""

    def __str__(self):
        return self.message


class Refused(Exception):
    """An act that was not done, with all reasons at once."""

    def __init__(self, *refusals: Refusal):
        self.refusals = refusals
        super().__init__("；".join(map(str, refusals)))


class ChangedMeanwhile(Exception):
    """Somebody saved the record after it was opened: `current` is the record as it stands now."""

    def __init__(self, current, editor: str = "", at=None):
        self.current, self.editor, self.at = current, editor, at
        super().__init__("这条记录在您打开之后已被他人修改。")


def refuse(rule: str, message: str, **more) -> Refused:
    """Shorthand for a single reason."""
    return Refused(Refusal(rule, message, **more))
