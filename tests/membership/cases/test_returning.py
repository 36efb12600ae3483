"""退回补正: sent back by the body above, answered by the branch; nobody decides meanwhile, and no limit is moved."""

import datetime as dt

import pytest

from dates.arithmetic import add_months
from dates.partial import PartialDate
from directory.models import Unit, UnitKind
from directory.permissions import Role
from directory.refusals import ChangedMeanwhile, Refused
from directory.services.duties import assign_duty
from directory.services.grants import project_grants
from directory.viewer import Operator, Viewer
from membership.casefile import CaseFile
from membership.models import Case, CaseReturn
from membership.returning import REQUESTS, waiting
from membership.selectors.listing import case_lines
from membership.services import Act, correct_record, pause_case, record_step, resubmit_case, return_case, void_return
from membership.timelines import history_of
from reminders.models import Reminder
from tests.membership.cases.walking import act_of, day_of, played, rest
from tests.membership.procedure.histories import lawful
from tests.world import TODAY

START = dt.date(2026, 6, 1)
# The step after which each request lies with the body above.
BEFORE = {
    "activist_filing": "activist_decision",
    "target_filing": "target_decision",
    "pre_review": "committee_review",
    "admission_approval": "admission_meeting",
    "conversion_approval": "conversion_meeting",
}


def case_before(world, step, start=START):
    """The case with its request above the branch, the rest of its history, and the day on which it stands there."""
    case, raw = played(world, BEFORE[step], start)
    return case, lawful(start), max(day_of(event) for event in raw["events"])


def event_of(whole, step) -> dict:
    return next(event for event in whole["events"] if event["step"] == step)


@pytest.fixture
def case(world):
    return case_before(world, "activist_filing")[0]


def send_back(case, on=TODAY, *, by=None, step="activist_filing", **changes):
    given = {"reason": "缺推优表", "complete_by": on + dt.timedelta(days=10)} | changes
    return return_case(case=case, step=step, on=on, by=by or Operator(on), today=max(on, TODAY), **given)


def answer(returned, on=TODAY, *, by=None, words="已补推优表", **more):
    return resubmit_case(returned=returned, on=on, answer=words, by=by or Operator(on), today=max(on, TODAY), **more)


def file_it(case, on=TODAY):
    act = Act("activist_filing", PartialDate(on), {"body": "party_committee"})
    return record_step(case=case, act=act, by=Operator(TODAY), today=TODAY)


def rules(refused) -> list[str]:
    return [each.rule for each in refused.value.refusals]


def standing() -> set[tuple]:
    """Open reminders of the branch and of the committee: source, unit, words."""
    rows = Reminder.objects.filter(closed_on__isnull=True, source__in=["membership.branch", "membership.committee"])
    return {
        (row.source.split(".")[1], row.unit.code, row.title.split("：", 1)[1]) for row in rows.select_related("unit")
    }


