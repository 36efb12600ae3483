"""One branch meeting, three candidates, each voted alone; one of them fails by one vote."""

import datetime as dt

import pytest

from branches.models import Item, Meeting
from directory.models import Account
from directory.permissions import Role
from directory.services.duties import assign_duty
from directory.viewer import Viewer
from membership.models import StepRecord
from membership.together.kinds import BATCHES
from membership.together.people import candidates as offered
from membership.voting import vote_facts
from tests.membership.together.candidates import brought_to
from tests.membership.together.walking import fields_in, press
from tests.world import FOUNDED, TODAY

pytestmark = pytest.mark.django_db
ADDRESS = "/cases/together/admission_meeting/"


@pytest.fixture
def client(client_as):
    return client_as(Role.UNIT_SECRETARY)


def absent(world, *names):
    return {f"p{world.people[name].pk}.came": None for name in names}


def votes(case, ayes, nays=0, abstentions=0, **more):
    counted = {"ayes": ayes, "nays": nays, "abstentions": abstentions, **more}
    return {f"{case.code}.{name}": str(count) for name, count in counted.items()}


@pytest.fixture
def voting(world, client, candidates):
    """The third page: 19 of 21 came, one wrote before."""
    page = client.get(ADDRESS, {"case": [case.code for case in candidates]})
    page = press(client, ADDRESS, page, "meeting")
    wrote = {f"p{world.people['f18'].pk}.wrote": "2026-11-10"}
    page = press(client, ADDRESS, page, "votes", on="2026-11-12", **absent(world, "f18", "f19"), **wrote)
    assert page.status_code == 200
    return page


@pytest.fixture
def review(client, voting, candidates):
    passed, failed, also = candidates
    typed = votes(passed, 18, 0, 1, written_ayes=1) | votes(failed, 10, 8, 1) | votes(also, 11, 8)
    return press(client, ADDRESS, voting, "review", **typed)


def test_the_third_page_says_who_is_expected_and_how_many_are_needed(voting):
    text = voting.content.decode()
    assert '应到有表决权 <b class="num">21</b>' in text
    assert '实到 <b class="num">19</b>' in text and '会前书面意见 <b class="num">1</b>' in text
    assert '赞成须 <b class="num">11</b>' in text


def test_the_review_says_who_passes_and_who_fails_by_one(review):
    text = review.content.decode()
    assert review.status_code == 200
    for words in ("19/21，需 11", "10/21，需 11", "11/21，需 11", "登记会议和 3 人的表决"):
        assert words in text


def test_three_candidates_one_fails_by_one_vote(client, review, candidates):
    saved = press(client, ADDRESS, review, "save")
    meeting = Meeting.objects.get()
    assert saved.headers["Location"] == f"/meetings/{meeting.code}/"
    assert (meeting.expected, meeting.present, meeting.items.count()) == (21, 19, 3)
    for case, ayes in zip(candidates, (19, 10, 11), strict=True):
        record = StepRecord.objects.get(case=case, step="admission_meeting")
        assert record.facts["ayes"] == ayes
        item = Item.objects.prefetch_related("meeting__attendances").get(pk=record.item_id)
        assert record.facts == vote_facts(item, [each.person for each in case.companions.all()])
    stands = {}
    for case in candidates:
        case.refresh_from_db()
        stands[case.person.name] = (case.admitted_on is not None, case.next_step)
    assert stands["方晓"] == stands["苏明"] == (True, "approval_talk")
    assert not stands["林知远"][0]
    page = client.get(saved.headers["Location"]).content.decode()
    assert "19/21，需 11" in page and "10/21，需 11" in page


def test_back_keeps_what_was_typed(client, review, candidates):
    code = candidates[1].code
    page = press(client, ADDRESS, review, "votes")
    assert fields_in(page)[f"{code}.ayes"] == ["10"]
    page = press(client, ADDRESS, page, "meeting")
    assert fields_in(page)[f"{code}.ayes"] == ["10"]
    page = press(client, ADDRESS, page, "people")
    assert fields_in(page)["case"] and fields_in(page)[f"{code}.ayes"] == ["10"]
    page = press(client, ADDRESS, page, "review")
    assert "10/21，需 11" in page.content.decode()


