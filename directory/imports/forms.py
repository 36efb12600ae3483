"""What is asked in the wizard."""

import copy

from django import forms

from sheets.container import MAX_BYTES
from sheets.imports.batches import ANSWERS
from sheets.imports.contract import Importer
from sheets.imports.matching import Match
from sheets.imports.report import Report
from sheets.models import ImportBatch

LEAVE_OUT = "不导入"


class UploadForm(forms.Form):
    """② 上传: the file, and what it does not say itself (the importer's own fields)."""

    file = forms.FileField(
        label="名册文件",
        help_text=f".xlsx 格式，不超过 {MAX_BYTES // 1024 // 1024} MB。表头上方可以有标题行。",
        widget=forms.FileInput({"accept": ".xlsx"}),
        error_messages={"required": "请选择要上传的 .xlsx 文件。", "empty": "文件是空的，请重新选择文件。"},
    )

    def __init__(self, *args, importer: Importer, asks_choices: bool = True, **options):
        super().__init__(*args, **options)
        self.asked = list(importer.fields) if asks_choices else []
        for name in self.asked:
            self.fields[name] = copy.deepcopy(importer.fields[name])

    @property
    def choices(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.asked}


class ColumnsForm(forms.Form):
    """③ 匹配列: for each heading of the file, what it means here."""

    def __init__(self, *args, match: Match, importer: Importer, **options):
        super().__init__(*args, **options)
        self.headings = {f"column_{place}": each for place, each in enumerate(match.headings)}
        self.required = [column.name for column in importer.columns if column.is_required]
        offered = [("", LEAVE_OUT), *((column.name, _named(column)) for column in importer.columns)]
        for name, each in self.headings.items():
            words = f"例：{'、'.join(each.samples)}" if each.samples else "前几行没有内容"
            self.fields[name] = forms.ChoiceField(
                label=each.shown, choices=offered, initial=each.column, required=False, help_text=words
            )

    def clean(self):
        meant = [name for name in self.columns.values() if name]
        for name in self.required:
            if name not in meant:
                self.add_error(None, f"请指出哪一列是“{name}”（必填）。")
        for field, each in self.headings.items():
            name = self.cleaned_data.get(field)
            if name and meant.count(name) > 1:
                self.add_error(field, f"“{name}”只能对应一列，“{each.shown}”等 {meant.count(name)} 列都选了它。")
        return self.cleaned_data

    @property
    def columns(self) -> dict[str, str]:
        """Heading → column, "" to leave it out."""
        return {each.text: self.cleaned_data.get(field, "") for field, each in self.headings.items()}


class AnswersForm(forms.Form):
    """Conflicts: is it the same person (or unit), another one, or shall the row be left out?"""

    def __init__(self, *args, report: Report, batch: ImportBatch, **options):
        super().__init__(*args, **options)
        for each in report.conflicts:
            self.fields[f"row_{each.row}"] = forms.ChoiceField(
                label=f"第 {each.row} 行 {each.name}",
                help_text=each.question,
                choices=list(ANSWERS.items()),
                initial=batch.answers.get(str(each.row)),
                widget=forms.RadioSelect,
                required=False,
            )

    @property
    def answers(self) -> dict[int, str]:
        given = self.cleaned_data.items()
        return {int(name.removeprefix("row_")): answer for name, answer in given if answer}


def _named(column) -> str:
    return f"{column.name}（必填）" if column.is_required else column.name
