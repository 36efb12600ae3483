"""From the records of a case to the history that the rules judge: the one door between rows and procedure."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from django.db.models import Count

from dates.partial import PartialDate
from directory.models import PartyStatus, Person, Status, Unit, UnitKind
from directory.models.people import STUDENTS
from membership.models import Case, EditionConfirmation, StepRecord
from membership.policy import MembershipPolicy
from membership.procedure.asking import with_event
from membership.procedure.case import Case as Told
from membership.procedure.case import Event
from membership.procedure.editions import Edition
from membership.procedure.history import History
from membership.procedure.policies import PoliciesOn
from membership.procedure.reading import Unreadable, read_case, undated_event
from policy.presets import NATIONAL, preset_policy
from policy.reading import Through
from policy.working_days import working_calendar

# Whose own full members make a committee: “正式党员7人以上的党支部应当设立支部委员会” (ZB 第二十条？, 待核).
COMMITTEE_FROM = 7
# What may be dated by its own first day (docs/timelines.md).
DATED_BY_FROM = ("public_notice", "training")


class Judge:
    """The rules and the calendar for many cases of one day: parameters are read once, however many cases ask.

    Between two days on which they change they are the same.
    """

    def __init__(self, today: dt.date):
        self.today, self.calendar = today, working_calendar()
        self._through, self._national = Through(MembershipPolicy), preset_policy(MembershipPolicy, NATIONAL)
        self._begins = sorted(self._through.changes)
        self._known: dict = {}

    @cached_property
    def _is_2026_confirmed(self) -> bool:
        return EditionConfirmation.objects.filter(edition=Edition.OF_2026).exists()

    def is_2026_confirmed(self) -> bool:
        """Whether the school has confirmed the text of 2026: until then what only it demands warns. Asked once."""
        return self._is_2026_confirmed

    def policies_on(self, unit: Unit | None) -> PoliciesOn:
        """What holds for the unit, day by day; the national values while the school has published none."""

        def on(day):
            key = (unit.pk if unit else None, bisect_right(self._begins, day))
            if key not in self._known:
                held = self._through.policy(day, unit)
                self._known[key] = self._national if held == MembershipPolicy() else held
            return self._known[key]

        return on

    def history(self, told: Told, unit: Unit) -> History:
        return History(told, self.policies_on(unit), self.calendar, confirmed=self.is_2026_confirmed)


def tell(case: Case, records: Iterable[StepRecord], branch: dict, today: dt.date) -> Told:
    """The case as the rules know it. Records of the school's own steps are not for them."""
    records = list(records)
    told = read_case(timeline(case, [each for each in records if not is_undated(each)], branch), today)
    for record in records:
        if record.step and is_undated(record):
            told = with_event(told, undated_event(record.step, record.facts, today))
    return told


def history_of(case: Case, today: dt.date) -> History:
    """One case as the rules know it today."""
    return Judge(today).history(tell(case, records_of([case]).get(case.pk, ()), {}, today), case.unit)


def is_undated(record: StepRecord) -> bool:
    """Known from a ledger that does not say when; the written form cannot carry it."""
    return record.happened_on is None and record.step not in DATED_BY_FROM


def timeline(case: Case, records: Iterable[StepRecord], branch: dict) -> dict:
    """The case in the form of docs/timelines.md, without the person's name and number."""
    return {
        "id": case.code,
        "person": _person(case.person) | {"league_member": case.is_league_member, "mobile": case.is_mobile},
        "branch": branch,
        "unknown": case.untold,
        "events": [event_of(record) for record in records if record.step],
    }


def event_of(record: StepRecord) -> dict:
    on = {"on": record.day.iso()} if record.day and record.step not in DATED_BY_FROM else {}
    return {"step": record.step, **on, **record.facts}


def read_event(step: str, on: PartialDate | None, facts: dict, today: dt.date) -> tuple[Event | None, tuple[str, ...]]:
    """One act as the rules know it, or every reason why it cannot be read, in Chinese."""
    event = {"step": step, **facts} | ({"on": on.iso()} if on and step not in DATED_BY_FROM else {})
    try:
        told = read_case({"id": "act", "events": [event]}, today)
    except Unreadable as unreadable:
        return None, tuple(reason.removeprefix(f"第 1 个步骤（{step}）") for reason in unreadable.reasons)
    if told.date_faults:
        return None, tuple(fault.words for fault in told.date_faults)
    return told.all(step)[0], ()


def _person(person: Person) -> dict:
    known = {"student": person.category in STUDENTS}
    if person.birth_on:
        known["born_on"] = PartialDate(person.birth_on, person.birth_precision).iso()
    # Staff have no planned day of leaving; of a student without one it is unknown.
    if person.expected_leave_on or person.category not in STUDENTS:
        known["leaves_on"] = person.expected_leave_on.isoformat() if person.expected_leave_on else None
    return known


def branch_facts(units: Iterable[Unit], on: dt.date) -> dict[int, dict]:
    """Unit's key → what the rules ask of a branch on that day. One query for all."""
    units = list(units)
    counted = dict(
        PartyStatus.objects.on(on)
        .filter(unit__in=units, status=Status.FULL, voided_at__isnull=True, is_provisional=False)
        .values_list("unit")
        .annotate(Count("person", distinct=True))
    )
    return {unit.pk: _branch(unit, counted.get(unit.pk, 0)) for unit in units}


def _branch(unit: Unit, full_members: int) -> dict:
    kind = "temporary" if unit.is_temporary else "general_branch" if unit.kind == UnitKind.GENERAL_BRANCH else "branch"
    return {"full_members": full_members, "has_committee": full_members >= COMMITTEE_FROM, "kind": kind}


def records_of(cases: Iterable[Case]) -> dict[int, list[StepRecord]]:
    """Case's key → its standing records in the order of their days. One query."""
    found: dict[int, list[StepRecord]] = {}
    rows = StepRecord.objects.standing().filter(case__in=cases).order_by("happened_on", "pk")
    for record in rows:
        found.setdefault(record.case_id, []).append(record)
    return found
