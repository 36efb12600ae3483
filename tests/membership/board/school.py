"""Cases of every stage in the small school: some late, some nearly due, some with faults, some ended."""

import datetime as dt
from random import Random

from directory.models import Category, Person, Status
from membership.demo.cases import Planned, write
from membership.demo.ways import Way, before, spoilt
from membership.models import Case, Outcome
from policy.working_days import working_calendar
from tests.world import TODAY, add_person

# Days since the application, the step before which the case stands, and the unit; each is there twice.
STANDING = (
    (10, "application_talk", "0102"),
    (45, "application_talk", "0102"),
    (60, "activist_decision", "0101"),
    (200, "review", "0102"),
    (330, "target_decision", "0102"),
    (330, "target_decision", "0201"),
    (470, "political_review", "0102"),
    (520, "training", "0201"),
    (640, "probation_review", "0102"),
    (900, "conversion_meeting", "0201"),
    (930, "archive", "0102"),
    (1200, None, "0102"),
    (1300, None, "0201"),
)
ENDED = ((300, Outcome.WITHDRAWN), (310, Outcome.REMOVED), (700, Outcome.WITHDRAWN))


def fill(world, first: int = 0) -> list[Case]:
    """The cases, all of different people, who are numbered from `first` on."""
    dice, calendar = Random(7), working_calendar()
    planned = []
    for number, (days, step, code) in enumerate((*STANDING, *STANDING)):
        way = before(_way(dice, calendar, days), TODAY, step)
        person = _person(world, first + number, code)
        planned.append(Planned(person, spoilt(way, dice) if number % 9 == 4 else way, paused=number == 5))
    for number, (days, outcome) in enumerate(ENDED, start=len(planned)):
        way = before(_way(dice, calendar, days), TODAY, "target_decision")
        planned.append(Planned(_person(world, first + number, "0102"), way, outcome, "本人提出"))
    return write(planned, TODAY)


def _way(dice, calendar, days: int):
    return Way(dice, calendar, is_young=True).from_application(TODAY - dt.timedelta(days=days))


def _person(world, number: int, code: str) -> Person:
    category = Category.UNDERGRADUATE if number % 2 else Category.STAFF
    names = ("欧阳春", "单立", "王宁", "曾安", "查理文")
    person = add_person(world, f"77{number:03}", f"{names[number % 5]}", code, Status.NONE, category=category)
    Person.objects.filter(pk=person.pk).update(birth_on=dt.date(1996, 1, 1), grade_class=f"202{number % 4}级1班")
    person.refresh_from_db()
    return person
