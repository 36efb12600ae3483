"""Posts and members of the second-level organizations on a day, judged by the policy of that unit and day."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, Q

from directory.models import PartyStatus, Unit
from directory.models.statuses import MEMBERS
from directory.models.units import SECOND_LEVEL
from organizers.facts import Holdings
from organizers.models import Appointment, Kind, Seat
from organizers.policy import OrganizerPolicy
from organizers.rules.dedicated import dedicated_verdict
from organizers.rules.eligibility import OtherPost
from organizers.rules.staffing import (
    Cell,
    Rank,
    Staffing,
    posts_in_words,
    rank_asked,
    ranks_in_words,
    staffing_cells,
    staffing_verdict,
)
from organizers.rules.verdicts import State, Verdict
from policy.presets import preset_policy
from policy.reading import Through, policies_on

# Where posts are set: the second-level organizations, and the school's own committee.
HAS_POSTS = Q(kind__in=SECOND_LEVEL) | Q(parent__isnull=True)


@dataclass(frozen=True, slots=True)
class StaffingRow:
    """One unit of the matrix on one day: what is asked, what is there, and the conclusion.

    `left_out` are the members of temporary branches, who are not counted.
    """

    unit: Unit
    staffing: Staffing
    policy: OrganizerPolicy
    full_time: list[Appointment]
    part_time: int
    dedicated: Verdict
    verdict: Verdict
    left_out: int = 0

    @property
    def members(self) -> int:
        return self.staffing.members

    @property
    def posts(self) -> str:
        return posts_in_words(self.staffing, self.policy)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Rule by rule: asked, held, verdict with clause and sum."""
        return staffing_cells(self.staffing, self.policy)

    @property
    def rank_asked(self) -> str:
        """“一般为科级” or “可不设职级”, whoever holds the post."""
        return rank_asked(self.members, self.policy)

    @property
    def ranks_held(self) -> str:
        """“科级”, “科级、不设职级”, or nothing where nobody is appointed."""
        return ranks_in_words(self.staffing) if self.full_time else ""

    @property
    def seats(self) -> str:
        """“委员” or “列席” of those who serve, where somebody has said so."""
        words = {Seat.MEMBER: "委员", Seat.SITS_IN: "列席"}
        return "、".join(dict.fromkeys(words[each.seat] for each in self.full_time if each.seat))

    @property
    def conflicts(self) -> str:
        """What stands against a dedicated post; empty where nothing does or nobody asks."""
        return self.dedicated.words if self.dedicated.state in (State.GAP, State.TO_CONFIRM) else ""


@dataclass(frozen=True, slots=True)
class UnitPosts:
    """The facts of one unit without any rule: its posts, and what is held beside them."""

    unit: Unit
    staffing: Staffing
    other_posts: tuple[OtherPost, ...]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One unit on one day of the past."""

    on: dt.date
    members: int
    full_time: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Members:
    """Full and probationary members by unit on one day, everything below it included.

    Those of temporary branches are left out, and counted apart: staffing counts nobody by a passing branch.
    """

    counted: Counter
    left_out: Counter


def members_on(day: dt.date) -> Counter:
    """Members by unit, as the tree stood on that day; two queries."""
    return _members([day])[day].counted


def _members(days: list[dt.date], below: Iterable[str] = ("",)) -> dict[dt.date, Members]:
    """The members on each of the days; two queries, however many days. `below` are paths: only what ever stood under
    one of them is counted."""
    temporary = set(Unit.objects.filter(is_temporary=True).values_list("pk", flat=True))
    under = reduce(or_, (Q(unit__placements__path__startswith=path) for path in below))
    held = [_held_on(day) for day in days]
    rows = PartyStatus.objects.filter(under & reduce(or_, held), voided_at__isnull=True, status__in=MEMBERS).order_by()
    each_day = {f"day_{number}": Count("person", filter=on, distinct=True) for number, on in enumerate(held)}
    found = {day: Members(Counter(), Counter()) for day in days}
    for path, *members in rows.values_list("unit__placements__path").annotate(**each_day):
        above = [int(part) for part in path.rstrip("/").split("/")]
        for day, number in zip(days, members, strict=True):
            counters = found[day]
            counter = counters.counted if temporary.isdisjoint(above) else counters.left_out
            counter.update(dict.fromkeys(above, number))
    return found


def _held_on(day) -> Q:
    """A status that holds on the day, in a unit where it stood on that day."""
    holds = Q(from_on__lte=day) & (Q(to_on__isnull=True) | Q(to_on__gte=day))
    stood = Q(unit__placements__from_on__lte=day) & (
        Q(unit__placements__to_on__isnull=True) | Q(unit__placements__to_on__gte=day)
    )
    return holds & stood


def staffing_rows(viewer, on: dt.date, below: str = "", preset: str = "") -> list[StaffingRow]:
    """The second-level organizations in the viewer's scope that existed on that day; eight queries.

    The school's own committee comes first where its organizers are asked for or somebody serves there. `below` narrows
    to the subtree of the unit with that code; `preset` judges by that preset instead of the school's own values.
    """
    units = _units(viewer, on, below)
    serving = _serving(units, on)
    others = _other_posts(serving, on, viewer.paths("organizers.view"))
    policies = _policies(units, on, preset)
    members = _members([on])[on]
    rows = [_row(unit, members, serving[unit.pk], others, policies[unit.pk]) for unit in units]
    return [row for row in rows if not row.staffing.is_committee or row.full_time or row.posts != "—"]


def posts_of_school(on: dt.date) -> list[UnitPosts]:
    """Every second-level unit and the school's committee, whoever looks; seven queries."""
    units = list(Unit.objects.filter(HAS_POSTS).open_on(on).order_by("position", "code"))
    serving = _serving(units, on)
    others, members = _other_posts(serving, on), members_on(on)
    return [_unit_posts(unit, members[unit.pk], serving[unit.pk], others) for unit in units]


