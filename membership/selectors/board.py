"""进度看板: five columns with their figures and the cases that come first in each."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count

from membership.models import Case, Lamp, Stage
from membership.models.cases import lamp_on
from membership.selectors.listing import CaseLine, case_lines

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Column:
    """One stage: how many cases, how many of them late or nearly, and the first ones by the day that is due."""

    stage: Stage
    total: int
    late: int
    soon: int
    lines: tuple[CaseLine, ...] = ()


def columns(rows, on: dt.date) -> list[Column]:
    """The board of these open cases; the number of queries does not grow with them."""
    counted = figures(rows, on)
    lines = case_lines(_first(rows), on)
    return [
        Column(stage, *counted[stage], tuple(line for line in lines if line.case.stage == stage)) for stage in Stage
    ]


def figures(rows, on: dt.date) -> dict[Stage, tuple[int, int, int]]:
    """Stage → all, late and nearly due. One query."""
    counts = {"late": Count("pk", filter=lamp_on(Lamp.LATE, on)), "soon": Count("pk", filter=lamp_on(Lamp.SOON, on))}
    found = rows.order_by().values("stage").annotate(total=Count("pk"), **counts)
    counted = {row["stage"]: (row["total"], row["late"], row["soon"]) for row in found}
    return {stage: counted.get(stage, (0, 0, 0)) for stage in Stage}


def _first(rows) -> list[Case]:
    """The first of each stage, found through the index alone, and then fetched together."""
    firsts = [
        rows.filter(stage=stage).order_by("nearest_on", "pk").values_list("pk", flat=True)[:SHOWN] for stage in Stage
    ]
    keys = list(firsts[0].union(*firsts[1:], all=True))
    shown = Case.objects.filter(pk__in=keys).select_related("person", "unit__parent")
    return list(shown.order_by("nearest_on", "pk"))
