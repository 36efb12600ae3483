"""Search: any reading of a name, numbers, units, pages; nothing from outside the scope, not even a hint."""

import datetime as dt

import pytest
from django.urls import reverse

from audit.models import Event
from directory.models import Unit
from directory.numbers import make_id_number
from directory.permissions import Role
from directory.search import ID_SEARCHES_AN_HOUR, find_people, find_units
from directory.services.people import update_person
from directory.services.units import rename_unit
from tests.world import TODAY, add_person

NUMBER = make_id_number(dt.date(1990, 1, 1), 11)
FOREIGN = make_id_number(dt.date(1991, 2, 2), 12)


@pytest.fixture
def admin(viewer_as):
    return viewer_as(Role.DEPARTMENT_ADMIN)


@pytest.fixture
def secretary(viewer_as):
    return viewer_as(Role.UNIT_SECRETARY)


def names(viewer, text, limit=10):
    return [person.name for person in find_people(viewer, text, limit)]


def search(client, **words):
    return client.get(reverse("search"), words)


def suggestions(client, words):
    return client.get(reverse("search"), {"q": words}, headers={"HX-Request": "true"}).content.decode()


def test_a_name_is_found_by_characters_and_any_reading(world, admin):
    for text in ("单雄信", "雄信", "单", "sxx", "dxx", "shan", "shanxiongxin", "SXX"):
        assert "单雄信" in names(admin, text), text
    assert names(admin, "ouyang") == ["欧阳若水"]
    assert names(admin, "阿卜杜") == ["阿卜杜·热合曼"]


def test_a_person_is_found_by_his_roster_number_or_its_beginning(world, admin):
    assert names(admin, "30003") == ["欧阳若水"]
    assert len(names(admin, "300")) == 4


def test_a_former_roster_number_still_finds_its_holder(world, admin):
    person = world.people["30001"]
    person.roster_no = "T8"
    person.save()
    assert names(admin, "30001") == ["单雄信"]


def test_the_whole_name_comes_first_and_namesakes_are_told_apart(world, admin, client_as):
    for number, code in (("50001", "0201"), ("50002", "03")):
        add_person(world, number, "单雄", code)
    assert names(admin, "单雄") == ["单雄", "单雄", "单雄信"]
    notes = [hit.note for hit in search(client_as(Role.DEPARTMENT_ADMIN), q="单雄").context["groups"][0].hits]
    assert notes[:2] == ["化学学院党总支 化学教工支部 · 正式党员 · 50001", "图书馆直属支部 · 正式党员 · 50002"]


def test_whose_name_begins_with_the_reading_comes_first(world, admin):
    assert names(admin, "shan") == ["单雄信", "令狐远山"]
    add_person(world, "50003", "沈小溪", "03")
    assert names(admin, "s x x") == ["单雄信", "沈小溪"]


def test_nobody_outside_the_scope_is_found_or_counted(world, secretary, client_as):
    assert names(secretary, "令狐") == []
    assert find_units(secretary, "化学", 10) == []
    client = client_as(Role.UNIT_SECRETARY)
    for words in ("令狐", "lh", "40001", "化学", "02"):
        assert not any(group.kind != "功能" and group.hits for group in search(client, q=words).context["groups"])
        assert "令狐远山" not in suggestions(client, words)


def test_a_member_finds_himself_only(world, viewer_as):
    viewer = viewer_as(Role.MEMBER)
    assert names(viewer, "职员") == ["职员庚"]
    assert names(viewer, "单雄信") == []


def test_a_duty_that_is_over_finds_nothing(world, viewer_as):
    world.accounts[Role.UNIT_SECRETARY].person.duties.update(to_on=TODAY)
    assert names(viewer_as(Role.UNIT_SECRETARY), "单雄信") == ["单雄信"]
    assert names(viewer_as(Role.UNIT_SECRETARY, TODAY + dt.timedelta(days=1)), "单雄信") == []


def test_units_by_short_and_full_name_code_and_former_name(world, admin):
    assert find_units(admin, "图书馆", 5) == [world.units["03"]]
    assert find_units(admin, "0101", 5) == [world.units["0101"]]
    assert find_units(admin, "江海大学化学学院总支部", 5) == [world.units["02"]]
    rename_unit(
        unit=world.units["03"], full_name="文献中心直属支部", short_name="文献中心支部", from_on=TODAY, today=TODAY
    )
    assert [unit.short_name for unit in find_units(admin, "图书馆", 5)] == ["文献中心支部"]


def test_existing_units_come_before_closed_ones(world, admin):
    Unit.objects.filter(code="0101").update(closed_on=TODAY)
    assert [unit.code for unit in find_units(admin, "数学", 5)] == ["01", "0102", "0101"]


def test_pages_are_found_by_the_words_of_the_menu(world, client_as):
    groups = search(client_as(Role.DEPARTMENT_ADMIN), q="运行").context["groups"]
    assert [(group.kind, group.hits[0].url) for group in groups] == [("功能", reverse("status"))]
    assert search(client_as(Role.MEMBER), q="运行").context["groups"] == []


@pytest.mark.parametrize("words", ["", "   ", "%", "_", "'; --", "\x00", "·", "💮" * 60])
def test_odd_words_find_nothing_and_break_nothing(words, world, client_as):
    page = search(client_as(Role.DEPARTMENT_ADMIN), q=words)
    assert page.status_code == 200
    assert page.context["groups"] == []


