import directory.models.spans
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from audit.migrating import AddTrigger


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('organizers', '0001_initial'),
        ('organizers', '0002_the_whole_job'),
        ('organizers', '0003_drafts_are_batches'),
        ('organizers', '0004_rank_may_be_unknown'),
        ('organizers', '0005_notice_days_are_several'),
    ]

    dependencies = [
        ('directory', '0001_tables'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('level', models.CharField(choices=[('school', '校级'), ('college', '院系级'), ('branch', '支部级')], editable=False, max_length=10, verbose_name='层级')),
                ('kind', models.CharField(choices=[('full_time', '专职'), ('part_time', '兼职')], max_length=10, verbose_name='专兼职')),
                ('rank', models.CharField(choices=[('section', '科级'), ('deputy_section', '副科级'), ('none', '不设职级'), ('unknown', '级别未定')], default='unknown', max_length=20, verbose_name='级别')),
                ('from_precision', models.CharField(choices=[('day', '日'), ('month', '月'), ('year', '年')], default='day', editable=False, max_length=5, verbose_name='起的精度')),
                ('to_precision', models.CharField(choices=[('day', '日'), ('month', '月'), ('year', '年')], default='day', editable=False, max_length=5)),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='年度')),
                ('establishment', models.CharField(blank=True, max_length=30, verbose_name='编制类别')),
                ('is_established', models.BooleanField(blank=True, null=True, verbose_name='在编')),
                ('source', models.CharField(blank=True, max_length=60, verbose_name='来源')),
                ('seat', models.CharField(blank=True, choices=[('member', '党组织委员'), ('sits_in', '列席')], max_length=10, verbose_name='列席或委员')),
                ('post', models.CharField(blank=True, max_length=60, verbose_name='行政职务')),
                ('title', models.CharField(blank=True, max_length=60, verbose_name='专业技术职务')),
                ('basis', models.CharField(blank=True, max_length=120, verbose_name='任职文号')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='备注')),
                ('duty', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.duty', verbose_name='任职（权限）')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='directory.person', verbose_name='组织员')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='directory.unit', verbose_name='联系党组织')),
            ],
            options={
                'verbose_name': '组织员任职',
                'verbose_name_plural': '组织员任职',
                'ordering': ['-from_on', '-id'],
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['unit', 'kind'], name='appointment_unit_kind'),
                ],
                'constraints': [
                    django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('from_precision', 'day'), ('to_precision', 'day')), expressions=[('person', '='), ('level', '='), (directory.models.spans._DateRange(models.F('from_on'), models.F('to_on'), models.Value('[]')), '&&')], name='organizer_once_per_level', violation_error_message='此人在同一层级已任组织员，时间重叠，请先办理离任。'),
                    models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='appointment_ends_after_start', violation_error_message='止的日期早于起的日期，请核对。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AppointmentEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('level', models.CharField(choices=[('school', '校级'), ('college', '院系级'), ('branch', '支部级')], editable=False, max_length=10, verbose_name='层级')),
                ('kind', models.CharField(choices=[('full_time', '专职'), ('part_time', '兼职')], max_length=10, verbose_name='专兼职')),
                ('rank', models.CharField(choices=[('section', '科级'), ('deputy_section', '副科级'), ('none', '不设职级'), ('unknown', '级别未定')], default='unknown', max_length=20, verbose_name='级别')),
                ('from_precision', models.CharField(choices=[('day', '日'), ('month', '月'), ('year', '年')], default='day', editable=False, max_length=5, verbose_name='起的精度')),
                ('to_precision', models.CharField(choices=[('day', '日'), ('month', '月'), ('year', '年')], default='day', editable=False, max_length=5)),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='年度')),
                ('establishment', models.CharField(blank=True, max_length=30, verbose_name='编制类别')),
                ('is_established', models.BooleanField(blank=True, null=True, verbose_name='在编')),
                ('source', models.CharField(blank=True, max_length=60, verbose_name='来源')),
                ('seat', models.CharField(blank=True, choices=[('member', '党组织委员'), ('sits_in', '列席')], max_length=10, verbose_name='列席或委员')),
                ('post', models.CharField(blank=True, max_length=60, verbose_name='行政职务')),
                ('title', models.CharField(blank=True, max_length=60, verbose_name='专业技术职务')),
                ('basis', models.CharField(blank=True, max_length=120, verbose_name='任职文号')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='备注')),
                ('duty', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.duty', verbose_name='任职（权限）')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='组织员')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organizers.appointment')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.unit', verbose_name='联系党组织')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='organizers__pgh_cre_b2e82f_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ConcurrentPost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('organization', models.CharField(blank=True, max_length=120, verbose_name='单位')),
                ('post', models.CharField(max_length=60, verbose_name='职务')),
                ('is_committee_seat', models.BooleanField(default=False, verbose_name='所在党组织的委员')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='备注')),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='concurrent_posts', to='organizers.appointment', verbose_name='任职')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person', verbose_name='组织员')),
            ],
            options={
                'verbose_name': '兼任职务',
                'verbose_name_plural': '兼任职务',
                'ordering': ['-from_on', '-id'],
                'default_permissions': (),
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='concurrent_post_ends_after_start', violation_error_message='止的日期早于起的日期，请核对。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ConcurrentPostEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('organization', models.CharField(blank=True, max_length=120, verbose_name='单位')),
                ('post', models.CharField(max_length=60, verbose_name='职务')),
                ('is_committee_seat', models.BooleanField(default=False, verbose_name='所在党组织的委员')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='备注')),
                ('appointment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organizers.appointment', verbose_name='任职')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='组织员')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organizers.concurrentpost')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='organizers__pgh_cre_dcc4ba_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Filing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('decided_on', models.DateField(verbose_name='人选确定日期')),
                ('working_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='期限（工作日）')),
                ('clause', models.CharField(blank=True, max_length=200, verbose_name='依据')),
                ('submitted_on', models.DateField(blank=True, null=True, verbose_name='提交日期')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='收到日期')),
                ('filed_on', models.DateField(blank=True, null=True, verbose_name='备案日期')),
                ('opinion', models.CharField(blank=True, max_length=300, verbose_name='组织部备案意见')),
                ('appointment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='filing', to='organizers.appointment', verbose_name='任职')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person', verbose_name='组织员')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提交人')),
            ],
            options={
                'verbose_name': '任职备案',
                'verbose_name_plural': '任职备案',
                'default_permissions': (),
                'indexes': [
                    models.Index(condition=models.Q(('submitted_on', None)), fields=['decided_on'], name='filing_open'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('submitted_on__isnull', True), ('submitted_on__gte', models.F('decided_on')), _connector='OR'), models.Q(('received_on__isnull', True), ('received_on__gte', models.F('submitted_on')), _connector='OR'), models.Q(('filed_on__isnull', True), ('filed_on__gte', models.F('received_on')), _connector='OR')), name='filing_in_order', violation_error_message='日期应依次为：人选确定、提交、收到、备案。'),
                    models.CheckConstraint(condition=models.Q(models.Q(('received_on__isnull', True), ('submitted_on__isnull', False), _connector='OR'), models.Q(('filed_on__isnull', True), ('received_on__isnull', False), _connector='OR')), name='filing_steps_follow', violation_error_message='还没有提交的不能接收，还没有收到的不能备案。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FilingEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('decided_on', models.DateField(verbose_name='人选确定日期')),
                ('working_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='期限（工作日）')),
                ('clause', models.CharField(blank=True, max_length=200, verbose_name='依据')),
                ('submitted_on', models.DateField(blank=True, null=True, verbose_name='提交日期')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='收到日期')),
                ('filed_on', models.DateField(blank=True, null=True, verbose_name='备案日期')),
                ('opinion', models.CharField(blank=True, max_length=300, verbose_name='组织部备案意见')),
                ('appointment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organizers.appointment', verbose_name='任职')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='组织员')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organizers.filing')),
                ('submitted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提交人')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='organizers__pgh_cre_6a09a1_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FilingReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('returned_on', models.DateField(verbose_name='退回日期')),
                ('reason', models.CharField(max_length=300, verbose_name='退回原因')),
                ('resubmitted_on', models.DateField(blank=True, null=True, verbose_name='重新提交日期')),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='organizers.filing', verbose_name='备案')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person', verbose_name='组织员')),
            ],
            options={
                'verbose_name': '备案退回补正',
                'verbose_name_plural': '备案退回补正',
                'ordering': ['returned_on', 'id'],
                'default_permissions': (),
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('resubmitted_on__isnull', True)), fields=('filing',), name='filing_one_open_return', violation_error_message='已退回，尚未重新提交。'),
                    models.CheckConstraint(condition=models.Q(('resubmitted_on__isnull', True), ('resubmitted_on__gte', models.F('returned_on')), _connector='OR'), name='filing_return_in_order', violation_error_message='重新提交的日期早于退回日期，请核对。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FilingReturnEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('returned_on', models.DateField(verbose_name='退回日期')),
                ('reason', models.CharField(max_length=300, verbose_name='退回原因')),
                ('resubmitted_on', models.DateField(blank=True, null=True, verbose_name='重新提交日期')),
                ('filing', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organizers.filing', verbose_name='备案')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='组织员')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organizers.filingreturn')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='organizers__pgh_cre_6d162a_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Nomination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('proposed_on', models.DateField(blank=True, null=True, verbose_name='动议日期')),
                ('talked_on', models.DateField(blank=True, null=True, verbose_name='与组织部沟通日期')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='人选确定日期')),
                ('health_stated', models.BooleanField(blank=True, null=True, verbose_name='身体条件')),
                ('opinions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='已听取意见')),
                ('checks', models.JSONField(default=list, verbose_name='核对结果')),
                ('is_history', models.BooleanField(default=False, verbose_name='补录')),
                ('appointment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='nomination', to='organizers.appointment', verbose_name='任职')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person', verbose_name='人选')),
            ],
            options={
                'verbose_name': '任职条件核对',
                'verbose_name_plural': '任职条件核对',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='NominationEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('proposed_on', models.DateField(blank=True, null=True, verbose_name='动议日期')),
                ('talked_on', models.DateField(blank=True, null=True, verbose_name='与组织部沟通日期')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='人选确定日期')),
                ('health_stated', models.BooleanField(blank=True, null=True, verbose_name='身体条件')),
                ('opinions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='已听取意见')),
                ('checks', models.JSONField(default=list, verbose_name='核对结果')),
                ('is_history', models.BooleanField(default=False, verbose_name='补录')),
                ('appointment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organizers.appointment', verbose_name='任职')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='人选')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organizers.nomination')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='organizers__pgh_cre_4e823f_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RuleException',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('rule', models.CharField(max_length=40, verbose_name='条件')),
                ('reason', models.CharField(max_length=300, verbose_name='原因')),
                ('approved_on', models.DateField(verbose_name='批准日期')),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exceptions', to='organizers.appointment', verbose_name='任职')),
                ('approver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person', verbose_name='批准人')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person', verbose_name='人选')),
            ],
            options={
                'verbose_name': '任职条件例外',
                'verbose_name_plural': '任职条件例外',
                'default_permissions': (),
                'constraints': [
                    models.UniqueConstraint(fields=('appointment', 'rule'), name='rule_exception_once'),
                    models.CheckConstraint(condition=models.Q(('approver', models.F('person')), _negated=True), name='rule_exception_not_by_himself', violation_error_message='不能批准本人的例外，请由其他人批准。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RuleExceptionEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('rule', models.CharField(max_length=40, verbose_name='条件')),
                ('reason', models.CharField(max_length=300, verbose_name='原因')),
                ('approved_on', models.DateField(verbose_name='批准日期')),
                ('appointment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organizers.appointment', verbose_name='任职')),
                ('approver', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='批准人')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='人选')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organizers.ruleexception')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='organizers__pgh_cre_d56956_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Trial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='试用期起')),
                ('months', models.PositiveSmallIntegerField(verbose_name='试用期（月）')),
                ('clause', models.CharField(blank=True, max_length=200, verbose_name='依据')),
                ('assessed_on', models.DateField(blank=True, null=True, verbose_name='考核日期')),
                ('assessment', models.TextField(blank=True, max_length=2000, verbose_name='考核意见')),
                ('outcome', models.CharField(blank=True, choices=[('confirmed', '正式任职'), ('dismissed', '免去试任'), ('placed_back', '按原职级安排')], max_length=20, verbose_name='结论')),
                ('effective_on', models.DateField(blank=True, null=True, verbose_name='结论生效日期')),
                ('document', models.CharField(blank=True, max_length=120, verbose_name='文号')),
                ('appointment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='trial', to='organizers.appointment', verbose_name='任职')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person', verbose_name='组织员')),
            ],
            options={
                'verbose_name': '试用期',
                'verbose_name_plural': '试用期',
                'default_permissions': (),
                'indexes': [
                    models.Index(condition=models.Q(('outcome', '')), fields=['from_on'], name='trial_open'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('effective_on__isnull', True), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), models.Q(('document', ''), _negated=True), ('assessed_on__isnull', False), ('effective_on__gt', models.F('from_on'))), _connector='OR'), name='trial_concluded_whole', violation_error_message='结论应有考核日期、生效日期和文号。'),
                    models.CheckConstraint(condition=models.Q(('months__gt', 0)), name='trial_has_months'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TrialEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='试用期起')),
                ('months', models.PositiveSmallIntegerField(verbose_name='试用期（月）')),
                ('clause', models.CharField(blank=True, max_length=200, verbose_name='依据')),
                ('assessed_on', models.DateField(blank=True, null=True, verbose_name='考核日期')),
                ('outcome', models.CharField(blank=True, choices=[('confirmed', '正式任职'), ('dismissed', '免去试任'), ('placed_back', '按原职级安排')], max_length=20, verbose_name='结论')),
                ('effective_on', models.DateField(blank=True, null=True, verbose_name='结论生效日期')),
                ('document', models.CharField(blank=True, max_length=120, verbose_name='文号')),
                ('appointment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organizers.appointment', verbose_name='任职')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='组织员')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organizers.trial')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='organizers__pgh_cre_b5bf03_idx'),
                ],
            },
        ),
        AddTrigger(
            model_name='appointment',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."duty_id" IS DISTINCT FROM (NEW."duty_id") OR OLD."establishment" IS DISTINCT FROM (NEW."establishment") OR OLD."from_on" IS DISTINCT FROM (NEW."from_on") OR OLD."from_precision" IS DISTINCT FROM (NEW."from_precision") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_established" IS DISTINCT FROM (NEW."is_established") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."post" IS DISTINCT FROM (NEW."post") OR OLD."rank" IS DISTINCT FROM (NEW."rank") OR OLD."seat" IS DISTINCT FROM (NEW."seat") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."to_on" IS DISTINCT FROM (NEW."to_on") OR OLD."to_precision" IS DISTINCT FROM (NEW."to_precision") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."year" IS DISTINCT FROM (NEW."year"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='e36e0c09048c67af560d0a9abc7ab201979ecf58', operation='UPDATE', pgid='pgtrigger_bump_version_f0bfd', table='organizers_appointment', when='BEFORE')),
        ),
        AddTrigger(
            model_name='appointment',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='cd3ac4d57119c98dd9f299d765b9cc1bbfffc059', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_b9c75', table='organizers_appointment', when='BEFORE')),
        ),
        AddTrigger(
            model_name='appointment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_appointmentevent" ("basis", "duty_id", "establishment", "from_on", "from_precision", "id", "is_established", "kind", "level", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "rank", "seat", "source", "title", "to_on", "to_precision", "unit_id", "version", "year") SELECT new_values."basis", new_values."duty_id", new_values."establishment", new_values."from_on", new_values."from_precision", new_values."id", new_values."is_established", new_values."kind", new_values."level", new_values."note", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."post", new_values."rank", new_values."seat", new_values."source", new_values."title", new_values."to_on", new_values."to_precision", new_values."unit_id", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3249f073db16d931ceb43b5a8da845cd85937135', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e6b97', referencing='REFERENCING NEW TABLE AS new_values ', table='organizers_appointment', when='AFTER')),
        ),
        AddTrigger(
            model_name='appointment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_appointmentevent" ("basis", "duty_id", "establishment", "from_on", "from_precision", "id", "is_established", "kind", "level", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "rank", "seat", "source", "title", "to_on", "to_precision", "unit_id", "version", "year") SELECT new_values."basis", new_values."duty_id", new_values."establishment", new_values."from_on", new_values."from_precision", new_values."id", new_values."is_established", new_values."kind", new_values."level", new_values."note", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."post", new_values."rank", new_values."seat", new_values."source", new_values."title", new_values."to_on", new_values."to_precision", new_values."unit_id", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."basis" IS DISTINCT FROM (new_values."basis") OR old_values."duty_id" IS DISTINCT FROM (new_values."duty_id") OR old_values."establishment" IS DISTINCT FROM (new_values."establishment") OR old_values."from_on" IS DISTINCT FROM (new_values."from_on") OR old_values."from_precision" IS DISTINCT FROM (new_values."from_precision") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_established" IS DISTINCT FROM (new_values."is_established") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."level" IS DISTINCT FROM (new_values."level") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."post" IS DISTINCT FROM (new_values."post") OR old_values."rank" IS DISTINCT FROM (new_values."rank") OR old_values."seat" IS DISTINCT FROM (new_values."seat") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."to_on" IS DISTINCT FROM (new_values."to_on") OR old_values."to_precision" IS DISTINCT FROM (new_values."to_precision") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."year" IS DISTINCT FROM (new_values."year")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e154fc7c7bb7eaf876c3560d329d70042ad47a4a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_15796', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organizers_appointment', when='AFTER')),
        ),
        AddTrigger(
            model_name='appointment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_appointmentevent" ("basis", "duty_id", "establishment", "from_on", "from_precision", "id", "is_established", "kind", "level", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "rank", "seat", "source", "title", "to_on", "to_precision", "unit_id", "version", "year") SELECT old_values."basis", old_values."duty_id", old_values."establishment", old_values."from_on", old_values."from_precision", old_values."id", old_values."is_established", old_values."kind", old_values."level", old_values."note", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."post", old_values."rank", old_values."seat", old_values."source", old_values."title", old_values."to_on", old_values."to_precision", old_values."unit_id", old_values."version", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4e773aa9398f5ec3011e59988eef76ea0f74daab', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_98d32', referencing='REFERENCING OLD TABLE AS old_values ', table='organizers_appointment', when='AFTER')),
        ),
        AddTrigger(
            model_name='appointmentevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='cb5c03997c08da11ee2ede01919ce0018b4215d2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_50615', table='organizers_appointmentevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='appointmentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6eac339a2bd7b2263e837cfcfe20927753409544', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_924f5', table='organizers_appointmentevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='concurrentpost',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."appointment_id" IS DISTINCT FROM (NEW."appointment_id") OR OLD."from_on" IS DISTINCT FROM (NEW."from_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_committee_seat" IS DISTINCT FROM (NEW."is_committee_seat") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."organization" IS DISTINCT FROM (NEW."organization") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."post" IS DISTINCT FROM (NEW."post") OR OLD."to_on" IS DISTINCT FROM (NEW."to_on"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='af76cd7643ea84f98def86072de3eed20220c949', operation='UPDATE', pgid='pgtrigger_bump_version_fa440', table='organizers_concurrentpost', when='BEFORE')),
        ),
        AddTrigger(
            model_name='concurrentpost',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='eaa80d5bbbb2ef3002606c4c57bed2b0ffb6e10b', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_67cde', table='organizers_concurrentpost', when='BEFORE')),
        ),
        AddTrigger(
            model_name='concurrentpost',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_concurrentpostevent" ("appointment_id", "from_on", "id", "is_committee_seat", "note", "organization", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "to_on", "version") SELECT new_values."appointment_id", new_values."from_on", new_values."id", new_values."is_committee_seat", new_values."note", new_values."organization", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."post", new_values."to_on", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b3ad0e10c0ca4e7e0e27cc4c5acafc7dc0492a30', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a2c4c', referencing='REFERENCING NEW TABLE AS new_values ', table='organizers_concurrentpost', when='AFTER')),
        ),
        AddTrigger(
            model_name='concurrentpost',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_concurrentpostevent" ("appointment_id", "from_on", "id", "is_committee_seat", "note", "organization", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "to_on", "version") SELECT new_values."appointment_id", new_values."from_on", new_values."id", new_values."is_committee_seat", new_values."note", new_values."organization", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."post", new_values."to_on", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."appointment_id" IS DISTINCT FROM (new_values."appointment_id") OR old_values."from_on" IS DISTINCT FROM (new_values."from_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_committee_seat" IS DISTINCT FROM (new_values."is_committee_seat") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."organization" IS DISTINCT FROM (new_values."organization") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."post" IS DISTINCT FROM (new_values."post") OR old_values."to_on" IS DISTINCT FROM (new_values."to_on")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='726db7d3b7f469e3400753e5ce7504608bc423e3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_45587', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organizers_concurrentpost', when='AFTER')),
        ),
        AddTrigger(
            model_name='concurrentpost',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_concurrentpostevent" ("appointment_id", "from_on", "id", "is_committee_seat", "note", "organization", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "to_on", "version") SELECT old_values."appointment_id", old_values."from_on", old_values."id", old_values."is_committee_seat", old_values."note", old_values."organization", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."post", old_values."to_on", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b801e3b18092ae6f0d56d62458beef34d2f19473', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_5c61a', referencing='REFERENCING OLD TABLE AS old_values ', table='organizers_concurrentpost', when='AFTER')),
        ),
        AddTrigger(
            model_name='concurrentpostevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='7405e3dc61ee148fb1ad844b18ae828d255e1048', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_1dbd2', table='organizers_concurrentpostevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='concurrentpostevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b90cefebe7d3f190e927e30693ded59576254137', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5fa89', table='organizers_concurrentpostevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='filing',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."appointment_id" IS DISTINCT FROM (NEW."appointment_id") OR OLD."clause" IS DISTINCT FROM (NEW."clause") OR OLD."decided_on" IS DISTINCT FROM (NEW."decided_on") OR OLD."filed_on" IS DISTINCT FROM (NEW."filed_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."opinion" IS DISTINCT FROM (NEW."opinion") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."submitted_on" IS DISTINCT FROM (NEW."submitted_on") OR OLD."working_days" IS DISTINCT FROM (NEW."working_days"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='f5759ce52009676cc50a096b7a8075e017d53fe1', operation='UPDATE', pgid='pgtrigger_bump_version_4b486', table='organizers_filing', when='BEFORE')),
        ),
        AddTrigger(
            model_name='filing',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='01bf54f7b87cd9b520ef35faf72bb4b2ef3e95b2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_d0497', table='organizers_filing', when='BEFORE')),
        ),
        AddTrigger(
            model_name='filing',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_filingevent" ("appointment_id", "clause", "decided_on", "filed_on", "id", "opinion", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "submitted_by_id", "submitted_on", "version", "working_days") SELECT new_values."appointment_id", new_values."clause", new_values."decided_on", new_values."filed_on", new_values."id", new_values."opinion", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."received_on", new_values."submitted_by_id", new_values."submitted_on", new_values."version", new_values."working_days" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d2cb95d74def828bcc915e99b1fe5f12786aa3a1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_97785', referencing='REFERENCING NEW TABLE AS new_values ', table='organizers_filing', when='AFTER')),
        ),
        AddTrigger(
            model_name='filing',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_filingevent" ("appointment_id", "clause", "decided_on", "filed_on", "id", "opinion", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "submitted_by_id", "submitted_on", "version", "working_days") SELECT new_values."appointment_id", new_values."clause", new_values."decided_on", new_values."filed_on", new_values."id", new_values."opinion", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."received_on", new_values."submitted_by_id", new_values."submitted_on", new_values."version", new_values."working_days" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."appointment_id" IS DISTINCT FROM (new_values."appointment_id") OR old_values."clause" IS DISTINCT FROM (new_values."clause") OR old_values."decided_on" IS DISTINCT FROM (new_values."decided_on") OR old_values."filed_on" IS DISTINCT FROM (new_values."filed_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."opinion" IS DISTINCT FROM (new_values."opinion") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."received_on" IS DISTINCT FROM (new_values."received_on") OR old_values."submitted_by_id" IS DISTINCT FROM (new_values."submitted_by_id") OR old_values."submitted_on" IS DISTINCT FROM (new_values."submitted_on") OR old_values."working_days" IS DISTINCT FROM (new_values."working_days")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b7ff4278524884b76d558e901e59f465a809e92f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_73de7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organizers_filing', when='AFTER')),
        ),
        AddTrigger(
            model_name='filing',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_filingevent" ("appointment_id", "clause", "decided_on", "filed_on", "id", "opinion", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "submitted_by_id", "submitted_on", "version", "working_days") SELECT old_values."appointment_id", old_values."clause", old_values."decided_on", old_values."filed_on", old_values."id", old_values."opinion", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."received_on", old_values."submitted_by_id", old_values."submitted_on", old_values."version", old_values."working_days" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f647829098b998c76f78c38e9cda6ab28ca46a5d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4407c', referencing='REFERENCING OLD TABLE AS old_values ', table='organizers_filing', when='AFTER')),
        ),
        AddTrigger(
            model_name='filingevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='58328310e0c245ff2c9fed531c9942437efbe6db', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_c965e', table='organizers_filingevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='filingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0304ae75015224f8e7e6a3777a3b9050347ecb04', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b9e68', table='organizers_filingevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='filingreturn',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."filing_id" IS DISTINCT FROM (NEW."filing_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."resubmitted_on" IS DISTINCT FROM (NEW."resubmitted_on") OR OLD."returned_on" IS DISTINCT FROM (NEW."returned_on"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='d21e76fa69f83e274c2860bc47f53eeb80d04b25', operation='UPDATE', pgid='pgtrigger_bump_version_9524a', table='organizers_filingreturn', when='BEFORE')),
        ),
        AddTrigger(
            model_name='filingreturn',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='c262d6371b7eafdc831cca42e2326e4da3d198f9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_ec5d4', table='organizers_filingreturn', when='BEFORE')),
        ),
        AddTrigger(
            model_name='filingreturn',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_filingreturnevent" ("filing_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resubmitted_on", "returned_on", "version") SELECT new_values."filing_id", new_values."id", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."reason", new_values."resubmitted_on", new_values."returned_on", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5caee882d6c2557de34229cbcdd0a5c225e7c11a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_bbd48', referencing='REFERENCING NEW TABLE AS new_values ', table='organizers_filingreturn', when='AFTER')),
        ),
        AddTrigger(
            model_name='filingreturn',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_filingreturnevent" ("filing_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resubmitted_on", "returned_on", "version") SELECT new_values."filing_id", new_values."id", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."reason", new_values."resubmitted_on", new_values."returned_on", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."filing_id" IS DISTINCT FROM (new_values."filing_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."resubmitted_on" IS DISTINCT FROM (new_values."resubmitted_on") OR old_values."returned_on" IS DISTINCT FROM (new_values."returned_on")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9aa16968c4144a84edd0081a58337828e4aadcac', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_66da7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organizers_filingreturn', when='AFTER')),
        ),
        AddTrigger(
            model_name='filingreturn',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_filingreturnevent" ("filing_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resubmitted_on", "returned_on", "version") SELECT old_values."filing_id", old_values."id", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."reason", old_values."resubmitted_on", old_values."returned_on", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5e780cac931193b5a809bffa1498044e2ef99f85', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_fd352', referencing='REFERENCING OLD TABLE AS old_values ', table='organizers_filingreturn', when='AFTER')),
        ),
        AddTrigger(
            model_name='filingreturnevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='45ff97dcb89b0f1502194451e41ec2783ef474ab', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_803f9', table='organizers_filingreturnevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='filingreturnevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5c82079579aac1d548e782a14fecaff82513ba9d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8d1ce', table='organizers_filingreturnevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='nomination',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."appointment_id" IS DISTINCT FROM (NEW."appointment_id") OR OLD."checks" IS DISTINCT FROM (NEW."checks") OR OLD."decided_on" IS DISTINCT FROM (NEW."decided_on") OR OLD."health_stated" IS DISTINCT FROM (NEW."health_stated") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_history" IS DISTINCT FROM (NEW."is_history") OR OLD."opinions" IS DISTINCT FROM (NEW."opinions") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."proposed_on" IS DISTINCT FROM (NEW."proposed_on") OR OLD."talked_on" IS DISTINCT FROM (NEW."talked_on"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='7e4f32ee67dfedbf522fd1e002b78d1d86039619', operation='UPDATE', pgid='pgtrigger_bump_version_7eef4', table='organizers_nomination', when='BEFORE')),
        ),
        AddTrigger(
            model_name='nomination',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='1fa6fcefed084d29ef52c00a5163c6d2b65ba5f2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_dbbf4', table='organizers_nomination', when='BEFORE')),
        ),
        AddTrigger(
            model_name='nomination',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_nominationevent" ("appointment_id", "checks", "decided_on", "health_stated", "id", "is_history", "opinions", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_on", "talked_on", "version") SELECT new_values."appointment_id", new_values."checks", new_values."decided_on", new_values."health_stated", new_values."id", new_values."is_history", new_values."opinions", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."proposed_on", new_values."talked_on", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f8990b2a23384b0a33c56c1aba4dc94c7818cb89', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7c8e4', referencing='REFERENCING NEW TABLE AS new_values ', table='organizers_nomination', when='AFTER')),
        ),
        AddTrigger(
            model_name='nomination',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_nominationevent" ("appointment_id", "checks", "decided_on", "health_stated", "id", "is_history", "opinions", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_on", "talked_on", "version") SELECT new_values."appointment_id", new_values."checks", new_values."decided_on", new_values."health_stated", new_values."id", new_values."is_history", new_values."opinions", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."proposed_on", new_values."talked_on", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."appointment_id" IS DISTINCT FROM (new_values."appointment_id") OR old_values."checks" IS DISTINCT FROM (new_values."checks") OR old_values."decided_on" IS DISTINCT FROM (new_values."decided_on") OR old_values."health_stated" IS DISTINCT FROM (new_values."health_stated") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_history" IS DISTINCT FROM (new_values."is_history") OR old_values."opinions" IS DISTINCT FROM (new_values."opinions") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."proposed_on" IS DISTINCT FROM (new_values."proposed_on") OR old_values."talked_on" IS DISTINCT FROM (new_values."talked_on")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c1968cd8fd85a7cd7d192c08c4d0e168364b7dbf', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_fdaee', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organizers_nomination', when='AFTER')),
        ),
        AddTrigger(
            model_name='nomination',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_nominationevent" ("appointment_id", "checks", "decided_on", "health_stated", "id", "is_history", "opinions", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_on", "talked_on", "version") SELECT old_values."appointment_id", old_values."checks", old_values."decided_on", old_values."health_stated", old_values."id", old_values."is_history", old_values."opinions", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."proposed_on", old_values."talked_on", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='10e83a4ba6f459aac90697788536a0944657a69f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ce6d3', referencing='REFERENCING OLD TABLE AS old_values ', table='organizers_nomination', when='AFTER')),
        ),
        AddTrigger(
            model_name='nominationevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='5b05e4345b0af7325665447133f6e9bf4f54616e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_845a2', table='organizers_nominationevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='nominationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ff09e52b97ba7a0f838c53531a91e6bd54688269', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9e8e7', table='organizers_nominationevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='ruleexception',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."appointment_id" IS DISTINCT FROM (NEW."appointment_id") OR OLD."approved_on" IS DISTINCT FROM (NEW."approved_on") OR OLD."approver_id" IS DISTINCT FROM (NEW."approver_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."rule" IS DISTINCT FROM (NEW."rule"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='08544d16e77516944034d0566f11e1b23171b272', operation='UPDATE', pgid='pgtrigger_bump_version_fa954', table='organizers_ruleexception', when='BEFORE')),
        ),
        AddTrigger(
            model_name='ruleexception',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='6e932d08bf5ecca1fc5f41fab0289d449d53c947', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_22e81', table='organizers_ruleexception', when='BEFORE')),
        ),
        AddTrigger(
            model_name='ruleexception',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_ruleexceptionevent" ("appointment_id", "approved_on", "approver_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rule", "version") SELECT new_values."appointment_id", new_values."approved_on", new_values."approver_id", new_values."id", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."reason", new_values."rule", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='479750712c1407d11bcd764d9272964eb02c891b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1fe23', referencing='REFERENCING NEW TABLE AS new_values ', table='organizers_ruleexception', when='AFTER')),
        ),
        AddTrigger(
            model_name='ruleexception',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_ruleexceptionevent" ("appointment_id", "approved_on", "approver_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rule", "version") SELECT new_values."appointment_id", new_values."approved_on", new_values."approver_id", new_values."id", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."reason", new_values."rule", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."appointment_id" IS DISTINCT FROM (new_values."appointment_id") OR old_values."approved_on" IS DISTINCT FROM (new_values."approved_on") OR old_values."approver_id" IS DISTINCT FROM (new_values."approver_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."rule" IS DISTINCT FROM (new_values."rule")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='85334e85ce76d8460c65d8d14327786cbbd39663', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b9ce8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organizers_ruleexception', when='AFTER')),
        ),
        AddTrigger(
            model_name='ruleexception',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_ruleexceptionevent" ("appointment_id", "approved_on", "approver_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rule", "version") SELECT old_values."appointment_id", old_values."approved_on", old_values."approver_id", old_values."id", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."reason", old_values."rule", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8c4ebf2dc6c9817fa173bbd7ce55570f483a427c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_919ec', referencing='REFERENCING OLD TABLE AS old_values ', table='organizers_ruleexception', when='AFTER')),
        ),
        AddTrigger(
            model_name='ruleexceptionevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='c6b9d782b5f58c084bfdbcf95b2bff7f71c104b2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_215ef', table='organizers_ruleexceptionevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='ruleexceptionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d18688f2b5725b0d2b84f07d21b6d03ae0ab841d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c49fc', table='organizers_ruleexceptionevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='trial',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."appointment_id" IS DISTINCT FROM (NEW."appointment_id") OR OLD."assessed_on" IS DISTINCT FROM (NEW."assessed_on") OR OLD."assessment" IS DISTINCT FROM (NEW."assessment") OR OLD."clause" IS DISTINCT FROM (NEW."clause") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."effective_on" IS DISTINCT FROM (NEW."effective_on") OR OLD."from_on" IS DISTINCT FROM (NEW."from_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."months" IS DISTINCT FROM (NEW."months") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='f516b28de98b91bbbfe5b2cad11be3cd01e1841d', operation='UPDATE', pgid='pgtrigger_bump_version_017fa', table='organizers_trial', when='BEFORE')),
        ),
        AddTrigger(
            model_name='trial',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='ed15f54f09c9b0ae175dfdacdd119cc3efc058ff', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_82f7e', table='organizers_trial', when='BEFORE')),
        ),
        AddTrigger(
            model_name='trial',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_trialevent" ("appointment_id", "assessed_on", "clause", "document", "effective_on", "from_on", "id", "months", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."appointment_id", new_values."assessed_on", new_values."clause", new_values."document", new_values."effective_on", new_values."from_on", new_values."id", new_values."months", new_values."outcome", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='100253e5ddc67e40cb54821c21d36fe57518c1ef', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d45ba', referencing='REFERENCING NEW TABLE AS new_values ', table='organizers_trial', when='AFTER')),
        ),
        AddTrigger(
            model_name='trial',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_trialevent" ("appointment_id", "assessed_on", "clause", "document", "effective_on", "from_on", "id", "months", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."appointment_id", new_values."assessed_on", new_values."clause", new_values."document", new_values."effective_on", new_values."from_on", new_values."id", new_values."months", new_values."outcome", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."appointment_id" IS DISTINCT FROM (new_values."appointment_id") OR old_values."assessed_on" IS DISTINCT FROM (new_values."assessed_on") OR old_values."assessment" IS DISTINCT FROM (new_values."assessment") OR old_values."clause" IS DISTINCT FROM (new_values."clause") OR old_values."document" IS DISTINCT FROM (new_values."document") OR old_values."effective_on" IS DISTINCT FROM (new_values."effective_on") OR old_values."from_on" IS DISTINCT FROM (new_values."from_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."months" IS DISTINCT FROM (new_values."months") OR old_values."outcome" IS DISTINCT FROM (new_values."outcome") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a9af45f551edb7c20aff4e47262f20c926e57f2f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f13cc', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organizers_trial', when='AFTER')),
        ),
        AddTrigger(
            model_name='trial',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organizers_trialevent" ("appointment_id", "assessed_on", "clause", "document", "effective_on", "from_on", "id", "months", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT old_values."appointment_id", old_values."assessed_on", old_values."clause", old_values."document", old_values."effective_on", old_values."from_on", old_values."id", old_values."months", old_values."outcome", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1ed1256f04d90c40d1303bcdbd29ed97f24e38f0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7eaa2', referencing='REFERENCING OLD TABLE AS old_values ', table='organizers_trial', when='AFTER')),
        ),
        AddTrigger(
            model_name='trialevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='7be3398eb78d1882b48399e64fefa54b5371aca8', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_d3b23', table='organizers_trialevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='trialevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='66ce660008d10c866ac12a957b14206d3c344167', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_026ca', table='organizers_trialevent', when='BEFORE')),
        ),
    ]
