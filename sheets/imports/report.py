"""What a file would do or has done: counts, each fault with row and column, each row in words. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

COUNTS = ("new", "changed", "same", "conflict", "error")
ACTIONS = {"new": "新增", "changed": "更新", "same": "不变", "conflict": "冲突", "error": "错误"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell that is wrong; row 0 is the file itself, an empty column the whole row."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file and what it will do; `action` is a key of `ACTIONS`."""

    row: int
    name: str
    action: str
    words: str

    @property
    def label(self) -> str:
        return ACTIONS[self.action]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that may mean somebody known: `question` is asked, and answered by 是, 否 or 跳过."""

    row: int
    name: str
    question: str


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check or of an import.

    `counts` has the keys `COUNTS`. `lines` may be lazy for large files (a sequence that is asked for slices); a row
    answered with 跳过 counts as `same`. `notes` are sentences about the whole file: what was passed over, and why.
    """

    counts: dict[str, int]
    faults: list[Fault] = field(default_factory=list)
    lines: Sequence[Line] = ()
    conflicts: list[Conflict] = field(default_factory=list)
    notes: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """The condition of confirming everything: no fault, and no question left open."""
        return not self.faults and not self.conflicts

    @property
    def is_file_refused(self) -> bool:
        """Whether the file itself could not be read: there are no rows to import, not even some."""
        return any(fault.row == 0 for fault in self.faults)

    @property
    def changes(self) -> int:
        """Rows that would write something."""
        return self.counts.get("new", 0) + self.counts.get("changed", 0)

    @property
    def rows(self) -> int:
        return sum(self.counts.get(name, 0) for name in COUNTS)

    def with_notes(self, *notes: str) -> "Report":
        return replace(self, notes=(*self.notes, *notes))

    def as_json(self) -> dict:
        """Status (`ok`, or `rejected` when something stands in the way), counts and errors, for the command line."""
        open_questions = [
            {"row": each.row, "column": "", "message": f"{each.question}请在导入页面答复。"} for each in self.conflicts
        ]
        errors = [{"row": each.row, "column": each.column, "message": each.message} for each in self.faults]
        return {
            "status": "ok" if self.is_clean else "rejected",
            **{name: self.counts.get(name, 0) for name in COUNTS},
            "errors": sorted(errors + open_questions, key=lambda each: each["row"]),
        }


def outcome_words(counts: dict[str, int]) -> str:
    """The counts in one sentence: 新增 3，更新 2，不变 7."""
    return "，".join(f"{ACTIONS[key]} {count}" for key in ACTIONS if (count := counts.get(key)) or key == "new")


def no_counts() -> dict[str, int]:
    return dict.fromkeys(COUNTS, 0)


def refused_file(*messages: str) -> Report:
    """The report on a file that could not be read at all."""
    return Report(counts=no_counts(), faults=[Fault(0, "", message) for message in messages])


class NotClean(Exception):
    """The confirmed file is not (or no longer) free of faults; nothing was saved. Carries the report."""

    def __init__(self, report: Report):
        self.report = report
        super().__init__("文件中还有错误或没有答复的冲突，未导入任何内容。")
