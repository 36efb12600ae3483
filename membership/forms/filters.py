"""The filters above the board and the list of cases; every one stands in the address, so that a figure can open it."""

from django import forms
from django.db.models import F, Q

from directory.forms.fields import UnitField
from directory.models import Category, Person, Unit
from directory.models.people import STUDENTS
from directory.names.pinyin import query_keys
from membership.authority import steps_for
from membership.models import Companion, Lamp, Outcome, Stage
from membership.models.cases import lamp_on
from membership.procedure.steps import STEPS
from membership.selectors.listing import PASSED, SORTS

MARKS = {"ready": "下一步可以办理", "paused": "暂缓", "blocked": "下一步有障碍", "faults": "有不合规之处"}
STATES = {"open": "办理中", "ended": "已结束", "all": "全部"}
_ANY = ("", "全部")
_HIDDEN = forms.HiddenInput
_YEARS = {"min_value": 1921, "max_value": 2100, "required": False}


class BoardFilterForm(forms.Form):
    """Everything may be empty; what cannot be understood is said at its field and leaves nothing to show."""

    at = UnitField(label="党支部", required=False, help_text="")
    grade = forms.CharField(label="年级班级", max_length=40, required=False)
    companion = forms.CharField(label="联系人", max_length=40, required=False, help_text="")
    lamp = forms.ChoiceField(label="灯", required=False, choices=[_ANY, *Lamp.choices])
    category = forms.ChoiceField(
        label="人员类别", required=False, choices=[_ANY, ("students", "学生"), *Category.choices]
    )
    mark = forms.ChoiceField(label="标记", required=False, choices=[_ANY, *MARKS.items()])
    q = forms.CharField(
        label="姓名、拼音或学工号", max_length=40, required=False, widget=forms.TextInput({"type": "search"})
    )
    # 当前范围 of the bar under the header.
    unit = forms.CharField(max_length=20, required=False, widget=_HIDDEN)

    permission = "cases.view"

    def __init__(self, *args, viewer, permission: str = "cases.view", **options):
        super().__init__(*args, **options)
        self.viewer, self.permission = viewer, permission
        self.fields["at"].units = Unit.objects.within(viewer, permission)

    def narrowed(self, rows):
        """The rows that meet the conditions; none while one of them can't be understood."""
        if not self.is_valid():
            return rows.none()
        for name, value in self.cleaned_data.items():
            if value not in (None, ""):
                rows = getattr(self, f"_by_{name}", lambda rows, value: rows)(rows, value)
        return rows

    def chosen(self) -> list[dict]:
        """The conditions in force as chips, each with the address of the list without it."""
        return [{"title": self._words(name), "without_url": without(self.data, name)} for name in self._given()]

    def _given(self) -> list[str]:
        """The fields that narrow the list, beside its scope and order."""
        if not self.is_valid():
            return []
        quiet = {"unit", "sort"} | ({"state"} if self.cleaned_data.get("state") == "open" else set())
        return [name for name in self.fields if name not in quiet and self.cleaned_data[name] not in (None, "")]

    def described(self) -> dict[str, str]:
        """The conditions in words, for the log; a name that was searched for is not repeated there."""
        given = self.cleaned_data if self.is_valid() else {}
        words = {
            str(self.fields[name].label): self._words(name)
            for name, value in given.items()
            if name not in ("sort", "q", "companion") and value not in (None, "")
        }
        return words | ({"检索": "有"} if given.get("q") or given.get("companion") else {})

    def _words(self, name) -> str:
        value = self.cleaned_data[name]
        if name == "at":
            return value.place
        if name in ("lamp", "mark", "stage", "step", "outcome", "state", "category"):
            return str(dict(self.fields[name].choices).get(value, value))
        label = self.fields[name].label
        return f"{value}{label}" if isinstance(value, int) else f"{label} {self._said(name, value)}"

    def _said(self, name, value) -> str:
        return str(Stage(value).label) if name == "passed" else value

    def _by_unit(self, rows, value):
        scope = Unit.objects.within(self.viewer, self.permission).filter(code=value).first()
        return _below(rows, scope) if scope else rows.none()

    def _by_at(self, rows, value):
        return _below(rows, value)

    def _by_grade(self, rows, value):
        return rows.filter(person__grade_class__startswith=value)

    def _by_companion(self, rows, value):
        with_them = Companion.objects.on(self.viewer.on).filter(person__in=_named(value))
        return rows.filter(pk__in=with_them.values("case"))

    def _by_lamp(self, rows, value):
        return rows.filter(lamp_on(value, self.viewer.on))

    def _by_category(self, rows, value):
        return rows.filter(category__in=STUDENTS if value == "students" else [value])

    def _by_mark(self, rows, value):
        if value == "ready":
            return rows.filter(ready_for(self.viewer))
        conditions = {
            "paused": {"paused_on__isnull": False},
            "blocked": {"is_blocked": True},
            "faults": {"faults__gt": 0},
        }
        return rows.filter(**conditions[value])

    def _by_q(self, rows, value):
        return rows.filter(person__in=_named(value))


