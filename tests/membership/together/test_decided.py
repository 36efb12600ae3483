"""The dates of the book: proposed where the meeting decided to convert, dropped where the answer is no."""

import datetime as dt

import pytest
from django.urls import reverse

from directory.permissions import Role
from membership.decided import book_dates
from membership.forms.facts import facts_of
from membership.together.drafts import conversion_reply
from membership.together.paper import sheet_of
from tests.membership.together.candidates import brought_to
from tests.world import TODAY

pytestmark = pytest.mark.django_db
NAMES = {"convert": "方晓", "extend": "苏明", "cancel": "林知远"}


def decided(world, decision, upto="conversion_meeting", **facts):
    place = list(NAMES).index(decision)
    case = brought_to(world, f"7400{place}", NAMES[decision], upto, start=dt.date(2024, 7, 1))
    meeting = case.records.get(step="conversion_meeting")
    meeting.facts |= {"decision": decision} | facts
    meeting.save()
    return case


@pytest.mark.parametrize("decision", NAMES)
def test_only_a_conversion_is_offered_its_day(world, client_as, decision):
    case = decided(world, decision)
    page = client_as(Role.DEPARTMENT_ADMIN).get(reverse("step_create", args=[case.code, "conversion_approval"]))
    day = case.probation_to + dt.timedelta(days=1)
    assert page.context["form"].initial.get("full_member_from") == (day if decision == "convert" else None)


@pytest.mark.parametrize(
    ("step", "upto", "offered"),
    [
        ("admission_approval", "admission_meeting", ("probation_from", "probation_to")),
        ("conversion_approval", "conversion_meeting", ("full_member_from",)),
    ],
)
def test_a_month_is_offered_as_no_day(world, step, upto, offered):
    """Of whom the meeting's month alone is known, the form proposes nothing: it would be kept as the first of it."""
    case = brought_to(world, "75000", "方晓", upto, start=dt.date(2024, 7, 1))
    assert tuple(book_dates(step, [case])[case.pk]) == offered
    case.rough = "admitted_on:month probation_to:month"
    assert not book_dates(step, [case]).get(case.pk)


@pytest.mark.parametrize("step", ["admission_approval", "conversion_approval"])
def test_a_refusal_keeps_no_dates_of_the_book(step):
    dates = dict.fromkeys(("probation_from", "probation_to", "full_member_from"), TODAY)
    assert facts_of(step, dates | {"result": "refuse"}) == {"result": "refuse"}
    assert len(facts_of(step, dates | {"result": "approve"})) > 1


def test_the_reply_asks_the_meeting_who_is_converted(world):
    cases = [decided(world, decision) for decision in ("convert", "extend")]
    for case in cases:
        case.records.create(
            person=case.person,
            step="conversion_approval",
            happened_on=TODAY,
            recorded_on=TODAY,
            facts={"result": "approve", "full_member_from": str(TODAY)},
        )
    words = conversion_reply(sheet_of("conversion_approval", cases, TODAY)).paragraphs
    assert words == [
        "经党委会议集体审议，批准方晓同志按期转为中共正式党员，党龄自转正之日算起。",
        "批准支部大会关于苏明同志的决议。",
    ]
