"""Saving a meeting with who came, the votes on its items, their correction, and voiding."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from audit.context import give_reason
from branches.figures import Votes
from branches.kinds import Kind, Standing, Subject
from branches.models import TOTALS, Attendance, Item, Meeting
from branches.rules import Attending, Gathering, Motion, Seat, meeting_refusals, own_refusals, seated, vote_refusals
from branches.selectors import expected_at, expected_on, host_on, stated_of
from directory.constraints import refusing_conflicts
from directory.models import Account, Person, Unit
from directory.refusals import ChangedMeanwhile, Refusal, Refused
from directory.services.holding import hold_open, last_change

LAST_ITEM = Refusal(
    "item_last", "这是会议仅有的议题，不能单独作废；会议没有召开或整次登记有误的，请回到会议页面办理“作废”。"
)
_STOPPERS = []
_CORRECTION_STOPPERS = []


def stops_voiding(function):
    """Registers `function(items) -> Refusal | None` of an app above: what rests on their votes stops the voiding."""
    _STOPPERS.append(function)
    return function


def stops_correcting(function):
    """Registers `function(items) -> list[Refusal]` of an app above, asked once the correction is written and before it
    is kept: what rests on the votes as they were stops it."""
    _CORRECTION_STOPPERS.append(function)
    return function


def _nothing(items: Sequence[Item]) -> None:
    """Nothing goes along with a correction."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When exactly and where a meeting was held, who led it and who took the minutes."""

    time: dt.time | None = None
    place: str = ""
    chair: Person | None = None
    recorder: Person | None = None
    note: str = ""


@refusing_conflicts()
def hold_meeting(
    *,
    unit: Unit,
    kind: Kind,
    on: dt.date,
    attending: Sequence[Attending],
    today: dt.date,
    by: Account | None,
    motions: Sequence[Motion] = (),
    circumstances: Circumstances = Circumstances(),
) -> Meeting:
    """Saves a meeting that was held on that day, with everybody who should have attended as of that day.

    Of those expected of whom `attending` says nothing it is saved that they did not come; whoever is named and was not
    expected is a guest. Raises `Refused` with every reason, that of each item's votes included (ZB 第十一条, 第十二条).
    """
    kind = Kind(kind)
    gathering = _gathering(unit, kind, on, expected_on(unit, on, kind), attending, motions, circumstances)
    _refuse(gathering, attending, today, by)
    meeting = Meeting(unit=unit, kind=kind)
    _fill(meeting, gathering, circumstances)
    meeting.save()
    Attendance.objects.bulk_create(_attendance(meeting, seat) for seat in gathering.seats)
    Item.objects.bulk_create(_item(meeting, motion, place) for place, motion in enumerate(motions, start=1))
    return meeting


@refusing_conflicts()
def record_votes(
    *,
    item: Item,
    votes: Votes,
    by: Account | None,
    is_secret: bool | None = None,
    version: int | None = None,
    reason: str = "",
) -> Item:
    """Saves the votes on one item, or corrects them; the others of the meeting are not touched.

    `is_secret` None leaves it as it was put down. Raises `Refused` with every reason (F24), `ChangedMeanwhile` when
    somebody saved since `version`.
    """
    meeting = _locked(Meeting.objects.select_related("unit"), item.meeting_id)
    item = _held(Item.objects.select_related("person"), item.pk, version)
    item.meeting = meeting
    motion = replace(_motion(item), votes=votes, is_secret=item.is_secret if is_secret is None else is_secret)
    gathering = _stored(meeting, [motion])
    refusals = [
        *_voided(meeting),
        *_voided_item(item),
        *vote_refusals(gathering, votes, 0),
        *own_refusals(motion, 0, by.person_id if by else None),
    ]
    if item.votes is not None and not reason:
        refusals.append(Refusal("correction_reason", "更正票数应写明原因。", field="reason"))
    if refusals:
        raise Refused(*refusals)
    give_reason(reason)
    _count(item, motion)
    item.save()
    _act_on(meeting)
    _ask_above([item])
    item.refresh_from_db(fields=["version"])
    return item


@refusing_conflicts()
def add_item(
    *, meeting: Meeting, motion: Motion, today: dt.date, by: Account | None, attending: Sequence[Attending] = ()
) -> Item:
    """Adds an item that was left out when the meeting was saved; raises `Refused` with every reason.

    Of `attending` whoever is not on the list yet joins it as a guest; who was expected stays as it was fixed.
    """
    meeting = _locked(Meeting.objects.select_related("unit"), meeting.pk)
    items = list(meeting.items.select_related("person"))
    stored = _stored(meeting, [*(_motion(item) for item in items if item.voided_at is None), motion])
    listed = {seat.pk for seat in stored.seats}
    guests = seated((), [each for each in attending if each.person.pk not in listed], ())
    gathering = replace(stored, seats=[*stored.seats, *guests])
    _refuse(gathering, [], today, by, *_voided(meeting))
    Attendance.objects.bulk_create(_attendance(meeting, seat) for seat in guests)
    item = _item(meeting, motion, place=items[-1].position + 1 if items else 1)
    item.save()
    _act_on(meeting)
    return item