def ready_for(viewer) -> Q:
    """The condition of cases whose next step the viewer may record today as far as the case is known to itself."""
    reached = Q(earliest_on__isnull=True) | Q(earliest_on__lte=viewer.on)
    return reached & Q(outcome="", paused_on__isnull=True, is_blocked=False, next_step__in=steps_for(viewer))


class CaseFilterForm(BoardFilterForm):
    """Above the list: besides, one library or all of them, what comes next, and cases that have ended."""

    stage = forms.ChoiceField(label="阶段", required=False, choices=[_ANY, *Stage.choices])
    state = forms.ChoiceField(label="状态", required=False, choices=list(STATES.items()))
    step = forms.ChoiceField(
        label="下一步",
        required=False,
        widget=_HIDDEN,
        choices=[_ANY, *((code, step.title) for code, step in STEPS.items())],
    )
    outcome = forms.ChoiceField(label="结果", required=False, widget=_HIDDEN, choices=[_ANY, *Outcome.choices[1:]])
    closed = forms.IntegerField(label="年结束", widget=_HIDDEN, **_YEARS)
    applied = forms.IntegerField(label="年申请", widget=_HIDDEN, **_YEARS)
    passed = forms.ChoiceField(
        label="已走完", required=False, widget=_HIDDEN, choices=[_ANY, *((s, s.label) for s in PASSED)]
    )
    sort = forms.ChoiceField(required=False, choices=[(key, key) for key in SORTS], widget=_HIDDEN)

    field_order = ["stage", "at", "grade", "companion", "lamp", "category", "mark", "state", "q"]

    @property
    def order(self) -> str:
        return (self.cleaned_data.get("sort") if self.is_valid() else "") or "due"

    def narrowed(self, rows):
        rows = super().narrowed(rows)
        state = (self.cleaned_data.get("state") if self.is_valid() else "") or "open"
        conditions = {"open": {"outcome": ""}, "ended": {"outcome__gt": ""}, "all": {}}
        return rows.filter(**conditions[state])

    def _by_stage(self, rows, value):
        return rows.filter(stage=value)

    def _by_step(self, rows, value):
        return rows.filter(next_step=value)

    def _by_outcome(self, rows, value):
        return rows.filter(outcome=value)

    def _by_closed(self, rows, value):
        return rows.filter(closed_on__year=value)

    def _by_applied(self, rows, value):
        return rows.filter(applied_on__year=value)

    def _by_passed(self, rows, value):
        first, last = PASSED[Stage(value)]
        return rows.filter(**{f"{first}__isnull": False, f"{last}__gte": F(first)})


def _below(rows, unit):
    return rows.filter(unit__in=Unit.objects.filter(path__startswith=unit.path).values("pk"))


def _named(text: str):
    """People by characters or any reading of the name, or by roster number."""
    keys, rest = query_keys(text)
    people = Person.objects.filter(numbers__roster_no=text.strip())
    if keys and not rest:
        people = Person.objects.filter(search_keys__contains=keys)
    return people.values("pk")


def without(given, *names, **changed) -> str:
    """The same list with some things left out or changed, from its first page."""
    left = given.copy()
    for name in ("page", *names):
        left.pop(name, None)
    for name, value in changed.items():
        left[name] = value
    return f"?{left.urlencode()}"
