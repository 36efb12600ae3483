import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from audit.migrating import AddTrigger


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('audit', '0002_initial'),
    ]

    dependencies = [
        ('audit', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='account',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='操作人'),
        ),
        migrations.AddField(
            model_name='numbertrial',
            name='account',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='填写人'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['-at', '-id'], name='event_at'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['subject_model', 'subject_id'], name='event_subject'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['account', '-at'], name='event_account'),
        ),
        migrations.AddIndex(
            model_name='numbertrial',
            index=models.Index(fields=['prefix_index', 'at'], name='trial_prefix'),
        ),
        AddTrigger(
            model_name='recordedoccasion',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='353a1b0f20d9ac399ee96dc77ab5c034fd609098', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_53176', table='pghistory_context', when='BEFORE')),
        ),
        AddTrigger(
            model_name='recordedoccasion',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='6f735c77be2600610f67add5091c6eea73b45d3b', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_8bd11', table='pghistory_context', when='BEFORE')),
        ),
        AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e1de01de2c9f0df2033cadb85ebc9cff5820c148', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7d947', table='audit_event', when='BEFORE')),
        ),
        AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='913bb0bfd1de7664242e8cd875414928f95002fc', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_06d01', table='audit_event', when='BEFORE')),
        ),
    ]
