"""Sixty organizers of the demo school, with every deadline near, late and far ahead of the day it is built.

Most second-level units have their full-time organizer, three have none, one has two, one holds another post besides.
Filings and trials stand in every state, rotation lies behind, near and far.
"""

import datetime as dt
from dataclasses import dataclass

from dates.arithmetic import add_years
from dates.partial import as_partial
from desk.demo.accounts import free_member
from directory.models import Account, Duty, DutyKind, Person, Status, Unit, UnitKind
from organizers.facts import Stated
from organizers.models import Kind, Outcome, Rank, Seat
from organizers.rules.appointing import Period
from organizers.services import (
    Nominated,
    add_document,
    appoint,
    complete_filing,
    conclude_trial,
    open_filing,
    receive_filing,
    record_post,
    record_work,
    return_filing,
    start_trial,
    submit_filing,
)
from organizers.services.filing import APPOINTING_PAPER, BASIC_FORM

TOTAL = 60
_WITHOUT = {"05", "18", "27"}
# Days from today to the end of eight years in one unit; negative: passed.
_DAYS_TO_ROTATION = (-40, 20, 75, 160, 300, 700, 1100, 1500, 1900, 2300)
_SECOND_LEVEL = (UnitKind.SECOND_COMMITTEE, UnitKind.GENERAL_BRANCH)
_PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass(frozen=True, slots=True)
class _Recent:
    """An appointment of late: days since it began, how far its filing has come, and whether a trial goes with it."""

    days_ago: int
    filing: str
    trial: str = ""


_RECENT = (
    _Recent(2, "open", "running"),
    _Recent(14, "open", "running"),
    _Recent(10, "submitted"),
    _Recent(20, "returned", "running"),
    _Recent(12, "received"),
    _Recent(40, "filed", "running"),
    _Recent(355, "filed", "running"),
    _Recent(370, "filed", "running"),
    _Recent(180, "filed", "running"),
    _Recent(800, "filed", "confirmed"),
)


# The first unit's, so that the college whose accounts visitors use has something to do.
_FIRST = _Recent(3, "open", "running")


