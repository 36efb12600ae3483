"""What membership keeps, by noun."""

from membership.models.templates import PaperKind, Retention, StepTemplate, TemplateDocument, TemplateStep

__all__ = ["PaperKind", "Retention", "StepTemplate", "TemplateDocument", "TemplateStep"]
