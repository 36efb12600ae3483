"""What a rule says about a unit or a person: one value that page, print, export and reminder show alike."""

from dataclasses import dataclass
from enum import StrEnum

from directory.refusals import Grade


class State(StrEnum):
    """How the matter stands. Only GAP is short of what the document demands."""

    MET = "met"
    GAP = "gap"
    TO_CONFIRM = "to_confirm"
    SOON = "soon"
    REACHED = "reached"
    RUNNING = "running"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state in words, under which clause, and how it was worked out.

    `gap` is the number of posts still to be filled; 0 whenever the document only permits.
    """

    state: State
    words: str
    grade: Grade = Grade.SCHOOL
    clause: str = ""
    arithmetic: str = ""
    gap: int = 0

    @property
    def is_gap(self) -> bool:
        return self.state is State.GAP