class TestEveryRequest:
    @pytest.mark.parametrize("step", REQUESTS)
    def test_it_goes_back_and_waits_for_the_answer(self, world, step):
        case, whole, on = case_before(world, step)
        assert step in waiting(history_of(case, on))
        back = send_back(case, on, step=step, by=Operator(on))
        assert (back.body.code, back.is_open) == ("01", True)
        deciding = next(event for event in whole["events"] if event["step"] == step)
        today = day_of(deciding)
        with pytest.raises(Refused, match="重新报送后才能办理") as refused:
            record_step(case=case, act=act_of(deciding), by=Operator(today), today=today)
        assert "returned" in rules(refused)

    @pytest.mark.parametrize("step", REQUESTS[1:])
    def test_nothing_goes_back_that_does_not_lie_above(self, case, step):
        with pytest.raises(Refused, match="没有可以退回的报送"):
            send_back(case, step=step)

    @pytest.mark.parametrize("step", ["admission_approval", "conversion_approval"])
    def test_no_limit_of_an_approval_is_moved(self, world, step):
        case, _, on = case_before(world, step)
        before = case.deadlines.get(step=step, is_due=True).due_on
        back = send_back(case, on, step=step, by=Operator(on))
        assert case.deadlines.get(key="returned", is_due=True).due_on == back.complete_by
        held = case.deadlines.get(key=step, is_due=True)
        assert (held.due_on, held.is_committees, held.unit) == (before, False, case.unit)
        answer(back, on + dt.timedelta(days=20), by=Operator(on))
        held.refresh_from_db()
        assert (held.due_on, held.is_committees) == (before, True)
        assert not case.deadlines.filter(key="returned", is_due=True).exists()

    @pytest.mark.parametrize("step", ["pre_review", "admission_approval", "conversion_approval"])
    def test_the_day_of_the_first_report_stays(self, world, step):
        case, whole, on = case_before(world, step)
        deciding = next(event for event in whole["events"] if event["step"] == step)
        name = "submitted_on" if step == "pre_review" else "reported_on"
        back = send_back(case, on, step=step, by=Operator(on))
        answer(back, on, by=Operator(on))
        late = dict(deciding) | {name: str(on + dt.timedelta(days=1))}
        today = day_of(deciding)
        for event in rest({"events": [each for each in whole["events"] if each["step"] == "approval_talk"]}):
            if step == "admission_approval":
                record_step(case=case, act=act_of(event), by=Operator(today), today=today)
        with pytest.raises(Refused, match="不因退回补正重新计算"):
            record_step(case=case, act=act_of(late), by=Operator(today), today=today)
        record_step(case=case, act=act_of(deciding | {name: str(on)}), by=Operator(today), today=today)


class TestWhoseTurnItIs:
    def test_the_branch_is_reminded_and_the_body_is_not(self, world):
        case, _, on = case_before(world, "admission_approval")
        approval = "审批接收预备党员的决议"
        assert standing() == {("committee", "01", approval)}
        back = send_back(case, on, step="admission_approval", by=Operator(on))
        assert standing() >= {("branch", "0101", f"{approval}（已退回补正，期限不变）")}
        assert not any(source == "committee" for source, _, _ in standing())
        answer(back, on, by=Operator(on))
        assert standing() == {("committee", "01", approval)}

    @pytest.mark.parametrize(("days", "is_there"), [(8, False), (7, True), (6, True), (0, True)])
    def test_the_completion_is_shown_a_week_before(self, case, days, is_there):
        send_back(case, complete_by=TODAY + dt.timedelta(days=days))
        assert (("branch", "0101", "补正后重新报送“上级党委备案”") in standing()) is is_there

    def test_the_page_says_with_whom_it_lies(self, case, viewer_as):
        def seen():
            return CaseFile(Case.objects.get(pk=case.pk), viewer_as(Role.UNIT_SECRETARY), TODAY)

        assert seen().holder == "数学学院党委"
        back = send_back(case)
        file = seen()
        assert file.holder == "数学教工一支部（补正）"
        assert [turn.is_returned for turn in file.turns if turn.code == "activist_filing"] == [True]
        assert "待补正" in [line.word for line in file.lines()]
        answer(back)
        assert seen().holder == "数学学院党委"

    def test_lists_mark_it(self, case):
        send_back(case)
        (line,) = case_lines(Case.objects.filter(pk=case.pk).select_related("person", "unit__parent"), TODAY)
        assert ("returned", "待补正") in line.marks
        answer(CaseReturn.objects.get())
        (line,) = case_lines([line.case], TODAY)
        assert ("returned", "待补正") not in line.marks


