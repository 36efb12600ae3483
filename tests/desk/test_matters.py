"""Whose turn it is, who was told, kinds, 督办单, 催办, 单位排行: what is done with many matters at once."""

import datetime as dt
import io
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from audit.models import Event, EventKind
from desk.ranking import ranking
from directory.models import Account
from directory.permissions import Role
from directory.refusals import Grade
from directory.viewer import Viewer
from reminders.models import Reminder, Urge
from reminders.services import recompute
from reminders.urging import urge
from tests.reminders.sources import fixed, register
from tests.world import TODAY

pytestmark = pytest.mark.django_db
ADMIN = Role.DEPARTMENT_ADMIN
# Where, how many days from today, who settles it.
MATTERS = {
    "policy.late": ("01", -20, "organizers.submit"),
    "organizers.late": ("01", -2, "organizers.submit"),
    "organizers.soon": ("0101", 5, "organizers.submit"),
    "organizers.above": ("01", -2, "organizers.edit"),
    "organizers.other": ("02", -1, "organizers.submit"),
}


@pytest.fixture
def matters(world, own_sources):
    """Of two kinds: the college's own, the department's about it, and those of a unit where nobody has an account."""
    for key, (code, offset, acts) in MATTERS.items():
        due = fixed(world.units[code], TODAY + dt.timedelta(days=offset), f"事项 {key}")
        register(key, due, acts=acts, sees="organizers.view", grade=Grade.SCHOOL, ahead=(30,))
    recompute(on=TODAY, at=timezone.now())


def get(client, name="workbench", **words):
    return client.get(reverse(name), words)


def titles(response):
    return [row["title"].removeprefix("事项 ") for row in response.context["todo"]]


def pk(key):
    return Reminder.objects.get(source=key).pk


def test_others_matters_say_whose_turn_it_is(matters, client_as):
    rows = get(client_as(ADMIN), box="others").context["todo"]
    assert {row["title"]: row["holder"] for row in rows} == {
        "事项 policy.late": "数学学院党委",
        "事项 organizers.late": "数学学院党委",
        "事项 organizers.soon": "数学学院党委",
    }
    (above,) = get(client_as(Role.UNIT_SECRETARY), box="others").context["todo"]
    assert above["holder"] == "组织部"


def test_the_box_says_how_many_of_the_others_are_overdue(matters, client_as):
    others = get(client_as(ADMIN)).context["counters"][3]
    assert (others["figure"], others["hint"]) == (3, "由其他岗位办理，其中逾期 2")


def test_kinds_are_tabs_with_the_figures_of_their_lists(matters, client_as):
    client = client_as(ADMIN)
    tabs = get(client, box="others").context["tabs"]
    assert [tab["title"] for tab in tabs] == ["全部 3", "组织员队伍 2", "制度参数 1", "只看逾期 2"]
    for tab in tabs:
        shown = client.get(tab["url"]).context["todo"]
        assert len(shown) == int(tab["title"].split()[1]), tab
    assert titles(client.get(tabs[1]["url"])) == ["organizers.late", "organizers.soon"]


def test_a_kind_within_what_is_late(matters, client_as):
    page = get(client_as(ADMIN), box="others", kind="organizers", late="1")
    assert titles(page) == ["organizers.late"]
    assert page.context["page"].paginator.count == 1
    assert [tab["title"] for tab in page.context["tabs"]][-1] == "不限逾期 2"


def test_an_unknown_kind_or_box_is_left_out(matters, client_as):
    assert len(titles(get(client_as(ADMIN), box="x", kind="nothing", late="1"))) == 2


def test_a_kind_without_anything_offers_the_way_back(matters, client_as):
    page = get(client_as(ADMIN), box="todo", kind="policy").content.decode()
    assert "没有符合条件的事项" in page and "清除筛选" in page


def test_a_row_says_that_it_was_reported_and_urged(matters, client_as, world):
    urge(reminders=Reminder.objects.filter(source="policy.late"), by=world.accounts[ADMIN], at=timezone.now())
    rows = {row["title"]: row["told"] for row in get(client_as(ADMIN), box="others").context["todo"]}
    assert rows["事项 policy.late"] == ["已报组织部", "11-20 已催办"]
    assert rows["事项 organizers.late"] == []


def test_the_sheet_holds_the_whole_list_or_the_ticked_rows(matters, client_as):
    client = client_as(ADMIN)
    whole = get(client, "matter_print", box="others").context["rows"]
    assert [row["title"] for row in whole] == ["事项 policy.late", "事项 organizers.late", "事项 organizers.soon"]
    assert [row["late_days"] for row in whole] == [20, 2, None]
    ticked = get(client, "matter_print", box="others", id=[pk("organizers.soon"), "x", "9" * 30]).context["rows"]
    assert [row["title"] for row in ticked] == ["事项 organizers.soon"]
    events = Event.objects.filter(kind=EventKind.PRINT, subject="督办单").order_by("pk")
    assert [event.detail["rows"] for event in events] == [3, 1]


