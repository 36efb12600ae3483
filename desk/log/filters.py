"""Which lines of the log a viewer may read, and the filters above it."""

import datetime as dt

from django import forms
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from audit.context import SOURCES
from audit.models import EventKind
from audit.reading import LABELS, Wanted, read_place
from audit.tracking import Trail, trails
from directory.forms.fields import DayField
from directory.models import Account, Person, Unit
from directory.permissions import PERMISSIONS, SENSITIVITY, Sensitivity
from directory.scope import covers_school

# Names that fit too many people do not narrow anything.
MOST = 200
# What whoever runs the system sees: log-ins, rights and settings, never a fact about a person.
TECHNICAL = (
    EventKind.LOGIN, EventKind.LOGOUT, EventKind.LOGIN_REFUSED, EventKind.RIGHTS, EventKind.SETTINGS,
)  # fmt: skip


def readable(viewer) -> Wanted:
    """Everything the viewer may read of the school's log. Raises `Http404` where the duty covers only a part of it.

    A duty on a part of the school opens the histories of its people and units, not the log, whose lines cannot all
    be said to belong to one unit.
    """
    grants = [grant for grant in viewer.grants if "log.view" in PERMISSIONS[grant.role] and covers_school([grant.path])]
    if not grants:
        raise Http404
    personal = any(SENSITIVITY[grant.role] >= Sensitivity.S2 for grant in grants)
    return Wanted(
        trails=tuple(trail for trail in trails() if personal or not trail.personal),
        kinds=tuple(EventKind.values) if personal else tuple(TECHNICAL),
    )


class LogFilterForm(forms.Form):
    """人 · 对象 · 动作 · 时间 · 来源; what cannot be understood is said at its field and leaves an empty list."""

    who = forms.CharField(
        label="操作人", required=False, max_length=40, widget=forms.TextInput({"placeholder": "姓名或账号"})
    )
    object = forms.CharField(
        label="对象", required=False, max_length=40, widget=forms.TextInput({"placeholder": "姓名、学工号或组织"})
    )
    table = forms.ChoiceField(label="类别", required=False)
    action = forms.ChoiceField(label="动作", required=False)
    since = DayField(label="起", required=False, help_text="")
    until = DayField(label="止", required=False, help_text="")
    source = forms.ChoiceField(label="来源", required=False, choices=[("", "全部"), *SOURCES.items()])

    def __init__(self, *args, viewer, today, **options):
        super().__init__(*args, **options)
        self.readable = readable(viewer)
        self.fields["since"].today = self.fields["until"].today = today
        self.fields["table"].choices = [("", "全部"), *((one.key, _word(one)) for one in self.readable.trails)]
        kinds = [(kind, EventKind(kind).label) for kind in self.readable.kinds]
        self.fields["action"].choices = [("", "全部"), *LABELS.items(), *kinds]

    def clean(self):
        given = super().clean()
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", "截止日期早于起始日期，请核对。")
        return given

    def wanted(self, *, after: str = "", before: str = "") -> Wanted | None:
        """The lines asked for; None where the filters cannot be understood."""
        if not self.is_valid():
            return None
        given, all_of_it = self.cleaned_data, self.readable
        action, table = given["action"], given["table"]
        return Wanted(
            trails=tuple(one for one in all_of_it.trails if not table or one.key == table),
            labels=tuple(label for label in LABELS if action in ("", label)),
            kinds=() if table else tuple(kind for kind in all_of_it.kinds if action in ("", kind)),
            users=_accounts(given["who"]) if given["who"] else None,
            source=given["source"],
            since=_midnight(given["since"]),
            until=_midnight(given["until"] and given["until"] + dt.timedelta(days=1)),
            objects=_objects(given["object"]) if given["object"] else None,
            after=read_place(after),
            before=None if after else read_place(before),
        )

    def chosen(self, given) -> list[dict]:
        """The conditions in force as chips, each with the address of the list without it."""
        return [
            {"title": f"{self.fields[name].label} {words}", "without_url": _without(given, name)}
            for name, words in self.described().items()
        ]

    def described(self) -> dict[str, str]:
        """The conditions in words; also what an export of these lines leaves in the log."""
        if not self.is_valid():
            return {}
        return {name: self._words(name) for name in self.fields if self.cleaned_data[name]}

    def _words(self, name) -> str:
        value = self.cleaned_data[name]
        return str(dict(getattr(self.fields[name], "choices", [])).get(value, value))


def _word(trail: Trail) -> str:
    return str(trail.model._meta.verbose_name)


def _accounts(text) -> tuple[int, ...]:
    found = Account.objects.filter(Q(username=text) | Q(person__name=text) | Q(person__roster_no=text))
    return tuple(found.values_list("pk", flat=True)[:MOST])


def _objects(text) -> dict[str, list[int]]:
    """People and units that are called so today or ever were, by label of their model."""
    people = Person.objects.filter(Q(name=text) | Q(roster_no=text) | Q(numbers__roster_no=text))
    units = Unit.objects.filter(
        Q(code=text) | Q(short_name=text) | Q(full_name=text) | Q(names__short_name=text) | Q(names__full_name=text)
    )
    return {
        rows.model._meta.label_lower: list(rows.order_by().values_list("pk", flat=True).distinct()[:MOST])
        for rows in (people, units)
    }


def _midnight(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min)) if day else None


def _without(given, name) -> str:
    left = given.copy()
    for one in ("after", "before", name):
        left.pop(one, None)
    return f"?{left.urlencode()}"
