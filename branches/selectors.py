"""Who should attend, what a vote says in the words of the procedure, and what came of it."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import OuterRef, Q, Subquery

from branches.kinds import Kind, Standing
from branches.models import Attendance, Item, Meeting
from branches.policy import MeetingPolicy
from branches.quorum import Outcome, demand_for
from branches.rules import Attending, Expected, Host
from directory.models import Duty, DutyKind, PartyStatus, Status, Unit, UnitPlacement
from directory.models.statuses import MEMBERS
from directory.tally import units_on
from policy.reading import policy_on

# 委员: whose duty on the unit is a seat on its committee.
SEATS = (
    DutyKind.SECRETARY,
    DutyKind.DEPUTY_SECRETARY,
    DutyKind.ORGANIZATION,
    DutyKind.PUBLICITY,
    DutyKind.DISCIPLINE,
    DutyKind.YOUTH,
    DutyKind.COMMITTEE_MEMBER,
)


def expected_on(unit: Unit, day: dt.date, kind: Kind = Kind.GENERAL_MEETING) -> list[Expected]:
    """Who should attend such a meeting of the unit on that day, in the order of names; one query.

    A members' meeting: the members of the branch and its groups (XZ 第二十条). Full members vote, probationary ones
    attend. Whose conversion awaits approval is still probationary; whose admission does, no member yet. A committee:
    whoever had a seat on that day.
    """
    return _members(unit, day) if kind == Kind.GENERAL_MEETING else _committee(unit, day)


def _members(unit, day):
    holding = PartyStatus.objects.on(day).filter(voided_at__isnull=True)
    # Where imprecise rows overlap the later one holds, as in directory.services.statuses.
    latest = holding.filter(person=OuterRef("person")).order_by("-from_on", "-pk").values("pk")[:1]
    groups = UnitPlacement.objects.on(day).filter(parent=unit).values("unit")
    rows = holding.filter(Q(unit=unit) | Q(unit__in=groups), pk=Subquery(latest), status__in=MEMBERS)
    found = []
    for row in rows.select_related("person").order_by("person__sort_pinyin", "person"):
        standing = _standing(row)
        if standing:
            found.append(Expected(row.person, row.person.name, standing))
    return found


def _standing(row) -> Standing | None:
    if row.status == Status.FULL:
        return Standing.PROBATIONARY if row.is_provisional else Standing.FULL
    return None if row.is_provisional else Standing.PROBATIONARY


def _committee(unit, day):
    seats = Duty.objects.on(day).filter(unit=unit, kind__in=SEATS).select_related("person")
    people = {each.person_id: each.person for each in seats.order_by("person__sort_pinyin", "person")}
    return [Expected(person, person.name, Standing.COMMITTEE) for person in people.values()]


def expected_at(meeting: Meeting) -> list[Expected]:
    """Who was expected as it was fixed when the meeting was saved, whatever happened to people since."""
    rows = meeting.attendances.exclude(standing=Standing.GUEST).select_related("person")
    return [Expected(row.person, row.name, Standing(row.standing)) for row in rows]


def attending_at(meeting: Meeting) -> list[Attending]:
    """What was stated of everybody when the meeting was saved: what a correction begins with."""
    return [stated_of(row) for row in meeting.attendances.select_related("person", "exclusion_approved_by")]


def stated_of(row: Attendance) -> Attending:
    return Attending(
        person=row.person,
        is_present=row.is_present,
        exclusion=row.exclusion,
        exclusion_reason=row.exclusion_reason,
        exclusion_approved_by=row.exclusion_approved_by,
        exclusion_document=row.exclusion_document,
        opinion_received_on=row.opinion_received_on,
    )


def host_on(unit: Unit, day: dt.date) -> Host:
    """The unit as a meeting's rules ask for it, with the units above it on that day; one query."""
    placed = UnitPlacement.objects.on(day).filter(unit=unit).values_list("path", flat=True).first()
    above = units_on(placed)[:-1] if placed else []
    return Host(
        name=str(unit),
        kind=unit.kind,
        established_on=unit.established_on,
        is_open=unit.closed_on is None or unit.closed_on > day,
        is_temporary=unit.is_temporary,
        superiors=frozenset(above),
    )


def facts_of(item: Item) -> dict:
    """The vote in the words of a history (membership/procedure/steps.py, VOTE_FACTS); what is not known is left out.

    `ayes` include the written ones, as the procedure counts them; `nays` and `abstentions` are those of the ballots,
    so that the figures add up to those present and the written ayes. `introducers_present` is the case's to say.
    """
    meeting, votes = item.meeting, item.votes
    facts = {"expected": meeting.expected, "present": meeting.present}
    if votes:
        facts |= {
            "written_ayes": votes.written_ayes,
            "ayes": votes.ayes + votes.written_ayes,
            "nays": votes.nays,
            "abstentions": votes.abstentions,
            "ballot": "secret" if item.is_secret else "show_of_hands",
            "together": False,  # An item is about one person.
        }
    return facts | _candidate(item)


def _candidate(item) -> dict:
    """Whether the person came, where the attendance names him; prefetched rows cost nothing."""
    if item.person_id is None:
        return {}
    came = [row.is_present for row in item.meeting.attendances.all() if row.person_id == item.person_id]
    return {"candidate_present": came[0]} if came else {}


def outcome_of(item: Item, policy: MeetingPolicy | None = None) -> Outcome | None:
    """Whether the meeting could decide and whether it agreed; None where there was no vote.

    Without `policy` the one of unit and day is read.
    """
    votes = item.votes
    if votes is None:
        return None
    meeting = item.meeting
    policy = policy or policy_on(MeetingPolicy, meeting.on, meeting.unit)
    return demand_for(Kind(meeting.kind), item.subject, policy).outcome(
        expected=meeting.expected, present=meeting.present, ayes=votes.ayes, written_ayes=votes.written_ayes
    )


def present_at(meeting: Meeting, people: Iterable) -> Mapping[int, bool]:
    """Key of each person → whether he came to the meeting; False also where nobody listed him."""
    came = {row.person_id: row.is_present for row in meeting.attendances.all()}
    return {person.pk: came.get(person.pk, False) for person in people}
