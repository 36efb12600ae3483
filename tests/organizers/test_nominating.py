"""Appointing under the conditions in force: what is recorded, what is refused, what follows (ORG-02, 04, 05)."""

import datetime as dt

import pytest

from directory.models import PartyStatus, WorkHistory
from directory.permissions import Role
from directory.refusals import Refused
from directory.services.duties import assign_duty
from organizers.facts import Stated
from organizers.models import Appointment, Filing, Nomination, RuleException, Trial
from organizers.services import Excepted, Nominated, record_work
from tests.organizers.conftest import period
from tests.world import FOUNDED, TODAY

pytestmark = pytest.mark.django_db

D = dt.date.fromisoformat
GOOD = Stated(is_established=True, health_stated=True, proposed_on=D("2026-11-02"), talked_on=D("2026-11-01"))


@pytest.fixture
def nominate(make, world):
    """Appoints 单雄信 in 数学学院 from tomorrow's week on, with everything stated and one term of party work."""
    record_work(
        person=world.people["30001"],
        period=period("2016-01-01", "2018-12-31"),
        organization="教务处",
        is_party_work=True,
        today=TODAY,
        by=None,
    )

    def nominate(stated=GOOD, roster_no="30001", from_on="2026-11-23", kind="full_time", rank="section", **more):
        facts = {name: more.pop(name) for name in ("basis",) if name in more}
        nominated = Nominated(stated=stated, **{"decided_on": D("2026-11-18"), **more})
        return make(roster_no=roster_no, from_on=from_on, kind=kind, rank=rank, nominated=nominated, **facts)

    return nominate


def rules(caught):
    return {each.rule for each in caught.value.refusals}


def full_since(world, day, roster_no="30001"):
    PartyStatus.objects.filter(person=world.people[roster_no]).update(from_on=day)


def test_everything_on_the_table_is_recorded(nominate):
    appointment = nominate(is_promoted=True)
    nomination = appointment.nomination
    assert {check["rule"]: check["answer"] for check in nomination.checks} == {
        "staff": "通过",
        "party_seniority": "通过",
        "section_work": "通过",
        "work_experience": "通过",
        "health": "通过",
        "dedicated_post": "通过",
        "talk_before_opening": "通过",
    }
    assert all(check["clause"] for check in nomination.checks)
    filing, trial = appointment.filing, appointment.trial
    assert (filing.decided_on, filing.working_days, filing.clause) == (
        D("2026-11-18"),
        5,
        "沪交医委〔2021〕30号 第七条",
    )
    assert (trial.months, trial.from_on, trial.ends_on) == (12, D("2026-11-23"), D("2027-11-22"))


def test_all_refusals_at_once_and_nothing_is_saved(nominate, world):
    full_since(world, D("2024-05-12"))
    WorkHistory.objects.update(is_party_work=False)
    with pytest.raises(Refused) as caught:
        nominate(Stated())
    assert rules(caught) == {
        "party_seniority", "section_work", "work_experience", "health", "talk_before_opening",
    }  # fmt: skip
    seniority = next(each for each in caught.value.refusals if each.rule == "party_seniority")
    assert seniority.arithmetic == "2024-05-12 转为正式党员，至 2026-11-23 党龄 2年6个月11天，少 5个月19天"
    assert seniority.clause == "沪交医委〔2021〕30号 第六条"
    assert not Appointment.objects.exists() and not Nomination.objects.exists() and not Filing.objects.exists()


def test_a_recorded_exception_lets_a_condition_go_that_holds_normally(nominate, world):
    full_since(world, D("2024-05-12"))
    approver = world.accounts[Role.UNIT_SECRETARY].person
    given = Excepted("party_seniority", "学院无合适人选", approver, D("2026-11-17"))
    appointment = nominate(excepted=(given,))
    (kept,) = RuleException.objects.all()
    assert (kept.appointment, kept.rule, kept.approver) == (appointment, "party_seniority", approver)


def test_an_exception_that_nobody_needed_is_not_kept(nominate, world):
    approver = world.accounts[Role.UNIT_SECRETARY].person
    nominate(excepted=(Excepted("party_seniority", "备用", approver, D("2026-11-17")),))
    assert not RuleException.objects.exists()


def test_nobody_approves_his_own_exception(nominate, world):
    full_since(world, D("2024-05-12"))
    given = Excepted("party_seniority", "无", world.people["30001"], D("2026-11-17"))
    with pytest.raises(Refused) as caught:
        nominate(excepted=(given,))
    assert rules(caught) == {"exception_approver"}


def test_what_binds_yields_to_no_reason(nominate, world):
    """D3 asks for the statement of health without 一般."""
    approver = world.accounts[Role.UNIT_SECRETARY].person
    stated = Stated(True, "", False, GOOD.proposed_on, GOOD.talked_on)
    with pytest.raises(Refused) as caught:
        nominate(stated, excepted=(Excepted("health", "确有需要", approver, D("2026-11-17")),))
    assert rules(caught) == {"health"}


def test_old_appointments_are_written_down_with_their_paper_and_judged(nominate, world):
    full_since(world, D("2024-05-12"))
    with pytest.raises(Refused) as caught:
        nominate(Stated(), from_on="2025-03-01", is_history=True)
    assert rules(caught) == {"history_paper"}
    appointment = nominate(Stated(), from_on="2025-03-01", is_history=True, basis="江海委〔2025〕3号")
    answers = {check["rule"]: check["answer"] for check in appointment.nomination.checks}
    assert answers["party_seniority"] == "待组织确认"
    assert not Filing.objects.exists()


