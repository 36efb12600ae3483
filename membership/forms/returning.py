"""退回补正, 重新报送, 撤销退回."""

from django import forms

from directory.forms.fields import DayField
from membership.forms.voiding import CaseForm
from membership.procedure.steps import STEPS


class ReturnForm(CaseForm):
    """What the body above sends back; usually one request lies with it."""

    step = forms.ChoiceField(label="退回的事项")
    on = DayField(label="退回日期")
    reason = forms.CharField(
        label="需要补正的内容",
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        help_text="逐项写明缺什么、错在哪里；不写审查中了解到的个人情况",
    )
    complete_by = DayField(label="补正期限", help_text="支部最迟在这一天重新报送")

    def __init__(self, *args, steps: tuple[str, ...], **options):
        super().__init__(*args, **options)
        self.fields["step"].choices = [(code, STEPS[code].title) for code in steps]


class ResubmitForm(CaseForm):
    on = DayField(label="重新报送日期")
    answer = forms.CharField(
        label="补正说明",
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        help_text="逐项写明补了什么、改了什么；不写个人情况",
    )


class VoidReturnForm(CaseForm):
    reason = forms.CharField(label="撤销原因", max_length=300)
