"""Whether a person may be appointed organizer of a unit from a day on: the one rule for form, service and import.

Facts come in as values, refusals go out, all of them. The service loads the facts for one person, the import for a
whole file at once; so a row of a roster and the form can't disagree.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dates.partial import PartialDate
from dates.spans import Span
from directory.refusals import Refusal


class Level(StrEnum):
    """级别 of the organization that the organizer serves; one person is current only once on each."""

    SCHOOL = "school"
    COLLEGE = "college"
    BRANCH = "branch"


class Kind(StrEnum):
    FULL_TIME = "full_time"
    PART_TIME = "part_time"


KIND_WORDS = {Kind.FULL_TIME: "专职", Kind.PART_TIME: "兼职"}
LEVEL_WORDS = {Level.SCHOOL: "校级", Level.COLLEGE: "院系级", Level.BRANCH: "支部级"}


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What the rule needs to know of a unit."""

    key: int
    name: str
    level: Level
    closed_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """`is_actor` says that he would be appointing himself; `may_serve` is False for whoever has left the school."""

    key: int
    may_serve: bool = True
    is_actor: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day as far as they are known; open while `to_on` is None."""

    from_on: PartialDate
    to_on: PartialDate | None = None

    @property
    def possible(self) -> Span:
        """Every day it may cover; half-open, as `dates.spans` counts."""
        return Span(self.from_on.first, self.to_on.latest + dt.timedelta(days=1) if self.to_on else None)

    @property
    def certain(self) -> Span | None:
        """The days it covers whatever the unknown days are; None when there may be none."""
        if self.to_on and self.to_on.first < self.from_on.latest:
            return None
        return Span(self.from_on.latest, self.to_on.first + dt.timedelta(days=1) if self.to_on else None)

    def certainly_overlaps(self, other: "Period") -> bool:
        return bool(self.certain and other.certain and self.certain.overlaps(other.certain))

    def __str__(self):
        return f"{self.from_on} 至{f' {self.to_on}' if self.to_on else '今'}"


@dataclass(frozen=True, slots=True)
class Held:
    """An appointment the person already has, in the books or in this file; `where` names it for the reader and is
    empty where the reader may not know.

    `is_bare` marks a duty that was entered without an appointment; a matching appointment takes it over.
    """

    unit: int
    level: Level
    kind: Kind
    period: Period
    where: str
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """An appointment somebody wants to make."""

    person: PersonFacts
    unit: UnitFacts
    kind: Kind
    period: Period


def appointment_refusals(wanted: Proposal, held: Iterable[Held], today: dt.date) -> list[Refusal]:
    """Everything that is in the way of the appointment; empty when it may be made."""
    found = [*_person(wanted), *_dates(wanted, today)]
    if not found:
        found = [*_unit(wanted), *_overlaps(wanted, held)]
    return found


def _own_case() -> Refusal:
    return Refusal("appointment_own_case", "不能办理本人的任免，请由其他人员办理。", field="person")


def _person(wanted):
    if wanted.person.is_actor:
        yield _own_case()
    if not wanted.person.may_serve and not wanted.period.to_on:
        yield Refusal("appointment_person_here", "此人已离开本校，不能再任组织员，请核对工号。", field="person")


def _dates(wanted, today):
    from_on, to_on = wanted.period.from_on, wanted.period.to_on
    if to_on and to_on.certainly_before(from_on):
        message = f"离任时间 {to_on} 早于任职时间 {from_on}，请核对。"
        yield Refusal("appointment_ends_after_start", message, field="to_on")
    elif to_on and to_on.first < from_on.first:
        message = f"离任时间 {to_on} 没有写到日，与任职时间 {from_on} 分不出先后，请写出具体日期。"
        yield Refusal("appointment_day_known", message, field="to_on")
    for field, words, known in (("from_on", "任职时间", from_on), ("to_on", "离任时间", to_on)):
        # Rights begin and end with these days, so only what is wholly past may be known roughly.
        if known and not known.is_exact and known.latest >= today:
            yield Refusal("appointment_day_known", f"{words} {known} 没有写到日，请写出具体日期。", field=field)


def _unit(wanted):
    unit, to_on = wanted.unit, wanted.period.to_on
    if unit.closed_on and (to_on is None or to_on.latest >= unit.closed_on):
        message = f"{unit.name}已于 {unit.closed_on} 撤销，请填写撤销前的离任时间，或核对党组织。"
        yield Refusal("appointment_unit_open", message, field="unit")


def _overlaps(wanted, held):
    """“one person may be current only once per level”: two appointments of one level may not share a day."""
    for other in held:
        if other.is_bare:
            yield from _bare(wanted, other)
        elif other.level == wanted.unit.level and other.period.certainly_overlaps(wanted.period):
            yield Refusal("appointment_once_per_level", _already(other), field="from_on")
        elif _same_post(wanted, other) and other.period.possible.overlaps(wanted.period.possible):
            message = f"与此人的另一段任职（{other.period}）首尾相接而没有写到日，请写出具体日期。"
            yield Refusal("appointment_day_known", message, field="from_on")


def _already(other) -> str:
    if not other.where:
        return "此人在您的管理范围之外已任组织员，时间重叠，请联系组织部。"
    level = LEVEL_WORDS[other.level]
    return f"此人已任{level}组织员（{other.where}，{other.period}），时间重叠，请先办理离任或核对日期。"


def _bare(wanted, other):
    if _same_post(wanted, other) and other.period.possible.overlaps(wanted.period.possible):
        if other.period.possible == wanted.period.possible:
            return  # The appointment takes this very duty over.
        message = f"此人在该党组织已登记任职（{other.period}），请填写相同的任职时间，或先结束该任职。"
        yield Refusal("appointment_duty_matches", message, field="from_on")


def _same_post(wanted, other) -> bool:
    return other.unit == wanted.unit.key and other.kind == wanted.kind
