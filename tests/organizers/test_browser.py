"""The thread as an officer does it: upload, read the faults, upload again, confirm, look, save the workbook."""

import io

import openpyxl
import pytest
from playwright.sync_api import expect

from directory.models import Person
from directory.permissions import Role
from organizers.models import Appointment
from tests.organizers.rosters import row, workbook
from tests.world import PASSWORD, add_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WRONG = {7: {"任职时间": "2019.13.01"}, 23: {"工作证号": "X9999"}, 41: {"姓名": "张冠李"}}
# Besides those that tests/look walks through.
PAGES = ["/organizers/", "/organizers/?q=zzz", "/organizers/staffing/?sort=gap", "/organizers/90000/"]


@pytest.fixture
def start(live_server, world):
    """`start(page, role)`: signs that role in on the page; returns the server's address."""

    def sign_in(page, role=Role.DEPARTMENT_STAFF):
        page.goto(f"{live_server.url}/login/")
        page.fill("#id_username", role.value)
        page.fill("#id_password", PASSWORD)
        page.click("form [type=submit]")
        page.wait_for_url(f"{live_server.url}/")
        return live_server.url

    return sign_in


@pytest.fixture
def sixty(world):
    rows = []
    for number in range(60):
        roster_no, name = f"9{number:04}", f"方未{'甲乙丙丁戊己庚辛壬癸'[number % 10]}"
        add_person(world, roster_no, name, "0101", sequence=100 + number)
        rows.append(row(roster_no, name, "01", f"{2017 + number % 8}-{number % 12 + 1:02}-15", 联系党支部编码="0101"))
    return rows


@pytest.fixture
def some(sixty, world, make):
    """Thirty of them in office, so that the list has rows."""
    for each in sixty[:30]:
        world.people[each["工作证号"]] = Person.objects.get(roster_no=each["工作证号"])
        make(roster_no=each["工作证号"], code="0101", from_on=each["任职时间"])


def upload(page, address, rows):
    page.goto(f"{address}/imports/new/organizers/")
    content = workbook(rows, above=("江海大学组织员名册",))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.set_input_files("#id_file", {"name": "组织员名册.xlsx", "mimeType": kind, "buffer": content})
    page.click("form.form [type=submit]")
    page.wait_for_url(lambda url: "/new/" not in url)


def test_the_thread(page_desktop, axe, start, sixty):
    page = page_desktop
    address = start(page)

    upload(page, address, [each | WRONG.get(place, {}) for place, each in enumerate(sixty)])
    faults = page.locator("[aria-labelledby=faults-title]")
    axe(page)
    assert faults.locator("h2").inner_text() == "有 3 处需要改正，没有导入任何内容"
    page.get_by_role("link", name="错误 3").click()
    expect(page.locator("table tbody tr")).to_have_count(3)
    told = page.locator("table tbody tr").all_inner_texts()
    assert [line.split("\t")[0] for line in told] == ["10", "26", "44"]
    assert ["任职时间：" in told[0], "工作证号：" in told[1], "姓名：" in told[2]] == [True] * 3
    with page.expect_download() as saved:
        page.click("text=下载错误表")
    marked = openpyxl.load_workbook(io.BytesIO(saved.value.path().read_bytes())).active
    assert marked.cell(10, marked.max_column).value.startswith("“2019.13.01”的月份")
    assert Appointment.objects.count() == 0

    upload(page, address, sixty)
    axe(page)
    page.get_by_role("button", name="确认导入").click()
    page.wait_for_selector("text=导入：新增 60")
    axe(page)
    assert Appointment.objects.count() == 60

    upload(page, address, sixty)
    expect(page.get_by_text("没有需要导入的内容（0 处变化）")).to_be_visible()

    page.goto(f"{address}/organizers/")
    assert page.locator("table tbody tr").count() == 50
    with page.expect_download() as saved:
        page.click("text=导出")
    sheet = openpyxl.load_workbook(io.BytesIO(saved.value.path().read_bytes())).active
    assert sheet.max_row == 64 and saved.value.suggested_filename.startswith("组织员花名册-DC-")

    page.click("table tbody tr >> nth=0 >> a")
    page.wait_for_selector("text=任职经历")
    expect(page.get_by_text("西双版纳职业技术学院《组织员队伍建设管理办法》 第二十条")).to_be_visible()


def visit(page, address, axe):
    assert page.goto(address).status == 200, address
    axe(page)
    # On a telephone innerWidth grows with what sticks out; the screen does not.
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], address


def test_every_page_on_the_desktop(page_desktop, axe, start, some):
    address = start(page_desktop)
    for page in PAGES:
        visit(page_desktop, address + page, axe)


def test_every_page_on_the_phone(page_phone, axe, start, some):
    address = start(page_phone)
    for page in PAGES:
        visit(page_phone, address + page, axe)


def test_a_wrong_form_takes_the_focus_and_keeps_what_was_typed(page_desktop, axe, start):
    page, address = page_desktop, start(page_desktop)
    page.goto(f"{address}/organizers/appointments/new/")
    page.fill("#id_roster_no", "nobody")
    page.fill("#id_from_on", "2019年3月1日")
    page.click("form.form [type=submit]")
    page.wait_for_selector(".error-summary")
    axe(page)
    assert page.title().startswith("错误：")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert page.input_value("#id_from_on") == "2019年3月1日"


def test_without_script_one_uploads_and_confirms(page_without_script, start, sixty):
    page = page_without_script
    address = start(page)
    upload(page, address, sixty[:3])
    page.click("text=确认导入")
    page.get_by_text("导入：新增 3").wait_for()


def test_the_conditions_are_checked_while_the_form_is_filled_in(page_desktop, axe, start):
    page, address = page_desktop, start(page_desktop)
    page.goto(f"{address}/organizers/appointments/new/?person=30001&unit=01")
    page.locator("#id_exception_approver").press_sequentially("oyrs")
    page.wait_for_selector("#id_exception_approver_named option[value='30003']", state="attached")
    page.fill("#id_exception_approver", "")
    page.fill("#id_from_on", "今天")
    page.select_option("#id_rank", "section")
    page.wait_for_selector("text=任职条件核对：单雄信")
    assert page.get_by_text("没有身体条件的说明").is_visible()
    page.select_option("#id_health_stated", "yes")
    page.wait_for_selector("text=已说明具有正常履行职责的身体条件")
    axe(page)
    assert Appointment.objects.count() == 0
