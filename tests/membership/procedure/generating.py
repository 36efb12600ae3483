"""Lawful histories at random: any day of application, any distances that the rules allow, cut anywhere.

`draw(low, high)` gives a whole number between the two, both included: Hypothesis draws it and can shrink it, the
benchmark takes it from a seeded generator.
"""

import datetime as dt
from collections.abc import Callable

from membership.procedure.steps import WAY
from tests.membership.procedure.histories import added, changed, day, days, event, known, lawful
from tests.membership.procedure.planting import with_course

Draw = Callable[[int, int], int]
# Days between a step and the one it is counted from; the bounds keep every limit whatever the months' lengths.
RANGES = {
    "talk": (0, 28),
    "activist": (0, 200),
    "filing": (0, 30),
    "mentors": (0, 60),
    "review": (100, 178),
    "target": (370, 700),
    "consent": (0, 30),
    "notice": (0, 20),
    "introducers": (0, 20),
    "political_review": (0, 28),
    "training": (0, 25),
    "committee_review": (30, 90),
    "submitted": (0, 10),
    "pre_review": (0, 28),
    "meeting": (1, 28),
    "reported": (0, 5),
    "approval_talk": (6, 20),
    "approval": (21, 88),
    "higher_filing": (0, 30),
    "assignment": (0, 30),
    "oath": (0, 28),
    "probation_review": (60, 170),
    "conversion_application": (1, 30),
    "conversion_meeting": (1, 60),
    "conversion_reported": (0, 5),
    "conversion_approval": (6, 88),
    "archive": (0, 60),
}
# Application days from which the whole history falls under one edition, or across the switch.
SPANS = {
    "2014": (dt.date(2014, 6, 1), dt.date(2021, 12, 31)),
    "2026": (dt.date(2026, 6, 1), dt.date(2029, 1, 1)),
    "both": (dt.date(2023, 1, 1), dt.date(2026, 5, 10)),
}
CUTS = tuple(code for code in WAY if code != "target_listing")


def lawful_history(draw: Draw, edition: str, *, case_id: object = "c", is_whole: bool = False) -> dict:
    """A history that breaks nothing; a whole one has neither cut nor move, so that any fault can be planted."""
    first, last = SPANS[edition]
    start = first + days(draw(0, (last - first).days))
    gaps = {name: draw(low, high) for name, (low, high) in RANGES.items()}
    gaps["book"] = draw(0, gaps["meeting"])
    gaps["training"] = min(gaps["training"], gaps["committee_review"] - 3)
    upto = "archive" if is_whole else CUTS[draw(0, len(CUTS) - 1)]
    raw = _with_a_course(draw, lawful(start, upto=upto, case_id=case_id, **gaps) | {"gaps": gaps})
    return raw if is_whole else _mobile(draw, _with_a_move(draw, raw))


def _mobile(draw, raw) -> dict:
    """Some people are mobile; their notice hangs at both places."""
    if draw(0, 3):
        return raw
    posted = [each for each in raw["events"] if each["step"] == "public_notice"]
    raw = changed(raw, "public_notice", places=["origin", "destination"]) if posted else raw
    return known(raw, "person", mobile=True)


def _with_a_course(draw, raw) -> dict:
    """Some activists are sent to a course of their own, a day long; it says nothing of what a target does."""
    if draw(0, 2) or not any(each["step"] == "activist_decision" for each in raw["events"]):
        return raw
    on = day(raw, "activist_decision") + days(draw(1, 170))  # In the first half-year: its review may be to come.
    return with_course(raw, on)


def _with_a_move(draw, raw) -> dict:
    """Some people change their unit during cultivation, their file examined."""
    if draw(0, 3) or not any(each["step"] == "target_decision" for each in raw["events"]):
        return raw
    on = day(raw, "activist_decision") + days(draw(1, 300))
    return added(raw, event("transfer", on, from_unit="甲", to_unit="乙", file_examined=True))
