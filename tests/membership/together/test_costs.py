"""Queries of a batch: none more for a page with many people, so many and no more for each who is recorded."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dates.partial import PartialDate
from directory.permissions import Role
from membership.services import Act
from membership.services.together import Line, record_together
from tests.membership.together.candidates import brought_to
from tests.membership.together.walking import press
from tests.world import TODAY

pytestmark = pytest.mark.django_db
A_PERSON = 29
ADDRESS = "/cases/together/thought_report/"


def activists(world, count, first=0):
    start = dt.date(2026, 3, 20)
    return [brought_to(world, f"74{first + number:03}", "方晓", "mentors", start=start) for number in range(count)]


def reviewing(client, cases) -> int:
    page = press(client, ADDRESS, client.get(ADDRESS, {"case": [case.code for case in cases]}), "sheet")
    with CaptureQueriesContext(connection) as captured:
        assert press(client, ADDRESS, page, "review", on="2026-11-12").status_code == 200
    return len(captured)


def test_the_review_costs_the_same_with_few_and_many(world, client_as):
    client = client_as(Role.DEPARTMENT_ADMIN)
    few = activists(world, 2)
    before = reviewing(client, few)
    many = few + activists(world, 28, first=2)
    assert reviewing(client, many) == before


def test_each_person_costs_so_many_statements_and_no_more(world, viewer_as):
    viewer = viewer_as(Role.DEPARTMENT_ADMIN)
    lines = [Line(case, Act("thought_report", PartialDate(TODAY))) for case in activists(world, 30)]
    with CaptureQueriesContext(connection) as captured:
        came = record_together(lines=lines, by=viewer, today=TODAY)
    assert len(came.recorded) == 30
    assert len(captured) <= A_PERSON * 30, len(captured) / 30
