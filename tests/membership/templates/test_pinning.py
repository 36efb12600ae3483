"""A case stays with its template; which rule judges a step follows from the step's own day (ED-06)."""

import dataclasses
import datetime as dt
import tomllib
from pathlib import Path

import pytest

from directory.models import Category, Person
from directory.services.people import register_person
from membership.models import StepTemplate, TemplateDocument, TemplateStep
from membership.presets.files import template_of
from membership.procedure.covering import COVERED, problems
from membership.services.templates import copy_template, publish_template, save_documents, save_steps
from tests.membership.cases.walking import opened, play, rest
from tests.membership.procedure.histories import lawful
from tests.world import TODAY, add_person

EXAMPLE = Path(__file__).with_name("29-steps.toml")


def example():
    return template_of(tomllib.loads(EXAMPLE.read_text(encoding="utf-8")))


@pytest.fixture
def student(world):
    for number in range(7):
        add_person(world, f"5{number:04}", "周正", "0102")
    person = register_person(
        roster_no="23010001", name="方晓", unit=world.units["0102"], on=dt.date(2015, 6, 1), by=None,
        category=Category.STAFF,
    )  # fmt: skip
    Person.objects.filter(pk=person.pk).update(birth_on=dt.date(1998, 1, 1))
    person.refresh_from_db()
    return person


def enter(draft, steps):
    """The draft with these steps instead of its own."""
    draft.steps.all().delete()
    names = ("number", "stage", "title", "actor", "note")
    rows = [
        TemplateStep(position=position, codes=list(step.codes), **{name: getattr(step, name) for name in names})
        for position, step in enumerate(steps, start=1)
    ]
    save_steps(draft=draft, steps=rows)
    for row, step in zip(rows, steps, strict=True):
        papers = [
            TemplateDocument(position=number, **dataclasses.asdict(each))
            for number, each in enumerate(step.documents, start=1)
        ]
        save_documents(step=row, documents=papers)


def test_the_example_of_29_steps_covers_the_procedure():
    steps = example().steps
    assert len(steps) == 29
    assert problems(steps) == ()
    assert sorted(code for step in steps for code in step.codes) == sorted(COVERED)
    assert [step.number for step in steps if not step.codes] == ["3", "6", "16", "25"]


@pytest.mark.django_db
def test_the_example_can_be_entered_and_published(world):
    by = world.accounts["department_admin"]
    source = StepTemplate.objects.get(name="25步·2026")
    draft = copy_template(source=source, name="29步·示例", opened_from=dt.date(2027, 1, 1), by=by)
    enter(draft, example().steps)
    assert publish_template(draft=draft, by=by, today=TODAY).steps.count() == 29


@pytest.mark.django_db
def test_a_case_stays_with_the_template_it_was_opened_under(student, world):
    by = world.accounts["department_admin"]
    raw = lawful(dt.date(2026, 5, 20))
    case = opened(student, student.unit, raw)
    pinned = case.template
    draft = copy_template(source=pinned, name="新版", opened_from=TODAY, by=by)
    publish_template(draft=draft, by=by, today=TODAY)
    case = play(case, rest(raw))
    assert (case.template, case.faults) == (pinned, 0)
    assert opened_template(TODAY) == draft


def opened_template(day):
    return StepTemplate.objects.on(day).get()


@pytest.mark.django_db
def test_the_steps_of_one_case_are_judged_by_their_own_days(student):
    """Opened under the template of 2014, listed under the text of 2026: a notice is asked all the same (ED-03)."""
    raw = lawful(dt.date(2025, 3, 20))
    case = play(opened(student, student.unit, raw), rest(raw))
    assert case.template.name == "25步·2014"
    assert case.records.filter(step="public_notice").exists()
    assert case.faults == 0
