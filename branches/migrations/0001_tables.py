import branches.models
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
from django.db import migrations, models

from audit.migrating import AddTrigger


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('branches', '0001_initial'),
        ('branches', '0002_acts'),
    ]

    dependencies = [
        ('directory', '0001_tables'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('standing', models.CharField(choices=[('full', '正式党员'), ('probationary', '预备党员'), ('committee', '委员'), ('guest', '列席')], max_length=20, verbose_name='身份')),
                ('has_vote', models.BooleanField(verbose_name='有表决权')),
                ('is_present', models.BooleanField(default=False, verbose_name='到会')),
                ('exclusion', models.CharField(blank=True, choices=[('no_rights', '留党察看，没有表决权'), ('detained', '被依法留置、逮捕，停止表决权'), ('not_yet_full', '当日转正尚未批准'), ('ill', '因病不能表达本人意志'), ('bedridden', '长期病卧，生活不能自理'), ('abroad', '自费出国半年以上'), ('serving', '服刑，尚未受党纪处分'), ('away', '调动、借调、学习等外出半年以上，应转未转组织关系'), ('retired_elsewhere', '离退休后居住外地（仅限选举）'), ('member_away', '流动党员本人提出（仅限选举）')], max_length=20, verbose_name='不计入应到')),
                ('exclusion_reason', models.CharField(blank=True, max_length=200, verbose_name='具体原因')),
                ('exclusion_document', models.CharField(blank=True, max_length=120, verbose_name='同意文号或大会决议')),
                ('opinion_received_on', models.DateField(blank=True, null=True, verbose_name='会前收到书面意见')),
                ('exclusion_approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit', verbose_name='同意的上级党组织')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='directory.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '到会情况',
                'verbose_name_plural': '到会情况',
                'ordering': ['id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('position', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('subject', models.CharField(choices=[('activist', '确定入党积极分子'), ('target', '讨论确定发展对象'), ('filing', '审议备案'), ('committee_review', '审查发展对象'), ('pre_review', '预审'), ('admission', '接收预备党员'), ('conversion', '预备党员转正'), ('deliberation', '审议支部决议'), ('admission_approval', '审批接收预备党员'), ('conversion_approval', '审批预备党员转正'), ('election', '选举'), ('other', '其他事项')], max_length=30, verbose_name='议题类别')),
                ('title', models.CharField(max_length=120, verbose_name='议题')),
                ('is_secret', models.BooleanField(default=True, verbose_name='无记名投票')),
                ('ballots_out', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='发出')),
                ('ballots_in', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='收回')),
                ('spoilt', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='无效')),
                ('ayes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='赞成')),
                ('nays', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='不赞成')),
                ('abstentions', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='弃权')),
                ('written_ayes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='书面赞成')),
                ('written_nays', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='书面不赞成')),
                ('written_abstentions', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='书面弃权')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meeting_items', to='directory.person', verbose_name='对象')),
            ],
            options={
                'verbose_name': '议题',
                'verbose_name_plural': '议题',
                'ordering': ['meeting', 'position'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('code', models.CharField(default=branches.models.new_code, editable=False, max_length=32, unique=True, verbose_name='编号')),
                ('kind', models.CharField(choices=[('general_meeting', '支部党员大会'), ('branch_committee', '支部委员会会议'), ('general_branch_committee', '党总支委员会会议'), ('party_committee', '党委会议')], max_length=30, verbose_name='会议类型')),
                ('on', models.DateField(verbose_name='日期')),
                ('time', models.TimeField(blank=True, null=True, verbose_name='时间')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='地点')),
                ('expected', models.PositiveIntegerField(verbose_name='应到会有表决权人数')),
                ('present', models.PositiveIntegerField(verbose_name='实到会有表决权人数')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='备注')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, max_length=200, verbose_name='作废原因')),
                ('acts', models.PositiveIntegerField(default=0, verbose_name='登记次数')),
                ('chair', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person', verbose_name='主持人')),
                ('recorder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person', verbose_name='记录人')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='directory.unit', verbose_name='党组织')),
            ],
            options={
                'verbose_name': '会议',
                'verbose_name_plural': '会议',
                'ordering': ['-on', '-id'],
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['unit', 'on'], name='meeting_unit_day'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('voided_at__isnull', True)), fields=('unit', 'kind', 'on', 'time'), name='meeting_once', nulls_distinct=False, violation_error_message='这一天已登记过同类会议；确实开了两次的，请填写各自的时间。'),
                    models.CheckConstraint(condition=models.Q(('present__lte', models.F('expected'))), name='meeting_present_within_expected', violation_error_message='实到会有表决权人数多于应到，请核对。'),
                    models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_at__isnull', True)), models.Q(('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='meeting_void_has_reason', violation_error_message='作废应写明原因。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ItemEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('position', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('subject', models.CharField(choices=[('activist', '确定入党积极分子'), ('target', '讨论确定发展对象'), ('filing', '审议备案'), ('committee_review', '审查发展对象'), ('pre_review', '预审'), ('admission', '接收预备党员'), ('conversion', '预备党员转正'), ('deliberation', '审议支部决议'), ('admission_approval', '审批接收预备党员'), ('conversion_approval', '审批预备党员转正'), ('election', '选举'), ('other', '其他事项')], max_length=30, verbose_name='议题类别')),
                ('title', models.CharField(max_length=120, verbose_name='议题')),
                ('is_secret', models.BooleanField(default=True, verbose_name='无记名投票')),
                ('ballots_out', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='发出')),
                ('ballots_in', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='收回')),
                ('spoilt', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='无效')),
                ('ayes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='赞成')),
                ('nays', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='不赞成')),
                ('abstentions', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='弃权')),
                ('written_ayes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='书面赞成')),
                ('written_nays', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='书面不赞成')),
                ('written_abstentions', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='书面弃权')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='对象')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='branches.item')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='branches.meeting', verbose_name='会议')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='branches_it_pgh_cre_a776cc_idx'),
                ],
            },
        ),
        migrations.AddField(
            model_name='item',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='branches.meeting', verbose_name='会议'),
        ),
        migrations.CreateModel(
            name='AttendanceEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('standing', models.CharField(choices=[('full', '正式党员'), ('probationary', '预备党员'), ('committee', '委员'), ('guest', '列席')], max_length=20, verbose_name='身份')),
                ('has_vote', models.BooleanField(verbose_name='有表决权')),
                ('is_present', models.BooleanField(default=False, verbose_name='到会')),
                ('exclusion', models.CharField(blank=True, choices=[('no_rights', '留党察看，没有表决权'), ('detained', '被依法留置、逮捕，停止表决权'), ('not_yet_full', '当日转正尚未批准'), ('ill', '因病不能表达本人意志'), ('bedridden', '长期病卧，生活不能自理'), ('abroad', '自费出国半年以上'), ('serving', '服刑，尚未受党纪处分'), ('away', '调动、借调、学习等外出半年以上，应转未转组织关系'), ('retired_elsewhere', '离退休后居住外地（仅限选举）'), ('member_away', '流动党员本人提出（仅限选举）')], max_length=20, verbose_name='不计入应到')),
                ('exclusion_reason', models.CharField(blank=True, max_length=200, verbose_name='具体原因')),
                ('exclusion_document', models.CharField(blank=True, max_length=120, verbose_name='同意文号或大会决议')),
                ('opinion_received_on', models.DateField(blank=True, null=True, verbose_name='会前收到书面意见')),
                ('exclusion_approved_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.unit', verbose_name='同意的上级党组织')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='人员')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='branches.attendance')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='branches.meeting', verbose_name='会议')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='branches_at_pgh_cre_cbc976_idx'),
                ],
            },
        ),
        migrations.AddField(
            model_name='attendance',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='branches.meeting', verbose_name='会议'),
        ),
        migrations.CreateModel(
            name='MeetingEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('code', models.CharField(default=branches.models.new_code, editable=False, max_length=32, verbose_name='编号')),
                ('kind', models.CharField(choices=[('general_meeting', '支部党员大会'), ('branch_committee', '支部委员会会议'), ('general_branch_committee', '党总支委员会会议'), ('party_committee', '党委会议')], max_length=30, verbose_name='会议类型')),
                ('on', models.DateField(verbose_name='日期')),
                ('time', models.TimeField(blank=True, null=True, verbose_name='时间')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='地点')),
                ('expected', models.PositiveIntegerField(verbose_name='应到会有表决权人数')),
                ('present', models.PositiveIntegerField(verbose_name='实到会有表决权人数')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='备注')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, max_length=200, verbose_name='作废原因')),
                ('acts', models.PositiveIntegerField(default=0, verbose_name='登记次数')),
                ('chair', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='主持人')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='branches.meeting')),
                ('recorder', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='记录人')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.unit', verbose_name='党组织')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='branches_me_pgh_cre_98fce5_idx'),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(fields=('meeting', 'position'), name='item_position_once'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(condition=models.Q(('subject__in', ['activist', 'target', 'filing', 'committee_review', 'pre_review', 'admission', 'conversion', 'deliberation', 'admission_approval', 'conversion_approval'])), fields=('meeting', 'subject', 'person'), name='item_once_a_person', violation_error_message='同一次会议上，同一人的同一事项只能表决一次。'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('subject__in', ['election', 'other']), ('person__isnull', False), _connector='OR'), name='item_about_a_person', violation_error_message='应逐个讨论和表决，请为每个人各登记一个议题。'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('abstentions__isnull', True), ('ayes__isnull', True), ('ballots_in__isnull', True), ('ballots_out__isnull', True), ('nays__isnull', True), ('spoilt__isnull', True), ('written_abstentions__isnull', True), ('written_ayes__isnull', True), ('written_nays__isnull', True)), models.Q(('abstentions__isnull', False), ('ayes__isnull', False), ('ballots_in__isnull', False), ('ballots_out__isnull', False), ('nays__isnull', False), ('spoilt__isnull', False), ('written_abstentions__isnull', False), ('written_ayes__isnull', False), ('written_nays__isnull', False)), _connector='OR'), name='item_votes_whole', violation_error_message='票数应填全，没有的填 0。'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('ballots_in__lte', models.F('ballots_out'))), name='item_returned_within_given', violation_error_message='收回的票多于发出的票，请核对。'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('ballots_in', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('ayes'), '+', models.F('nays')), '+', models.F('abstentions')), '+', models.F('spoilt')))), name='item_votes_add_up', violation_error_message='赞成、不赞成、弃权、无效合计应等于收回的票数。'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('meeting', 'person'), name='attendance_once', violation_error_message='同一人在一次会议中只能登记一次。'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('exclusion', ''), ('has_vote', True), ('standing__in', ['full', 'committee'])), models.Q(('has_vote', False), models.Q(('exclusion', ''), ('standing__in', ['full', 'committee']), _negated=True)), _connector='OR'), name='attendance_vote', violation_error_message='正式党员、委员除不计入应到的以外都有表决权，其他人没有。'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('exclusion', ''), ('exclusion_approved_by', None), ('exclusion_document', ''), ('exclusion_reason', '')), models.Q(('exclusion__in', ['no_rights', 'detained', 'not_yet_full']), models.Q(('exclusion_reason', ''), _negated=True)), models.Q(('exclusion_approved_by__isnull', False), models.Q(('exclusion', ''), _negated=True), models.Q(('exclusion_reason', ''), _negated=True), models.Q(('exclusion_document', ''), _negated=True)), _connector='OR'), name='attendance_exclusion_has_grounds', violation_error_message='不计入应到的，应写明原因、同意的上级党组织和文号。'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('opinion_received_on__isnull', True), models.Q(('has_vote', True), ('is_present', False)), _connector='OR'), name='attendance_opinion_of_absent_voter', violation_error_message='书面意见只来自有表决权而没有到会的人。'),
        ),
        AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."acts" IS DISTINCT FROM (NEW."acts") OR OLD."chair_id" IS DISTINCT FROM (NEW."chair_id") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."expected" IS DISTINCT FROM (NEW."expected") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."on" IS DISTINCT FROM (NEW."on") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."present" IS DISTINCT FROM (NEW."present") OR OLD."recorder_id" IS DISTINCT FROM (NEW."recorder_id") OR OLD."time" IS DISTINCT FROM (NEW."time") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."void_reason" IS DISTINCT FROM (NEW."void_reason") OR OLD."voided_at" IS DISTINCT FROM (NEW."voided_at"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='5f5b3d3762ee163a31c6aeeb6464a9559414aa41', operation='UPDATE', pgid='pgtrigger_bump_version_e66e7', table='branches_meeting', when='BEFORE')),
        ),
        AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='b64f4ccfb7b149262d2cdeab18326dca1eb207a9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_ffc94', table='branches_meeting', when='BEFORE')),
        ),
        AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "branches_meetingevent" ("acts", "chair_id", "code", "expected", "id", "kind", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "present", "recorder_id", "time", "unit_id", "version", "void_reason", "voided_at") SELECT new_values."acts", new_values."chair_id", new_values."code", new_values."expected", new_values."id", new_values."kind", new_values."note", new_values."on", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."place", new_values."present", new_values."recorder_id", new_values."time", new_values."unit_id", new_values."version", new_values."void_reason", new_values."voided_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='43fc64c52b2569b7042abdb296b6f0c445c3b93a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d4a63', referencing='REFERENCING NEW TABLE AS new_values ', table='branches_meeting', when='AFTER')),
        ),
        AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "branches_meetingevent" ("acts", "chair_id", "code", "expected", "id", "kind", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "present", "recorder_id", "time", "unit_id", "version", "void_reason", "voided_at") SELECT new_values."acts", new_values."chair_id", new_values."code", new_values."expected", new_values."id", new_values."kind", new_values."note", new_values."on", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."place", new_values."present", new_values."recorder_id", new_values."time", new_values."unit_id", new_values."version", new_values."void_reason", new_values."voided_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."acts" IS DISTINCT FROM (new_values."acts") OR old_values."chair_id" IS DISTINCT FROM (new_values."chair_id") OR old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."expected" IS DISTINCT FROM (new_values."expected") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."place" IS DISTINCT FROM (new_values."place") OR old_values."present" IS DISTINCT FROM (new_values."present") OR old_values."recorder_id" IS DISTINCT FROM (new_values."recorder_id") OR old_values."time" IS DISTINCT FROM (new_values."time") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."void_reason" IS DISTINCT FROM (new_values."void_reason") OR old_values."voided_at" IS DISTINCT FROM (new_values."voided_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4391882742d727a457310b467fa6fe27077abae3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4c870', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='branches_meeting', when='AFTER')),
        ),
        AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "branches_meetingevent" ("acts", "chair_id", "code", "expected", "id", "kind", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "present", "recorder_id", "time", "unit_id", "version", "void_reason", "voided_at") SELECT old_values."acts", old_values."chair_id", old_values."code", old_values."expected", old_values."id", old_values."kind", old_values."note", old_values."on", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."place", old_values."present", old_values."recorder_id", old_values."time", old_values."unit_id", old_values."version", old_values."void_reason", old_values."voided_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9f7933b93465373ea1e84033a91326e3aef87b6e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b530f', referencing='REFERENCING OLD TABLE AS old_values ', table='branches_meeting', when='AFTER')),
        ),
        AddTrigger(
            model_name='itemevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='740eb90277479f9bcf4292a324f1284a37a4e9c0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_47e60', table='branches_itemevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='itemevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='df108a8728446769aa2ca5558030a5875dd1c368', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cf105', table='branches_itemevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='item',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."abstentions" IS DISTINCT FROM (NEW."abstentions") OR OLD."ayes" IS DISTINCT FROM (NEW."ayes") OR OLD."ballots_in" IS DISTINCT FROM (NEW."ballots_in") OR OLD."ballots_out" IS DISTINCT FROM (NEW."ballots_out") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_secret" IS DISTINCT FROM (NEW."is_secret") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."nays" IS DISTINCT FROM (NEW."nays") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."spoilt" IS DISTINCT FROM (NEW."spoilt") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."written_abstentions" IS DISTINCT FROM (NEW."written_abstentions") OR OLD."written_ayes" IS DISTINCT FROM (NEW."written_ayes") OR OLD."written_nays" IS DISTINCT FROM (NEW."written_nays"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='16f3e552b003125e119c51e965c4bb8d484381dc', operation='UPDATE', pgid='pgtrigger_bump_version_fdde3', table='branches_item', when='BEFORE')),
        ),
        AddTrigger(
            model_name='item',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='5bbe2f6f3e4f7debd9ecaa946d3bca5f551ef782', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_d6415', table='branches_item', when='BEFORE')),
        ),
        AddTrigger(
            model_name='item',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "branches_itemevent" ("abstentions", "ayes", "ballots_in", "ballots_out", "id", "is_secret", "meeting_id", "nays", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "spoilt", "subject", "title", "version", "written_abstentions", "written_ayes", "written_nays") SELECT new_values."abstentions", new_values."ayes", new_values."ballots_in", new_values."ballots_out", new_values."id", new_values."is_secret", new_values."meeting_id", new_values."nays", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."position", new_values."spoilt", new_values."subject", new_values."title", new_values."version", new_values."written_abstentions", new_values."written_ayes", new_values."written_nays" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='16c49bb2add60a54fbbfc878b5bf04b61f893497', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7ede5', referencing='REFERENCING NEW TABLE AS new_values ', table='branches_item', when='AFTER')),
        ),
        AddTrigger(
            model_name='item',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "branches_itemevent" ("abstentions", "ayes", "ballots_in", "ballots_out", "id", "is_secret", "meeting_id", "nays", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "spoilt", "subject", "title", "version", "written_abstentions", "written_ayes", "written_nays") SELECT new_values."abstentions", new_values."ayes", new_values."ballots_in", new_values."ballots_out", new_values."id", new_values."is_secret", new_values."meeting_id", new_values."nays", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."position", new_values."spoilt", new_values."subject", new_values."title", new_values."version", new_values."written_abstentions", new_values."written_ayes", new_values."written_nays" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."abstentions" IS DISTINCT FROM (new_values."abstentions") OR old_values."ayes" IS DISTINCT FROM (new_values."ayes") OR old_values."ballots_in" IS DISTINCT FROM (new_values."ballots_in") OR old_values."ballots_out" IS DISTINCT FROM (new_values."ballots_out") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_secret" IS DISTINCT FROM (new_values."is_secret") OR old_values."meeting_id" IS DISTINCT FROM (new_values."meeting_id") OR old_values."nays" IS DISTINCT FROM (new_values."nays") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."spoilt" IS DISTINCT FROM (new_values."spoilt") OR old_values."subject" IS DISTINCT FROM (new_values."subject") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."written_abstentions" IS DISTINCT FROM (new_values."written_abstentions") OR old_values."written_ayes" IS DISTINCT FROM (new_values."written_ayes") OR old_values."written_nays" IS DISTINCT FROM (new_values."written_nays")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c3b0a02edd2d925434ca6632ff95425e2e847175', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ddbe9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='branches_item', when='AFTER')),
        ),
        AddTrigger(
            model_name='item',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "branches_itemevent" ("abstentions", "ayes", "ballots_in", "ballots_out", "id", "is_secret", "meeting_id", "nays", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "spoilt", "subject", "title", "version", "written_abstentions", "written_ayes", "written_nays") SELECT old_values."abstentions", old_values."ayes", old_values."ballots_in", old_values."ballots_out", old_values."id", old_values."is_secret", old_values."meeting_id", old_values."nays", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."position", old_values."spoilt", old_values."subject", old_values."title", old_values."version", old_values."written_abstentions", old_values."written_ayes", old_values."written_nays" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0bb1bd2732480f4221b0d43d0fcbe049cfaeb852', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_843f9', referencing='REFERENCING OLD TABLE AS old_values ', table='branches_item', when='AFTER')),
        ),
        AddTrigger(
            model_name='attendanceevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='b3eed346959888b8dacbf2acc65ce8409fb7bcfb', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_8d101', table='branches_attendanceevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='attendanceevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3c5972821fc7b3c2de071804d61fa101f0f84192', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_56edb', table='branches_attendanceevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."exclusion" IS DISTINCT FROM (NEW."exclusion") OR OLD."exclusion_approved_by_id" IS DISTINCT FROM (NEW."exclusion_approved_by_id") OR OLD."exclusion_document" IS DISTINCT FROM (NEW."exclusion_document") OR OLD."exclusion_reason" IS DISTINCT FROM (NEW."exclusion_reason") OR OLD."has_vote" IS DISTINCT FROM (NEW."has_vote") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_present" IS DISTINCT FROM (NEW."is_present") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."opinion_received_on" IS DISTINCT FROM (NEW."opinion_received_on") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."standing" IS DISTINCT FROM (NEW."standing"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='d5a76d0dfeb618e38e29fba139a6340769e594f0', operation='UPDATE', pgid='pgtrigger_bump_version_7ef4f', table='branches_attendance', when='BEFORE')),
        ),
        AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='d9967393a0139d248e1bda565383ee774f840414', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_26955', table='branches_attendance', when='BEFORE')),
        ),
        AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "branches_attendanceevent" ("exclusion", "exclusion_approved_by_id", "exclusion_document", "exclusion_reason", "has_vote", "id", "is_present", "meeting_id", "name", "opinion_received_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standing", "version") SELECT new_values."exclusion", new_values."exclusion_approved_by_id", new_values."exclusion_document", new_values."exclusion_reason", new_values."has_vote", new_values."id", new_values."is_present", new_values."meeting_id", new_values."name", new_values."opinion_received_on", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."standing", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='85a997bdb15d6f11d85a21c5cf6af970b2ba30ab', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_67d14', referencing='REFERENCING NEW TABLE AS new_values ', table='branches_attendance', when='AFTER')),
        ),
        AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "branches_attendanceevent" ("exclusion", "exclusion_approved_by_id", "exclusion_document", "exclusion_reason", "has_vote", "id", "is_present", "meeting_id", "name", "opinion_received_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standing", "version") SELECT new_values."exclusion", new_values."exclusion_approved_by_id", new_values."exclusion_document", new_values."exclusion_reason", new_values."has_vote", new_values."id", new_values."is_present", new_values."meeting_id", new_values."name", new_values."opinion_received_on", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."standing", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."exclusion" IS DISTINCT FROM (new_values."exclusion") OR old_values."exclusion_approved_by_id" IS DISTINCT FROM (new_values."exclusion_approved_by_id") OR old_values."exclusion_document" IS DISTINCT FROM (new_values."exclusion_document") OR old_values."exclusion_reason" IS DISTINCT FROM (new_values."exclusion_reason") OR old_values."has_vote" IS DISTINCT FROM (new_values."has_vote") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_present" IS DISTINCT FROM (new_values."is_present") OR old_values."meeting_id" IS DISTINCT FROM (new_values."meeting_id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."opinion_received_on" IS DISTINCT FROM (new_values."opinion_received_on") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."standing" IS DISTINCT FROM (new_values."standing")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='580b9fc90eb0de1dc9ea315a21846391a8314e8b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f0533', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='branches_attendance', when='AFTER')),
        ),
        AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "branches_attendanceevent" ("exclusion", "exclusion_approved_by_id", "exclusion_document", "exclusion_reason", "has_vote", "id", "is_present", "meeting_id", "name", "opinion_received_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standing", "version") SELECT old_values."exclusion", old_values."exclusion_approved_by_id", old_values."exclusion_document", old_values."exclusion_reason", old_values."has_vote", old_values."id", old_values."is_present", old_values."meeting_id", old_values."name", old_values."opinion_received_on", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."standing", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='38168e5386f9f20317cfc2cd525429da0f3fbee0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_eadb5', referencing='REFERENCING OLD TABLE AS old_values ', table='branches_attendance', when='AFTER')),
        ),
        AddTrigger(
            model_name='meetingevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='769473fd5ad0404f4589545296037de40ccb3176', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_570e6', table='branches_meetingevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='meetingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='767a80e7cfc676344f7d6004a07f1eb8802bda69', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_079ce', table='branches_meetingevent', when='BEFORE')),
        ),
    ]
