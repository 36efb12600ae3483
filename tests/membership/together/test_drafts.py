"""Papers with the figures filled in, the words to be edited, the places for signature and seal left empty."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from branches.figures import Votes
from branches.kinds import Kind, Subject
from branches.models import Attendance, Meeting
from branches.rules import Attending, Motion
from branches.services import Circumstances
from directory.models import Person, Status
from directory.permissions import Role
from directory.services.units import rename_unit
from directory.viewer import Operator
from membership.models import Case
from membership.services.together import Vote, hold_together
from membership.together.drafts import PAPERS, pre_review_reply
from membership.together.paper import sheet_of
from tests.membership.together.candidates import MET_ON, brought_to
from tests.world import TODAY, add_person

pytestmark = pytest.mark.django_db
UNIT_NAME = "中共江海大学数学学院本科生第一支部委员会"


@pytest.fixture
def meeting(world, candidates) -> Meeting:
    """18 and one written of 21 for the first, 10 of 21 for the second."""
    voters = [world.people["30003"], *(world.people[f"f{each}"] for each in range(18))]
    attending = [Attending(person, is_present=True) for person in (*voters, *(case.person for case in candidates))]
    attending.append(Attending(world.people["f18"], opinion_received_on=MET_ON))
    counts = (Votes(19, 19, 18, abstentions=1, written_ayes=1), Votes(19, 19, 10, 8, 1))
    votes = [
        Vote(case, Motion(Subject.ADMISSION, case.person, votes=each))
        for case, each in zip(candidates[:2], counts, strict=True)
    ]
    return hold_together(
        unit=world.units["0102"],
        kind=Kind.GENERAL_MEETING,
        step="admission_meeting",
        on=MET_ON,
        attending=attending,
        circumstances=Circumstances(dt.time(14), "二楼会议室", voters[0], voters[1]),
        votes=votes,
        by=Operator(TODAY),
        today=TODAY,
    ).meeting


@pytest.fixture
def client(client_as):
    return client_as(Role.UNIT_SECRETARY)


def paper(client, address, **typed) -> str:
    response = client.post(address, typed) if typed else client.get(address)
    assert response.status_code == 200
    return response.content.decode().partition("<article")[2].partition("</article>")[0]


def test_minutes_have_the_figures_of_the_meeting(client, meeting):
    text = paper(client, f"/meetings/{meeting.code}/minutes/")
    for words in (
        "2026年11月12日 14:00",
        "二楼会议室",
        "应到会有表决权的正式党员 21 名，实到 19 名",
        "赞成 18 票",
        "主持人签名",
    ):
        assert words in text
    assert ">支部党员大会会议记录<" in text and UNIT_NAME in text


def test_resolutions_say_what_came_of_each(client, meeting):
    passed = paper(client, f"/meetings/{meeting.code}/items/1/resolution/")
    assert "赞成共 19 票，超过应到会有表决权正式党员 21 名的半数（须 11 票）" in passed
    assert "大会同意接收方晓同志为中共预备党员" in passed and "支部书记签名" in passed
    failed = paper(client, f"/meetings/{meeting.code}/items/2/resolution/")
    assert "赞成共 10 票，未超过" in failed and "大会没有通过接收林知远同志" in failed


def test_edited_words_are_printed_and_not_kept(client, meeting):
    address = f"/meetings/{meeting.code}/items/1/resolution/"
    typed = {"title": "决议", "body": "第一段\n\n第二段", "unit_name": UNIT_NAME, "on": "2026-11-13"}
    text = paper(client, address, **typed)
    assert text.count("<p>第") == 2 and "2026年11月13日" in text
    assert "第一段" not in paper(client, address)


def test_a_unit_bears_the_name_of_the_day(world, client, meeting):
    unit = world.units["0102"]
    unit.refresh_from_db()
    rename_unit(
        unit=unit,
        full_name="中共江海大学数学学院新名支部委员会",
        short_name="新名支部",
        from_on=dt.date(2026, 11, 15),
        today=TODAY,
    )
    assert UNIT_NAME in paper(client, f"/meetings/{meeting.code}/minutes/")


def test_a_request_is_made_out_by_one_branch(world, client_as):
    cases = [
        brought_to(world, f"7300{place}", "方晓", "committee_review", code=code, start=dt.date(2025, 7, 20))
        for place, code in enumerate(("0102", "0101"))
    ]
    client = client_as(Role.UNIT_SECRETARY)
    address = "/cases/together/pre_review/drafts/pre_review_request/"
    text = paper(client, f"{address}?case={cases[0].code}")
    assert "关于对发展对象方晓同志进行预审的请示" in text and "中共江海大学数学学院委员会：" in text
    both = client.get(address, {"case": [case.code for case in cases]}, follow=True)
    assert "由一个支部出具" in both.content.decode()


def test_each_body_that_approves_writes_its_own_reply(world, client_as):
    """0102 lies under the college's committee, 0201 under that of the school: a general branch approves nothing."""
    codes = [
        brought_to(world, f"7400{place}", name, "pre_review", code=code).code
        for place, (name, code) in enumerate((("方晓", "0102"), ("林知远", "0201")))
    ]
    client = client_as(Role.DEPARTMENT_ADMIN)
    mixed = client.get("/cases/together/pre_review/drafts/pre_review_reply/", {"case": codes}, follow=True)
    text = mixed.content.decode()
    assert "由不同党委审批，请分别出具" in text
    assert "预审批复（数学学院党委）" in text and "预审批复（校党委）" in text
    own = paper(client, f"/cases/together/pre_review/drafts/pre_review_reply/?case={codes[1]}")
    assert "<p>中共江海大学委员会</p>" in own and "林知远同志" in own and "方晓" not in own