class TestWhoMay:
    RETURNING = {Role.DEPARTMENT_ADMIN, Role.DEPARTMENT_STAFF, Role.UNIT_SECRETARY, Role.ORGANIZER_FULL_TIME}
    ANSWERING = RETURNING | {Role.ORGANIZER_PART_TIME, Role.BRANCH_OFFICER}

    def opened_by(self, client_as, address) -> set:
        return {role for role in Role if client_as(role).get(address).status_code == 200}

    def test_only_who_checks_above_the_branch_sends_back_and_the_branch_answers(self, case, client_as):
        assert self.opened_by(client_as, f"/cases/{case.code}/returns/new/") == self.RETURNING
        back = send_back(case)
        assert self.opened_by(client_as, f"/cases/{case.code}/returns/{back.pk}/void/") == self.RETURNING
        assert self.opened_by(client_as, f"/cases/{case.code}/returns/{back.pk}/resubmission/") == self.ANSWERING

    def test_a_general_branch_checks_first_and_returns_in_its_own_name(self, world, case):
        """The committee above it approves; what the general branch finds lacking does not go up to it."""
        Case.objects.filter(pk=case.pk).update(unit=world.units["0201"])
        secretary = world.accounts[Role.MEMBER]
        assign_duty(
            person=secretary.person, unit=world.units["02"], kind="secretary", from_on=dt.date(2024, 1, 1), by=None
        )
        project_grants()
        viewer = Viewer(secretary, TODAY)
        back = send_back(Case.objects.get(pk=case.pk), by=viewer)
        assert back.body.code == "02"
        withdraw(back, by=viewer)

    def test_only_the_body_that_returned_takes_it_back(self, world, case, viewer_as, client_as):
        """A general branch checks first, and does not undo what the committee above it has decided."""
        Unit.objects.filter(pk=world.units["01"].pk).update(kind=UnitKind.GENERAL_BRANCH)
        back = send_back(case)
        assert back.body.code == "00"
        secretary = viewer_as(Role.UNIT_SECRETARY)
        file = CaseFile(Case.objects.get(pk=case.pk), secretary, TODAY)
        assert not file.may_take_back
        with pytest.raises(Refused, match="由退回的单位撤销") as refused:
            withdraw(back, by=secretary)
        assert rules(refused) == ["not_yours"]
        address = f"/cases/{case.code}/returns/{back.pk}/void/"
        assert self.opened_by(client_as, address) == {Role.DEPARTMENT_ADMIN, Role.DEPARTMENT_STAFF}
        assert CaseFile(Case.objects.get(pk=case.pk), viewer_as(Role.DEPARTMENT_STAFF), TODAY).may_take_back

    def test_the_branch_and_a_companion_do_not(self, world, case, viewer_as):
        mentor = viewer_as(Role.MEMBER)
        case.companions.create(person=mentor.account.person, role="mentor", record=case.records.first(), from_on=START)
        for viewer in (viewer_as(Role.BRANCH_OFFICER), mentor):
            with pytest.raises(Refused) as refused:
                send_back(case, by=viewer)
            assert rules(refused) == ["not_yours"]

    def test_nobody_acts_on_himself(self, case, viewer_as):
        secretary = viewer_as(Role.UNIT_SECRETARY)
        Case.objects.filter(pk=case.pk).update(person=secretary.account.person)
        held = Case.objects.get(pk=case.pk)
        with pytest.raises(Refused) as refused:
            send_back(held, by=secretary)
        assert rules(refused) == ["own_case"]
        back = send_back(held)
        for act in (lambda: answer(back, by=secretary), lambda: withdraw(back, by=secretary)):
            with pytest.raises(Refused) as refused:
                act()
            assert "own_case" in rules(refused)

    def test_a_companion_sees_that_it_went_back_and_not_why(self, world, case, client_as):
        mentor = world.accounts[Role.MEMBER].person
        case.companions.create(person=mentor, role="mentor", record=case.records.first(), from_on=START)
        send_back(case)
        shown = client_as(Role.MEMBER).get(f"/cases/{case.code}/").content.decode()
        assert "待补正" in shown and "缺推优表" not in shown
        assert "缺推优表" in client_as(Role.AUDITOR).get(f"/cases/{case.code}/").content.decode()


