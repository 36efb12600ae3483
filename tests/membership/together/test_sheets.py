"""One decision for many on one sheet: each on his own, whoever is refused stops nobody else."""

import datetime as dt

import pytest

from directory.models import Status
from directory.permissions import Role
from membership.models import StepRecord
from membership.procedure.steps import COMMITTEE_VOTES
from membership.together.kinds import BATCHES, COUNTED
from membership.together.people import candidates as offered
from tests.membership.together.candidates import brought_to
from tests.membership.together.walking import fields_in, press
from tests.world import TODAY

pytestmark = pytest.mark.django_db
D = dt.date.fromisoformat
# Step → what comes before it, from when on the history runs so that its day is in November 2026, and what is typed.
BEFORE = {
    "activist_filing": ("activist_decision", D("2026-09-28"), {"on": "2026-11-18"}),
    "target_filing": ("target_decision", D("2025-09-10"), {"on": "2026-11-18"}),
    "pre_review": ("committee_review", D("2025-07-20"), {"on": "2026-11-18", "submitted_on": "2026-11-10"}),
    "training": ("political_review", D("2025-08-12"), {"from": "2026-11-16", "to": "2026-11-19", "level": "target"}),
    "admission_approval": ("approval_talk", D("2025-06-06"), {"on": "2026-11-19"}),
    "higher_filing": ("admission_approval", D("2025-05-20"), {"on": "2026-11-19"}),
    "oath": ("admission_approval", D("2025-05-20"), {"on": "2026-11-19"}),
    "review": ("mentors", D("2026-03-20"), {"on": "2026-11-12"}),
    "thought_report": ("mentors", D("2026-03-20"), {"on": "2026-11-12"}),
    "conversion_approval": ("conversion_meeting", D("2024-07-26"), {"on": "2026-11-19"}),
    "archive": ("conversion_approval", D("2024-07-01"), {"on": "2026-11-19"}),
}
EACH = {"training": {"days": "3", "hours": "24", "result": "pass"}, "review": {"result": "合格"}}
PARTS = ["application", "book", "political_review", "conversion_application", "activist_form", "probation_form"]
EVERYBODY = {"archive": {"documents": PARTS}}


@pytest.fixture
def client(client_as):
    return client_as(Role.DEPARTMENT_ADMIN)


def two_before(world, step):
    upto, start, _ = BEFORE[step]
    return [brought_to(world, f"7{number}000", name, upto, start=start) for number, name in enumerate(("方晓", "苏明"))]


def gone_through(client, step, cases, **more):
    address = f"/cases/together/{step}/"
    page = press(client, address, client.get(address, {"case": [case.code for case in cases]}), "sheet")
    typed = BEFORE[step][2] | EVERYBODY.get(step, {})
    typed |= {f"{case.code}.{name}": value for case in cases for name, value in EACH.get(step, {}).items()}
    return press(client, address, page, "review", **typed | more)


def words(page):
    return page.content.decode()


@pytest.mark.parametrize("step", BEFORE)
def test_each_is_recorded(world, client, step):
    cases = two_before(world, step)
    review = gone_through(client, step, cases)
    assert "登记 2 人" in words(review), words(review)
    saved = press(client, f"/cases/together/{step}/", review, "save")
    assert saved.status_code == 302
    for case in cases:
        assert StepRecord.objects.filter(case=case, step=step, recorded_on=TODAY, recorded_by__isnull=False).exists()
    page = client.get(saved.headers["Location"])
    assert page.status_code == 200
    for key in BATCHES[step].papers:
        draft = client.get(saved.headers["Location"].replace("/saved/", f"/drafts/{key}/"))
        assert draft.status_code == 200 and "方晓" in words(draft)


def test_approval_computes_the_dates_of_probation(world, client):
    cases = two_before(world, "admission_approval")
    review = gone_through(client, "admission_approval", cases)
    first = cases[0]
    assert fields_in(review)[f"{first.code}.probation_from"] == [str(first.admitted_on)]
    press(client, "/cases/together/admission_approval/", review, "save")
    record = StepRecord.objects.get(case=first, step="admission_approval")
    assert record.facts["probation_to"] == str(first.probation_to)
    first.person.refresh_from_db()
    assert first.person.status == Status.PROBATIONARY


def test_who_is_refused_stops_nobody_and_stays_on_the_page(world, client):
    ready = two_before(world, "pre_review")[0]
    early = brought_to(world, "72000", "江有声", "training", start=BEFORE["pre_review"][1])
    review = gone_through(client, "pre_review", [ready, early])
    assert "其中 1 人还不能登记" in words(review)
    page = press(client, "/cases/together/pre_review/", review, "save")
    assert page.status_code == 422
    assert fields_in(page)["case"] == [early.code]
    assert f"{early.code}.result" in fields_in(page)
    assert StepRecord.objects.filter(step="pre_review", recorded_on=TODAY).exclude(recorded_by=None).count() == 1


