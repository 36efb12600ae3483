"""One applicant from application to archive under the text of 2026, in the browser, by the right accounts in turn.

The clock goes along: every act is done on its day. At each stage something is tried that a rule forbids.
"""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from playwright.sync_api import expect

from directory.models import PartyStatus, Person
from directory.permissions import Role
from membership.models import Case, Outcome
from membership.procedure.facts import FACTS
from tests.browser import DESKTOP
from tests.membership.procedure.histories import lawful
from tests.world import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BRANCH, ORGANIZER = Role.BRANCH_OFFICER, Role.ORGANIZER_FULL_TIME
BY = {
    "activist_filing": ORGANIZER,
    "review": Role.MEMBER,
    "target_filing": Role.UNIT_SECRETARY,
    "training": ORGANIZER,
    "pre_review": Role.UNIT_SECRETARY,
    "approval_talk": ORGANIZER,
    "admission_approval": Role.UNIT_SECRETARY,
    "higher_filing": Role.DEPARTMENT_STAFF,
    "conversion_approval": Role.DEPARTMENT_ADMIN,
}
# Whoever accompanies: the holder of the member's account is one of the mentors.
NAMED = {"mentors": ("mentor", "50000"), "introducers": ("50001", "50002")}
NOT_TYPED = {"mentors", "introducers", "together", "body"}
TYPED_BODY = {"activist_decision", "target_decision", "committee_review"}


class Walk:
    """One case in the browser; `today` is the day of the act at hand."""

    def __init__(self, browser, address, world):
        self.browser, self.address, self.world = browser, address, world
        self.case = None

    def page(self, role):
        window = self.browser.new_context(viewport=DESKTOP, locale="zh-CN", timezone_id="Asia/Shanghai")
        page = window.new_page()
        page.goto(f"{self.address}/login/")
        page.fill("#id_username", role.value)
        page.fill("#id_password", PASSWORD)
        page.click("form [type=submit]")
        page.wait_for_url(f"{self.address}/")
        return page

    def open(self, on):
        page = self.page(BRANCH)
        page.goto(f"{self.address}/cases/new/")
        _fill(
            page, {"roster_no": "23010001", "unit": "0101", "on": on, "written": "yes", "league": "no", "mobile": "no"}
        )
        page.click(".form-acts [type=submit]")
        expect(page.locator("h1")).to_have_text("方晓")
        self.case = Case.objects.get(person__roster_no="23010001")
        page.context.close()

    def record(self, event) -> None:
        """The step as the right account records it, from the case page to the case page."""
        page = self._typed(event)
        page.click(".form-acts [type=submit]")
        expect(page.locator("h1")).to_have_text("方晓")
        page.context.close()

    def refused(self, event, *words) -> None:
        """The step is tried, and refused with the words of the rule; what was typed is still there."""
        page = self._typed(event)
        page.click(".form-acts [type=submit]")
        summary = page.locator(".error-summary")
        expect(summary).to_be_visible()
        told = summary.inner_text()
        assert all(each in told for each in words), told
        if "on" in event:
            assert page.input_value("#id_on") == event["on"]
        page.context.close()

    def _typed(self, event):
        step = event["step"]
        page = self.page(BY.get(step, BRANCH))
        page.goto(f"{self.address}/cases/{self.case.code}/steps/{step}/")
        given = {
            name: value
            for name, value in event.items()
            if name == "on" or (name in FACTS[step] and (name not in NOT_TYPED or step in TYPED_BODY))
        }
        if step in NAMED:
            mentor = self.world.accounts[Role.MEMBER].person.roster_no
            first, second = (mentor if each == "mentor" else each for each in NAMED[step])
            given |= {"first": first, "second": second}
        _fill(page, given)
        return page


def _fill(page, given) -> None:
    for name, value in given.items():
        if isinstance(value, list):
            for each in value:
                page.check(f"[name={name}][value={each}]")
            continue
        field = page.locator(f"[name={name}]")
        value = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(str(value))
        else:
            field.fill(str(value))


def at(day: dt.date):
    """Noon of that day in Shanghai; the clock runs on."""
    return time_machine.travel(dt.datetime.combine(day, dt.time(12), ZoneInfo("Asia/Shanghai")), tick=True)


def day_of(event) -> dt.date:
    return dt.date.fromisoformat(event.get("to") or event["on"])


@pytest.fixture
def walk(browser, live_server, world):
    return Walk(browser, live_server.url, world)


def test_from_application_to_archive(walk):
    events = sorted(lawful(dt.date(2026, 5, 20))["events"], key=day_of)
    steps = {event["step"]: event for event in events}
    # Tried on the day of the step that is named first, before that step itself.
    tried = {
        # Stage one: chosen as activist although nobody has talked with him.
        "application_talk": ("activist_decision", "谈话", "第七条"),
        # Stage two: half a year is not a year.
        "review": ("target_decision", "不足一年", "1 年", "第十三条"),
        # Stage three: listed before the notice.
        "public_notice": ("target_listing", "公示", "第十三条"),
        # Stage four: approved before anybody has talked with the candidate.
        "approval_talk": ("admission_approval", "谈话", "第二十三条"),
        # Stage five: the year of probation is not over.
        "probation_review": ("conversion_meeting", "预备期", "第三十一条"),
    }
    for event in events:
        with at(day_of(event)):
            if event["step"] == "application":
                walk.open(event["on"])
                continue
            if event["step"] in tried:
                step, *words = tried.pop(event["step"])
                walk.refused(_tried(steps[step], day_of(event)), *words)
            walk.record(event)
    assert not tried
    case, person = Case.objects.get(), Person.objects.get(roster_no="23010001")
    assert (case.outcome, case.faults) == (Outcome.ARCHIVED, 0)
    assert list(PartyStatus.objects.filter(person=person).order_by("from_on").values_list("status", "from_on")) == [
        ("probationary", case.admitted_on),
        ("full", case.full_on),
    ]


def _tried(event, day) -> dict:
    """The step as it would be recorded that day: nothing in it lies ahead."""
    dates = {name: value for name, value in event.items() if isinstance(value, str) and value[:2] == "20"}
    return event | {name: min(value, str(day)) for name, value in dates.items()} | {"on": str(day)}
