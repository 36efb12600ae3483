"""What comes out of judging: findings, what could not be looked at, and the verdict as JSON (docs/timelines.md)."""

from dataclasses import dataclass, field

from membership.procedure.catalog import Severity
from membership.procedure.editions import Edition

NEEDS_THE_DAY = "needs the day"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that a history breaks. `is_late` marks a missed date: an error of the file that never refuses an act."""

    rule: str
    severity: Severity
    step: str
    on: str | None
    message: str
    clause: str
    edition: Edition | None = None
    expected: str | None = None
    is_late: bool = False

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def order(self) -> tuple:
        return (self.on or "", self.step, self.rule, self.message)

    def as_json(self) -> dict:
        edition = str(self.edition) if self.edition else None
        found = {"rule": self.rule, "severity": str(self.severity), "step": self.step, "on": self.on}
        return found | {"message": self.message, "clause": self.clause, "edition": edition, "expected": self.expected}


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A rule that could not be judged: `needs` is the fact that is missing, or that the day is not known."""

    rule: str
    needs: str
    step: str = ""

    @property
    def order(self) -> tuple:
        return (self.rule, self.needs, self.step)

    def as_json(self) -> dict:
        return {"rule": self.rule, "needs": self.needs} | ({"step": self.step} if self.step else {})


@dataclass(frozen=True, slots=True)
class Next:
    """The step that comes next; `blocked_by` are the rules that would refuse it as things stand."""

    step: str
    earliest: str | None = None
    due: str | None = None
    blocked_by: tuple[str, ...] = ()

    def as_json(self) -> dict:
        return {"step": self.step, "earliest": self.earliest, "due": self.due, "blocked_by": list(self.blocked_by)}


DATES = (
    "cultivation_from",
    "target_from",
    "probation_from",
    "probation_to",
    "full_member_from",
    "party_seniority_from",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one case was judged. `reasons` are why it could not be read; all else is then empty."""

    id: object
    findings: tuple[Finding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    dates: dict[str, str | None] = field(default_factory=lambda: dict.fromkeys(DATES))
    stage: str | None = None
    next: Next | None = None
    reasons: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        if self.reasons:
            return "unreadable"
        return "illegal" if any(each.is_error for each in self.findings) else "legal"

    def as_json(self) -> dict:
        written = {
            "id": self.id,
            "verdict": self.word,
            "findings": [each.as_json() for each in self.findings],
            "not_checked": [each.as_json() for each in self.not_checked],
            "dates": self.dates,
            "stage": self.stage,
            "next": self.next.as_json() if self.next else None,
        }
        return written | ({"reason": "；".join(self.reasons)} if self.reasons else {})
