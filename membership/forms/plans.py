"""下达发展计划: the numbers of a unit and of those below it."""

from django import forms

from directory.forms.refusing import RefusingForm
from membership.services.quotas import MOST


class AllotForm(RefusingForm):
    """One number per unit; empty: bound by the unit above alone."""

    def __init__(self, *args, units, **options):
        super().__init__(*args, **options)
        for unit in units:
            self.fields[f"places_{unit.pk}"] = forms.IntegerField(
                label=f"{unit.short_name}控制数", required=False, min_value=0, max_value=MOST
            )
        self.fields["document"] = forms.CharField(label="文号", max_length=120, required=False)
