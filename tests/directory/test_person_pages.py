"""The pages of people: what is listed and in which order, one person's page, a full number with a reason."""

import datetime as dt

import pytest

from audit.models import Event, EventKind
from directory.models import Category, PartyStatus, Person, Status
from directory.numbers import make_id_number
from directory.permissions import Role
from directory.services.people import register_person
from directory.standing import standing_words
from tests.world import TODAY, add_person

pytestmark = pytest.mark.django_db
NUMBER = make_id_number(dt.date(1988, 3, 5), 7)


def names(answer) -> list[str]:
    assert answer.status_code == 200, answer.status_code
    return [person.name for person in answer.context["people"]]


@pytest.fixture
def department(client_as):
    return client_as(Role.DEPARTMENT_ADMIN)


@pytest.fixture
def numbered(world):
    return register_person(
        roster_no="50001",
        name="曾照明",
        unit=world.units["0101"],
        on=TODAY,
        by=None,
        id_number=NUMBER,
        phone="13812345678",
    )


def test_the_list_shows_the_scope_in_pinyin_order(client_as):
    listed = names(client_as(Role.BRANCH_OFFICER).get("/people/"))
    assert "令狐远山" not in listed
    assert listed.index("单雄信") < listed.index("曾照明") < listed.index("职员己")


def test_strokes_units_and_numbers_are_orders_too(department):
    strokes = names(department.get("/people/?sort=strokes"))
    assert strokes.index("仇九州") < strokes.index("令狐远山") < strokes.index("单雄信")
    units = [person.unit.code for person in department.get("/people/?sort=unit").context["people"]]
    assert units == sorted(units)
    numbers = [person.roster_no for person in department.get("/people/?sort=number").context["people"]]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("text", ["单雄信", "sxx", "shan", "雄信", "30001", "dxx"])
def test_a_person_is_found_by_any_reading_and_by_number(department, text):
    assert "单雄信" in names(department.get("/people/", {"q": text}))


def test_a_former_number_still_finds_its_holder(department, world):
    person = world.people["30001"]
    Person.objects.filter(pk=person.pk).update(roster_no="70001")
    assert names(department.get("/people/?q=30001")) == ["单雄信"]


def test_filters_are_chips_that_can_be_taken_off(department):
    answer = department.get("/people/?unit=01&status=probationary")
    assert names(answer) == ["曾照明"]
    chips = {chip["title"]: chip["without_url"] for chip in answer.context["chosen"]}
    assert chips == {"数学学院党委": "?status=probationary", "预备党员": "?unit=01"}


def test_a_unit_typed_by_name_becomes_its_code(department):
    answer = department.get("/people/", {"unit": "数学学院党委", "sort": "strokes"})
    assert answer.status_code == 302 and answer.url == "/people/?sort=strokes&unit=01"


@pytest.mark.parametrize("unit", ["0201", "0999", "化学"])
def test_a_unit_out_of_scope_is_like_one_that_does_not_exist(client_as, unit):
    answer = client_as(Role.UNIT_SECRETARY).get("/people/", {"unit": unit})
    assert answer.status_code == 422
    assert f"没有找到党组织“{unit}”" in answer.content.decode()
    assert answer.context["page"].total == 0


def test_pages_follow_one_another_and_lead_back(department, world):
    for number in range(60):
        add_person(world, f"9{number:04}", "王小明", "0102", Status.NONE, category=Category.UNDERGRADUATE)
    first = department.get("/people/?category=undergraduate&size=20")
    page = first.context["page"]
    assert (page.total, page.start, page.end, page.has_previous, page.has_next) == (60, 1, 20, False, True)
    second = department.get("/people/", {"category": "undergraduate", "size": 20, "after": page.after})
    assert second.context["page"].start == 21
    assert not {one.pk for one in second.context["people"]} & {one.pk for one in first.context["people"]}
    third = department.get("/people/", {"category": "undergraduate", "size": 20, "after": second.context["page"].after})
    assert (third.context["page"].end, third.context["page"].has_next) == (60, False)
    back = department.get(
        "/people/", {"category": "undergraduate", "size": 20, "before": second.context["page"].before}
    )
    assert [one.pk for one in back.context["people"]] == [one.pk for one in first.context["people"]]
    assert back.context["page"].start == 1


