"""A name from Extension B and one with a middle dot survive page, search, print-out and workbook."""

import io

import openpyxl
import pytest

from audit.models import Event, EventKind
from directory.models import Person
from directory.permissions import Role
from tests.world import add_person

pytestmark = pytest.mark.django_db
RARE = "𠮷野𬜬"
DOTTED = "古丽·阿不都"


@pytest.fixture
def department(client_as, world):
    add_person(world, "60001", RARE, "0101")
    add_person(world, "60002", "古丽•阿不都", "0101")
    return client_as(Role.DEPARTMENT_ADMIN)


def sheet(answer):
    return openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active


@pytest.mark.parametrize(("roster_no", "name"), [("60001", RARE), ("60002", DOTTED)])
def test_page_form_search_and_print(department, roster_no, name):
    assert name in department.get(f"/people/{roster_no}/").content.decode()
    assert f'value="{name}"' in department.get(f"/people/{roster_no}/edit/").content.decode()
    assert [one.name for one in department.get("/people/", {"q": name}).context["people"]] == [name]
    assert [one.name for one in department.get("/people/", {"q": name[0]}).context["people"]] == [name]
    assert name in department.get("/people/print/").content.decode()


def test_the_workbook_is_the_list_on_the_screen(department):
    listed = [one.name for one in department.get("/people/?unit=0101&sort=strokes").context["people"]]
    rows = list(sheet(department.get("/people/export/?unit=0101&sort=strokes")).values)
    assert [row[1] for row in rows[3:]] == listed
    assert RARE in listed and DOTTED in listed


def test_the_workbook_says_where_it_comes_from_and_is_remembered(department):
    rows = list(sheet(department.get("/people/export/?unit=0101")).values)
    event = Event.objects.get(kind=EventKind.EXPORT)
    assert f"导出编号：DC-{event.pk}" in rows[1][0] and "数学学院教工第一支部" in rows[1][0]
    assert event.detail["conditions"] == {"党组织": "数学学院党委 数学教工一支部"}
    assert event.detail["rows"] == len(rows[3:]) > 0


def test_a_text_that_looks_like_a_formula_stays_a_text(department, world):
    person = world.people["30001"]
    person.grade_class = "=1+1"
    person.save()
    found = [
        cell for row in sheet(department.get("/people/export/")).iter_rows() for cell in row if cell.value == "=1+1"
    ]
    assert [cell.data_type for cell in found] == ["s"]


def test_a_list_too_long_for_one_workbook_says_how_to_divide_it(department, monkeypatch):
    monkeypatch.setattr("directory.views.people.EXPORTED", 3)
    answer = department.get("/people/export/?sort=strokes", follow=True)
    assert answer.redirect_chain == [("/people/?sort=strokes", 302)]
    assert "分几次导出" in answer.content.decode() and not Event.objects.filter(kind=EventKind.EXPORT).exists()


def test_whose_sight_ends_at_internal_facts_exports_no_personal_ones(client_as, department):
    heads = [cell for cell in list(sheet(client_as(Role.AUDITOR).get("/people/export/")).values)[2]]
    assert "手机号" in heads
    assert client_as(Role.BRANCH_OFFICER).get("/people/export/").status_code == 404


def test_no_text_spoils_the_workbook_of_all_others(department, world):
    """Forms take control characters; a workbook that held one could not be written, or not be opened."""
    Person.objects.filter(roster_no="30001").update(grade_class="\x0b=1+\uffff1")
    cells = [cell for row in sheet(department.get("/people/export/")).iter_rows() for cell in row]
    (found,) = [cell for cell in cells if cell.value == "=1+1"]
    assert (found.data_type, found.quotePrefix) == ("s", True)
