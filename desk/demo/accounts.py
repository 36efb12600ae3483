"""Who serves in the demo school, and the accounts that visitors sign in with: one a role, officers of two branches."""

import datetime as dt

from django.contrib.auth.hashers import make_password
from django.db.models import Case, When
from django.utils import timezone

from directory.demo import PASSWORD
from directory.models import Account, Category, Duty, DutyKind, Person, Status, Unit
from directory.models.units import SECOND_LEVEL
from directory.permissions import Role
from directory.services.grants import project_grants

# Account name, role, duty, unit. The two branches are of students: there people are developed all the time.
ACCOUNTS = (
    ("admin", Role.DEPARTMENT_ADMIN, DutyKind.DEPARTMENT_ADMIN, "00"),
    ("staff", Role.DEPARTMENT_STAFF, DutyKind.DEPARTMENT_STAFF, "00"),
    ("secretary", Role.UNIT_SECRETARY, DutyKind.SECRETARY, "01"),
    ("organizer", Role.ORGANIZER_FULL_TIME, DutyKind.ORGANIZER_FULL_TIME, "01"),
    ("parttime", Role.ORGANIZER_PART_TIME, DutyKind.ORGANIZER_PART_TIME, "0102"),
    ("branch", Role.BRANCH_OFFICER, DutyKind.SECRETARY, "0102"),
    ("branch2", Role.BRANCH_OFFICER, DutyKind.SECRETARY, "0202"),
    ("member", Role.MEMBER, None, "01"),
    ("auditor", Role.AUDITOR, DutyKind.AUDITOR, "00"),
    ("system", Role.SYSTEM_ADMIN, DutyKind.SYSTEM_ADMIN, "00"),
)

_OFFICERS = """
INSERT INTO directory_duty (person_id, unit_id, kind, from_on, to_on, basis, version)
SELECT person.id, unit.id, (ARRAY['secretary', 'organization', 'publicity'])[person.place], %(since)s::date, NULL, '', 1
FROM directory_unit AS unit
CROSS JOIN LATERAL (
    SELECT id, row_number() OVER (ORDER BY id DESC) AS place FROM directory_person
    WHERE unit_id = unit.id AND status = 'full' ORDER BY id DESC LIMIT 3
) AS person
WHERE unit.kind IN ('branch', 'direct_branch')
"""


def fill_offices(cursor, today: dt.date) -> None:
    """Every branch gets a secretary and committee members, every second-level unit a secretary."""
    cursor.execute(_OFFICERS, {"since": dt.date(today.year - 2, 9, 10)})
    units = Unit.objects.filter(kind__in=("second_committee", "general_branch"))
    heads = []
    for unit in units:
        person = free_member(unit)
        if person:
            heads.append(
                Duty(person=person, unit=unit, kind=DutyKind.SECRETARY, from_on=dt.date(today.year - 3, 5, 12))
            )
    Duty.objects.bulk_create(heads)


def open_accounts(today: dt.date) -> None:
    """The demo accounts; production refuses to start while one of them exists."""
    # One hash for all of them: it takes a quarter of a second by design, and the password is printed anyway.
    encoded = make_password(PASSWORD)
    accounts = [_account(name, duty, code, encoded, today) for name, _, duty, code in ACCOUNTS]
    accounts += _heads_accounts()
    project_grants(Account.objects.filter(pk__in=[account.pk for account in accounts]))


def _heads_accounts() -> list[Account]:
    """The secretaries of the other second-level units can log in too, so that matters are theirs; not activated yet."""
    heads = Person.objects.filter(
        duties__kind=DutyKind.SECRETARY, duties__unit__kind__in=SECOND_LEVEL, account__isnull=True
    ).distinct()
    accounts = [Account(username=person.roster_no, person=person, is_demo=True) for person in heads]
    for account in accounts:
        account.set_unusable_password()
    return Account.objects.bulk_create(accounts)


def _account(name, duty, code, encoded, today):
    unit = Unit.objects.select_related("parent").get(code=code)
    person = _holder(unit, duty) or free_member(_home(unit, duty))
    Person.objects.filter(pk=person.pk).update(email=f"{name}@example.edu.cn")
    account = Account.objects.create(
        username=name, person=person, is_demo=True, password=encoded, password_set_at=timezone.now()
    )
    if duty and not Duty.objects.on(today).filter(person=person, unit=unit, kind=duty).exists():
        # The full-time organizer has just begun: his filing and his trial are under way.
        is_new = duty == DutyKind.ORGANIZER_FULL_TIME
        from_on = today - dt.timedelta(days=3) if is_new else dt.date(today.year - 3, 3, 1)
        Duty.objects.create(person=person, unit=unit, kind=duty, from_on=from_on)
    return account


def _home(unit, duty) -> Unit:
    """Whom the school appoints is from its offices; a part-time organizer of students teaches in their college."""
    if unit.parent is None:
        return Unit.objects.filter(short_name="机关党委").first() or unit
    return unit.parent if duty == DutyKind.ORGANIZER_PART_TIME else unit


def _holder(unit, duty):
    held = Duty.objects.filter(unit=unit, kind=duty, person__account__isnull=True).select_related("person").first()
    return held.person if held else None


def free_member(unit):
    """A full member below the unit without duty or account, from the staff where there is any."""
    people = Person.objects.filter(unit__path__startswith=unit.path, status=Status.FULL)
    staff_first = Case(When(category=Category.STAFF, then=0), default=1)
    return people.filter(duties__isnull=True, account__isnull=True).order_by(staff_first, "pk").first()
