"""Posts over time: which are short of somebody since which day, and which have lost their last holder."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from directory.models import PartyStatus, Status, Unit
from organizers.models import Appointment, Kind, Rank
from organizers.policy import OrganizerPolicy
from organizers.rules.gaps import Term, gap_begins, vacant_from
from organizers.rules.staffing import Staffing, posts_asked, posts_lacking
from organizers.rules.verdicts import State, unmet
from organizers.selectors.staffing import HAS_POSTS
from policy.reading import Through

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Gap:
    """A unit with fewer organizers than are asked for, from `began_on`: past, or known to come."""

    unit: Unit
    began_on: dt.date
    lacking: int
    state: State
    clause: str


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A post after its last holder: empty from that day on, said in words."""

    appointment: Appointment
    empty_on: dt.date
    words: str


class Posts:
    """What is needed to say on any day how many organizers a unit lacks; three queries."""

    def __init__(self, on: dt.date):
        self.units = list(Unit.objects.filter(HAS_POSTS).open_on(on).order_by("position", "code"))
        self._policies = Through(OrganizerPolicy)
        self._full_time = defaultdict(list)
        for each in Appointment.objects.full_time().filter(unit__in=self.units):
            self._full_time[each.unit_id].append(each)

    def asked(self, unit: Unit, day: dt.date):
        return posts_asked(self._staffing(unit, day), self._policies.policy(day, unit))

    def lacking(self, unit: Unit, day: dt.date) -> int:
        return posts_lacking(self._staffing(unit, day), self._policies.policy(day, unit))

    def gap_begins(self, unit: Unit, on: dt.date) -> dt.date | None:
        return gap_begins(self._changes(unit), on, lambda day: self.lacking(unit, day))

    def _staffing(self, unit, day) -> Staffing:
        """Of posts alone: no document asks for more or fewer of them by the number of members."""
        ranks = tuple(Rank(each.rank) for each in self._full_time[unit.pk] if each.holds_on(day))
        is_committee = unit.parent_id is None
        return Staffing(0, ranks, unit.needs_organizer or is_committee, is_committee)

    def _changes(self, unit) -> set[dt.date]:
        held = self._full_time[unit.pk]
        days = {each.from_on for each in held} | {each.to_on + _DAY for each in held if each.to_on}
        days |= self._policies.changes | {unit.established_on}
        return {day for day in days if day >= unit.established_on and not (unit.closed_on and day >= unit.closed_on)}


def gaps(on: dt.date) -> Iterator[Gap]:
    """Every unit that lacks organizers on that day, or is known to from a later one; three queries."""
    posts = Posts(on)
    for unit in posts.units:
        began = posts.gap_begins(unit, on)
        if began:
            asked = posts.asked(unit, day := max(began, on))
            yield Gap(unit, began, posts.lacking(unit, day), unmet(asked), asked.clause)


def vacancies(on: dt.date, since: dt.date) -> Iterator[Vacancy]:
    """Posts of open units that are empty since `since` or later, or are going to be, and whose emptiness is no gap;
    and those whose holder has left the school while his appointment goes on. Six queries."""
    posts, left = Posts(on), _left_on()
    held = defaultdict(dict)
    for each in Appointment.objects.select_related("person", "unit"):
        held[each.unit_id, each.kind][each.pk] = each
    for rows in held.values():
        last = vacant_from([_term(each, left) for each in rows.values()])
        if last and _is_told(rows[last.key], last, posts, on, since):
            yield _vacancy(rows[last.key], last)


def _is_told(appointment, last, posts, on, since) -> bool:
    unit, empty_on = appointment.unit, last.empty_on
    if unit.closed_on and unit.closed_on <= max(on, empty_on):
        return False
    if last.is_left_open:
        return True
    is_gap = appointment.kind == Kind.FULL_TIME and unit in posts.units and posts.lacking(unit, empty_on)
    return empty_on >= since and not is_gap


def _vacancy(appointment, last) -> Vacancy:
    who = f"{appointment.get_kind_display()}组织员{appointment.person.name}"
    if last.is_left_open:
        return Vacancy(appointment, last.empty_on, f"{who}已离开本校，任职尚未办理离任")
    return Vacancy(appointment, last.empty_on, f"{who}任职至 {last.empty_on - _DAY}，尚无接任")


def _term(appointment, left) -> Term:
    to_on = appointment.period.to_on
    return Term(appointment.pk, to_on.latest if to_on else None, left.get(appointment.person_id))


def _left_on() -> dict[int, dt.date]:
    """Since when those have left the school who once were organizers; one query."""
    gone = PartyStatus.objects.filter(status=Status.LEFT, voided_at__isnull=True, to_on__isnull=True)
    organizers = gone.filter(person__in=Appointment.objects.values("person"))
    return dict(organizers.values_list("person", "from_on"))
