"""Posts and members of the second-level organizations on a day, judged by the policy of that unit and day."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from directory.models import PartyStatus, Unit
from directory.models.statuses import MEMBERS
from directory.models.units import SECOND_LEVEL
from organizers.models import Appointment, ConcurrentPost, Kind, Seat
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
from policy.reading import policies_on, policy_on

# Where posts are set: the second-level organizations, and the school's own committee.
_HAS_POSTS = Q(kind__in=SECOND_LEVEL) | Q(parent__isnull=True)


@dataclass(frozen=True, slots=True)
class StaffingRow:
    """One unit of the matrix on one day: what is asked, what is there, and the conclusion."""

    unit: Unit
    staffing: Staffing
    policy: OrganizerPolicy
    full_time: list[Appointment]
    part_time: int
    dedicated: Verdict
    verdict: Verdict

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


def members_on(day: dt.date, below: str = "") -> Counter:
    """Full and probationary members by unit, everything below it included, as the tree stood on that day; two queries.

    Members of temporary branches are left out: they are counted where their membership stays. `below` is the path of a
    unit of that day: only what stood under it is counted.
    """
    temporary = set(Unit.objects.filter(is_temporary=True).values_list("pk", flat=True))
    placed = Q(unit__placements__from_on__lte=day) & (
        Q(unit__placements__to_on__isnull=True) | Q(unit__placements__to_on__gte=day)
    )
    if below:
        placed &= Q(unit__placements__path__startswith=below)
    rows = PartyStatus.objects.on(day).filter(placed, voided_at__isnull=True, status__in=MEMBERS).order_by()
    counted = Counter()
    for path, members in rows.values_list("unit__placements__path").annotate(Count("person", distinct=True)):
        above = [int(part) for part in path.rstrip("/").split("/")]
        if temporary.isdisjoint(above):
            counted.update(dict.fromkeys(above, members))
    return counted


def staffing_rows(viewer, on: dt.date, below: str = "", preset: str = "") -> list[StaffingRow]:
    """The second-level organizations in the viewer's scope that existed on that day; five queries.

    The school's own committee comes first where its organizers are asked for or somebody serves there. `below` narrows
    to the subtree of the unit with that code; `preset` judges by that preset instead of the school's own values.
    """
    units = _units(viewer, on, below)
    serving = _serving(units, on)
    others = _other_posts(serving, on)
    policies = _policies(units, on, preset)
    members = members_on(on)
    rows = [_row(unit, members[unit.pk], serving[unit.pk], others, policies[unit.pk]) for unit in units]
    return [row for row in rows if not row.staffing.is_committee or row.full_time or row.posts != "—"]


def posts_of_school(on: dt.date) -> list[UnitPosts]:
    """Every second-level unit and the school's committee, whoever looks; five queries."""
    units = list(Unit.objects.filter(_HAS_POSTS).open_on(on).order_by("position", "code"))
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
    return _row(unit, _members(unit, on), serving[unit.pk], _other_posts(serving, on), policy)


def staffing_trend(unit: Unit, days: list[dt.date]) -> list[TrendPoint]:
    """The unit on each of the days, judged by what was in force on it; five queries a day."""
    return [_point(unit, day) for day in days]


def _units(viewer, on, below) -> list[Unit]:
    seen = Unit.objects.within(viewer, "organizers.view")
    units = seen.filter(_HAS_POSTS).open_on(on)
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


def _other_posts(serving, on) -> dict[int, list[OtherPost]]:
    """Recorded posts beside the full-time appointments, by appointment."""
    full_time = [each.pk for rows in serving.values() for each in rows if each.kind == Kind.FULL_TIME]
    found = defaultdict(list)
    for post in ConcurrentPost.objects.on(on).filter(appointment__in=full_time):
        found[post.appointment_id].append(OtherPost(str(post), post.is_committee_seat))
    return found


def _policies(units, on, preset) -> dict[int, OrganizerPolicy]:
    if preset:
        return dict.fromkeys((unit.pk for unit in units), preset_policy(OrganizerPolicy, preset))
    return policies_on(OrganizerPolicy, on, units)


def _row(unit, members, serving, others, policy) -> StaffingRow:
    full_time = [each for each in serving if each.kind == Kind.FULL_TIME]
    staffing = _staffing(unit, members, full_time)
    posts = [post for each in full_time for post in others[each.pk]]
    return StaffingRow(
        unit=unit,
        staffing=staffing,
        policy=policy,
        full_time=full_time,
        part_time=len(serving) - len(full_time),
        dedicated=dedicated_verdict(posts, policy),
        verdict=staffing_verdict(staffing, policy),
    )


def _staffing(unit, members, full_time) -> Staffing:
    is_committee = unit.parent_id is None
    ranks = tuple(Rank(each.rank) for each in full_time)
    return Staffing(members, ranks, unit.needs_organizer or is_committee, is_committee)


def _members(unit, day) -> int:
    """Members of one unit's subtree, as it stood on that day."""
    placed = unit.placements.filter(from_on__lte=day).filter(Q(to_on__isnull=True) | Q(to_on__gte=day)).first()
    return members_on(day, placed.path)[unit.pk] if placed else 0


def _point(unit, day) -> TrendPoint:
    members = _members(unit, day)
    full_time = list(Appointment.objects.on(day).full_time().filter(unit=unit))
    staffing = _staffing(unit, members, full_time)
    verdict = staffing_verdict(staffing, policy_on(OrganizerPolicy, day, unit))
    return TrendPoint(day, members, len(full_time), verdict)
