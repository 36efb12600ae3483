"""The filters above the roster, and the upload of one."""

from django import forms

from directory.forms.fields import UnitField
from directory.models import Person, Unit
from directory.names.pinyin import query_keys
from organizers.models import Filing, Kind, Rank, Trial

STATES = {"current": "现任", "former": "离任", "all": "全部"}
SORTS = {"pinyin": "姓名拼音", "strokes": "姓氏笔画"}
FILING_STATES = {
    "to_submit": "待提交",
    "late": "已超期",
    "returned": "待补正",
    "to_file": "待接收或备案",
    "filed": "已备案",
}
TRIAL_STATES = {"open": "试用中", "near": "一个月内届满", "over": "已届满待结论", "done": "已有结论"}


class RosterFilterForm(forms.Form):
    """The filters above the roster; everything may be empty."""

    at = UnitField(label="联系党组织", required=False, help_text="")
    kind = forms.ChoiceField(label="专兼职", required=False, choices=[("", "全部"), *Kind.choices])
    rank = forms.ChoiceField(label="级别", required=False, choices=[("", "全部"), *Rank.choices])
    state = forms.ChoiceField(label="状态", required=False, choices=list(STATES.items()))
    filing = forms.ChoiceField(label="备案", required=False, choices=[("", "全部"), *FILING_STATES.items()])
    trial = forms.ChoiceField(label="试用", required=False, choices=[("", "全部"), *TRIAL_STATES.items()])
    q = forms.CharField(
        label="姓名、拼音或工号", max_length=40, required=False, widget=forms.TextInput({"type": "search"})
    )
    sort = forms.ChoiceField(required=False, choices=list(SORTS.items()), widget=forms.HiddenInput)
    # 当前范围 of the bar under the header.
    unit = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, viewer, **options):
        super().__init__(*args, **options)
        self.viewer = viewer
        self.fields["at"].units = Unit.objects.within(viewer, "organizers.view")

    @property
    def order(self) -> str:
        return (self.cleaned_data.get("sort") if self.is_valid() else "") or "pinyin"

    def narrowed(self, rows):
        """The rows that meet the conditions; none while one of them can't be understood."""
        if not self.is_valid():
            return rows.none()
        given, today = self.cleaned_data, self.viewer.on
        if given["unit"]:
            scope = Unit.objects.within(self.viewer, "organizers.view").filter(code=given["unit"]).first()
            rows = rows.filter(unit__path__startswith=scope.path) if scope else rows.none()
        if given["at"]:
            rows = rows.filter(unit__path__startswith=given["at"].path)
        if given["kind"]:
            rows = rows.filter(kind=given["kind"])
        if given["rank"]:
            rows = rows.filter(rank=given["rank"])
        if given["filing"]:
            rows = rows.filter(filing__in=Filing.objects.in_state(given["filing"], today))
        if given["trial"]:
            rows = rows.filter(trial__in=Trial.objects.in_state(given["trial"], today))
        if given["q"]:
            rows = rows.filter(person__in=_named(given["q"]))
        state = given["state"] or "current"
        return rows if state == "all" else rows.over(today) if state == "former" else rows.since(today)

    def chosen(self) -> list[dict]:
        """The conditions in force as chips, each with the address of the list without it."""
        if not self.is_valid():
            return []
        return [
            {"title": self._words(name), "without_url": _without(self.data, name)}
            for name in ("at", "kind", "rank", "state", "filing", "trial", "q")
            if self.cleaned_data[name]
        ]

    def described(self) -> dict[str, str]:
        """The conditions in words, for the log; a name that was searched for is not repeated there."""
        if not self.is_valid():
            return {}
        names = [name for name in ("at", "kind", "rank", "state", "filing", "trial") if self.cleaned_data[name]]
        return {self.fields[name].label: self._words(name) for name in names}

    def _words(self, name) -> str:
        value = self.cleaned_data[name]
        return str(dict(getattr(self.fields[name], "choices", [])).get(value, value))


def _named(text: str):
    """People by characters or any reading of the name, or by roster number."""
    keys, rest = query_keys(text)
    people = Person.objects.filter(numbers__roster_no=text.strip())
    if keys and not rest:
        people = Person.objects.filter(search_keys__contains=keys) | Person.objects.filter(pk__in=people.values("pk"))
    return people.values("pk")


def _without(given, *names, **changed) -> str:
    left = given.copy()
    for name in ("page", *names):
        left.pop(name, None)
    for name, value in changed.items():
        left[name] = value
    return f"?{left.urlencode()}"
