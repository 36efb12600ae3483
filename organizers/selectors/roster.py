"""Appointments as the roster shows them, with term, trial, rotation and filing on the day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, OuterRef, Subquery

from dates.arithmetic import worded_years_and_months
from dates.spans import Span
from directory.models import PartyStatus, Unit, UnitName
from directory.models.statuses import MEMBERS
from directory.past import names_on
from directory.scope import within
from organizers.models import Appointment, Kind
from organizers.policy import OrganizerPolicy
from organizers.rules.filing import filing_verdict
from organizers.rules.rotation import rotation_verdict
from organizers.rules.trial import Outcome, trial_verdict
from organizers.rules.verdicts import Verdict
from organizers.selectors.filings import filing_days
from organizers.selectors.nominations import unmet_of
from policy.reading import policies_on
from policy.working_days import working_calendar


@dataclass(frozen=True, slots=True)
class RosterLine:
    """An appointment with its length and where rotation, trial and filing stand on the day.

    `named` bears the unit's names of the last day of a former appointment, as the papers of its time do, else today's.
    `trial` and `filing` are None where the appointment has none. `unmet` is None unless it was written down after the
    fact (补录): then nothing stood in its way, and these conditions were not met.
    """

    appointment: Appointment
    served: str
    rotation: Verdict
    named: Unit | UnitName
    trial: Verdict | None = None
    filing: Verdict | None = None
    unmet: tuple[str, ...] | None = None


def roster(viewer, permission: str = "organizers.view"):
    """Appointments the viewer may see, with everything a line shows, and the day of joining (入党时间)."""
    first = PartyStatus.objects.filter(person=OuterRef("person"), status__in=MEMBERS, voided_at__isnull=True).order_by(
        "from_on"
    )
    rows = Appointment.objects.filter(within(viewer, permission, "unit"))
    return (
        rows.select_related("person__unit", "unit__parent__parent", "trial", "filing", "nomination")
        .prefetch_related("filing__returns")
        .annotate(
            joined_on=Subquery(first.values("from_on")[:1]),
            joined_precision=Subquery(first.values("from_precision")[:1]),
        )
    )


def roster_lines(appointments: Iterable[Appointment], on: dt.date) -> list[RosterLine]:
    """The appointments with their verdicts; three queries more, four with former ones, however many there are."""
    appointments = list(appointments)
    spans = full_time_spans({each.person_id for each in appointments})
    policies = policies_on(OrganizerPolicy, on, {each.unit for each in appointments})
    names = names_on(_last_day(each) for each in appointments if each.to_on and each.to_on < on)
    calendar = working_calendar()
    return [
        RosterLine(
            each,
            served_in_words(each, on),
            rotation_of(each, spans[each.person_id, each.unit_id], on, policies[each.unit_id]),
            names.get(_last_day(each), each.unit),
            trial_of(each, on),
            filing_of(each, on, calendar),
            unmet_of(each),
        )
        for each in appointments
    ]


def _last_day(appointment) -> tuple[int, dt.date | None]:
    return appointment.unit_id, appointment.to_on


def rotation_of(appointment: Appointment, spans: list[Span], on: dt.date, policy: OrganizerPolicy) -> Verdict:
    """The rotation verdict of the appointment that holds on the day; a former or part-time one has none."""
    counts = appointment.kind == Kind.FULL_TIME and appointment.holds_on(on)
    return rotation_verdict(spans if counts else [], on, policy, is_exact=appointment.is_exact)


def trial_of(appointment: Appointment, on: dt.date) -> Verdict | None:
    trial = getattr(appointment, "trial", None)
    if trial is None:
        return None
    outcome = Outcome(trial.outcome) if trial.outcome else None
    return trial_verdict(trial.from_on, trial.months, on, trial.clause, outcome, trial.document)


def filing_of(appointment: Appointment, on: dt.date, calendar) -> Verdict | None:
    filing = getattr(appointment, "filing", None)
    return filing_verdict(filing_days(filing, calendar), on, filing.clause) if filing else None


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


def roster_below(viewer, code: str = ""):
    """The roster of one unit and everything below it, where a code is given; nobody of a unit that is not seen."""
    rows = roster(viewer)
    if not code:
        return rows
    unit = Unit.objects.within(viewer, "organizers.view").filter(code=code).first()
    return rows.filter(unit__path__startswith=unit.path) if unit else rows.none()


def current_lines(viewer, on: dt.date, code: str = "") -> list[RosterLine]:
    """Everybody in office on that day in the viewer's scope, the longest in office first."""
    rows = roster_below(viewer, code).on(on).full_time()
    return sorted(roster_lines(rows.order_by("from_on", "pk"), on), key=lambda line: line.appointment.from_on)
