"""A branch meeting about several people as it is typed: everybody's own vote, what is wrong with whose. Plain Python.

Whatever is wrong with one vote keeps that person out and nobody else; whatever is wrong with the meeting keeps it from
being saved (ZB 第十一条; DEV-24 to DEV-28).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from branches.figures import Votes
from branches.policy import MeetingPolicy
from branches.quorum import Outcome, demand_for
from branches.rules import Gathering, Motion
from directory.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Told:
    """The reasons against the meeting as a whole, and those against each of its motions."""

    meeting: tuple[Refusal, ...]
    motions: tuple[tuple[Refusal, ...], ...]


def shared_out(refusals: Iterable[Refusal], motions: Sequence[Motion]) -> Told:
    """What `branches.rules.meeting_refusals` found, to whom it belongs: `items.N…` to the N-th motion, what is said of
    a candidate's seat to his own."""
    own: list[list[Refusal]] = [[] for _ in motions]
    places = {motion.person.pk: place for place, motion in enumerate(motions)}
    meeting = []
    for refusal in refusals:
        kind, _, rest = refusal.field.partition(".")
        key = rest.partition(".")[0]
        place = int(key) if kind == "items" else places.get(int(key)) if kind == "attendances" else None
        (meeting if place is None else own[place]).append(refusal)
    return Told(tuple(meeting), tuple(map(tuple, own)))


def without(motions: Sequence[Motion], told: Told) -> list[Motion]:
    """The motions against which nothing is said."""
    return [motion for motion, refusals in zip(motions, told.motions, strict=True) if not refusals]


def facts_said(gathering: Gathering, motion: Motion, introducers: Iterable) -> dict:
    """The vote as `membership.voting.vote_facts` will say it once the meeting is kept; a test holds them equal."""
    votes: Votes = motion.votes
    came = {seat.pk: seat.stated.is_present for seat in gathering.seats}
    facts = {
        "expected": gathering.expected,
        "present": gathering.present,
        "written_ayes": votes.written_ayes,
        "ayes": votes.ayes + votes.written_ayes,
        "nays": votes.nays,
        "abstentions": votes.abstentions,
        "ballot": "secret" if motion.is_secret else "show_of_hands",
        "together": False,
    }
    if motion.person.pk in came:
        facts["candidate_present"] = came[motion.person.pk]
    if introducers := list(introducers):
        facts["introducers_present"] = sum(came.get(each.pk, False) for each in introducers)
    return facts


def outcome_said(gathering: Gathering, motion: Motion, policy: MeetingPolicy) -> Outcome:
    """Whether the meeting could decide and whether it agreed: “19/21，需 11”."""
    votes = motion.votes
    return demand_for(gathering.kind, motion.subject, policy).outcome(
        expected=gathering.expected, present=gathering.present, ayes=votes.ayes, written_ayes=votes.written_ayes
    )
