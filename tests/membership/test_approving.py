"""Which body approves: the nearest party committee with authority for such people; never a branch or general branch."""

import datetime as dt

import pytest

from directory.models import Category, Person, Unit
from directory.permissions import Role
from directory.refusals import Refused
from membership.approving import approver_of
from membership.models import ApprovalAuthority, PersonKind
from membership.services.authority import set_authority
from tests.world import TODAY

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - dt.timedelta(days=1)
PAPER = "江海委发〔2026〕9号"
ADDRESS = "/admin/membership/approvalauthority/setting/"


def approver(world, code, *, category=None, on=TODAY):
    person = None
    if category:
        Person.objects.filter(pk=world.people["30003"].pk).update(category=category)
        person = Person.objects.get(pk=world.people["30003"].pk)
    found = approver_of(world.units[code], person, on)
    return found.code if found else None


def said(act):
    with pytest.raises(Refused) as refused:
        act()
    return [(each.rule, str(each)) for each in refused.value.refusals]


@pytest.mark.parametrize(
    ("branch", "expected"),
    [
        ("0101", "01"),  # under a college's committee
        ("0201", "00"),  # a general branch deliberates and passes on
        ("03", "00"),
        ("02", "00"),
        ("01", "00"),  # nobody approves his own
        ("00", None),
    ],
)
def test_the_nearest_committee_approves_where_nothing_is_written(world, branch, expected):
    assert approver(world, branch) == expected


def test_a_temporary_committee_never_approves(world):
    Unit.objects.filter(code="01").update(is_temporary=True)
    assert approver(world, "0101") == "00"


def test_a_committee_without_authority_passes_on_from_that_day(world):
    set_authority(unit=world.units["01"], approves=False, document=PAPER, from_on=TODAY)
    assert (approver(world, "0101", on=YESTERDAY), approver(world, "0101")) == ("01", "00")


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        (Category.UNDERGRADUATE, "01"),
        (Category.MASTER, "01"),
        (Category.DOCTOR, "01"),
        (Category.STAFF, "00"),
        (Category.RETIRED, "00"),
        (Category.OTHER, "00"),
    ],
)
def test_authority_may_differ_by_kind_of_person(world, category, expected):
    """A college that approves its students while the university keeps the teachers."""
    college = world.units["01"]
    set_authority(unit=college, person_kind=PersonKind.STAFF, approves=False, document=PAPER, from_on=TODAY)
    assert approver(world, "0101", category=category) == expected


def test_what_is_written_of_such_people_goes_before_what_is_written_of_all(world):
    college = world.units["01"]
    set_authority(unit=college, approves=False, document=PAPER, from_on=TODAY)
    set_authority(unit=college, person_kind=PersonKind.STUDENT, approves=True, document=PAPER, from_on=TODAY)
    assert approver(world, "0101", category=Category.MASTER) == "01"
    assert approver(world, "0101", category=Category.STAFF) == "00"
    assert approver(world, "0101") == "00"


def test_a_later_word_ends_the_earlier_one(world):
    college, later = world.units["01"], TODAY + dt.timedelta(days=30)
    set_authority(unit=college, approves=False, document=PAPER, from_on=TODAY)
    set_authority(unit=college, approves=True, document="恢复授权", from_on=later)
    assert approver(world, "0101", on=later - dt.timedelta(days=1)) == "00"
    assert approver(world, "0101", on=later) == "01"
    first = ApprovalAuthority.objects.order_by("from_on").first()
    assert first.to_on == later - dt.timedelta(days=1)


@pytest.mark.parametrize(("code", "rule"), [("02", "DEV-31"), ("0101", "DEV-31"), ("03", "DEV-31")])
def test_no_general_branch_or_branch_can_be_given_authority(world, code, rule):
    unit = world.units[code]
    refusals = said(lambda: set_authority(unit=unit, approves=True, document=PAPER, from_on=TODAY))
    assert [each for each, _ in refusals] == [rule]
    assert "不能审批预备党员" in refusals[0][1]


def test_every_reason_is_said_at_once(world):
    unit = world.units["00"]
    set_authority(unit=unit, approves=True, document=PAPER, from_on=TODAY)
    refusals = said(lambda: set_authority(unit=unit, approves=False, document=" ", from_on=TODAY))
    assert [rule for rule, _ in refusals] == ["authority.top", "authority.document", "authority.later"]


def test_a_temporary_committee_cannot_be_given_authority(world):
    Unit.objects.filter(code="01").update(is_temporary=True)
    unit = Unit.objects.get(code="01")
    ((rule, _),) = said(lambda: set_authority(unit=unit, approves=True, document=PAPER, from_on=TODAY))
    assert rule == "DEV-32"


def test_it_is_set_on_the_admin_site(world, client_as):
    admin = client_as(Role.DEPARTMENT_ADMIN)
    college = world.units["01"]
    data = {"unit": college.pk, "person_kind": "staff", "approves": "no", "document": PAPER, "from_on": "2026-11-20"}
    assert "党总支、党支部、临时党组织任何时候都不能审批" in admin.get(ADDRESS).content.decode()
    assert admin.post(ADDRESS, data).status_code == 302
    again = admin.post(ADDRESS, data)
    assert (again.status_code, "请填写更晚的日期" in again.content.decode()) == (422, True)
    shown = admin.get("/admin/membership/approvalauthority/").content.decode()
    assert PAPER in shown and "教职工及其他" in shown


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.DEPARTMENT_ADMIN, Role.SYSTEM_ADMIN)])
def test_nobody_else_sets_it(client_as, role):
    assert client_as(role).get(ADDRESS).status_code == 404