def test_a_notice_about_people_of_several_branches_is_that_of_their_committee(world, client):
    cases = [
        brought_to(world, f"7500{place}", name, "public_notice", code=code)
        for place, (name, code) in enumerate((("方晓", "0102"), ("林知远", "0101")))
    ]
    address = "/cases/together/public_notice/drafts/notice/"
    both = paper(client, f"{address}?case={cases[0].code}&case={cases[1].code}")
    assert "受理单位：中共江海大学数学学院委员会" in both
    assert f"受理单位：{UNIT_NAME}" in paper(client, f"{address}?case={cases[0].code}")


def test_days_in_a_table_are_written_as_in_every_table(world, client):
    case = brought_to(world, "76000", "方晓", "pre_review")
    text = paper(client, f"/cases/together/pre_review/drafts/pre_review_reply/?case={case.code}")
    assert f"<td>{case.applied_on}</td>" in text


VAGUE = dt.date(2025, 9, 1)


def known_to_the_month(case, *steps):
    """As of a ledger that says “2025年9月”."""
    case.records.filter(step__in=steps).update(happened_on=VAGUE, precision="month")
    names = [name for name in ("applied_on", "activist_on", "target_on") if getattr(case, name)]
    dates = dict.fromkeys(names, VAGUE) | {"rough": " ".join(f"{name}:month" for name in names)}
    Case.objects.filter(pk=case.pk).update(**dates)
    return Case.objects.select_related("person", "unit").get(pk=case.pk)


@pytest.mark.parametrize(
    ("step", "paper"),
    [
        ("activist_filing", "filing_report"),
        ("activist_filing", "filing_reply"),
        ("pre_review", "pre_review_request"),
        ("pre_review", "pre_review_reply"),
        ("public_notice", "notice"),
    ],
)
def test_a_month_stays_a_month_in_every_paper(world, step, paper):
    case = known_to_the_month(brought_to(world, "76000", "方晓", step), step)
    case.records.filter(step="public_notice").update(facts={"from": "2025-09", "to": "2025-09"})
    draft = PAPERS[paper][1](sheet_of(step, [case], TODAY))
    told = [cell for row in draft.table for cell in row] + draft.paragraphs
    assert "2025-09" in told and draft.on == TODAY
    assert not [words for words in told if "2025-09-01" in f"{words}" or "2025年9月1日" in f"{words}"]
    assert paper != "notice" or "公示期为 2025年9月至2025年9月。" in draft.paragraphs[0]


def test_a_resolution_names_the_month_of_a_review(client, meeting):
    case = meeting.items.get(position=1).step_records.get().case
    known_to_the_month(case, "political_review")
    case.records.filter(step="public_notice").update(facts={"from": "2025-09", "to": "2025-09-12"})
    text = paper(client, f"/meetings/{meeting.code}/items/1/resolution/")
    assert "<p>2025年9月完成政治审查" in text and "<p>2025年9月至2025年9月12日进行了公示" in text


def test_probationary_members_who_did_not_come_are_told_apart(world, client, meeting):
    late = add_person(world, "60009", "温舒", "0102", Status.PROBATIONARY)
    Attendance.objects.create(meeting=meeting, person=late, name=late.name, standing="probationary", has_vote=False)
    for address in ("", "minutes/"):
        assert "温舒（预备党员）" in client.get(f"/meetings/{meeting.code}/{address}").content.decode()


def test_no_seal_is_drawn(client, meeting):
    assert "<img" not in paper(client, f"/meetings/{meeting.code}/minutes/")


def test_a_voided_meeting_has_no_papers(client, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(voided_at=timezone.now(), void_reason="登记有误")
    for address in ("minutes/", "items/1/resolution/"):
        assert client.get(f"/meetings/{meeting.code}/{address}").status_code == 404


@pytest.mark.parametrize(("precision", "words"), [("year", "1998"), ("month", "1998.01"), ("day", "1998.01")])
def test_a_birth_known_to_the_year_shows_no_month(client, candidates, precision, words):
    case = candidates[0]
    Person.objects.filter(pk=case.person_id).update(birth_precision=precision)
    sheet = sheet_of("pre_review", [Case.objects.select_related("person", "unit").get(pk=case.pk)], TODAY)
    assert pre_review_reply(sheet).table[1][4] == words
    page = client.get(reverse("case_sheet", args=[case.code])).content.decode()
    assert f'<dd class="num">{words.replace(".", "-")}</dd>' in page