@refusing_conflicts()
def correct_meeting(
    *,
    meeting: Meeting,
    version: int | None,
    on: dt.date,
    attending: Sequence[Attending],
    circumstances: Circumstances,
    reason: str,
    today: dt.date,
    by: Account | None,
    votes: Mapping[int, Votes | None] | None = None,
    is_secret: bool | None = None,
    asks_anew: bool = False,
    follow: Callable[[Sequence[Item]], None] = _nothing,
) -> Meeting:
    """Corrects what was saved of a meeting; `votes` are corrected with it, by the key of their item, and taken away
    where they are None. `is_secret` holds for all items; None leaves it.

    `attending` states everybody anew (`selectors.attending_at` is what stands there).
    Who was expected stays as it was fixed, unless the day is another or `asks_anew`, because the register was wrong.
    `follow(items)` of an app above brings along what rests on the votes; what stays behind stops the correction.
    Raises `Refused` with every reason, also of votes that no longer add up, and `ChangedMeanwhile`.
    """
    meeting = _standing(meeting, version)
    items = list(meeting.items.standing().select_for_update(of=("self",)).select_related("person"))
    motions = [_corrected(item, votes or {}, is_secret) for item in items]
    is_fixed = on == meeting.on and not asks_anew
    expected = expected_at(meeting) if is_fixed else expected_on(meeting.unit, on, Kind(meeting.kind))
    gathering = _gathering(meeting.unit, Kind(meeting.kind), on, expected, attending, motions, circumstances)
    unreasoned = [] if reason else [Refusal("correction_reason", "更正会议记录应写明原因。", field="reason")]
    _refuse(gathering, attending, today, by, *unreasoned)
    give_reason(reason)
    _fill(meeting, gathering, circumstances)
    meeting.acts += 1
    meeting.save()
    _replace_attendances(meeting, gathering.seats)
    for item, motion in zip(items, motions, strict=True):
        if (motion.votes, motion.is_secret) != (item.votes, item.is_secret):
            _count(item, motion)
            item.save()
    follow(items)
    _ask_above(items)
    meeting.refresh_from_db()
    return meeting


@refusing_conflicts()
def void_meeting(
    *, meeting: Meeting, reason: str, at: dt.datetime, version: int | None = None, by: Account | None = None
) -> Meeting:
    """作废: the record stays, and counts for nothing. Raises `Refused` where something rests on its votes."""
    meeting = _standing(meeting, version)
    items = list(meeting.items.standing().select_related("person"))
    _refuse_voiding(items, items, reason, by)
    give_reason(reason)
    meeting.voided_at, meeting.void_reason = at, reason.strip()
    meeting.save(update_fields=["voided_at", "void_reason"])
    meeting.refresh_from_db(fields=["version"])
    return meeting


@refusing_conflicts()
def void_item(*, item: Item, reason: str, at: dt.datetime, version: int | None = None, by: Account | None) -> Item:
    """作废议题: what was put down by mistake counts for nothing, and whoever was a guest for it leaves the list.

    `version` is that of the meeting. Raises `Refused` where something rests on its votes or where the meeting would
    have discussed nothing: then it is the meeting that is voided; `ChangedMeanwhile`.
    """
    meeting = _standing(item.meeting, version)
    items = list(meeting.items.standing().select_for_update(of=("self",)).select_related("person"))
    held = next((each for each in items if each.pk == item.pk), None)
    if held is None:
        raise Refused(*_voided_item(Item.objects.get(pk=item.pk)))
    others = [each for each in items if each != held]
    _refuse_voiding([held], items, reason, by, *([] if others else [LAST_ITEM]))
    give_reason(reason)
    held.voided_at, held.void_reason = at, reason.strip()
    held.save(update_fields=["voided_at", "void_reason"])
    if held.person_id not in {each.person_id for each in others}:
        meeting.attendances.filter(person=held.person_id, standing=Standing.GUEST).delete()
    _act_on(meeting)
    _ask_above(others)
    return held


def _refuse_voiding(voided, items, reason, by, *more) -> None:
    """Nobody voids what a meeting did that voted on himself."""
    mine = by.person_id if by else None
    refusals = [*more, *(found for stopper in _STOPPERS if (found := stopper(voided)))]
    refusals += [found for place, item in enumerate(items) for found in own_refusals(_motion(item), place, mine)]
    if not reason.strip():
        refusals.append(Refusal("void_reason", "作废应写明原因。", field="reason"))
    if refusals:
        raise Refused(*refusals)


