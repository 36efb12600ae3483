"""A filing handed in as an officer does it, and what the other accounts see of it meanwhile."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from directory.permissions import Role
from organizers.services import open_filing
from reminders.services import recompute
from tests.browser import DESKTOP
from tests.world import PASSWORD, TODAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OTHERS = (Role.DEPARTMENT_ADMIN, Role.DEPARTMENT_STAFF, Role.ORGANIZER_FULL_TIME)
WORDS = "单雄信：任数学学院党委组织员，报组织部备案"
PDF = {"name": "表.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 appointment"}


@pytest.fixture
def filing(world, make):
    """One appointment that waits for its filing, as last night found it."""
    found = open_filing(today=TODAY, appointment=make(from_on="2026-11-12"), decided_on=dt.date(2026, 11, 10))
    recompute(on=TODAY, at=timezone.now())
    return found


@pytest.fixture
def signed_in(browser, live_server):
    """`signed_in(role)`: a page of that role's own browser window."""
    windows = []

    def sign_in(role):
        windows.append(browser.new_context(viewport=DESKTOP, locale="zh-CN"))
        page = windows[-1].new_page()
        page.goto(f"{live_server.url}/login/")
        page.fill("#id_username", role.value)
        page.fill("#id_password", PASSWORD)
        page.click("form [type=submit]")
        page.wait_for_url(f"{live_server.url}/")
        return page

    yield sign_in
    for window in windows:
        window.close()


def sees(page, address):
    """Whether the matter stands in one of the two lists that hold everything."""
    found = []
    for box in ("todo", "others"):
        page.goto(f"{address}/?box={box}")
        found.append(page.locator("main tbody", has_text=WORDS).count() > 0)
    return any(found)


def hand_in(page):
    """From the workbench to the last button, as the unit's secretary."""
    page.get_by_role("link", name=WORDS).first.click()
    for title in ("任免文件", "基本信息表"):
        page.get_by_role("link", name="上传材料").click()
        page.select_option("[name=title]", label=title)
        page.set_input_files("[name=file]", PDF)
        page.click("main form [type=submit]")
        expect(page.locator(".message")).to_contain_text("已上传")
    page.get_by_role("link", name="提交备案").click()
    page.click("main form [type=submit]")
    expect(page.locator(".message")).to_contain_text("已提交")


def test_a_filing_handed_in_is_gone_from_every_workbench_with_its_next_load(filing, signed_in, live_server):
    others = [signed_in(role) for role in OTHERS]
    assert all(sees(page, live_server.url) for page in others)
    secretary = signed_in(Role.UNIT_SECRETARY)
    hand_in(secretary)
    filing.refresh_from_db()
    assert filing.submitted_on
    assert not any(sees(page, live_server.url) for page in [*others, secretary])


def test_several_are_ticked_and_handed_in_with_one_document(filing, make, signed_in, live_server, axe):
    open_filing(today=TODAY, appointment=make("30003", from_on="2026-11-13"), decided_on=dt.date(2026, 11, 11))
    recompute(on=TODAY, at=timezone.now())
    page = signed_in(Role.UNIT_SECRETARY)
    page.get_by_label("勾选本页全部").check()
    page.get_by_role("button", name="批量办理").click()
    expect(page.locator("main tbody tr")).to_have_count(2)
    axe(page)
    for width in (1366, 360):
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