def test_the_page_works_without_script_and_suggestions_are_a_fragment(world, client_as):
    client = client_as(Role.DEPARTMENT_ADMIN)
    page = search(client, q="sxx").content.decode()
    assert "<html" in page
    assert f'href="{reverse("person_detail", args=["30001"])}"' in page
    fragment = suggestions(client, "sxx")
    assert "<html" not in fragment
    assert 'class="option"' in fragment


def test_more_finds_than_fit_lead_to_the_list(world, client_as):
    for number in range(60):
        add_person(world, f"6{number:04}", "王伟", "0101")
    group = search(client_as(Role.DEPARTMENT_ADMIN), q="王伟").context["groups"][0]
    assert len(group.hits) == 50
    assert group.more_url.startswith(reverse("person_list"))


def test_a_search_costs_few_queries(world, client_as, django_assert_max_num_queries):
    client = client_as(Role.DEPARTMENT_ADMIN)
    search(client, q="sxx")
    with django_assert_max_num_queries(8):
        search(client, q="sxx")
    with django_assert_max_num_queries(7):
        suggestions(client, "sxx")


@pytest.fixture
def numbered(world):
    """One person in the mathematics committee and one outside hold an ID number."""
    for roster_no, number in (("30001", NUMBER), ("40001", FOREIGN)):
        person = world.people[roster_no]
        update_person(person=person, version=person.version, on=TODAY, by=None, id_number=number)


def by_number(client, number):
    return client.post(reverse("search"), {"id_number": number})


def test_a_whole_id_number_in_the_box_leaves_the_address(numbered, client_as):
    client = client_as(Role.UNIT_SECRETARY)
    answer = search(client, q=NUMBER)
    assert (answer.status_code, answer["Location"]) == (302, reverse("search") + "?by=number")
    assert NUMBER not in suggestions(client, NUMBER)
    assert not Event.objects.filter(reason="按证件号码查找").exists()


def test_a_whole_id_number_finds_within_the_scope_and_is_logged(numbered, client_as, world):
    client = client_as(Role.UNIT_SECRETARY)
    page = by_number(client, NUMBER.lower())
    assert page.context["hit"].title == "单雄信"
    assert NUMBER not in page.content.decode()
    event = Event.objects.get(reason="按证件号码查找")
    assert event.account == world.accounts[Role.UNIT_SECRETARY]
    assert event.subject_id == world.people["30001"].pk
    assert NUMBER not in str(event.detail) + event.subject


def test_a_foreign_id_number_looks_like_an_unknown_one_and_is_logged(numbered, client_as):
    client = client_as(Role.UNIT_SECRETARY)
    foreign = by_number(client, FOREIGN).content.decode()
    unknown = by_number(client, make_id_number(dt.date(1980, 1, 1), 7)).content.decode()
    assert "您的范围内没有持此证件号码的人员" in foreign
    assert "您的范围内没有持此证件号码的人员" in unknown
    assert Event.objects.filter(reason="按证件号码查找", subject_id=None).count() == 2


def test_an_unreadable_number_is_refused_with_a_sentence(numbered, client_as):
    page = by_number(client_as(Role.UNIT_SECRETARY), NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1"))
    assert page.status_code == 422
    assert "校验码" in page.content.decode()


def test_whoever_may_not_reveal_may_not_search_by_id_number(numbered, client_as):
    client = client_as(Role.AUDITOR)
    assert by_number(client, NUMBER).status_code == 404
    assert "按证件号码查找" not in search(client).content.decode()


def test_trying_numbers_out_ends_after_some(numbered, client_as):
    client = client_as(Role.UNIT_SECRETARY)
    for _ in range(ID_SEARCHES_AN_HOUR):
        assert by_number(client, FOREIGN).status_code == 200
    refused = by_number(client, NUMBER)
    assert refused.status_code == 422
    assert f"一小时内按证件号码最多查找 {ID_SEARCHES_AN_HOUR} 次" in refused.content.decode()


def numbers_offered(client, words, box="roster_no"):
    return client.get(reverse("person_named"), {"of": box, box: words}).content.decode()


@pytest.mark.parametrize("words", ["单雄信", "sxx", "30001"])
def test_a_box_for_a_number_offers_whom_the_words_may_mean(words, world, client_as):
    text = numbers_offered(client_as(Role.DEPARTMENT_STAFF), words)
    assert '<option value="30001">单雄信 · ' in text
    assert words in text, "the browser hides what does not hold the typed words"


def test_a_box_offers_nobody_for_no_words_a_whole_id_number_or_a_foreign_name(numbered, client_as):
    client = client_as(Role.UNIT_SECRETARY)
    for words in ("", " ", NUMBER, "令狐远山", "lhys"):
        assert "<option" not in numbers_offered(client, words)


def test_the_box_of_a_form_asks_under_its_own_name(world, client_as):
    page = client_as(Role.DEPARTMENT_STAFF).get(reverse("appointment_create")).content.decode()
    for box in ("roster_no", "exception_approver"):
        assert f'hx-get="/people/named/?of={box}"' in page
        assert f'list="id_{box}_named"' in page and f'<datalist id="id_{box}_named">' in page
