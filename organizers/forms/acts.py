"""Forms of the acts beside an appointment: filing, trial, other posts, work history."""

from django import forms

from directory.forms.fields import DayField, PartialDateField, set_today
from directory.forms.refusing import RefusingForm
from organizers.models import Outcome
from organizers.rules.appointing import Period


class _ActForm(RefusingForm):
    """A form of one act; `version` is that of the record that was opened, where there is one."""

    def __init__(self, *args, viewer, record=None, **options):
        initial = {"on": viewer.on, "version": getattr(record, "version", None)} | options.pop("initial", {})
        super().__init__(*args, initial=initial, **options)
        set_today(self, viewer.on)


class _Versioned(_ActForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class OpenFilingForm(_ActForm):
    """登记备案: for an appointment that came in without one."""

    decided_on = DayField(label="人选确定日期", help_text="报备案的期限从次日起算")


class DocumentForm(_ActForm):
    """上传备案材料."""

    title = forms.ChoiceField(label="材料")
    file = forms.FileField(
        label="文件",
        help_text="PDF、JPEG、PNG、.docx 或 .xlsx，不超过 20 MB",
        error_messages={"required": "请选择要上传的文件。", "empty": "文件是空的，请重新选择文件。"},
    )

    def __init__(self, *args, titles: list[str], **options):
        super().__init__(*args, **options)
        self.fields["title"].choices = [(title, title) for title in titles]


class SubmitForm(_Versioned):
    on = DayField(label="提交日期")


class SubmitTogetherForm(_ActForm):
    """批量提交备案: several appointments of one document."""

    on = DayField(label="提交日期")
    document = forms.CharField(
        label="任免文号", max_length=120, required=False, help_text="写入还没有登记任职文号的任职，已登记的不改"
    )
    file = forms.FileField(
        label="任免文件",
        required=False,
        help_text="同一份文件存入每个人的备案材料；已各自上传的不必再传。PDF、JPEG、PNG、.docx 或 .xlsx，不超过 20 MB",
        error_messages={"empty": "文件是空的，请重新选择文件。"},
    )


class ReceiveForm(_Versioned):
    on = DayField(label="收到日期")


class ReturnForm(_Versioned):
    on = DayField(label="退回日期")
    reason = forms.CharField(label="退回原因", max_length=300, help_text="写明要补正的内容")


class CompleteForm(_Versioned):
    on = DayField(label="备案日期")
    opinion = forms.CharField(label="组织部备案意见", max_length=300, required=False)


class TrialForm(_ActForm):
    """登记试用期: for an appointment that came in without one."""

    from_on = DayField(label="试用期起")
    months = forms.IntegerField(label="试用期（月）", min_value=1, max_value=36)


class ConclusionForm(_Versioned):
    """试用期结论 (F62)."""

    assessed_on = DayField(label="考核日期")
    assessment = forms.CharField(
        label="考核意见",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="履职总结、民主测评、单位意见和组织部意见；只有有权限的人能看到",
    )
    outcome = forms.ChoiceField(label="结论", choices=Outcome.choices)
    effective_on = DayField(label="结论生效日期", help_text="正式任职的第一天；不再任职的，离任时间是前一天")
    document = forms.CharField(label="文号", max_length=120, help_text="例如 校党发〔2026〕12号")


class PostForm(_ActForm):
    """登记兼任职务."""

    organization = forms.CharField(label="单位", max_length=120, required=False)
    post = forms.CharField(label="职务", max_length=60)
    from_on = DayField(label="起")
    to_on = DayField(label="止", required=False, help_text="仍兼任的不填")
    is_committee_seat = forms.BooleanField(
        label="是所在党组织的委员", required=False, help_text="任所在党组织委员不算兼任其他职务"
    )
    note = forms.CharField(label="备注", max_length=200, required=False)

    def act(self) -> dict:
        return dict(self.cleaned_data)


class WorkForm(_ActForm):
    """登记工作履历."""

    organization = forms.CharField(label="单位", max_length=120)
    post = forms.CharField(label="职务", max_length=60, required=False)
    from_on = PartialDateField(label="起")
    to_on = PartialDateField(label="止", required=False, help_text="仍在职的不填")
    is_party_work = forms.BooleanField(label="党务工作", required=False)
    is_ideological = forms.BooleanField(label="思想政治工作", required=False)
    note = forms.CharField(label="备注", max_length=200, required=False)

    def act(self) -> dict:
        given = dict(self.cleaned_data)
        return {"period": Period(given.pop("from_on"), given.pop("to_on")), **given}


class VoidForm(_Versioned):
    reason = forms.CharField(label="作废原因", max_length=200)
