"""Questions about cases and what they are shown by."""

import datetime as dt

from membership.models import StepTemplate


def template_for(opened_on: dt.date) -> StepTemplate | None:
    """The published step template of a case opened on that day; None where the school has none for it."""
    return StepTemplate.objects.on(opened_on).first()
