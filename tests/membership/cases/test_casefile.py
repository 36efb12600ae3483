"""The page of a case: every reason with its clause and, where a step of the viewer's removes it, the button."""

import datetime as dt
import re

import pytest

from directory.permissions import Role
from directory.viewer import Viewer
from membership.casefile import CaseFile
from membership.models import StepRecord
from membership.procedure.catalog import RULES
from membership.procedure.remedies import _STEP_OF, remedy
from membership.procedure.steps import STEPS
from tests.membership.cases.walking import day_of, played
from tests.world import TODAY

CUTS = (
    "application", "activist_filing", "review", "target_filing", "target_listing", "pre_review", "admission_meeting",
)  # fmt: skip


def seen(world, upto, role, start=dt.date(2025, 6, 2)):
    case, raw = played(world, upto, start)
    today = max(day_of(event) for event in raw["events"])
    return CaseFile(case, Viewer(world.accounts[role], today), today)


@pytest.mark.parametrize("upto", CUTS)
def test_every_blocker_names_its_clause_and_opens_its_remedy(world, client_as, upto):
    file = seen(world, upto, Role.BRANCH_OFFICER)
    for turn in file.turns:
        for each in turn.refusals:
            assert each.clause or each.rule == "ORDER", each
            if each.url:
                assert client_as(Role.BRANCH_OFFICER).get(each.url).status_code == 200, each


def test_a_missing_review_leads_to_the_review(world):
    file = seen(world, "mentors", Role.BRANCH_OFFICER)
    file.today = file.today.replace(year=file.today.year + 1)
    blocked = {turn.code: turn for turn in file.turns}["target_decision"]
    (reason,) = [each for each in blocked.refusals if each.rule == "DEV-07"]
    assert reason.action == "登记培养教育考察" and "/steps/review/" in reason.url


def test_what_is_late_is_said_where_the_next_step_stands(world, client_as):
    case, _ = played(world, "application", TODAY - dt.timedelta(days=81))
    page = client_as(Role.BRANCH_OFFICER).get(f"/cases/{case.code}/").content.decode()
    for panel in ('id="next"', 'id="timeline"', 'id="deadlines"'):
        assert "已逾期" in page.partition(panel)[2].partition("</section>")[0], panel
    assert re.search(r"已逾期 <span class=\"note\">\d+天", page) and "有事项已逾期" in page


def test_nothing_is_offered_that_is_another_ones(world):
    file = seen(world, "target_listing", Role.AUDITOR)
    assert not any(turn.is_yours or any(each.url for each in turn.refusals) for turn in file.turns)
    assert file.extras() == []


@pytest.mark.parametrize("step", STEPS)
def test_nothing_is_said_in_code_names_before_anything_is_typed(world, client_as, step):
    case, _ = played(world, "review", dt.date(2025, 6, 2))
    for role in (Role.BRANCH_OFFICER, Role.UNIT_SECRETARY):
        page = client_as(role).get(f"/cases/{case.code}/steps/{step}/").content.decode()
        asked = re.sub(r"<[^>]+>", " ", page.partition('id="asked"')[2].partition("</section>")[0])
        assert not re.search(r"[a-z_]{3,}|\bfor\b", asked.partition(">")[2]), asked


def test_every_remedy_is_a_rule_and_a_step():
    assert set(_STEP_OF) <= set(RULES) and set(_STEP_OF.values()) <= set(STEPS)
    assert all(remedy(rule, step) is None for rule, step in _STEP_OF.items())


def test_a_merged_step_is_done_with_the_last_of_its_codes(world):
    file = seen(world, "review", Role.BRANCH_OFFICER)
    file.steps = [step for step in file.steps if len(step.codes) == 2]
    file.records = [each for each in file.records if each.step != "thought_report"]
    assert [line.word for line in file.lines()] == ["办理中"]
    file.records.append(StepRecord(case=file.case, step="thought_report", facts={}))
    assert [line.word for line in file.lines()] == ["已完成"]


@pytest.mark.parametrize("vague", ["application", "application_talk", ""])
def test_days_are_counted_only_between_days(world, vague):
    """Of two dates of which one is known to the month nobody can say how many days lie between them."""
    file = seen(world, "application_talk", Role.BRANCH_OFFICER)
    for each in file.records:
        if each.step == vague:
            each.happened_on, each.precision = each.happened_on.replace(day=1), "month"
    before, after = file.records
    (told,) = [done.gap_days for line in file.lines() for done in line.done if done.record is after]
    assert told == (None if vague else (after.happened_on - before.happened_on).days)
