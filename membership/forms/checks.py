"""The filters above the quality checks, and their handling."""

from django import forms

from directory.forms.fields import DayField, UnitField, set_today
from directory.forms.refusing import RefusingForm
from directory.models import Unit
from membership.forms.filters import without
from membership.models import Handling

SEVERITIES = {"error": "不合规", "warning": "提示"}


class QualityCheckFilterForm(forms.Form):
    """Everything may be empty."""

    at = UnitField(label="党组织", required=False, help_text="")
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *Handling.choices])
    severity = forms.ChoiceField(label="程度", required=False, choices=[("", "全部"), *SEVERITIES.items()])
    rule = forms.CharField(label="规则", max_length=10, required=False)
    q = forms.CharField(label="姓名或学工号", max_length=40, required=False, widget=forms.TextInput({"type": "search"}))
    source = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    # 当前范围 of the bar under the header.
    unit = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, viewer, **options):
        super().__init__(*args, **options)
        self.viewer = viewer
        self.fields["at"].units = Unit.objects.within(viewer, "checks.view")

    def narrowed(self, rows):
        """The rows that meet the conditions; none while one of them can't be understood."""
        if not self.is_valid():
            return rows.none()
        given = self.cleaned_data
        if given["unit"]:
            scope = Unit.objects.within(self.viewer, "checks.view").filter(code=given["unit"]).first()
            rows = rows.filter(unit__path__startswith=scope.path) if scope else rows.none()
        if given["at"]:
            rows = rows.filter(unit__path__startswith=given["at"].path)
        for name in ("state", "severity"):
            if given[name]:
                rows = rows.filter(**{name: given[name]})
        if given["rule"]:
            rows = rows.filter(rule=given["rule"].upper())
        if given["source"]:
            rows = rows.filter(source__startswith=f"{given['source']} ")
        return rows.filter(label__contains=given["q"]) if given["q"] else rows

    def chosen(self) -> list[dict]:
        """The conditions in force as chips, each with the address of the list without it."""
        if not self.is_valid():
            return []
        names = [name for name in ("at", "state", "severity", "rule", "q", "source") if self.cleaned_data[name]]
        return [{"title": self._words(name), "without_url": without(self.data, name)} for name in names]

    def described(self) -> dict[str, str]:
        """The conditions in words, for the log; a name that was searched for is not repeated there."""
        if not self.is_valid():
            return {}
        names = [name for name in ("at", "state", "severity", "rule") if self.cleaned_data[name]]
        return {self.fields[name].label: self._words(name) for name in names}

    def _words(self, name) -> str:
        value = self.cleaned_data[name]
        if name == "source":
            return f"台账 {value}"
        return str(dict(getattr(self.fields[name], "choices", [])).get(value, value))


class HandlingForm(RefusingForm):
    """处理一个问题."""

    state = forms.ChoiceField(label="处理结果", choices=Handling.choices, widget=forms.RadioSelect)
    handling = forms.CharField(
        label="处理情况",
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="怎样补正、向谁说明，或为什么不属实",
    )
    handled_on = DayField(label="处理日期", required=False)
    with_discipline_office = forms.BooleanField(
        label="已移送纪检机关", required=False, help_text="违纪违规线索按管理权限移送的勾选"
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, viewer, record, **options):
        super().__init__(*args, initial=shown(record) | {"version": record.version}, **options)
        if record.state == Handling.OPEN:
            self.initial |= {"state": Handling.HANDLED, "handled_on": viewer.on}
        set_today(self, viewer.on)


def shown(record) -> dict:
    """A check's values as the form shows them."""
    names = ("state", "handling", "handled_on", "with_discipline_office")
    return {name: getattr(record, name) for name in names}
