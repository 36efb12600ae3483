"""The pages of people: what a secretary sees, types, is refused and finds again."""

import pytest

from directory.permissions import Role

pytestmark = pytest.mark.django_db


def test_the_list_shows_the_people_of_the_scope_in_pinyin_order(client_as):
    answer = client_as(Role.BRANCH_OFFICER).get("/people/")
    names = [person.name for person in answer.context["people"]]
    assert "单雄信" in names and "令狐远山" not in names
    assert names.index("单雄信") < names.index("曾照明")


def test_every_page_opens_for_the_department(client_as):
    client = client_as(Role.DEPARTMENT_ADMIN)
    for url in [
        "/people/",
        "/people/?q=sxx",
        "/people/?status=members&sort=strokes",
        "/people/?sort=unit",
        "/people/30001/",
        "/people/30001/edit/",
        "/people/30001/status/",
        "/people/new/",
        "/units/",
        "/units/?q=数学",
        "/units/?on=2020-01-01",
        "/units/01/",
        "/units/01/?tab=children",
        "/units/01/?tab=changes",
        "/units/01/?tab=leaders",
        "/units/new/",
        "/units/01/edit/",
        "/units/01/rename/",
        "/units/01/move/",
        "/units/01/close/",
        "/units/01/children/",
        "/people/print/",
        "/people/export/",
    ]:
        answer = client.get(url)
        _ = answer.getvalue()  # Read to the end, a file closes itself.
        assert answer.status_code == 200, (url, answer.status_code)
