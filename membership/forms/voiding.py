"""作废 and the side exits: a day and a reason."""

from django import forms

from directory.forms.fields import DayField, PartialDateField, UnitField, set_today
from directory.forms.refusing import RefusingForm
from directory.models import Unit
from directory.models.units import BRANCH_LEVEL
from membership.models import Outcome
from membership.services.leaving import ENDINGS


class CaseForm(RefusingForm):
    """Keeps the version of the case as it was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, viewer=None, case=None, **options):
        if case:
            options["initial"] = {"version": case.version} | options.get("initial", {})
        super().__init__(*args, **options)
        if viewer:
            set_today(self, viewer.on)


class VoidForm(CaseForm):
    reason = forms.CharField(label="作废原因", max_length=300)


class EndForm(CaseForm):
    """取消资格, 不予接收, 本人撤回, 转出, 去世: what the stage allows."""

    outcome = forms.ChoiceField(label="结果")
    on = DayField(label="日期")
    reason = forms.CharField(label="原因和依据", max_length=300, help_text="写明会议、决定或本人申请")

    def __init__(self, *args, viewer, case, **options):
        super().__init__(*args, viewer=viewer, case=case, **options)
        possible = [outcome for outcome, stages in ENDINGS.items() if case.stage in stages]
        self.fields["outcome"].choices = [("", "请选择"), *((each, Outcome(each).label) for each in possible)]


class PauseForm(CaseForm):
    on = DayField(label="暂缓日期")
    reason = forms.CharField(label="暂缓原因", max_length=300)


class ResumeForm(CaseForm):
    reason = forms.CharField(label="恢复办理的原因", max_length=300)


class MoveForm(CaseForm):
    """转到校内另一个党支部; the file goes along."""

    unit = UnitField(label="转入的党支部", help_text="您管理范围内的党支部；转到其他单位请联系组织部")
    on = PartialDateField(label="转接日期")
    examined = forms.ChoiceField(
        label="转入支部已审查培养教育材料",
        choices=[("", "请选择"), ("yes", "是"), ("no", "否")],
        help_text="未审查的，此前的培养时间不连续计算",
    )

    def __init__(self, *args, viewer, case, **options):
        super().__init__(*args, viewer=viewer, case=case, **options)
        units = Unit.objects.within(viewer, "cases.record").open_on(viewer.on).filter(kind__in=BRANCH_LEVEL)
        self.fields["unit"].units = units.exclude(pk=case.unit_id)
