"""The living school: units, people with accounts, and duties that begin and end in the period."""

import datetime as dt
import itertools
from dataclasses import dataclass, field

from directory.models import Account, Category, Duty, DutyKind, Person, Unit, UnitKind
from directory.services.people import register_person
from directory.services.units import found_unit
from reminders.models import Preference

FOUNDED = dt.date(1990, 7, 1)
_DAY = dt.timedelta(days=1)


@dataclass
class School:
    """Its units by code, and the accounts that are locked in the period, with the day."""

    units: dict[str, Unit] = field(default_factory=dict)
    locked: dict[int, dt.date] = field(default_factory=dict)
    numbers: itertools.count = field(default_factory=lambda: itertools.count(50_001))

    def found(self, code, kind, name, parent=None) -> None:
        above = self.units.get(parent)
        words = {"full_name": f"中共江海大学{name}委员会", "short_name": name, "parent": above}
        self.units[code] = found_unit(code=code, kind=kind, established_on=FOUNDED, **words)

    def appoint(self, kind: DutyKind, code: str, from_on=FOUNDED, to_on=None) -> Account:
        """A new person with an account and a duty."""
        number = str(next(self.numbers))
        words = {"unit": self.units[code], "on": FOUNDED, "by": None, "category": Category.STAFF}
        person = register_person(roster_no=number, name="方小舟", email=f"p{number}@example.edu.cn", **words)
        Duty.objects.create(person=person, unit=person.unit, kind=kind, from_on=from_on, to_on=to_on)
        return Account.objects.create(username=number, person=person)

    def succeed(self, kind: DutyKind, code: str, ends: list[dt.date], *, vacant: int = 0) -> Account:
        """One after the other until each of `ends`, with so many days between; the first one's account."""
        begins = [FOUNDED, *(end + (1 + vacant) * _DAY for end in ends)]
        first, *_ = [self.appoint(kind, code, *span) for span in zip(begins, [*ends, None], strict=True)]
        return first


def build(firsts: list[dt.date], *, colleges: int, branches: int) -> School:
    """2 + `colleges` × (1 + `branches`) units; duties change in each of the fortnights that begin on `firsts`."""
    school = School()
    school.found("00", UnitKind.COMMITTEE, "校党委")
    school.found("99", UnitKind.DIRECT_BRANCH, "图书馆直属支部", "00")
    _staff_department(school, firsts)
    for number in range(1, colleges + 1):
        _found_college(school, number, branches)
        _staff_college(school, number, firsts)
        for branch in range(1, branches + 1):
            _staff_branch(school, f"{number:02}{branch:02}", number + branch, firsts)
    return school


def _found_college(school, number, branches) -> None:
    kind = UnitKind.GENERAL_BRANCH if number % 4 == 0 else UnitKind.SECOND_COMMITTEE
    school.found(f"{number:02}", kind, f"第{number}学院", "00")
    for branch in range(1, branches + 1):
        school.found(f"{number:02}{branch:02}", UnitKind.BRANCH, f"第{number}学院第{branch}支部", f"{number:02}")


def _staff_department(school, firsts) -> None:
    """Four people; one of the staff begins within the period, one wishes to be left alone on holidays."""
    school.appoint(DutyKind.DEPARTMENT_ADMIN, "00")
    pausing = school.appoint(DutyKind.DEPARTMENT_STAFF, "00")
    Preference.objects.create(account=pausing, pauses_on_holidays=True)
    school.appoint(DutyKind.DEPARTMENT_STAFF, "00", firsts[0] + 5 * _DAY)
    school.appoint(DutyKind.SYSTEM_ADMIN, "00")


def _staff_college(school, number, firsts) -> None:
    """Every third hands over in the middle, every fourth has nobody for three days, the others have two people."""
    ends = [first + (number % 9 + 3) * _DAY for first in firsts]
    if number % 3 == 0:
        school.succeed(DutyKind.SECRETARY, f"{number:02}", ends)
    elif number % 4 == 0:
        school.succeed(DutyKind.SECRETARY, f"{number:02}", ends, vacant=3)
    else:
        school.appoint(DutyKind.SECRETARY, f"{number:02}")
        school.appoint(DutyKind.ORGANIZER_FULL_TIME, f"{number:02}")


def _staff_branch(school, code, number, firsts) -> None:
    """Most have two officers, some hand over, some have nobody; every habit of being told occurs."""
    if number % 8 == 0:
        return
    ends = [first + (number % 11 + 1) * _DAY for first in firsts] if number % 4 == 1 else []
    secretary = school.succeed(DutyKind.SECRETARY, code, ends, vacant=number % 3)
    second = school.appoint(DutyKind.ORGANIZATION, code)
    if number % 5 == 0:
        Preference.objects.create(account=second, hour=6 + number % 12, pauses_on_holidays=number % 2 == 0)
    if number % 7 == 0:
        Preference.objects.create(account=secretary, by_mail=False)
    if number % 9 == 0:
        Person.objects.filter(account=second).update(email="")
    if number % 10 == 0:
        school.locked[secretary.pk] = firsts[number // 10 % len(firsts)] + (number % 5 + 2) * _DAY
