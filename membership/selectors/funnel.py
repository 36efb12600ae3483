"""漏斗: how many stand at each stage and how long each stage took, by unit and by year; every figure is set-based.

The time in a stage is that of whoever has left it for the next one, in months of 30.4 days; the median of them is asked
of PostgreSQL, so that one slow case does not move it.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import (
    Aggregate,
    BigIntegerField,
    Case,
    Count,
    F,
    FloatField,
    Func,
    IntegerField,
    Q,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, ExtractYear, NullIf

from directory.models import Unit
from membership.models import Outcome, Stage
from membership.selectors.listing import PASSED

_DAYS_A_MONTH = 30.4375


class _Median(Aggregate):
    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


class _Days(Func):
    """Days from one date to another."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


@dataclass(frozen=True, slots=True)
class Line:
    """A unit or a year: cases in all, how many under way stand at each stage, how many have ended; and per stage that
    was left behind how many cases that is and the median of their months in it (None where there are none)."""

    key: int
    total: int
    standing: dict[Stage, int]
    ended: int
    passed: dict[Stage, tuple[int, float | None]]


def _figures() -> dict:
    wanted = {"total": Count("pk"), "ended": Count("pk", filter=~Q(outcome=Outcome.OPEN))}
    for stage in Stage:
        wanted[f"at_{stage}"] = Count("pk", filter=Q(stage=stage, outcome=Outcome.OPEN))
    for stage, (first, last) in PASSED.items():
        # Rows whose days are in the wrong order are findings of their own and would spoil the figure.
        counts = Q(**{f"{first}__isnull": False, f"{last}__gte": F(first)})
        wanted[f"n_{stage}"] = Count("pk", filter=counts)
        wanted[f"m_{stage}"] = _Median(_Days(F(last), F(first)), filter=counts)
    return wanted


def whole(rows) -> Line:
    """All the cases together."""
    return _line(0, rows.order_by().aggregate(**_figures()))


def by_year(rows) -> list[Line]:
    """By the year of the application, the latest first."""
    found = rows.order_by().annotate(year=ExtractYear("applied_on")).values("year").annotate(**_figures())
    return sorted((_line(row["year"], row) for row in found if row["year"]), key=lambda line: -line.key)


def by_unit(rows, tops: list[str]) -> list[tuple[Unit, Line]]:
    """By the units directly below `tops` (paths); a top's own cases stand under the top itself. Two queries."""
    found = rows.order_by().annotate(below=_below(tops)).values("below").annotate(**_figures())
    lines = {row["below"]: _line(row["below"], row) for row in found}
    units = Unit.objects.filter(pk__in=lines).order_by("code")
    return [(unit, lines[unit.pk]) for unit in units]


def endings(rows) -> list[tuple[int, dict[str, int]]]:
    """Year of the end → outcome → how many, the latest first."""
    found: dict[int, dict[str, int]] = {}
    ended = rows.exclude(outcome=Outcome.OPEN).order_by().annotate(year=ExtractYear("closed_on"))
    for row in ended.values("year", "outcome").annotate(count=Count("pk")):
        found.setdefault(row["year"], {})[row["outcome"]] = row["count"]
    return sorted(found.items(), reverse=True)


def _line(key, row) -> Line:
    months = {stage: row[f"m_{stage}"] for stage in PASSED}
    return Line(
        key,
        row["total"],
        {stage: row[f"at_{stage}"] for stage in Stage},
        row["ended"],
        {
            stage: (row[f"n_{stage}"], None if days is None else round(days / _DAYS_A_MONTH, 1))
            for stage, days in months.items()
        },
    )


def _below(tops: list[str]):
    """The step of a unit's path that follows a top's path; the top itself where none does."""
    whens = [
        When(unit__path__startswith=top, then=Coalesce(_part(top.count("/") + 1), _part(top.count("/"))))
        for top in tops
    ]
    return Case(*whens, default=Value(0), output_field=BigIntegerField())


def _part(number):
    """The so-many-th part of a path, which is a unit's key; NULL where the path ends before."""
    part = Func(F("unit__path"), Value("/"), Value(number), function="SPLIT_PART", output_field=TextField())
    return Cast(NullIf(part, Value("")), BigIntegerField())


# --- the drawing


WIDTH, _HEIGHT = 960, 64
_LEAST = 34  # a segment narrower than its number would be hidden


@dataclass(frozen=True, slots=True)
class Segment:
    """One stage of the bar: where it begins and how wide it is; `middle` is where its number stands."""

    stage: Stage
    count: int
    x: float
    width: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def title(self) -> str:
        return str(self.stage.label)


def segments(standing: dict[Stage, int]) -> list[Segment]:
    """The stages side by side in proportion, none narrower than its number; empty stages are left out."""
    there = {stage: count for stage, count in standing.items() if count}
    spare, total = WIDTH - _LEAST * len(there), sum(there.values())
    found, x = [], 0.0
    for stage, count in there.items():
        width = _LEAST + spare * count / total
        found.append(Segment(stage, count, round(x, 1), round(width, 1)))
        x += width
    return found


def sentence(line: Line, on: dt.date) -> str:
    """What the bar says, for whoever does not see it and as its title."""
    parts = "、".join(f"{stage.label} {count} 人" for stage, count in line.standing.items() if count)
    return f"截至{on.month}月{on.day}日在办 {line.total - line.ended} 人" + (f"：{parts}" if parts else "")
