"""One branch meeting with three candidates, each voted alone, of whom one fails by one vote; then the approval of the
two who passed: in the browser, by the right accounts, each act on its day.
"""

import datetime as dt

import pytest
from playwright.sync_api import expect

from directory.models import PartyStatus
from directory.permissions import Role
from membership.models import Case
from tests.browser import DESKTOP
from tests.kept import Kept
from tests.membership.cases.test_browser import at
from tests.membership.together.candidates import MET_ON, brought_to
from tests.world import PASSWORD, add_person, build_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BRANCH, SECRETARY, ORGANIZER = Role.BRANCH_OFFICER, Role.UNIT_SECRETARY, Role.ORGANIZER_FULL_TIME
NAMES = ("方晓", "林知远", "苏明")


def build_staff_branch():
    """数学教工一支部 (0101), whose secretary has an account: 21 with a vote, three candidates with their books."""
    world = build_world()
    for number in range(17):
        name = f"甲{chr(0x4E00 + number)}"
        world.people[f"f{number}"] = add_person(world, f"5{number:04}", name, "0101", sequence=number)
    named = world.people["f0"], world.people["f1"]
    for place, name in enumerate(NAMES):
        brought_to(world, f"7000{place}", name, "application_book", code="0101", introducers=named)
    return world


staff_branch = Kept(build_staff_branch)


@pytest.fixture
def world(db):
    return staff_branch()


@pytest.fixture
def cases(world) -> dict[str, Case]:
    return {case.person.name: case for case in Case.objects.select_related("person")}


@pytest.fixture
def sign_in(browser, live_server):
    """A window of its own for each account."""
    windows = []

    def sign_in(role):
        window = browser.new_context(viewport=DESKTOP, locale="zh-CN", timezone_id="Asia/Shanghai")
        windows.append(window)
        page = window.new_page()
        page.goto(f"{live_server.url}/login/")
        page.fill("#id_username", role.value)
        page.fill("#id_password", PASSWORD)
        page.click("form [type=submit]")
        page.wait_for_url(f"{live_server.url}/")
        return page

    yield sign_in
    for window in windows:
        window.close()


def onward(page, heading):
    """下一步, as far as the page that is named in the row of steps."""
    page.get_by_role("button", name="下一步").click()
    expect(page.locator(".import-steps [aria-current=step]")).to_contain_text(heading)


def fill(page, case, **typed):
    for name, value in typed.items():
        page.fill(f"[name='{case.code}.{name}']", str(value))


def row_of(page, name):
    """The line of one person at the review."""
    return page.locator("tbody tr", has=page.get_by_role("rowheader", name=name))


def left_out(row):
    """The mark 不能登记, as the ear hears it."""
    return row.get_by_role("img", name="不能登记").first


def meeting_page(page, address, world, cases):
    """① and ②: the three are ticked, two of the 21 did not come."""
    page.goto(f"{address}/cases/together/")
    page.get_by_role("link", name="接收预备党员支部大会").click()
    for case in cases.values():
        page.check(f"#case-{case.code}")
    onward(page, "会议")
    page.fill("#id_place", "三楼会议室")
    for name in ("f15", "f16"):
        page.uncheck(f"[name='p{world.people[name].pk}.came']")
    onward(page, "逐人票决")
    expect(page.locator(".vote-head")).to_contain_text("应到有表决权 21")
    expect(page.locator(".vote-head")).to_contain_text("实到 19")


def votes_page(page, cases):
    """③: 18, 10 and 11 of 19; the last line is wrong at first."""
    fill(page, cases["方晓"], ayes=18, nays=0, abstentions=1)
    fill(page, cases["林知远"], ayes=10, nays=8, abstentions=1)
    fill(page, cases["苏明"], ayes=11, nays=9, abstentions=0)
    onward(page, "复核")
    wrong = row_of(page, "苏明")
    expect(left_out(wrong)).to_be_visible()
    expect(wrong).to_contain_text("11 + 9 + 0 + 0 = 20，与收回的 19 票不符")
    page.get_by_role("button", name="上一步").click()
    expect(page.locator(f"[name='{cases['林知远'].code}.ayes']")).to_have_value("10")
    fill(page, cases["苏明"], nays=8)
    onward(page, "复核")


