"""单位排行: the units directly below the viewer's own by what they are late with, the worst first."""

from dataclasses import dataclass

from django.db.models import BigIntegerField, Case, Count, F, Func, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf

from desk.matters import Question
from directory.models import Unit
from reminders.models import Box
from reminders.models.reminders import late_on


@dataclass(frozen=True, slots=True)
class Place:
    """One unit's line: how many matters others than the viewer have to settle in it and below, how many are late."""

    unit: Unit
    late: int
    open: int
    late_url: str
    open_url: str

    @property
    def share(self) -> int:
        """Late ones of all, in percent; a share that is not nothing is at least 1."""
        return max(1, round(100 * self.late / self.open)) if self.late else 0


def ranking(viewer, below: Unit | None) -> list[Place]:
    """Units with something open, the most late ones first, then the greater share; two queries."""
    tops = [below.path] if below else list(viewer.paths("reminders.oversee"))
    counts = _counts(viewer, tops)
    units = Unit.objects.visible_to(viewer).filter(pk__in=counts)
    places = [_place(viewer, unit, *counts[unit.pk]) for unit in units]
    return sorted(places, key=lambda place: (-place.late, -place.share, place.unit.path))


def _place(viewer, unit, late, total) -> Place:
    question = Question(viewer, Box.OTHERS, unit)
    return Place(unit, late, total, question.url(only_late=True), question.url())


def _counts(viewer, tops) -> dict[int, tuple[int, int]]:
    """Key of the unit below a top → late and all matters in its subtree; those of a top itself are its own."""
    if not tops:
        return {}
    rows = Question(viewer, Box.OTHERS).rows().annotate(below=_key_below(tops)).exclude(below=0)
    found = rows.order_by().values("below").annotate(late=Count("pk", filter=late_on(viewer.on)), open=Count("pk"))
    return {row["below"]: (row["late"], row["open"]) for row in found}


def _key_below(tops) -> Case:
    """The step of a unit's path that follows a top's path; 0 where none does."""
    whens = [When(unit__path__startswith=top, then=_step(top.count("/") + 1)) for top in tops]
    return Case(*whens, default=Value(0), output_field=BigIntegerField())


def _step(number) -> Cast:
    """The so-many-th part of a path, which is a unit's key."""
    part = Func(F("unit__path"), Value("/"), Value(number), function="SPLIT_PART", output_field=TextField())
    return Cast(Coalesce(NullIf(part, Value("")), Value("0")), BigIntegerField())
