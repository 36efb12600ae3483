"""A small invented school in which every role has an account and every scope has an inside and an outside."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction

from directory.charges import renew_charges
from directory.models import Account, Category, Person, Status, Unit, UnitKind
from directory.permissions import Role
from directory.services.duties import assign_duty
from directory.services.grants import project_grants
from directory.services.people import register_person
from directory.services.statuses import set_party_status
from directory.services.units import found_unit
from membership.models import EditionConfirmation
from membership.procedure.editions import Edition
from reminders.models import Unrefreshed

TODAY = dt.date(2026, 11, 20)
FOUNDED = dt.date(1990, 7, 1)
PASSWORD = "Pine-Bridge-2026"

# What each role's holder does, and where.
DUTIES = {
    Role.DEPARTMENT_ADMIN: ("department_admin", "00"),
    Role.DEPARTMENT_STAFF: ("department_staff", "00"),
    Role.UNIT_SECRETARY: ("secretary", "01"),
    Role.ORGANIZER_FULL_TIME: ("organizer_full_time", "01"),
    Role.ORGANIZER_PART_TIME: ("organizer_part_time", "0101"),
    Role.BRANCH_OFFICER: ("secretary", "0101"),
    Role.MEMBER: (None, "0101"),
    Role.AUDITOR: ("auditor", "00"),
    Role.SYSTEM_ADMIN: ("system_admin", "00"),
}
UNITS = [
    ("00", UnitKind.COMMITTEE, "中共江海大学委员会", "校党委", None),
    ("01", UnitKind.SECOND_COMMITTEE, "中共江海大学数学学院委员会", "数学学院党委", "00"),
    ("0101", UnitKind.BRANCH, "中共江海大学数学学院教工第一支部委员会", "数学教工一支部", "01"),
    ("0102", UnitKind.BRANCH, "中共江海大学数学学院本科生第一支部委员会", "数学本科一支部", "01"),
    ("02", UnitKind.GENERAL_BRANCH, "中共江海大学化学学院总支部委员会", "化学学院党总支", "00"),
    ("0201", UnitKind.BRANCH, "中共江海大学化学学院教工支部委员会", "化学教工支部", "02"),
    ("03", UnitKind.DIRECT_BRANCH, "中共江海大学图书馆直属支部委员会", "图书馆直属支部", "00"),
]
PEOPLE = [
    ("30001", "单雄信", "0101", Status.FULL),
    ("30002", "曾照明", "0101", Status.PROBATIONARY),
    ("30003", "欧阳若水", "0102", Status.FULL),
    ("30004", "阿卜杜·热合曼", "0102", Status.NONE),
    ("40001", "令狐远山", "0201", Status.FULL),
    ("40002", "仇九州", "0201", Status.PROBATIONARY),
    ("40003", "查良文", "03", Status.FULL),
]


@dataclass
class World:
    """The rows of the small school, by unit code, roster number and role."""

    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    accounts: dict[Role, Account] = field(default_factory=dict)


@transaction.atomic
def build_world() -> World:
    world = World()
    for code, kind, full_name, short_name, parent in UNITS:
        world.units[code] = found_unit(
            code=code,
            kind=kind,
            full_name=full_name,
            short_name=short_name,
            parent=world.units.get(parent),
            established_on=FOUNDED,
        )
    for number, (roster_no, name, code, status) in enumerate(PEOPLE):
        world.people[roster_no] = add_person(world, roster_no, name, code, status, sequence=number)
    for number, (role, (duty, code)) in enumerate(DUTIES.items(), start=50):
        world.accounts[role] = _add_account(world, role, duty, code, number)
    _confirm_the_text(world)
    project_grants()
    renew_charges(on=TODAY)
    # Nothing waits: each test computes the reminders that it looks at.
    Unrefreshed.objects.all().delete()
    return world


def _confirm_the_text(world) -> None:
    """The school goes by the text of 2026, so that what only that demands refuses."""
    by = world.accounts[Role.DEPARTMENT_ADMIN]
    EditionConfirmation.objects.create(edition=Edition.OF_2026, document="某文号", confirmed_by=by, confirmed_on=TODAY)


def add_person(world, roster_no, name, code, status=Status.FULL, *, sequence=0, category=Category.STAFF) -> Person:
    from_on = dt.date(2015, 6, 1)
    person = register_person(
        roster_no=roster_no, name=name, unit=world.units[code], on=from_on, by=None, category=category, ethnicity="汉族"
    )
    if status != Status.NONE:
        set_party_status(person=person, unit=world.units[code], status=status, from_on=from_on, today=TODAY)
        person.refresh_from_db()
    return person


def _add_account(world, role, duty, code, number):
    person = add_person(world, f"100{number}", f"职员{'甲乙丙丁戊己庚辛壬'[number - 50]}", code)
    account = Account(username=role.value, person=person)
    account.set_password(PASSWORD)
    account.save()
    if duty:
        assign_duty(person=person, unit=world.units[code], kind=duty, from_on=dt.date(2022, 3, 1), by=None)
    return account