def appoint_organizers(today: dt.date) -> None:
    """Full-time organizers of the second-level units first, then part-time ones until there are sixty."""
    units = list(Unit.objects.filter(kind__in=_SECOND_LEVEL).order_by("code"))
    staffed = [unit for unit in units if unit.code not in _WITHOUT]
    for number, unit in enumerate(staffed):
        _full_time(unit, number, today)
    _second_one(staffed[3], today)
    branches = list(Unit.objects.filter(kind=UnitKind.BRANCH).order_by("code"))[:: max(1, 260 // TOTAL)]
    for number, unit in enumerate([*units[::2], *branches][: TOTAL - len(staffed) - 1]):
        since = dt.date(today.year - 1 - number % 3, 9, 1)
        _appoint(unit, Kind.PART_TIME, since, today, rank=Rank.NONE, source="专职辅导员" if number % 2 else "党员教师")


def _full_time(unit, number, today) -> None:
    recent = _FIRST if number == 0 else _RECENT[number // 2] if number % 2 and number // 2 < len(_RECENT) else None
    ahead = _DAYS_TO_ROTATION[number % len(_DAYS_TO_ROTATION)]
    since = today - dt.timedelta(days=recent.days_ago) if recent else add_years(today + dt.timedelta(days=ahead), -8)
    rank = Rank.SECTION if number % 3 else Rank.NONE
    seat = Seat.MEMBER if number % 4 else Seat.SITS_IN
    appointment = _appoint(unit, Kind.FULL_TIME, since, today, rank=rank, seat=seat, is_established=True)
    if number == 4:
        record_post(
            appointment=appointment, post="学院办公室副主任", from_on=since, by=None, organization=unit.short_name
        )
    if recent:
        _file(appointment, recent, today)
        _try_out(appointment, recent, today)


def _second_one(unit, today) -> None:
    """One unit has two: too many under a document with an upper bound, allowed under one without."""
    _appoint(unit, Kind.FULL_TIME, dt.date(today.year - 2, 9, 1), today, rank=Rank.NONE, is_established=True)


def _appoint(unit, kind, since, today, **facts):
    kinds = {Kind.FULL_TIME: DutyKind.ORGANIZER_FULL_TIME, Kind.PART_TIME: DutyKind.ORGANIZER_PART_TIME}
    bare = Duty.objects.on(today).filter(unit=unit, kind=kinds[kind], person__appointments__isnull=True)
    held = bare.select_related("person").first()
    person = held.person if held else _somebody(unit, today)
    record_work(
        person=person,
        period=Period(as_partial(dt.date(today.year - 12, 7, 1)), as_partial(dt.date(today.year - 8, 6, 30))),
        organization=unit.short_name,
        post="组织干事",
        is_party_work=True,
        today=today,
        by=None,
    )
    if held:  # the demo accounts' own duties are taken over with their days
        period, facts = Period(as_partial(held.from_on), None), facts | {"nominated": None}
    else:
        paper = f"江海委〔{since.year}〕{since.month + 10}号"
        period, facts = Period(as_partial(since), None), facts | {"nominated": _nominated(since), "basis": paper}
    return appoint(
        person=person, unit=unit, kind=kind, period=period, today=today, by=None, establishment="事业编制", **facts
    )


def _nominated(since) -> Nominated:
    stated = Stated(
        is_established=True,
        health_stated=True,
        proposed_on=since - dt.timedelta(days=20),
        talked_on=since - dt.timedelta(days=25),
    )
    return Nominated(stated=stated, is_history=True)


def _somebody(unit, today) -> Person:
    """A full member of some years without any duty; of the rest of the school where the unit has none."""
    long_ago = add_years(today, -12)
    people = Person.objects.filter(status=Status.FULL, duties__isnull=True, account__isnull=True)
    seasoned = people.filter(statuses__status=Status.FULL, statuses__from_on__lte=long_ago)
    near = seasoned.filter(unit__path__startswith=unit.path).order_by("pk").first()
    return near or free_member(unit) or seasoned.order_by("pk").first() or people.order_by("pk").first()


def _file(appointment, recent, today) -> None:
    """Decided two days before the appointment, and as far as the plan says."""
    decided = appointment.from_on - dt.timedelta(days=2)
    filing = open_filing(appointment=appointment, decided_on=decided, today=today, is_demanded=True)
    if recent.filing == "open":
        return
    unit_side, department = Account.objects.get(username="secretary"), Account.objects.get(username="staff")
    for title in (APPOINTING_PAPER, BASIC_FORM):
        add_document(filing=filing, content=_PAPER, file_name=f"{title}.pdf", title=title, today=today, by=unit_side)
    sent = min(decided + dt.timedelta(days=3), today)
    submit_filing(filing=filing, on=sent, today=today, by=unit_side)
    then = min(sent + dt.timedelta(days=2), today)
    if recent.filing == "returned":
        return_filing(filing=filing, on=then, reason="基本信息表缺签字，请补齐", today=today, by=department)
    elif recent.filing == "received":
        receive_filing(filing=filing, on=then, today=today, by=department)
    elif recent.filing == "filed":
        complete_filing(filing=filing, on=then, opinion="同意备案", today=today, by=department)


def _try_out(appointment, recent, today) -> None:
    if not recent.trial:
        return
    trial = start_trial(appointment=appointment, today=today)
    if trial and recent.trial == "confirmed":
        conclude_trial(
            trial=trial,
            outcome=Outcome.CONFIRMED,
            assessed_on=trial.ends_on,
            assessment="试用期内履职尽责，考核胜任。",
            effective_on=trial.full_on,
            document=f"江海委〔{trial.full_on.year}〕30号",
            today=today,
            by=None,
        )
