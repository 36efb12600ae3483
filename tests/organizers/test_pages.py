"""The organizers' pages as their users meet them."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.context import acting
from directory.models import UnitKind
from directory.permissions import Role
from directory.services.units import found_unit
from organizers.models import Appointment, Kind
from organizers.services import end_appointment
from reminders.refreshing import together
from tests.organizers.conftest import period
from tests.world import FOUNDED, TODAY, add_person

pytestmark = pytest.mark.django_db

READERS = {
    Role.DEPARTMENT_ADMIN,
    Role.DEPARTMENT_STAFF,
    Role.UNIT_SECRETARY,
    Role.ORGANIZER_FULL_TIME,
    Role.ORGANIZER_PART_TIME,
    Role.AUDITOR,
}
WRITERS = {Role.DEPARTMENT_ADMIN, Role.DEPARTMENT_STAFF}


@pytest.fixture
def staff(client_as):
    return client_as(Role.DEPARTMENT_STAFF)


def body(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("address", "admitted"),
    [
        ("/organizers/", READERS),
        ("/organizers/staffing/", READERS),
        ("/organizers/staffing/summary/", READERS),
        ("/organizers/export/", READERS - {Role.ORGANIZER_PART_TIME}),
        ("/imports/new/organizers/", WRITERS),
        ("/imports/new/organizers/template/", WRITERS),
        ("/organizers/appointments/new/", WRITERS),
    ],
)
def test_who_may_enter(client_as, role, address, admitted):
    assert client_as(role).get(address).status_code == (200 if role in admitted else 404)


def test_the_list_shows_those_in_office(staff, make):
    make(rank="section")
    make(roster_no="40001", code="02", from_on="2015-01-01", to_on="2020-12-31")
    page = body(staff.get("/organizers/"))
    assert "单雄信" in page and "令狐远山" not in page
    assert "还有3个月9天（2027-03-01）" in page and "7年8个月" in page and "科级" in page
    former = body(staff.get("/organizers/?state=former"))
    assert "令狐远山" in former and "单雄信" not in former and "2020-12-31" in former


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=sxx", {"单雄信"}),
        ("q=雄", {"单雄信"}),
        ("q=40001", {"令狐远山"}),
        ("at=化学学院党总支", {"令狐远山"}),
        ("unit=01", {"单雄信"}),
        ("kind=part_time", {"令狐远山"}),
        ("q=nobody", set()),
    ],
)
def test_filters(staff, make, query, found):
    make()
    make(roster_no="40001", code="02", kind=Kind.PART_TIME)
    page = body(staff.get(f"/organizers/?{query}"))
    assert {name for name in ("单雄信", "令狐远山") if name in page} == found


def test_a_filter_that_means_nothing_says_so(staff, make):
    make()
    response = staff.get("/organizers/?at=天文学院")
    assert response.status_code == 422
    assert "没有找到党组织“天文学院”" in body(response) and "单雄信" not in body(response)


def test_order(staff, make):
    make(roster_no="30002")
    make(roster_no="30001", code="0102")
    for sort, first, second in (("pinyin", "单雄信", "曾照明"), ("strokes", "单雄信", "曾照明")):
        page = body(staff.get(f"/organizers/?sort={sort}"))
        assert page.index(first) < page.index(second)


def test_a_unit_sees_its_own(client_as, make):
    make()
    make(roster_no="40001", code="02")
    secretary = client_as(Role.UNIT_SECRETARY)
    page = body(secretary.get("/organizers/"))
    assert "单雄信" in page and "令狐远山" not in page and "新增任职" not in page and "导入" not in page
    assert secretary.get("/organizers/30001/").status_code == 200
    assert secretary.get("/organizers/40001/").status_code == 404
    assert secretary.get("/organizers/nobody/").status_code == 404


def test_empty_lists_say_what_to_do(staff, client_as):
    assert "还没有组织员" in body(staff.get("/organizers/"))
    assert "下载模板并导入" in body(staff.get("/organizers/"))
    assert "您的查看范围内还没有登记任何人" in body(client_as(Role.AUDITOR).get("/organizers/"))


def test_the_matrix_gives_verdict_clause_and_sum(staff, make):
    make()
    page = body(staff.get("/organizers/staffing/"))
    assert "达标" in page and "缺 1 名专职组织员" in page
    assert "沪交医委〔2021〕30号 第四条" in page and "应配至少 1 名专职组织员，现有 0 名" in page
    assert "距 200 人还差" in page and "/organizers/appointments/new/?unit=02" in page
    by_gap = body(staff.get("/organizers/staffing/?sort=gap"))
    assert by_gap.index("化学学院党总支</a>") < by_gap.index("数学学院党委</a>")


def test_the_matrix_of_another_day(staff, make):
    make()
    assert "按 2019年2月28日" in body(staff.get("/organizers/staffing/?on=2019-02-28"))
    wrong = staff.get("/organizers/staffing/?on=2019-13-01")
    assert wrong.status_code == 422 and "月份应为 1–12" in body(wrong)


def test_the_panel_counts_and_names(staff, make):
    make()
    page = body(staff.get("/organizers/staffing/summary/"))
    assert "2 个单位缺 2 名专职组织员" in page and "单雄信" in page and "<html" not in page
    assert 'kind=full_time" data-figure="1">1</a>' in page and 'kind=part_time" data-figure="0">0</a>' in page


def test_the_detail_page(staff, make):
    make(to_on="2021-02-28", basis="校党发〔2019〕3号")
    make(from_on="2022-03-01", rank="section")
    page = body(staff.get("/organizers/30001/"))
    assert "还有1年3个月9天（2028-02-29）" in page
    assert "西双版纳职业技术学院《组织员队伍建设管理办法》 第二十条" in page
    assert "2019-03-01 至 2021-02-28、2022-03-01 起" in page
    assert "校党发〔2019〕3号" in page and page.count("办理离任") == 1


FORM = {
    "roster_no": "30001",
    "unit": "01",
    "kind": "full_time",
    "rank": "section",
    "from_on": "2026年3月1日",
    "basis": "校党发〔2026〕3号",
    "is_history": "on",
    "reason": "届满换届",
}


def test_an_appointment_is_made(staff):
    response = staff.post("/organizers/appointments/new/", FORM)
    assert (response.status_code, response["Location"]) == (302, "/organizers/30001/")
    appointment = Appointment.objects.get()
    assert (appointment.from_on, appointment.rank, appointment.duty.basis) == (
        dt.date(2026, 3, 1),
        "section",
        "校党发〔2026〕3号",
    )
    metadata = appointment.events.get().pgh_context.metadata
    assert (metadata["source"], metadata["reason"]) == ("web", "届满换届")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"roster_no": "nobody"}, "没有这个工号"),
        ({"from_on": "2026-02-30"}, "2026年2月只有 28 天"),
        ({"from_on": "2026.11"}, "没有写到日，请写出具体日期"),
        ({"to_on": "2026-02-01"}, "离任时间 2026-02-01 早于任职时间 2026-03-01"),
        ({"unit": "天文"}, "没有找到党组织“天文”"),
        ({"unit": "02"}, "此人已任院系级组织员（图书馆直属支部，2020-01-01 至今）"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(staff, make, change, words):
    make(code="03", from_on="2020-01-01")
    response = staff.post("/organizers/appointments/new/", FORM | change)
    page = body(response)
    assert response.status_code == 422
    assert words in page and "处需要改正" in page and "<title>错误：" in page
    assert 'value="届满换届"' in page
    assert Appointment.objects.count() == 1


def test_the_form_is_filled_from_the_page_that_led_here(staff):
    page = body(staff.get("/organizers/appointments/new/?unit=02&person=40001"))
    assert 'value="化学学院党总支 02"' in page and 'value="40001"' in page


def test_ending(staff, make):
    appointment = make()
    address = f"/organizers/30001/appointments/{appointment.pk}/end/"
    assert "数学学院" in body(staff.get(address))
    response = staff.post(address, {"to_on": "今天", "reason": "交流轮岗", "version": 1})
    assert response.status_code == 302
    appointment.refresh_from_db()
    assert (appointment.to_on, appointment.duty.to_on) == (TODAY, TODAY)


def test_an_end_before_the_beginning(staff, make):
    appointment = make()
    address = f"/organizers/30001/appointments/{appointment.pk}/end/"
    response = staff.post(address, {"to_on": "2019-02-28", "reason": "交流轮岗", "version": 1})
    assert response.status_code == 422 and "早于任职时间 2019-03-01" in body(response)


def test_the_second_saver_sees_both_days(staff, make, world):
    appointment = make()
    by = world.accounts[Role.DEPARTMENT_ADMIN]
    with acting(by=by, source="web"):
        end_appointment(appointment=appointment, period=period("2019-03-01", "2026-10-31"), today=TODAY, by=by)
    address = f"/organizers/30001/appointments/{appointment.pk}/end/"
    response = staff.post(address, {"to_on": "2026-11-15", "reason": "交流轮岗", "version": 1})
    page = body(response)
    assert response.status_code == 409 and "职员甲" in page
    assert "2026-10-31" in page and "2026-11-15" in page and 'name="version" value="2"' in page
    appointment.refresh_from_db()
    assert appointment.to_on == dt.date(2026, 10, 31)


def test_ending_outside_ones_rights(client_as, make):
    appointment = make()
    address = f"/organizers/30001/appointments/{appointment.pk}/end/"
    assert client_as(Role.UNIT_SECRETARY).get(address).status_code == 404
    wrong_person = f"/organizers/30002/appointments/{appointment.pk}/end/"
    assert client_as(Role.DEPARTMENT_STAFF).get(wrong_person).status_code == 404


@pytest.fixture
def crowd(world, make):
    """`crowd(n)`: so many organizers more, each in a second-level unit of his own."""

    def crowd(numbers):
        with together(TODAY):
            for number in numbers:
                unit = found_unit(
                    code=f"5{number:03}",
                    kind=UnitKind.SECOND_COMMITTEE,
                    full_name=f"中共江海大学第{number}学院委员会",
                    short_name=f"第{number}学院党委",
                    parent=world.units["00"],
                    established_on=FOUNDED,
                )
                world.units[unit.code] = unit
                world.people[f"8{number:04}"] = add_person(
                    world, f"8{number:04}", "方小舟", "0101", sequence=100 + number
                )
                make(roster_no=f"8{number:04}", code=unit.code)

    return crowd


def test_pages_cost_the_same_with_5_and_200_rows(client_as, crowd):
    auditor = client_as(Role.AUDITOR)
    addresses = {"/organizers/": 14, "/organizers/staffing/": 16, "/organizers/export/": 14}
    asked = {address: [] for address in addresses}
    for numbers in (range(5), range(5, 200)):
        crowd(numbers)
        for address in addresses:
            auditor.get(address)  # what is kept between requests is there now
            with CaptureQueriesContext(connection) as queries:
                assert auditor.get(address).status_code == 200
            # A session writes down now and then that it is in use; that depends on the clock, not on the rows.
            plain = [each for each in queries if not re.search("SAVEPOINT|UPDATE .django_session", each["sql"])]
            asked[address].append(len(plain))
    assert {address: few for address, (few, _) in asked.items()} == {
        address: many for address, (_, many) in asked.items()
    }
    assert all(asked[address][1] <= most for address, most in addresses.items()), asked


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [("/organizers/units/01/", "/organizers/?unit=01"), ("/organizers/people/30001/", "/organizers/30001/")],
)
def test_panels_are_fragments_for_the_page_and_links_without_script(staff, make, address, leads_to):
    make()
    assert staff.get(address)["Location"] == leads_to
    fragment = body(staff.get(address, headers={"HX-Request": "true"}))
    assert "<html" not in fragment and "2019-03-01" in fragment and "2027-03-01" in fragment


def test_panels_on_the_pages_below(staff, client_as, make):
    make()
    assert "/organizers/units/01/" in body(staff.get("/units/01/"))
    assert "/organizers/people/30001/" in body(staff.get("/people/30001/"))
    assert "/organizers/" not in body(client_as(Role.BRANCH_OFFICER).get("/people/30001/"))


def test_a_unit_outside_ones_scope_has_no_panel(client_as, make):
    make(roster_no="40001", code="02")
    secretary = client_as(Role.UNIT_SECRETARY)
    headers = {"HX-Request": "true"}
    assert secretary.get("/organizers/units/02/", headers=headers).status_code == 404
    assert secretary.get("/organizers/people/40001/", headers=headers).status_code == 404
    assert body(secretary.get("/organizers/people/30002/", headers=headers)).strip() == ""
