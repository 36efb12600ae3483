"""The words of a draft as they may be edited; its table and its places for signature and seal stay."""

import dataclasses

from django import forms

from directory.forms.fields import DayField, set_today
from membership.together.drafts import Draft


class DraftForm(forms.Form):
    title = forms.CharField(label="标题", max_length=200)
    number = forms.CharField(label="文号", max_length=60, required=False)
    to = forms.CharField(label="主送", max_length=400, required=False)
    body = forms.CharField(label="正文", max_length=8_000, widget=forms.Textarea({"rows": 10}), help_text="每段一行")
    unit_name = forms.CharField(label="落款单位", max_length=120, help_text="与印章一致的全称")
    on = DayField(label="落款日期")

    def __init__(self, data, *, draft: Draft, today):
        self.draft = draft
        initial = {name: getattr(draft, name) for name in ("title", "number", "to", "unit_name", "on")}
        super().__init__(data, initial=initial | {"body": "\n".join(draft.paragraphs)})
        set_today(self, today)

    def edited(self) -> Draft:
        """The draft with what was typed; as it was made while the form is wrong or untouched."""
        if not (self.is_bound and self.is_valid()):
            return self.draft
        given = dict(self.cleaned_data)
        paragraphs = [line.strip() for line in given.pop("body").splitlines() if line.strip()]
        return dataclasses.replace(self.draft, paragraphs=paragraphs, **given)
