"""更正任职: what is put right, what is judged anew with it, what follows, and what two clerks at once are told."""

import datetime as dt
from dataclasses import replace

import pytest

from directory.models import Duty, PartyStatus, WorkHistory
from directory.permissions import Role
from directory.refusals import Refused
from organizers.facts import Stated
from organizers.models import Appointment, RuleException
from organizers.services import (
    PLAIN,
    Excepted,
    Nominated,
    conclude_trial,
    correct_appointment,
    end_appointment,
    open_filing,
    record_work,
    start_trial,
)
from organizers.services.correcting import stated_of
from reminders.models import Reminder
from reminders.services import recompute
from tests.organizers.conftest import period
from tests.organizers.test_nominating import GOOD, rules
from tests.world import TODAY

pytestmark = pytest.mark.django_db
D = dt.date.fromisoformat
NIGHT = dt.datetime(2026, 11, 20, 2, tzinfo=dt.UTC)


@pytest.fixture
def nominated(make, world):
    """单雄信 as he was nominated, without a rank: nothing was asked of his party work."""
    facts = {"period": period("2016-01-01", "2016-12-31"), "organization": "教务处", "is_party_work": True}
    record_work(person=world.people["30001"], today=TODAY, by=None, **facts)
    given = Nominated(stated=GOOD, decided_on=D("2026-11-10"), is_promoted=True)
    return make(from_on="2026-11-12", rank="none", nominated=given, is_established=True)


@pytest.fixture
def correct(world):
    """Corrects as the form does: what is not named stays as it is written down."""

    def correct(appointment, stated=None, decided_on=None, excepted=(), by=Role.DEPARTMENT_STAFF, **changes):
        nomination = getattr(appointment, "nomination", None)
        filing = getattr(appointment, "filing", None)
        known = stated_of(appointment, nomination) if nomination else Stated(appointment.is_established)
        decided = decided_on or (filing and filing.decided_on) or (nomination and nomination.decided_on)
        stands = {name: getattr(appointment, name) for name in PLAIN} | {"period": appointment.period}
        stands |= changes
        seen = replace(known, is_established=stands["is_established"], source=stands["source"], **(stated or {}))
        return correct_appointment(
            appointment=appointment,
            nominated=Nominated(stated=seen, decided_on=decided, excepted=excepted),
            today=TODAY,
            by=world.accounts[by],
            **stands,
        )

    return correct


def answers(appointment):
    appointment.nomination.refresh_from_db()
    return {each["rule"]: each["answer"] for each in appointment.nomination.checks}


def test_the_rank_an_old_roster_left_out_is_written_down(make, client_as):
    appointment = make()
    staff, place = client_as(Role.DEPARTMENT_STAFF), f"/organizers/30001/appointments/{appointment.pk}/"
    assert f"{place}correction/" in staff.get("/organizers/30001/").content.decode()
    page = staff.get(f"{place}correction/").content.decode()
    assert 'value="2019-03-01"' in page and 'name="to_on"' not in page and 'name="decided_on"' not in page
    given = {"rank": "section", "from_on": "2019-03-01", "title": "讲师", "version": 1, "reason": "按任免文件补登"}
    assert staff.post(f"{place}correction/", given).status_code == 302
    appointment.refresh_from_db()
    assert (appointment.rank, appointment.title, appointment.acts) == ("section", "讲师", 1)
    assert appointment.events.latest("pgh_id").pgh_context.metadata["reason"] == "按任免文件补登"
    second = staff.post(f"{place}correction/", given | {"rank": "none", "title": ""})
    told = second.content.decode()
    assert second.status_code == 409 and "已先保存，请逐项决定" in told and "科级" in told
    assert Appointment.objects.get().rank == "section"


def test_what_the_correction_asks_of_the_rules_is_judged_anew_and_the_rest_is_not(nominated, correct, world):
    """Of a 科级 post three years of party work are asked; what else has changed in the books since is no matter."""
    PartyStatus.objects.filter(person=nominated.person).update(from_on=D("2025-01-01"))
    with pytest.raises(Refused) as caught:
        correct(nominated, rank="section")
    assert rules(caught) == {"section_work"} and caught.value.refusals[0].clause
    assert "section_work" not in answers(nominated) and answers(nominated)["party_seniority"] == "通过"
    WorkHistory.objects.update(from_on=D("2010-01-01"))
    correct(nominated, rank="section")
    assert (answers(nominated)["section_work"], answers(nominated)["party_seniority"]) == ("通过", "通过")
    correct(nominated, rank="none")
    assert "section_work" not in answers(nominated)


