import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import policy.models.values
from django.conf import settings
from django.db import migrations, models

from audit.migrating import AddTrigger
from policy.calendar.seeding import seed_rows


def seed_calendar(apps, schema_editor):
    days = apps.get_model("policy", "CalendarDay")
    days.objects.bulk_create(days(**row) for row in seed_rows())


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('policy', '0001_initial'),
    ]

    dependencies = [
        ('directory', '0001_tables'),
        ('directory', '__first__'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('code', models.SlugField(help_text='如 D3；字母和数字', max_length=20, unique=True, verbose_name='代号')),
                ('name', models.CharField(max_length=120, verbose_name='名称')),
                ('issuer', models.CharField(blank=True, max_length=80, verbose_name='发文单位')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='文号')),
                ('short_name', models.CharField(blank=True, max_length=40, verbose_name='简称')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='发文日期')),
                ('effective_on', models.DateField(blank=True, null=True, verbose_name='施行日期')),
                ('is_national', models.BooleanField(default=False, verbose_name='全国性规定')),
            ],
            options={
                'verbose_name': '制度文件',
                'verbose_name_plural': '制度文件',
                'ordering': ['-is_national', 'code'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('day', models.DateField(unique=True, verbose_name='日期')),
                ('is_working', models.BooleanField(verbose_name='上班')),
                ('word', models.CharField(blank=True, help_text='如 春节、调休上班；平常日子留空', max_length=30, verbose_name='说明')),
                ('source', models.CharField(max_length=120, verbose_name='来源')),
                ('is_provisional', models.BooleanField(default=False, help_text='国务院办公厅的通知尚未公布', verbose_name='暂算')),
            ],
            options={
                'verbose_name': '工作日历',
                'verbose_name_plural': '工作日历',
                'ordering': ['day'],
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('day__iso_week_day__gte', 6), ('is_working', True), ('word', ''), _negated=True), models.Q(('day__iso_week_day__lte', 5), ('is_working', False), ('word', ''), _negated=True)), name='calendar_day_unusual_is_named', violation_error_message='与平常不同的一天须写明原因，如 春节、调休上班。')],
            },
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('article', models.CharField(blank=True, max_length=40, verbose_name='条次')),
                ('paraphrase', models.CharField(help_text='用自己的话概括一句', max_length=300, verbose_name='要点')),
                ('wording', models.TextField(blank=True, help_text='由本校录入，显示在依据旁边', verbose_name='原文')),
                ('reading', models.CharField(choices=[('I', '本校或本省文件原文'), ('V', '已对照原文'), ('S', '二手资料，待核'), ('M', '凭记忆，待核')], default='I', max_length=1, verbose_name='核对情况')),
                ('article_is_certain', models.BooleanField(default=True, verbose_name='条次已核')),
                ('confirmed_on', models.DateField(blank=True, null=True, verbose_name='确认日期')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='确认人')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clauses', to='policy.document', verbose_name='文件')),
            ],
            options={
                'verbose_name': '条款',
                'verbose_name_plural': '条款',
                'ordering': ['document', 'id'],
                'default_permissions': (),
                'constraints': [
                    models.UniqueConstraint(fields=('document', 'article', 'paraphrase'), name='clause_once', violation_error_message='这一条的同一要点已登记。'),
                    models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by__isnull', True), ('confirmed_on__isnull', True)), models.Q(('confirmed_by__isnull', False), ('confirmed_on__isnull', False)), _connector='OR'), name='clause_confirmed_by_and_on', violation_error_message='确认须同时写明确认人和日期。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DocumentEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('code', models.SlugField(db_index=False, help_text='如 D3；字母和数字', max_length=20, verbose_name='代号')),
                ('name', models.CharField(max_length=120, verbose_name='名称')),
                ('issuer', models.CharField(blank=True, max_length=80, verbose_name='发文单位')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='文号')),
                ('short_name', models.CharField(blank=True, max_length=40, verbose_name='简称')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='发文日期')),
                ('effective_on', models.DateField(blank=True, null=True, verbose_name='施行日期')),
                ('is_national', models.BooleanField(default=False, verbose_name='全国性规定')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='policy.document')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='policy_docu_pgh_cre_40fd99_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PolicyValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('parameter', models.CharField(max_length=80, verbose_name='参数')),
                ('kind', models.CharField(blank=True, max_length=30, verbose_name='适用人员')),
                ('value', models.JSONField(blank=True, null=True, verbose_name='值')),
                ('strength', models.CharField(choices=[('须', '须'), ('一般', '一般'), ('可', '可')], max_length=4, verbose_name='约束力')),
                ('since_number', models.PositiveIntegerField(editable=False, verbose_name='首见版本')),
                ('clause', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='values', to='policy.clause', verbose_name='依据')),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit', verbose_name='适用党组织')),
            ],
            options={
                'verbose_name': '制度参数值',
                'verbose_name_plural': '制度参数值',
                'ordering': ['parameter', 'unit', 'kind', 'from_on'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PolicyVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True, verbose_name='版本')),
                ('title', models.CharField(max_length=80, verbose_name='名称')),
                ('effective_on', models.DateField(verbose_name='施行日期')),
                ('state', models.CharField(choices=[('draft', '草稿'), ('published', '已发布')], default='draft', editable=False, max_length=10, verbose_name='状态')),
                ('published_at', models.DateTimeField(null=True, verbose_name='发布时间')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='起草人')),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发布人')),
            ],
            options={
                'verbose_name': '制度版本',
                'verbose_name_plural': '制度版本',
                'ordering': ['-number'],
                'default_permissions': (),
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('state',), name='policy_one_draft', violation_error_message='已有一份草稿，请先发布或撤回它。'),
                    models.CheckConstraint(condition=models.Q(('prepared_by__isnull', True), ('published_by__isnull', True), models.Q(('prepared_by', models.F('published_by')), _negated=True), _connector='OR'), name='policy_second_person', violation_error_message='起草人不能发布自己的草稿，请由另一位组织部管理员发布。'),
                    models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('state', 'draft')), models.Q(('published_at__isnull', False), ('state', 'published')), _connector='OR'), name='policy_published_has_time'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PolicyValueEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('parameter', models.CharField(max_length=80, verbose_name='参数')),
                ('kind', models.CharField(blank=True, max_length=30, verbose_name='适用人员')),
                ('value', models.JSONField(blank=True, null=True, verbose_name='值')),
                ('strength', models.CharField(choices=[('须', '须'), ('一般', '一般'), ('可', '可')], max_length=4, verbose_name='约束力')),
                ('since_number', models.PositiveIntegerField(editable=False, verbose_name='首见版本')),
                ('clause', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='policy.clause', verbose_name='依据')),
                ('entered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='policy.policyvalue')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.unit', verbose_name='适用党组织')),
                ('policy', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='policy.policyversion', verbose_name='制度版本')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='policy_poli_pgh_cre_48cc13_idx'),
                ],
            },
        ),
        migrations.AddField(
            model_name='policyvalue',
            name='policy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='policy.policyversion', verbose_name='制度版本'),
        ),
        migrations.CreateModel(
            name='PolicyVersionEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveIntegerField(verbose_name='版本')),
                ('title', models.CharField(max_length=80, verbose_name='名称')),
                ('effective_on', models.DateField(verbose_name='施行日期')),
                ('state', models.CharField(choices=[('draft', '草稿'), ('published', '已发布')], default='draft', editable=False, max_length=10, verbose_name='状态')),
                ('published_at', models.DateTimeField(null=True, verbose_name='发布时间')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='policy.policyversion')),
                ('prepared_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='起草人')),
                ('published_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发布人')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='policy_poli_pgh_cre_8d927b_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CalendarDayEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('day', models.DateField(verbose_name='日期')),
                ('is_working', models.BooleanField(verbose_name='上班')),
                ('word', models.CharField(blank=True, help_text='如 春节、调休上班；平常日子留空', max_length=30, verbose_name='说明')),
                ('source', models.CharField(max_length=120, verbose_name='来源')),
                ('is_provisional', models.BooleanField(default=False, help_text='国务院办公厅的通知尚未公布', verbose_name='暂算')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='policy.calendarday')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_created_at', 'pgh_id'], name='policy_cale_pgh_cre_112024_idx')],
            },
        ),
        migrations.CreateModel(
            name='ClauseEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('article', models.CharField(blank=True, max_length=40, verbose_name='条次')),
                ('paraphrase', models.CharField(help_text='用自己的话概括一句', max_length=300, verbose_name='要点')),
                ('wording', models.TextField(blank=True, help_text='由本校录入，显示在依据旁边', verbose_name='原文')),
                ('reading', models.CharField(choices=[('I', '本校或本省文件原文'), ('V', '已对照原文'), ('S', '二手资料，待核'), ('M', '凭记忆，待核')], default='I', max_length=1, verbose_name='核对情况')),
                ('article_is_certain', models.BooleanField(default=True, verbose_name='条次已核')),
                ('confirmed_on', models.DateField(blank=True, null=True, verbose_name='确认日期')),
                ('confirmed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='确认人')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='policy.clause')),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='policy.document', verbose_name='文件')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_created_at', 'pgh_id'], name='policy_clau_pgh_cre_969965_idx')],
            },
        ),
        migrations.AddConstraint(
            model_name='policyvalue',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('policy', '='), ('parameter', '='), (django.db.models.functions.comparison.Coalesce('unit', models.Value(0), output_field=models.BigIntegerField()), '='), ('kind', '='), (policy.models.values._Range(models.F('from_on'), models.F('to_on'), models.Value('[]')), '&&')], name='policy_value_once_a_day', violation_error_message='同一参数在同一范围内的起止时间重叠。'),
        ),
        migrations.AddConstraint(
            model_name='policyvalue',
            constraint=models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='policy_value_ends_after_start', violation_error_message='止的日期早于起的日期，请核对。'),
        ),
        migrations.AddConstraint(
            model_name='policyvalue',
            constraint=models.CheckConstraint(condition=models.Q(('value__isnull', True), ('clause__isnull', False), _connector='OR'), name='policy_value_has_clause', violation_error_message='请选择依据的条款：没有依据的值不能保存。'),
        ),
        # Shipped, not entered by anybody: before there is a history.
        migrations.RunPython(seed_calendar, migrations.RunPython.noop),
        AddTrigger(
            model_name='calendarday',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_provisional" IS DISTINCT FROM (NEW."is_provisional") OR OLD."is_working" IS DISTINCT FROM (NEW."is_working") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."word" IS DISTINCT FROM (NEW."word"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='2d9a29fcd648b25e9ef4850ec259f5a2ba3c1805', operation='UPDATE', pgid='pgtrigger_bump_version_4d11f', table='policy_calendarday', when='BEFORE')),
        ),
        AddTrigger(
            model_name='calendarday',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='54d13d126b12d536613da802120d30cbd15b3d5d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_9c584', table='policy_calendarday', when='BEFORE')),
        ),
        AddTrigger(
            model_name='calendarday',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "policy_calendardayevent" ("day", "id", "is_provisional", "is_working", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "version", "word") SELECT new_values."day", new_values."id", new_values."is_provisional", new_values."is_working", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."source", new_values."version", new_values."word" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='548bb802a5e42aec7931b17c11eb794205571653', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6fcb4', referencing='REFERENCING NEW TABLE AS new_values ', table='policy_calendarday', when='AFTER')),
        ),
        AddTrigger(
            model_name='calendarday',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "policy_calendardayevent" ("day", "id", "is_provisional", "is_working", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "version", "word") SELECT new_values."day", new_values."id", new_values."is_provisional", new_values."is_working", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."source", new_values."version", new_values."word" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."day" IS DISTINCT FROM (new_values."day") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_provisional" IS DISTINCT FROM (new_values."is_provisional") OR old_values."is_working" IS DISTINCT FROM (new_values."is_working") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."word" IS DISTINCT FROM (new_values."word")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='28f1e63595dec148e94640a393c45f167c8e14e3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0cd36', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='policy_calendarday', when='AFTER')),
        ),
        AddTrigger(
            model_name='calendarday',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "policy_calendardayevent" ("day", "id", "is_provisional", "is_working", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "version", "word") SELECT old_values."day", old_values."id", old_values."is_provisional", old_values."is_working", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."source", old_values."version", old_values."word" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='261a58b647b6053c7444e3607b9164b68acb907a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_276e6', referencing='REFERENCING OLD TABLE AS old_values ', table='policy_calendarday', when='AFTER')),
        ),
        AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."effective_on" IS DISTINCT FROM (NEW."effective_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_national" IS DISTINCT FROM (NEW."is_national") OR OLD."issued_on" IS DISTINCT FROM (NEW."issued_on") OR OLD."issuer" IS DISTINCT FROM (NEW."issuer") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."short_name" IS DISTINCT FROM (NEW."short_name"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='645f6afd913b7fc207a10c5809c0c54ff2019595', operation='UPDATE', pgid='pgtrigger_bump_version_2854f', table='policy_document', when='BEFORE')),
        ),
        AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='4c4af3bfaf7a94d9ab0f8c0ae4a5eed7f74ec514', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_a3ed4', table='policy_document', when='BEFORE')),
        ),
        AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "policy_documentevent" ("code", "effective_on", "id", "is_national", "issued_on", "issuer", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "version") SELECT new_values."code", new_values."effective_on", new_values."id", new_values."is_national", new_values."issued_on", new_values."issuer", new_values."name", new_values."number", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."short_name", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='02b1d4535f696b750ffa668d7ba6fd3705a5915e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5345e', referencing='REFERENCING NEW TABLE AS new_values ', table='policy_document', when='AFTER')),
        ),
        AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "policy_documentevent" ("code", "effective_on", "id", "is_national", "issued_on", "issuer", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "version") SELECT new_values."code", new_values."effective_on", new_values."id", new_values."is_national", new_values."issued_on", new_values."issuer", new_values."name", new_values."number", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."short_name", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."effective_on" IS DISTINCT FROM (new_values."effective_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_national" IS DISTINCT FROM (new_values."is_national") OR old_values."issued_on" IS DISTINCT FROM (new_values."issued_on") OR old_values."issuer" IS DISTINCT FROM (new_values."issuer") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."short_name" IS DISTINCT FROM (new_values."short_name")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ef881fadd08ce496ed7cb72dac84c5e913de4d9c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_76a88', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='policy_document', when='AFTER')),
        ),
        AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "policy_documentevent" ("code", "effective_on", "id", "is_national", "issued_on", "issuer", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "version") SELECT old_values."code", old_values."effective_on", old_values."id", old_values."is_national", old_values."issued_on", old_values."issuer", old_values."name", old_values."number", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."short_name", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3329654cd6673fcb26f0a4d1a1eb46db07a9abe1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e25b1', referencing='REFERENCING OLD TABLE AS old_values ', table='policy_document', when='AFTER')),
        ),
        AddTrigger(
            model_name='calendardayevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='3461beeebeebb69e18d1fca92e64fbae418bab09', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_0f5cb', table='policy_calendardayevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='calendardayevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9f1db17115594ca8fe80f67ccbd70058f1d07359', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_36c9a', table='policy_calendardayevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='clauseevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='82966c16ee0e7f2dd53435c5471809a1265e913d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_11e5a', table='policy_clauseevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='clauseevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4ab8248581b41a21be02a35078d78dc6317f85fa', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b335a', table='policy_clauseevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='clause',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."article" IS DISTINCT FROM (NEW."article") OR OLD."article_is_certain" IS DISTINCT FROM (NEW."article_is_certain") OR OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id") OR OLD."confirmed_on" IS DISTINCT FROM (NEW."confirmed_on") OR OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."paraphrase" IS DISTINCT FROM (NEW."paraphrase") OR OLD."reading" IS DISTINCT FROM (NEW."reading") OR OLD."wording" IS DISTINCT FROM (NEW."wording"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='e93c1551a120e073d4280752ca6a0651b14a9391', operation='UPDATE', pgid='pgtrigger_bump_version_2de95', table='policy_clause', when='BEFORE')),
        ),
        AddTrigger(
            model_name='clause',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='41e76f4f72008cf54e9fbcd9224c02f3bd20be12', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_28f15', table='policy_clause', when='BEFORE')),
        ),
        AddTrigger(
            model_name='clause',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "policy_clauseevent" ("article", "article_is_certain", "confirmed_by_id", "confirmed_on", "document_id", "id", "paraphrase", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reading", "version", "wording") SELECT new_values."article", new_values."article_is_certain", new_values."confirmed_by_id", new_values."confirmed_on", new_values."document_id", new_values."id", new_values."paraphrase", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."reading", new_values."version", new_values."wording" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='dae3d07bb03187797183c2cb9d0b86cc98f9925c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_45adf', referencing='REFERENCING NEW TABLE AS new_values ', table='policy_clause', when='AFTER')),
        ),
        AddTrigger(
            model_name='clause',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "policy_clauseevent" ("article", "article_is_certain", "confirmed_by_id", "confirmed_on", "document_id", "id", "paraphrase", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reading", "version", "wording") SELECT new_values."article", new_values."article_is_certain", new_values."confirmed_by_id", new_values."confirmed_on", new_values."document_id", new_values."id", new_values."paraphrase", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."reading", new_values."version", new_values."wording" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."article" IS DISTINCT FROM (new_values."article") OR old_values."article_is_certain" IS DISTINCT FROM (new_values."article_is_certain") OR old_values."confirmed_by_id" IS DISTINCT FROM (new_values."confirmed_by_id") OR old_values."confirmed_on" IS DISTINCT FROM (new_values."confirmed_on") OR old_values."document_id" IS DISTINCT FROM (new_values."document_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."paraphrase" IS DISTINCT FROM (new_values."paraphrase") OR old_values."reading" IS DISTINCT FROM (new_values."reading") OR old_values."wording" IS DISTINCT FROM (new_values."wording")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='224544839d64cc0ddafde873a0bdd6169e89a276', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4e6f5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='policy_clause', when='AFTER')),
        ),
        AddTrigger(
            model_name='clause',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "policy_clauseevent" ("article", "article_is_certain", "confirmed_by_id", "confirmed_on", "document_id", "id", "paraphrase", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reading", "version", "wording") SELECT old_values."article", old_values."article_is_certain", old_values."confirmed_by_id", old_values."confirmed_on", old_values."document_id", old_values."id", old_values."paraphrase", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."reading", old_values."version", old_values."wording" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0cfdd048074ac5a4884d5cf60a8afd11b199a11e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ab9a6', referencing='REFERENCING OLD TABLE AS old_values ', table='policy_clause', when='AFTER')),
        ),
        AddTrigger(
            model_name='documentevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='5a79810d7bb915b0b0b5288318a3cc27edee94e2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_45a8e', table='policy_documentevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='documentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ab10950fb7c7f7bf0e047fbecababb0b50589e66', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f6a5d', table='policy_documentevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='policyversion',
            trigger=pgtrigger.compiler.Trigger(name='published_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" = \'published\')', func="RAISE EXCEPTION 'A published version of the policy cannot be changed';", hash='4d2e70da0f95d69832e5b67e42bcee7285e4f176', operation='UPDATE OR DELETE', pgid='pgtrigger_published_stays_3f1a2', table='policy_policyversion', when='BEFORE')),
        ),
        AddTrigger(
            model_name='policyversion',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='7ac9b61b0d0700cd7c3e271978a6668d32cac117', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_fc703', table='policy_policyversion', when='BEFORE')),
        ),
        AddTrigger(
            model_name='policyversion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "policy_policyversionevent" ("effective_on", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "published_at", "published_by_id", "state", "title") SELECT new_values."effective_on", new_values."id", new_values."note", new_values."number", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."prepared_by_id", new_values."published_at", new_values."published_by_id", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='64d742fef4a39d04a6223166a96f8909eff3adfa', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_577eb', referencing='REFERENCING NEW TABLE AS new_values ', table='policy_policyversion', when='AFTER')),
        ),
        AddTrigger(
            model_name='policyversion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "policy_policyversionevent" ("effective_on", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "published_at", "published_by_id", "state", "title") SELECT new_values."effective_on", new_values."id", new_values."note", new_values."number", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."prepared_by_id", new_values."published_at", new_values."published_by_id", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7e2f429b3758a53cb99a6ccc56474f0f1e77432f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_78d7d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='policy_policyversion', when='AFTER')),
        ),
        AddTrigger(
            model_name='policyversion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "policy_policyversionevent" ("effective_on", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "published_at", "published_by_id", "state", "title") SELECT old_values."effective_on", old_values."id", old_values."note", old_values."number", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."prepared_by_id", old_values."published_at", old_values."published_by_id", old_values."state", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='741139645b8757d565a32fec17c8a170e0ffa65d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1bb34', referencing='REFERENCING OLD TABLE AS old_values ', table='policy_policyversion', when='AFTER')),
        ),
        AddTrigger(
            model_name='policyvalueevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='4a653e45f5b211377ff698334ee6698674ca3c32', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_8ef92', table='policy_policyvalueevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='policyvalueevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='79e1ca21dbd646601e80977b90d6671d1d12a586', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_835ce', table='policy_policyvalueevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='policyvalue',
            trigger=pgtrigger.compiler.Trigger(name='values_stay', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE is_published BOOLEAN;', func="\n        PERFORM 1 FROM policy_policyversion WHERE id IN (OLD.policy_id, NEW.policy_id) FOR SHARE;\n        SELECT bool_or(state = 'published') INTO is_published FROM policy_policyversion\n        WHERE id IN (OLD.policy_id, NEW.policy_id);\n        IF is_published THEN RAISE EXCEPTION 'A published version of the policy cannot be changed'; END IF;\n        RETURN COALESCE(NEW, OLD);\n    ", hash='6c6272e0a73e35e1ae5baaf90634842efd2ea782', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_values_stay_8f016', table='policy_policyvalue', when='BEFORE')),
        ),
        AddTrigger(
            model_name='policyvalue',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."clause_id" IS DISTINCT FROM (NEW."clause_id") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."from_on" IS DISTINCT FROM (NEW."from_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."parameter" IS DISTINCT FROM (NEW."parameter") OR OLD."policy_id" IS DISTINCT FROM (NEW."policy_id") OR OLD."since_number" IS DISTINCT FROM (NEW."since_number") OR OLD."strength" IS DISTINCT FROM (NEW."strength") OR OLD."to_on" IS DISTINCT FROM (NEW."to_on") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."value" IS DISTINCT FROM (NEW."value"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='58f544be8400fe1c05112ddf30718969fffb6ee6', operation='UPDATE', pgid='pgtrigger_bump_version_c2ec2', table='policy_policyvalue', when='BEFORE')),
        ),
        AddTrigger(
            model_name='policyvalue',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='dfd580d45b630910242f9c020e399f3f6208d7eb', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_95b0c', table='policy_policyvalue', when='BEFORE')),
        ),
        AddTrigger(
            model_name='policyvalue',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "policy_policyvalueevent" ("clause_id", "entered_by_id", "from_on", "id", "kind", "parameter", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy_id", "since_number", "strength", "to_on", "unit_id", "value", "version") SELECT new_values."clause_id", new_values."entered_by_id", new_values."from_on", new_values."id", new_values."kind", new_values."parameter", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."policy_id", new_values."since_number", new_values."strength", new_values."to_on", new_values."unit_id", new_values."value", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='716053759c6bfb5ea4916a02d268893b91c7e4ec', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d547d', referencing='REFERENCING NEW TABLE AS new_values ', table='policy_policyvalue', when='AFTER')),
        ),
        AddTrigger(
            model_name='policyvalue',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "policy_policyvalueevent" ("clause_id", "entered_by_id", "from_on", "id", "kind", "parameter", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy_id", "since_number", "strength", "to_on", "unit_id", "value", "version") SELECT new_values."clause_id", new_values."entered_by_id", new_values."from_on", new_values."id", new_values."kind", new_values."parameter", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."policy_id", new_values."since_number", new_values."strength", new_values."to_on", new_values."unit_id", new_values."value", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."clause_id" IS DISTINCT FROM (new_values."clause_id") OR old_values."entered_by_id" IS DISTINCT FROM (new_values."entered_by_id") OR old_values."from_on" IS DISTINCT FROM (new_values."from_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."parameter" IS DISTINCT FROM (new_values."parameter") OR old_values."policy_id" IS DISTINCT FROM (new_values."policy_id") OR old_values."since_number" IS DISTINCT FROM (new_values."since_number") OR old_values."strength" IS DISTINCT FROM (new_values."strength") OR old_values."to_on" IS DISTINCT FROM (new_values."to_on") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."value" IS DISTINCT FROM (new_values."value")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4c2fd8a1d5fe3d03f077feac1a2ec0bfa088e764', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_52819', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='policy_policyvalue', when='AFTER')),
        ),
        AddTrigger(
            model_name='policyvalue',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "policy_policyvalueevent" ("clause_id", "entered_by_id", "from_on", "id", "kind", "parameter", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy_id", "since_number", "strength", "to_on", "unit_id", "value", "version") SELECT old_values."clause_id", old_values."entered_by_id", old_values."from_on", old_values."id", old_values."kind", old_values."parameter", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."policy_id", old_values."since_number", old_values."strength", old_values."to_on", old_values."unit_id", old_values."value", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='dfa9b7094a31b55b5266a3730de06ed5276c9ef2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_0ad26', referencing='REFERENCING OLD TABLE AS old_values ', table='policy_policyvalue', when='AFTER')),
        ),
        AddTrigger(
            model_name='policyversionevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='e749de90ed3ce3e49e7b8d7d8f90fcce1970b7b2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_6a58c', table='policy_policyversionevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='policyversionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f000837de8d5e2eb4346b4b90f785dfd7fc5863b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_93fa0', table='policy_policyversionevent', when='BEFORE')),
        ),
    ]
