"""What people type on the organizers' pages: choices inside the viewer's scope, dates read leniently."""

from django import forms
from django.core.exceptions import ValidationError

from directory.forms.fields import DayField, PartialDateField, UnitField, set_today
from directory.models import Person, Unit
from directory.names.pinyin import query_keys
from directory.scope import within
from organizers.models import Appointment, Kind, Rank
from organizers.rules.appointing import Period

STATES = {"current": "现任", "former": "离任", "all": "全部"}
SORTS = {"pinyin": "姓名拼音", "strokes": "姓氏笔画"}
PARTIAL = "例如 2019-03-01；很久以前只知道年月的写 2010.09"


class RosterFilterForm(forms.Form):
    """The filters above the roster; everything may be empty."""

    at = UnitField(label="联系党组织", required=False, help_text="")
    kind = forms.ChoiceField(label="专兼职", required=False, choices=[("", "全部"), *Kind.choices])
    state = forms.ChoiceField(label="状态", required=False, choices=list(STATES.items()))
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
            for name in ("at", "kind", "state", "q")
            if self.cleaned_data[name]
        ]

    def described(self) -> dict[str, str]:
        """The conditions in words, for the log; a name that was searched for is not repeated there."""
        if not self.is_valid():
            return {}
        names = [name for name in ("at", "kind", "state") if self.cleaned_data[name]]
        return {self.fields[name].label: self._words(name) for name in names}

    def _words(self, name) -> str:
        value = self.cleaned_data[name]
        return str(dict(getattr(self.fields[name], "choices", [])).get(value, value))


class AppointmentForm(forms.Form):
    """新增任职. The person is named by roster number: only people in the viewer's scope are found."""

    roster_no = forms.CharField(label="工作证号", max_length=30, help_text="与人员名册一致")
    unit = UnitField(label="联系党组织")
    kind = forms.ChoiceField(label="专兼职", choices=Kind.choices)
    rank = forms.ChoiceField(label="级别", choices=Rank.choices, initial=Rank.NONE)
    from_on = PartialDateField(label="任职时间", help_text=PARTIAL)
    to_on = PartialDateField(label="离任时间", required=False, help_text="已离任的才填写，是任职的最后一天")
    year = forms.IntegerField(label="年度", required=False, min_value=1949, max_value=2100, help_text="名册的年度")
    establishment = forms.CharField(label="编制类别", max_length=30, required=False, help_text="例如 事业编制")
    post = forms.CharField(label="行政职务", max_length=60, required=False)
    title = forms.CharField(label="专业技术职务", max_length=60, required=False)
    basis = forms.CharField(label="任职文号", max_length=120, required=False, help_text="例如 校党发〔2026〕12号")
    note = forms.CharField(label="备注", max_length=300, required=False)
    reason = forms.CharField(label="原因", max_length=200, required=False, help_text="写入变更历史，例如 届满换届")

    def __init__(self, *args, viewer, **options):
        super().__init__(*args, **options)
        set_today(self, viewer.on)
        self.fields["unit"].units = Unit.objects.within(viewer, "organizers.edit").open_on(viewer.on)
        self.people = Person.objects.filter(within(viewer, "organizers.edit", "unit"))

    def clean_roster_no(self):
        self.person = self.people.filter(roster_no=self.cleaned_data["roster_no"]).first()
        if self.person is None:
            raise ValidationError("该工号不在您的管理范围，请核对工号或联系组织部。")
        return self.person.roster_no

    def add_refusal(self, refusal):
        """Puts a refusal at its field, once."""
        field = {"person": "roster_no"}.get(refusal.field, refusal.field)
        self.add_error(field if field in self.fields else None, refusal.message)

    def act(self) -> dict:
        """What the service takes."""
        given = dict(self.cleaned_data)
        given.pop("roster_no")
        period = Period(given.pop("from_on"), given.pop("to_on"))
        return {"person": self.person, "period": period, **given}


class EndForm(forms.Form):
    """办理离任: carries the version that was opened."""

    to_on = DayField(label="离任时间")
    reason = forms.CharField(label="离任原因", max_length=200, help_text="写入变更历史，例如 交流轮岗到化学学院")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, viewer, appointment: Appointment, **options):
        initial = {"to_on": appointment.to_on, "version": appointment.version}
        super().__init__(*args, initial=initial, **options)
        set_today(self, viewer.on)

    add_refusal = AppointmentForm.add_refusal


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
