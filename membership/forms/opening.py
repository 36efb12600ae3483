"""登记入党申请: who, where, when."""

from django import forms
from django.core.exceptions import ValidationError

from directory.forms.fields import PartialDateField, PersonNumberField, UnitField, set_today
from directory.forms.refusing import RefusingForm
from directory.models import Person, Unit
from directory.models.units import BRANCH_LEVEL
from directory.scope import within
from directory.strangers import unknown_number


class OpenForm(RefusingForm):
    """The person is named by roster number: only people in the viewer's scope are found."""

    roster_no = PersonNumberField(label="申请人学工号", help_text="可输入姓名或拼音查找")
    unit = UnitField(
        label="受理的党支部",
        required=False,
        help_text="不填的，由申请人所在的党支部受理；填写组织代码或名称，也可从列表中选择",
    )
    on = PartialDateField(label="递交申请书日期", help_text="例如 2026-11-20；很久以前只知道年月的写 2019.09")
    written = forms.ChoiceField(label="本人书面申请", choices=[("yes", "是"), ("no", "否")])
    league = forms.ChoiceField(label="共青团员", required=False, choices=[("", "未填写"), ("yes", "是"), ("no", "否")])
    mobile = forms.ChoiceField(
        label="流动人员",
        required=False,
        choices=[("", "未填写"), ("yes", "是"), ("no", "否")],
        help_text="离开所在单位六个月以上、暂未转出的（外出就业、实习、挂职、借调等）",
    )

    def __init__(self, *args, viewer, **options):
        super().__init__(*args, **options)
        set_today(self, viewer.on)
        units = Unit.objects.within(viewer, "cases.record").open_on(viewer.on).filter(kind__in=BRANCH_LEVEL)
        self.fields["unit"].units = units
        people = Person.objects.filter(within(viewer, "cases.record", "unit"))
        self.people = people.select_related("unit__parent")
        self.unknown = unknown_number(viewer.paths("cases.record"), "学工号")

    def clean_roster_no(self):
        self.person = self.people.filter(roster_no=self.cleaned_data["roster_no"]).first()
        if self.person is None:
            raise ValidationError(self.unknown)
        return self.person.roster_no

    def clean(self):
        given, person = super().clean(), getattr(self, "person", None)
        if person and "unit" in given and given["unit"] is None:
            given["unit"] = self.fields["unit"].units.filter(pk=person.unit_id).first()
            if given["unit"] is None:
                self.add_error("unit", f"申请人所在的{person.unit.place}不是您办理的党支部，请填写受理的党支部。")
        return given

    def act(self) -> dict:
        given = self.cleaned_data
        known = {"yes": True, "no": False}
        return {
            "person": self.person,
            "unit": given["unit"],
            "on": given["on"],
            "is_written": known[given["written"]],
            "is_league_member": known.get(given["league"]),
            "is_mobile": known.get(given["mobile"]),
        }
