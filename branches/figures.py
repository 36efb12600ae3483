"""Whether the figures of a vote add up: of old records with gaps, and of ballots just counted. Plain Python."""

from collections.abc import Iterator
from dataclasses import dataclass, fields


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
        whose = "实到" if given["written_ayes"] == 0 else "实到和书面意见合计"
        yield f"赞成、反对、弃权合计 {counted} 票，多于{whose} {cast} 票"


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


@dataclass(frozen=True, slots=True)
class Votes:
    """票数: ballots given out and returned, what stands on them, and opinions written before the meeting (F24)."""

    ballots_out: int
    ballots_in: int
    ayes: int
    nays: int = 0
    abstentions: int = 0
    spoilt: int = 0
    written_ayes: int = 0
    written_nays: int = 0
    written_abstentions: int = 0

    @property
    def written(self) -> int:
        return self.written_ayes + self.written_nays + self.written_abstentions

    @property
    def counted(self) -> int:
        return self.ayes + self.nays + self.abstentions + self.spoilt


VOTE_WORDS = {
    "ballots_out": "发出",
    "ballots_in": "收回",
    "ayes": "赞成",
    "nays": "不赞成",
    "abstentions": "弃权",
    "spoilt": "无效",
    "written_ayes": "书面赞成",
    "written_nays": "书面不赞成",
    "written_abstentions": "书面弃权",
}


def vote_faults(votes: Votes, *, present: int, opinions: int) -> Iterator[tuple[str, str]]:
    """Field and words of everything that cannot be; `present` have a vote and came, `opinions` were written in time."""
    for field in fields(votes):
        count = getattr(votes, field.name)
        if count < 0:
            yield field.name, f"{VOTE_WORDS[field.name]} {count} 票，票数不能为负"
    if votes.ballots_out != present:
        yield "ballots_out", f"发出 {votes.ballots_out} 票，实到有表决权 {present} 人，应发出 {present} 票"
    if votes.ballots_in > votes.ballots_out:
        yield "ballots_in", f"收回 {votes.ballots_in} 票，多于发出的 {votes.ballots_out} 票"
    if votes.counted != votes.ballots_in:
        terms = f"{votes.ayes} + {votes.nays} + {votes.abstentions} + {votes.spoilt} = {votes.counted}"
        yield "ayes", f"赞成、不赞成、弃权、无效合计 {terms}，与收回的 {votes.ballots_in} 票不符"
    if votes.written > opinions:
        yield "written_ayes", f"书面意见合计 {votes.written} 份，会前收到的只有 {opinions} 份"
