"""Queries per page, in one place: as many with three hundred rows as with five, and no more than is written here."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dates.partial import PartialDate
from directory.models import UnitKind
from directory.permissions import Role
from directory.services.duties import assign_duty
from directory.services.units import found_unit
from membership.models import StepRecord
from organizers.rules.appointing import Period
from organizers.services import appoint
from policy.models import Clause
from policy.presets.loading import load_preset
from policy.services.versions import save_value, start_draft
from tests.membership.board.school import fill
from tests.membership.cases.walking import opened
from tests.membership.procedure.histories import lawful
from tests.membership.together.candidates import brought_to
from tests.membership.together.kept import kept_meeting
from tests.world import TODAY, add_person

pytestmark = pytest.mark.django_db
FOUNDED = dt.date(2010, 1, 1)

# Session, account, duties and the frame make four of each.
BUDGETS = {
    "/people/": 6,
    "/people/?sort=strokes&status=members": 6,
    "/people/?sort=unit&category=staff": 6,
    "/people/?unit=01&size=200": 7,
    "/people/?q=zzm": 6,
    "/people/?after=30001~1": 7,
    "/people/print/": 7,
    "/people/30001/": 9,
    "/people/30001/edit/": 5,
    "/people/new/": 4,
    "/units/": 12,
    "/units/?on=2024-01-01": 13,
    "/units/?q=数学": 12,
    "/units/01/": 13,
    "/units/01/?tab=leaders": 15,
    "/units/01/?tab=children": 14,
    "/units/01/?tab=changes": 14,
    "/cases/together/": 10,
    "/cases/together/training/": 6,
    "/cases/together/admission_meeting/": 6,
    "/imports/": 6,
    "/imports/new/organizers/": 4,
    "/checks/": 9,
    "/checks/ledgers/": 6,
    "/organizers/": 9,
    "/organizers/?filing=late&trial=near&rank=section": 9,
    "/organizers/print/": 10,
    "/organizers/staffing/": 12,
    "/organizers/staffing/?preset=D2": 11,
    "/organizers/staffing/01/": 23,
    "/organizers/filings/": 9,
    "/organizers/appointments/new/": 6,
    "/search/?q=zzm": 6,
    "/people/named/?of=roster_no&roster_no=zzm": 4,
    # One of them only until the first night has run through.
    "/": 12,
    "/?box=others&late=1": 12,
    "/matters/print/?box=others": 8,
    "/matters/urging/?box=others": 8,
    "/ranking/": 6,
    "/calendar/?month=2026-11": 6,
    "/calendar/days/2026-11-20/": 7,
}
SETTINGS = {
    "/settings/policy/": 9,
    "/settings/policy/?on=2025-01-01": 9,
    "/settings/policy/parameters/organizers.trial_months/": 6,
    "/settings/policy/versions/": 5,
    "/settings/policy/versions/2/": 13,
    "/settings/policy/versions/2/comparison/": 9,
    "/settings/policy/versions/2/publication/": 11,
    "/settings/policy/clauses/": 6,
    "/settings/policy/clauses/new/": 5,
    "/settings/calendar/?month=2026-10": 6,
}

# Of one case, however much stands in it.
OF_A_CASE = {
    "": 25,
    "plan/": 12,
    "plan/?step=admission_meeting&on=2028-01-10": 12,
}


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200, address
    return len(captured)


def grow(world, count):
    """More people, branches and organizers."""
    for number in range(count):
        code = f"01{number + 10:03}"
        if number % 10 == 0:
            world.units[code] = found_unit(
                code=code,
                kind=UnitKind.BRANCH,
                full_name=f"数学{code}支部",
                short_name=f"数学{code}支部",
                parent=world.units["01"],
                established_on=FOUNDED,
            )
            branch = code
        person = add_person(world, f"9{number:04}", "曾照明", branch)
        if number % 10 == 0:
            assign_duty(person=person, unit=world.units[branch], kind="organizer_part_time", from_on=FOUNDED, by=None)


def test_pages_cost_the_same_with_few_and_many_rows(world, client_as):
    client = client_as(Role.DEPARTMENT_ADMIN)
    client.get("/people/")
    few = {address: queries(client, address) for address in BUDGETS}
    grow(world, 300)
    many = {address: queries(client, address) for address in BUDGETS}
    assert {address: (few[address], many[address]) for address in BUDGETS if many[address] != few[address]} == {}
    assert {address: count for address, count in many.items() if count > BUDGETS[address]} == {}


# Of an organizer with one appointment, and with thirty.
OF_AN_ORGANIZER = {"": 20, "appointments/{pk}/correction/": 8, "appointments/{pk}/void/": 7}


def test_an_organizer_costs_the_same_with_few_and_many_appointments(world, client_as):
    client = client_as(Role.DEPARTMENT_ADMIN)
    client.get("/people/")
    few = _organizer_costs(client, _served(world, range(2025, 2026)))
    many = _organizer_costs(client, _served(world, range(1995, 2025)))
    assert few == many
    assert {address: count for address, count in many.items() if count > OF_AN_ORGANIZER[address]} == {}


def _served(world, years):
    """单雄信 appointed anew every year: the last of the appointments."""
    for year in years:
        days = Period(PartialDate(dt.date(year, 3, 1)), PartialDate(dt.date(year, 12, 31)))
        facts = {"unit": world.units["01"], "kind": "part_time", "period": days, "today": TODAY, "by": None}
        last = appoint(person=world.people["30001"], **facts)
    return last


def _organizer_costs(client, appointment) -> dict[str, int]:
    place = "/organizers/30001/"
    return {address: queries(client, place + address.format(pk=appointment.pk)) for address in OF_AN_ORGANIZER}


CASES = {
    "/cases/": 13,
    "/cases/?unit=01&lamp=late&q=zzm": 13,
    "/cases/list/": 11,
    "/cases/list/?state=all&sort=pinyin": 11,
    "/cases/funnel/": 7,
    "/cases/funnel/?unit=01": 10,
    "/cases/print/": 10,
}


def test_cases_cost_the_same_with_few_and_many_rows(world, client_as):
    client = client_as(Role.DEPARTMENT_ADMIN)
    client.get("/people/")
    fill(world)
    few = {address: queries(client, address) for address in CASES}
    fill(world, first=100)
    fill(world, first=200)
    many = {address: queries(client, address) for address in CASES}
    assert {address: (few[address], many[address]) for address in CASES if many[address] != few[address]} == {}
    assert {address: count for address, count in many.items() if count > CASES[address]} == {}


# Of a meeting about three people, and of one about twelve.
OF_A_MEETING = {"": 10, "correct/": 11, "void/": 9, "items/1/void/": 11, "items/new/": 7, "minutes/": 9}


def test_meetings_cost_the_same_with_few_and_many_candidates(world, client_as):
    """A branch of 0102 meets twice; the list shows both."""
    client = client_as(Role.DEPARTMENT_ADMIN)
    client.get("/people/")
    few = _meeting_costs(client, kept_meeting(world, _candidates(world, 3)))
    many = _meeting_costs(client, kept_meeting(world, _candidates(world, 12, first=10), time=dt.time(15)))
    assert few == many
    assert {address: count for address, count in many.items() if count > OF_A_MEETING[address]} == {}
    assert queries(client, "/meetings/") <= 7


def _meeting_costs(client, meeting) -> dict[str, int]:
    return {address: queries(client, f"/meetings/{meeting.code}/{address}") for address in OF_A_MEETING}


def _candidates(world, count, first=0) -> list:
    return [brought_to(world, f"7{first + number:04}", "方晓", "application_book") for number in range(count)]


def test_settings_cost_the_same_with_few_and_many_values(world, client_as):
    author = world.accounts[Role.SYSTEM_ADMIN]
    load_preset("D3")
    draft = start_draft(title="补充规定", effective_on=TODAY, by=author)
    clause = Clause.objects.first()
    grow(world, 10)
    client = client_as(Role.DEPARTMENT_ADMIN)
    client.get("/people/")
    few = {address: queries(client, address) for address in SETTINGS}
    for unit in (unit for unit in world.units.values() if unit.parent_id):
        save_value(
            draft=draft, by=author, parameter="organizers.trial_months", value=12, unit=unit, strength="须",
            clause=clause, from_on=TODAY,
        )  # fmt: skip
    for number in range(20):
        Clause.objects.create(document=clause.document, article=f"第{number}条", paraphrase="某事。")
    many = {address: queries(client, address) for address in SETTINGS}
    assert {address: (few[address], many[address]) for address in SETTINGS if many[address] != few[address]} == {}
    assert {address: count for address, count in many.items() if count > SETTINGS[address]} == {}


def test_the_way_ahead_costs_the_same_early_and_late_in_a_case(world, client_as):
    raw = lawful(dt.date(2025, 3, 3), upto="activist_decision")
    case = opened(world.people["30004"], world.units["0102"], raw)
    client = client_as(Role.DEPARTMENT_ADMIN)
    client.get("/people/")
    early = {address: queries(client, f"/cases/{case.code}/{address}") for address in OF_A_CASE}
    StepRecord.objects.bulk_create(
        StepRecord(case=case, person=case.person, step="thought_report", happened_on=TODAY, recorded_on=TODAY)
        for _ in range(300)
    )
    late = {address: queries(client, f"/cases/{case.code}/{address}") for address in OF_A_CASE}
    assert early == late
    assert {address: count for address, count in late.items() if count > OF_A_CASE[address]} == {}
