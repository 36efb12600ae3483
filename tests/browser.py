"""A real Chromium for tests marked `browser`: Debian's own program, never one that Playwright would fetch.

Fixtures: `browser` (one per session), `page_desktop` (1366 × 768), `page_phone` (360 × 740, touch),
`page_without_script`, and `axe`, a function that refuses a page with a serious accessibility finding.
Every page fails its test at the end if the console reported an error (a broken script, a policy violation).
"""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-color-profile=srgb",
]  # fmt: skip
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the whole session."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    # Playwright's loop runs in this thread; Django would otherwise refuse the database here.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


def _page(browser, **options):
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **options)
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    # A page that answers 404 or 422 on purpose is reported by Chromium as well; that is no fault of the page.
    faults = [words for words in complaints if "Failed to load resource" not in words]
    assert not faults, faults


@pytest.fixture
def page_desktop(browser):
    yield from _page(browser, viewport=DESKTOP)


@pytest.fixture
def page_phone(browser):
    yield from _page(browser, viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)


@pytest.fixture
def page_without_script(browser):
    yield from _page(browser, viewport=DESKTOP, java_script_enabled=False)


@pytest.fixture
def axe():
    """axe(page) asserts that no finding is serious or critical."""

    def check(page):
        findings = Axe().run(page).response["violations"]
        serious = [
            (finding["id"], node["html"][:160], node.get("failureSummary", "")[:300])
            for finding in findings
            if finding["impact"] in ("serious", "critical")
            for node in finding["nodes"]
        ]
        assert not serious, serious

    return check
