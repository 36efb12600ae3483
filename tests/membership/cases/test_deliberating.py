"""党总支审议: between the meeting and the approval of the committee, wherever a general branch lies there."""

import datetime as dt

import pytest

from dates.partial import PartialDate
from directory.models import Unit, UnitKind
from directory.permissions import Role
from directory.refusals import Refused
from directory.services.duties import assign_duty
from directory.services.grants import project_grants
from directory.viewer import Operator, Viewer
from membership.approving import Approvers
from membership.casefile import CaseFile
from membership.models import Case
from membership.services import Act, Excused, record_step
from tests.membership.cases.walking import act_of, day_of, play, played
from tests.membership.procedure.histories import lawful
from tests.world import add_person

START = dt.date(2025, 6, 2)


@pytest.fixture
def school(world):
    """The applicant's branch below a general branch, whose secretary has no duty anywhere else."""
    applicant = world.people["applicant"]
    Unit.objects.filter(pk=world.units["01"].pk).update(kind=UnitKind.GENERAL_BRANCH)
    secretary = world.accounts[Role.UNIT_SECRETARY]
    secretary.refresh_from_db()
    return applicant.unit


def case_upto(world, upto):
    case, raw = played(world, upto, START)
    return case, max(day_of(event) for event in raw["events"])


def event_of(step) -> dict:
    return next(each for each in lawful(START)["events"] if each["step"] == step)


def deliberate(case, on, purpose="admission", *, by=None, today=None, **facts):
    told = {"for": purpose, "result": "agree", "expected": 5, "present": 5, "ayes": 5, "nays": 0, "abstentions": 0}
    act = Act("deliberation", PartialDate(on), told | facts, note="审议意见")
    return record_step(case=case, act=act, by=by or Operator(on), today=today or on)


def approve(case, step="admission_approval", excused=None):
    event = event_of(step)
    today = day_of(event)
    return record_step(case=case, act=act_of(event), by=Operator(today), today=today, excused=excused or Excused())


def rules(refused) -> list[str]:
    return [each.rule for each in refused.value.refusals]


class TestTheAdmission:
    def test_nothing_is_approved_that_was_not_deliberated(self, world, school):
        case, on = case_upto(world, "approval_talk")
        with pytest.raises(Refused, match="党总支还没有审议支部大会的决议") as refused:
            approve(case, excused=Excused("急", "校党委", on))
        assert rules(refused) == ["DEV-31"]
        (reason,) = refused.value.refusals
        assert "第二十二条" in reason.clause or "第二十三条" in reason.clause
        deliberate(case, on)
        assert approve(case).facts["result"] == "approve"

    def test_one_that_was_refused_does_not_go_on(self, world, school):
        case, on = case_upto(world, "approval_talk")
        deliberate(case, on, result="refuse", ayes=1, nays=4)
        with pytest.raises(Refused, match="没有同意"):
            approve(case)

    def test_one_from_before_the_meeting_does_not_count(self, world, school):
        case, on = case_upto(world, "approval_talk")
        met = case.records.get(step="admission_meeting").happened_on
        with pytest.raises(Refused) as refused:
            deliberate(case, met - dt.timedelta(days=1), today=on)
        assert rules(refused) == ["ORDER"]

    def test_a_branch_right_below_its_committee_needs_none(self, world):
        case, _ = case_upto(world, "approval_talk")
        assert approve(case)


def test_a_conversion_asks_for_a_reason_only(world, school):
    """The article speaks of admissions; for conversions it is practice."""
    case, on = case_upto(world, "approval_talk")
    deliberate(case, on)
    between = [each for each in lawful(START, upto="conversion_meeting")["events"] if day_of(each) >= on]
    play(case, [each for each in between if each["step"] not in {record.step for record in case.records.all()}])
    with pytest.raises(Refused) as refused:
        approve(case, "conversion_approval")
    assert rules(refused) == ["DEV-31"]
    held = approve(case, "conversion_approval", Excused("总支委员不足", "校党委", on))
    assert held.exemptions.get().rule == "DEV-31"


