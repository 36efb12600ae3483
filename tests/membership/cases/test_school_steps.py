"""Steps of the school's own: at their place, by whom the template names, judged by no rule; the next one may wait."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dates.partial import PartialDate
from directory.permissions import Role
from directory.refusals import Refused
from directory.viewer import Operator
from membership.casefile import CaseFile, settled
from membership.checklist import checklist
from membership.models import Case, Recorder, StepTemplate, TemplateDocument, TemplateStep
from membership.services import (
    Act,
    Excused,
    correct_record,
    pause_case,
    record_school_step,
    record_step,
    void_record,
)
from membership.services.templates import copy_template, publish_template, save_documents, save_steps
from membership.timelines import Judge, records_of, tell
from tests.membership.cases.walking import played
from tests.world import TODAY

SINCE = dt.date(2026, 5, 20)
DECISION = {"body": "branch_committee", "sources": ["members", "league"], "league_recommended_on": "2026-06-20"}
BRANCH, DEFENCE = "集体谈话", "学院答辩会"


@pytest.fixture
def template(world):
    """Before the talk one that the branch records; before the decision one of the committee's that is waited for."""
    by = world.accounts[Role.DEPARTMENT_ADMIN]
    source = StepTemplate.objects.get(name="25步·2026")
    draft = copy_template(source=source, name="本校步骤", opened_from=SINCE, by=by)
    place = {code: step.position for step in draft.steps.all() for code in step.codes}
    own = [
        TemplateStep(number="1a", stage=1, title=BRANCH, actor="党支部", position=place["application_talk"] - 5),
        TemplateStep(
            number="2a", stage=1, title=DEFENCE, actor="学院党委", position=place["activist_decision"] - 5,
            recorder=Recorder.COMMITTEE, is_awaited=True,
        ),
    ]  # fmt: skip
    save_steps(draft=draft, steps=own)
    defence = draft.steps.get(title=DEFENCE)
    save_documents(step=defence, documents=[TemplateDocument(position=1, name="答辩记录", paper="other")])
    return publish_template(draft=draft, by=by, today=SINCE)


def case_upto(world, upto):
    return played(world, upto, dt.date(2026, 6, 1))[0]


@pytest.fixture
def case(world, template):
    return case_upto(world, "application_talk")


def own(case, title) -> TemplateStep:
    return case.template.steps.get(title=title)


def record(case, title, on=dt.date(2026, 9, 1), *, by=None, note="", scans=None, result="通过"):
    act = Act("", PartialDate(on), {"result": result}, note=note, template_step=own(case, title))
    return record_school_step(case=case, act=act, scans=scans or {}, by=by or Operator(TODAY), today=TODAY)


def decide(case, on=TODAY, excused=None):
    act = Act("activist_decision", PartialDate(on), DECISION)
    return record_step(case=case, act=act, by=Operator(TODAY), today=TODAY, excused=excused or Excused())


def rules(refused) -> list[str]:
    return [each.rule for each in refused.value.refusals]


def file_of(case, viewer) -> CaseFile:
    return CaseFile(Case.objects.get(pk=case.pk), viewer, TODAY)


class TestThePage:
    def test_it_stands_at_its_place_with_its_word(self, case, viewer_as):
        words = {line.step.title: line.word for line in file_of(case, viewer_as(Role.BRANCH_OFFICER)).lines()}
        assert (words[BRANCH], words[DEFENCE]) == ("未开始", "未开始")
        record(case, DEFENCE)
        lines = file_of(case, viewer_as(Role.BRANCH_OFFICER)).lines()
        (line,) = [each for each in lines if each.step.title == DEFENCE]
        assert (line.word, line.done[0].facts, line.done[0].edition) == ("已完成", [("结果", "通过")], "")

    def test_it_is_offered_when_its_turn_has_come_and_beside_once_it_was_passed(self, case, viewer_as):
        file = file_of(case, viewer_as(Role.DEPARTMENT_ADMIN))
        assert [turn.number for turn in file.coming] == ["2a", "3"]
        assert file.coming[0].article == "学校步骤，办理“3 推荐和确定入党积极分子”前须登记"
        assert BRANCH in [title for _, title in file.extras()]

    def test_it_is_not_offered_before(self, world, template, viewer_as):
        case = case_upto(world, "application")
        file = file_of(case, viewer_as(Role.DEPARTMENT_ADMIN))
        assert [turn.number for turn in file.coming] == ["1a", "2"]
        assert {line.step.title: line.word for line in file.lines()}[DEFENCE] == "还不能办理"
        with pytest.raises(Refused, match="还没有办到"):
            record(case, DEFENCE)

    def test_its_document_is_missing_once_it_is_done(self, case):
        def missing():
            return [each.document.name for each in checklist(case, settled(case, TODAY))[0] if each.is_missing]

        assert "答辩记录" not in missing()
        record(case, DEFENCE)
        assert "答辩记录" in missing()


