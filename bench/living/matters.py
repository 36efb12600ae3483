"""What is due in the living school: six rules over one table of matters that become known and are settled by day."""

import datetime as dt
import random
from dataclasses import dataclass

from django.db import connection

from directory.models import Unit
from directory.refusals import Grade
from reminders import registry


@dataclass(frozen=True, slots=True)
class Rule:
    """A deadline source: its grade, the days before the due day on which it is named, and who settles it."""

    key: str
    grade: Grade
    ahead: tuple[int, ...]
    acts: str


RULES = {
    rule.key: rule
    for rule in (
        Rule("living.report", Grade.PARTY, (30, 7, 1), "people.edit"),
        Rule("living.talk", Grade.SCHOOL, (14, 3), "people.edit"),
        Rule("living.filing", Grade.PARTY, (5, 1), "organizers.submit"),
        Rule("living.post", Grade.SCHOOL, (60, 30, 7), "organizers.edit"),
        Rule("living.advice", Grade.ADVICE, (20,), "people.edit"),
        Rule("living.table", Grade.SCHOOL, (10, 0), "settings.manage"),
    )
}
# Most matters lie with branches' officers, few with the department.
_SHARES = (30, 25, 25, 4, 14, 2)


@dataclass(frozen=True, slots=True)
class Matter:
    """One deadline of one subject, known from one day on and settled from another."""

    source: str
    subject: int
    unit: int
    due_on: dt.date
    known_on: dt.date
    settled_on: dt.date | None

    def is_open(self, on: dt.date) -> bool:
        return self.known_on <= on and (self.settled_on is None or on < self.settled_on)


_TABLES = """
CREATE TABLE living_matter (
    source text, subject_id bigint, unit_id bigint, due_on date, known_on date, settled_on date);
CREATE TABLE living_pace (seconds float);
INSERT INTO living_pace VALUES (0)
"""
# A source may be made slow, so that a killing is certain to find it at work.
_SELECT = """
WITH slow AS MATERIALIZED (SELECT pg_sleep(seconds) FROM living_pace)
SELECT subject_id, unit_id, due_on, '事项' AS title, '/' AS url FROM living_matter, slow
WHERE source = %s AND known_on <= %s AND (settled_on IS NULL OR settled_on > %s)
"""


def register() -> None:
    """These rules in place of all others."""
    registry.SOURCES.clear()
    for rule in RULES.values():
        words = {"title": "事项", "subject": "directory.unit", "clause": "本校办法", "sees": "units.view"}
        words |= {"grade": rule.grade, "ahead": rule.ahead, "acts": rule.acts}
        registry.source(key=rule.key, **words)(_select_of(rule.key))


def _select_of(key):
    return lambda on: registry.Select(_SELECT, (key, on, on))


def make_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)


def drop_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE living_matter, living_pace")


def set_pace(seconds: float) -> None:
    """How long each source sleeps from now on."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE living_pace SET seconds = %s", [seconds])


def invent(count: int, first: dt.date, last: dt.date, *, seed: int) -> list[Matter]:
    """So many matters around a period; a third is settled in it, a third becomes known in it."""
    chance = random.Random(seed)
    units = list(Unit.objects.order_by("code").values_list("pk", flat=True))
    return [_invent_one(chance, seed * 1_000_000 + number, units, first, last) for number in range(count)]


def _invent_one(chance, subject, units, first, last) -> Matter:
    days = (last - first).days
    moment = lambda: first + dt.timedelta(days=chance.randint(1, days))  # noqa: E731
    known_on = moment() if chance.random() < 1 / 3 else first - dt.timedelta(days=100)
    settled_on = moment() if chance.random() < 1 / 3 else None
    due_on = first + dt.timedelta(days=chance.randint(-20, days + 20))
    (source,) = chance.choices(list(RULES), _SHARES)
    return Matter(source, subject, chance.choice(units), due_on, known_on, settled_on)


def write(matters: list[Matter]) -> None:
    rows = [(m.source, m.subject, m.unit, m.due_on, m.known_on, m.settled_on) for m in matters]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO living_matter VALUES (%s, %s, %s, %s, %s, %s)", rows)
