"""What may stand in a version of the policy: every reason against it, in words. Plain Python, no database, no clock."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from directory.refusals import Refusal
from policy.declaring import Declaration, is_looser, value_problem, words_of


@dataclass(frozen=True, slots=True)
class Line:
    """One value as the rules look at it; `path` is the unit's, empty for the whole school."""

    declaration: Declaration
    value: int | bool | str | tuple | None
    from_on: dt.date
    to_on: dt.date | None = None
    path: str = ""
    unit: str = ""
    kind: str = ""
    has_clause: bool = True

    @property
    def scope(self) -> str:
        return " ".join(filter(None, (self.unit or "全校", self.kind)))

    def meets(self, other: "Line") -> bool:
        """Whether there is a day on which both hold."""
        ends = dt.date.max
        return self.from_on <= (other.to_on or ends) and other.from_on <= (self.to_on or ends)

    def stands_above(self, other: "Line") -> bool:
        """Whether this is the value of a unit above, or the school's."""
        return self.path != other.path and other.path.startswith(self.path)


def value_refusals(line: Line, others: Iterable[Line]) -> list[Refusal]:
    """Every reason against this value beside the others of the same parameter in the same version."""
    others = list(others)
    return [*_own_faults(line), *_overlaps(line, others), *_looser_than_above(line, others), *_left_below(line, others)]


def _own_faults(line) -> Iterator[Refusal]:
    if problem := value_problem(line.declaration, line.value):
        yield Refusal("policy.bounds", problem, field="value")
    if line.value is not None and not line.has_clause:
        yield Refusal("policy.clause", "请选择依据的条款：没有依据的值不能保存。", field="clause")
    if line.to_on is not None and line.to_on < line.from_on:
        yield Refusal("policy.period", f"止（{line.to_on}）早于起（{line.from_on}），请核对。", field="to_on")
    if line.kind and line.kind not in line.declaration.kinds:
        yield Refusal("policy.kind", f"“{line.declaration.label}”不按人员类别区分，请留空。", field="kind")


def _overlaps(line, others) -> Iterator[Refusal]:
    for other in others:
        if (other.path, other.kind) == (line.path, line.kind) and other.meets(line):
            words = f"{line.scope}在 {_period(other)} 已有值“{words_of(other.declaration, other.value)}”，"
            yield Refusal("policy.overlap", words + "起止时间与它重叠，请先改它的止日或删去它。", field="from_on")


def _looser_than_above(line, others) -> Iterator[Refusal]:
    for above in governing(line, others):
        if is_looser(line.declaration, line.value, above.value):
            yield Refusal("policy.looser", _looser_words(line, above), field="value")


def _left_below(line, others) -> Iterator[Refusal]:
    """A stricter rule for all may leave a unit's own value behind."""
    for below in others:
        if line in governing(below, [*others, line]) and is_looser(line.declaration, below.value, line.value):
            yield Refusal("policy.looser", _looser_words(below, line) + "请先修改它。", field="value")


def governing(line: Line, others: Iterable[Line]) -> list[Line]:
    """The values above a unit's one that it may not fall behind: those for its kind of person, else those for all.

    A unit's value for all kinds takes the place of whatever stands above it, so that it is held to every kind's.
    """
    above = [other for other in others if other.stands_above(line) and other.meets(line)]
    if not line.kind:
        return above
    special = {other.path for other in above if other.kind == line.kind}
    return [other for other in above if other.kind == line.kind or (not other.kind and other.path not in special)]


def _looser_words(line, above) -> str:
    mine, theirs = words_of(line.declaration, line.value), words_of(line.declaration, above.value)
    if line.declaration.stricter is None and not isinstance(above.value, bool):
        return f"“{line.declaration.label}”全校统一为“{theirs}”，{line.scope}不能另定“{mine}”。"
    return f"{line.scope}的“{mine}”比{above.scope}的“{theirs}”宽松：下级只能更严，不能放宽。"


def _period(line) -> str:
    return f"{line.from_on} 至 {line.to_on}" if line.to_on else f"{line.from_on} 起"
