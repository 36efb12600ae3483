"""The demo school: shape, determinism, and that nobody in it is real."""

import datetime as dt
from collections import Counter

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count
from django.test import Client

from branches.kinds import Subject
from branches.models import Meeting
from branches.rules import Gathering, Motion, meeting_refusals, seated
from branches.selectors import attending_at, expected_at, expected_on, host_on, outcome_of
from dates.partial import as_partial
from desk.demo.accounts import ACCOUNTS, PASSWORD
from desk.demo.names import invented_names
from desk.demo.shape import ordinal, plan_large_units, plan_units, sizes
from directory.models import Account, PartyStatus, Person, Status, Unit, UnitKind
from directory.permissions import Role
from directory.viewer import Operator, Viewer
from membership.models import Case, CaseDeadline, Outcome, QualityCheck, Quota, Stage, StepRecord
from membership.quotas import usages
from membership.resting import differs, now_of
from membership.services import Act, record_step
from membership.services.quotas import allot
from organizers.policy import OrganizerPolicy
from policy.models import PolicyVersion
from policy.reading import policy_on
from tests.conftest import NOON
from tests.world import TODAY

pytestmark = [pytest.mark.sql, pytest.mark.django_db]


@pytest.fixture(scope="module")
def school(django_db_setup, django_db_blocker):
    """One school for the whole file, founded on the suite's day and rolled back at its end."""
    with django_db_blocker.unblock(), time_machine.travel(NOON, tick=False), transaction.atomic():
        call_command("demo_school", members=3000, verbosity=0)
        yield
        transaction.set_rollback(True)


def test_the_plan_has_thirty_second_level_units_and_260_branches():
    plan = plan_units()
    assert sum(unit.parent == "00" for unit in plan) == 30
    assert sum(unit.weight > 0 for unit in plan) == 260
    assert len({unit.code for unit in plan}) == len(plan)


def test_the_plan_for_measurements_has_four_even_levels():
    assert [len(unit.code) for unit in plan_large_units()].count(6) == 2500


def test_the_shares_add_up_and_show_both_ends():
    found = sizes(plan_units(), 7080)
    assert sum(found.values()) == 7080
    assert min(found.values()) == 3
    assert max(found.values()) > 50


@pytest.mark.parametrize(("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四")])
def test_ordinals(number, words):
    assert ordinal(number) == words


def test_names_differ_and_stay_the_same_from_run_to_run():
    names = [name for name, *_ in invented_names(3000)]
    assert len(set(names)) == 3000
    assert names == [name for name, *_ in invented_names(3000)]


def test_every_number_belongs_to_the_invented_area(school):
    masks = Person.objects.exclude(id_mask="").values_list("id_mask", flat=True)
    assert len(masks) == Person.objects.count()
    assert set(masks) == {"110199************"}


def test_today_s_copy_agrees_with_the_dated_rows(school):
    rows = PartyStatus.objects.on(TODAY).exclude(status=Status.NONE)
    assert rows.count() == Person.objects.exclude(status=Status.NONE).count()
    assert not rows.exclude(person__unit_id__in=Unit.objects.values("pk")).exists()
    for row in rows.select_related("person")[:200]:
        assert (row.person.unit_id, row.person.status) == (row.unit_id, row.status)


def test_every_branch_has_people_and_a_secretary(school):
    branches = Unit.objects.filter(kind=UnitKind.BRANCH).annotate(
        members=Count("people", distinct=True), duties_held=Count("duties", distinct=True)
    )
    assert all(branch.members for branch in branches)
    assert sum(branch.duties_held > 0 for branch in branches) > 200


def test_each_demo_account_signs_in_with_its_role(school, client):
    for name, role, *_ in ACCOUNTS:
        account = Account.objects.get(username=name)
        assert account.is_demo and account.check_password(PASSWORD)
        assert role in Viewer(account, TODAY).roles
    assert {role for _, role, *_ in ACCOUNTS} == set(Role)


def test_the_login_page_names_those_accounts_alone_and_each_of_them_opens(school, client):
    listed = client.get("/login/").context["demo_accounts"]
    assert [each["username"] for each in listed] == [name for name, *_ in ACCOUNTS]
    for each in listed:
        assert Client().post("/login/", {"username": each["username"], "password": PASSWORD}).status_code == 302, each
    assert len({(each["role"], each["unit"]) for each in listed}) == len(listed)


def test_the_accounts_of_the_first_college_have_something_to_do(school):
    branch = Unit.objects.get(code=dict((name, unit) for name, _, _, unit in ACCOUNTS)["branch"])
    assert Case.objects.filter(unit=branch, next_step="admission_meeting", is_blocked=False, faults=0).exists()
    rows = CaseDeadline.objects.filter(unit=branch, is_due=True, is_committees=False)
    assert any(each.due_on - dt.timedelta(days=each.ahead) <= TODAY for each in rows)


def test_names_fit_the_sex(school):
    for word, end in (("男", "娜"), ("女", "强")):
        assert not Person.objects.filter(gender=word, name__endswith=end).exists()
    share = Person.objects.filter(gender="女").count() / Person.objects.count()
    assert 0.4 < share < 0.6


def test_a_second_demo_school_is_refused(school):
    with pytest.raises(CommandError, match="空库"):
        call_command("demo_school", members=3000, verbosity=0)


