"""A live school confirms the text of 2026 once; until then what only that text demands asks for a reason."""

import datetime as dt

import pytest

from directory.permissions import Role
from directory.refusals import Refused
from directory.viewer import Operator
from membership.casefile import CaseFile
from membership.models import EditionConfirmation, Exemption, StandingRun
from membership.outlook import Outlook
from membership.procedure.editions import Edition
from membership.services import Excused, ask, record_step, refresh_many
from membership.services.editions import confirm_edition
from tests.membership.cases.walking import act_of, day_of
from tests.membership.procedure.histories import lawful
from tests.world import TODAY

pytestmark = pytest.mark.django_db
CONFIRM = "/admin/membership/editionconfirmation/confirmation/"
START = dt.date(2025, 4, 1)
REASON = Excused("二级党委已研究", "校党委组织部", TODAY)


@pytest.fixture
def unconfirmed(world):
    EditionConfirmation.objects.all().delete()
    return world


def introducing(case, *, ask_only=True, **more):
    """Introducers are named without the notice that only the text of 2026 asks for."""
    event = next(each for each in lawful(START)["events"] if each["step"] == "introducers")
    by, today = Operator(TODAY), TODAY
    if ask_only:
        return ask(case, act_of(event), by, today)
    return record_step(case=case, act=act_of(event), by=by, today=today, **more)


def rules(refusals):
    return {each.rule for each in refusals}


def confirmed(world, **changes):
    facts = {"edition": Edition.OF_2026, "document": "某文号", "on": TODAY, "by": world.accounts[Role.DEPARTMENT_ADMIN]}
    return confirm_edition(**(facts | changes), today=TODAY)


def test_what_only_the_new_text_demands_asks_for_a_reason_until_it_is_confirmed(unconfirmed, way):
    case = way("target_filing", START)
    assert day_of(next(each for each in lawful(START)["events"] if each["step"] == "introducers")) <= TODAY
    asked = introducing(case).answer
    assert asked.may and {"DEV-64"} <= rules(asked.reasons_wanted)
    with pytest.raises(Refused):
        introducing(case, ask_only=False)
    confirmed(unconfirmed)
    assert "DEV-64" in rules(introducing(case).answer.refusals)
    with pytest.raises(Refused):
        introducing(case, ask_only=False, excused=REASON)


def test_the_reason_stays_with_the_record(unconfirmed, way):
    record = introducing(way("target_filing", START), ask_only=False, excused=REASON)
    assert "DEV-64" in set(Exemption.objects.filter(record=record).values_list("rule", flat=True))


def test_the_faults_of_a_case_follow_and_the_page_counts_the_same(unconfirmed, way, viewer_as):
    case = way("target_filing", START)
    introducing(case, ask_only=False, excused=REASON)
    case.refresh_from_db()
    before = case.faults
    confirmed(unconfirmed)
    refresh_many([case], TODAY)
    case.refresh_from_db()
    assert (before, case.faults > 0) == (0, True)
    file = CaseFile(case, viewer_as(Role.DEPARTMENT_ADMIN), TODAY)
    assert sum(each.is_error for each in file.findings) == case.faults


def test_the_way_ahead_takes_the_text_as_the_step_form_does(unconfirmed, way):
    case, when = way("target_filing", START), TODAY - dt.timedelta(days=1)
    for is_confirmed in (False, True):
        lines, _ = Outlook(case, when).asked("target_listing", when)
        listing = next(each.planned for each in lines if each.planned.is_given)
        assert "DEV-66" in rules(listing.problems)
        assert listing.is_refused is is_confirmed
        if not is_confirmed:
            confirmed(unconfirmed)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"document": " "}, "edition.document"),
        ({"on": TODAY + dt.timedelta(days=1)}, "edition.day"),
        ({"on": dt.date(2026, 5, 10)}, "edition.day"),
    ],
)
def test_a_confirmation_names_its_document_and_a_day_that_can_be(unconfirmed, changes, rule):
    with pytest.raises(Refused) as refused:
        confirmed(unconfirmed, **changes)
    assert rules(refused.value.refusals) == {rule}
    assert not EditionConfirmation.objects.exists()


def test_it_is_confirmed_once(world):
    with pytest.raises(Refused) as refused:
        confirmed(world)
    assert rules(refused.value.refusals) == {"edition.once"}


def test_it_is_confirmed_on_the_admin_site_and_the_cases_are_judged_anew(unconfirmed, client_as):
    client = client_as(Role.SYSTEM_ADMIN)
    assert CONFIRM in client.get("/admin/membership/editionconfirmation/").content.decode()
    assert client.get(CONFIRM).status_code == 200
    runs = StandingRun.objects.count()
    assert client.post(CONFIRM, {"edition": "2026", "document": "", "on": "2026-11-20"}).status_code == 422
    client.post(CONFIRM, {"edition": "2026", "document": "江海委发〔2026〕5号", "on": "2026-11-20"})
    made = EditionConfirmation.objects.get()
    assert (made.document, made.confirmed_by.username, made.confirmed_on) == (
        "江海委发〔2026〕5号",
        Role.SYSTEM_ADMIN.value,
        TODAY,
    )
    assert StandingRun.objects.count() == runs + 1


def test_the_status_page_says_so_as_long_as_it_is_not_confirmed(unconfirmed, client_as):
    client = client_as(Role.DEPARTMENT_ADMIN)
    assert "尚未确认" in client.get("/status/").content.decode()
    confirmed(unconfirmed)
    assert "尚未确认" not in client.get("/status/").content.decode()
