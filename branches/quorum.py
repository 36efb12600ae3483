"""How many must be present and how many must agree (regulations.md 1.2): three kinds of quorum. Plain Python.

`expected` (应到会有表决权的党员) are full members with a vote, without those excused by the members' meeting with the
superior's consent; probationary members never count. A written opinion counts as a vote and not as a person present.
"""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from branches.clauses import BRANCH_COMMITTEE, BRANCH_VOTE, CONVERSION, ELECTION, QUORUM, VOTE
from branches.kinds import Kind, Subject
from branches.policy import AT_LEAST_HALF, PRESENT, MeetingPolicy


class Share(Enum):
    """A share of some number, and whether exactly that share is enough."""

    # “超过半数”: exactly half fails.
    MORE_THAN_HALF = (Fraction(1, 2), False)
    # “半数以上” includes the half.
    AT_LEAST_HALF = (Fraction(1, 2), True)
    # “不少于应到会人数的五分之四”.
    FOUR_FIFTHS = (Fraction(4, 5), True)


class Quorum(Enum):
    """The share of those expected who must be present, by what is voted on."""

    # “有表决权的到会人数必须超过应到会有表决权人数的半数” (第二十条).
    DEVELOPMENT = "development"
    # “半数以上” (ZB 第十一条); read as “超过半数” by many schools (P-22).
    ORDINARY = "ordinary"
    # XJ: “到会人数不少于应到会人数的五分之四”.
    ELECTION = "election"

    @property
    def share(self) -> Share:
        return _SHARES[self]


_SHARES = {
    Quorum.DEVELOPMENT: Share.MORE_THAN_HALF,
    Quorum.ORDINARY: Share.AT_LEAST_HALF,
    Quorum.ELECTION: Share.FOUR_FIFTHS,
}
_BY_SUBJECT = {
    Subject.ADMISSION: Quorum.DEVELOPMENT,
    Subject.CONVERSION: Quorum.DEVELOPMENT,
    Subject.ELECTION: Quorum.ELECTION,
}


def is_reached(count: int, expected: int, share: Share = Share.MORE_THAN_HALF) -> bool:
    """Where nobody is expected, nobody decides."""
    return expected > 0 and count >= least(expected, share)


def least(expected: int, share: Share = Share.MORE_THAN_HALF) -> int:
    """The smallest number that reaches it: more than half of 21 is 11, of 6 4; four fifths of 21 are 17."""
    part, is_enough = share.value
    exact = expected * part
    return -(-exact.numerator // exact.denominator) if is_enough else exact.numerator // exact.denominator + 1


def passes(expected: int | None, present: int | None, ayes: int | None) -> bool | None:
    """Whether admission or conversion is carried; None where a figure is missing and the rest does not tell."""
    halves = (_more_than_half(present, expected), _more_than_half(ayes, expected))
    if False in halves:
        return False
    return None if None in halves else True


def carries(facts) -> bool | None:
    """`passes`, of the facts of a meeting in the words of a history."""
    return passes(*(facts.get(name) for name in ("expected", "present", "ayes")))


def _more_than_half(count, expected) -> bool | None:
    # “超过半数” is `>`; whole numbers here, this is asked for every meeting of every case.
    return None if count is None or expected is None else count * 2 > expected


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a count is enough, with the rule and clause that say so; its words are a screen's: “19/21，需 11”."""

    is_met: bool
    count: int
    of: int
    needed: int
    rule: str
    clause: str

    @property
    def words(self) -> str:
        return f"{self.count}/{self.of}，需 {self.needed}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one item: whether the meeting could decide, and whether it agreed."""

    present: Answer
    ayes: Answer

    @property
    def is_carried(self) -> bool:
        return self.present.is_met and self.ayes.is_met


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked of a vote: share, rule and clause for those present and for the ayes.

    `counts_written`: whether opinions written before the meeting are counted, as DEV-27 says of members' meetings on
    admission and conversion. `of_present`: whether the ayes are measured by those present (P-29).
    """

    quorum: Quorum
    present: tuple[Share, str, str]
    ayes: tuple[Share, str, str]
    counts_written: bool = False
    of_present: bool = False

    def outcome(self, *, expected: int, present: int, ayes: int, written_ayes: int = 0) -> Outcome:
        """`ayes` are those cast at the meeting, `written_ayes` come on top where they count."""
        agreed = ayes + (written_ayes if self.counts_written else 0)
        base = present if self.of_present else expected
        return Outcome(_answer(present, expected, *self.present), _answer(agreed, base, *self.ayes))


def _answer(count, of, share, rule, clause) -> Answer:
    return Answer(is_reached(count, of, share), count, of, least(of, share), rule, clause)


def demand_for(kind: Kind, subject: Subject, policy: MeetingPolicy) -> Demand:
    """What a vote on that subject asks for in a meeting of that kind, under the school's reading (P-22, P-29)."""
    quorum = _BY_SUBJECT.get(subject, Quorum.ORDINARY)
    if quorum is Quorum.DEVELOPMENT:
        return _ADMISSION if subject == Subject.ADMISSION else _CONVERSION
    if quorum is Quorum.ELECTION:
        of_present = policy.election_majority_base.value == PRESENT
        share = Share.MORE_THAN_HALF
        return Demand(quorum, (quorum.share, "ELE-03", ELECTION), (share, "ELE-07", ELECTION), of_present=of_present)
    return _ordinary(kind, policy)


def _development(quorum_rule, quorum_clause, vote_rule, vote_clause) -> Demand:
    share = Quorum.DEVELOPMENT.share
    # “赞成人数超过应到会有表决权的正式党员的半数，才能通过” (第二十一条).
    ayes = (Share.MORE_THAN_HALF, vote_rule, vote_clause)
    return Demand(Quorum.DEVELOPMENT, (share, quorum_rule, quorum_clause), ayes, counts_written=True)


_ADMISSION = _development("DEV-24", QUORUM, "DEV-26", VOTE)
_CONVERSION = _development("DEV-46", CONVERSION, "DEV-46", CONVERSION)


def _ordinary(kind, policy) -> Demand:
    is_lenient = policy.ordinary_quorum_strictness.value == AT_LEAST_HALF
    share = Share.AT_LEAST_HALF if is_lenient else Share.MORE_THAN_HALF
    if kind == Kind.GENERAL_MEETING:
        return Demand(Quorum.ORDINARY, (share, "BR-12", BRANCH_VOTE), (Share.MORE_THAN_HALF, "BR-12", BRANCH_VOTE))
    # Of committees above the branch no text that was read names the number; the branch committee's is taken, uncited.
    clause = BRANCH_COMMITTEE if kind == Kind.BRANCH_COMMITTEE else ""
    return Demand(Quorum.ORDINARY, (share, "BR-14", clause), (Share.MORE_THAN_HALF, "BR-14", clause))
