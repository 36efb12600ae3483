"""The form of a step of the school's own: its day, what came of it, and the scans that the template asks for."""

from django import forms

from directory.forms.fields import PartialDateField, set_today
from directory.forms.refusing import RefusingForm
from membership.forms.papers import scan_field
from membership.models import TemplateDocument, TemplateStep
from membership.services import NOT_EXCUSED, Act, Excused
from membership.services.papers import Scan


class SchoolStepForm(RefusingForm):
    """One such step of one case; `record` is the one to be corrected, where there is one."""

    on = PartialDateField(label="日期", help_text="例如 2026-11-20；很久以前只知道年月的写 2019.09")
    result = forms.CharField(label="结果", max_length=200, required=False)
    note = forms.CharField(
        label="情况",
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 4}),
        help_text="只供有权限的人员查看；不得填写国家秘密",
    )

    def __init__(self, *args, viewer, case, step: TemplateStep, record=None, **options):
        self.step, self.documents = step, {}
        options["initial"] = {"version": case.version} | options.get("initial", {})
        super().__init__(*args, **options)
        if record:
            self.fields["reason"] = forms.CharField(label="更正原因", max_length=300)
        else:
            self.documents = {f"scan_{each.pk}": each for each in step.documents.all()}
            self.fields |= {name: scan_field(f"{each.name}（扫描件）") for name, each in self.documents.items()}
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
        set_today(self, viewer.on)

    def groups(self) -> list[tuple[str, list[str]]]:
        groups = [(self.step.title, ["on", "result", "note"])]
        if self.documents:
            groups.append(("材料（也可以以后在“材料”中登记）", list(self.documents)))
        return [*groups, ("更正", ["reason"])] if "reason" in self.fields else groups

    def act(self) -> Act:
        given = self.cleaned_data
        facts = {"result": given["result"]} if given["result"] else {}
        return Act("", given["on"], facts, note=given["note"], template_step=self.step)

    def excused(self) -> Excused:
        """Nothing about such a step asks for a reason."""
        return NOT_EXCUSED

    def scans(self) -> dict[TemplateDocument, Scan]:
        files = {document: self.cleaned_data.get(name) for name, document in self.documents.items()}
        return {document: Scan(file.read(), file.name) for document, file in files.items() if file}
