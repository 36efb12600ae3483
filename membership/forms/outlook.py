"""“What if the meeting is on …”: a step and a day, asked in the address and saved nowhere."""

import datetime as dt

from django import forms

from directory.forms.fields import DayField, set_today

# Further ahead neither the working calendar nor anybody's plan tells anything.
YEARS_AHEAD = 10


class WhatIfForm(forms.Form):
    """如果某一步在某一天办理."""

    step = forms.ChoiceField(label="如果这一步")
    on = DayField(label="在这一天办理", help_text="")

    def __init__(self, *args, choices, today: dt.date, **options):
        super().__init__(*args, **options)
        self.today = today
        self.fields["step"].choices = choices
        set_today(self, today)

    def clean_on(self) -> dt.date:
        day = self.cleaned_data["on"]
        if day < self.today:
            raise forms.ValidationError(f"请填写今天（{self.today}）或以后的日期；已经办理的请到个案页面登记。")
        if day.year > self.today.year + YEARS_AHEAD:
            raise forms.ValidationError(f"请填写 {self.today.year + YEARS_AHEAD} 年以前的日期。")
        return day
