"""The tree, a unit's page, and the forms of its acts."""

import datetime as dt

import pytest

from directory import tree
from directory.models import Unit, UnitKind
from directory.permissions import Role
from directory.services.statuses import set_party_status
from directory.services.units import close_unit, found_unit, move_unit, rename_unit
from tests.world import TODAY

pytestmark = pytest.mark.django_db
BRANCH = {
    "kind": "branch",
    "code": "0103",
    "full_name": "中共江海大学数学学院研究生支部委员会",
    "short_name": "数学研究生支部",
    "parent": "01",
    "established_on": "2026.9.1",
    "position": "0",
}


@pytest.fixture
def department(client_as):
    return client_as(Role.DEPARTMENT_ADMIN)


def titles(nodes) -> list[str]:
    return [title for node in nodes for title in [node.title, *titles(node.children)]]


@pytest.fixture
def empty(world):
    return found_unit(
        code="0103",
        kind=UnitKind.BRANCH,
        full_name="研究生支部",
        short_name="研究生支部",
        parent=world.units["01"],
        established_on=TODAY - dt.timedelta(days=80),
    )


def test_the_tree_is_that_of_the_scope_with_members_counted(client_as):
    answer = client_as(Role.UNIT_SECRETARY).get("/units/")
    assert titles(answer.context["nodes"]) == ["数学学院党委", "数学教工一支部", "数学本科一支部"]
    top = answer.context["nodes"][0]
    assert top.count == sum(child.count for child in top.children) + 2
    assert "化学" not in answer.content.decode()


def test_the_tree_on_another_day_has_the_names_and_parents_of_that_day(department, world):
    rename_unit(unit=world.units["02"], full_name="化工", short_name="化工学院党总支", from_on=TODAY, today=TODAY)
    assert "化工学院党总支" in titles(department.get("/units/").context["nodes"])
    then = titles(department.get("/units/?on=2026-11-19").context["nodes"])
    assert "化学学院党总支" in then and "化工学院党总支" not in then
    assert department.get("/units/?on=1980").status_code == 422


def test_the_figures_of_another_day_are_those_of_that_day(department, world):
    move_unit(unit=world.units["0102"], parent=world.units["02"], from_on=TODAY, today=TODAY)
    set_party_status(person=world.people["30001"], unit=world.units["0201"], status="full", from_on=TODAY, today=TODAY)
    rows = {row.unit.code: row for row in department.get("/units/?on=2026-11-19").context["rows"]}
    now = {row.unit.code: row for row in department.get("/units/").context["rows"]}
    assert (rows["01"].branches, now["01"].branches, now["02"].branches) == (2, 1, 2)
    assert rows["01"].members == now["01"].members + 2
    assert (rows["02"].members, now["02"].members) == (2, 4)
    (top,) = department.get("/units/?on=2026-11-19").context["nodes"]
    assert top.children[0].count == rows["01"].members
    assert department.get("/units/?on=2000-01-01").context["rows"][0].members == 0


def test_before_its_founding_and_after_its_closing_a_unit_is_not_there(department, empty):
    close_unit(unit=empty, on=TODAY)
    assert "研究生支部" not in titles(department.get("/units/").context["nodes"])
    assert "研究生支部" in titles(department.get("/units/?closed=1").context["nodes"])
    assert "研究生支部" in titles(department.get("/units/?on=昨天").context["nodes"])
    assert "研究生支部" not in titles(department.get("/units/?on=2020-01-01").context["nodes"])


@pytest.mark.parametrize("text", ["数学教工一", "0101", "sxjgyzb", "SXJG"])
def test_a_unit_is_searched_by_name_code_and_initials(department, text):
    rows = department.get("/units/", {"q": text}).context["rows"]
    assert "数学教工一支部" in [row.unit.short_name for row in rows]


def test_a_large_tree_fetches_what_is_opened(department, monkeypatch):
    monkeypatch.setattr(tree, "WHOLE_TREE", 3)
    (top,) = department.get("/units/").context["nodes"]
    college = top.children[0]
    assert college.more_url == "/units/01/children/" and not college.children
    assert "数学教工一支部" in department.get(college.more_url).content.decode()
    here = department.get("/units/01/").context["nodes"][0].children[0]
    assert titles(here.children) == ["数学教工一支部", "数学本科一支部"]


