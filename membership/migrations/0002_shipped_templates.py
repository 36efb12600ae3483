from django.db import migrations
from django.utils import timezone

from membership.presets.files import SHIPPED, read_template


def ship(apps, schema_editor):
    """Steps first, then published: a published template takes no more steps."""
    for code in SHIPPED:
        facts = read_template(code)
        template = apps.get_model("membership", "StepTemplate").objects.create(
            name=facts.name, opened_from=facts.opened_from, opened_until=facts.opened_until, note=facts.note
        )
        for position, step in enumerate(facts.steps, start=1):
            _ship_step(apps, template, 10 * position, step)
        template.published_at = timezone.now()
        template.save(update_fields=["published_at"])


def _ship_step(apps, template, position, facts):
    row = apps.get_model("membership", "TemplateStep").objects.create(
        template=template,
        position=position,
        number=facts.number,
        stage=facts.stage,
        title=facts.title,
        actor=facts.actor,
        codes=list(facts.codes),
        note=facts.note,
    )
    documents = apps.get_model("membership", "TemplateDocument")
    documents.objects.bulk_create(
        documents(
            step=row,
            position=10 * number,
            name=each.name,
            form=each.form,
            paper=each.paper,
            is_required=each.is_required,
            retention=each.retention,
        )
        for number, each in enumerate(facts.documents, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("membership", "0001_templates")]

    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
