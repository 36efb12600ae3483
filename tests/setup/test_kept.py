"""Rows that are put back are those that the services wrote, and the tables go on as if they had just been written."""

import pytest
from django.db import connection, transaction

from directory.models import Person, School
from tests.conftest import NOON
from tests.kept import Kept, rows
from tests.permissions.undoing import undone
from tests.world import build_world

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def built_and_put_back(kept):
    """All rows (PostgreSQL tells them in any order) and the result of both ways, each undone."""
    for _ in range(2):
        with undone():
            result = kept()
            yield {table: sorted(told) for table, told in rows().items()}, result


def test_every_row_of_every_table_comes_back_unchanged():
    (built, first), (again, second) = built_and_put_back(Kept(build_world))
    assert again == built
    assert len(built["directory_person"]) == len(first.people) + len(first.accounts)
    assert built["directory_personevent"]
    assert (second, second is first) == (first, False)


def test_history_and_versions_go_on():
    kept = Kept(build_world)
    for _ in built_and_put_back(kept):
        pass
    person = kept().people["30001"]
    Person.objects.filter(pk=person.pk).update(native_place="山西")
    after = Person.objects.get(pk=person.pk)
    assert after.version == person.version + 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT native_place FROM directory_personevent WHERE pgh_obj_id = %s", [person.pk])
        assert ("山西",) in cursor.fetchall()


def test_new_rows_get_keys_of_their_own():
    kept = Kept(build_world)
    for _ in built_and_put_back(kept):
        pass
    world = kept()
    fresh = Person.objects.create(roster_no="99999", name="查若谷", unit=world.units["01"])
    assert fresh.pk > max(person.pk for person in world.people.values())


def test_at_another_time_it_is_built_again(clock):
    called = []
    kept = Kept(lambda: called.append(True))
    kept()
    kept()
    clock.shift(60)
    kept()
    assert len(called) == 2
    clock.move_to(NOON)


def test_what_changes_a_row_that_stood_before_cannot_be_kept():
    School.objects.get_or_create(pk=1)
    with pytest.raises(AssertionError, match="directory_school"), transaction.atomic():
        Kept(lambda: School.objects.update(name="江海学院"))()