def test_every_figure_of_a_unit_opens_its_list(department):
    answer = department.get("/units/01/")
    figures = {counter["label"]: counter for counter in answer.context["counters"]}
    for label in ("党员", "预备党员"):
        listed = department.get(figures[label]["url"])
        assert listed.context["page"].total == figures[label]["figure"] > 0
    organizers = department.get(figures["组织员"]["url"]).context["organizers"]
    assert len({duty.person_id for duty in organizers}) == figures["组织员"]["figure"] == 2
    branches = department.get(figures["党支部"]["url"]).context["children"]
    assert len(branches) == figures["党支部"]["figure"] == 2


def test_the_changes_of_a_unit(department, world):
    rename_unit(unit=world.units["02"], full_name="化工", short_name="化工", from_on=TODAY, today=TODAY, basis="1号")
    text = department.get("/units/02/?tab=changes").content.decode()
    assert "中共江海大学化学学院总支部委员会" in text and "1号" in text


def test_the_system_administrator_sees_units_and_no_names(client_as):
    answer = client_as(Role.SYSTEM_ADMIN).get("/units/01/?tab=leaders")
    assert answer.status_code == 200 and "职员丙" not in answer.content.decode()


def test_a_foreign_unit_is_not_found(client_as):
    client = client_as(Role.UNIT_SECRETARY)
    for path in ("", "children/", "edit/", "rename/", "move/", "close/"):
        assert client.get(f"/units/02/{path}").status_code == 404
        assert client.post(f"/units/02/{path}", {}).status_code in (404, 405)


def test_a_unit_is_founded_in_the_browser(department):
    assert department.post("/units/new/", BRANCH).url == "/units/0103/"
    assert Unit.objects.get(code="0103").established_on == dt.date(2026, 9, 1)


def test_a_refused_founding_keeps_what_was_typed(department):
    answer = department.post("/units/new/", BRANCH | {"code": "01", "kind": "group"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"code", "parent"}
    assert 'value="数学研究生支部"' in answer.content.decode()


def test_a_unit_is_renamed_moved_and_closed_in_the_browser(department, empty):
    renaming = {"full_name": "博士生支部", "short_name": "博士生支部", "from_on": "2026.11.1"}
    assert department.post("/units/0103/rename/", renaming).status_code == 302
    assert department.post("/units/0103/move/", {"parent": "02", "from_on": "20261102"}).status_code == 302
    closing = {"on": "今天", "reason": "合并", "confirmed": "on"}
    assert department.post("/units/0103/close/", closing).status_code == 302
    unit = Unit.objects.get(pk=empty.pk)
    assert (unit.short_name, unit.parent.code, unit.closed_on) == ("博士生支部", "02", TODAY)


def test_a_closing_is_confirmed_with_a_reason(department, empty):
    answer = department.post("/units/0103/close/", {"on": "今天"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"reason", "confirmed"}
    assert Unit.objects.get(pk=empty.pk).closed_on is None


def test_what_stops_a_closing_is_listed_with_links(department):
    answer = department.get("/units/0102/close/")
    text = answer.content.decode()
    assert "还有 2 人在册" in text and 'href="/people/?unit=0102"' in text
    assert department.post("/units/0102/close/", {"on": "今天"}).status_code == 422


def test_a_unit_under_itself_is_refused_in_the_form(department):
    answer = department.post("/units/01/move/", {"parent": "0101", "from_on": "今天"})
    assert answer.status_code == 422
    assert "党组织不能隶属于它自己或它的下级。" in answer.context["form"].errors["parent"]


def test_the_second_saver_of_a_unit_sees_both_values(department):
    opened = department.get("/units/03/edit/").context["form"].initial
    typed = {"kind": opened["kind"], "version": opened["version"]}
    assert department.post("/units/03/edit/", typed | {"position": 4, "needs_organizer": "on"}).status_code == 302
    answer = department.post("/units/03/edit/", typed | {"position": 5, "needs_organizer": "on"})
    assert answer.status_code == 409
    (row,) = answer.context["conflict"]["rows"]
    assert (row["theirs"], row["mine"]) == ("4", "5")


@pytest.mark.parametrize("address", ["/units/%00/", "/people/%00/", "/units/a%2fb/", "/people/?q=%00", "/units/?q=%00"])
def test_strange_addresses_are_answered(department, address):
    assert department.get(address).status_code in (200, 404, 422)