WHO = {
    BRANCH: {
        Role.DEPARTMENT_ADMIN, Role.DEPARTMENT_STAFF, Role.UNIT_SECRETARY, Role.ORGANIZER_FULL_TIME,
        Role.ORGANIZER_PART_TIME, Role.BRANCH_OFFICER,
    },
    DEFENCE: {Role.DEPARTMENT_ADMIN, Role.DEPARTMENT_STAFF, Role.UNIT_SECRETARY, Role.ORGANIZER_FULL_TIME},
}  # fmt: skip


@pytest.mark.parametrize("title", WHO)
def test_whoever_the_template_names_finds_it_and_nobody_else(case, client_as, title):
    address = f"/cases/{case.code}/school-steps/{own(case, title).pk}/"
    assert {role for role in Role if client_as(role).get(address).status_code == 200} == WHO[title]


def test_a_companion_and_the_candidate_himself_do_not_record_it(world, case, client_as, viewer_as):
    mentor = world.accounts[Role.MEMBER].person
    case.companions.create(person=mentor, role="mentor", record=case.records.first(), from_on=dt.date(2026, 8, 3))
    address = f"/cases/{case.code}/school-steps/{own(case, BRANCH).pk}/"
    assert client_as(Role.MEMBER).get(address).status_code == 404
    officer = viewer_as(Role.BRANCH_OFFICER)
    Case.objects.filter(pk=case.pk).update(person=officer.account.person)
    with pytest.raises(Refused) as refused:
        record(Case.objects.get(pk=case.pk), BRANCH, by=officer)
    assert "own_case" in rules(refused)


def test_a_step_of_another_template_is_not_there(case, client_as):
    other = TemplateStep.objects.filter(template__name="25步·2014").first()
    code = own(case, BRANCH).template.steps.exclude(codes=[]).first()
    for step in (other, code):
        answer = client_as(Role.BRANCH_OFFICER).get(f"/cases/{case.code}/school-steps/{step.pk}/")
        assert answer.status_code == 404


class TestTheNextStepWaits:
    def test_it_asks_for_a_reason_while_the_step_is_not_there(self, case):
        with pytest.raises(Refused, match="要求先办“2a 学院答辩会”，还没有登记") as refused:
            decide(case)
        assert rules(refused) == ["TEMPLATE"]

    def test_it_yields_to_a_recorded_reason(self, case):
        held = decide(case, excused=Excused("疫情期间停办", "学院党委", TODAY))
        assert list(held.exemptions.values_list("rule", "clause")) == [("TEMPLATE", "步骤模板“本校步骤”")]

    def test_it_goes_on_once_the_step_is_there(self, case):
        record(case, DEFENCE)
        assert not decide(case).exemptions.exists()

    def test_a_later_day_is_told(self, case):
        record(case, DEFENCE, TODAY)
        with pytest.raises(Refused, match="登记的日期 2026-11-20 晚于这一步的 2026-11-19"):
            decide(case, TODAY - dt.timedelta(days=1))

    def test_nothing_waits_for_a_step_that_is_not_awaited(self, world, template):
        case = case_upto(world, "application")
        on = dt.date(2026, 6, 20)
        act = Act("application_talk", PartialDate(on), {"by": "secretary"})
        assert not record_step(case=case, act=act, by=Operator(on), today=on).exemptions.exists()

    def test_a_correction_is_not_asked_again_and_keeps_the_reason(self, case):
        held = decide(case, excused=Excused("疫情期间停办", "学院党委", TODAY))
        act = Act("activist_decision", PartialDate(TODAY - dt.timedelta(days=1)), DECISION)
        corrected = correct_record(record=held, act=act, reason="误记", by=Operator(TODAY), today=TODAY)
        assert corrected.exemptions.get().reason == "疫情期间停办"

    def test_a_correction_that_moves_it_before_the_step_asks(self, case):
        record(case, DEFENCE, TODAY)
        held = decide(case)
        act = Act("activist_decision", PartialDate(TODAY - dt.timedelta(days=1)), DECISION)
        changed = {"record": held, "act": act, "reason": "误记", "by": Operator(TODAY), "today": TODAY}
        with pytest.raises(Refused, match="登记的日期 2026-11-20 晚于这一步的 2026-11-19") as refused:
            correct_record(**changed)
        assert rules(refused) == ["TEMPLATE"]
        corrected = correct_record(**changed, excused=Excused("补办", "学院党委", TODAY))
        assert corrected.exemptions.get().rule == "TEMPLATE"

    def test_a_corrected_day_stays_before_the_step_that_waited(self, case):
        held, decided = record(case, DEFENCE), TODAY - dt.timedelta(days=5)
        decide(case, decided)

        def move(record, on, result="通过"):
            act = Act("", PartialDate(on), {"result": result}, template_step=record.template_step)
            return correct_record(record=record, act=act, reason="误记", by=Operator(TODAY), today=TODAY)

        with pytest.raises(
            Refused, match=f"改后的日期 2026-11-20 晚于“3 推荐和确定入党积极分子”的 {decided}"
        ) as refused:
            move(held, TODAY)
        assert [(each.rule, each.field) for each in refused.value.refusals] == [("record_rests", "on")]
        assert move(held, decided).happened_on == decided

    def test_one_that_was_done_afterwards_may_still_be_corrected(self, case):
        decide(case, TODAY - dt.timedelta(days=5), Excused("疫情期间停办", "学院党委", TODAY))
        held = record(case, DEFENCE, TODAY - dt.timedelta(days=1))
        act = Act("", PartialDate(TODAY), {"result": "暂缓"}, template_step=held.template_step)
        changed = {"record": held, "act": act, "reason": "误记", "by": Operator(TODAY), "today": TODAY}
        assert correct_record(**changed).happened_on == TODAY


