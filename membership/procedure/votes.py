"""The arithmetic of a vote (regulations.md 1.2): three kinds of quorum over those who should attend.

`expected` (应到会有表决权的党员) are full members with a vote, without those excused by the members' meeting with the
superior's consent; probationary members never count. A written opinion counts as a vote and not as a person present.
"""

from enum import Enum
from fractions import Fraction


class Quorum(Enum):
    """How many must be present: the share of those expected, and whether exactly that share is enough."""

    # “有表决权的到会人数必须超过应到会有表决权人数的半数”: exactly half fails.
    DEVELOPMENT = (Fraction(1, 2), False)
    # “半数以上” includes the half (ZB 第十一条).
    ORDINARY = (Fraction(1, 2), True)
    # “到会人数不少于应到会人数的五分之四” (XJ).
    ELECTION = (Fraction(4, 5), True)


def is_reached(count: int, expected: int, quorum: Quorum = Quorum.DEVELOPMENT) -> bool:
    share, is_enough = quorum.value
    return count >= expected * share if is_enough else count > expected * share


def least(expected: int, quorum: Quorum = Quorum.DEVELOPMENT) -> int:
    """The smallest number that reaches it: of 21 11, of 6 4, in an election of 21 17."""
    share, is_enough = quorum.value
    exact = expected * share
    return -(-exact.numerator // exact.denominator) if is_enough else exact.numerator // exact.denominator + 1


def passes(expected: int | None, present: int | None, ayes: int | None) -> bool | None:
    """Whether admission or conversion is carried; None where a figure is missing and the rest does not tell."""
    halves = (_more_than_half(present, expected), _more_than_half(ayes, expected))
    if False in halves:
        return False
    return None if None in halves else True


def _more_than_half(count, expected) -> bool | None:
    # “超过半数” is `>`; whole numbers here, this is asked for every meeting of every case.
    return None if count is None or expected is None else count * 2 > expected


def contradictions(facts) -> list[str]:
    """Why the figures cannot add up, in words. A missing figure is not taken for nought."""
    given = {name: facts.get(name) for name in ("expected", "present", "written_ayes", "ayes", "nays", "abstentions")}
    return [words for words in (*_signs(given), *_bounds(given), *_totals(given)) if words]


WORDS = {
    "expected": "应到",
    "present": "实到",
    "written_ayes": "书面赞成",
    "ayes": "赞成",
    "nays": "反对",
    "abstentions": "弃权",
}


def _signs(given):
    yield from (f"{WORDS[name]} {count} 人，人数不能为负" for name, count in given.items() if (count or 0) < 0)


def _bounds(given):
    expected, present, written, ayes = (given[name] for name in ("expected", "present", "written_ayes", "ayes"))
    yield _exceeds(present, expected, "实到", "应到")
    yield _exceeds(ayes, expected, "赞成", "应到")
    yield _exceeds(written, ayes, "书面赞成", "赞成")
    if None not in (written, present, expected) and written + present > expected >= present:
        yield f"实到 {present} + 书面 {written} = {written + present}，超过应到 {expected}"


def _exceeds(count, bound, word, bound_word):
    return f"{word} {count} 人，超过{bound_word} {bound} 人" if None not in (count, bound) and count > bound else ""


def _totals(given):
    """Votes counted against ballots cast: those present and those who wrote before."""
    ayes, nays, abstentions = (given[name] for name in ("ayes", "nays", "abstentions"))
    cast = _cast(given)
    if ayes is None or cast is None:
        return
    counted = ayes + (nays or 0) + (abstentions or 0)
    if counted > cast:
        yield f"赞成、反对、弃权合计 {counted} 票，多于实到和书面意见合计 {cast} 票"


def _cast(given) -> int | None:
    """Ballots cast; where the written ones are not named, at most everybody expected."""
    if given["present"] is None:
        return given["expected"]
    if given["written_ayes"] is None:
        return None if given["expected"] is None else max(given["expected"], given["present"])
    return given["present"] + given["written_ayes"]


def uncounted(facts) -> int:
    """Ballots cast that are neither aye, nay nor abstention: spoilt or not handed in; 0 where it cannot be told."""
    names = ("present", "written_ayes", "ayes", "nays", "abstentions")
    if any(facts.get(name) is None for name in names):
        return 0
    present, written, *counted = (facts[name] for name in names)
    return max(present + written - sum(counted), 0)
