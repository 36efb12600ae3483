"""Questions about organizers and posts: for many units or people in a fixed number of queries."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, Subquery

from dates.arithmetic import worded_years_and_months
from dates.spans import Span
from directory.models import PartyStatus, Unit
from directory.models.statuses import MEMBERS
from directory.scope import within
from organizers.models import Appointment, Kind
from organizers.policy import STANDARD
from organizers.rules.rotation import rotation_verdict
from organizers.rules.staffing import Rank, Staffing, posts_in_words, rank_verdict, staffing_verdict
from organizers.rules.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class StaffingRow:
    """One unit of the matrix on one day: what is asked, what is there, and the conclusion."""

    unit: Unit
    members: int
    posts: str
    full_time: list[Appointment]
    part_time: int
    verdict: Verdict

    @property
    def rank_asked(self) -> str:
        """“一般为科级” or “可不设职级”, whoever holds the post."""
        return rank_verdict(Staffing(self.members, ()), STANDARD).words

    @property
    def ranks_held(self) -> str:
        """“科级”, “科级、不设职级”, or nothing where nobody is appointed."""
        return "、".join(each.get_rank_display() for each in self.full_time)


@dataclass(frozen=True, slots=True)
class RosterLine:
    """An appointment with its length and its rotation verdict on the day."""

    appointment: Appointment
    served: str
    rotation: Verdict


def members_on(day: dt.date) -> Counter:
    """Full and probationary members by unit, everything below included, as the tree stood on that day; two queries.

    Members of temporary branches are left out: they are counted where their membership stays.
    """
    temporary = set(Unit.objects.filter(is_temporary=True).values_list("pk", flat=True))
    placed = Q(unit__placements__from_on__lte=day) & (
        Q(unit__placements__to_on__isnull=True) | Q(unit__placements__to_on__gte=day)
    )
    rows = PartyStatus.objects.on(day).filter(placed, voided_at__isnull=True, status__in=MEMBERS).order_by()
    counted = Counter()
    for path, members in rows.values_list("unit__placements__path").annotate(Count("person", distinct=True)):
        above = [int(part) for part in path.rstrip("/").split("/")]
        if temporary.isdisjoint(above):
            counted.update(dict.fromkeys(above, members))
    return counted


def staffing_rows(viewer, on: dt.date, below: str = "") -> list[StaffingRow]:
    """The second-level organizations in the viewer's scope that existed on that day; four queries.

    `below` narrows them to the subtree of the unit with that code.
    """
    units = Unit.objects.within(viewer, "organizers.view").second_level().open_on(on)
    if below:
        tops = Unit.objects.within(viewer, "organizers.view").filter(code=below).values_list("path", flat=True)
        units = units.filter(path__startswith=tops[0]) if tops else units.none()
    units = list(units.order_by("position", "code"))
    serving = defaultdict(list)
    for each in Appointment.objects.on(on).filter(unit__in=units).select_related("person").order_by("from_on", "pk"):
        serving[each.unit_id].append(each)
    members = members_on(on)
    return [_staffing_row(unit, members[unit.pk], serving[unit.pk]) for unit in units]


def _staffing_row(unit, members, serving) -> StaffingRow:
    full_time = [each for each in serving if each.kind == Kind.FULL_TIME]
    staffing = Staffing(members, tuple(Rank(each.rank) for each in full_time), is_asked=unit.needs_organizer)
    return StaffingRow(
        unit=unit,
        members=members,
        posts=posts_in_words(staffing, STANDARD),
        full_time=full_time,
        part_time=len(serving) - len(full_time),
        verdict=staffing_verdict(staffing, STANDARD),
    )


def roster(viewer, permission: str = "organizers.view"):
    """Appointments the viewer may see, with the person, both units, and the day of joining the Party (入党时间)."""
    first = PartyStatus.objects.filter(person=OuterRef("person"), status__in=MEMBERS, voided_at__isnull=True).order_by(
        "from_on"
    )
    rows = Appointment.objects.filter(within(viewer, permission, "unit"))
    return rows.select_related("person__unit", "unit__parent__parent").annotate(
        joined_on=Subquery(first.values("from_on")[:1]), joined_precision=Subquery(first.values("from_precision")[:1])
    )


def roster_lines(appointments: Iterable[Appointment], on: dt.date) -> list[RosterLine]:
    """The appointments with how long they lasted and when rotation is due; one query more, however many there are."""
    appointments = list(appointments)
    spans = full_time_spans({each.person_id for each in appointments})
    return [
        RosterLine(each, served_in_words(each, on), rotation_of(each, spans[each.person_id, each.unit_id], on))
        for each in appointments
    ]


def rotation_of(appointment: Appointment, spans: list[Span], on: dt.date) -> Verdict:
    """The rotation verdict of the appointment that holds on the day; a former or part-time one has none."""
    counts = appointment.kind == Kind.FULL_TIME and appointment.holds_on(on)
    return rotation_verdict(spans if counts else [], on, STANDARD, is_exact=appointment.is_exact)


def served_in_words(appointment: Appointment, on: dt.date) -> str:
    """“7年8个月” so far, or in all for a former one; the last day counts."""
    span = appointment.period.possible
    if span.from_on > on:
        return "未到任"
    return worded_years_and_months(span.from_on, min(span.to_on or on, on + dt.timedelta(days=1)))


def full_time_spans(people) -> dict[tuple[int, int], list[Span]]:
    """The full-time terms of the people, by person and unit; one query."""
    spans = defaultdict(list)
    for each in Appointment.objects.filter(person__in=people, kind=Kind.FULL_TIME):
        spans[each.person_id, each.unit_id].append(each.period.possible)
    return spans


def in_order(rows, sort: str):
    """拼音 or 姓氏笔画, as the roster is asked for; then the unit, so that the order is the same on paper."""
    key = "person__sort_strokes" if sort == "strokes" else "person__sort_pinyin"
    return rows.order_by(key, F("person_id"), "-from_on", "pk")


def current_lines(viewer, on: dt.date) -> list[RosterLine]:
    """Everybody in office on that day in the viewer's scope, the nearest rotation first."""
    rows = Appointment.objects.visible_to(viewer).on(on).full_time().select_related("person", "unit")
    return sorted(roster_lines(rows.order_by("from_on", "pk"), on), key=lambda line: line.appointment.from_on)