def _ask_above(items) -> None:
    """What was written goes with the refusal."""
    if refusals := [found for stopper in _CORRECTION_STOPPERS for found in stopper(items)]:
        raise Refused(*refusals)


def _gathering(unit, kind, on, expected, attending, motions, circumstances) -> Gathering:
    host = replace(host_on(unit, on), is_open=hold_open(unit, on))
    seats = seated(expected, attending, motions)
    return Gathering(host, kind, on, seats, motions, circumstances.chair, circumstances.recorder)


def _refuse(gathering, attending, today, by, *more) -> None:
    mine = by.person_id if by else None
    refusals = [*more, *meeting_refusals(gathering, attending, today=today, by=mine)]
    if refusals:
        raise Refused(*refusals)


def _stored(meeting, motions) -> Gathering:
    """The meeting as it was saved."""
    rows = meeting.attendances.select_related("person", "exclusion_approved_by")
    seats = [Seat(row.name, row.standing, stated_of(row)) for row in rows]
    return Gathering(host_on(meeting.unit, meeting.on), Kind(meeting.kind), meeting.on, seats, motions)


def _standing(meeting, version) -> Meeting:
    """The meeting under lock. That it was voided is said before that it was changed: there is nothing to look up."""
    record = _locked(Meeting.objects.select_related("unit"), meeting.pk)
    if refusals := _voided(record):
        raise Refused(*refusals)
    return _unchanged(record, version)


def _held(rows, pk, version):
    """The row under lock; raises `ChangedMeanwhile` when somebody saved since `version`."""
    return _unchanged(_locked(rows, pk), version)


def _unchanged(record, version):
    if version is not None and record.version != version:
        raise ChangedMeanwhile(record, *last_change(record))
    return record


def _act_on(meeting) -> None:
    """Of the meeting's own row nothing changed: the counter alone tells whoever has the meeting open."""
    meeting.acts += 1
    meeting.save(update_fields=["acts"])


def _locked(rows, pk):
    return rows.select_for_update(of=("self",)).get(pk=pk)


def _voided(meeting) -> list[Refusal]:
    if meeting.voided_at is None:
        return []
    return [Refusal("meeting_voided", f"该会议记录已作废（{meeting.void_reason}），不能再办理。")]


def _voided_item(item) -> list[Refusal]:
    if item.voided_at is None:
        return []
    return [Refusal("item_voided", f"“{item.title}”已作废（{item.void_reason}），请打开会议查看最新情况。")]


def _fill(meeting, gathering, circumstances) -> None:
    meeting.on, meeting.expected, meeting.present = gathering.on, gathering.expected, gathering.present
    for name, value in _told(circumstances).items():
        setattr(meeting, name, value)


def _told(circumstances) -> dict:
    return {name: getattr(circumstances, name) for name in Circumstances.__dataclass_fields__}


def _attendance(meeting, seat) -> Attendance:
    stated = seat.stated
    return Attendance(
        meeting=meeting,
        person=stated.person,
        name=seat.name,
        standing=seat.standing,
        has_vote=seat.has_vote,
        is_present=stated.is_present,
        exclusion=stated.exclusion,
        exclusion_reason=stated.exclusion_reason,
        exclusion_approved_by=stated.exclusion_approved_by,
        exclusion_document=stated.exclusion_document,
        opinion_received_on=stated.opinion_received_on,
    )


def _replace_attendances(meeting, seats) -> None:
    """Rows are parts of the meeting's record: who is on the list no longer leaves it, and the history tells."""
    kept = {row.person_id: row for row in meeting.attendances.all()}
    fresh = [_attendance(meeting, seat) for seat in seats]
    meeting.attendances.exclude(person__in=[row.person_id for row in fresh]).delete()
    for row in fresh:
        row.pk = kept[row.person_id].pk if row.person_id in kept else None
    known = [row for row in fresh if row.pk]
    Attendance.objects.bulk_update(known, _ATTENDANCE_FIELDS)
    Attendance.objects.bulk_create(row for row in fresh if not row.pk)


_ATTENDANCE_FIELDS = [
    field.name for field in Attendance._meta.concrete_fields if field.name not in ("id", "version", "meeting", "person")
]


def _item(meeting, motion, place) -> Item:
    item = Item(
        meeting=meeting,
        position=place,
        subject=motion.subject,
        title=motion.words[:120],
        person=motion.person,
        is_secret=motion.is_secret,
    )
    _count(item, motion)
    return item


def _count(item, motion) -> None:
    item.is_secret = motion.is_secret
    for name in TOTALS:
        setattr(item, name, getattr(motion.votes, name) if motion.votes else None)


def _motion(item) -> Motion:
    return Motion(Subject(item.subject), item.person, item.title, item.is_secret, item.votes)


def _corrected(item, votes, is_secret) -> Motion:
    is_secret = item.is_secret if is_secret is None else is_secret
    return replace(_motion(item), votes=votes.get(item.pk, item.votes), is_secret=is_secret)
