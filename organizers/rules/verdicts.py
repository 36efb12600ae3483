"""What a rule says about a unit or a person: one value that page, print, export and reminder show alike."""

from dataclasses import dataclass
from enum import StrEnum

from directory.refusals import Grade
from policy.declaring import Setting, Strength

# 即将到期 in the lamp rule of the screens. A fifth of a rotation's eight years would be amber for nineteen months.
SOON_DAYS = 30


class State(StrEnum):
    """How the matter stands. Only GAP is short of what the document demands, only OVER beyond what it allows.

    AHEAD is announced already, as a reminder a year before may be, and not soon yet.
    """

    MET = "met"
    GAP = "gap"
    OVER = "over"
    TO_CONFIRM = "to_confirm"
    AHEAD = "ahead"
    SOON = "soon"
    REACHED = "reached"
    LATE = "late"
    RUNNING = "running"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state in words, under which clause, and how it was worked out.

    `gap` is the number of posts still to be filled, `surplus` of those beyond the upper bound; both are 0 whenever the
    document only permits.
    """

    state: State
    words: str
    grade: Grade = Grade.SCHOOL
    clause: str = ""
    arithmetic: str = ""
    gap: int = 0
    surplus: int = 0

    @property
    def is_gap(self) -> bool:
        return self.state is State.GAP


# What it means not to meet a value: 须 is short of it, 一般 asks for a decision, 可 is only mentioned.
_UNMET = {Strength.MUST: State.GAP, Strength.NORMALLY: State.TO_CONFIRM, Strength.MAY: State.MET}
_GRADES = {Strength.MUST: Grade.SCHOOL, Strength.NORMALLY: Grade.SCHOOL, Strength.MAY: Grade.ADVICE}


def binding(setting: Setting) -> Strength:
    """How the value binds: 须 of a clause that nobody has read in its own text or confirmed only warns."""
    is_open = setting.strength is Strength.MUST and not setting.is_confirmed
    return Strength.NORMALLY if is_open else setting.strength


def unmet(setting: Setting, *, beyond: bool = False) -> State:
    """The state of whoever does not meet the value; `beyond` where it is an upper bound."""
    state = _UNMET[binding(setting)]
    return State.OVER if beyond and state is State.GAP else state


def grade_of(setting: Setting) -> Grade:
    return _GRADES[setting.strength]


NOTHING_ASKED = Verdict(State.NOT_ASKED, "制度未要求")