def _unit_posts(unit, members, serving, others) -> UnitPosts:
    full_time = [each for each in serving if each.kind == Kind.FULL_TIME]
    posts = tuple(post for each in full_time for post in others[each.pk])
    return UnitPosts(unit, _staffing(unit, members, full_time), posts)


def staffing_row(viewer, on: dt.date, code: str, preset: str = "") -> StaffingRow | None:
    """The row of one unit, of whatever kind; None where the viewer sees none of that code on that day."""
    unit = Unit.objects.within(viewer, "organizers.view").open_on(on).filter(code=code).first()
    if unit is None:
        return None
    serving = _serving([unit], on)
    policy = _policies([unit], on, preset)[unit.pk]
    members = _members([on], _paths(unit))[on]
    others = _other_posts(serving, on, viewer.paths("organizers.view"))
    return _row(unit, members, serving[unit.pk], others, policy)


def staffing_trend(unit: Unit, days: list[dt.date]) -> list[TrendPoint]:
    """The unit on each of the days, judged by what was in force on it; six queries, however many days."""
    members, policies = _members(days, _paths(unit)), Through(OrganizerPolicy)
    full_time = list(Appointment.objects.full_time().filter(unit=unit))
    return [_point(unit, day, members[day].counted[unit.pk], full_time, policies.policy(day, unit)) for day in days]


def _units(viewer, on, below) -> list[Unit]:
    seen = Unit.objects.within(viewer, "organizers.view")
    units = seen.filter(HAS_POSTS).open_on(on)
    if below:
        tops = seen.filter(code=below).values_list("path", flat=True)
        units = units.filter(path__startswith=tops[0]) if tops else units.none()
    units = list(units.order_by("position", "code"))
    return sorted(units, key=lambda unit: unit.parent_id is not None)


def _serving(units, on) -> dict[int, list[Appointment]]:
    serving = defaultdict(list)
    for each in Appointment.objects.on(on).filter(unit__in=units).select_related("person").order_by("from_on", "pk"):
        serving[each.unit_id].append(each)
    return serving


def _other_posts(serving, on, seen=("",)) -> dict[int, list[OtherPost]]:
    """What is held beside the full-time appointments, by appointment; three queries."""
    full_time = [each for rows in serving.values() for each in rows if each.kind == Kind.FULL_TIME]
    holdings = Holdings({each.person_id for each in full_time}, seen)
    return {each.pk: list(holdings.beside(each.person_id, each.unit_id, on)) for each in full_time}


def _policies(units, on, preset) -> dict[int, OrganizerPolicy]:
    if preset:
        return dict.fromkeys((unit.pk for unit in units), preset_policy(OrganizerPolicy, preset))
    return policies_on(OrganizerPolicy, on, units)


def _row(unit, members, serving, others, policy) -> StaffingRow:
    full_time = [each for each in serving if each.kind == Kind.FULL_TIME]
    staffing = _staffing(unit, members.counted[unit.pk], full_time)
    posts = [post for each in full_time for post in others[each.pk]]
    return StaffingRow(
        unit=unit,
        staffing=staffing,
        policy=policy,
        full_time=full_time,
        part_time=len(serving) - len(full_time),
        dedicated=dedicated_verdict(posts, policy),
        verdict=staffing_verdict(staffing, policy),
        left_out=members.left_out[unit.pk],
    )


def _staffing(unit, members, full_time) -> Staffing:
    is_committee = unit.parent_id is None
    ranks = tuple(Rank(each.rank) for each in full_time)
    return Staffing(members, ranks, unit.needs_organizer or is_committee, is_committee)


def _paths(unit) -> list[str]:
    """Wherever in the tree the unit has ever stood."""
    return list(unit.placements.values_list("path", flat=True)) or [unit.path]


def _point(unit, day, members, full_time, policy) -> TrendPoint:
    serving = [each for each in full_time if each.holds_on(day)]
    verdict = staffing_verdict(_staffing(unit, members, serving), policy)
    return TrendPoint(day, members, len(serving), verdict)
