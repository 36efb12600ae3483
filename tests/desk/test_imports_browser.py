"""The wizard in a real browser, at both sizes and without script."""

import os
from pathlib import Path

import pytest
from django.test import Client

from directory.permissions import Role
from organizers.imports.importer import OrganizerImporter
from organizers.models import Appointment
from sheets.models import ImportBatch
from tests.organizers.rosters import row, workbook
from tests.world import add_person, build_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A folder for photographs, when somebody wants to look.
PHOTOS = os.environ.get("PHOTOS")


@pytest.fixture
def school(transactional_db):
    return build_world()


@pytest.fixture
def start(live_server, school):
    """Signs in as the department's clerk; the address of the server."""

    def start(page):
        client = Client()
        client.force_login(school.accounts[Role.DEPARTMENT_STAFF], backend="django.contrib.auth.backends.ModelBackend")
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        return live_server.url

    return start


@pytest.fixture
def rows(school):
    """Two good rows, one with two faults, one about a unit that nobody knows."""
    for number, name in enumerate(["方小舟", "方小帆", "方小桨", "方小船"]):
        add_person(school, f"6000{number}", name, "0101", sequence=200 + number)
    return [
        row("60000", "方小舟", 联系党支部编码="0101"),
        row("60001", "方小帆", 联系党支部编码="0101", 联系方式="13800005678"),
        row("60002", "方小桨", from_on="2019.13", 年度="二六"),
        row("60003", "方小船", "", 联系党委名称="天文学院党委"),
    ]


def look(page, axe, name):
    if axe:
        axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], name
    if PHOTOS:
        size = "phone" if page.viewport_size["width"] < 500 else "desktop"
        page.screenshot(path=Path(PHOTOS) / f"{name}-{size}.png", full_page=True)


def send(page, content):
    page.set_input_files("#id_file", {"name": "组织员名册.xlsx", "mimeType": XLSX, "buffer": content})
    page.click("form[enctype] [type=submit]")
    page.wait_for_load_state()


def walk(page, address, axe, rows):
    """Every page of the wizard, from the list to the undoing."""
    page.goto(f"{address}/imports/")
    look(page, axe, "list")
    page.click("text=组织员名册 >> nth=0")
    look(page, axe, "upload")
    header = ["年度", "人员代号", *list(rows[0])[2:], "联系方式", "联系党支部编码", "联系党委名称"]
    renamed = [{**each, "人员代号": each["工作证号"]} for each in rows]
    send(page, workbook(renamed, list(dict.fromkeys(header))))
    look(page, axe, "columns")
    page.select_option("#id_column_1", "工作证号")
    page.click("main form [type=submit]")
    page.wait_for_selector("text=有 3 处需要改正")
    look(page, axe, "preview")
    page.check("#only-clean")
    page.click("text=确认导入")
    page.wait_for_selector("text=有 2 行有错误没有导入")
    look(page, axe, "result")
    assert Appointment.objects.count() == 2
    page.click("text=撤销本批")
    page.wait_for_url("**/undo/")
    look(page, axe, "undo")
    page.click("main form [type=submit]")
    page.wait_for_selector("text=已撤销本批")
    look(page, axe, "undone")
    assert Appointment.objects.count() == 0


def test_on_the_desktop(page_desktop, axe, start, rows):
    walk(page_desktop, start(page_desktop), axe, rows)


def test_on_a_phone(page_phone, axe, start, rows):
    walk(page_phone, start(page_phone), axe, rows)


def test_without_script(page_without_script, start, rows):
    page, address = page_without_script, start(page_without_script)
    page.goto(f"{address}/imports/new/organizers/")
    send(page, workbook(rows[:2]))
    page.click("text=确认导入")
    page.wait_for_selector("text=撤销本批")
    assert Appointment.objects.count() == 2


def test_progress_is_polled_until_the_worker_is_done(page_desktop, axe, start, rows, monkeypatch):
    monkeypatch.setattr(OrganizerImporter, "rows_in_page", 0)
    monkeypatch.setattr(OrganizerImporter, "writes_in_page", 0)
    monkeypatch.setattr("directory.imports.starting._ring", lambda: None)
    page, address = page_desktop, start(page_desktop)
    page.goto(f"{address}/imports/new/organizers/")
    send(page, workbook(rows[:2]))
    assert page.locator("progress").is_visible()
    look(page, axe, "progress")
    ImportBatch.objects.update(state="failed", reason="处理时服务中断了几次，没有导入任何内容。")
    page.wait_for_selector("text=处理时服务中断了几次")
    look(page, axe, "failed")