def withdraw(back, *, by=None, reason="误退"):
    void_return(returned=back, reason=reason, by=by or Operator(TODAY), today=TODAY)


class TestBadInput:
    def test_all_reasons_stand_at_once(self, case, viewer_as):
        tomorrow = TODAY + dt.timedelta(days=1)
        with pytest.raises(Refused) as refused:
            return_case(
                case=case, step="pre_review", on=tomorrow, reason=" ", complete_by=TODAY,
                by=viewer_as(Role.BRANCH_OFFICER), today=TODAY,
            )  # fmt: skip
        assert rules(refused) == ["not_yours", "return_step", "future", "return_limit", "return_reason"]
        assert not CaseReturn.objects.exists()

    def test_a_day_before_the_branch_reported_is_refused(self, case):
        decided = case.records.get(step="activist_decision").happened_on
        with pytest.raises(Refused) as refused:
            send_back(case, decided - dt.timedelta(days=1))
        assert rules(refused) == ["return_order"]

    def test_it_is_sent_back_once_at_a_time(self, case):
        send_back(case)
        with pytest.raises(Refused, match="还没有重新报送"):
            send_back(Case.objects.get(pk=case.pk))

    def test_a_paused_case_rests(self, case):
        back = send_back(case)
        pause_case(case=Case.objects.get(pk=case.pk), on=TODAY, reason="材料不全", by=Operator(TODAY), today=TODAY)
        with pytest.raises(Refused) as refused:
            answer(back, words=" ", on=TODAY - dt.timedelta(days=1))
        assert rules(refused) == ["case_paused", "return_order", "return_answer"]

    def test_an_answer_is_given_once(self, case):
        back = send_back(case)
        answer(back)
        for act in (lambda: answer(back), lambda: withdraw(back)):
            with pytest.raises(Refused, match="已于 2026-11-20 重新报送"):
                act()

    def test_the_second_saver_is_told(self, case):
        version = case.version
        back = send_back(case, version=version)
        with pytest.raises(ChangedMeanwhile):
            answer(back, version=version)

    def test_a_decision_before_the_answer_is_refused(self, case):
        back = send_back(case, TODAY - dt.timedelta(days=5), by=Operator(TODAY))
        answer(back, TODAY - dt.timedelta(days=2), by=Operator(TODAY))
        with pytest.raises(Refused, match="早于重新报送的日期"):
            file_it(case, TODAY - dt.timedelta(days=3))
        file_it(case, TODAY - dt.timedelta(days=2))

    def test_what_was_typed_stays(self, case, client_as):
        client = client_as(Role.UNIT_SECRETARY)
        given = {"step": "activist_filing", "on": "2026-11-20", "reason": "缺推优表", "complete_by": "2026-11-01"}
        answered = client.post(f"/cases/{case.code}/returns/new/", given | {"version": case.version})
        assert answered.status_code == 422
        assert "补正期限早于退回日期" in answered.content.decode() and "缺推优表" in answered.content.decode()

    @pytest.mark.parametrize(
        ("page", "given"),
        [("resubmission", {"on": "2026-11-20", "answer": "已补推优表"}), ("void", {"reason": "退错了人"})],
    )
    @pytest.mark.parametrize("meanwhile", ["answered", "taken back"])
    def test_a_page_that_has_grown_old_keeps_what_was_typed(self, case, client_as, page, given, meanwhile):
        back = send_back(case)
        _ = answer(back) if meanwhile == "answered" else withdraw(back)
        version = Case.objects.get(pk=case.pk).version
        address = f"/cases/{case.code}/returns/{back.pk}/{page}/"
        client = client_as(Role.UNIT_SECRETARY)
        assert client.get(address).status_code == 404
        answered = client.post(address, given | {"version": version})
        shown = answered.content.decode()
        assert answered.status_code == 422 and "请刷新页面查看" in shown
        assert list(given.values())[-1] in shown


