"""登记材料, 发放和收回志愿书."""

from django import forms

from directory.forms.fields import DayField, PartialDateField, set_today
from directory.forms.refusing import RefusingForm
from membership.models import PaperKind
from membership.services.papers import Scan

_YES_NO = [("", "未填写"), ("yes", "是"), ("no", "否")]


class _Form(RefusingForm):
    def __init__(self, *args, viewer, **options):
        super().__init__(*args, **options)
        set_today(self, viewer.on)


def scan_field(label: str) -> forms.FileField:
    """Never required: the paper may be there before its scan."""
    return forms.FileField(
        label=label,
        required=False,
        help_text="PDF、JPEG、PNG、.docx 或 .xlsx，不超过 20 MB；不得上传涉密材料",
        widget=forms.ClearableFileInput({"accept": "image/*,.pdf,.docx,.xlsx"}),
    )


class PaperForm(_Form):
    """One document; the scan may follow later, then as a document of its own right."""

    document = forms.ChoiceField(label="材料", required=False)
    title = forms.CharField(label="其他材料名称", max_length=80, required=False, help_text="上面没有的才填写")
    kind = forms.ChoiceField(label="材料种类", required=False, choices=[("", "按材料"), *PaperKind.choices])
    formed_on = PartialDateField(label="形成日期", required=False)
    pages = forms.IntegerField(label="页数", required=False, min_value=1, max_value=2_000)
    copies = forms.IntegerField(label="份数", min_value=1, max_value=99, initial=1)
    original = forms.ChoiceField(label="原件", required=False, choices=_YES_NO)
    signed = forms.ChoiceField(label="已签名盖章", required=False, choices=_YES_NO)
    kept_at = forms.CharField(label="纸质材料存放处", max_length=80, required=False)
    checked_by = forms.CharField(label="核对人", max_length=60, required=False)
    file = scan_field("扫描件或照片")

    def __init__(self, *args, documents, **options):
        super().__init__(*args, **options)
        self.documents = {str(each.pk): each for each in documents}
        names = [(key, f"{each.step.number} {each.name}") for key, each in self.documents.items()]
        self.fields["document"].choices = [("", "其他"), *names]

    def clean(self):
        given = super().clean()
        if not given.get("document") and not given.get("title"):
            self.add_error("title", "请选择材料，或填写材料名称。")
        if not given.get("document") and "kind" not in self.errors and not given.get("kind"):
            self.add_error("kind", "清单以外的材料，请选择材料种类：谁能查看由种类决定。")
        return given

    def facts(self) -> dict:
        given, known = self.cleaned_data, {"yes": True, "no": False}
        document, file = self.documents.get(given["document"]), given.get("file")
        return {
            "document": document,
            "title": given["title"] or document.name,
            "kind": given["kind"],
            "formed_on": given["formed_on"],
            "pages": given["pages"],
            "copies": given["copies"],
            "is_original": known.get(given["original"]),
            "is_signed": known.get(given["signed"]),
            "kept_at": given["kept_at"],
            "checked_by": given["checked_by"],
            "scan": Scan(file.read(), file.name) if file else None,
        }


class ReasonForm(_Form):
    reason = forms.CharField(label="作废原因", max_length=300)


class BookForm(_Form):
    number = forms.CharField(label="志愿书编号", max_length=30, help_text="印在封面上的编号")
    on = DayField(label="发放日期")


class ReturnForm(_Form):
    on = DayField(label="交回日期")


class SpoilForm(_Form):
    on = DayField(label="作废日期")
    reason = forms.CharField(label="作废原因", max_length=200, help_text="作废的志愿书应收回；之后可以重新发放")
