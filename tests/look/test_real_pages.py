"""The product's own pages in a real browser, over the small school of tests/world.py."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from directory.models import Unit
from directory.permissions import Role
from reminders import registry
from reminders.models import Channel, Delivery, DeliveryState, Digest, Reminder
from tests.look.test_pages import is_too_wide
from tests.world import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADDRESSES = [
    "/", "/units/", "/units/?q=hx", "/units/01/", "/units/01/?tab=leaders", "/units/01/?tab=children",
    "/units/01/?tab=changes",
    "/units/new/", "/units/01/edit/", "/units/01/rename/", "/units/01/close/", "/people/", "/people/?q=sxx",
    "/people/?q=zzz",
    "/people/new/", "/people/30001/", "/people/30001/edit/", "/people/30001/status/", "/people/print/?unit=0101",
    "/organizers/", "/organizers/staffing/", "/imports/", "/imports/new/organizers/", "/organizers/appointments/new/",
    "/settings/policy/", "/settings/policy/versions/", "/settings/policy/versions/new/", "/settings/policy/clauses/",
    "/settings/policy/clauses/new/", "/settings/policy/documents/new/", "/settings/calendar/?month=2026-10",
    "/settings/calendar/days/2026-10-10/", "/settings/calendar/years/2027/publication/",
    "/search/?q=sxx", "/search/", "/account/", "/account/password/", "/status/",
    "/?box=todo", "/?box=others", "/calendar/?month=2026-11", "/settings/reminders/?preview=1",
    "/settings/reminders/outbox/", "/account/reminders/",
]  # fmt: skip


@pytest.fixture
def signed_in(live_server, world):
    """`signed_in(page)`: signs the department's administrator in on that page; returns the server's address."""

    def sign_in(page, role=Role.DEPARTMENT_ADMIN):
        page.goto(f"{live_server.url}/login/")
        page.fill("#id_username", role.value)
        page.fill("#id_password", PASSWORD)
        page.click("form [type=submit]")
        page.wait_for_url(f"{live_server.url}/")
        return live_server.url

    return sign_in


@pytest.fixture
def told(world):
    """Matters on the workbench and one message that did not arrive."""
    unit, today = world.units["01"], timezone.localdate()
    for number, key in enumerate(registry.SOURCES):
        Reminder.objects.create(
            source=key, subject_id=number, unit=unit, due_on=today + dt.timedelta(days=number - 3), shown_from=today,
            notice_days=[30], grade="校", clause="本校办法 第十三条", title="一件要办的事项", url="/units/01/",
            opened_on=today,
        )  # fmt: skip
    account = world.accounts[Role.DEPARTMENT_ADMIN]
    digest = Digest.objects.create(account=account, day=today, counts={"x": 2}, total=2, late=1, reported=1)
    Delivery.objects.create(
        digest=digest, channel=Channel.MAIL, key=uuid.uuid4(), state=DeliveryState.FAILED, due_at=timezone.now(),
        attempts=5, error="ConnectionRefusedError：[Errno 111] Connection refused",
    )  # fmt: skip


def _visit(page, address, axe):
    assert page.goto(address).status == 200, address
    axe(page)
    assert not is_too_wide(page), address


def test_every_page_on_the_desktop(page_desktop, axe, signed_in, told):
    start = signed_in(page_desktop)
    for address in ADDRESSES:
        _visit(page_desktop, start + address, axe)


def test_every_page_on_the_phone(page_phone, axe, signed_in, told):
    start = signed_in(page_phone)
    for address in ADDRESSES:
        _visit(page_phone, start + address, axe)


def test_a_full_number_asks_why_and_appears_in_its_place(page_desktop, axe, signed_in, world):
    person = world.people["30001"]
    person.set_phone("13800001234")
    person.save()
    start = signed_in(page_desktop)
    page_desktop.goto(f"{start}/people/30001/")
    page_desktop.click(".reveal a")
    page_desktop.fill("#reveal-reason", "核对联系方式")
    axe(page_desktop)
    page_desktop.click(".reveal button")
    page_desktop.wait_for_selector("text=13800001234")
    assert page_desktop.url == f"{start}/people/30001/"


def test_the_second_of_two_editors_sees_both_values_and_keeps_his_own(page_desktop, axe, signed_in):
    start = signed_in(page_desktop)
    page_desktop.goto(f"{start}/units/01/edit/")
    Unit.objects.filter(code="01").update(position=7)
    page_desktop.fill("#id_position", "3")
    page_desktop.click("form.form [type=submit]")
    page_desktop.wait_for_selector(".conflict-table")
    axe(page_desktop)
    assert "7" in page_desktop.locator(".conflict-table").inner_text()
    assert page_desktop.input_value("#id_position") == "3"
    page_desktop.click("text=采用对方的")
    assert page_desktop.input_value("#id_position") == "7"


def test_a_wrong_form_is_returned_with_focus_on_what_is_wrong(page_desktop, axe, signed_in):
    start = signed_in(page_desktop)
    page_desktop.goto(f"{start}/people/new/")
    page_desktop.fill("#id_name", "单雄信")
    page_desktop.click("form.form [type=submit]")
    page_desktop.wait_for_selector(".error-summary")
    axe(page_desktop)
    assert page_desktop.title().startswith("错误：")
    assert page_desktop.evaluate("document.activeElement.className") == "error-summary"
    assert page_desktop.input_value("#id_name") == "单雄信"


def test_a_unit_is_picked_while_typing(page_desktop, signed_in):
    start = signed_in(page_desktop)
    page_desktop.goto(f"{start}/people/new/")
    page_desktop.type("#id_unit", "化学")
    page_desktop.wait_for_selector(".pick-options .option")
    page_desktop.keyboard.press("ArrowDown")
    page_desktop.keyboard.press("Enter")
    assert page_desktop.input_value("#id_unit").split()[-1].startswith("02")


def test_without_script_one_searches_opens_and_saves(page_without_script, signed_in):
    page = page_without_script
    start = signed_in(page)
    page.fill("[data-search] input", "sxx")
    page.press("[data-search] input", "Enter")
    page.click("main >> text=单雄信")
    page.wait_for_url(f"{start}/people/30001/")
    page.click("text=编辑")
    page.fill("#id_native_place", "江苏南京")
    page.click("form.form [type=submit]")
    expect(page.get_by_text("江苏南京")).to_be_visible()