@pytest.mark.parametrize("cursor", ["40001~3", "nobody~3", "~", "30001", "\0~1", "30001~x"])
def test_a_cursor_that_leads_nowhere_begins_anew(client_as, cursor):
    answer = client_as(Role.BRANCH_OFFICER).get("/people/", {"after": cursor})
    assert answer.context["page"].start == 1


def test_a_print_out_holds_the_whole_list_and_is_remembered(department):
    answer = department.get("/people/print/?status=members&sort=strokes")
    assert names(answer) == names(department.get("/people/?status=members&sort=strokes"))
    event = Event.objects.get(kind=EventKind.PRINT)
    assert event.detail["conditions"] == {"党籍": "党员（正式和预备）"}
    assert f"DY-{event.pk}" in answer.content.decode()


def test_a_stranger_is_not_found(client_as):
    client = client_as(Role.UNIT_SECRETARY)
    for path in ("", "edit/", "status/", "reveal/phone/", "reveal/id-number/"):
        assert client.get(f"/people/40001/{path}").status_code == 404
        assert client.post(f"/people/40001/{path}", {"reason": "核对"}).status_code in (404, 405)


def test_a_persons_page_masks_his_numbers(department, numbered):
    text = department.get("/people/50001/").content.decode()
    assert "110199************" in text and "138****5678" in text
    assert NUMBER not in text and "13812345678" not in text


def test_who_may_not_read_personal_facts_sees_no_birth_date(client_as, numbered):
    text = client_as(Role.MEMBER).get("/people/50001/")
    assert text.status_code == 404
    auditor = client_as(Role.AUDITOR).get("/people/50001/").content.decode()
    assert "1988-03-05" in auditor and "查看完整的" not in auditor


def test_a_full_number_needs_a_reason_and_is_remembered(department, numbered):
    asked = department.get("/people/50001/reveal/id-number/")
    assert asked.status_code == 200 and NUMBER not in asked.content.decode()
    refused = department.post("/people/50001/reveal/id-number/", {"reason": ""})
    assert refused.status_code == 422 and NUMBER not in refused.content.decode()
    shown = department.post("/people/50001/reveal/id-number/", {"reason": "核对档案"})
    assert NUMBER in shown.content.decode() and "no-store" in shown["Cache-Control"]
    event = Event.objects.get(kind=EventKind.REVEAL)
    assert (event.reason, event.detail, event.subject_id) == ("核对档案", {"field": "id_number"}, numbered.pk)


def test_with_script_the_number_appears_in_its_place(department, numbered):
    answer = department.post("/people/50001/reveal/phone/", {"reason": "通知开会"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "13812345678" in text and "<html" not in text


def test_who_may_not_reveal_finds_no_such_page(client_as, numbered):
    for role in (Role.BRANCH_OFFICER, Role.AUDITOR, Role.ORGANIZER_PART_TIME):
        assert client_as(role).post("/people/50001/reveal/phone/", {"reason": "核对"}).status_code == 404


def test_every_page_opens_for_the_department(department):
    for address in (
        "/people/?q=sxx",
        "/people/30001/edit/",
        "/people/30001/status/",
        "/people/new/",
        "/people/new/?unit=0101",
    ):
        assert department.get(address).status_code == 200, address


def test_ones_own_file_says_since_when_one_is_in_the_party():
    def row(status, *day):
        return PartyStatus(status=status, from_on=dt.date(*day), from_precision="day")

    joined, full = row(Status.PROBATIONARY, 2007, 6, 6), row(Status.FULL, 2008, 6, 6)
    words = dict(standing_words([full, joined], dt.date(2026, 11, 20)))
    assert words == {"入党": "2007-06-06", "转正": "2008-06-06", "党龄": "18年5个月（自2008-06-06起）"}
    assert "党龄" not in dict(standing_words([joined, full, row(Status.SUSPENDED, 2020, 1, 1)], dt.date(2026, 11, 20)))
    assert standing_words([full], dt.date(2026, 11, 20)) == []
