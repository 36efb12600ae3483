"""A row of a ledger: the history it tells, in the timeline form, and the cells that could not be read."""

import datetime as dt
from dataclasses import dataclass, field

from membership.procedure.asking import with_event
from membership.procedure.case import Case
from membership.procedure.reading import read_case, undated_event


@dataclass(slots=True)
class LedgerRow:
    """One person's line. `told` is a case of docs/timelines.md, always an excerpt (`partial`).

    `undated` are steps of which the ledger says something, but no day: the written form cannot carry them.
    `columns` says in which column of the file a step stands, `people` whom it names by step, `faults` what could not be
    read: (column, sentence). `id_number` is used to find the person and is kept nowhere. `book_number` is that of the
    application book, which the rules do not ask about.
    """

    number: int
    name: str
    roster_no: str = ""
    id_number: str = ""
    unit: str = ""
    committee: str = ""
    book_number: str = ""
    told: dict = field(default_factory=dict)
    undated: list[tuple[str, dict]] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    people: dict[str, list] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)

    def case(self, judged_on: dt.date) -> Case:
        """As the rules know it. Raises `Unreadable` with every reason."""
        case = read_case(self.told, judged_on)
        for step, facts in self.undated:
            case = with_event(case, undated_event(step, facts, judged_on))
        return case
