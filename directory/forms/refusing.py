"""What a service refused, in the form that asked for it."""

from typing import ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS


class RefusingForm(forms.Form):
    """Every refusal stands at its field, once, with its clause.

    `refused_at` names the field for what the service calls otherwise.
    """

    refused_at: ClassVar[dict[str, str]] = {}

    def add_refusal(self, refusal) -> None:
        field = self.refused_at.get(refusal.field, refusal.field)
        field = field if field in self.fields else None
        words = f"{refusal.message}（{refusal.clause}）" if refusal.clause else refusal.message
        if words not in self.errors.get(field or NON_FIELD_ERRORS, []):
            self.add_error(field, words)
