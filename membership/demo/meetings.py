"""The members' meetings of the demo school that voted on its cases, kept as the product keeps them.

Whoever was a member of the branch on that day was expected; the figures of a case follow from the meeting. A vote that
was taken wrongly, or in a branch too small for one, stays with its case alone, as an imported history does.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from random import Random
from typing import NamedTuple

from branches.figures import Votes
from branches.kinds import Kind, Standing
from branches.models import Attendance, Item, Meeting
from branches.rules import Attending, Motion, Seat, seated
from directory.models import DutyKind, Unit
from membership.demo.members import BRANCHES, Members, Somebody
from membership.models import Case
from membership.voting import SUBJECT_OF_STEP, vote_facts

_SEED = 20261112
# Fewer than three full members make no branch.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Voted:
    """A vote on somebody, and who is to have been there as his introducers."""

    case: Case
    step: str
    on: dt.date
    introducers: tuple[Somebody, ...]

    @property
    def motion(self) -> Motion:
        return Motion(SUBJECT_OF_STEP[self.step], Somebody(self.case.person_id, self.case.person.name))


class Kept(NamedTuple):
    """The item of a meeting, and what the case says of it."""

    item: Item
    facts: dict


def hold_meetings(votes: Iterable[Voted], members: Members) -> Mapping[tuple[int, str], Kept]:
    """Case's key and step → the item from which its record is taken; nothing where no meeting is kept."""
    dice, planned = Random(_SEED), []  # noqa: S311 -- meetings of an invented school
    for (unit, on), some in _by_meeting(votes).items():
        gathered = _gathered(unit, on, some, members, dice)
        if gathered:
            planned.append((some, *gathered))
    Meeting.objects.bulk_create(meeting for _, meeting, _ in planned)
    Attendance.objects.bulk_create(
        [_attendance(meeting, seat) for _, meeting, seats in planned for seat in seats], batch_size=4_000
    )
    items = [each for some, meeting, seats in planned for each in _items(some, meeting, seats, dice)]
    Item.objects.bulk_create(item for _, item in items)
    rows = Item.objects.select_related("meeting").prefetch_related("meeting__attendances")
    kept = rows.in_bulk([item.pk for _, item in items])
    return {(vote.case.pk, vote.step): _told(vote, kept[item.pk]) for vote, item in items}


def _by_meeting(votes) -> dict[tuple[Unit, dt.date], list[Voted]]:
    """Whoever a branch voted on in one day, it voted on at one meeting."""
    found: dict = {}
    for vote in votes:
        unit = vote.case.unit
        if unit.kind in BRANCHES and not unit.is_temporary and unit.established_on <= vote.on:
            found.setdefault((unit, vote.on), []).append(vote)
    return found


def _gathered(unit, on, votes, members, dice) -> tuple[Meeting, list[Seat]] | None:
    """The meeting and its list; nothing where too few had a vote, or an introducer was no full member yet."""
    expected, motions = members.expected(unit.pk, on), [vote.motion for vote in votes]
    named = {person.pk: person for vote in votes for person in vote.introducers}
    beside = {motion.person.pk: motion.person for motion in motions} | named
    bare = seated(expected, [Attending(person) for person in beside.values()], motions)
    voters = [seat.stated.person for seat in bare if seat.has_vote]
    if len(voters) < _FEWEST or any(seat.pk in named and seat.standing == Standing.PROBATIONARY for seat in bare):
        return None
    chair, recorder = (members.officer(unit.pk, kind, on) for kind in (DutyKind.SECRETARY, DutyKind.ORGANIZATION))
    free = [each for each in voters if each.pk not in {*named, chair, recorder}]
    absent = dice.sample(free, min(len(free), dice.randint(1, 3), len(voters) // 5))
    seats = seated(expected, _attending(bare, absent, on), motions)
    there = {each.pk for each in voters}
    meeting = Meeting(
        code=f"{dice.getrandbits(64):016x}",
        unit=unit,
        kind=Kind.GENERAL_MEETING,
        on=on,
        time=dt.time(dice.choice((14, 15, 16, 18)), 30),
        place=f"{unit.short_name}活动室",
        chair_id=chair if chair in there else None,
        recorder_id=recorder if recorder in there else None,
        expected=len(voters),
        present=len(voters) - len(absent),
    )
    return meeting, seats


def _attending(seats, absent, on) -> list[Attending]:
    """Everybody came but a few; the first of these wrote before."""
    away = {each.pk for each in absent}
    wrote = absent[0].pk if absent else None
    return [
        Attending(
            seat.stated.person,
            is_present=seat.pk not in away,
            opinion_received_on=on - dt.timedelta(days=1) if seat.pk == wrote else None,
        )
        for seat in seats
    ]


def _attendance(meeting, seat) -> Attendance:
    return Attendance(
        meeting=meeting,
        person_id=seat.pk,
        name=seat.name,
        standing=seat.standing,
        has_vote=seat.has_vote,
        is_present=seat.stated.is_present,
        opinion_received_on=seat.stated.opinion_received_on,
    )


def _items(votes, meeting, seats, dice):
    written = sum(seat.wrote for seat in seats)
    for place, vote in enumerate(votes, start=1):
        motion, nays = vote.motion, dice.choice((0, 0, 0, 1)) if meeting.present > _FEWEST + 1 else 0
        given = Votes(meeting.present, meeting.present, meeting.present - nays, nays, written_ayes=written)
        yield (
            vote,
            Item(
                meeting=meeting,
                position=place,
                subject=motion.subject,
                title=motion.words,
                person_id=motion.person.pk,
                **asdict(given),
            ),
        )


def _told(vote: Voted, item: Item) -> Kept:
    return Kept(item, vote_facts(item, vote.introducers))
