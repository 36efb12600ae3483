import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from audit.migrating import AddTrigger


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('reminders', '0001_initial'),
        ('reminders', '0002_words_of_its_own'),
        ('reminders', '0003_told_and_sent'),
        ('reminders', '0004_left_to_the_next_minute'),
        ('reminders', '0005_notices_by_their_key'),
    ]

    dependencies = [
        ('directory', '0001_tables'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Pulse',
            fields=[
                ('name', models.CharField(max_length=30, primary_key=True, serialize=False, verbose_name='名称')),
                ('at', models.DateTimeField(verbose_name='时间')),
            ],
            options={
                'verbose_name': '心跳',
                'verbose_name_plural': '心跳',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Unrefreshed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=60, verbose_name='来源')),
            ],
            options={
                'verbose_name': '待补算的提醒',
                'verbose_name_plural': '待补算的提醒',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Digest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='日期')),
                ('counts', models.JSONField(help_text='来源 → 条数', verbose_name='各类事项')),
                ('total', models.PositiveIntegerField(verbose_name='条数')),
                ('late', models.PositiveIntegerField(verbose_name='其中逾期')),
                ('reported', models.PositiveIntegerField(verbose_name='其中下级逾期上报')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='digests', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
            ],
            options={
                'verbose_name': '每日提醒',
                'verbose_name_plural': '每日提醒',
                'ordering': ['-day', '-id'],
                'default_permissions': (),
                'constraints': [
                    models.UniqueConstraint(fields=('account', 'day'), name='digest_once_a_day'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('mail', '邮件'), ('messenger', '即时消息')], max_length=20, verbose_name='渠道')),
                ('key', models.UUIDField(unique=True, verbose_name='编号')),
                ('state', models.CharField(choices=[('waiting', '待发送'), ('sending', '发送中'), ('sent', '已发送'), ('failed', '未送达'), ('no_address', '没有地址'), ('withdrawn', '已取消')], default='waiting', max_length=20, verbose_name='状态')),
                ('due_at', models.DateTimeField(help_text='失败后为下一次尝试的时间', verbose_name='计划发送时间')),
                ('leased_until', models.DateTimeField(null=True, verbose_name='占用至')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='尝试次数')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='发送时间')),
                ('error', models.CharField(blank=True, max_length=300, verbose_name='未送达原因')),
                ('digest', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='reminders.digest')),
            ],
            options={
                'verbose_name': '待发消息',
                'verbose_name_plural': '待发消息',
                'ordering': ['-due_at', '-id'],
                'default_permissions': (),
                'indexes': [
                    models.Index(condition=models.Q(('state__in', ['waiting', 'sending'])), fields=['due_at'], name='delivery_due'),
                    models.Index(fields=['state', '-due_at'], name='delivery_state'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('digest', 'channel'), name='delivery_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='NightlyRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='计算日期')),
                ('started_at', models.DateTimeField(verbose_name='开始时间')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='完成时间')),
                ('opened', models.PositiveIntegerField(default=0, verbose_name='新增')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='更新')),
                ('closed', models.PositiveIntegerField(default=0, verbose_name='消除')),
                ('standing', models.PositiveIntegerField(default=0, verbose_name='在办')),
                ('told', models.PositiveIntegerField(default=0, verbose_name='提醒人数')),
                ('notices', models.PositiveIntegerField(default=0, verbose_name='提醒条数')),
                ('failures', models.JSONField(default=dict, help_text='来源 → 原因', verbose_name='未能计算的来源')),
            ],
            options={
                'verbose_name': '夜间计算',
                'verbose_name_plural': '夜间计算',
                'ordering': ['-started_at', '-id'],
                'default_permissions': (),
                'indexes': [models.Index(fields=['-started_at'], name='run_started')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('by_mail', models.BooleanField(default=True, verbose_name='发邮件')),
                ('by_messenger', models.BooleanField(default=True, verbose_name='发即时消息')),
                ('hour', models.PositiveSmallIntegerField(choices=[(6, '6:00'), (7, '7:00'), (8, '8:00'), (9, '9:00'), (10, '10:00'), (11, '11:00'), (12, '12:00'), (13, '13:00'), (14, '14:00'), (15, '15:00'), (16, '16:00'), (17, '17:00'), (18, '18:00'), (19, '19:00'), (20, '20:00'), (21, '21:00')], default=8, verbose_name='发送时间')),
                ('pauses_on_holidays', models.BooleanField(default=False, verbose_name='非工作日暂停')),
                ('calendar_digest', models.CharField(blank=True, editable=False, max_length=64, verbose_name='日历地址摘要')),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='preference', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
            ],
            options={
                'verbose_name': '提醒设置',
                'verbose_name_plural': '提醒设置',
                'default_permissions': (),
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('calendar_digest', ''), _negated=True), fields=('calendar_digest',), name='preference_calendar'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PreferenceEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('by_mail', models.BooleanField(default=True, verbose_name='发邮件')),
                ('by_messenger', models.BooleanField(default=True, verbose_name='发即时消息')),
                ('hour', models.PositiveSmallIntegerField(choices=[(6, '6:00'), (7, '7:00'), (8, '8:00'), (9, '9:00'), (10, '10:00'), (11, '11:00'), (12, '12:00'), (13, '13:00'), (14, '14:00'), (15, '15:00'), (16, '16:00'), (17, '17:00'), (18, '18:00'), (19, '19:00'), (20, '20:00'), (21, '21:00')], default=8, verbose_name='发送时间')),
                ('pauses_on_holidays', models.BooleanField(default=False, verbose_name='非工作日暂停')),
                ('account', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reminders.preference')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='reminders_p_pgh_cre_f9681e_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=60, verbose_name='来源')),
                ('subject_id', models.BigIntegerField(verbose_name='对象编号')),
                ('due_on', models.DateField(verbose_name='截止日期')),
                ('shown_from', models.DateField(verbose_name='开始提醒日期')),
                ('notice_days', django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), size=None, verbose_name='提前提醒（天）')),
                ('grade', models.CharField(choices=[('规', '规'), ('校', '校'), ('建', '建')], max_length=1, verbose_name='等级')),
                ('clause', models.CharField(max_length=300, verbose_name='依据')),
                ('title', models.CharField(max_length=200, verbose_name='事项')),
                ('url', models.CharField(max_length=200, verbose_name='办理地址')),
                ('opened_on', models.DateField(verbose_name='生成日期')),
                ('closed_on', models.DateField(null=True, verbose_name='消除日期')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='directory.unit', verbose_name='党组织')),
            ],
            options={
                'verbose_name': '提醒',
                'verbose_name_plural': '提醒',
                'default_permissions': (),
                'indexes': [
                    models.Index(condition=models.Q(('closed_on__isnull', True)), fields=['unit', 'shown_from'], name='reminder_open_unit'),
                    models.Index(condition=models.Q(('closed_on__isnull', True)), fields=['due_on', 'id'], name='reminder_open_due'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('source', 'subject_id', 'due_on'), name='reminder_once'),
                    models.CheckConstraint(condition=models.Q(('title__regex', '[0-9]{15}'), _negated=True), name='reminder_without_personal_number', violation_error_message='提醒中不得出现证件号码。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('pk', models.CompositePrimaryKey('reminder_id', 'account_id', 'level', 'turn', blank=True, editable=False, primary_key=True, serialize=False)),
                ('level', models.PositiveSmallIntegerField(verbose_name='层级')),
                ('turn', models.PositiveSmallIntegerField(verbose_name='第几次')),
                ('told_on', models.DateField(help_text='在这一天的每日提醒中', verbose_name='日期')),
                ('account', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reminder', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='reminders.reminder')),
            ],
            options={
                'verbose_name': '提醒记录',
                'verbose_name_plural': '提醒记录',
                'default_permissions': (),
                'indexes': [
                    django.contrib.postgres.indexes.BrinIndex(fields=['told_on'], name='notice_told'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Urge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('title', models.CharField(max_length=200, verbose_name='事项')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='催办人')),
                ('reminder', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='urges', to='reminders.reminder', verbose_name='提醒')),
            ],
            options={
                'verbose_name': '催办',
                'verbose_name_plural': '催办',
                'ordering': ['-at', '-id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='UrgeEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('title', models.CharField(max_length=200, verbose_name='事项')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='催办人')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reminders.urge')),
                ('reminder', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reminders.reminder', verbose_name='提醒')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='reminders_u_pgh_cre_0003b0_idx'),
                ],
            },
        ),
        AddTrigger(
            model_name='preference',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."account_id" IS DISTINCT FROM (NEW."account_id") OR OLD."by_mail" IS DISTINCT FROM (NEW."by_mail") OR OLD."by_messenger" IS DISTINCT FROM (NEW."by_messenger") OR OLD."calendar_digest" IS DISTINCT FROM (NEW."calendar_digest") OR OLD."hour" IS DISTINCT FROM (NEW."hour") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."pauses_on_holidays" IS DISTINCT FROM (NEW."pauses_on_holidays"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='bfd81d1b684c547096d165cc479e0b8a5514eab8', operation='UPDATE', pgid='pgtrigger_bump_version_ba125', table='reminders_preference', when='BEFORE')),
        ),
        AddTrigger(
            model_name='preference',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='1d88d43c1dda1be1021ee00ed0546af4161d7980', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_ca3db', table='reminders_preference', when='BEFORE')),
        ),
        AddTrigger(
            model_name='preference',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reminders_preferenceevent" ("account_id", "by_mail", "by_messenger", "hour", "id", "pauses_on_holidays", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."account_id", new_values."by_mail", new_values."by_messenger", new_values."hour", new_values."id", new_values."pauses_on_holidays", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9fb600d1ac59e76013101513f2433e565c850a81', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6d3b2', referencing='REFERENCING NEW TABLE AS new_values ', table='reminders_preference', when='AFTER')),
        ),
        AddTrigger(
            model_name='preference',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reminders_preferenceevent" ("account_id", "by_mail", "by_messenger", "hour", "id", "pauses_on_holidays", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."account_id", new_values."by_mail", new_values."by_messenger", new_values."hour", new_values."id", new_values."pauses_on_holidays", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."account_id" IS DISTINCT FROM (new_values."account_id") OR old_values."by_mail" IS DISTINCT FROM (new_values."by_mail") OR old_values."by_messenger" IS DISTINCT FROM (new_values."by_messenger") OR old_values."calendar_digest" IS DISTINCT FROM (new_values."calendar_digest") OR old_values."hour" IS DISTINCT FROM (new_values."hour") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."pauses_on_holidays" IS DISTINCT FROM (new_values."pauses_on_holidays")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='aea186645091f1994be71a62885f1dee44b6f991', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2cf15', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='reminders_preference', when='AFTER')),
        ),
        AddTrigger(
            model_name='preference',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reminders_preferenceevent" ("account_id", "by_mail", "by_messenger", "hour", "id", "pauses_on_holidays", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT old_values."account_id", old_values."by_mail", old_values."by_messenger", old_values."hour", old_values."id", old_values."pauses_on_holidays", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7b393ba4cb9dfd5fbd949b2397b9f0b867a15560', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_98696', referencing='REFERENCING OLD TABLE AS old_values ', table='reminders_preference', when='AFTER')),
        ),
        AddTrigger(
            model_name='preferenceevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='757ff2736b4abb5ae4f5e6414945ec328aaa6102', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_f0138', table='reminders_preferenceevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='preferenceevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2dbaab2d99dc57a07e3db1935904242e91c3f0e9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3ba18', table='reminders_preferenceevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='urge',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."reminder_id" IS DISTINCT FROM (NEW."reminder_id") OR OLD."title" IS DISTINCT FROM (NEW."title"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='23d337a3c245da67750fbf2de5969d89056f51f9', operation='UPDATE', pgid='pgtrigger_bump_version_a5e00', table='reminders_urge', when='BEFORE')),
        ),
        AddTrigger(
            model_name='urge',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='1b2772f2a4c26d03fb8f8716aa9019e47a3e2f36', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_2b9dc', table='reminders_urge', when='BEFORE')),
        ),
        AddTrigger(
            model_name='urge',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reminders_urgeevent" ("at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminder_id", "title", "version") SELECT new_values."at", new_values."by_id", new_values."id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."reminder_id", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='754e95ea8f306a1030d120400b67f9de3b3198c5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9c94e', referencing='REFERENCING NEW TABLE AS new_values ', table='reminders_urge', when='AFTER')),
        ),
        AddTrigger(
            model_name='urge',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reminders_urgeevent" ("at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminder_id", "title", "version") SELECT new_values."at", new_values."by_id", new_values."id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."reminder_id", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."at" IS DISTINCT FROM (new_values."at") OR old_values."by_id" IS DISTINCT FROM (new_values."by_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."reminder_id" IS DISTINCT FROM (new_values."reminder_id") OR old_values."title" IS DISTINCT FROM (new_values."title")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='84a2e9bf3d1a6d241efa4567fe7cbadbde51f3ff', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3362e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='reminders_urge', when='AFTER')),
        ),
        AddTrigger(
            model_name='urge',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reminders_urgeevent" ("at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminder_id", "title", "version") SELECT old_values."at", old_values."by_id", old_values."id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."reminder_id", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0442cd3180232473b8c9d47037cc8f5cbe5b13be', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ce19f', referencing='REFERENCING OLD TABLE AS old_values ', table='reminders_urge', when='AFTER')),
        ),
        AddTrigger(
            model_name='urgeevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='fae6874aaf1f740f239706d316bf443542c3ca8d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_0d390', table='reminders_urgeevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='urgeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f1b33fe3d004cc86f2f1836fec58c696b02967b1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_30712', table='reminders_urgeevent', when='BEFORE')),
        ),
    ]
