"""What the importer reads before confirming: counts, each fault with row and column, each change in words."""

from dataclasses import dataclass, field

from organizers.imports import columns

ACTIONS = {"new": "新增", "update": "更新", "skip": "不变", "invalid": "错误", "error": "错误"}
_ORDER = [column.name for column in columns.COLUMNS]


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell that is wrong; row 0 is the file itself."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file and what it will do."""

    row: int
    name: str
    action: str
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """`is_clean` is the condition of confirming: all rows or none."""

    counts: dict[str, int]
    faults: list[Fault] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    notes: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        return not self.faults

    @property
    def changes(self) -> int:
        return self.counts.get("new", 0) + self.counts.get("update", 0)


def refused_file(message: str) -> Report:
    """The report on a file that could not be read at all."""
    return Report(counts={}, faults=[Fault(0, "", message)])


def report_of(result, numbers: list[int], names: dict[int, str], notes: tuple[str, ...]) -> Report:
    """The library's result in our words; `numbers` are the rows of the file in the order in which they were taken."""
    faults, lines = [], []
    counts = dict.fromkeys(("new", "update", "skip", "error"), 0)
    for number, each in zip(numbers, result.rows, strict=True):
        action = "error" if each.import_type in ("invalid", "error") else each.import_type
        counts[action] += 1
        found = _faults(number, each)
        faults += found
        words = "；".join(fault.message for fault in found) if found else "；".join(each.instance.plan.differences)
        lines.append(Line(number, names.get(number, ""), ACTIONS[action], words))
    return Report(counts, sorted(faults, key=_place), sorted(lines, key=lambda line: line.row), notes)


def _faults(number, row_result) -> list[Fault]:
    if row_result.errors:
        return [Fault(number, "", "这一行没有办成，请重新预检；如再次出现，请联系系统管理员。")]
    if row_result.validation_error is None:
        return []
    told = row_result.validation_error.message_dict
    return [Fault(number, column, message) for column, messages in told.items() for message in messages]


def _place(fault):
    return fault.row, _ORDER.index(fault.column) if fault.column in _ORDER else -1
