"""预计进度: what the rules would say on each day; what was asked about is not moved, and nothing is saved."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from directory.models import Person
from directory.permissions import Role
from directory.viewer import Operator
from membership.models import CaseDeadline, StepRecord
from membership.outlook import Outlook
from membership.services import ask, end_case
from tests.membership.cases.walking import act_of
from tests.world import TODAY


@pytest.fixture
def case(way):
    return way("activist_filing")


def page(client, case, **asked):
    answer = client.get(reverse("case_outlook", args=[case.code]), asked)
    assert answer.status_code == 200
    return answer


def rows(answer) -> int:
    return answer.content.decode().count("<tr>") - 1


def test_every_step_to_come_has_its_day_and_the_reason(client_as, case):
    answer = page(client_as(Role.BRANCH_OFFICER), case)
    lines = answer.context["lines"]
    assert rows(answer) == len(lines) > 15
    assert [each.planned.step for each in lines][-1] == "archive"
    decision = next(each for each in lines if each.planned.step == "target_decision")
    assert [each.rule for each in decision.waits_for] == ["DEV-11"]
    text = answer.content.decode()
    assert decision.planned.earliest.isoformat() in text
    assert all(each.message in text and each.clause in text for each in decision.waits_for)
    assert "登记为" not in text  # Nobody has registered these days.


def test_what_holds_the_case_back_is_said_in_words_with_its_clause(client_as, way):
    answer = page(client_as(Role.BRANCH_OFFICER), way("mentors"))
    held = answer.context["held"]
    text = re.sub(r"<[^>]+>", "", answer.content.decode())
    assert held.earliest > TODAY and held.reasons
    assert held.title in text and f"还有 {(held.earliest - TODAY).days} 天" in text
    assert all(each.clause in text for each in held.reasons)


def test_the_day_before_the_planned_one_is_refused_when_it_is_recorded(case):
    """What the page says is what the step form will say."""
    planned = Outlook(case, TODAY).plan.step("target_decision")
    event = {
        "step": "target_decision",
        "body": "branch_committee",
        "opinions": ["group", "mentors", "members", "masses"],
    }
    for day, is_early in ((planned.earliest - dt.timedelta(days=1), True), (planned.earliest, False)):
        asked = ask(case, act_of(event | {"on": str(day)}), Operator(day), day)
        assert ("DEV-11" in {each.rule for each in asked.answer.refusals}) is is_early


def test_a_meeting_too_early_is_told_and_stays_on_its_day(client_as, case):
    asked = TODAY + dt.timedelta(days=30)
    answer = page(client_as(Role.BRANCH_OFFICER), case, step="admission_meeting", on=asked.isoformat())
    line = answer.context["asked"]
    assert (line.planned.earliest, line.planned.is_given) == (asked, True)
    assert line.planned.problems and line.planned.is_refused and line.moved_by < 0
    assert "不能这样办理" in answer.content.decode()
    assert all(each.message in answer.content.decode() for each in line.planned.problems)


def test_a_later_meeting_moves_what_follows_by_as_many_days(client_as, case):
    before = Outlook(case, TODAY).plan
    day = before.step("admission_meeting").earliest + dt.timedelta(days=10)
    answer = page(client_as(Role.BRANCH_OFFICER), case, step="admission_meeting", on=day.isoformat())
    assert (answer.context["asked"].planned.problems, answer.context["asked"].moved_by) == ((), 10)
    moved = {each.planned.step: each.moved_by for each in answer.context["lines"]}
    assert moved["conversion_meeting"] == 10


def test_what_is_only_generally_so_is_told_and_refuses_nothing(client_as, case):
    """Within three months of leaving nobody is normally admitted: that asks for a reason (DEV-22)."""
    day = Outlook(case, TODAY).plan.step("admission_meeting").earliest
    Person.objects.filter(pk=case.person_id).update(expected_leave_on=day + dt.timedelta(days=60))
    answer = page(client_as(Role.BRANCH_OFFICER), case, step="admission_meeting", on=day.isoformat())
    asked = answer.context["asked"].planned
    assert ({each.rule for each in asked.problems}, asked.is_refused) == ({"DEV-22"}, False)
    text = answer.content.decode()
    assert "须写明原因和批准人" in text and "不能这样办理" not in text


@pytest.mark.parametrize(
    ("step", "on"), [("admission_meeting", "2026-11-19"), ("admission_meeting", "x"), ("x", "2027-01-01"), ("", "")]
)
def test_an_unreadable_question_is_told_beside_the_plan(client_as, case, step, on):
    answer = page(client_as(Role.BRANCH_OFFICER), case, step=step, on=on)
    assert answer.context["form"].errors and answer.context["asked"] is None
    assert rows(answer) == len(Outlook(case, TODAY).plan.steps)


def test_nothing_is_saved(client_as, case):
    def standing():
        case.refresh_from_db()
        return case.version, StepRecord.objects.count(), CaseDeadline.objects.count()

    before = standing()
    page(client_as(Role.BRANCH_OFFICER), case, step="admission_meeting", on="2027-12-01")
    assert standing() == before


def test_a_case_that_has_ended_has_nothing_ahead(client_as, case):
    end_case(case=case, outcome="withdrawn", on=TODAY, reason="本人申请", by=Operator(TODAY), today=TODAY)
    assert "没有待办的步骤" in page(client_as(Role.BRANCH_OFFICER), case).content.decode()


def test_the_page_of_the_case_leads_there(client_as, case):
    address = reverse("case_outlook", args=[case.code])
    client = client_as(Role.BRANCH_OFFICER)
    assert address in client.get(reverse("case_detail", args=[case.code])).content.decode()
