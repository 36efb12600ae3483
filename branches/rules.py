"""What a meeting's record may say: all that is wrong with it at once, before anything is saved. Plain Python.

Rules here ask whether the record can be true: who may vote, whom a meeting may leave out, whether votes add up. Whether
a vote was enough is `quorum`'s to answer: a meeting that failed was held nevertheless, and is recorded.
People and units are whatever has a `pk` and a name.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from branches.clauses import BRANCH_VOTE, PROBATIONARY, QUORUM, TEMPORARY, VOTE
from branches.figures import Votes, vote_faults
from branches.kinds import (
    DISCUSSED_BY,
    ELECTION_ONLY,
    EXCLUSION_WORDS,
    HELD_BY,
    HELD_BY_WORDS,
    KIND_WORDS,
    PERSONAL,
    STANDING_WORDS,
    SUBJECT_WORDS,
    VOTERS,
    WITHOUT_VOTE,
    Exclusion,
    Kind,
    Standing,
    Subject,
)
from directory.refusals import Grade, Refusal

# A branch that is temporary takes applications and trains; it neither admits nor approves (DEV-32).
NOT_FOR_TEMPORARY = (Subject.ADMISSION, Subject.ADMISSION_APPROVAL)


@dataclass(frozen=True, slots=True)
class Expected:
    """Whoever should attend on that day, and as what."""

    person: Any
    name: str
    standing: Standing

    @property
    def has_vote(self) -> bool:
        return self.standing in VOTERS


@dataclass(frozen=True, slots=True)
class Attending:
    """What is stated of one person at a meeting. `has_vote` None leaves it to what he was on that day.

    `opinion_received_on` is the day before or of the meeting on which his written opinion was received (DEV-27).
    """

    person: Any
    is_present: bool = False
    has_vote: bool | None = None
    exclusion: Exclusion | str = ""
    exclusion_reason: str = ""
    exclusion_approved_by: Any = None
    exclusion_document: str = ""
    opinion_received_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Motion:
    """One item: what is discussed about whom, and its votes where they are counted already."""

    subject: Subject
    person: Any = None
    title: str = ""
    is_secret: bool = True
    votes: Votes | None = None

    @property
    def is_personal(self) -> bool:
        return self.subject in PERSONAL

    @property
    def words(self) -> str:
        return self.title or SUBJECT_WORDS[self.subject] + (f"：{self.person}" if self.person else "")


@dataclass(frozen=True, slots=True)
class Host:
    """The unit that meets, as on that day; `superiors` are the keys of the units above it."""

    name: str
    kind: str
    established_on: dt.date
    is_open: bool = True
    is_temporary: bool = False
    superiors: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Seat:
    """One line of the attendance: what was stated beside what the person was on that day."""

    name: str
    standing: Standing
    stated: Attending

    @property
    def pk(self) -> int:
        return self.stated.person.pk

    @property
    def has_vote(self) -> bool:
        return self.standing in VOTERS and not self.stated.exclusion

    @property
    def is_voter_present(self) -> bool:
        return self.has_vote and self.stated.is_present

    @property
    def wrote(self) -> bool:
        return self.has_vote and self.stated.opinion_received_on is not None


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting as it is to be saved, with everything that its rules ask for."""

    host: Host
    kind: Kind
    on: dt.date
    seats: Sequence[Seat]
    motions: Sequence[Motion] = ()
    chair: Any = None
    recorder: Any = None

    @property
    def expected(self) -> int:
        return sum(seat.has_vote for seat in self.seats)

    @property
    def present(self) -> int:
        return sum(seat.is_voter_present for seat in self.seats)

    @property
    def opinions(self) -> int:
        return sum(seat.wrote for seat in self.seats)


def seated(expected: Iterable[Expected], attending: Iterable[Attending], motions: Iterable[Motion]) -> list[Seat]:
    """A line for everybody: those expected of whom nothing is stated were absent, those not expected are guests.

    Whoever was to be admitted or converted attends as what he was before that, whatever the register says since.
    """
    discussed = {each.person.pk: each.subject for each in motions if each.is_personal and each.person}
    stated = {each.person.pk: each for each in attending}
    seats = []
    for each in expected:
        standing = _before(each.standing, discussed.get(each.person.pk))
        seats.append(Seat(each.name, standing, stated.pop(each.person.pk, None) or Attending(each.person)))
    return seats + [Seat(str(each.person), Standing.GUEST, each) for each in stated.values()]


def _before(standing, subject) -> Standing:
    """Status rows begin with the admission meeting and with the end of probation, so that an old meeting meets them."""
    if subject == Subject.CONVERSION and standing == Standing.FULL:
        return Standing.PROBATIONARY
    if subject not in (None, Subject.CONVERSION) and standing == Standing.PROBATIONARY:
        return Standing.GUEST
    return standing


