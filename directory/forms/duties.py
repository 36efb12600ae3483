"""Giving a duty and ending it."""

from django import forms
from django.core.exceptions import ValidationError

from directory.forms.fields import DayField, PersonNumberField, UnitField, set_today
from directory.forms.refusing import RefusingForm
from directory.models import DutyKind, Person, Unit
from directory.models.duties import ORGANIZER_DUTIES

KINDS = [(kind.value, kind.label) for kind in DutyKind if kind not in ORGANIZER_DUTIES]


class DutyForm(RefusingForm):
    """登记任职: people and units inside the scope only."""

    roster_no = PersonNumberField(label="学工号", help_text="可输入姓名或拼音查找；须已登记在党员管理")
    unit = UnitField(label="党组织")
    kind = forms.ChoiceField(label="职务", choices=KINDS, help_text="组织员请在“组织员队伍”登记")
    from_on = DayField(label="任职日期")
    to_on = DayField(label="离任日期", required=False, help_text="可不填；填写的日期是最后一天")
    basis = forms.CharField(label="依据文号", max_length=120, required=False, help_text="例如 校党发〔2026〕12号")
    reason = forms.CharField(label="原因", max_length=200, required=False, help_text="写入变更历史，例如 换届选举")

    def __init__(self, *args, viewer, **options):
        super().__init__(*args, **options)
        set_today(self, viewer.on)
        self.fields["unit"].units = Unit.objects.within(viewer, "duties.edit").open_on(viewer.on)
        self.people = Person.objects.within(viewer, "duties.edit")

    def clean_roster_no(self):
        self.person = self.people.filter(roster_no=self.cleaned_data["roster_no"]).first()
        if self.person is None:
            raise ValidationError("没有找到这个学工号，请核对；须先登记人员才能任职。")
        return self.person.roster_no

    def act(self) -> dict:
        """What the service takes."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "roster_no"}
        return {"person": self.person, **given}


class DutyEndForm(RefusingForm):
    """办理离任; carries the version that was opened."""

    to_on = DayField(label="离任日期", help_text="任职的最后一天，权限到当天为止")
    reason = forms.CharField(label="原因", max_length=200, required=False, help_text="写入变更历史，例如 届满")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, today, duty, **options):
        super().__init__(*args, initial={"version": duty.version}, **options)
        self.duty = duty
        set_today(self, today)

    def clean_to_on(self):
        """An earlier day only: what would give rights back is a new duty."""
        day = self.cleaned_data["to_on"]
        if self.duty.to_on and day > self.duty.to_on:
            raise ValidationError(f"此职务到 {self.duty.to_on} 为止，不能延后；继续任职请重新登记。")
        return day
