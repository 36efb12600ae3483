"""Since when a post is lacking, and when one falls empty: plain days; what is asked is `rules.staffing`'s."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass


def gap_begins(changes: Iterable[dt.date], on: dt.date, lacking: Callable[[dt.date], int]) -> dt.date | None:
    """The first day of the gap that stands on the day `on`; where none does, of the next one that is known already.

    `changes` are the days on which anything may change, the unit's first day among them: between two of them
    `lacking` is the same. None where nobody lacks anybody, then or later.
    """
    days = sorted(set(changes))
    began = None
    for day in reversed([day for day in days if day <= on]):
        if not lacking(day):
            break
        began = day
    return began or next((day for day in days if day > on and lacking(day)), None)


@dataclass(frozen=True, slots=True)
class Term:
    """One appointment to a post: its last day as far as it is known, and the day its holder left the school."""

    key: int
    last_on: dt.date | None = None
    left_on: dt.date | None = None

    @property
    def empty_on(self) -> dt.date | None:
        """The first day on which he is no longer there; None for whoever stays."""
        after = self.last_on + dt.timedelta(days=1) if self.last_on else None
        return min((day for day in (after, self.left_on) if day), default=None)

    @property
    def is_left_open(self) -> bool:
        """The holder has gone, and his appointment goes on all the same."""
        return self.left_on is not None and (self.last_on is None or self.last_on >= self.left_on)


def vacant_from(terms: Iterable[Term]) -> Term | None:
    """The term after which nobody holds the post, of all its terms; None while somebody does or is to come."""
    terms = list(terms)
    if not terms or any(term.empty_on is None for term in terms):
        return None
    return max(terms, key=lambda term: (term.empty_on, term.key))
