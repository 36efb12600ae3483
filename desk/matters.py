"""Which matters a page of the desk shows: a box, below a unit, of one kind. Figure, list, print and file all ask it."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import Case, Count, Exists, F, OuterRef, Subquery, Value, When
from django.urls import reverse

from desk.scope import chosen_unit
from directory.models import Charge, Unit
from directory.viewer import Viewer
from reminders import registry
from reminders.models import Box, Notice, Reminder, Urge
from reminders.models.reminders import late_on
from reminders.rules import LEVEL_WORDS, Level

# One act handles so many at once; beyond it a narrower list is asked for.
MOST = 500


@dataclass(frozen=True, slots=True)
class Question:
    """What stands in the address of a list of matters, read for one viewer on his day."""

    viewer: Viewer
    box: Box
    unit: Unit | None = None
    kind: str = ""
    only_late: bool = False

    def rows(self):
        """Exactly the rows that every figure leading here counts."""
        rows = below(Reminder.objects.boxed(self.box, self.viewer), self.unit)
        if self.kind:
            rows = rows.filter(source__in=sources_of(self.kind))
        return rows.filter(late_on(self.viewer.on)) if self.only_late else rows

    def in_order(self):
        """The rows, most urgent first, with unit and who has been told what."""
        return with_turns(self.rows().by_urgency(self.viewer.on).select_related("unit__parent"))

    @property
    def words(self) -> dict[str, str]:
        """The question as it is written in an address."""
        words = {"box": self.box.value, "kind": self.kind, "late": "1" if self.only_late else ""}
        return {name: word for name, word in (words | {"unit": self.unit.code if self.unit else ""}).items() if word}

    def url(self, url_name: str = "workbench", **changed) -> str:
        """The address of the same question with something changed, at its first page."""
        return replace(self, **changed).at(reverse(url_name))

    def at(self, path: str, **more) -> str:
        """The question under a path, with further words behind it."""
        return f"{path}?{urlencode(self.words | more)}"


def question_of(request, first: Box = Box.TODO) -> Question:
    """What the address asks; `first` is the box where it names none. What it cannot mean is left out."""
    asked = request.GET
    box = Box(asked["box"]) if asked.get("box") in Box.values else first
    kinds = {kind_of(key) for key in registry.SOURCES}
    kind = asked.get("kind", "") if asked.get("kind") in kinds else ""
    late = box is Box.OTHERS and asked.get("late") == "1"
    return Question(request.viewer, box, chosen_unit(request), kind, late)


def below(rows, unit: Unit | None):
    """The rows of a unit and everything below it."""
    return rows.filter(unit__path__startswith=unit.path) if unit else rows


def kind_of(source: str) -> str:
    """The kind of a matter: the app whose source it is."""
    return source.partition(".")[0]


def kind_title(kind: str) -> str:
    return apps.get_app_config(kind).verbose_name if kind in apps.app_configs else "其他"


def sources_of(kind: str) -> list[str]:
    return [key for key in registry.SOURCES if kind_of(key) == kind]


def with_turns(rows):
    """Beside each row: `holder` whose turn it is, `reported` the highest level told, `urged_at` the last urging.

    Where the unit in charge stands directly below the school, the level above it is the department: `below_the_school`.
    """
    mine = OuterRef("pk")
    reported = Notice.objects.filter(reminder=mine, level__in=(Level.ABOVE, Level.DEPARTMENT)).order_by("-level")
    urged = Urge.objects.filter(reminder=mine).order_by("-at")
    return rows.annotate(
        acts=_acts(),
        holder=Subquery(_holders().values("name")[:1]),
        reported=Subquery(reported.values("level")[:1]),
        below_the_school=Exists(_charges().filter(holder__parent__parent__isnull=True, holder__parent__isnull=False)),
        urged_at=Subquery(urged.values("at")[:1]),
    )


def by_holder(rows) -> list[tuple[str, int]]:
    """Whose turn how many of the rows are, the most first; those of nobody last, under an empty name."""
    counted = with_turns(rows).order_by().values("holder").annotate(count=Count("pk"))
    found = [(row["holder"] or "", row["count"]) for row in counted]
    return sorted(found, key=lambda each: (not each[0], -each[1], each[0]))


def _acts() -> Case:
    """The permission that settles a row."""
    permissions: dict[str, list[str]] = {}
    for each in registry.SOURCES.values():
        permissions.setdefault(each.acts, []).append(each.key)
    whens = [When(source__in=keys, then=Value(permission)) for permission, keys in permissions.items()]
    return Case(*whens, default=Value(""))


def _holders():
    """The unit in charge of a row; who acts for the school as a whole is the department."""
    department = When(holder__parent__isnull=True, then=Value(LEVEL_WORDS[Level.DEPARTMENT]))
    return _charges().annotate(name=Case(department, default=F("holder__short_name")))


def _charges():
    return Charge.objects.filter(unit=OuterRef("unit"), permission=OuterRef("acts"), holder__isnull=False)
