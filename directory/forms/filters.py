"""The filters above the list of people."""

from django import forms
from django.http import QueryDict

from directory.forms.fields import UnitField
from directory.listing import SIZES, SORTS, PersonQuery
from directory.models import Category, Status, Unit
from directory.models.people import STUDENTS
from directory.models.statuses import MEMBERS


class PersonFilterForm(forms.Form):
    """Everything may be empty; what cannot be understood is said at its field and leaves an empty list."""

    unit = UnitField(label="党组织", required=False, help_text="")
    status = forms.ChoiceField(
        label="党籍", required=False, choices=[("", "全部"), ("members", "党员（正式和预备）"), *Status.choices]
    )
    category = forms.ChoiceField(
        label="人员类别", required=False, choices=[("", "全部"), ("students", "学生"), *Category.choices]
    )
    q = forms.CharField(
        label="姓名、拼音或学工号", max_length=40, required=False, widget=forms.TextInput({"type": "search"})
    )
    sort = forms.ChoiceField(required=False, choices=[(key, key) for key in SORTS], widget=forms.HiddenInput)
    size = forms.TypedChoiceField(
        required=False, coerce=int, choices=[(size, size) for size in SIZES], widget=forms.HiddenInput
    )

    def __init__(self, *args, viewer, **options):
        super().__init__(*args, **options)
        self.viewer = viewer
        self.fields["unit"].units = Unit.objects.within(viewer, "people.list").select_related("parent")

    def query(self, *, after: str = "", before: str = "", permission: str = "people.list") -> PersonQuery:
        """The list asked for, inside the subtrees where the viewer holds the permission."""
        if not self.is_valid():
            return PersonQuery(tops=())
        given = self.cleaned_data
        return PersonQuery(
            tops=self.viewer.paths(permission),
            unit=given["unit"],
            statuses=MEMBERS if given["status"] == "members" else tuple(filter(None, [given["status"]])),
            categories=STUDENTS if given["category"] == "students" else tuple(filter(None, [given["category"]])),
            text=given["q"],
            sort=given["sort"] or "pinyin",
            size=given["size"] or SIZES[0],
            after=after,
            before=before,
        )

    def names_unit(self) -> bool:
        """Whether the unit was typed by name; addresses carry its code."""
        unit = self.cleaned_data.get("unit") if self.is_valid() else None
        return unit is not None and self["unit"].value() != unit.code

    def show_unit(self) -> None:
        """The box holds the unit's name beside the code that the address carries."""
        if unit := self.is_valid() and self.cleaned_data["unit"]:
            self.data = self.data.copy()
            self.data["unit"] = self.fields["unit"].prepare_value(unit)

    def chosen(self, given: QueryDict) -> list[dict]:
        """The conditions in force as chips, each with the address of the list without it."""
        return [
            {"title": words, "without_url": _without(given, name)}
            for name in ("unit", "status", "category", "q")
            if (words := self._words(name))
        ]

    def sizes(self, given: QueryDict, current: int) -> list[dict]:
        """How many rows a page may have."""
        return [
            {"title": str(size), "url": _without(given, "size", size=size), "current": size == current}
            for size in sorted(SIZES)
        ]

    def described(self) -> dict[str, str]:
        """The conditions in words, for the log; a name that was searched for is not repeated there."""
        words = {self.fields[name].label: self._words(name) for name in ("unit", "status", "category")}
        return {label: word for label, word in words.items() if word} | ({"检索": "有"} if self["q"].value() else {})

    def _words(self, name) -> str:
        value = self.cleaned_data.get(name) if self.is_valid() else None
        if not value:
            return ""
        return value.place if name == "unit" else str(dict(getattr(self.fields[name], "choices", [])).get(value, value))


def _without(given, *names, **changed) -> str:
    left = given.copy()
    for name in ("after", "before", *names):
        left.pop(name, None)
    left.update({name: str(value) for name, value in changed.items()})
    return f"?{left.urlencode()}"
