"""操作日志: in words, inside one's rights, at a constant price."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from audit.context import acting
from audit.events import record_event
from audit.models import Event, EventKind
from audit.reading import LABELS, Place, Wanted, places, read_place
from audit.tracking import trails
from dates.partial import PartialDate
from desk.log.filters import readable
from desk.log.page import SIZE, log_page
from desk.log.wording import shown_fields
from directory.models import Duty, Person, Unit
from directory.numbers import make_id_number
from directory.permissions import Role
from directory.services.people import reveal, update_person
from organizers.rules.appointing import Kind, Period
from organizers.services import appoint
from policy.models import Clause
from policy.presets.loading import load_preset
from policy.services.versions import save_value, start_draft, withdraw_draft
from tests.world import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
AUDITOR, ADMIN, SYSTEM = Role.AUDITOR, Role.DEPARTMENT_ADMIN, Role.SYSTEM_ADMIN
BORN = dt.date(1988, 3, 5)


def _update(world, roster_no="30001", *, by=Role.ORGANIZER_FULL_TIME, source="web", **facts):
    person = Person.objects.get(roster_no=roster_no)
    account = world.accounts[by]
    with acting(by=account, source=source, address="10.1.2.3"):
        return update_person(person=person, version=person.version, on=TODAY, by=account, **facts)


@pytest.fixture
def read(viewer_as):
    """`read(role, **wanted)`: the rows of the first page as that role sees them."""

    def rows(role=AUDITOR, **more):
        allowed = readable(viewer_as(role))
        return log_page(Wanted(**{"trails": allowed.trails, "kinds": allowed.kinds, **more}), viewer_as(role)).rows

    return rows


def _page(client, query="", path="/log/"):
    answer = client.get(f"{path}{query}")
    return answer.status_code, answer.context["rows"] if answer.status_code != 404 else None


# --- Words --------------------------------------------------------------------------------------------------------


def test_a_change_reads_as_a_sentence(world, read):
    _update(world, phone="13800011234", education="硕士")
    _update(world, phone="13900025678", education="博士", reason="按学位证书更正")
    row = read()[0]
    assert row.changes == ["手机号 由 138****1234 改为 139****5678", "学历 由 硕士 改为 博士"]
    assert (row.who, row.role, row.action) == ("职员丁", "organizer_full_time", "修改")
    assert (row.subject, row.subject_url) == ("人员：单雄信 30001", "/people/30001/")
    assert (row.reason, row.source, row.address) == ("按学位证书更正", "网页", "10.1.2.3")


def test_empty_values_choices_names_and_partial_dates(world, read):
    Person.objects.filter(roster_no="30001").update(
        unit=world.units["02"], gender="男", birth_on=dt.date(1988, 3, 1), birth_precision="month", category="doctor"
    )
    assert read()[0].changes == [
        "性别 由 （空） 改为 男",
        "出生日期 由 （空） 改为 1988-03",
        "人员类别 由 教职工 改为 博士生",
        "所在党组织 由 数学教工一支部 改为 化学学院党总支",
    ]
    Person.objects.filter(roster_no="30001").update(birth_precision="year")
    assert read()[0].changes == ["出生日期 由 1988-03 改为 1988"]


def test_another_number_behind_the_same_mask(world, read):
    _update(world, id_number=make_id_number(BORN, 101))
    _update(world, id_number=make_id_number(BORN, 103))
    assert read(labels=("update",), kinds=())[0].changes == ["居民身份证号 已更换为另一号码（110199************）"]


def test_an_unchanged_phone_is_no_change(world, read):
    _update(world, phone="13800011234")
    before = len(read(labels=("update",), kinds=()))
    _update(world, phone="138 0001 1234")
    assert len(read(labels=("update",), kinds=())) == before


def test_new_and_deleted_rows_tell_what_they_hold(world, read):
    duty = Duty.objects.filter(kind="organizer_full_time").get()
    duty.delete()
    row = read()[0]
    assert (row.action, row.summary) == ("删除", "删除前")
    assert row.subject == "任职：职员丁 数学学院党委 专职组织员"
    assert row.changes == ["起 2022-03-01", "人员 职员丁", "党组织 数学学院党委", "职务 专职组织员"]


def test_a_password_is_only_said_to_have_changed(world, read):
    account = world.accounts[Role.MEMBER]
    account.set_password("Another-Pine-2027")
    account.save()
    assert read(SYSTEM)[0].changes == ["密码 已更改"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(e::text, '') FROM directory_accountevent e")
        assert "md5$" not in cursor.fetchone()[0]


def test_a_parameter_bears_its_chinese_name(world, read):
    load_preset("D3")
    draft = start_draft(title="补充规定", effective_on=TODAY, by=None)
    draft.values.filter(parameter="organizers.party_seniority_years").first().delete()
    titles = [row.subject for row in read() if row.subject.startswith("制度参数值")]
    assert any(title.endswith(" 党龄至少") for title in titles)
    assert not [title for title in titles if "organizers." in title]


def test_what_one_act_did_to_the_values_of_a_version_is_one_line(world, read):
    load_preset("D3")
    with acting(by=world.accounts[Role.DEPARTMENT_STAFF], source="web"):
        draft = start_draft(title="补充规定", effective_on=TODAY, by=world.accounts[Role.DEPARTMENT_STAFF])
    lines = [row for row in read(ADMIN) if row.subject == f"制度参数值：{draft}"]
    count = draft.values.count()
    assert [(row.summary, row.changes) for row in lines] == [(f"登记 {count} 项", [])]
    assert lines[0].subject_url == f"/settings/policy/versions/{draft.number}/"
    with acting(by=world.accounts[Role.DEPARTMENT_STAFF], source="web"):
        draft.values.order_by("pk").first().delete()
    assert read()[0].changes, "one value alone tells what it held"


def test_values_of_a_withdrawn_draft_still_bear_its_number(world, read):
    admin = world.accounts[ADMIN]
    load_preset("D3")
    clause = Clause.objects.first()
    draft = start_draft(title="试行", effective_on=TODAY, by=admin)
    save_value(
        draft=draft,
        by=admin,
        parameter="organizers.trial_months",
        value=12,
        strength="须",
        clause=clause,
        from_on=TODAY,
    )
    name = str(draft)
    withdraw_draft(draft=draft, reason="不再需要")
    titles = [row.subject for row in read() if row.subject.startswith("制度参数值：v2")]
    assert name == "v2 试行"
    assert len(titles) >= 2 and set(titles) == {"制度参数值：v2 试行（已删除）"}


def test_events_stand_among_the_changes(world, read):
    account = world.accounts[Role.ORGANIZER_FULL_TIME]
    person = _update(world, phone="13800011234")
    reveal(person=person, field="phone", reason="通知开会", by=account)
    row = read(kinds=(EventKind.REVEAL,), labels=())[0]
    assert (row.who, row.action, row.subject, row.summary, row.reason) == (
        "职员丁",
        "查看完整号码",
        "单雄信",
        "手机号",
        "通知开会",
    )


@pytest.mark.parametrize(
    ("facts", "who", "source"),
    [
        ({"source": "command", "operator": "root", "command": "reseal"}, "root", "命令行"),
        ({"source": "task", "task": "reminders.nightly"}, "系统", "后台任务"),
    ],
)
def test_who_acts_without_an_account(world, read, facts, who, source):
    with acting(**facts):
        Unit.objects.filter(code="03").update(position=9)
    row = read()[0]
    assert (row.who, row.source) == (who, source)


def test_plain_sql_is_named(world, read):
    Unit.objects.filter(code="03").update(position=9)
    row = read()[0]
    assert row.who.startswith("数据库账号 ")
    assert row.source == "直接改库"


def test_every_field_that_is_shown_has_a_chinese_name():
    for trail in trails():
        for field in shown_fields(trail):
            assert not str(field.verbose_name).isascii(), f"{trail.key}.{field.name}"
        assert trail.label, f"{trail.key}: what names a row?"
        assert {name for name in trail.label} <= {field.name for field in shown_fields(trail)}, trail.key


# --- Rights -------------------------------------------------------------------------------------------------------


def test_whoever_runs_the_system_sees_no_fact_about_a_person(world, read):
    _update(world, phone="13800011234", education="博士")
    record_event(EventKind.REVEAL, by=world.accounts[ADMIN], subject=world.people["30001"])
    rows = read(SYSTEM)
    assert {"人员", "党籍记录", "曾用编号", "其他信息"}.isdisjoint(row.subject.partition("：")[0] for row in rows)
    assert {row.action for row in rows} <= {"新增", "修改", "删除", "登录", "退出", "登录被拒", "权限变更", "设置变更"}
    assert any(row.subject.startswith("任职：") for row in rows)
    assert not any(row.subject_url.startswith("/people/") for row in rows)


@pytest.mark.parametrize("role", list(Role))
def test_the_log_opens_for_three_roles(client_as, role):
    status, rows = _page(client_as(role))
    assert (status == 200) == (role in (ADMIN, AUDITOR, SYSTEM))
    assert rows or status == 404


def test_a_duty_on_a_part_of_the_school_opens_no_log(world, client_as):
    Duty.objects.filter(kind="auditor").update(unit=world.units["01"])
    assert _page(client_as(AUDITOR))[0] == 404


@pytest.mark.parametrize(
    ("path", "inside", "outside"),
    [("/log/person/{}/", "30001", "40001"), ("/log/unit/{}/", "0101", "0201")],
)
def test_history_of_an_object_follows_its_scope(client_as, path, inside, outside):
    client = client_as(Role.ORGANIZER_FULL_TIME)
    assert _page(client, path=path.format(inside))[0] == 200
    assert _page(client, path=path.format(outside))[0] == 404
    assert _page(client, path=path.format("absent"))[0] == 404
    assert _page(client_as(AUDITOR), path=path.format(outside))[0] == 200


def test_history_of_a_person_holds_everything_about_him_and_nothing_else(world, client_as):
    _update(world, "30001", native_place="江海")
    _update(world, "30002", native_place="江海")
    _, rows = _page(client_as(Role.UNIT_SECRETARY), path="/log/person/30001/")
    assert {row.subject.partition("：")[0] for row in rows} == {"人员", "曾用编号", "党籍记录"}
    assert all("单雄信" in row.subject for row in rows)
    assert not any(row.address for row in rows)


def test_a_person_sees_who_looked_at_his_number(world, client_as):
    own = world.accounts[Role.MEMBER].person
    record_event(EventKind.REVEAL, by=world.accounts[ADMIN], subject=own, reason="核对", field="id_number")
    _, rows = _page(client_as(Role.MEMBER), path=f"/log/person/{own.roster_no}/")
    assert ("查看完整号码", "核对") in [(row.action, row.reason) for row in rows]
    assert _page(client_as(Role.MEMBER), path="/log/person/30001/")[0] == 404


def test_the_fragment_has_no_frame(client_as):
    answer = client_as(AUDITOR).get("/log/person/30001/", headers={"HX-Request": "true"})
    assert b"<html" not in answer.content
    assert "学工号 30001" in answer.content.decode()


def test_pages_lead_to_their_history(client_as):
    client = client_as(Role.ORGANIZER_FULL_TIME)
    assert "/log/person/30001/" in client.get("/people/30001/").content.decode()
    assert "/log/unit/0101/" in client.get("/units/0101/").content.decode()


# --- Filters and paging -------------------------------------------------------------------------------------------


def test_filters(world, client_as):
    _update(world, "30001", native_place="甲", source="import")
    _update(world, "30002", native_place="乙")
    client = client_as(AUDITOR)
    for query, count in [
        ("?who=职员丁", 2),
        ("?who=organizer_full_time&source=import", 1),
        ("?who=职员丁&object=30002", 1),
        ("?who=职员丁&object=曾照明&action=update", 1),
        ("?who=职员丁&action=insert", 0),
        ("?who=职员丁&action=reveal", 0),
        ("?who=职员丁&table=directory.unit", 0),
        ("?who=nobody", 0),
        ("?object=nothing", 0),
        ("?who=职员丁&since=2030-01-01", 0),
        ("?who=职员丁&until=2020-01-01", 0),
    ]:
        status, rows = _page(client, query)
        assert (status, len(rows)) == (200, count), query


@pytest.mark.parametrize(
    "query", ["?since=morgen", "?since=2026-02-01&until=2026-01-01", "?table=auth.user", "?action=fly", "?source=x"]
)
def test_filters_that_make_no_sense(client_as, query):
    status, rows = _page(client_as(AUDITOR), query)
    assert (status, rows) == (422, [])


@pytest.mark.parametrize(
    "cursor", ["x", "1~2", "1~a~b", "99999999999999999999~a~1", "1~a~-1", "1~audit.event~1", "%00"]
)
@pytest.mark.parametrize("name", ["after", "before"])
def test_cursors_that_make_no_sense(client_as, name, cursor):
    assert _page(client_as(AUDITOR), f"?{name}={cursor}")[0] == 200


def test_pages_lead_forth_and_back_without_gap_or_twin(world, client_as):
    Person.objects.update(native_place="甲")  # Many rows of one instant …
    Unit.objects.update(position=3)
    for number in range(70):
        record_event(EventKind.PRINT, subject=str(number))
    everything = places(Wanted(trails=trails(), kinds=tuple(EventKind.values)), 1000)
    assert everything == sorted(everything, reverse=True)
    client, found, query = client_as(AUDITOR), [], ""
    while True:
        page = client.get(f"/log/{query}").context["page"]
        found.append(page)
        if not page.has_next:
            break
        query = f"?after={page.after}"
    assert sum(len(page.rows) for page in found) == len(everything) + 0
    assert len(found) == -(-len(everything) // SIZE)
    assert not found[0].has_previous
    page = found[-1]
    for earlier in reversed(found[:-1]):
        assert page.has_previous
        page = client.get(f"/log/?before={page.before}").context["page"]
        assert page.rows == earlier.rows


def test_a_place_survives_the_address():
    place = Place(dt.datetime(2026, 11, 20, 4, 5, 6, 789012, tzinfo=dt.UTC), "directory.unit", 7)
    assert read_place(str(place)) == place


def test_the_price_of_a_page_does_not_grow(world, viewer_as):
    viewer = viewer_as(AUDITOR)
    wanted = readable(viewer)
    _update(world, phone="13800011234")

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = log_page(wanted, viewer)
        return len(queries), len(page.rows)

    few = cost()
    for number in range(40):
        Person.objects.update(native_place=str(number))
        Duty.objects.update(basis=str(number))
    many = cost()
    assert (many[1], many[0] <= few[0]) == (SIZE, True), (few, many)
    assert few[0] <= 8


# --- Export -------------------------------------------------------------------------------------------------------


def test_export_asks_why_and_stands_in_the_log(world, client_as):
    _update(world, "30001", native_place="=cmd|' /C calc'!A0", reason="核对 13800011234")
    client = client_as(AUDITOR)
    assert client.get("/log/export/?who=职员丁").status_code == 200
    assert client.post("/log/export/", {"reason": ""}).status_code == 422
    assert not Event.objects.filter(kind=EventKind.EXPORT).exists()
    answer = client.post("/log/export/?who=职员丁", {"reason": "纪检抽查"})
    event = Event.objects.get(kind=EventKind.EXPORT)
    assert (event.account, event.reason, event.subject) == (world.accounts[AUDITOR], "纪检抽查", "操作日志")
    assert event.detail == {"conditions": {"操作人": "职员丁"}}
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert f"DC-{event.pk}" in rows[1][0]
    assert rows[2][:4] == ("时间", "操作人", "账号", "动作")
    assert len(rows) == 4
    assert "=cmd" in rows[3][5]
    assert rows[3][6] == "核对 138****1234"
    assert all(cell.data_type in ("s", "n") for row in sheet.iter_rows() for cell in row)


def test_an_import_says_what_its_figures_count(world, client_as):
    figures = {"new": 3, "changed": 0, "same": 1, "conflict": 0, "error": 0}
    record_event(EventKind.IMPORT, by=world.accounts[AUDITOR], subject="组织员名册", batch="DR-000012", **figures)
    rows = _page(client_as(AUDITOR), "?action=import")[1]
    assert [row.summary for row in rows] == ["批次 DR-000012；新增 3；修改 0；不变 1；冲突 0；错误 0"]


def test_nobody_without_the_right_exports(client_as):
    assert client_as(Role.UNIT_SECRETARY).post("/log/export/", {"reason": "纪检抽查"}).status_code == 404


def test_labels_are_those_of_the_triggers():
    assert set(LABELS) == {tracker.label for trail in trails() for tracker in trail.history.pgh_trackers}


def test_whoever_runs_the_system_sees_no_fact_about_a_person_in_the_history_of_a_unit(world, client_as):
    person, unit = world.people["30001"], world.units["0101"]
    facts = {"person": person, "unit": unit, "kind": Kind.PART_TIME, "note": "身体欠佳"}
    appoint(**facts, period=Period(PartialDate(TODAY)), today=TODAY, by=None)
    seen = {role: client_as(role).get("/log/unit/0101/").content.decode() for role in (ADMIN, SYSTEM)}
    assert ["身体欠佳" in page for page in seen.values()] == [True, False]