class TestAfterwards:
    def test_the_history_keeps_both(self, case, client_as):
        first = send_back(case, TODAY - dt.timedelta(days=9), by=Operator(TODAY), complete_by=TODAY - dt.timedelta(3))
        answer(first)
        answer(send_back(Case.objects.get(pk=case.pk), reason="推优表没有盖章"), words="已盖章")
        file_it(case)
        client = client_as(Role.BRANCH_OFFICER)
        for address in (f"/cases/{case.code}/", f"/cases/{case.code}/sheet/"):
            shown = client.get(address).content.decode()
            assert all(words in shown for words in ("缺推优表", "已补推优表", "推优表没有盖章", "已盖章"))
        assert CaseReturn.objects.get(pk=first.pk).is_answered_late

    def test_one_sent_by_mistake_is_taken_back(self, case):
        back = send_back(case)
        withdraw(back)
        file_it(case)
        assert not CaseReturn.objects.standing().exists()
        assert not case.deadlines.filter(key="returned", is_due=True).exists()

    def test_what_went_back_before_an_answer_binds_no_later_request(self, world):
        case, _, on = case_before(world, "pre_review")
        first = send_back(case, on, step="pre_review", by=Operator(on))
        answer(first, on, by=Operator(on))
        for days, result in ((10, "fail"), (30, "pass")):
            today = on + dt.timedelta(days=days)
            facts = {"submitted_on": str(today - dt.timedelta(days=1)) if result == "pass" else str(on)}
            act = Act("pre_review", PartialDate(today), facts | {"result": result, "body": "party_committee"})
            record_step(case=case, act=act, by=Operator(today), today=today)
        assert case.records.standing().filter(step="pre_review").count() == 2

    @pytest.mark.parametrize(
        ("step", "about"), [("admission_approval", "admission_meeting"), ("conversion_approval", "conversion_meeting")]
    )
    def test_a_meeting_held_anew_is_reported_anew(self, world, step, about):
        """Sent back because the meeting itself was wrong: what is reported then is another resolution."""
        case, whole, met = case_before(world, step)
        back = send_back(case, met, step=step, by=Operator(met))
        again, reported = met + dt.timedelta(days=10), met + dt.timedelta(days=12)
        on, by = met + dt.timedelta(days=14), Operator(met + dt.timedelta(days=14))
        anew = act_of(event_of(whole, about) | {"on": str(again)})
        correct_record(record=case.records.get(step=about), act=anew, reason="另行开会", by=by, today=on)
        answer(back, reported, by=by)
        if step == "admission_approval":
            talk = event_of(whole, "approval_talk") | {"on": str(reported)}
            record_step(case=case, act=act_of(talk), by=by, today=on)
        given = event_of(whole, step) | {"on": str(on), "reported_on": str(reported)}
        if step == "admission_approval":
            given |= {"probation_from": str(again), "probation_to": str(add_months(again, 12) - dt.timedelta(days=1))}
        held = record_step(case=case, act=act_of(given), by=by, today=on)
        assert held.facts["reported_on"] == str(reported)

    def test_an_earlier_answer_may_still_be_corrected(self, world):
        case, _, on = case_before(world, "pre_review")
        today = on + dt.timedelta(days=10)
        facts = {"submitted_on": str(on), "result": "fail", "body": "party_committee"}
        act = Act("pre_review", PartialDate(today), facts)
        record = record_step(case=case, act=act, by=Operator(today), today=today)
        send_back(case, today + dt.timedelta(days=5), step="pre_review", by=Operator(today + dt.timedelta(days=5)))
        earlier = Act("pre_review", PartialDate(today - dt.timedelta(days=1)), facts)
        later = today + dt.timedelta(days=6)
        corrected = correct_record(record=record, act=earlier, reason="误记", by=Operator(later), today=later)
        assert corrected.happened_on == today - dt.timedelta(days=1)
