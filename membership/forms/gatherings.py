"""The filters above the kept meetings."""

from django import forms

from branches.kinds import SUBJECT_WORDS
from directory.forms.fields import UnitField
from directory.models import Unit
from membership.forms.filters import without
from membership.voting import STEP_OF_SUBJECT

SUBJECTS = [(subject.value, SUBJECT_WORDS[subject]) for subject in STEP_OF_SUBJECT]
NAMES = ("at", "subject", "year", "q")


class MeetingFilterForm(forms.Form):
    """Everything may be empty."""

    at = UnitField(label="党组织", required=False, help_text="")
    subject = forms.ChoiceField(label="议题", required=False, choices=[("", "全部"), *SUBJECTS])
    year = forms.IntegerField(label="年份", required=False, min_value=1921, max_value=2999)
    q = forms.CharField(label="对象姓名", max_length=40, required=False, widget=forms.TextInput({"type": "search"}))
    # 当前范围 of the bar under the header.
    unit = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, viewer, **options):
        super().__init__(*args, **options)
        self.viewer = viewer
        self.fields["at"].units = Unit.objects.within(viewer, "cases.view")

    def narrowed(self, rows):
        """The meetings that meet the conditions; none while one of them can't be understood."""
        if not self.is_valid():
            return rows.none()
        given = self.cleaned_data
        if given["unit"]:
            scope = Unit.objects.within(self.viewer, "cases.view").filter(code=given["unit"]).first()
            rows = rows.filter(unit__path__startswith=scope.path) if scope else rows.none()
        if given["at"]:
            rows = rows.filter(unit__path__startswith=given["at"].path)
        if given["year"]:
            rows = rows.filter(on__year=given["year"])
        about = {"items__subject": given["subject"], "items__person__name__contains": given["q"]}
        about = {name: value for name, value in about.items() if value}
        return rows.filter(**about, items__voided_at__isnull=True).distinct() if about else rows

    def chosen(self) -> list[dict]:
        """The conditions in force as chips, each with the address of the list without it."""
        if not self.is_valid():
            return []
        names = [name for name in NAMES if self.cleaned_data[name]]
        return [{"title": self._words(name), "without_url": without(self.data, name)} for name in names]

    def _words(self, name) -> str:
        value = self.cleaned_data[name]
        return f"{value} 年" if name == "year" else str(dict(SUBJECTS).get(value, value))
