"""Two acts on one case at the same moment, each on a connection of its own: one is recorded, the other is told."""

import datetime as dt
import os
import threading
from functools import partial

import pytest
from django.db import transaction
from django.db.models import F

from branches.figures import Votes
from branches.selectors import attending_at
from branches.services import Circumstances
from dates.partial import PartialDate
from directory.models import Category, Person
from directory.permissions import Role
from directory.refusals import Refused
from directory.viewer import Viewer
from membership.models import Case, Quota, StepRecord, StepTemplate
from membership.services import Act, record_step
from membership.services.acts import hold
from membership.services.meetings import correct_together
from membership.services.together import Line, record_together
from tests.branches.conftest import build_branch_world
from tests.directory.test_races import at_once, held_back
from tests.membership.together.candidates import brought_to
from tests.membership.together.kept import BOSS, kept_meeting
from tests.world import TODAY

# A long run asks for more: AT_ONCE=200.
TIMES = int(os.environ.get("AT_ONCE", "20"))
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    return build_branch_world()


def test_one_of_two_approvals_wins(world):
    viewers = [Viewer(world.accounts[role], TODAY) for role in (Role.DEPARTMENT_ADMIN, Role.UNIT_SECRETARY)]
    won = []
    for number in range(TIMES):
        case = brought_to(world, f"8{number:04}", "方晓", "approval_talk", start=dt.date(2025, 6, 6))
        came = []
        at_once(*(partial(_approve, case, viewer, came) for viewer in viewers))
        assert StepRecord.objects.standing().filter(case=case, step="admission_approval").count() == 1
        won.append(sum(bool(each.recorded) for each in came))
        told = [reason.rule for each in came for reasons in each.refused.values() for reason in reasons]
        assert set(told) <= {"step_once", "changed_meanwhile"} and told
    assert won == [1] * TIMES


def _approve(case, viewer, came):
    facts = {
        "result": "approve",
        "body": "party_committee",
        "probation_from": str(case.admitted_on),
        "probation_to": str(case.probation_to),
    }
    seen = Case.objects.select_related("person", "unit", "template").get(pk=case.pk)
    line = Line(seen, Act("admission_approval", PartialDate(TODAY), facts), version=case.version)
    came.append(record_together(lines=[line], by=viewer, today=TODAY))


def test_the_last_place_is_given_once(world):
    by = Viewer(world.accounts[Role.DEPARTMENT_ADMIN], TODAY)
    plan = Quota.objects.create(unit=world.units["01"], year=TODAY.year, places=0)
    for number in range(TIMES):
        Quota.objects.filter(pk=plan.pk).update(places=number + 1)
        start, came = dt.date(2025, 7, 20), []
        cases = [
            brought_to(world, f"8{number:04}{place}", "方晓", "committee_review", start=start) for place in range(2)
        ]
        at_once(*(partial(_pass, case, by, came) for case in cases))
        assert sorted(len(each.recorded) for each in came) == [0, 1]
        told = [reason.rule for each in came for reasons in each.refused.values() for reason in reasons]
        assert told == ["HEI-13"]


def _pass(case, by, came):
    facts = {"result": "pass", "body": "party_committee", "submitted_on": "2026-11-10"}
    seen = Case.objects.select_related("person", "unit", "template").get(pk=case.pk)
    line = Line(seen, Act("pre_review", PartialDate(dt.date(2026, 11, 18)), facts), version=case.version)
    came.append(record_together(lines=[line], by=by, today=TODAY))


def test_a_vote_is_not_corrected_away_under_the_step_that_rests_on_it(world):
    """18 ayes are corrected to 10 while the committee talks with the candidate: whoever comes second is refused."""
    for number in range(TIMES):
        case = brought_to(world, f"9{number:04}", "方晓", "application_book")
        meeting, came = kept_meeting(world, [case], time=dt.time(8, number % 60, number // 60)), []
        at_once(partial(_correct, meeting, came), partial(_talk, case, came))
        assert sorted(word == "done" for word in came) == [False, True], came
        stands = StepRecord.objects.standing().filter(case=case)
        is_talked = stands.filter(step="approval_talk").exists()
        assert stands.get(step="admission_meeting").facts["ayes"] == (18 if is_talked else 10)


def _correct(meeting, came):
    facts = {
        "version": meeting.version,
        "on": meeting.on,
        "attending": attending_at(meeting),
        "circumstances": Circumstances(time=meeting.time),
        "votes": {meeting.items.get().pk: Votes(19, 19, 10, 9)},
        "reason": "误记",
    }
    _done(partial(correct_together, meeting=meeting, by=BOSS, today=TODAY, **facts), came)


def _talk(case, came):
    act = Act("approval_talk", PartialDate(dt.date(2026, 11, 16)), {"by": "organizer"})
    _done(partial(record_step, case=case, act=act, by=BOSS, today=TODAY), came)


def _done(act, came):
    try:
        act()
    except Refused as refused:
        came.append(str(refused))
    else:
        came.append("done")


def test_a_case_follows_whoever_changes_at_the_same_moment(world):
    """Either waits for the other, and they hold the person and the case in one order: no deadlock."""
    people = Person.objects.filter(pk=world.people["first"].pk)

    def opens():
        template = StepTemplate.objects.on(TODAY).get()
        Case.objects.create(person=people.get(), unit=world.units["0102"], template=template, opened_on=TODAY)

    def becomes(category):
        people.update(category=category)

    @transaction.atomic
    def acts():
        case = hold(Case.objects.get(person__in=people), None)
        threading.Event().wait(0.2)
        people.update(sort_pinyin=F("sort_pinyin"))
        case.save()

    turns = ((opens, Category.MASTER), (None, Category.DOCTOR), (acts, Category.STAFF), (None, Category.RETIRED))
    for act, category in turns:
        first, second = (act, partial(becomes, category)) if act else (partial(becomes, category), acts)
        assert held_back(first, second) == ["", ""]
        assert Case.objects.get(person__in=people).category == category
    Case.objects.filter(person__in=people).update(outcome="withdrawn", closed_on=TODAY)
    assert held_back(partial(becomes, Category.MASTER), opens) == ["", ""]
    assert set(Case.objects.filter(person__in=people).values_list("category", flat=True)) == {Category.MASTER}
