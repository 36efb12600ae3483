"""The meeting on a conversion: what it decided is said where it agreed, and nowhere else."""

import datetime as dt

import pytest

from directory.permissions import Role
from directory.viewer import Operator
from membership.decided import converted
from membership.models import StepRecord
from membership.procedure.planning import next_step, why_again
from membership.services import Act, correct_record
from tests.membership.procedure.histories import lawful
from tests.membership.procedure.test_planning_ahead import history_of
from tests.membership.together.candidates import brought_to
from tests.membership.together.walking import press
from tests.world import TODAY

pytestmark = pytest.mark.django_db
ADDRESS = "/cases/together/conversion_meeting/"
FAILED = {"ayes": "10", "nays": "8", "abstentions": "1"}
CARRIED = {"ayes": "11", "nays": "7", "abstentions": "1"}


@pytest.fixture
def client(client_as):
    return client_as(Role.UNIT_SECRETARY)


@pytest.fixture
def case(world):
    named = world.people["f0"], world.people["f1"]
    start = dt.date(2024, 7, 1)
    return brought_to(world, "70020", "方晓", "conversion_application", start=start, introducers=named)


@pytest.fixture
def voting(world, client, case):
    page = press(client, ADDRESS, client.get(ADDRESS, {"case": case.code}), "meeting")
    absent = {f"p{world.people[name].pk}.came": None for name in ("f18", "f19")}
    return press(client, ADDRESS, page, "votes", on="2026-11-18", **absent)


def text(response) -> str:
    return response.content.decode()


def of(case, **typed):
    return {f"{case.code}.{name}": value for name, value in typed.items()}


def record() -> StepRecord:
    return StepRecord.objects.standing().get(step="conversion_meeting")


def test_a_vote_that_failed_is_recorded_without_a_decision(client, voting, case):
    review = press(client, ADDRESS, voting, "review", **of(case, **FAILED))
    assert "10/21，需 11" in text(review) and "可以另行召开支部大会讨论" in text(review)
    assert press(client, ADDRESS, review, "save").status_code == 302
    assert "decision" not in record().facts and not converted([case])
    case.refresh_from_db()
    assert case.next_step == "conversion_meeting"
    assert not case.deadlines.filter(key="conversion_approval", is_due=True).exists()


def test_what_was_agreed_to_has_to_be_said(client, voting, case):
    review = press(client, ADDRESS, voting, "review", **of(case, **CARRIED))
    assert "表决已通过，请选择决议" in text(review) and 'value="save"' not in text(review)


def test_too_few_decide_nothing(client, voting, case):
    review = press(client, ADDRESS, voting, "review", **of(case, **FAILED, decision="convert"))
    assert "决议不能通过" in text(review) and "第三十二条" in text(review)


def test_a_decision_corrected_in_the_case_is_not_put_back(client, voting, case):
    review = press(client, ADDRESS, voting, "review", **of(case, **CARRIED, decision="convert"))
    address = press(client, ADDRESS, review, "save").headers["Location"]
    opened = client.get(f"{address}correct/")
    facts = record().facts | {"decision": "extend", "extend_months": 6}
    act = Act("conversion_meeting", record().day, facts, item=record().item, is_counted=True)
    correct_record(record=record(), act=act, reason="误记", by=Operator(TODAY), today=TODAY)
    page = press(client, f"{address}correct/", opened, "review", place="三楼", reason="漏填")
    assert page.status_code == 422 and "已先保存这次会议或依据它登记的个案" in text(page)
    assert record().facts["decision"] == "extend"
    page = press(client, f"{address}correct/", page, "review")
    assert page.status_code == 200 and "方晓的个案记录" in text(page)


def test_a_corrected_vote_brings_its_decision_and_loses_it_again(client, voting, case):
    review = press(client, ADDRESS, voting, "review", **of(case, **FAILED))
    address = press(client, ADDRESS, review, "save").headers["Location"]
    item = record().item
    corrected(client, address, item, **CARRIED, decision="convert")
    assert (record().facts["ayes"], record().facts["decision"], record().item) == (11, "convert", item)
    case.refresh_from_db()
    assert case.next_step == "conversion_approval" and converted([case])
    corrected(client, address, item, **FAILED, decision="convert")
    assert "decision" not in record().facts


def test_a_decision_alone_is_corrected_with_the_meeting(client, voting, case):
    review = press(client, ADDRESS, voting, "review", **of(case, **CARRIED, decision="convert"))
    address = press(client, ADDRESS, review, "save").headers["Location"]
    review = corrected(client, address, record().item, decision="extend", extend_months="6")
    assert "随之更正 1 人的个案记录" in review and "延长预备期" in review
    assert (record().facts["decision"], record().facts["extend_months"]) == ("extend", 6)


def corrected(client, address, item, **typed) -> str:
    page = client.get(f"{address}correct/")
    fields = {f"i{item.pk}.{name}": value for name, value in typed.items()}
    review = press(client, f"{address}correct/", page, "review", reason="误记", **fields)
    assert press(client, f"{address}correct/", review, "save").status_code == 302
    return text(review)


def test_the_procedure_comes_back_to_the_meeting():
    raw = lawful(dt.date(2024, 7, 1), upto="conversion_meeting")
    meeting = raw["events"][-1]
    meeting |= {"ayes": 10, "nays": 8}
    meeting.pop("decision")
    history = history_of(raw)
    assert history.probation.discussions[-1].is_failed
    assert next_step(history).step == "conversion_meeting"
    assert "没有形成决议" in why_again(history, "conversion_meeting")
