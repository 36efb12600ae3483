"""漏斗: how many stand at each stage and how long each stage took, by unit and by year; one statement, however many.

The time in a stage is that of whoever has left it for the next one, in months of 30.4 days; the median of them is asked
of PostgreSQL, so that one slow case does not move it.
"""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import EmptyResultSet
from django.db import connection

from directory.models import Unit
from membership.models import Outcome, Stage
from membership.selectors.listing import PASSED

_DAYS_A_MONTH = 30.4375
_READ = ("unit_id", "stage", "outcome", "closed_on", *sorted({day for days in PASSED.values() for day in days}))
# Days in the wrong order are a finding of their own and would spoil the figure.
_SPANS = ", ".join(
    f"array_agg({last} - {first}) FILTER (WHERE {last} >= {first}) AS {stage.value}"
    for stage, (first, last) in PASSED.items()
)
_UNNESTED = ", ".join(f"unnest({stage.value}) AS {stage.value}" for stage in PASSED)
_PASSED = ", ".join(f"count({stage.value})" for stage in PASSED)
_MEDIANS = ", ".join(f"percentile_cont(0.5) WITHIN GROUP (ORDER BY {stage.value})" for stage in PASSED)
# Every case is read once: those of one unit, year, stage and end become one row that holds their days. These rows are
# few, so that they are counted and put in order by unit and by year at no cost, and only the medians sort anything.
# OFFSET 0 has a path taken apart once per unit, not once per case; nothing is compiled, since the planner takes the
# rows of `told` for as many as the cases.
_FUNNEL = f"""
SET LOCAL jit = off;
WITH told AS MATERIALIZED (
    SELECT below, date_part('year', applied_on)::int AS year, stage, outcome,
           date_part('year', closed_on)::int AS ended, count(*) AS cases, {_SPANS}
    FROM ({{rows}}) AS rows JOIN (SELECT id AS unit_id, {{below}} AS below FROM directory_unit OFFSET 0) AS place
    USING (unit_id) GROUP BY 1, 2, 3, 4, 5)
SELECT below, year, stage, outcome, ended, cases, NULL::bigint[], NULL::float8[] FROM told
UNION ALL
SELECT below, NULL, NULL, NULL, NULL, NULL, ARRAY[{_PASSED}], ARRAY[{_MEDIANS}]
FROM (SELECT below, {_UNNESTED} FROM told ORDER BY below) AS by_unit GROUP BY ROLLUP (below)
UNION ALL
SELECT NULL, year, NULL, NULL, NULL, NULL, ARRAY[{_PASSED}], ARRAY[{_MEDIANS}]
FROM (SELECT year, {_UNNESTED} FROM told WHERE year IS NOT NULL ORDER BY year) AS by_year GROUP BY year
"""  # noqa: S608 (names of columns)


@dataclass
class Line:
    """A unit or a year: cases in all, how many under way stand at each stage, how many have ended; and per stage that
    was left behind how many cases that is and the median of their months in it (None where there are none)."""

    standing: dict[Stage, int] = field(default_factory=lambda: dict.fromkeys(Stage, 0))
    ended: int = 0
    passed: dict[Stage, tuple[int, float | None]] = field(default_factory=lambda: dict.fromkeys(PASSED, (0, None)))

    @property
    def total(self) -> int:
        return sum(self.standing.values()) + self.ended


@dataclass
class Funnel:
    """All the cases together; by unit (its key) and by the year of the application; and how many ended in which year
    by which outcome."""

    whole: Line = field(default_factory=Line)
    units: dict[int, Line] = field(default_factory=lambda: defaultdict(Line))
    years: dict[int, Line] = field(default_factory=lambda: defaultdict(Line))
    endings: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def by_year(self) -> list[tuple[int, Line]]:
        """The latest first."""
        return sorted(self.years.items(), key=lambda year: -year[0])

    def by_unit(self) -> list[tuple[Unit, Line]]:
        """In the order of the units. One query."""
        return [(unit, self.units[unit.pk]) for unit in Unit.objects.filter(pk__in=self.units).order_by("code")]

    def count(self, below, year, stage, outcome, ended, cases) -> None:
        """Adds cases of one kind to every line where they stand."""
        for line in (self.whole, self.units[below], *([self.years[year]] if year else [])):
            if outcome == Outcome.OPEN:
                line.standing[Stage(stage)] += cases
            else:
                line.ended += cases
        if ended:
            self.endings[ended][outcome] += cases

    def time(self, below, year, passed, medians) -> None:
        """Writes how long each stage took into the line of the unit, of the year, or of all."""
        line = self.years[year] if year else self.whole if below is None else self.units[below]
        months = (None if days is None else round(days / _DAYS_A_MONTH, 1) for days in medians)
        line.passed = dict(zip(PASSED, zip(passed, months, strict=True), strict=True))


def funnel(rows, tops: list[str]) -> Funnel:
    """The figures of these cases; by the units directly below `tops` (paths), where a top's own cases stand under the
    top itself. One query."""
    found = Funnel()
    for below, year, stage, outcome, ended, cases, passed, medians in _asked(rows, tops):
        if passed is None:
            found.count(below, year, stage, outcome, ended, cases)
        else:
            found.time(below, year, passed, medians)
    return found


def _asked(rows, tops) -> list[tuple]:
    below, paths = _below(tops)
    try:
        sql, parameters = rows.order_by().values(*_READ).query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_FUNNEL.format(below=below, rows=sql), [*parameters, *paths])
        return cursor.fetchall()


def _below(tops: list[str]) -> tuple[str, list]:
    """The step of a unit's path that follows a top's path; the top itself where none does."""
    when = "WHEN path LIKE %s THEN coalesce(nullif(split_part(path, '/', %s), ''), split_part(path, '/', %s))::bigint"
    values = [value for top in tops for value in (f"{top}%", top.count("/") + 1, top.count("/"))]
    return f"CASE {' '.join([when] * len(tops))} ELSE 0 END" if tops else "0", values


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
