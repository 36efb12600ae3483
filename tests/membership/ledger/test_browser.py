"""A ledger as an organizer checks it: upload, read the findings, file one, handle it; on the desk and on the phone."""

import io
import os
from pathlib import Path
from threading import Thread

import openpyxl
import pytest
from django.db import connections
from playwright.sync_api import expect

from directory.permissions import Role
from directory.tasks import work_imports
from membership.models import QualityCheck
from tests.look.test_pages import is_too_wide
from tests.membership.ledger.books import workbook
from tests.membership.ledger.test_checking import HEADER, LINES, SUM
from tests.world import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Where to leave photographs; none without it.
ALBUM = os.environ.get("ALBUM", "")


@pytest.fixture
def start(live_server, world):
    def sign_in(page, role=Role.ORGANIZER_FULL_TIME):
        page.goto(f"{live_server.url}/login/")
        page.fill("#id_username", role.value)
        page.fill("#id_password", PASSWORD)
        page.click("form [type=submit]")
        page.wait_for_url(f"{live_server.url}/")
        return live_server.url

    return sign_in


def upload(page, address, lines=LINES):
    page.goto(f"{address}/checks/ledgers/new/")
    file = {"name": "发展党员台账.xlsx", "mimeType": XLSX, "buffer": workbook(HEADER, *lines)}
    page.set_input_files("#id_file", file)
    page.click("form.form [type=submit]")
    page.wait_for_url(lambda url: "/new/" not in url)


def look(page, axe, name):
    axe(page)
    if ALBUM:
        page.screenshot(path=str(Path(ALBUM) / f"{name}-{page.viewport_size['width']}.png"), full_page=True)
    assert not is_too_wide(page), name


def walk(page, axe, address):
    """Every page once, from the upload to the handling."""
    page.goto(f"{address}/checks/")
    look(page, axe, "empty")
    page.goto(f"{address}/checks/ledgers/new/")
    look(page, axe, "form")
    upload(page, address)
    expect(page.get_by_text(SUM)).to_be_visible()
    look(page, axe, "people")
    here = page.url
    page.get_by_role("link", name="按规则").click()
    page.wait_for_url(lambda url: "view=rules" in url)
    look(page, axe, "rules")
    page.goto(here)
    page.locator("input[name=finding]").first.check()
    page.get_by_role("button", name="把勾选的登记为质量检查").click()
    page.wait_for_url(lambda url: "/checks/?" in url)
    expect(page.get_by_text("已登记 1 个质量检查问题")).to_be_visible()
    look(page, axe, "list")
    page.get_by_role("link", name="单雄信（30001）").click()
    page.wait_for_selector("#id_handling")
    look(page, axe, "handling")
    page.fill("#id_handling", "补正了培养考察登记表，约谈支部书记")
    page.click("form.form [type=submit]")
    page.wait_for_url(lambda url: url.endswith("/checks/"))
    expect(page.locator("table .chip-ok")).to_be_visible()
    page.goto(f"{address}/checks/ledgers/")
    look(page, axe, "ledgers")
    return here


def test_the_thread_on_the_desktop(page_desktop, axe, start):
    here = walk(page_desktop, axe, start(page_desktop))
    page_desktop.goto(here)
    with page_desktop.expect_download() as saved:
        page_desktop.click("text=下载核对结果")
    sheet = openpyxl.load_workbook(io.BytesIO(saved.value.path().read_bytes())).active
    assert SUM in sheet.cell(2, sheet.max_column).value
    assert QualityCheck.objects.get().state == "handled"


MANY = 4_000
HALF_WAY = """() => {
  const bar = document.querySelector("progress[value]");
  return bar && bar.value > 0 && bar.value < bar.max ? [bar.value, bar.max] : null;
}"""


def test_the_bar_of_a_big_ledger_moves_while_the_worker_judges(page_desktop, axe, start):
    """More rows than a page waits for: they queue, are counted on the bar, and the findings come by themselves."""
    page, others = page_desktop, [[f"8{number:05}", f"钱{number}", *LINES[1][2:]] for number in range(MANY)]
    upload(page, start(page), [LINES[0], *others])
    expect(page.get_by_text("正在排队")).to_be_visible()
    look(page, axe, "waiting")
    worker = Thread(target=_work)
    worker.start()
    try:
        done, total = page.wait_for_function(HALF_WAY, polling=100, timeout=60_000).json_value()
        assert 0 < done < total == MANY + 1
        expect(page.get_by_text(SUM)).to_be_visible(timeout=60_000)
    finally:
        worker.join()
    look(page, axe, "judged")


def _work():
    """The worker's task, with connections of its own."""
    try:
        work_imports()
    finally:
        connections.close_all()


def test_the_thread_on_the_phone(page_phone, axe, start):
    walk(page_phone, axe, start(page_phone))


def test_without_script(page_without_script, start):
    page = page_without_script
    address = start(page)
    upload(page, address)
    page.get_by_role("button", name="登记全部不合规的 1 处为质量检查").click()
    page.get_by_text("已登记 1 个质量检查问题").wait_for()
    assert QualityCheck.objects.count() == 1
