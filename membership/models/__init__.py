"""What membership keeps, by noun."""

from membership.models.authority import ApprovalAuthority, PersonKind
from membership.models.cases import (
    Case,
    Companion,
    CompanionRole,
    Lamp,
    Outcome,
    Stage,
    StepRecord,
)
from membership.models.categories import PersonOfCases
from membership.models.checks import Handling, JudgedFinding, JudgedRow, QualityCheck, RowOutcome
from membership.models.deadlines import CaseDeadline
from membership.models.editions import EditionConfirmation
from membership.models.exemptions import Exemption
from membership.models.papers import Book, CasePaper
from membership.models.plans import Quota
from membership.models.returns import CaseReturn
from membership.models.standing import StandingRun
from membership.models.templates import PaperKind, Recorder, Retention, StepTemplate, TemplateDocument, TemplateStep

__all__ = [
    "ApprovalAuthority",
    "Book",
    "Case",
    "CaseDeadline",
    "CasePaper",
    "CaseReturn",
    "Companion",
    "CompanionRole",
    "EditionConfirmation",
    "Exemption",
    "Handling",
    "JudgedFinding",
    "JudgedRow",
    "Lamp",
    "Outcome",
    "PaperKind",
    "PersonKind",
    "PersonOfCases",
    "QualityCheck",
    "Quota",
    "Recorder",
    "Retention",
    "RowOutcome",
    "Stage",
    "StandingRun",
    "StepRecord",
    "StepTemplate",
    "TemplateDocument",
    "TemplateStep",
]