def test_what_holds_normally_yields_to_a_recorded_reason_here_too(nominated, correct, world):
    PartyStatus.objects.filter(person=nominated.person).update(from_on=D("2023-11-12"))
    earlier = {"period": period("2026-11-11"), "reason": "任免文件写的是11日"}
    with pytest.raises(Refused) as caught:
        correct(nominated, **earlier)
    assert rules(caught) == {"party_seniority"}
    approver = world.accounts[Role.UNIT_SECRETARY].person
    correct(nominated, **earlier, excepted=(Excepted("party_seniority", "差一天", approver, D("2026-11-09")),))
    assert (RuleException.objects.get().rule, answers(nominated)["party_seniority"]) == (
        "party_seniority",
        "待组织确认",
    )


def test_rights_trial_filing_and_reminders_follow_the_days(nominated, correct):
    recompute(on=TODAY, at=NIGHT)
    correct(nominated, period=period("2026-11-16"), decided_on=D("2026-11-13"), reason="任免文件写的是16日")
    nominated.refresh_from_db()
    filing, trial, duty = nominated.filing, nominated.trial, Duty.objects.get(pk=nominated.duty_id)
    for each in (filing, trial, nominated.nomination):
        each.refresh_from_db()
    assert (duty.from_on, trial.from_on) == (D("2026-11-16"), D("2026-11-16"))
    assert (filing.decided_on, nominated.nomination.decided_on) == (D("2026-11-13"), D("2026-11-13"))
    assert Reminder.objects.open().get(source="organizers.filing").due_on == D("2026-11-20")
    night = recompute(on=TODAY, at=NIGHT)
    assert (night.opened, night.changed, night.closed) == (0, 0, 0)


def test_everything_in_the_way_is_said_at_once(nominated, correct, make):
    make(code="02", from_on="2015-03-01", to_on="2020-03-01")
    filing = nominated.filing
    filing.submitted_on = D("2026-11-16")
    filing.save()
    with pytest.raises(Refused) as caught:
        correct(nominated, period=period("2020-02-01"), decided_on=D("2026-11-11"), stated={"talked_on": None})
    assert rules(caught) == {
        "appointment_once_per_level", "dedicated_post", "talk_before_opening", "decided_day", "correction_reason",
    }  # fmt: skip
    with pytest.raises(Refused) as caught:
        correct(nominated)
    assert rules(caught) == {"correction_empty"}


def test_nobody_corrects_his_own_appointment(nominated, correct, world):
    account = world.accounts[Role.DEPARTMENT_STAFF]
    account.person = nominated.person
    with pytest.raises(Refused) as caught:
        correct(nominated, title="教授")
    assert rules(caught) == {"own_case"}


def test_a_wrong_end_is_taken_back_and_the_rights_with_it(make, correct, world):
    appointment = end_appointment(appointment=make(), period=period("2019-03-01", "2026-10-31"), today=TODAY, by=None)
    correct(appointment, period=period("2019-03-01"), reason="误办离任")
    assert Appointment.objects.on(TODAY).get().duty.holds_on(TODAY)


def test_a_conclusion_keeps_the_days_it_was_drawn_from(make, correct, world):
    appointment = make(from_on="2025-03-01")
    trial = start_trial(appointment=appointment, today=TODAY)
    words = {"assessed_on": D("2026-03-01"), "assessment": "", "document": "江海委〔2026〕9号"}
    days = {"effective_on": D("2026-03-02"), "today": TODAY}
    conclude_trial(trial=trial, outcome="dismissed", **words, **days, by=None)
    appointment = Appointment.objects.get()
    for changed, field in ((period("2025-02-01", "2026-03-01"), "from_on"), (period("2025-03-01"), "to_on")):
        with pytest.raises(Refused) as caught:
            correct(appointment, period=changed, reason="核对")
        assert [(each.rule, each.field) for each in caught.value.refusals] == [("trial_concluded", field)]


def test_the_form_keeps_what_the_document_no_longer_names(make, client_as):
    appointment = make(kind="part_time", code="02", source="退休教师")
    open_filing(appointment=appointment, decided_on=D("2026-11-10"), today=TODAY, is_demanded=True)
    staff, place = client_as(Role.DEPARTMENT_STAFF), f"/organizers/30001/appointments/{appointment.pk}/correction/"
    assert 'value="退休教师"' in staff.get(place).content.decode()
    given = {"rank": "none", "from_on": "2019-03-01", "source": "退休教师", "decided_on": "2026-11-12", "version": 1}
    refused = staff.post(place, given)
    assert refused.status_code == 422 and "请填写更正原因" in refused.content.decode()
    assert staff.post(place, given | {"reason": "会议纪要写的是12日"}).status_code == 302
    appointment.refresh_from_db()
    assert (appointment.source, appointment.filing.decided_on) == ("退休教师", D("2026-11-12"))