def test_votes_that_cannot_be_keep_only_their_own_candidate_out(client, voting, candidates):
    first, wrong, third = candidates
    typed = votes(first, 19) | votes(wrong, 18) | votes(third, 11, 8)
    page = press(client, ADDRESS, voting, "review", **typed)
    assert "与收回的 19 票不符" in page.content.decode() and "登记会议和 2 人的表决" in page.content.decode()
    saved = press(client, ADDRESS, page, "save")
    assert saved.status_code == 302
    assert set(Item.objects.values_list("person", flat=True)) == {first.person_id, third.person_id}
    assert not StepRecord.objects.filter(case=wrong, step="admission_meeting").exists()
    assert "林知远没有登记" in client.get(saved.headers["Location"]).content.decode()


def test_a_spoilt_ballot_is_reason_enough(client, voting, candidates):
    typed = (
        votes(candidates[0], 17, 0, 1, spoilt=1) | votes(candidates[1], 18, ballots_in=18) | votes(candidates[2], 19)
    )
    page = press(client, ADDRESS, voting, "review", **typed)
    assert "须说明原因" not in page.content.decode()
    assert press(client, ADDRESS, page, "save").status_code == 302
    assert StepRecord.objects.filter(step="admission_meeting").count() == 3


def test_a_reason_lets_one_pass_and_not_the_other(client, voting, candidates):
    """Whoever leaves within three months is generally not admitted (DEV-22)."""
    for case in candidates[:2]:
        case.person.expected_leave_on = dt.date(2027, 1, 10)
        case.person.save(update_fields=["expected_leave_on"])
    typed = votes(candidates[0], 19) | votes(candidates[1], 19) | votes(candidates[2], 19)
    page = press(client, ADDRESS, voting, "review", **typed)
    assert page.content.decode().count('aria-label="须说明原因"') == 2
    given = {"excuse": "毕业前完成", "approver": "党委会", "decided": "2026-11-10", "document": "会议纪要"}
    typed = {f"{candidates[0].code}.{name}": value for name, value in given.items()}
    assert press(client, ADDRESS, page, "save", **typed).status_code == 302
    records = StepRecord.objects.filter(step="admission_meeting")
    assert {record.case for record in records} == {candidates[0], candidates[2]}
    assert records.get(case=candidates[0]).exemptions.get().approver == "党委会"


def test_another_day_asks_others_and_says_so(world, client, candidates):
    page = press(client, ADDRESS, client.get(ADDRESS, {"case": [candidates[0].code]}), "meeting")
    values = fields_in(page)
    left = world.people["f19"]
    gone = ",".join(each for each in values["listed"][0].split(",") if each != str(left.pk))
    page = press(client, ADDRESS, page, "votes", on="2026-11-12", listed=gone)
    assert page.status_code == 422 and "应到人员有变化" in page.content.decode()
    assert press(client, ADDRESS, page, "votes").status_code == 200


def test_people_of_two_branches_do_not_meet(world, client, candidates):
    other = brought_to(world, "71000", "江有声", "application_book", code="0101")
    page = press(client, ADDRESS, client.get(ADDRESS), "meeting", case=[candidates[0].code, other.code])
    assert page.status_code == 422 and "一次支部大会只讨论本支部的人员" in page.content.decode()


def test_nobody_records_the_vote_on_himself(world, candidates):
    person = candidates[0].person
    account = Account.objects.create(username="own", person=person)
    assign_duty(person=person, unit=world.units["0102"], kind="organization", from_on=FOUNDED, by=None)
    viewer = Viewer(account, TODAY)
    assert candidates[0] not in offered(viewer, BATCHES["admission_meeting"])
