"""The pages of units and people in use: keys, opening on demand, two editors, no script, a telephone, paper."""

import pytest
from playwright.sync_api import expect

from directory import tree
from directory.models import Person, Unit
from directory.permissions import Role
from directory.services.people import update_person
from tests.world import PASSWORD, TODAY, add_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def start(live_server, world):
    """`start(page, role)`: signs that role in on the page; returns the server's address."""

    def sign_in(page, role=Role.UNIT_SECRETARY):
        page.goto(f"{live_server.url}/login/")
        page.fill("#id_username", role.value)
        page.fill("#id_password", PASSWORD)
        page.click("form [type=submit]")
        page.wait_for_url(f"{live_server.url}/")
        return live_server.url

    return sign_in


def focused(page) -> str:
    return page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name")


def test_the_tree_is_walked_with_the_arrows(page_desktop, start):
    page, address = page_desktop, start(page_desktop, Role.DEPARTMENT_ADMIN)
    page.goto(f"{address}/units/")
    page.focus("[role=treeitem][tabindex='0']")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "数学学院党委"
    assert not page.locator(".tree >> text=数学教工一支部").is_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "数学教工一支部"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("End")
    assert focused(page) == "图书馆直属支部"
    page.keyboard.press("h")
    assert focused(page) == "化学学院党总支"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/units/02/")


def test_a_branch_of_a_large_tree_is_fetched_when_it_is_opened(page_desktop, page_without_script, start, monkeypatch):
    monkeypatch.setattr(tree, "WHOLE_TREE", 3)
    page, address = page_desktop, start(page_desktop, Role.DEPARTMENT_ADMIN)
    page.goto(f"{address}/units/")
    assert page.get_by_role("treeitem", name="数学教工一支部").count() == 0
    page.get_by_role("treeitem", name="数学学院党委").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_role("treeitem", name="数学教工一支部").wait_for()
    page.keyboard.press("ArrowRight")
    assert focused(page) == "数学教工一支部"

    start(page_without_script, Role.DEPARTMENT_ADMIN)
    page_without_script.goto(f"{address}/units/")
    page_without_script.click(".tree >> text=数学学院党委")
    expect(page_without_script.locator(".tree >> text=数学教工一支部")).to_be_visible()


def test_a_slash_goes_to_the_search_and_f_filters(page_desktop, start):
    page, address = page_desktop, start(page_desktop)
    page.goto(f"{address}/people/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    assert page.evaluate("document.activeElement.closest('[role=search]') !== null")
    page.fill("#id_q", "sxx")
    page.press("#id_q", "Enter")
    page.wait_for_url("**/people/?*q=sxx*")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.click("[aria-label^=去掉条件]")
    expect(page.locator("tbody tr")).not_to_have_count(1)
    assert page.locator("tbody tr").count() > 3


def test_a_list_is_paged_forward_and_back(page_desktop, start, world):
    for number in range(45):
        add_person(world, f"9{number:04}", "王小明", "0102")
    page, address = page_desktop, start(page_desktop)
    page.goto(f"{address}/people/?size=20&unit=0102")
    first = page.locator("tbody tr").first.inner_text()
    page.click("text=下一页")
    expect(page.get_by_text("第 21–40 条，共 47 条")).to_be_visible()
    page.click("text=上一页")
    expect(page.locator("tbody tr").first).to_have_text(first, use_inner_text=True)


def test_two_editors_and_each_field_is_decided(page_desktop, axe, start, world):
    page, address = page_desktop, start(page_desktop)
    page.goto(f"{address}/people/30001/edit/")
    person = Person.objects.get(roster_no="30001")
    colleague = world.accounts[Role.DEPARTMENT_ADMIN]
    facts = {"education": "博士研究生", "native_place": "江苏南京"}
    update_person(person=person, version=person.version, on=TODAY, by=colleague, **facts)
    page.fill("#id_education", "硕士研究生")
    page.fill("#id_degree", "硕士")
    page.click("form.form [type=submit]")
    page.wait_for_selector(".conflict-table")
    axe(page)
    lines = page.locator(".conflict-table tbody tr")
    assert lines.count() == 2
    lines.filter(has_text="籍贯").get_by_text("采用对方的").click()
    page.click("form.form [type=submit]")
    page.wait_for_url(f"{address}/people/30001/")
    saved = Person.objects.get(pk=person.pk)
    assert (saved.education, saved.degree, saved.native_place) == ("硕士研究生", "硕士", "江苏南京")


def test_a_tick_is_adopted_too(page_desktop, start, world):
    page, address = page_desktop, start(page_desktop, Role.DEPARTMENT_ADMIN)
    page.goto(f"{address}/units/03/edit/")
    assert page.is_checked("#id_needs_organizer")
    Unit.objects.filter(code="03").update(needs_organizer=False)
    page.click("form.form [type=submit]")
    page.wait_for_selector(".conflict-table")
    page.click("text=采用对方的")
    assert not page.is_checked("#id_needs_organizer")


def test_without_script_the_day_is_chosen_and_a_number_read(page_without_script, start, world):
    person = world.people["30001"]
    person.set_phone("13800001234")
    person.save()
    page = page_without_script
    address = start(page)
    page.goto(f"{address}/units/")
    page.click("text=按日期查看")
    page.fill("#tree-on", "2020年1月1日")
    page.click("text=查看 >> nth=-1")
    expect(page.get_by_text("按 2020年1月1日 的隶属")).to_be_visible()
    page.goto(f"{address}/people/30001/")
    page.click(".reveal a")
    page.fill("#reveal-reason", "核对联系方式")
    page.click(".reveal button")
    expect(page.get_by_text("13800001234")).to_be_visible()


def test_on_the_telephone_one_looks_a_person_up(page_phone, axe, start):
    page, address = page_phone, start(page_phone)
    page.goto(f"{address}/people/?q=sxx")
    axe(page)
    page.tap("tbody >> text=单雄信")
    page.wait_for_url(f"{address}/people/30001/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_print_out_is_paper(page_desktop, start):
    page, address = page_desktop, start(page_desktop)
    page.goto(f"{address}/people/print/?unit=0101")
    page.emulate_media(media="print")
    assert page.get_by_text("填报单位：中共江海大学数学学院教工第一支部委员会").is_visible()
    assert page.locator("tbody tr").first.is_visible() and not page.locator(".app-header").is_visible()
