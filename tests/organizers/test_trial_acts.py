"""The trial on its way: begun with the appointment, reminded of, concluded with its paper (ORG-05)."""

import datetime as dt

import pytest
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from directory.permissions import Role
from directory.refusals import ChangedMeanwhile, Refused
from organizers.deadlines import trial as trial_source
from organizers.models import Outcome, Trial
from organizers.rules.trial import trial_due
from organizers.services import conclude_trial, start_trial
from tests.examples import examples
from tests.world import TODAY

pytestmark = pytest.mark.django_db
D = dt.date.fromisoformat


@pytest.fixture
def trial(make):
    return start_trial(today=TODAY, appointment=make(from_on="2025-08-31"))


def conclude(trial, world, role=Role.DEPARTMENT_ADMIN, **more):
    facts = {
        "outcome": Outcome.CONFIRMED,
        "assessed_on": D("2026-08-20"),
        "assessment": "胜任",
        "effective_on": D("2026-08-31"),
        "document": "江海委〔2026〕9号",
    }
    return conclude_trial(trial=trial, today=TODAY, by=world.accounts[role], **facts | more)


def source_days(on=TODAY):
    statement = trial_source(on)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.params)
        return {subject: due for subject, _, due, *_ in cursor.fetchall()}


def test_twelve_months_by_the_policy_of_that_day(trial):
    assert (trial.months, trial.ends_on, trial.full_on) == (12, D("2026-08-30"), D("2026-08-31"))
    assert "第十三条" in trial.clause
    assert source_days() == {trial.pk: D("2026-08-30")}


@hypothesis_settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(from_on=st.dates(D("2000-01-01"), D("2030-12-31")), months=st.integers(1, 36))
def test_the_night_says_what_the_rule_says(trial, from_on, months):
    Trial.objects.filter(pk=trial.pk).update(from_on=from_on, months=months)
    assert source_days() == {trial.pk: trial_due(from_on, months)}


def test_confirmed(trial, world):
    concluded = conclude(trial, world)
    assert (concluded.outcome, concluded.version) == ("confirmed", 2)
    assert concluded.appointment.to_on is None
    assert source_days() == {}


@pytest.mark.parametrize("outcome", [Outcome.DISMISSED, Outcome.PLACED_BACK])
def test_whoever_does_not_pass_leaves_the_post(trial, world, outcome):
    conclude(trial, world, outcome=outcome, effective_on=D("2026-09-10"))
    trial.appointment.refresh_from_db()
    trial.appointment.duty.refresh_from_db()
    assert trial.appointment.to_on == trial.appointment.duty.to_on == D("2026-09-09")


def test_too_early_and_without_paper_all_at_once(trial, world):
    with pytest.raises(Refused) as caught:
        conclude(trial, world, effective_on=D("2026-08-30"), document="", assessed_on=None)
    assert [each.rule for each in caught.value.refusals] == ["trial_full", "trial_assessed", "trial_document"]
    trial.refresh_from_db()
    assert trial.outcome == ""


def test_once_only_and_the_second_saver_is_told(trial, world):
    conclude(trial, world, version=1)
    with pytest.raises(ChangedMeanwhile):
        conclude(trial, world, version=1)
    with pytest.raises(Refused, match="试用期已有结论：正式任职"):
        conclude(trial, world)


def test_nobody_concludes_his_own(make, world):
    world.people["self"] = world.accounts[Role.DEPARTMENT_STAFF].person
    own = start_trial(today=TODAY, appointment=make(roster_no="self", from_on="2025-08-31"))
    with pytest.raises(Refused, match="不能办理本人的试用期考核"):
        conclude(own, world, role=Role.DEPARTMENT_STAFF)


def test_no_trial_where_nobody_asks_for_one(make):
    appointment = make(from_on="2009-01-01")
    assert start_trial(today=TODAY, appointment=appointment) is None
    assert start_trial(today=TODAY, appointment=appointment, months=6).clause == ""


def test_the_words_of_the_assessment_are_for_few_and_not_in_the_history(trial, world, client_as):
    conclude(trial, world, assessment="民主测评一般")
    place = f"/organizers/30001/appointments/{trial.appointment_id}/trial/"
    assert "民主测评一般" in client_as(Role.UNIT_SECRETARY).get(place).content.decode()
    for role in (Role.AUDITOR, Role.ORGANIZER_FULL_TIME):
        assert "民主测评一般" not in client_as(role).get(place).content.decode()
    assert "assessment" not in {field.name for field in trial.events.model._meta.fields}


def test_the_words_about_oneself_are_not_open_to_oneself(make, world, client_as):
    world.people["self"] = world.accounts[Role.UNIT_SECRETARY].person
    own = start_trial(today=TODAY, appointment=make(roster_no="self", from_on="2025-08-31"))
    conclude(own, world, assessment="民主测评一般")
    place = f"/organizers/{own.person.roster_no}/appointments/{own.appointment_id}/trial/"
    page = client_as(Role.UNIT_SECRETARY).get(place).content.decode()
    assert "江海委〔2026〕9号" in page and "民主测评一般" not in page
    assert "民主测评一般" in client_as(Role.DEPARTMENT_ADMIN).get(place).content.decode()


def test_on_the_pages(trial, client_as):
    place = f"/organizers/30001/appointments/{trial.appointment_id}/trial/"
    staff = client_as(Role.DEPARTMENT_STAFF)
    page = staff.get(place).content.decode()
    assert "试用期已于 2026-08-30 届满，尚无结论，超出 82 天" in page
    given = {
        "version": 1, "assessed_on": "2026-08-20", "outcome": "confirmed", "effective_on": "2026-08-30",
        "document": "江海委〔2026〕9号",
    }  # fmt: skip
    answer = staff.post(f"{place}conclusion/", given)
    assert answer.status_code == 422 and "最早可从 2026-08-31 起正式任职" in answer.content.decode()
    assert staff.post(f"{place}conclusion/", given | {"effective_on": "2026-08-31"}).status_code == 302
    assert "正式任职（江海委〔2026〕9号）" in staff.get("/organizers/30001/").content.decode()


@pytest.mark.parametrize(("state", "found"), [("open", True), ("near", False), ("over", True), ("done", False)])
def test_the_roster_by_state_of_the_trial(trial, client_as, state, found):
    page = client_as(Role.AUDITOR).get(f"/organizers/?trial={state}").content.decode()
    assert ("单雄信" in page) is found