def test_a_ticked_row_that_is_not_in_the_list_is_not_printed(matters, client_as):
    page = get(client_as(Role.UNIT_SECRETARY), "matter_print", box="todo", id=[pk("organizers.other")])
    assert page.context["rows"] == []
    assert "没有可打印的事项" in page.content.decode()


def test_the_file_holds_the_rows_of_the_screen_in_their_order(matters, client_as):
    client = client_as(ADMIN)
    shown = [row["title"] for row in get(client, box="others").context["todo"]]
    response = get(client, "matter_export", box="others")
    sheet = load_workbook(io.BytesIO(response.content)).active
    table = list(sheet.iter_rows(values_only=True))
    assert [row[1] for row in table[4:]] == shown
    assert table[3][:6] == ("序", "事项", "单位", "责任方", "截止", "已逾期天数")
    event = Event.objects.get(kind=EventKind.EXPORT, subject="督办单")
    assert f"DC-{event.pk}" in table[2][0] and event.detail["rows"] == 3


def test_urging_asks_first_how_many_and_whom(matters, client_as):
    page = get(client_as(ADMIN), "urge_create", box="others").content.decode()
    assert "将催办 3 项" in page and "数学学院党委：3 项" in page
    assert Urge.objects.count() == 0


def test_urging_says_how_many_were_urged_and_how_many_had_been(matters, client_as, world):
    client = client_as(ADMIN)
    address = f"{reverse('urge_create')}?box=others"
    first = client.post(address, {"id": [pk("policy.late")]}, follow=True)
    assert "已催办 1 项，将写入对方的下一次每日提醒。" in first.content.decode()
    second = client.post(address, follow=True)
    assert "已催办 2 项，将写入对方的下一次每日提醒。另有 1 项今天已催办过，不重复催办。" in second.content.decode()
    third = client.post(address, follow=True)
    assert "没有新的催办。另有 3 项今天已催办过" in third.content.decode()
    assert Urge.objects.filter(by=world.accounts[ADMIN]).count() == 3


def test_nobody_urges_those_above_him(matters, client_as):
    client = client_as(Role.UNIT_SECRETARY)
    page = get(client, "urge_create", box="others").content.decode()
    assert "没有可催办的事项" in page
    client.post(f"{reverse('urge_create')}?box=others")
    assert Urge.objects.count() == 0


def test_what_is_ones_own_to_do_is_not_urged(matters, client_as):
    client_as(ADMIN).post(f"{reverse('urge_create')}?box=todo")
    assert Urge.objects.count() == 0


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ORGANIZER_PART_TIME, Role.MEMBER])
def test_whoever_oversees_nothing_does_not_urge(matters, client_as, role):
    assert get(client_as(role), "urge_create", box="others").status_code == 404
    assert "urge_url" not in get(client_as(role), box="others").context["acts"]


def test_the_worst_unit_comes_first_and_every_figure_opens_its_list(matters, client_as, world):
    register("organizers.library", fixed(world.units["03"], TODAY, "事项"), acts="people.edit", sees="organizers.view")
    recompute(on=TODAY, at=timezone.now())
    client = client_as(ADMIN)
    places = ranking(Viewer(world.accounts[ADMIN], TODAY), None)
    assert [(each.unit.code, each.late, each.open, each.share) for each in places] == [("01", 2, 3, 67)]
    for place in places:
        assert len(client.get(place.late_url).context["todo"]) == place.late
        assert len(client.get(place.open_url).context["todo"]) == place.open
    panel = client.get(reverse("ranking_summary")).content.decode()
    assert re.search(r"数学学院党委 逾期 2 项", panel)
    assert client.get(reverse("unit_ranking"), {"unit": "02"}).context["places"] == []


def test_a_college_ranks_its_branches(matters, world):
    Account.objects.filter(username=Role.UNIT_SECRETARY.value).update(is_active=True)
    viewer = Viewer(world.accounts[Role.UNIT_SECRETARY], TODAY)
    register("tests.branch", fixed(world.units["0101"], TODAY - dt.timedelta(days=1)), acts="people.edit")
    recompute(on=TODAY, at=timezone.now())
    assert [(each.unit.code, each.late, each.open) for each in ranking(viewer, None)] == [("0101", 1, 1)]


def test_matters_of_two_kinds_are_not_settled_in_one_form(matters, client_as):
    client = client_as(ADMIN)
    ids = [pk("organizers.above"), pk("organizers.other")]
    assert (
        "勾选的不是同一类事项"
        in client.get(reverse("matter_together"), {"box": "todo", "id": ids}, follow=True).content.decode()
    )
    assert (
        "须逐项办理"
        in client.get(reverse("matter_together"), {"box": "todo", "id": ids[:1]}, follow=True).content.decode()
    )
    assert "请先勾选" in client.get(reverse("matter_together"), {"box": "todo"}, follow=True).content.decode()
