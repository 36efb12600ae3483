"""Lawful histories played through the services, act by act, on the day of each."""

import datetime as dt

from dates.parsing import parse_date
from directory.viewer import Operator
from membership.services import Act, Excused, open_case, record_step
from tests.membership.procedure.histories import lawful

PLAYED_TWICE = ("public_notice", "training")
BEGINNINGS = (
    "application",
    "activist_filing",
    "target_filing",
    "pre_review",
    "admission_approval",
    "conversion_meeting",
)


def act_of(event: dict) -> Act:
    """An event of docs/timelines.md as an act."""
    facts = {name: value for name, value in event.items() if name not in ("step", "on")}
    on = event.get("on") or event.get("from")
    return Act(event["step"], parse_date(on), facts)


def day_of(event: dict) -> dt.date:
    """The day on which it can be recorded: a notice and a course once they are over."""
    return dt.date.fromisoformat(event.get("to") if event["step"] in PLAYED_TWICE else event["on"])


def play(case, events, *, by=None, excused=Excused()):  # noqa: B008 -- frozen
    for event in sorted(events, key=day_of):
        today = day_of(event)
        record_step(case=case, act=act_of(event), by=by or Operator(today), today=today, excused=excused)
    case.refresh_from_db()
    return case


def opened(person, unit, raw: dict):
    """The case opened on the first day of the history."""
    first = next(event for event in raw["events"] if event["step"] == "application")
    on = dt.date.fromisoformat(first["on"])
    return open_case(
        person=person,
        unit=unit,
        on=parse_date(first["on"]),
        by=Operator(on),
        today=on,
        is_league_member=True,
        is_mobile=False,
    )


def rest(raw: dict) -> list[dict]:
    return [event for event in raw["events"] if event["step"] != "application"]


def played(world, upto, start):
    """The branch's applicant, come lawfully as far as the step; and the history that was played."""
    person, raw = world.people["applicant"], lawful(start, upto=upto)
    return play(opened(person, person.unit, raw), rest(raw)), raw


def begun(world, number: int):
    """The branch's applicant, come lawfully as far as one of BEGINNINGS, on days that the number moves about."""
    start = dt.date(2022, 9, 1) + dt.timedelta(days=17 * (number % 100))
    return played(world, BEGINNINGS[number % len(BEGINNINGS)], start)[0]


def applied(world, seed: int):
    """An application of the branch's applicant, on a day that the seed moves about."""
    on = dt.date(2022, 9, 1) + dt.timedelta(days=17 * (seed % 100))
    person = world.people["applicant"]
    act = {"person": person, "unit": person.unit, "on": parse_date(str(on)), "is_mobile": False}
    return open_case(**act, is_league_member=False, by=Operator(on), today=on)