class TestBadInput:
    @pytest.mark.parametrize(
        ("on", "rule"), [(TODAY + dt.timedelta(days=1), "future"), (dt.date(1990, 1, 1), "before_birth")]
    )
    def test_a_day_that_cannot_be_is_refused(self, case, on, rule):
        with pytest.raises(Refused) as refused:
            record(case, DEFENCE, on)
        assert rules(refused) == [rule]

    def test_all_reasons_stand_at_once(self, case, viewer_as):
        record(case, DEFENCE)
        pause_case(case=case, on=TODAY, reason="材料不全", by=Operator(TODAY), today=TODAY)
        with pytest.raises(Refused) as refused:
            record(case, DEFENCE, TODAY + dt.timedelta(days=1), by=viewer_as(Role.BRANCH_OFFICER))
        assert rules(refused) == ["case_paused", "not_yours", "future", "step_once"]


class TestTheForm:
    def post(self, case, client, **given):
        address = f"/cases/{case.code}/school-steps/{own(case, DEFENCE).pk}/"
        form = client.get(address).context["form"]
        return client.post(address, {"on": "2026-09-01", "version": form["version"].value()} | given)

    def scan(self, case, content=b"%PDF-1.4 page"):
        document = own(case, DEFENCE).documents.get()
        return {f"scan_{document.pk}": SimpleUploadedFile("答辩.pdf", content)}

    def test_it_takes_a_day_words_and_papers(self, case, client_as):
        client = client_as(Role.UNIT_SECRETARY)
        answer = self.post(case, client, result="通过", note="答辩情况", **self.scan(case))
        assert answer.status_code == 302
        held = case.records.get(template_step__title=DEFENCE)
        assert (held.step, held.facts, held.note, held.day.iso()) == ("", {"result": "通过"}, "答辩情况", "2026-09-01")
        assert held.papers.get().document.name == "答辩记录"
        assert "学院答辩会" in client.get(f"/cases/{case.code}/").content.decode()
        assert client.get(f"/cases/{case.code}/sheet/").status_code == 200

    def test_a_file_that_cannot_be_keeps_everything_from_being_saved(self, case, client_as):
        answer = self.post(case, client_as(Role.UNIT_SECRETARY), result="通过", **self.scan(case, b"MZ program"))
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert "答辩记录：" in shown and 'value="通过"' in shown
        assert not case.records.filter(template_step__title=DEFENCE).exists()

    def test_the_second_saver_is_told(self, case, client_as):
        client = client_as(Role.UNIT_SECRETARY)
        version = case.version
        record(case, BRANCH)
        assert "已先保存此案" in self.post(case, client, version=version).content.decode()


class TestAfterwards:
    def test_no_rule_knows_it(self, case):
        def known():
            held = Case.objects.get(pk=case.pk)
            told = tell(held, records_of([held])[held.pk], {}, TODAY)
            history = Judge(TODAY).history(told, held.unit)
            return told.events.keys(), history.dates(), held.next_step, held.faults, held.stage

        before = known()
        record(case, DEFENCE)
        assert known() == before

    def test_it_can_be_corrected_by_whoever_may_record_it(self, case, client_as):
        held = record(case, DEFENCE, note="情况")
        address = f"/cases/{case.code}/records/{held.pk}/correct/"
        assert client_as(Role.BRANCH_OFFICER).get(address).status_code == 404
        client = client_as(Role.UNIT_SECRETARY)
        version = client.get(address).context["form"]["version"].value()
        given = {"on": "2026-09-02", "result": "暂缓", "reason": "误记", "version": version}
        assert client.post(address, given).status_code == 302
        corrected = case.records.standing().get(template_step__title=DEFENCE)
        assert (corrected.day.iso(), corrected.note, corrected.replaces) == ("2026-09-02", "情况", held)

    def test_it_is_voided_unless_the_next_step_rests_on_it(self, case):
        held = record(case, DEFENCE)
        decision = decide(case)
        gone = {"reason": "误记", "by": Operator(TODAY), "today": TODAY}
        with pytest.raises(Refused, match="请先作废它"):
            void_record(record=held, **gone)
        void_record(record=decision, **gone)
        void_record(record=held, **gone)
        assert not case.records.standing().filter(step="").exists()
