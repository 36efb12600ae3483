"""Which step template a case is counted by, and what it calls a step."""

import datetime as dt
from collections.abc import Iterable

from membership.models import StepTemplate, TemplateStep


def template_for(opened_on: dt.date) -> StepTemplate | None:
    """The published step template of a case opened on that day; None where the school has none for it."""
    return StepTemplate.objects.on(opened_on).first()


def step_names(templates: Iterable[int]) -> dict[tuple[int, str], TemplateStep]:
    """(template's key, step's code) → what the school counts and calls it. One query."""
    steps = TemplateStep.objects.filter(template__in=set(templates)).order_by("-position")
    return {(step.template_id, code): step for step in steps for code in step.codes}
