"""Whether a step template covers the procedure: every step exactly once, and in an order that can be gone.

A school may rename and merge steps and add its own; it cannot leave one out, since the rules would then ask for what
nobody is shown.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from membership.procedure.steps import STAGES, STEPS

# What happens beside the way (a move, a breach of discipline, a postponement) has no place in it.
COVERED = tuple(code for code, step in STEPS.items() if step.number != "–")


@dataclass(frozen=True, slots=True)
class StepLine:
    """A template's step as far as it matters here."""

    number: str
    stage: int
    title: str
    codes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return f"{self.number}“{self.title}”"


def problems(lines: Sequence[StepLine]) -> tuple[str, ...]:
    """Everything that keeps the steps, in their order, from being used; each a sentence with what to do."""
    return (
        *_uncovered(lines),
        *_twice(lines),
        *_strangers(lines),
        *_backwards(lines),
        *_stages(lines),
        *_behind(lines),
    )


def _uncovered(lines) -> Iterator[str]:
    named = {code for line in lines for code in line.codes}
    for code in COVERED:
        if code not in named:
            yield f"缺少程序步骤“{_words(code)}”：请在某一步的“对应的程序步骤”里选上它。"


def _twice(lines) -> Iterator[str]:
    for code in COVERED:
        found = [line.words for line in lines for each in line.codes if each == code]
        if len(found) > 1:
            yield f"程序步骤“{_words(code)}”出现了 {len(found)} 次（{_listed(found)}）：只能留在其中一步。"


def _strangers(lines) -> Iterator[str]:
    for line in lines:
        for code in line.codes:
            if code not in STEPS:
                yield f"步骤 {line.words}对应的“{code}”不是程序步骤：请去掉它。"
            elif code not in COVERED:
                yield f"步骤 {line.words}对应的“{_words(code)}”不在流程之内，随时另行登记：请去掉它。"


def _backwards(lines) -> Iterator[str]:
    """A step that the procedure wants before another one stands after it."""
    place = {code: number for number, line in enumerate(lines) for code in line.codes}
    for code in COVERED:
        for earlier in STEPS[code].after:
            if place.get(earlier, -1) > place.get(code, len(lines)):
                first, second = lines[place[earlier]], lines[place[code]]
                yield f"步骤 {second.words}排在 {first.words}之前，而后者必须先办：请调整顺序。"


def _stages(lines) -> Iterator[str]:
    for before, line in itertools.pairwise(lines):
        if line.stage < before.stage:
            yield (
                f"步骤 {line.words}属于“{STAGES[line.stage]}”，却排在“{STAGES[before.stage]}”的"
                f" {before.words}之后：请调整顺序或阶段。"
            )


def _behind(lines) -> Iterator[str]:
    """The archive ends the case: nothing can be recorded behind it."""
    place = next((number for number, line in enumerate(lines) if "archive" in line.codes), len(lines))
    for line in lines[place + 1 :]:
        if not line.codes:
            yield f"学校自设的步骤 {line.words}排在归档之后，归档后个案即结束：请移到归档之前。"


def _words(code) -> str:
    step = STEPS[code]
    return f"{step.number} {step.title}"


def _listed(words: Iterable[str]) -> str:
    return "、".join(words)
