"""The timeline of one person's appointments as figures for a drawing; its table twin stands beneath it on the page."""

import datetime as dt
from dataclasses import dataclass

WIDTH = 960
_LEFT = 8
_LEAST_YEARS = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """One appointment: where it begins and how wide it is, on which line, and its words."""

    x: float
    width: float
    row: int
    words: str
    kind: str
    trial_width: float = 0

    @property
    def y(self) -> int:
        return 30 + 34 * self.row


@dataclass(frozen=True, slots=True)
class Mark:
    """A day with its words: today, or the day on which rotation is due. Words near the right edge stand to the left."""

    x: float
    words: str

    @property
    def anchor(self) -> str:
        return "end" if self.x > WIDTH - 160 else "start"

    @property
    def text_x(self) -> float:
        return self.x - 5 if self.anchor == "end" else self.x + 5


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything the drawing needs; `described` says the same in a sentence."""

    bars: tuple[Bar, ...]
    years: tuple[Mark, ...]
    today: Mark
    due: Mark | None
    height: int
    described: str
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Term:
    """One appointment as the drawing takes it; days are half-open, `trial_until` is the first day after the trial."""

    from_on: dt.date
    to_on: dt.date | None
    words: str
    kind: str
    trial_until: dt.date | None = None


def timeline(terms: list[Term], today: dt.date, due: dt.date | None = None, due_words: str = "") -> Timeline | None:
    """None without any term. An appointment that goes on is drawn up to today."""
    if not terms:
        return None
    terms = sorted(terms, key=lambda term: term.from_on)
    place = _scale(terms, today, due)
    bars = tuple(_bar(term, row, place, today) for row, term in enumerate(terms))
    first, last = place.first.year, place.last.year
    step = max(1, (last - first) // 10)
    years = tuple(Mark(place(dt.date(year, 1, 1)), str(year)) for year in range(first + 1, last + 1, step))
    return Timeline(
        bars=bars,
        years=years,
        today=Mark(place(today), "今日"),
        due=Mark(place(due), due_words) if due else None,
        height=30 + 34 * len(bars) + 26,
        described="；".join(f"{term.words}，{_days(term)}" for term in terms),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: dt.date
    last: dt.date

    def __call__(self, day: dt.date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        return round(_LEFT + share * (WIDTH - 2 * _LEFT), 1)


def _scale(terms, today, due) -> _Scale:
    """From the first day to the last one that matters, at least three years."""
    ends = [term.to_on or today for term in terms]
    first = min(term.from_on for term in terms)
    last = max([today, *ends, *([due] if due else [])]) + dt.timedelta(days=60)
    return _Scale(first, max(last, first + dt.timedelta(days=365 * _LEAST_YEARS)))


def _bar(term, row, place, today) -> Bar:
    x, end = place(term.from_on), place(max(term.to_on or today, term.from_on))
    trial = place(min(term.trial_until, term.to_on or today)) - x if term.trial_until else 0
    return Bar(x, max(round(end - x, 1), 3), row, term.words, term.kind, max(round(trial, 1), 0))


def _days(term) -> str:
    until = f" 至 {term.to_on - dt.timedelta(days=1)}" if term.to_on else " 至今"
    return f"{term.from_on}{until}"
