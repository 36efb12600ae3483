"""The workbench: the right rows for each role, in the right order, and figures that equal their lists."""

import datetime as dt
from itertools import product
from types import SimpleNamespace

from django.urls import reverse
from django.utils import timezone

from desk.frame import Frame
from desk.matters import Question
from desk.workbench import Figures, figures, first_box
from directory.models import Duty, Unit
from directory.permissions import Role
from directory.refusals import Grade
from reminders.models import Box, NightlyRun, Reminder
from reminders.registry import Select
from reminders.services import recompute
from tests.reminders.sources import broken, fixed, register
from tests.world import TODAY

EVERYTHING = {Box.TODO: 6, Box.LATE: 2, Box.SOON: 3, Box.OTHERS: 0}
# What each role finds in the four boxes; the rest of the roles have no part in organizers.
FIGURES = {
    Role.DEPARTMENT_ADMIN: EVERYTHING,
    Role.DEPARTMENT_STAFF: EVERYTHING,
    Role.AUDITOR: {Box.TODO: 0, Box.LATE: 0, Box.SOON: 0, Box.OTHERS: 6},
    Role.UNIT_SECRETARY: {Box.TODO: 0, Box.LATE: 0, Box.SOON: 0, Box.OTHERS: 5},
    Role.ORGANIZER_FULL_TIME: {Box.TODO: 0, Box.LATE: 0, Box.SOON: 0, Box.OTHERS: 5},
    Role.ORGANIZER_PART_TIME: {Box.TODO: 0, Box.LATE: 0, Box.SOON: 0, Box.OTHERS: 1},
}


def workbench(client, **words):
    return client.get(reverse("workbench"), words)


def box_counts(viewer, unit=None):
    found = figures(viewer, unit)
    return {box: found.count(box) for box in Box}


def test_each_role_sees_its_own_subtree(reminded, viewer_as):
    nothing = dict.fromkeys(Box, 0)
    seen = {role: box_counts(viewer_as(role)) for role in Role}
    assert seen == {role: FIGURES.get(role, nothing) for role in Role}


def test_every_figure_opens_a_list_of_exactly_its_rows(reminded, viewer_as):
    units = [None, *Unit.objects.all()]
    for role, unit, box in product(Role, units, Box):
        viewer = viewer_as(role)
        assert box_counts(viewer, unit)[box] == Question(viewer, box, unit).rows().count(), (role, unit, box)


def test_the_page_shows_the_rows_that_the_figure_counts(reminded, client_as):
    client = client_as(Role.DEPARTMENT_ADMIN)
    for counter in workbench(client).context["counters"]:
        listed = client.get(counter["url"]).context
        assert len(listed["todo"]) == counter["figure"]
        assert [each["label"] for each in listed["counters"] if each["current"]] == [counter["label"]]


def test_the_figures_in_the_header_are_those_of_every_role_and_day_anew(reminded, viewer_as):
    """Their statement is written once for each viewer, and answers as the rows stand now."""

    def figures(role, on=TODAY):
        frame = Frame(SimpleNamespace(viewer=viewer_as(role, on)))
        return [link["count"] for link in frame.header_links]

    def boxes(role, on=TODAY):
        counts = box_counts(viewer_as(role, on), None)
        return [counts[Box.TODO], counts[Box.LATE]]

    days = TODAY - dt.timedelta(days=400), TODAY, TODAY + dt.timedelta(days=400)
    for role, on in product(Role, days):
        assert figures(role, on) == boxes(role, on), (role, on)
    Reminder.objects.filter(pk__in=Reminder.objects.order_by("pk")[:3].values("pk")).update(closed_on=TODAY)
    for role, on in product(Role, days):
        assert figures(role, on) == boxes(role, on), (role, on)
    Duty.objects.update(to_on=TODAY - dt.timedelta(days=1))
    assert {tuple(figures(role)) for role in Role} == {(0, 0)}


def test_the_figures_in_the_header_equal_the_boxes(reminded, client_as):
    links = workbench(client_as(Role.DEPARTMENT_STAFF)).context["header_links"]()
    assert {link["title"]: link["count"] for link in links} == {"待办": 6, "已逾期": 2}


def test_late_ones_come_first_then_the_stronger_rule_then_the_earlier_day(reminded, viewer_as):
    rows = Question(viewer_as(Role.DEPARTMENT_ADMIN), Box.TODO).in_order()
    order = ["law.late", "school.late", "law.today", "school.soon", "advice.past", "advice.far"]
    assert [row.source.removeprefix("tests.") for row in rows] == order


def test_where_every_rule_is_advice_the_earlier_day_comes_first(world, own_sources, viewer_as):
    for number, offset in enumerate((50, -5, 20)):
        due = fixed(world.units["01"], TODAY + dt.timedelta(days=offset), f"事项 {offset}")
        register(f"tests.{number}", due, grade=Grade.ADVICE, ahead=(90,))
    recompute(on=TODAY, at=timezone.now())
    rows = Question(viewer_as(Role.DEPARTMENT_ADMIN), Box.TODO).in_order()
    assert [row.title for row in rows] == ["事项 -5", "事项 20", "事项 50"]