def test_the_demo_has_a_preset_and_the_schools_own_supplement(school):
    policy = policy_on(OrganizerPolicy, TODAY)
    assert (policy.trial_months.value, policy.rotation_years.value, policy.filing_working_days.value) == (12, 8, 5)
    assert policy.rotation_years.clause == "江海大党发〔2022〕6号 第三条"
    assert [version.number for version in PolicyVersion.objects.all()] == [2, 1]


def test_cases_stand_in_all_stages_and_are_judged(school):
    counted = Counter(Case.objects.in_progress().values_list("stage", flat=True))
    assert {Stage.APPLICANT, Stage.ACTIVIST, Stage.TARGET, Stage.PROBATIONARY} <= set(counted)
    assert Case.objects.filter(outcome=Outcome.ARCHIVED, stage=Stage.FULL).count() > 20
    assert 0.02 < Case.objects.filter(faults__gt=0).count() / Case.objects.count() < 0.09
    due = CaseDeadline.objects.filter(is_due=True)
    assert due.filter(due_on__lt=TODAY).exists()
    assert due.filter(due_on__range=(TODAY, TODAY + dt.timedelta(days=30))).exists()
    assert due.filter(due_on__gt=TODAY + dt.timedelta(days=90)).exists()


def test_cases_and_party_status_say_the_same(school):
    statuses = {Stage.PROBATIONARY: Status.PROBATIONARY, Stage.FULL: Status.FULL}
    for case in Case.objects.select_related("person"):
        assert case.person.status == statuses.get(case.stage, Status.NONE), case
        following = PartyStatus.objects.filter(person=case.person, status=Status.PROBATIONARY)
        assert [row.from_on for row in following] == ([case.admitted_on] if case.stage in statuses else [])


def test_acts_go_on_from_the_cases_of_the_demo(school):
    """What the demo wrote is what the services would have written: the next act finds nothing in its way."""
    case = Case.objects.filter(next_step="probation_review", faults=0, is_blocked=False).first()
    record_step(case=case, act=Act("probation_review", as_partial(TODAY)), by=Operator(TODAY), today=TODAY)
    case = Case.objects.filter(next_step="conversion_approval", faults=0).first()
    met = case.records.get(step="conversion_meeting").happened_on
    full_on = case.probation_to + dt.timedelta(days=1)
    facts = {"reported_on": str(met), "body": "party_committee", "result": "approve", "full_member_from": str(full_on)}
    record_step(case=case, act=Act("conversion_approval", as_partial(TODAY), facts), by=Operator(TODAY), today=TODAY)
    case.person.refresh_from_db()
    assert case.person.status == Status.FULL


def test_votes_were_taken_at_meetings_that_could_have_been_kept_here(school):
    """Of those who were members on that day, with figures that the service would have saved; the case says the same."""
    for meeting in Meeting.objects.select_related("unit", "chair", "recorder")[::5]:
        items = list(meeting.items.select_related("person"))
        motions = [Motion(Subject(item.subject), item.person, item.title, votes=item.votes) for item in items]
        attending = attending_at(meeting)
        seats = seated(expected_at(meeting), attending, motions)
        host = host_on(meeting.unit, meeting.on)
        gathering = Gathering(host, meeting.kind, meeting.on, seats, motions, meeting.chair, meeting.recorder)
        assert meeting_refusals(gathering, attending, today=TODAY) == []
        assert (gathering.expected, gathering.present) == (meeting.expected, meeting.present)
        asked = seated(expected_on(meeting.unit, meeting.on), (), motions)
        assert {seat.pk for seat in asked if seat.has_vote} == {seat.pk for seat in seats if seat.has_vote}
        assert all(outcome_of(item).is_carried for item in items)
    votes = StepRecord.objects.filter(step__in=("admission_meeting", "conversion_meeting"))
    kept = votes.filter(item__isnull=False).select_related("case__person", "person")
    assert kept.count() > votes.count() / 2
    assert not any(differs(record, now_of(record)) for record in kept[::5])


def test_visitors_find_meetings_plans_and_quality_checks(school):
    for name in ("admin", "staff", "secretary", "organizer", "branch", "auditor"):
        viewer = Viewer(Account.objects.get(username=name), TODAY)
        for model in (Meeting, Quota):
            assert model.objects.visible_to(viewer).exists(), (name, model)
    assert set(QualityCheck.objects.values_list("state", flat=True)) == {"open", "handled"}
    assert not QualityCheck.objects.exclude(person__cases__faults__gt=0).exists()


@pytest.mark.parametrize("year", [TODAY.year - 1, TODAY.year])
def test_the_plans_could_have_been_allotted_here(school, year):
    plans = {quota.unit: quota.places for quota in Quota.objects.filter(year=year).select_related("unit")}
    for above in (None, *Unit.objects.filter(code__in=("00", "01", "02"))):
        places = {unit: number for unit, number in plans.items() if unit.parent_id == (above and above.pk)}
        allot(above=above, year=year, places=places, by=Operator(TODAY))
    gone = usages([unit.pk for unit in plans], year)
    left = [number - gone[unit.pk].taken for unit, number in plans.items() if unit.pk in gone and gone[unit.pk].taken]
    assert min(left) == 0 and max(left) > 2
