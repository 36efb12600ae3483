"""The frame in a real browser: accessible, without overflow at 360 px, usable by keyboard and without script."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
CLONE = Path(__file__).resolve().parents[2]
PAGES = [
    "kit/", "list/", "form/", "form/?wrong", "tree/", "toast/", "login/", "login/?wrong", "error/404/", "error/500/",
    "units/", "unit/", "unit/leaders/", "unit/children/", "unit/changes/", "unit/close/",
    "people/", "people/nobody/", "people/T1/", "people/T1/number/", "found/",
    "bench/", "bench/empty/", "log/",
]  # fmt: skip


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(address):
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"the sample site did not start at {address}")


@pytest.fixture(scope="module")
def site():
    """The sample site in a process of its own, because its settings are not the suite's."""
    port = _free_port()
    command = [
        sys.executable,
        "-m",
        "django",
        "runserver",
        "--noreload",
        "--settings=tests.look.settings",
        f"127.0.0.1:{port}",
    ]
    process = subprocess.Popen(
        command, cwd=CLONE, env={**os.environ, "PYTHONPATH": str(CLONE)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(f"http://127.0.0.1:{port}/login/")
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()


def _photograph(page, name):
    """Photographs are taken only when asked for: LOOK_PHOTOGRAPHS names a folder."""
    if folder := os.environ.get("LOOK_PHOTOGRAPHS"):
        page.screenshot(
            path=str(Path(folder) / f"{name.strip('/').replace('/', '-').replace('?', '')}.png"), full_page=True
        )


def is_too_wide(page):
    """A phone zooms out until everything fits, so its screen is the measure, not its window."""
    return page.evaluate("document.documentElement.scrollWidth > Math.min(innerWidth, screen.width)")


@pytest.mark.parametrize("address", PAGES)
def test_page_on_the_desktop(page_desktop, axe, site, address):
    page_desktop.goto(site + address)
    axe(page_desktop)
    assert not is_too_wide(page_desktop)
    _photograph(page_desktop, f"desktop-{address}")


@pytest.mark.parametrize("address", PAGES)
def test_page_on_the_phone(page_phone, axe, site, address):
    page_phone.goto(site + address)
    axe(page_phone)
    assert not is_too_wide(page_phone)
    _photograph(page_phone, f"phone-{address}")


def test_slash_goes_to_the_search_and_question_mark_lists_the_keys(page_desktop, site):
    page_desktop.goto(site + "list/")
    page_desktop.keyboard.press("?")
    assert page_desktop.locator("#keys-dialog").is_visible()
    page_desktop.keyboard.press("Escape")
    page_desktop.keyboard.press("/")
    assert page_desktop.evaluate("document.activeElement.name") == "q"


def test_g_z_opens_the_tree_and_letters_inside_a_field_do_not(page_desktop, site):
    page_desktop.goto(site + "list/")
    page_desktop.fill("#f-name", "")
    page_desktop.type("#f-name", "gz")
    assert page_desktop.url.endswith("/list/")
    page_desktop.locator("#f-name").blur()
    page_desktop.keyboard.press("g")
    page_desktop.keyboard.press("z")
    page_desktop.wait_for_url("**/tree/")
    assert page_desktop.locator("h1").inner_text() == "组织架构"


def test_rows_are_walked_ticked_and_counted(page_desktop, site):
    page_desktop.goto(site + "list/")
    for key in ("j", "j", "x", "j", "j", "Shift+X"):
        page_desktop.keyboard.press(key)
    assert page_desktop.locator("[data-selected]").inner_text() == "3"
    assert page_desktop.locator("tr.is-picked").count() == 3
    page_desktop.click("[data-clear-selection]")
    assert page_desktop.locator("[data-selection]").is_hidden()


def test_tree_opens_closes_and_moves_with_arrows(page_desktop, site):
    page_desktop.goto(site + "tree/")
    page_desktop.locator(".is-here .tree-name").focus()
    page_desktop.keyboard.press("ArrowLeft")
    assert page_desktop.get_by_text("教工第一支部", exact=True).is_hidden()
    page_desktop.keyboard.press("ArrowRight")
    page_desktop.keyboard.press("ArrowRight")
    assert page_desktop.evaluate("document.activeElement.textContent") == "教工第一支部"
    page_desktop.keyboard.press("Home")
    assert page_desktop.evaluate("document.activeElement.textContent") == "东江理工大学党委"
    page_desktop.keyboard.type("hx")
    assert page_desktop.evaluate("document.activeElement.textContent") == "化学学院党委"


def test_a_branch_of_a_large_tree_is_fetched_when_it_is_opened(page_desktop, axe, site):
    page_desktop.goto(site + "units/")
    page_desktop.get_by_role("treeitem", name="机械工程学院党委").focus()
    page_desktop.keyboard.press("ArrowRight")
    page_desktop.wait_for_selector("text=教工第三支部")
    page_desktop.keyboard.press("ArrowRight")
    assert page_desktop.evaluate("document.activeElement.textContent") == "教工第三支部"
    axe(page_desktop)


def test_errors_take_the_focus_and_lead_to_their_fields(page_desktop, site):
    page_desktop.goto(site + "form/?wrong")
    assert page_desktop.title().startswith("错误：")
    assert page_desktop.evaluate("document.activeElement.className") == "error-summary"
    page_desktop.click(".error-summary a")
    assert page_desktop.evaluate("document.activeElement.id") == "id_id_number"
    described = page_desktop.get_attribute("#id_id_number", "aria-describedby")
    assert "校验码" in page_desktop.locator(f"#{described}").inner_text()


def test_search_offers_while_typing_and_arrows_choose(page_desktop, axe, site):
    page_desktop.goto(site + "list/")
    page_desktop.keyboard.press("/")
    page_desktop.keyboard.type("sxx")
    page_desktop.wait_for_selector("#search-options .option")
    axe(page_desktop)
    page_desktop.keyboard.press("ArrowDown")
    assert "单雄信" in page_desktop.locator("#search-options [aria-selected=true]").inner_text()
    page_desktop.keyboard.press("Escape")
    assert page_desktop.locator("#search-options .option").count() == 0


def test_a_personal_number_never_reaches_an_address(page_desktop, site):
    asked = []
    page_desktop.on("request", lambda request: asked.append(request.url))
    page_desktop.goto(site + "list/")
    page_desktop.type("[data-search] input", "110199199001011234", delay=60)
    page_desktop.keyboard.press("Enter")
    page_desktop.wait_for_url("**/search/?by=number")
    assert not [address for address in asked if "1101991990" in address]


def test_a_picker_fills_in_the_unit_that_was_chosen(page_desktop, axe, site):
    page_desktop.goto(site + "form/")
    page_desktop.type("#id_branch", "数学")
    page_desktop.wait_for_selector(".pick-options .option")
    axe(page_desktop)
    assert page_desktop.locator(".pick-options .option").count() == 1
    page_desktop.keyboard.press("ArrowDown")
    page_desktop.keyboard.press("Enter")
    assert page_desktop.input_value("#id_branch") == "数学学院党委 0203"
    assert page_desktop.locator(".pick-options").is_hidden()


def test_a_typed_day_is_repeated_with_its_weekday(page_desktop, site):
    page_desktop.goto(site + "form/")
    for typed in ("2026.11.20", "20261120", "2026年11月20日"):
        page_desktop.fill("#id_joined_on", typed)
        assert page_desktop.locator(".weekday").inner_text() == "2026年11月20日 星期五"
    page_desktop.fill("#id_joined_on", "2026.13.20")
    assert page_desktop.locator(".weekday").inner_text() == ""
    assert page_desktop.get_by_label("打开日历").is_visible()


def test_a_shown_number_hides_itself(page_desktop, site):
    page_desktop.clock.install()
    page_desktop.goto(site + "kit/")
    assert page_desktop.get_by_text("13812345678").is_visible()
    page_desktop.clock.run_for(61_000)
    assert page_desktop.get_by_text("13812345678").count() == 0


def test_an_idle_session_warns_before_it_ends(page_desktop, site):
    page_desktop.clock.install()
    page_desktop.goto(site + "kit/")
    page_desktop.clock.run_for((1800 - 100) * 1000)
    assert page_desktop.locator("#idle-dialog").is_visible()
    page_desktop.click("[data-stay]")
    page_desktop.wait_for_selector("#idle-dialog", state="hidden")
    assert not page_desktop.evaluate("document.getElementById('idle-dialog').open")


def test_large_text_and_folded_navigation_are_remembered(page_desktop, site):
    page_desktop.goto(site + "kit/")
    before = page_desktop.locator("h1").evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    page_desktop.click("[aria-label='账号 张明远']")
    page_desktop.click("[data-large-text]")
    page_desktop.click("[data-nav-fold]")
    page_desktop.reload()
    after = page_desktop.locator("h1").evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    assert after == before + 2
    assert page_desktop.locator(".app-nav").bounding_box()["width"] == 56


def test_without_script_menus_open_and_the_whole_tree_is_there(page_without_script, site):
    page_without_script.goto(site + "tree/")
    assert page_without_script.get_by_text("英语系支部").is_visible()
    page_without_script.click(".scope summary")
    assert page_without_script.get_by_text("在组织架构中选择").is_visible()
    assert page_without_script.locator(".script-only").first.is_hidden()


def test_without_script_the_phone_navigation_opens_by_its_link(browser, site):
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "kit/")
    assert page.locator("#navigation").is_hidden()
    page.click(".nav-toggle")
    expect(page.locator("#navigation")).to_be_visible()
    context.close()


def test_paper_shows_the_rows_and_its_foot_but_no_frame(page_desktop, site):
    page_desktop.goto(site + "list/")
    page_desktop.emulate_media(media="print")
    assert page_desktop.locator(".app-header").is_hidden()
    assert page_desktop.locator(".filters").is_hidden()
    assert page_desktop.get_by_text("填报单位：数学学院党委").is_visible()
    assert "DY-2026-0417" in page_desktop.locator(".print-foot").inner_text()
    assert page_desktop.get_by_text("欧阳若彤").is_visible()


def test_forced_colours_keep_the_words_of_the_chips(page_desktop, site):
    page_desktop.emulate_media(forced_colors="active")
    page_desktop.goto(site + "kit/")
    assert page_desktop.locator(".chip-bad").first.evaluate("node => getComputedStyle(node).borderTopStyle") == "solid"
