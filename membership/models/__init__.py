"""What membership keeps, by noun."""

from membership.models.authority import ApprovalAuthority, PersonKind
from membership.models.cases import (
    Case,
    CaseDeadline,
    Companion,
    CompanionRole,
    Exemption,
    Lamp,
    Outcome,
    Stage,
    StepRecord,
)
from membership.models.checks import Handling, JudgedFinding, JudgedRow, QualityCheck, RowOutcome
from membership.models.papers import Book, CasePaper
from membership.models.plans import Quota
from membership.models.templates import PaperKind, Retention, StepTemplate, TemplateDocument, TemplateStep

__all__ = [
    "ApprovalAuthority",
    "Book",
    "Case",
    "CaseDeadline",
    "CasePaper",
    "Companion",
    "CompanionRole",
    "Exemption",
    "Handling",
    "JudgedFinding",
    "JudgedRow",
    "Lamp",
    "Outcome",
    "PaperKind",
    "PersonKind",
    "QualityCheck",
    "Quota",
    "Retention",
    "RowOutcome",
    "Stage",
    "StepRecord",
    "StepTemplate",
    "TemplateDocument",
    "TemplateStep",
]
