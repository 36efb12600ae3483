"""A ledger of people under way as the department brings it in: upload, preview, confirm; on the desk and the phone."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from directory.permissions import Role
from membership.ledger import columns as at
from membership.models import Case
from tests.look.test_pages import is_too_wide
from tests.membership.underway.ledgers import book, cells, register, school, way
from tests.world import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Where to leave photographs; none without it.
ALBUM = os.environ.get("ALBUM", "")


@pytest.fixture
def start(live_server, world):
    def sign_in(page):
        page.goto(f"{live_server.url}/login/")
        page.fill("#id_username", Role.DEPARTMENT_STAFF.value)
        page.fill("#id_password", PASSWORD)
        page.click("form [type=submit]")
        page.wait_for_url(f"{live_server.url}/")
        return live_server.url

    return sign_in


def look(page, axe, name):
    axe(page)
    if ALBUM:
        page.screenshot(path=str(Path(ALBUM) / f"{name}-{page.viewport_size['width']}.png"), full_page=True)
    assert not is_too_wide(page), name


def preview(page, axe, address, rows):
    """As far as the question whether to bring it in."""
    page.goto(f"{address}/imports/")
    page.get_by_role("link", name="进行中的发展对象").first.click()
    look(page, axe, "form")
    page.set_input_files("#id_file", {"name": "台账.xlsx", "mimeType": XLSX, "buffer": book(*rows)})
    page.click("form.form [type=submit]")
    page.wait_for_url(lambda url: "/new/" not in url)
    expect(page.get_by_text("处需要改正")).to_be_visible()
    look(page, axe, "preview")


def test_a_ledger_comes_in(page_phone, page_desktop, start, axe, world):
    """Both sizes in one test: the shipped templates go with the first."""
    early = cells(register(world, 20), way(330, "target_decision")) | {at.TARGET: "2026-08-01"}
    bad = cells(register(world, 21), way(60, "review")) | {at.ACTIVIST: "2025.13"}
    rows = [early, bad, *school(world)]
    preview(page_phone, axe, start(page_phone), rows)
    preview(page_desktop, axe, start(page_desktop), rows)
    page_desktop.check("#only-clean")
    page_desktop.get_by_role("button", name="确认导入").click()
    expect(page_desktop.get_by_text("撤销本批")).to_be_visible()
    look(page_desktop, axe, "result")
    assert Case.objects.count() == len(rows) - 1