class TestWho:
    def test_the_general_branch_itself(self, world, school):
        case, on = case_upto(world, "admission_meeting")
        secretary = Viewer(world.accounts[Role.UNIT_SECRETARY], on)
        assert deliberate(case, on, by=secretary).note == "审议意见"

    @pytest.mark.parametrize("role", [Role.BRANCH_OFFICER, Role.ORGANIZER_PART_TIME, Role.MEMBER, Role.AUDITOR])
    def test_nobody_of_the_branch(self, world, school, role):
        case, on = case_upto(world, "admission_meeting")
        with pytest.raises(Refused, match="由中共江海大学数学学院委员会办理") as refused:
            deliberate(case, on, by=Viewer(world.accounts[role], on))
        assert rules(refused) == ["not_yours"]

    def test_a_stranger_and_the_candidate_himself_do_not(self, world, school):
        case, on = case_upto(world, "admission_meeting")
        person = add_person(world, "60001", "路过人", "0201")
        account = world.accounts[Role.MEMBER]
        type(account).objects.filter(pk=account.pk).update(person=person)
        account.refresh_from_db()
        assign_duty(person=person, unit=world.units["02"], kind="secretary", from_on=dt.date(2024, 1, 1), by=None)
        project_grants()
        with pytest.raises(Refused) as refused:
            deliberate(case, on, by=Viewer(account, on))
        assert rules(refused) == ["not_yours"]
        secretary = Viewer(world.accounts[Role.UNIT_SECRETARY], on)
        Case.objects.filter(pk=case.pk).update(person=secretary.account.person)
        with pytest.raises(Refused) as refused:
            deliberate(Case.objects.get(pk=case.pk), on, by=secretary)
        assert "own_case" in rules(refused)

    def test_where_no_general_branch_lies_between_nobody_has_to(self, world):
        case, on = case_upto(world, "admission_meeting")
        with pytest.raises(Refused, match="不需要“党总支审议”"):
            deliberate(case, on, by=Viewer(world.accounts[Role.UNIT_SECRETARY], on))

    def test_the_nearest_above_the_branch_is_asked(self, world):
        found = {code: Approvers(START).general_branch_of(world.units[code]) for code in ("0101", "0201", "03", "02")}
        assert found == {"0101": None, "0201": world.units["02"], "03": None, "02": None}


class TestThePage:
    def file(self, world, case, role, on):
        return CaseFile(Case.objects.get(pk=case.pk), Viewer(world.accounts[role], on), on)

    def test_it_comes_first_after_the_meeting_and_says_with_whom_the_case_lies(self, world, school):
        case, on = case_upto(world, "admission_meeting")
        file = self.file(world, case, Role.UNIT_SECRETARY, on)
        assert [turn.code for turn in file.turns][:2] == ["deliberation", "approval_talk"]
        assert file.turns[0].is_yours and file.holder == "数学学院党委"
        deliberate(case, on)
        file = self.file(world, case, Role.UNIT_SECRETARY, on)
        assert "deliberation" not in [turn.code for turn in file.turns]
        ((facts,),) = [[done.facts] for done in file.beyond() if done.record.step == "deliberation"]
        assert facts[:2] == [("审议事项", "接收预备党员"), ("结果", "同意")]
        assert ("应到会委员", "5") in facts

    def test_one_that_was_refused_leaves_the_case_with_the_general_branch(self, world, school):
        case, on = case_upto(world, "admission_meeting")
        deliberate(case, on, result="refuse", ayes=1, nays=4)
        file = self.file(world, case, Role.UNIT_SECRETARY, on)
        turn = file.turns[0]
        assert (turn.code, turn.is_yours, file.holder) == ("deliberation", True, "数学学院党委")
        assert turn.note.startswith(f"党总支审议不同意（{on}）。可以退回党支部补正") and "结束个案" in turn.note
        assert file.may_return
        deliberate(case, on)
        file = self.file(world, case, Role.UNIT_SECRETARY, on)
        assert "deliberation" not in [turn.code for turn in file.turns] and file.holder != "数学学院党委"

    def test_a_refused_conversion_may_be_deliberated_again(self, world, school):
        case, on = case_upto(world, "approval_talk")
        deliberate(case, on)
        held = {each.step for each in case.records.all()}
        events = lawful(START, upto="conversion_meeting")["events"]
        play(case, [each for each in events if day_of(each) >= on and each["step"] not in held])
        met = case.records.get(step="conversion_meeting").happened_on
        deliberate(case, met, "conversion", result="refuse", ayes=1, nays=4)
        file = self.file(world, case, Role.UNIT_SECRETARY, met)
        assert file.turns[0].note.startswith("党总支审议不同意") and "结束个案" not in file.turns[0].note

    def test_the_blocked_approval_offers_it(self, world, school):
        case, on = case_upto(world, "approval_talk")
        (turn,) = [
            each for each in self.file(world, case, Role.UNIT_SECRETARY, on).turns if each.code.endswith("approval")
        ]
        (reason,) = [each for each in turn.refusals if each.rule == "DEV-31"]
        assert reason.action == "登记党总支审议" and "/steps/deliberation/" in reason.url

    def test_the_form_asks_what_it_was_about_and_keeps_what_was_typed(self, world, school, client_as):
        case, _ = case_upto(world, "admission_meeting")
        address = f"/cases/{case.code}/steps/deliberation/"
        assert client_as(Role.BRANCH_OFFICER).get(address).status_code == 404
        client = client_as(Role.UNIT_SECRETARY)
        form = client.get(address).context["form"]
        assert form["for"].value() == "admission" and form["result"].field.required
        given = {"on": "2026-11-20", "for": "admission", "result": "agree", "version": form["version"].value()}
        refused = client.post(address, given | {"expected": "5", "present": "4", "ayes": "5"})
        assert refused.status_code == 422
        assert "合计 5 票，多于实到 4 票" in refused.content.decode() and 'value="4"' in refused.content.decode()
