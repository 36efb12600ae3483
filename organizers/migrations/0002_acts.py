import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organizers', '0001_tables'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='appointment',
            name='bump_version',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='appointment',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='appointment',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='appointment',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='appointment',
            name='acts',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='更正次数'),
        ),
        migrations.AddField(
            model_name='appointmentevent',
            name='acts',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='更正次数'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appointment',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."acts" IS DISTINCT FROM (NEW."acts") OR OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."duty_id" IS DISTINCT FROM (NEW."duty_id") OR OLD."establishment" IS DISTINCT FROM (NEW."establishment") OR OLD."from_on" IS DISTINCT FROM (NEW."from_on") OR OLD."from_precision" IS DISTINCT FROM (NEW."from_precision") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_established" IS DISTINCT FROM (NEW."is_established") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."post" IS DISTINCT FROM (NEW."post") OR OLD."rank" IS DISTINCT FROM (NEW."rank") OR OLD."seat" IS DISTINCT FROM (NEW."seat") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."to_on" IS DISTINCT FROM (NEW."to_on") OR OLD."to_precision" IS DISTINCT FROM (NEW."to_precision") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."year" IS DISTINCT FROM (NEW."year"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='99e21f5eda059200902a6c8866d3d0f85fb0c275', operation='UPDATE', pgid='pgtrigger_bump_version_f0bfd', table='organizers_appointment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appointment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_appointmentevent" ("acts", "basis", "duty_id", "establishment", "from_on", "from_precision", "id", "is_established", "kind", "level", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "rank", "seat", "source", "title", "to_on", "to_precision", "unit_id", "version", "year") SELECT new_values."acts", new_values."basis", new_values."duty_id", new_values."establishment", new_values."from_on", new_values."from_precision", new_values."id", new_values."is_established", new_values."kind", new_values."level", new_values."note", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."post", new_values."rank", new_values."seat", new_values."source", new_values."title", new_values."to_on", new_values."to_precision", new_values."unit_id", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2431d5240e4cb51ed46521ed0fff9d71069bb92e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e6b97', referencing='REFERENCING NEW TABLE AS new_values ', table='organizers_appointment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appointment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_appointmentevent" ("acts", "basis", "duty_id", "establishment", "from_on", "from_precision", "id", "is_established", "kind", "level", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "rank", "seat", "source", "title", "to_on", "to_precision", "unit_id", "version", "year") SELECT new_values."acts", new_values."basis", new_values."duty_id", new_values."establishment", new_values."from_on", new_values."from_precision", new_values."id", new_values."is_established", new_values."kind", new_values."level", new_values."note", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."post", new_values."rank", new_values."seat", new_values."source", new_values."title", new_values."to_on", new_values."to_precision", new_values."unit_id", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."acts" IS DISTINCT FROM (new_values."acts") OR old_values."basis" IS DISTINCT FROM (new_values."basis") OR old_values."duty_id" IS DISTINCT FROM (new_values."duty_id") OR old_values."establishment" IS DISTINCT FROM (new_values."establishment") OR old_values."from_on" IS DISTINCT FROM (new_values."from_on") OR old_values."from_precision" IS DISTINCT FROM (new_values."from_precision") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_established" IS DISTINCT FROM (new_values."is_established") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."level" IS DISTINCT FROM (new_values."level") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."post" IS DISTINCT FROM (new_values."post") OR old_values."rank" IS DISTINCT FROM (new_values."rank") OR old_values."seat" IS DISTINCT FROM (new_values."seat") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."to_on" IS DISTINCT FROM (new_values."to_on") OR old_values."to_precision" IS DISTINCT FROM (new_values."to_precision") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."year" IS DISTINCT FROM (new_values."year")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='839fe8e075be136901c394759ca76c0015a65a57', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_15796', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organizers_appointment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appointment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_appointmentevent" ("acts", "basis", "duty_id", "establishment", "from_on", "from_precision", "id", "is_established", "kind", "level", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "rank", "seat", "source", "title", "to_on", "to_precision", "unit_id", "version", "year") SELECT old_values."acts", old_values."basis", old_values."duty_id", old_values."establishment", old_values."from_on", old_values."from_precision", old_values."id", old_values."is_established", old_values."kind", old_values."level", old_values."note", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."post", old_values."rank", old_values."seat", old_values."source", old_values."title", old_values."to_on", old_values."to_precision", old_values."unit_id", old_values."version", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='85c7f35833928f37fe561c75e130796d3c132a7d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_98d32', referencing='REFERENCING OLD TABLE AS old_values ', table='organizers_appointment', when='AFTER')),
        ),
    ]