def test_sent_twice_is_recorded_once(world, client):
    cases = two_before(world, "thought_report")
    review = gone_through(client, "thought_report", cases)
    for _ in range(2):
        again = press(client, "/cases/together/thought_report/", review, "save")
    assert again.status_code == 422 and "已先保存此案" in words(again)
    assert StepRecord.objects.filter(step="thought_report", recorded_on=TODAY).exclude(recorded_by=None).count() == 2


def test_a_notice_is_counted_by_the_working_calendar(world, client):
    cases = [brought_to(world, "70000", "方晓", "target_filing", start=D("2025-09-03"))]
    address = "/cases/together/public_notice/"
    page = press(client, address, client.get(address, {"case": [cases[0].code]}), "sheet")
    typed = {"for": "target", "from": "2026-11-13", "to": "2026-11-19", "places": ["unit"]}
    review = press(client, address, page, "review", **typed)
    assert "2026-11-13 至 2026-11-19，5 个工作日" in words(review)
    assert "第 1 天" in words(review) and "周六 不计" in words(review)


def test_only_whose_turn_it_is_is_offered_and_only_where_one_may(world, viewer_as, candidates):
    batch = BATCHES["admission_meeting"]
    assert set(offered(viewer_as(Role.UNIT_SECRETARY), batch)) == set(candidates)
    assert not offered(viewer_as(Role.BRANCH_OFFICER), batch).exists()
    decides = BATCHES["admission_approval"]
    assert not offered(viewer_as(Role.ORGANIZER_FULL_TIME), decides).exists()


def test_a_branch_officer_decides_nothing_for_the_committee(world, client_as):
    for step in ("target_filing", "pre_review", "admission_approval", "conversion_approval", "activist_filing"):
        assert client_as(Role.BRANCH_OFFICER).get(f"/cases/together/{step}/").status_code == 404
    assert client_as(Role.BRANCH_OFFICER).get("/cases/together/oath/").status_code == 200


def test_wrong_days_are_said_on_the_sheet_and_keep_the_rest(world, client):
    cases = two_before(world, "oath")
    page = gone_through(client, "oath", cases, on="2026-02-30")
    assert page.status_code == 422 and fields_in(page)["on"] == ["2026-02-30"]
    assert page.templates[0].name == "membership/together/batch_sheet.html"


class TestTheCommitteesVote:
    """Who came is one figure for all, the ballots are counted of each; nobody has to know them."""

    def gone(self, client, cases, **typed):
        mine = {f"{case.code}.{name}": value for case in cases for name, value in typed.items() if name in COUNTED}
        shared = {name: value for name, value in typed.items() if name not in COUNTED}
        return gone_through(client, "admission_approval", cases, **shared | mine)

    def test_it_is_recorded_and_stands_in_the_reply(self, world, client):
        cases = two_before(world, "admission_approval")
        review = self.gone(client, cases, expected="9", present="8", ayes="7", nays="0", abstentions="1")
        saved = press(client, "/cases/together/admission_approval/", review, "save")
        facts = StepRecord.objects.get(case=cases[0], step="admission_approval").facts
        assert {name: facts[name] for name in ("expected", "present", *COUNTED)} == {
            "expected": 9, "present": 8, "ayes": 7, "nays": 0, "abstentions": 1,
        }  # fmt: skip
        draft = words(client.get(saved.headers["Location"].replace("/saved/", "/drafts/admission_reply/")))
        assert "（应到会委员 9 人，实到 8 人）" in draft and "赞成 7、不赞成 0、弃权 1" in draft

    def test_nothing_of_it_stands_in_the_reply_where_it_is_unknown(self, world, client):
        cases = two_before(world, "admission_approval")
        saved = press(client, "/cases/together/admission_approval/", self.gone(client, cases), "save")
        draft = words(client.get(saved.headers["Location"].replace("/saved/", "/drafts/admission_reply/")))
        assert "经党委会议集体审议" in draft and "表决结果" not in draft

    def test_ballots_that_do_not_add_up_are_refused_by_name(self, world, client):
        cases = two_before(world, "admission_approval")
        review = words(self.gone(client, cases, expected="9", present="8", ayes="8", nays="1", abstentions="0"))
        assert "赞成、反对、弃权合计 9 票，多于实到 8 票" in review and "登记 2 人" not in review


@pytest.mark.parametrize("step", [step for step in COMMITTEE_VOTES if step in BEFORE])
def test_the_form_of_one_case_asks_for_the_vote_and_needs_none(world, client, step):
    (case, _) = two_before(world, step)
    address = f"/cases/{case.code}/steps/{step}/"
    shown = words(client.get(address))
    assert "委员会到会和表决（可以不填）" in shown and "应到会委员" in shown
    result = {"target_filing": "agree"}.get(step, "approve")
    version = client.get(address).context["form"]["version"].value()
    given = BEFORE[step][2] | {"result": result, "version": version, "expected": "9", "present": "10"}
    refused = client.post(address, given)
    assert refused.status_code == 422
    assert "实到 10 人，超过应到 9 人" in words(refused) and 'value="10"' in words(refused)