@pytest.mark.parametrize(
    ("status", "mark"),
    [("probationary", "未达到：党龄"), ("full", "")],
)
def test_what_history_did_not_meet_is_marked_on_roster_and_page(nominate, world, client_as, status, mark):
    """A probationary member may be written down after the fact, and nobody who reads the roster overlooks it."""
    PartyStatus.objects.filter(person=world.people["30001"]).update(status=status)
    nominate(Stated(), from_on="2025-03-01", is_history=True, basis="江海委〔2025〕3号")
    client = client_as(Role.DEPARTMENT_STAFF)
    roster, page = (client.get(url).content.decode() for url in ("/organizers/", "/organizers/30001/"))
    assert ("未达到" in roster) == ("未达到" in page) == bool(mark)
    assert mark in roster and "补录，只核对，不因条件不符而拒绝" in page


def test_whoever_was_nominated_or_came_with_a_roster_bears_no_mark(nominate, make, client_as):
    nominate(), make(roster_no="30002", code="02")
    page = client_as(Role.DEPARTMENT_STAFF).get("/organizers/?state=all").content.decode()
    assert "曾照明" in page and "补录" not in page


def test_a_new_appointment_is_no_history(nominate):
    with pytest.raises(Refused) as caught:
        nominate(Stated(), from_on="2026-11-20", is_history=True, basis="江海委〔2026〕3号")
    assert rules(caught) == {"history_begun"}


def test_another_post_stands_against_a_dedicated_one(nominate, world):
    account = world.accounts[Role.BRANCH_OFFICER]
    world.people["secretary"] = account.person
    with pytest.raises(Refused) as caught:
        nominate(roster_no="secretary", rank="none")
    messages = {each.rule: each.message for each in caught.value.refusals}
    assert "同时任数学教工一支部 书记，与专人专岗冲突" in messages["dedicated_post"]


def test_a_post_beyond_the_nominators_scope_stands_against_him_without_its_name(nominate, world):
    assign_duty(person=world.people["30001"], unit=world.units["0201"], kind="secretary", from_on=TODAY, by=None)
    with pytest.raises(Refused) as caught:
        nominate(seen=(world.units["01"].path,))
    messages = {each.rule: each.message for each in caught.value.refusals}
    assert "同时任管理范围以外的职务，与专人专岗冲突" in messages["dedicated_post"]
    with pytest.raises(Refused) as caught:
        nominate(seen=(world.units["00"].path,))
    assert "同时任化学教工支部 书记" in str(caught.value.refusals[0])


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.DEPARTMENT_ADMIN, "同时任化学教工支部 书记，与专人专岗冲突"),
        (Role.AUDITOR, "同时任化学教工支部 书记，与专人专岗冲突"),
        (Role.UNIT_SECRETARY, "同时任其他职务，与专人专岗冲突"),
        (Role.ORGANIZER_FULL_TIME, "同时任其他职务，与专人专岗冲突"),
    ],
)
def test_the_recorded_answer_names_posts_only_to_the_whole_school(nominate, world, client_as, role, words):
    assign_duty(person=world.people["30001"], unit=world.units["0201"], kind="secretary", from_on=FOUNDED, by=None)
    nominate(Stated(), from_on="2025-03-01", is_history=True, basis="江海委〔2025〕3号")
    page = client_as(role).get("/organizers/30001/?tab=conditions").content.decode()
    assert words in page
    assert ("化学教工支部" in page) == (role in (Role.DEPARTMENT_ADMIN, Role.AUDITOR))


def test_whoever_was_outside_the_party_counts_from_his_next_conversion(nominate, world):
    person, unit = world.people["30001"], world.units["0101"]
    PartyStatus.objects.filter(person=person).update(from_on=D("2010-01-01"), to_on=D("2019-12-31"))
    for status, first, last in (
        ("none", "2020-01-01", "2023-05-11"),
        ("probationary", "2023-05-12", "2024-05-11"),
        ("full", "2024-05-12", None),
    ):
        dates = {"from_on": D(first), "to_on": last and D(last)}
        PartyStatus.objects.create(person=person, unit=unit, status=status, **dates)
    with pytest.raises(Refused) as caught:
        nominate()
    assert rules(caught) == {"party_seniority"}
    assert caught.value.refusals[0].arithmetic.startswith("2024-05-12 转为正式党员")


def test_what_is_to_be_filed_names_its_day_of_decision(nominate):
    """D3 第七条: “人选确定后应在 5 个工作日内”."""
    with pytest.raises(Refused) as caught:
        nominate(decided_on=None)
    (refusal,) = caught.value.refusals
    assert (refusal.rule, refusal.field, refusal.clause) == (
        "decided_day",
        "decided_on",
        "沪交医委〔2021〕30号 第七条",
    )
    with pytest.raises(Refused) as caught:
        nominate(decided_on=D("2026-11-01"))
    assert "动议日期 2026-11-02 晚于人选确定日期 2026-11-01" in str(caught.value.refusals[0])


def test_a_document_on_full_time_organizers_asks_nothing_of_others(nominate):
    """D3 第三条: “本办法适用于……专职组织员”."""
    appointment = nominate(Stated(), kind="part_time", rank="none", decided_on=None)
    assert appointment.nomination.checks == []
    assert not Filing.objects.exists()  # D3 files full-time organizers


def test_before_the_rules_were_in_force_only_what_the_product_asks_by_itself_is(nominate):
    appointment = nominate(Stated(), from_on="2009-09-01", is_promoted=True, decided_on=None)
    assert [each["rule"] for each in appointment.nomination.checks] == ["staff"]
    assert not Trial.objects.exists()