def test_a_row_says_who_what_by_when_how_binding_and_under_which_clause(reminded, client_as):
    rows = {row["title"]: row for row in workbench(client_as(Role.DEPARTMENT_ADMIN)).context["todo"]}
    late, far, past = rows["事项 law.late"], rows["事项 advice.far"], rows["事项 advice.past"]
    assert (late["status"], late["note"], late["grade"]) == ("已逾期", "3天", "规")
    assert late["countdown"] == "已过3天（2026-11-17）"
    assert far["countdown"] == "还有3个月7天（2027-02-27）"
    assert (past["status"], past["note"]) == ("待组织确认", "已过9天")
    assert rows["事项 law.today"]["note"] == "今天"
    assert (late["unit"], late["clause"]) == ("数学学院党委", "本校办法 第一条")


def test_who_only_looks_on_begins_with_what_others_have_to_do():
    assert first_box(Figures({"a": {"todo": 0, "others": 3}})) is Box.OTHERS
    assert first_box(Figures({"a": {"todo": 0, "others": 3}, "b": {"todo": 1}})) is Box.TODO
    assert first_box(Figures({})) is Box.TODO


def test_the_scope_of_the_address_narrows_boxes_and_list(reminded, client_as):
    page = workbench(client_as(Role.DEPARTMENT_ADMIN), unit="02")
    assert [row["title"] for row in page.context["todo"]] == ["事项 school.soon"]
    assert page.context["counters"][0]["figure"] == 1
    assert page.context["counters"][0]["url"].endswith("box=todo&unit=02")
    assert page.context["scope"]()["label"] == "化学学院党总支"


def test_a_foreign_scope_is_not_found(reminded, client_as):
    assert workbench(client_as(Role.UNIT_SECRETARY), unit="02").status_code == 404


def test_an_empty_list_names_what_comes_next(world, own_sources, client_as):
    register("tests.due", fixed(world.units["01"], TODAY + dt.timedelta(days=70), "换届"))
    recompute(on=TODAY, at=timezone.now())
    page = workbench(client_as(Role.DEPARTMENT_ADMIN))
    assert page.context["next_due"] == "下一个到期：2027年1月29日 数学学院党委 换届。"
    assert "目前没有待办" in page.content.decode()


def test_a_member_without_duties_gets_a_calm_page(world, client_as):
    page = workbench(client_as(Role.MEMBER))
    assert page.status_code == 200
    assert page.context["scope"]() is None
    assert "职员庚，中午好。" in page.content.decode()
    assert f'href="{reverse("person_detail", args=["10056"])}"' in page.content.decode()


def test_strangers_go_to_the_log_in_page(db, client):
    assert workbench(client).status_code == 302


def test_before_the_first_night_the_page_says_so(world, client_as):
    assert "提醒还没有计算过" in workbench(client_as(Role.DEPARTMENT_ADMIN)).content.decode()


def test_a_night_that_did_not_come_is_told(world, client_as):
    recompute(on=TODAY - dt.timedelta(days=1), at=timezone.now() - dt.timedelta(days=1))
    text = workbench(client_as(Role.DEPARTMENT_ADMIN)).content.decode()
    assert "提醒计算停在 11月19日 12:00，截止日期可能不全" in text


def test_a_source_that_failed_is_told_by_its_title(world, own_sources, client_as):
    register("tests.broken", broken, title="轮岗提示")
    recompute(on=TODAY, at=timezone.now())
    text = workbench(client_as(Role.DEPARTMENT_ADMIN)).content.decode()
    assert "轮岗提示 未能计算，仍是上一次的结果" in text


def test_a_good_night_is_not_mentioned(reminded, client_as):
    page = workbench(client_as(Role.DEPARTMENT_ADMIN))
    assert page.context["scan_failed"] == ""
    assert page.context["computed_at"] == NightlyRun.objects.get().finished_at


def test_the_first_steps_are_those_one_may_take(world, client_as):
    steps = workbench(client_as(Role.DEPARTMENT_ADMIN)).context["setup"]
    assert {step.title: step.done for step in steps}["填写校名"] is False
    assert workbench(client_as(Role.UNIT_SECRETARY)).context["setup"] == []


def test_the_first_steps_go_once_all_of_ones_own_are_done(world, client_as, monkeypatch):
    done = dict.fromkeys(("named", "tree", "people", "accounts", "organizers"), True) | {"reminders": False}
    monkeypatch.setattr("desk.setting_up._facts", lambda: done)
    assert workbench(client_as(Role.DEPARTMENT_STAFF)).context["setup"] == []
    assert workbench(client_as(Role.DEPARTMENT_ADMIN)).context["setup"]


def test_the_first_night_under_way_is_told_as_such(world, client_as):
    NightlyRun.objects.create(day=TODAY, started_at=timezone.now())
    text = workbench(client_as(Role.DEPARTMENT_ADMIN)).content.decode()
    assert "提醒正在第一次计算" in text and "还没有计算过" not in text


def test_long_lists_are_paged_in_the_same_order(world, own_sources, client_as):
    sql = (
        "SELECT number AS subject_id, %s::bigint AS unit_id, %s::date + number AS due_on,"
        " '事项 ' || number AS title, '/' AS url FROM generate_series(1, 60) AS number"
    )
    many = Select(sql, (world.units["01"].pk, TODAY))
    register("tests.many", lambda on: many, ahead=(90,))
    recompute(on=TODAY, at=timezone.now())
    second = workbench(client_as(Role.DEPARTMENT_ADMIN), page=2).context
    assert [row["title"] for row in second["todo"]] == [f"事项 {number}" for number in range(51, 61)]


def test_the_number_of_queries_does_not_grow_with_the_rows(reminded, client_as, django_assert_max_num_queries):
    client = client_as(Role.DEPARTMENT_ADMIN)
    workbench(client)
    with django_assert_max_num_queries(12):
        workbench(client)
