"""Spans of days, half-open: the first day belongs to a span, the last named day does not.

A duty from 1 March to 1 June and another from 1 June touch and do not overlap; a span without an end still runs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """From a day (included) to a day (not included), or still running when `to_on` is None."""

    from_on: date
    to_on: date | None = None

    def __post_init__(self):
        if self.to_on is not None and self.to_on <= self.from_on:
            raise ValueError(f"结束日期（{self.to_on}）应晚于开始日期（{self.from_on}），请核对这两个日期。")

    @property
    def is_open(self) -> bool:
        return self.to_on is None

    def contains(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day < self.to_on)

    def overlaps(self, other: "Span") -> bool:
        """At least one day belongs to both; touching is not overlapping."""
        return self.from_on < _end(other) and other.from_on < _end(self)

    def common(self, other: "Span") -> "Span | None":
        """The days that belong to both, or None."""
        if not self.overlaps(other):
            return None
        return Span(max(self.from_on, other.from_on), _as_end(min(_end(self), _end(other))))

    def until(self, day: date) -> "Span | None":
        """What lies before the day: a running span counted up to a key date. None if it had not begun."""
        return self.common(Span(date.min, day))

    def days(self, until: date | None = None) -> int:
        """Number of days; a running span needs the day to count up to, which itself is not counted."""
        if until is None and self.to_on is None:
            raise ValueError("A running span has no number of days without a day to count up to.")
        part = self if until is None else self.until(until)
        return (part.to_on - part.from_on).days if part else 0


def union(spans: Iterable[Span]) -> list[Span]:
    """The same days in as few spans as possible, in order; spans that touch become one."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda each: each.from_on):
        if merged and span.from_on <= _end(merged[-1]):
            last = merged.pop()
            span = Span(last.from_on, _as_end(max(_end(last), _end(span))))
        merged.append(span)
    return merged


def subtract(spans: Iterable[Span], gaps: Iterable[Span]) -> list[Span]:
    """The days of the spans without the days of the gaps, in order: service without the years on leave."""
    remaining = union(spans)
    for gap in union(gaps):
        remaining = [part for span in remaining for part in _without(span, gap)]
    return remaining


def total_days(spans: Iterable[Span], until: date | None = None) -> int:
    """Days covered by at least one of the spans; running ones count up to `until`."""
    return sum(span.days(until) for span in union(spans))


def _without(span: Span, gap: Span) -> list[Span]:
    if not span.overlaps(gap):
        return [span]
    parts = []
    if span.from_on < gap.from_on:
        parts.append(Span(span.from_on, gap.from_on))
    if gap.to_on is not None and gap.to_on < _end(span):
        parts.append(Span(gap.to_on, span.to_on))
    return parts


def _end(span: Span) -> date:
    return date.max if span.to_on is None else span.to_on


def _as_end(day: date) -> date | None:
    return None if day == date.max else day
