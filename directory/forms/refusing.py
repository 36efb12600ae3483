"""What a service refused, in the form that asked for it."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS


class RefusingForm(forms.Form):
    """Every refusal stands at its field, once, with its clause."""

    def field_of(self, name: str) -> str | None:
        """The form's field for what the service calls by that name; None where it has none."""
        return name if name in self.fields else None

    def add_refusal(self, refusal) -> None:
        field = self.field_of(refusal.field)
        words = f"{refusal.message}（{refusal.clause}）" if refusal.clause else refusal.message
        if words not in self.errors.get(field or NON_FIELD_ERRORS, []):
            self.add_error(field, words)
