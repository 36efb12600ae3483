"""Whom a batch may be about: only people of the units where the viewer may do it."""

import datetime as dt

import pytest
from django.db.models import Q

from directory.permissions import Role
from directory.scope import either
from membership.models import Companion, CompanionRole
from membership.together.kinds import BATCHES
from membership.together.people import chosen, recorded
from tests.membership.together.candidates import brought_to


@pytest.fixture
def cases(world):
    """One of the officer's own branch, and one of another college whom he accompanies."""
    own = brought_to(world, "70001", "方晓", "activist_filing", code="0101")
    other = brought_to(world, "70002", "林知远", "activist_filing", code="0201")
    mentor, record = world.accounts[Role.BRANCH_OFFICER].person, other.records.first()
    named = {"role": CompanionRole.MENTOR, "record": record, "from_on": dt.date(2026, 1, 1)}
    Companion.objects.create(case=other, person=mentor, **named)
    return own, other


def test_whom_he_accompanies_elsewhere_is_in_no_batch(cases, viewer_as):
    codes, batch = [case.code for case in cases], BATCHES["thought_report"]
    officer = viewer_as(Role.BRANCH_OFFICER)
    assert chosen(officer, batch, codes) == recorded(officer, codes) == [cases[0]]
    department = viewer_as(Role.DEPARTMENT_ADMIN)
    assert set(chosen(department, batch, codes)) == set(recorded(department, codes)) == set(cases)


@pytest.mark.parametrize("code", ["%00", "a%00", "' or 1", "A1"])
def test_a_code_that_is_none_finds_nobody(client_as, code):
    client = client_as(Role.BRANCH_OFFICER)
    assert client.get(f"/cases/together/thought_report/?case={code}").status_code == 200


def test_the_whole_school_stays_the_whole_school_beside_a_part():
    part = Q(unit=1)
    assert either(Q(), part) == either(part, Q()) == Q()
    assert either(part, Q(unit=2)) == part | Q(unit=2)
