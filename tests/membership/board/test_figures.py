"""Every figure is the number of rows in the list that it opens."""

import re

import pytest
from django.db.models import Q

from directory.permissions import Role
from membership.models import Case, Lamp, Outcome, Stage
from membership.models.cases import lamp_on
from membership.selectors.listing import PASSED
from tests.membership.board.school import ENDED
from tests.world import TODAY

pytestmark = pytest.mark.django_db
WAYS = [
    "",
    "?unit=01",
    "?unit=0102",
    "?lamp=late",
    "?lamp=soon",
    "?lamp=none",
    "?category=students",
    "?category=staff",
    "?mark=paused",
    "?mark=blocked",
    "?mark=faults",
    "?grade=2021级",
    "?q=oyc",
    "?q=77003",
    "?at=0201",
    "?companion=ouyangruoshui",
    "?unit=01&q=查理文&category=students",
]


def counted(client, url) -> int:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.context["page"].paginator.count


def board_figures(context):
    for column in context["columns"]:
        for name in ("", "late_", "soon_"):
            yield column[name.rstrip("_") or "total"], column[f"{name}url"]


def funnel_figures(context):
    for line in [context["whole"], *context["units"], *context["years"]]:
        yield line["total"]
        yield line["ended"]
        yield from (figure[:2] for figure in line["standing"])
        yield from ((count, url) for count, _, url, _ in line["passed"])
    for line in context["endings"]:
        yield line["total"]
        yield from (figure[:2] for figure in line["figures"])


@pytest.mark.parametrize("asked", WAYS)
def test_the_boards_figures_open_their_rows(cases, client_as, asked):
    client = client_as(Role.DEPARTMENT_ADMIN)
    figures = list(board_figures(client.get(f"/cases/{asked}").context))
    assert len(figures) == 15
    assert [(count, url) for count, url in figures if url and counted(client, url) != count] == []
    assert not [count for count, url in figures if count and not url]


@pytest.mark.parametrize("asked", ["", "?unit=01", "?unit=0102", "?category=students&q=w", "?lamp=soon"])
@pytest.mark.parametrize("role", [Role.DEPARTMENT_ADMIN, Role.UNIT_SECRETARY])
def test_the_funnels_figures_open_their_rows(cases, client_as, role, asked):
    client = client_as(role)
    figures = list(funnel_figures(client.get(f"/cases/funnel/{asked}").context))
    assert [(count, url) for count, url in figures if count and counted(client, url) != count] == []


@pytest.mark.parametrize("address", ["/cases/summary/", "/cases/summary/?unit=01", "/units/01/cases/"])
def test_the_panels_figures_open_their_rows(cases, client_as, address):
    client = client_as(Role.DEPARTMENT_ADMIN)
    stages = client.get(address, headers={"HX-Request": "true"}).context["stages"]
    assert [stage["title"] for stage in stages] == list(Stage.labels)
    for stage in stages:
        assert counted(client, stage["url"]) == stage["total"]
        assert counted(client, stage["late_url"]) == stage["late"]
        assert counted(client, stage["soon_url"]) == stage["soon"]
    assert sum(stage["total"] for stage in stages) > 10


@pytest.mark.parametrize("address", ["/cases/summary/?unit=01", "/units/01/cases/"])
def test_a_panel_opened_by_hand_leads_to_the_board(cases, client_as, address):
    answer = client_as(Role.DEPARTMENT_ADMIN).get(address)
    assert (answer.status_code, answer["Location"]) == (302, "/cases/?unit=01")


def test_the_lines_of_the_funnel_add_up(cases, client_as):
    context = client_as(Role.DEPARTMENT_ADMIN).get("/cases/funnel/").context
    for lines in (context["units"], context["years"]):
        assert sum(line["total"][0] for line in lines) == context["whole"]["total"][0] == Case.objects.count()
        for place in range(len(Stage)):
            assert sum(line["standing"][place][0] for line in lines) == context["whole"]["standing"][place][0]
    assert sum(line["total"][0] for line in context["endings"]) == Case.objects.exclude(outcome="").count()
    place = context["outcomes"].index(Outcome.WITHDRAWN.label)
    withdrawn = sum(outcome == Outcome.WITHDRAWN for _, outcome in ENDED)
    assert sum(line["figures"][place][0] for line in context["endings"]) == withdrawn


def test_the_median_is_that_of_the_months_between(cases, client_as):
    context = client_as(Role.DEPARTMENT_ADMIN).get("/cases/funnel/").context
    for (stage, (first, last)), (count, months, _, _) in zip(PASSED.items(), context["whole"]["passed"], strict=True):
        left = Case.objects.filter(**{f"{last}__isnull": False})
        days = sorted((getattr(case, last) - getattr(case, first)).days for case in left)
        middle = (days[(len(days) - 1) // 2] + days[len(days) // 2]) / 2
        assert (count, months) == (len(days), round(middle / 30.4375, 1)), stage


def test_the_bar_says_what_its_segments_show(cases, client_as):
    context = client_as(Role.DEPARTMENT_ADMIN).get("/cases/funnel/").context
    shown = {segment.title: segment.count for segment in context["segments"]}
    assert shown == {stage.label: count for count, _, stage in context["whole"]["standing"] if count}
    assert all(f"{title} {count} 人" in context["sentence"] for title, count in shown.items())
    ends = [segment.x + segment.width for segment in context["segments"]]
    assert ends[-1] == pytest.approx(context["width"], abs=1)


@pytest.mark.parametrize("lamp", Lamp)
def test_lamps_are_the_same_in_the_list_and_on_a_card(cases, lamp):
    found = {case.pk for case in Case.objects.filter(lamp_on(lamp, TODAY))}
    assert found == {case.pk for case in Case.objects.all() if case.lamp(TODAY) is lamp}
    assert found


def test_whoever_is_late_is_first_and_says_how_late(cases, client_as):
    client = client_as(Role.DEPARTMENT_ADMIN)
    for column in client.get("/cases/").context["columns"]:
        days = [line.case.nearest_on for line in column["lines"] if line.case.nearest_on]
        assert days == sorted(days)
        for line in column["lines"]:
            if line.lamp == "已逾期":
                assert int(re.match(r"\d+", line.note)[0]) == (TODAY - line.case.nearest_on).days


def test_cases_that_are_held_up_say_so_in_words(cases, client_as):
    words = client_as(Role.DEPARTMENT_ADMIN).get("/cases/list/").content.decode()
    held = Case.objects.in_progress()
    assert words.count("暂缓</span>") == held.filter(paused_on__isnull=False).count() > 0
    assert words.count(" 处不合规</span>") == held.filter(faults__gt=0).count() > 0
    assert not Case.objects.filter(Q(paused_on__isnull=False) & lamp_on(Lamp.LATE, TODAY)).exists()