def meeting_refusals(meeting: Gathering, attending: Sequence[Attending], *, today: dt.date, by=None) -> list[Refusal]:
    """Everything that keeps the meeting from being saved; `by` is the key of the person who saves it."""
    return [
        *(list(_held(meeting, today)) or _nobody(meeting)),
        *_twice(attending),
        *_led(meeting),
        *(found for seat in meeting.seats for found in _seat_refusals(meeting, seat)),
        *(found for place, motion in enumerate(meeting.motions) for found in _motion_refusals(meeting, motion, place)),
        *(found for place, motion in enumerate(meeting.motions) for found in own_refusals(motion, place, by)),
    ]


def _held(meeting, today) -> Iterator[Refusal]:
    host, kind, on = meeting.host, meeting.kind, meeting.on
    if host.kind not in HELD_BY[kind]:
        yield Refusal("meeting_unit", f"{KIND_WORDS[kind]}由{HELD_BY_WORDS[kind]}召开，{host.name}不是。", field="kind")
    if on > today:
        yield Refusal("meeting_held", f"会议日期 {on} 晚于今天 {today}，请在会后登记。", field="on")
    if on < host.established_on:
        yield Refusal("meeting_unit_founded", f"{host.name}成立于 {host.established_on}，晚于会议日期。", field="on")
    if not host.is_open:
        yield Refusal("meeting_unit_open", f"{host.name}在 {on} 已撤销。", field="on")


def _nobody(meeting) -> Iterator[Refusal]:
    """Asked of a unit and a day that are right: of others nobody is expected anyhow."""
    if not any(seat.standing in VOTERS for seat in meeting.seats):
        words = f"{meeting.host.name}在 {meeting.on} 没有有表决权的人，请先核对党籍或委员的登记。"
        yield Refusal("meeting_expected", words, field="unit")


def _twice(attending) -> Iterator[Refusal]:
    seen = set()
    for each in attending:
        if each.person.pk in seen:
            yield _about(each, "attendance_once", f"{each.person}登记了两次，请只留一次。")
        seen.add(each.person.pk)


def _led(meeting) -> Iterator[Refusal]:
    """Somebody from outside may lead, such as a member of the superior committee; somebody absent may not."""
    absent = {seat.pk for seat in meeting.seats if not seat.stated.is_present}
    for field, person, words in (("chair", meeting.chair, "主持人"), ("recorder", meeting.recorder, "记录人")):
        if person is not None and person.pk in absent:
            yield Refusal(f"meeting_{field}", f"{words}{person}登记为没有到会，请核对。", field=field)


def _about(stated, rule, message, **more) -> Refusal:
    return Refusal(rule, message, field=f"attendances.{stated.person.pk}", **more)


def _seat_refusals(meeting, seat) -> Iterator[Refusal]:
    candidates = {each.person.pk for each in meeting.motions if each.is_personal and each.person}
    if seat.pk in candidates and (seat.standing in VOTERS or seat.stated.has_vote):
        yield _about(seat.stated, "candidate_votes", _candidate_words(meeting, seat))
    elif seat.stated.has_vote and not seat.has_vote:
        yield _no_vote(meeting, seat)
    elif seat.stated.has_vote is False and seat.has_vote:
        words = f"{seat.name}是{meeting.host.name}有表决权的人，不计入应到须写明原因并经批准。"
        yield _about(seat.stated, "exclusion_grounds", words)
    yield from _exclusion(meeting, seat)
    yield from _opinion(meeting, seat)


def _candidate_words(meeting, seat) -> str:
    if seat.standing in VOTERS:
        words = STANDING_WORDS[seat.standing]
        return f"{seat.name}在 {meeting.on} 登记为{words}，不会是讨论的对象，请核对人选或登记。"
    return f"{seat.name}是讨论的对象，不能列为有表决权的人。"


def _no_vote(meeting, seat) -> Refusal:
    if seat.stated.exclusion:
        return _about(seat.stated, "exclusion_vote", f"{seat.name}已不计入应到，不能表决。")
    if seat.standing == Standing.PROBATIONARY:
        words = f"{seat.name}在 {meeting.on} 是预备党员，没有表决权。"
        return _about(seat.stated, "DEV-24", words, grade=Grade.PARTY, clause=PROBATIONARY)
    words = f"{seat.name}在 {meeting.on} 不是{meeting.host.name}有表决权的人，可以列席，不能表决。"
    return _about(seat.stated, "DEV-15", words, grade=Grade.PARTY, clause=QUORUM)


def _exclusion(meeting, seat) -> Iterator[Refusal]:
    stated = seat.stated
    if not stated.exclusion:
        return
    words = EXCLUSION_WORDS[stated.exclusion]
    if seat.standing not in VOTERS:
        yield _about(stated, "exclusion_of_voter", f"{seat.name}本来没有表决权，不必注明不计入应到。")
    if not stated.exclusion_reason:
        yield _about(stated, "exclusion_reason", f"{seat.name}不计入应到（{words}），请写明具体原因。")
    if stated.exclusion not in WITHOUT_VOTE:
        yield from _consent(meeting, seat, words)