def review_page(page):
    """④: who passes, who fails by one vote, by which article, and what may be done."""
    expect(row_of(page, "方晓")).to_contain_text("通过 18/21，需 11")
    expect(row_of(page, "苏明")).to_contain_text("通过 11/21，需 11")
    failed = row_of(page, "林知远")
    for words in ("未通过 10/21，需 11", "赞成 10 票，须 11 票", "第二十一条（2026年修订第二十条）", "再次讨论"):
        expect(failed).to_contain_text(words)
    page.get_by_role("button", name="登记会议和 3 人的表决").click()
    page.wait_for_url("**/meetings/*/")
    expect(page.get_by_text("已登记支部大会和 3 人的表决结果。")).to_be_visible()


def drafts(page):
    """The minutes of all, the resolution of one who passed and of him who did not."""
    here = page.url
    page.get_by_role("link", name="会议记录").click()
    paper = page.locator("article.paper")
    for words in ("应到会有表决权的正式党员 21 名，实到 19 名", "赞成共 10 票，未超过", "地点：三楼会议室"):
        expect(paper).to_contain_text(words)
    for name, words in (("方晓", "大会同意接收方晓同志为中共预备党员"), ("林知远", "大会没有通过接收林知远同志")):
        page.goto(here)
        page.locator("a", has_text=f"决议：{name}").click()
        expect(paper).to_contain_text(words)


def approval_page(page, address, cases, *, reported_on):
    """The party committee's sheet about all three, as far as its review."""
    ticked = "&".join(f"case={case.code}" for case in cases.values())
    page.goto(f"{address}/cases/together/admission_approval/?{ticked}")
    onward(page, "填写")
    for case in cases.values():
        fill(page, case, reported_on=reported_on)
    onward(page, "复核")


def talked(page, address, case):
    """上级党委派人谈话, by the organizer."""
    page.goto(f"{address}/cases/{case.code}/steps/approval_talk/")
    page.select_option("[name=by]", "organizer")
    page.click(".form-acts [type=submit]")
    expect(page.locator("h1")).to_have_text(case.person.name)


def test_three_are_voted_and_the_two_who_passed_are_approved(sign_in, live_server, world, cases):
    address = live_server.url
    with at(MET_ON):
        branch = sign_in(BRANCH)
        meeting_page(branch, address, world, cases)
        votes_page(branch, cases)
        review_page(branch)
        drafts(branch)
        assert branch.goto(f"{address}/cases/together/admission_approval/").status == 404
    with at(dt.date(2026, 11, 16)):
        secretary = sign_in(SECRETARY)
        approval_page(secretary, address, cases, reported_on="2026-11-13")
        for name in ("方晓", "苏明"):
            expect(row_of(secretary, name)).to_contain_text("谈话")
            expect(row_of(secretary, name)).to_contain_text("第二十三条")
        organizer = sign_in(ORGANIZER)
        for name in ("方晓", "苏明"):
            talked(organizer, address, cases[name])
    with at(dt.date(2026, 11, 18)):
        secretary = sign_in(SECRETARY)
        approval_page(secretary, address, cases, reported_on="2026-11-13")
        failed = row_of(secretary, "林知远")
        expect(left_out(failed)).to_be_visible()
        expect(failed).to_contain_text("第二十条")
        secretary.get_by_role("button", name="登记 2 人").click()
        expect(secretary.get_by_text("已登记 2 人的“审批接收预备党员”：方晓、苏明。")).to_be_visible()
        secretary.get_by_role("link", name="已登记的人员和文书").click()
        secretary.get_by_role("link", name="批复").click()
        expect(secretary.locator("article.paper")).to_contain_text("批准方晓同志、苏明同志为中共预备党员")
    admitted = PartyStatus.objects.filter(status="probationary", from_on=MET_ON, voided_at__isnull=True)
    assert set(admitted.values_list("person__name", flat=True)) == {"方晓", "苏明"}
