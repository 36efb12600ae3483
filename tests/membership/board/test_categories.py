"""人员类别 of a case is the person's, whichever way either was written."""

from random import Random

import pytest
from django.db import connection
from django.db.models import F

from directory.models import Category, Person, Status
from directory.permissions import Role
from membership.models import Case, Stage
from tests.world import TODAY, add_person

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def strays() -> int:
    """Cases that name another part of the school than their person: the recount."""
    return Case.objects.exclude(category=F("person__category")).count()


def _one(dice, rows):
    return rows.get(pk=dice.choice(list(rows.order_by("pk").values_list("pk", flat=True))))


def _everybody(world, dice):
    Person.objects.update(category=dice.choice(Category.values))


def _some(world, dice):
    Person.objects.filter(grade_class__startswith=f"202{dice.randrange(4)}").update(
        category=dice.choice(Category.values)
    )


def _by_form(world, dice):
    person = _one(dice, Person.objects.filter(cases__isnull=False).distinct())
    person.category = dice.choice(Category.values)
    person.save()


def _as_an_import(world, dice):
    """The statement of a roster: everybody of a kind anew, whether he changes or not."""
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO directory_person SELECT * FROM directory_person ON CONFLICT (id)
               DO UPDATE SET category = CASE WHEN excluded.id %% %s = 0 THEN %s ELSE excluded.category END""",
            [dice.randint(1, 4), dice.choice(Category.values)],
        )


def _old_page(world, dice):
    """A case that was read before the person changed, and is written whole behind him."""
    case = _one(dice, Case.objects)
    Person.objects.filter(pk=case.person_id).update(category=dice.choice(Category.values))
    case.save()


def _said_otherwise(world, dice):
    Case.objects.update(category=dice.choice(Category.values))


def _opened(world, dice):
    code = f"79{Person.objects.count():03}"
    person = add_person(world, code, "王宁", "0102", Status.NONE, category=dice.choice(Category.values))
    template = Case.objects.first().template
    case = Case(person=person, unit=world.units["0102"], template=template, opened_on=TODAY, stage=Stage.APPLICANT)
    Case.objects.bulk_create([case])


WAYS = (_everybody, _some, _by_form, _as_an_import, _old_page, _said_otherwise, _opened)


def test_cases_follow_their_people_whatever_comes(cases, world):
    dice, seen = Random(19), set()
    assert strays() == 0
    for way in [*WAYS, *(dice.choice(WAYS) for _ in range(40))]:
        way(world, dice)
        assert strays() == 0, way.__name__
        seen |= set(Case.objects.values_list("category", flat=True))
    assert seen == set(Category.values)


def test_a_new_category_is_no_change_of_the_case(cases):
    case = Case.objects.get(pk=cases[0].pk)
    history = Case.events.rel.related_model.objects.count()
    Person.objects.filter(pk=case.person_id).update(category=Category.DOCTOR)
    after = Case.objects.get(pk=case.pk)
    assert (after.category, after.version) == (Category.DOCTOR, case.version)
    assert Case.events.rel.related_model.objects.count() == history


def test_the_list_of_students_is_that_of_the_people(cases, client_as):
    client = client_as(Role.DEPARTMENT_ADMIN)
    Person.objects.filter(pk__in=[case.person_id for case in cases[:4]]).update(category=Category.MASTER)
    for asked, kinds in (("students", ["undergraduate", "master", "doctor"]), ("master", ["master"])):
        found = client.get(f"/cases/list/?category={asked}").context["page"].paginator.count
        assert found == Case.objects.in_progress().filter(person__category__in=kinds).count() > 0
