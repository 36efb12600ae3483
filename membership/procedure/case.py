"""A person's history as it was handed over, read and typed; nothing is concluded here."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from membership.procedure.days import Day

type_of_fact = Day | str | int | bool | tuple


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """One step that happened. `on` is its day (of a notice or a training the first one), None where it is unknown.

    A fact that the file does not name is absent from `facts`; unknown is not “no”.
    """

    step: str
    on: Day | None
    facts: Mapping[str, type_of_fact] = field(default_factory=dict)
    written: str = ""

    def get(self, fact: str):
        return self.facts.get(fact)

    @property
    def order(self) -> tuple:
        """By day, then by what is written, so that the order of the file plays no part."""
        known = self.on or Day(dt.date.max, dt.date.max)
        return (known, self.written)

    @property
    def iso(self) -> str | None:
        return str(self.on) if self.on else None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document in the file."""

    kind: str
    on: Day | None = None
    signed: bool | None = None
    original: bool | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class DateFault:
    """A date that no calendar has, or that lies after the day of judging; the event then has no day."""

    step: str
    written: str
    words: str


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of the person; None is unknown. `leaves_on` is False where it is known that nobody leaves."""

    born_on: Day | None = None
    is_student: bool | None = None
    is_league_member: bool | None = None
    leaves_on: Day | bool | None = None
    is_mobile: bool | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    full_members: int | None = None
    has_committee: bool | None = None
    kind: str | None = None
    approves: str | None = None
    # Stated where there is one between the branch and the committee; silence means there is none.
    is_below_general: bool | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One history. `partial`: a step that is not in it may have happened; `absent` names those that did not."""

    id: object
    as_of: dt.date
    events: Mapping[str, tuple[Event, ...]]
    person: Person = Person()
    branch: Branch = Branch()
    policy: tuple[tuple[str, object], ...] = ()
    partial: bool = False
    unknown: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    claimed: Mapping[str, Day | str] = field(default_factory=dict)
    papers: tuple[Paper, ...] = ()
    date_faults: tuple[DateFault, ...] = ()

    def all(self, step: str) -> tuple[Event, ...]:
        """Every event of the step, the earliest first."""
        return self.events.get(step, ())

    def may_hold_more(self, step: str) -> bool:
        """Whether the step may have happened without being in the file."""
        return step in self.unknown or (self.partial and step not in self.absent)
