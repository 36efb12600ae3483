"""A row's history as the records it would be, and the steps of which it says nothing."""

from dataclasses import dataclass, field

from dates.parsing import parse_date
from dates.partial import PartialDate
from membership.ledger import columns as at
from membership.ledger.rows import LedgerRow
from membership.procedure.steps import STEPS, WAY

# Steps beside the way: they may have happened wherever something behind them has.
_BESIDE = {"thought_report": "activist_decision", "public_notice": "target_filing", "transfer": "application"}
# A stage that only a decision brings about: a ledger that names it says that the decision was taken.
_DECIDED = {
    "probationary_member": (("admission_approval", {"result": "approve"}),),
    "full_member": (
        ("admission_approval", {"result": "approve"}),
        ("conversion_meeting", {"decision": "convert"}),
        ("conversion_approval", {"result": "approve"}),
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One step as the ledger tells it; `column` is where it stands in the file."""

    step: str
    on: PartialDate | None
    facts: dict = field(default_factory=dict)
    column: str = ""

    @property
    def title(self) -> str:
        return self.column or STEPS[self.step].title


def told_steps(row: LedgerRow) -> list[Told]:
    """In the order of the file."""
    found = [_dated(row, event) for event in row.told["events"]]
    found += [Told(step, None, facts, row.columns.get(step, "")) for step, facts in row.undated]
    return [*found, *_by_stage(row, {each.step for each in found})]


def _dated(row: LedgerRow, event: dict) -> Told:
    facts = {name: value for name, value in event.items() if name not in ("step", "on")}
    day = event.get("on") or event.get("from")
    return Told(event["step"], parse_date(day) if day else None, facts, row.columns.get(event["step"], ""))


def _by_stage(row: LedgerRow, told: set[str]):
    """Decisions that the stage alone speaks of, for whoever has been before the meeting."""
    if "admission_meeting" in told:
        for step, facts in _DECIDED.get(row.told["claimed"].get("stage"), ()):
            if step not in told:
                yield Told(step, None, facts, at.STAGE)


def untold(steps: set[str]) -> list[str]:
    """The steps before the furthest one that nothing is said of: they may have happened."""
    furthest = max((WAY.index(step) for step in steps if step in WAY), default=-1)
    before = [step for step in WAY[:furthest] if step not in steps or STEPS[step].repeats]
    beside = [step for step, after in _BESIDE.items() if furthest > WAY.index(after)]
    return before + beside