def _consent(meeting, seat, words) -> Iterator[Refusal]:
    """经党员大会通过、上级党组织同意: for whoever has a vote and is left out all the same."""
    stated, approver = seat.stated, seat.stated.exclusion_approved_by
    if approver is None or not stated.exclusion_document:
        words = f"{seat.name}不计入应到（{words}），须经党员大会通过并报上级党组织同意，请填写同意的党组织和文号。"
        yield _about(stated, "exclusion_approved", words)
    elif approver.pk not in meeting.host.superiors:
        words = f"{approver}在 {meeting.on} 不是{meeting.host.name}的上级党组织，不能同意{seat.name}不计入应到。"
        yield _about(stated, "exclusion_superior", words)
    if meeting.kind != Kind.GENERAL_MEETING:
        yield _about(
            stated, "exclusion_committee", f"{KIND_WORDS[meeting.kind]}的应到人数是全体委员，{seat.name}应计入。"
        )
    if stated.exclusion in ELECTION_ONLY and any(each.subject != Subject.ELECTION for each in meeting.motions):
        words = f"{seat.name}的不计入原因只适用于选举，本次会议还有其他议题。"
        yield _about(stated, "exclusion_election", words)
    if stated.is_present:
        yield _about(stated, "exclusion_present", f"{seat.name}已到会，应计入应到。")


def _opinion(meeting, seat) -> Iterator[Refusal]:
    stated, received = seat.stated, seat.stated.opinion_received_on
    if received is None:
        return
    rule = {"grade": Grade.PARTY, "clause": VOTE}
    if received > meeting.on:
        words = f"{seat.name}的书面意见收到于 {received}，晚于会议日期 {meeting.on}，不能计入票数。"
        yield _about(stated, "DEV-27", words, **rule)
    if stated.is_present:
        yield _about(stated, "DEV-27", f"{seat.name}已到会，在会上表决，不再计书面意见。", **rule)
    if not seat.has_vote:
        yield _about(stated, "DEV-27", f"{seat.name}没有表决权，书面意见不能计入票数。", **rule)


def _motion_refusals(meeting, motion, place) -> Iterator[Refusal]:
    field, words, kind = f"items.{place}", SUBJECT_WORDS[motion.subject], meeting.kind
    allowed = DISCUSSED_BY[motion.subject]
    if kind not in allowed:
        where = "或".join(KIND_WORDS[each] for each in allowed)
        reserved = allowed == (Kind.GENERAL_MEETING,)
        grade, clause = (Grade.PARTY, BRANCH_VOTE) if reserved else (Grade.SCHOOL, "")
        message = f"“{words}”应由{where}讨论，{KIND_WORDS[kind]}不能代替。"
        yield Refusal("BR-13" if reserved else "item_meeting", message, grade, clause, field=field)
    if meeting.host.is_temporary and motion.subject in NOT_FOR_TEMPORARY:
        message = f"{meeting.host.name}是临时党组织，不能{words}。"
        yield Refusal("DEV-32", message, Grade.PARTY, TEMPORARY, field=field)
    if motion.is_personal and motion.person is None:
        message = f"“{words}”应逐个讨论和表决，请写明对象，每人一个议题。"
        yield Refusal("DEV-28", message, Grade.PARTY, VOTE, field=f"{field}.person")
    if motion.is_personal and motion.person and motion in _repeated(meeting.motions, place):
        yield Refusal("item_once_a_person", f"{motion.person}的“{words}”重复登记，请只留一次。", field=field)
    if motion.votes is not None:
        yield from vote_refusals(meeting, motion.votes, place)


def _repeated(motions, place) -> list[Motion]:
    """The motion at that place, where an earlier one is on the same matter of the same person."""
    motion = motions[place]
    earlier = ((each.subject, each.person and each.person.pk) for each in motions[:place])
    return [motion] if (motion.subject, motion.person.pk) in earlier else []


def vote_refusals(meeting: Gathering, votes: Votes, place: int) -> Iterator[Refusal]:
    """Votes that cannot be (F24), against those who were present and those who wrote before."""
    for name, words in vote_faults(votes, present=meeting.present, opinions=meeting.opinions):
        is_written = name.startswith("written")
        rule, clause = ("DEV-27", VOTE) if is_written else ("VOTES", "")
        yield Refusal(rule, f"{words}。", Grade.PARTY, clause, field=f"items.{place}.{name}")


def own_refusals(motion: Motion, place: int, by: int | None) -> Iterator[Refusal]:
    """Nobody records the vote on himself."""
    if by is not None and motion.votes is not None and motion.is_personal and motion.person and motion.person.pk == by:
        yield Refusal("own_case", "不能登记本人的表决结果，请由其他人员办理。", field=f"items.{place}")
