"""The templates in the database: which one a case gets, and that a published one stays as it is."""

import datetime as dt

import pytest
from django.db import IntegrityError, InternalError, transaction

from membership.models import PaperKind, StepTemplate, TemplateDocument, TemplateStep
from membership.presets.files import SHIPPED, read_template
from membership.procedure.facts import DOCUMENT_KINDS
from membership.selectors import template_for

pytestmark = pytest.mark.django_db
SWITCH_ON = dt.date(2026, 5, 11)


@pytest.mark.parametrize(
    ("opened_on", "name"),
    [
        (dt.date(1998, 7, 1), "25步·2014"),
        (SWITCH_ON - dt.timedelta(days=1), "25步·2014"),
        (SWITCH_ON, "25步·2026"),
        (SWITCH_ON + dt.timedelta(days=1), "25步·2026"),
        (dt.date(2099, 1, 1), "25步·2026"),
    ],
)
def test_the_day_of_opening_chooses_the_template(opened_on, name):
    assert template_for(opened_on).name == name


def test_a_day_before_every_template_has_none():
    assert template_for(dt.date(1949, 9, 30)) is None


@pytest.mark.parametrize("code", SHIPPED)
def test_what_the_file_says_stands_in_the_database(code):
    facts = read_template(code)
    template = StepTemplate.objects.get(name=facts.name)
    steps = template.steps.all()
    assert [(row.number, row.title, tuple(row.codes)) for row in steps] == [
        (each.number, each.title, each.codes) for each in facts.steps
    ]
    for row, each in zip(steps, facts.steps, strict=True):
        assert [(paper.form, paper.name, paper.paper, paper.is_required) for paper in row.documents.all()] == [
            (paper.form, paper.name, paper.paper, paper.is_required) for paper in each.documents
        ]


def test_papers_are_called_in_the_words_of_the_timeline():
    assert set(PaperKind.values) == set(DOCUMENT_KINDS)


CHANGES = {
    "rename": lambda template: StepTemplate.objects.filter(pk=template.pk).update(name="别的"),
    "move": lambda template: StepTemplate.objects.filter(pk=template.pk).update(opened_from=dt.date(2020, 1, 1)),
    "unpublish": lambda template: StepTemplate.objects.filter(pk=template.pk).update(published_at=None),
    "delete": lambda template: template.delete(),
    "rename a step": lambda template: template.steps.update(title="别的"),
    "add a step": lambda template: template.steps.create(
        position=999, number="99", stage=5, title="别的", actor="支部"
    ),
    "take a step": lambda template: template.steps.first().documents.all().delete(),
    "rename a document": lambda template: TemplateDocument.objects.filter(step__template=template).update(name="别的"),
    "add a document": lambda template: template.steps.first().documents.create(position=999, name="别的"),
    "give a step away": lambda template: template.steps.filter(number="4").update(template=_draft()),
    "take a step in": lambda template: _step(_draft()).__class__.objects.filter(number="99").update(template=template),
}


def _draft():
    return StepTemplate.objects.create(name="草稿", opened_from=dt.date(2027, 1, 1))


def _step(template):
    return TemplateStep.objects.create(template=template, position=990, number="99", stage=5, title="加", actor="支部")


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("code", SHIPPED)
def test_a_published_template_stays_as_it_is(code, change):
    template = StepTemplate.objects.get(name=read_template(code).name)
    with pytest.raises(InternalError, match="published step template"), transaction.atomic():
        CHANGES[change](template)


def test_a_published_template_can_be_ended():
    template = StepTemplate.objects.get(name="25步·2026")
    was = template.version
    template.opened_until = dt.date(2026, 12, 31)
    template.save()
    template.refresh_from_db()
    assert (template.opened_until, template.version) == (dt.date(2026, 12, 31), was + 1)


def test_one_day_has_one_published_template():
    with pytest.raises(IntegrityError, match="step_template_one_a_day"), transaction.atomic():
        StepTemplate.objects.create(name="又一", opened_from=SWITCH_ON, published_at=dt.datetime.now(dt.UTC))


def test_a_draft_may_be_changed_and_thrown_away():
    draft = _draft()
    step = _step(draft)
    step.documents.create(position=10, name="测评表")
    draft.steps.update(title="民主测评")
    draft.delete()
    assert not TemplateStep.objects.filter(template_id=draft.pk).exists()
