"""Ledgers of people under way: workbooks whose cells are the dates of a lawful or spoilt history."""

import datetime as dt
from random import Random

from directory.models import Category, Person, Status
from membership.demo.ways import Way, before
from membership.ledger import columns as at
from membership.ledger.events import DATED, REPEATED
from policy.working_days import working_calendar
from tests.membership.ledger.books import workbook
from tests.world import TODAY, add_person

HEADER = [
    at.NUMBER, at.NAME, at.UNIT, *DATED, *REPEATED, at.MENTORS, at.INTRODUCERS, at.TARGET_NOTICE, at.COURSE,
    at.COURSE_PASSED, at.POLITICAL_RESULT, at.BOOK_ISSUED, at.VOTES, at.FULL, at.STAGE,
]  # fmt: skip
_STEP_COLUMNS = {step: column for column, step in (DATED | REPEATED).items()}
# Day of application before today → the step before which the person stands.
STANDING = (
    (10, "application_talk"),
    (200, "review"),
    (330, "target_decision"),
    (520, "training"),
    (640, "probation_review"),
    (1200, None),
)


def register(world, number: int, code: str = "0102", name: str = "") -> Person:
    """A student whom the register knows, no member."""
    name = name or ("欧阳春", "单立", "王宁", "曾安", "查理文")[number % 5]
    person = add_person(world, f"88{number:03}", name, code, Status.NONE, category=Category.UNDERGRADUATE)
    Person.objects.filter(pk=person.pk).update(birth_on=dt.date(1996, 1, 1 + number % 28))
    person.refresh_from_db()
    return person


def way(days: int, step: str | None, seed: int = 7):
    """What had happened to somebody who applied so many days ago."""
    dice = Random(seed)
    found = Way(dice, working_calendar(), is_young=True).from_application(TODAY - dt.timedelta(days=days))
    return before(found, TODAY, step)


def cells(person: Person, happened, **more) -> dict:
    """Heading → cell, as a ledger has it."""
    row = {at.NUMBER: person.roster_no, at.NAME: person.name, at.UNIT: person.unit.short_name}
    for each in happened:
        _write(row, each)
    return row | more


def _write(row, each):
    if each.step == "training":
        row[at.COURSE] = f"{each.facts['from']} 至 {each.facts['to']}"
        row[at.COURSE_PASSED] = "合格"
    elif each.step == "public_notice":
        row[at.TARGET_NOTICE] = f"{each.facts['from']} 至 {each.facts['to']}"
    elif each.step == "target_listing":
        row[at.TARGET_LISTED] = str(each.on)
    elif column := _STEP_COLUMNS.get(each.step):
        row[column] = "、".join(
            filter(None, [row.get(column, "") if each.step in REPEATED.values() else "", str(each.on)])
        )
    if each.step == "political_review":
        row[at.POLITICAL_RESULT] = "合格"
    if each.step == "application_book":
        row[at.BOOK_ISSUED] = each.facts["issued_on"]
    if each.step == "conversion_approval":
        row[at.FULL] = each.facts["full_member_from"]


def book(*rows: dict, header=()) -> bytes:
    """The workbook of these rows, with every column that one of them has."""
    names = [*dict.fromkeys([*header, *(name for row in rows for name in row)])]
    return workbook(names, *([row.get(name, "") for name in names] for row in rows))


def school(world) -> list[dict]:
    """People of every stage, each with his row."""
    return [cells(register(world, number), way(*standing)) for number, standing in enumerate(STANDING)]
