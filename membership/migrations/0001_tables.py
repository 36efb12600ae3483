import directory.models.spans
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
import membership.models.cases
import membership.models.templates
import pgtrigger.compiler
import sheets.models
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

from audit.migrating import AddTrigger
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

    initial = True

    replaces = [
        ('membership', '0001_templates'),
        ('membership', '0002_shipped_templates'),
        ('membership', '0003_cases'),
        ('membership', '0004_nearest_limit'),
        ('membership', '0005_quality_checks'),
        ('membership', '0006_quotas'),
        ('membership', '0007_authority'),
        ('membership', '0008_record_of_a_vote'),
        ('membership', '0009_papers'),
        ('membership', '0010_ledger_order'),
        ('membership', '0011_untold_steps'),
        ('membership', '0012_editions'),
        ('membership', '0013_known_to_the_month'),
        ('membership', '0014_school_steps'),
        ('membership', '0015_returns'),
        ('membership', '0016_deliberation'),
    ]

    dependencies = [
        ('branches', '0001_tables'),
        ('directory', '0001_tables'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Exemption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('rule', models.CharField(max_length=20, verbose_name='规则')),
                ('words', models.CharField(max_length=500, verbose_name='规则提示')),
                ('clause', models.CharField(blank=True, max_length=200, verbose_name='依据')),
                ('reason', models.CharField(max_length=300, verbose_name='原因')),
                ('approver', models.CharField(max_length=60, verbose_name='批准人')),
                ('decided_on', models.DateField(verbose_name='批准日期')),
                ('document', models.CharField(blank=True, max_length=120, verbose_name='文件或会议')),
            ],
            options={
                'verbose_name': '发展党员例外',
                'verbose_name_plural': '发展党员例外',
                'ordering': ['id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='StandingRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=60, verbose_name='原因')),
                ('code', models.CharField(max_length=16, verbose_name='规则程序')),
                ('asked_at', models.DateTimeField(verbose_name='提出时间')),
                ('after', models.BigIntegerField(default=0, verbose_name='已算到')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='已重算')),
                ('failed', models.PositiveIntegerField(default=0, verbose_name='未能重算')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='完成时间')),
            ],
            options={
                'verbose_name': '个案重算',
                'verbose_name_plural': '个案重算',
                'ordering': ['-asked_at', '-id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='TemplateDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('name', models.CharField(max_length=80, verbose_name='材料名称')),
                ('form', models.CharField(blank=True, help_text='如 F01；没有统一表样的不填', max_length=6, verbose_name='表样编号')),
                ('paper', models.CharField(blank=True, choices=[('application', '入党申请书'), ('thought_report', '思想汇报'), ('talk_record', '谈话记录'), ('review_form', '考察登记表'), ('inquiry_letter', '函调信'), ('inquiry_reply', '函调证明材料'), ('political_review', '政治审查结论性材料'), ('certificate', '培训结业材料'), ('book', '入党志愿书'), ('resolution', '支部大会决议'), ('conversion_application', '转正申请书'), ('notice', '公示材料'), ('other', '其他材料')], help_text='按规定要核对的材料才选', max_length=30, verbose_name='材料种类')),
                ('is_required', models.BooleanField(default=True, verbose_name='必备')),
                ('retention', models.CharField(blank=True, choices=[('personal_file', '归入本人人事档案'), ('permanent', '永久'), ('long', '长期'), ('ten_years', '10 年'), ('year_after_archive', '归档后 1 年'), ('until_leaving', '至毕业或调离')], max_length=20, verbose_name='保管期限')),
            ],
            options={
                'verbose_name': '模板材料',
                'verbose_name_plural': '模板材料',
                'ordering': ['step', 'position'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ApprovalAuthority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('person_kind', models.CharField(blank=True, choices=[('', '全部人员'), ('student', '学生'), ('staff', '教职工及其他')], default='', max_length=10, verbose_name='人员范围')),
                ('approves', models.BooleanField(verbose_name='有审批权')),
                ('document', models.CharField(help_text='授权或收回的文件名称和文号', max_length=120, verbose_name='依据文件')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approval_authorities', to='directory.unit', verbose_name='党委')),
            ],
            options={
                'verbose_name': '发展党员审批权限',
                'verbose_name_plural': '发展党员审批权限',
                'ordering': ['unit', 'person_kind', '-from_on'],
                'default_permissions': (),
                'constraints': [
                    django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('unit', '='), ('person_kind', '='), (directory.models.spans._DateRange(models.F('from_on'), models.F('to_on'), models.Value('[]')), '&&')], name='authority_once_a_day', violation_error_message='同一党委对同一范围人员的审批权限，起止时间重叠。'),
                    models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='authority_ends_after_start', violation_error_message='止的日期早于起的日期，请核对。'),
                    models.CheckConstraint(condition=models.Q(('document', ''), _negated=True), name='authority_has_document', violation_error_message='请写明授权或收回审批权的文件。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ApprovalAuthorityEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('person_kind', models.CharField(blank=True, choices=[('', '全部人员'), ('student', '学生'), ('staff', '教职工及其他')], default='', max_length=10, verbose_name='人员范围')),
                ('approves', models.BooleanField(verbose_name='有审批权')),
                ('document', models.CharField(help_text='授权或收回的文件名称和文号', max_length=120, verbose_name='依据文件')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='membership.approvalauthority')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.unit', verbose_name='党委')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='membership__pgh_cre_9b3154_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Book',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='志愿书编号')),
                ('issued_on', models.DateField(verbose_name='发放日期')),
                ('returned_on', models.DateField(blank=True, null=True, verbose_name='交回日期')),
                ('spoilt_on', models.DateField(blank=True, null=True, verbose_name='作废日期')),
                ('spoil_reason', models.CharField(blank=True, max_length=200, verbose_name='作废原因')),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发放人')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person', verbose_name='人员')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit', verbose_name='发放党组织')),
            ],
            options={
                'verbose_name': '入党志愿书',
                'verbose_name_plural': '入党志愿书',
                'ordering': ['issued_on', 'id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('code', models.CharField(default=membership.models.cases.new_code, editable=False, max_length=12, unique=True, verbose_name='编号')),
                ('opened_on', models.DateField(verbose_name='开案日期')),
                ('is_league_member', models.BooleanField(blank=True, null=True, verbose_name='共青团员')),
                ('is_mobile', models.BooleanField(blank=True, null=True, verbose_name='流动人员')),
                ('outcome', models.CharField(blank=True, choices=[('', '办理中'), ('archived', '已转正归档'), ('not_admitted', '不予接收'), ('removed', '取消资格'), ('cancelled', '取消预备党员资格'), ('withdrawn', '本人撤回'), ('moved_out', '转出'), ('died', '去世')], default='', max_length=20, verbose_name='结果')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='结束日期')),
                ('closing_reason', models.CharField(blank=True, max_length=300, verbose_name='结束原因')),
                ('untold', models.JSONField(blank=True, default=list, verbose_name='台账没有写的步骤')),
                ('paused_on', models.DateField(blank=True, null=True, verbose_name='暂缓日期')),
                ('pause_reason', models.CharField(blank=True, max_length=300, verbose_name='暂缓原因')),
                ('acts', models.PositiveIntegerField(default=0, verbose_name='登记次数')),
                ('stage', models.CharField(choices=[('applicant', '入党申请人'), ('activist', '入党积极分子'), ('target', '发展对象'), ('probationary_member', '预备党员'), ('full_member', '正式党员')], default='applicant', max_length=20, verbose_name='阶段')),
                ('next_step', models.CharField(blank=True, choices=[('application', '递交入党申请书'), ('application_talk', '党组织派人谈话'), ('activist_decision', '推荐和确定入党积极分子'), ('activist_filing', '上级党委备案'), ('mentors', '指定培养联系人'), ('review', '培养教育考察'), ('thought_report', '思想汇报'), ('target_decision', '确定发展对象'), ('target_filing', '报上级党委备案'), ('target_listing', '列为发展对象'), ('introducers', '确定入党介绍人'), ('political_review', '进行政治审查'), ('training', '开展集中培训'), ('committee_review', '支部委员会审查'), ('pre_review', '上级党委预审'), ('application_book', '填写入党志愿书'), ('admission_meeting', '支部大会讨论'), ('approval_talk', '上级党委派人谈话'), ('admission_approval', '上级党委审批'), ('higher_filing', '再上一级党委组织部门备案'), ('assignment', '编入党支部和党小组'), ('oath', '入党宣誓'), ('probation_review', '继续教育考察'), ('conversion_application', '提出转正申请'), ('conversion_meeting', '支部大会讨论转正'), ('conversion_approval', '上级党委审批转正'), ('archive', '材料归档'), ('public_notice', '公示'), ('transfer', '转接'), ('deliberation', '党总支审议'), ('discipline', '违犯党纪'), ('postponement', '推迟讨论转正')], max_length=30, verbose_name='下一步')),
                ('earliest_on', models.DateField(blank=True, null=True, verbose_name='最早日期')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='最迟日期')),
                ('nearest_on', models.DateField(blank=True, null=True, verbose_name='最近期限')),
                ('warned_on', models.DateField(blank=True, null=True, verbose_name='提醒自')),
                ('is_blocked', models.BooleanField(default=False, verbose_name='下一步有障碍')),
                ('faults', models.PositiveSmallIntegerField(default=0, verbose_name='不合规处数')),
                ('applied_on', models.DateField(blank=True, null=True, verbose_name='申请入党')),
                ('activist_on', models.DateField(blank=True, null=True, verbose_name='确定为积极分子')),
                ('target_on', models.DateField(blank=True, null=True, verbose_name='列为发展对象')),
                ('admitted_on', models.DateField(blank=True, null=True, verbose_name='入党（支部大会）')),
                ('probation_to', models.DateField(blank=True, null=True, verbose_name='预备期满')),
                ('full_on', models.DateField(blank=True, null=True, verbose_name='转正')),
                ('rough', models.CharField(blank=True, default='', max_length=120, verbose_name='只知年月的日期')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='directory.person', verbose_name='人员')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='directory.unit', verbose_name='所在党支部')),
            ],
            options={
                'verbose_name': '发展党员个案',
                'verbose_name_plural': '发展党员个案',
                'ordering': ['-opened_on', '-id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='BookEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('number', models.CharField(max_length=30, verbose_name='志愿书编号')),
                ('issued_on', models.DateField(verbose_name='发放日期')),
                ('returned_on', models.DateField(blank=True, null=True, verbose_name='交回日期')),
                ('spoilt_on', models.DateField(blank=True, null=True, verbose_name='作废日期')),
                ('spoil_reason', models.CharField(blank=True, max_length=200, verbose_name='作废原因')),
                ('issued_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发放人')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='人员')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='membership.book')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.unit', verbose_name='发放党组织')),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='membership.case', verbose_name='个案')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='membership__pgh_cre_558b1c_idx'),
                ],
            },
        ),
        migrations.AddField(
            model_name='book',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='books', to='membership.case', verbose_name='个案'),
        ),
        migrations.CreateModel(
            name='CaseDeadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_committees', models.BooleanField(default=False, verbose_name='由审批机关办理')),
                ('key', models.CharField(max_length=40, verbose_name='事项')),
                ('step', models.CharField(blank=True, choices=[('application', '递交入党申请书'), ('application_talk', '党组织派人谈话'), ('activist_decision', '推荐和确定入党积极分子'), ('activist_filing', '上级党委备案'), ('mentors', '指定培养联系人'), ('review', '培养教育考察'), ('thought_report', '思想汇报'), ('target_decision', '确定发展对象'), ('target_filing', '报上级党委备案'), ('target_listing', '列为发展对象'), ('introducers', '确定入党介绍人'), ('political_review', '进行政治审查'), ('training', '开展集中培训'), ('committee_review', '支部委员会审查'), ('pre_review', '上级党委预审'), ('application_book', '填写入党志愿书'), ('admission_meeting', '支部大会讨论'), ('approval_talk', '上级党委派人谈话'), ('admission_approval', '上级党委审批'), ('higher_filing', '再上一级党委组织部门备案'), ('assignment', '编入党支部和党小组'), ('oath', '入党宣誓'), ('probation_review', '继续教育考察'), ('conversion_application', '提出转正申请'), ('conversion_meeting', '支部大会讨论转正'), ('conversion_approval', '上级党委审批转正'), ('archive', '材料归档'), ('public_notice', '公示'), ('transfer', '转接'), ('deliberation', '党总支审议'), ('discipline', '违犯党纪'), ('postponement', '推迟讨论转正')], max_length=30, verbose_name='步骤')),
                ('due_on', models.DateField(verbose_name='最迟日期')),
                ('clause', models.CharField(blank=True, max_length=200, verbose_name='依据')),
                ('grade', models.CharField(max_length=2, verbose_name='级别')),
                ('words', models.CharField(max_length=300, verbose_name='说明')),
                ('ahead', models.PositiveSmallIntegerField(verbose_name='提前天数')),
                ('is_due', models.BooleanField(default=True, verbose_name='未办')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deadlines', to='membership.case')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit', verbose_name='办理单位')),
            ],
            options={
                'verbose_name': '发展党员期限',
                'verbose_name_plural': '发展党员期限',
                'default_permissions': (),
                'indexes': [
                    models.Index(condition=models.Q(('is_due', True)), fields=['is_committees', 'due_on'], name='case_deadline_due'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('case', 'key'), name='case_deadline_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CaseReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('step', models.CharField(choices=[('application', '递交入党申请书'), ('application_talk', '党组织派人谈话'), ('activist_decision', '推荐和确定入党积极分子'), ('activist_filing', '上级党委备案'), ('mentors', '指定培养联系人'), ('review', '培养教育考察'), ('thought_report', '思想汇报'), ('target_decision', '确定发展对象'), ('target_filing', '报上级党委备案'), ('target_listing', '列为发展对象'), ('introducers', '确定入党介绍人'), ('political_review', '进行政治审查'), ('training', '开展集中培训'), ('committee_review', '支部委员会审查'), ('pre_review', '上级党委预审'), ('application_book', '填写入党志愿书'), ('admission_meeting', '支部大会讨论'), ('approval_talk', '上级党委派人谈话'), ('admission_approval', '上级党委审批'), ('higher_filing', '再上一级党委组织部门备案'), ('assignment', '编入党支部和党小组'), ('oath', '入党宣誓'), ('probation_review', '继续教育考察'), ('conversion_application', '提出转正申请'), ('conversion_meeting', '支部大会讨论转正'), ('conversion_approval', '上级党委审批转正'), ('archive', '材料归档'), ('public_notice', '公示'), ('transfer', '转接'), ('deliberation', '党总支审议'), ('discipline', '违犯党纪'), ('postponement', '推迟讨论转正')], max_length=30, verbose_name='退回的事项')),
                ('returned_on', models.DateField(verbose_name='退回日期')),
                ('reason', models.CharField(max_length=500, verbose_name='需要补正的内容')),
                ('complete_by', models.DateField(verbose_name='补正期限')),
                ('resubmitted_on', models.DateField(blank=True, null=True, verbose_name='重新报送日期')),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='补正说明')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='撤销时间')),
                ('void_reason', models.CharField(blank=True, max_length=300, verbose_name='撤销原因')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit', verbose_name='退回单位')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='membership.case', verbose_name='个案')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person', verbose_name='人员')),
                ('resubmitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='报送人')),
                ('returned_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='退回人')),
            ],
            options={
                'verbose_name': '发展党员退回补正',
                'verbose_name_plural': '发展党员退回补正',
                'ordering': ['returned_on', 'id'],
                'default_permissions': (),
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('resubmitted_on__isnull', True), ('voided_at__isnull', True)), fields=('case',), name='case_one_open_return', violation_error_message='此案已退回补正，支部还没有重新报送，请刷新页面查看。'),
                    models.CheckConstraint(condition=models.Q(('complete_by__gte', models.F('returned_on')), models.Q(('resubmitted_on__isnull', True), ('resubmitted_on__gte', models.F('returned_on')), _connector='OR')), name='case_return_in_order', violation_error_message='补正期限、重新报送的日期不能早于退回日期，请核对。'),
                    models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('resubmitted_on__isnull', True), models.Q(('answer', ''), _negated=True), _connector='OR')), name='case_return_says_what', violation_error_message='退回须写明需要补正的内容，重新报送须写明补正了什么。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CaseReturnEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('step', models.CharField(choices=[('application', '递交入党申请书'), ('application_talk', '党组织派人谈话'), ('activist_decision', '推荐和确定入党积极分子'), ('activist_filing', '上级党委备案'), ('mentors', '指定培养联系人'), ('review', '培养教育考察'), ('thought_report', '思想汇报'), ('target_decision', '确定发展对象'), ('target_filing', '报上级党委备案'), ('target_listing', '列为发展对象'), ('introducers', '确定入党介绍人'), ('political_review', '进行政治审查'), ('training', '开展集中培训'), ('committee_review', '支部委员会审查'), ('pre_review', '上级党委预审'), ('application_book', '填写入党志愿书'), ('admission_meeting', '支部大会讨论'), ('approval_talk', '上级党委派人谈话'), ('admission_approval', '上级党委审批'), ('higher_filing', '再上一级党委组织部门备案'), ('assignment', '编入党支部和党小组'), ('oath', '入党宣誓'), ('probation_review', '继续教育考察'), ('conversion_application', '提出转正申请'), ('conversion_meeting', '支部大会讨论转正'), ('conversion_approval', '上级党委审批转正'), ('archive', '材料归档'), ('public_notice', '公示'), ('transfer', '转接'), ('deliberation', '党总支审议'), ('discipline', '违犯党纪'), ('postponement', '推迟讨论转正')], max_length=30, verbose_name='退回的事项')),
                ('returned_on', models.DateField(verbose_name='退回日期')),
                ('reason', models.CharField(max_length=500, verbose_name='需要补正的内容')),
                ('complete_by', models.DateField(verbose_name='补正期限')),
                ('resubmitted_on', models.DateField(blank=True, null=True, verbose_name='重新报送日期')),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='补正说明')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='撤销时间')),
                ('void_reason', models.CharField(blank=True, max_length=300, verbose_name='撤销原因')),
                ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.unit', verbose_name='退回单位')),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='membership.case', verbose_name='个案')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='人员')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='membership.casereturn')),
                ('resubmitted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='报送人')),
                ('returned_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='退回人')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='membership__pgh_cre_e96d3e_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Companion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('role', models.CharField(choices=[('mentor', '培养联系人'), ('introducer', '入党介绍人')], max_length=20, verbose_name='身份')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='companions', to='membership.case', verbose_name='个案')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accompanied', to='directory.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '联系人和介绍人',
                'verbose_name_plural': '联系人和介绍人',
                'ordering': ['from_on', 'id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='EditionConfirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('edition', models.CharField(choices=[('2026', '《发展党员工作细则（2026年修订）》')], max_length=4, unique=True, verbose_name='版本')),
                ('document', models.CharField(help_text='据以核对和执行的文件名称和文号', max_length=120, verbose_name='依据文件')),
                ('confirmed_on', models.DateField(verbose_name='确认日期')),
                ('confirmed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='确认人')),
            ],
            options={
                'verbose_name': '细则文本确认',
                'verbose_name_plural': '细则文本确认',
                'ordering': ['edition'],
                'default_permissions': (),
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('document', ''), _negated=True), name='edition_confirmed_by_document', violation_error_message='请写明据以核对的文件。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='EditionConfirmationEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('edition', models.CharField(choices=[('2026', '《发展党员工作细则（2026年修订）》')], max_length=4, verbose_name='版本')),
                ('document', models.CharField(help_text='据以核对和执行的文件名称和文号', max_length=120, verbose_name='依据文件')),
                ('confirmed_on', models.DateField(verbose_name='确认日期')),
                ('confirmed_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='确认人')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='membership.editionconfirmation')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='membership__pgh_cre_411e5a_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='JudgedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.CharField(max_length=16)),
                ('row', models.PositiveIntegerField(verbose_name='行')),
                ('outcome', models.CharField(choices=[('illegal', '不合规'), ('warned', '有提示'), ('unread', '读不出'), ('refused', '不在范围'), ('clean', '未发现问题')], max_length=10, verbose_name='结论')),
                ('unchecked', models.PositiveSmallIntegerField(default=0, verbose_name='没有核对的规则')),
                ('sealed', models.BinaryField()),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.person')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.unit')),
            ],
            options={
                'verbose_name': '台账核对的行',
                'verbose_name_plural': '台账核对的行',
                'ordering': ['row'],
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['batch', 'outcome', 'row'], name='judged_row_outcome'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('batch', 'row'), name='judged_row_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='JudgedFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('rule', models.CharField(max_length=10, verbose_name='规则')),
                ('severity', models.CharField(max_length=10, verbose_name='程度')),
                ('step', models.CharField(max_length=40, verbose_name='步骤')),
                ('on', models.CharField(blank=True, max_length=40, verbose_name='日期')),
                ('message', models.CharField(max_length=500, verbose_name='发现')),
                ('clause', models.CharField(max_length=200, verbose_name='依据')),
                ('column', models.CharField(blank=True, max_length=60, verbose_name='列')),
                ('row', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='membership.judgedrow')),
            ],
            options={
                'verbose_name': '台账核对的发现',
                'verbose_name_plural': '台账核对的发现',
                'ordering': ['row', 'place'],
                'default_permissions': (),
                'constraints': [
                    models.UniqueConstraint(fields=('row', 'place'), name='judged_finding_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='QualityCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('code', models.CharField(default=sheets.models.new_code, editable=False, max_length=16, unique=True, verbose_name='编号')),
                ('label', models.CharField(max_length=120, verbose_name='姓名（学工号）')),
                ('source', models.CharField(max_length=120, verbose_name='来源')),
                ('rule', models.CharField(max_length=10, verbose_name='规则')),
                ('severity', models.CharField(choices=[('error', '不合规'), ('warning', '提示')], max_length=10, verbose_name='程度')),
                ('step', models.CharField(max_length=40, verbose_name='步骤')),
                ('on', models.CharField(blank=True, max_length=40, verbose_name='步骤日期')),
                ('clause', models.CharField(max_length=200, verbose_name='依据')),
                ('words', models.CharField(max_length=500, verbose_name='问题')),
                ('state', models.CharField(choices=[('open', '待处理'), ('handled', '已处理'), ('dismissed', '不属实')], default='open', max_length=10, verbose_name='状态')),
                ('handling', models.CharField(blank=True, max_length=500, verbose_name='处理情况')),
                ('with_discipline_office', models.BooleanField(default=False, verbose_name='已移送纪检机关')),
                ('handled_on', models.DateField(blank=True, null=True, verbose_name='处理日期')),
                ('filed_on', models.DateField(verbose_name='登记日期')),
                ('filed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='处理人')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person', verbose_name='人员')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit', verbose_name='党组织')),
            ],
            options={
                'verbose_name': '质量检查',
                'verbose_name_plural': '质量检查',
                'ordering': ['-filed_on', '-id'],
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['unit', 'state'], name='quality_check_state'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('handled_by__isnull', True), ('handled_on__isnull', True), ('state', 'open')), models.Q(('handled_on__isnull', False), ('state__in', ['handled', 'dismissed']), models.Q(('handling', ''), _negated=True)), _connector='OR'), name='quality_check_handled', violation_error_message='已处理的须写明处理情况和日期。'),
                    models.CheckConstraint(condition=models.Q(('handled_on__isnull', True), ('handled_on__gte', models.F('filed_on')), _connector='OR'), name='quality_check_in_order', violation_error_message='处理日期早于登记日期，请核对。'),
                    models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('unit', 'label', 'rule', 'step', 'on', 'words'), name='quality_check_open_once', violation_error_message='这个问题已经登记，还没有处理。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='QualityCheckEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('code', models.CharField(default=sheets.models.new_code, editable=False, max_length=16, verbose_name='编号')),
                ('label', models.CharField(max_length=120, verbose_name='姓名（学工号）')),
                ('source', models.CharField(max_length=120, verbose_name='来源')),
                ('rule', models.CharField(max_length=10, verbose_name='规则')),
                ('severity', models.CharField(choices=[('error', '不合规'), ('warning', '提示')], max_length=10, verbose_name='程度')),
                ('step', models.CharField(max_length=40, verbose_name='步骤')),
                ('on', models.CharField(blank=True, max_length=40, verbose_name='步骤日期')),
                ('clause', models.CharField(max_length=200, verbose_name='依据')),
                ('words', models.CharField(max_length=500, verbose_name='问题')),
                ('state', models.CharField(choices=[('open', '待处理'), ('handled', '已处理'), ('dismissed', '不属实')], default='open', max_length=10, verbose_name='状态')),
                ('handling', models.CharField(blank=True, max_length=500, verbose_name='处理情况')),
                ('with_discipline_office', models.BooleanField(default=False, verbose_name='已移送纪检机关')),
                ('handled_on', models.DateField(blank=True, null=True, verbose_name='处理日期')),
                ('filed_on', models.DateField(verbose_name='登记日期')),
                ('filed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('handled_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='处理人')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='人员')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='membership.qualitycheck')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.unit', verbose_name='党组织')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='membership__pgh_cre_32b921_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Quota',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('places', models.PositiveSmallIntegerField(verbose_name='控制数')),
                ('document', models.CharField(blank=True, max_length=120, verbose_name='文号')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotas', to='directory.unit', verbose_name='党组织')),
            ],
            options={
                'verbose_name': '发展计划',
                'verbose_name_plural': '发展计划',
                'ordering': ['-year', 'unit'],
                'default_permissions': (),
                'constraints': [
                    models.UniqueConstraint(fields=('unit', 'year'), name='quota_once_a_year', violation_error_message='这个党组织本年度的控制数已经登记，请刷新页面后修改。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='QuotaEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('places', models.PositiveSmallIntegerField(verbose_name='控制数')),
                ('document', models.CharField(blank=True, max_length=120, verbose_name='文号')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='membership.quota')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.unit', verbose_name='党组织')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='membership__pgh_cre_57d3b5_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='StepRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('step', models.CharField(blank=True, choices=[('application', '递交入党申请书'), ('application_talk', '党组织派人谈话'), ('activist_decision', '推荐和确定入党积极分子'), ('activist_filing', '上级党委备案'), ('mentors', '指定培养联系人'), ('review', '培养教育考察'), ('thought_report', '思想汇报'), ('target_decision', '确定发展对象'), ('target_filing', '报上级党委备案'), ('target_listing', '列为发展对象'), ('introducers', '确定入党介绍人'), ('political_review', '进行政治审查'), ('training', '开展集中培训'), ('committee_review', '支部委员会审查'), ('pre_review', '上级党委预审'), ('application_book', '填写入党志愿书'), ('admission_meeting', '支部大会讨论'), ('approval_talk', '上级党委派人谈话'), ('admission_approval', '上级党委审批'), ('higher_filing', '再上一级党委组织部门备案'), ('assignment', '编入党支部和党小组'), ('oath', '入党宣誓'), ('probation_review', '继续教育考察'), ('conversion_application', '提出转正申请'), ('conversion_meeting', '支部大会讨论转正'), ('conversion_approval', '上级党委审批转正'), ('archive', '材料归档'), ('public_notice', '公示'), ('transfer', '转接'), ('deliberation', '党总支审议'), ('discipline', '违犯党纪'), ('postponement', '推迟讨论转正')], max_length=30, verbose_name='步骤')),
                ('happened_on', models.DateField(blank=True, null=True, verbose_name='日期')),
                ('precision', models.CharField(choices=[('day', '日'), ('month', '月'), ('year', '年')], default='day', max_length=5, verbose_name='日期精度')),
                ('facts', models.JSONField(blank=True, default=dict, verbose_name='内容')),
                ('note_sealed', models.BinaryField(null=True)),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='当时的期限')),
                ('late', models.CharField(blank=True, max_length=500, verbose_name='逾期说明')),
                ('recorded_on', models.DateField(verbose_name='登记日期')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, max_length=300, verbose_name='作废原因')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='membership.case', verbose_name='个案')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='step_records', to='branches.item', verbose_name='会议议题')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person', verbose_name='人员')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='membership.steprecord', verbose_name='更正')),
            ],
            options={
                'verbose_name': '发展党员步骤记录',
                'verbose_name_plural': '发展党员步骤记录',
                'ordering': ['happened_on', 'id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ExemptionEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('rule', models.CharField(max_length=20, verbose_name='规则')),
                ('words', models.CharField(max_length=500, verbose_name='规则提示')),
                ('clause', models.CharField(blank=True, max_length=200, verbose_name='依据')),
                ('reason', models.CharField(max_length=300, verbose_name='原因')),
                ('approver', models.CharField(max_length=60, verbose_name='批准人')),
                ('decided_on', models.DateField(verbose_name='批准日期')),
                ('document', models.CharField(blank=True, max_length=120, verbose_name='文件或会议')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='membership.exemption')),
                ('record', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='membership.steprecord', verbose_name='步骤记录')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='membership__pgh_cre_c2494e_idx'),
                ],
            },
        ),
        migrations.AddField(
            model_name='exemption',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exemptions', to='membership.steprecord', verbose_name='步骤记录'),
        ),
        migrations.CreateModel(
            name='CompanionEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('role', models.CharField(choices=[('mentor', '培养联系人'), ('introducer', '入党介绍人')], max_length=20, verbose_name='身份')),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='membership.case', verbose_name='个案')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='人员')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='membership.companion')),
                ('record', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='membership.steprecord', verbose_name='步骤记录')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='membership__pgh_cre_60fdf1_idx'),
                ],
            },
        ),
        migrations.AddField(
            model_name='companion',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='companions', to='membership.steprecord', verbose_name='步骤记录'),
        ),
        migrations.CreateModel(
            name='CasePaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('title', models.CharField(max_length=80, verbose_name='材料名称')),
                ('kind', models.CharField(blank=True, choices=[('application', '入党申请书'), ('thought_report', '思想汇报'), ('talk_record', '谈话记录'), ('review_form', '考察登记表'), ('inquiry_letter', '函调信'), ('inquiry_reply', '函调证明材料'), ('political_review', '政治审查结论性材料'), ('certificate', '培训结业材料'), ('book', '入党志愿书'), ('resolution', '支部大会决议'), ('conversion_application', '转正申请书'), ('notice', '公示材料'), ('other', '其他材料')], max_length=30, verbose_name='材料种类')),
                ('formed_on', models.DateField(blank=True, null=True, verbose_name='形成日期')),
                ('precision', models.CharField(choices=[('day', '日'), ('month', '月'), ('year', '年')], default='day', max_length=5, verbose_name='日期精度')),
                ('pages', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='页数')),
                ('copies', models.PositiveSmallIntegerField(default=1, verbose_name='份数')),
                ('is_original', models.BooleanField(blank=True, null=True, verbose_name='原件')),
                ('is_signed', models.BooleanField(blank=True, null=True, verbose_name='已签名')),
                ('kept_at', models.CharField(blank=True, max_length=80, verbose_name='纸质材料存放处')),
                ('checked_by', models.CharField(blank=True, max_length=60, verbose_name='核对人')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, max_length=300, verbose_name='作废原因')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='membership.case', verbose_name='个案')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person', verbose_name='人员')),
                ('record', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='membership.steprecord', verbose_name='步骤记录')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='membership.templatedocument', verbose_name='模板材料')),
            ],
            options={
                'verbose_name': '发展党员材料',
                'verbose_name_plural': '发展党员材料',
                'ordering': ['formed_on', 'id'],
                'default_permissions': (),
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('copies__gte', 1)), name='case_paper_has_copies', violation_error_message='份数至少为 1。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='StepTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('name', models.CharField(error_messages={'unique': '已有同名的步骤模板，请换一个名称。'}, help_text='如 25步·2026', max_length=60, unique=True, verbose_name='名称')),
                ('opened_from', models.DateField(help_text='这一天及以后登记的入党申请使用本模板', verbose_name='用于此日起登记的')),
                ('opened_until', models.DateField(blank=True, editable=False, null=True, verbose_name='用至（含当日）')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='发布时间')),
                ('prepared_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='起草人')),
                ('published_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发布人')),
            ],
            options={
                'verbose_name': '步骤模板',
                'verbose_name_plural': '步骤模板',
                'ordering': ['-opened_from', '-id'],
                'default_permissions': (),
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('opened_until__isnull', True), ('opened_until__gte', models.F('opened_from')), _connector='OR'), name='step_template_ends_after_start', violation_error_message='止的日期早于起的日期，请核对。'),
                    django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('published_at__isnull', False)), expressions=[(membership.models.templates._Opened(models.F('opened_from'), models.F('opened_until'), models.Value('[]')), '&&')], name='step_template_one_a_day', violation_error_message='同一天登记的申请只能使用一个已发布的步骤模板，起止时间与另一个重叠。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CaseEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('code', models.CharField(default=membership.models.cases.new_code, editable=False, max_length=12, verbose_name='编号')),
                ('opened_on', models.DateField(verbose_name='开案日期')),
                ('is_league_member', models.BooleanField(blank=True, null=True, verbose_name='共青团员')),
                ('is_mobile', models.BooleanField(blank=True, null=True, verbose_name='流动人员')),
                ('outcome', models.CharField(blank=True, choices=[('', '办理中'), ('archived', '已转正归档'), ('not_admitted', '不予接收'), ('removed', '取消资格'), ('cancelled', '取消预备党员资格'), ('withdrawn', '本人撤回'), ('moved_out', '转出'), ('died', '去世')], default='', max_length=20, verbose_name='结果')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='结束日期')),
                ('closing_reason', models.CharField(blank=True, max_length=300, verbose_name='结束原因')),
                ('untold', models.JSONField(blank=True, default=list, verbose_name='台账没有写的步骤')),
                ('paused_on', models.DateField(blank=True, null=True, verbose_name='暂缓日期')),
                ('pause_reason', models.CharField(blank=True, max_length=300, verbose_name='暂缓原因')),
                ('acts', models.PositiveIntegerField(default=0, verbose_name='登记次数')),
                ('stage', models.CharField(choices=[('applicant', '入党申请人'), ('activist', '入党积极分子'), ('target', '发展对象'), ('probationary_member', '预备党员'), ('full_member', '正式党员')], default='applicant', max_length=20, verbose_name='阶段')),
                ('next_step', models.CharField(blank=True, choices=[('application', '递交入党申请书'), ('application_talk', '党组织派人谈话'), ('activist_decision', '推荐和确定入党积极分子'), ('activist_filing', '上级党委备案'), ('mentors', '指定培养联系人'), ('review', '培养教育考察'), ('thought_report', '思想汇报'), ('target_decision', '确定发展对象'), ('target_filing', '报上级党委备案'), ('target_listing', '列为发展对象'), ('introducers', '确定入党介绍人'), ('political_review', '进行政治审查'), ('training', '开展集中培训'), ('committee_review', '支部委员会审查'), ('pre_review', '上级党委预审'), ('application_book', '填写入党志愿书'), ('admission_meeting', '支部大会讨论'), ('approval_talk', '上级党委派人谈话'), ('admission_approval', '上级党委审批'), ('higher_filing', '再上一级党委组织部门备案'), ('assignment', '编入党支部和党小组'), ('oath', '入党宣誓'), ('probation_review', '继续教育考察'), ('conversion_application', '提出转正申请'), ('conversion_meeting', '支部大会讨论转正'), ('conversion_approval', '上级党委审批转正'), ('archive', '材料归档'), ('public_notice', '公示'), ('transfer', '转接'), ('deliberation', '党总支审议'), ('discipline', '违犯党纪'), ('postponement', '推迟讨论转正')], max_length=30, verbose_name='下一步')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='人员')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='membership.case')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.unit', verbose_name='所在党支部')),
                ('template', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='membership.steptemplate', verbose_name='步骤模板')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='membership__pgh_cre_3cf147_idx'),
                ],
            },
        ),
        migrations.AddField(
            model_name='case',
            name='template',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='membership.steptemplate', verbose_name='步骤模板'),
        ),
        migrations.CreateModel(
            name='StepTemplateEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('name', models.CharField(error_messages={'unique': '已有同名的步骤模板，请换一个名称。'}, help_text='如 25步·2026', max_length=60, verbose_name='名称')),
                ('opened_from', models.DateField(help_text='这一天及以后登记的入党申请使用本模板', verbose_name='用于此日起登记的')),
                ('opened_until', models.DateField(blank=True, editable=False, null=True, verbose_name='用至（含当日）')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='发布时间')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='membership.steptemplate')),
                ('prepared_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='起草人')),
                ('published_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发布人')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='membership__pgh_cre_cbe359_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CasePaperEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('title', models.CharField(max_length=80, verbose_name='材料名称')),
                ('kind', models.CharField(blank=True, choices=[('application', '入党申请书'), ('thought_report', '思想汇报'), ('talk_record', '谈话记录'), ('review_form', '考察登记表'), ('inquiry_letter', '函调信'), ('inquiry_reply', '函调证明材料'), ('political_review', '政治审查结论性材料'), ('certificate', '培训结业材料'), ('book', '入党志愿书'), ('resolution', '支部大会决议'), ('conversion_application', '转正申请书'), ('notice', '公示材料'), ('other', '其他材料')], max_length=30, verbose_name='材料种类')),
                ('formed_on', models.DateField(blank=True, null=True, verbose_name='形成日期')),
                ('precision', models.CharField(choices=[('day', '日'), ('month', '月'), ('year', '年')], default='day', max_length=5, verbose_name='日期精度')),
                ('pages', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='页数')),
                ('copies', models.PositiveSmallIntegerField(default=1, verbose_name='份数')),
                ('is_original', models.BooleanField(blank=True, null=True, verbose_name='原件')),
                ('is_signed', models.BooleanField(blank=True, null=True, verbose_name='已签名')),
                ('kept_at', models.CharField(blank=True, max_length=80, verbose_name='纸质材料存放处')),
                ('checked_by', models.CharField(blank=True, max_length=60, verbose_name='核对人')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, max_length=300, verbose_name='作废原因')),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='membership.case', verbose_name='个案')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='人员')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='membership.casepaper')),
                ('record', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='membership.steprecord', verbose_name='步骤记录')),
                ('document', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='membership.templatedocument', verbose_name='模板材料')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='membership__pgh_cre_af9252_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TemplateStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('number', models.CharField(help_text='显示在步骤名称前，如 8a', max_length=6, verbose_name='编号')),
                ('stage', models.PositiveSmallIntegerField(choices=[(1, '申请入党'), (2, '入党积极分子的确定和培养教育'), (3, '发展对象的确定和考察'), (4, '预备党员的接收'), (5, '预备党员的教育考察和转正')], verbose_name='阶段')),
                ('title', models.CharField(max_length=60, verbose_name='步骤名称')),
                ('actor', models.CharField(max_length=60, verbose_name='由谁办理')),
                ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None, verbose_name='对应的程序步骤')),
                ('recorder', models.CharField(choices=[('branch', '党支部'), ('committee', '有审批权的党委'), ('either', '党支部或有审批权的党委')], default='branch', help_text='只用于学校自设的步骤；程序步骤由谁登记按细则判定', max_length=10, verbose_name='由谁登记')),
                ('is_awaited', models.BooleanField(default=False, help_text='只用于学校自设的步骤：没有登记它就办理后一步的，须说明原因和批准人', verbose_name='后一步须等待')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='membership.steptemplate', verbose_name='步骤模板')),
            ],
            options={
                'verbose_name': '模板步骤',
                'verbose_name_plural': '模板步骤',
                'ordering': ['template', 'position'],
                'default_permissions': (),
                'constraints': [
                    models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('template', 'position'), name='template_step_position_once', violation_error_message='两个步骤的顺序相同，请调整。'),
                    models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('template', 'number'), name='template_step_number_once', violation_error_message='两个步骤的编号相同，请调整。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TemplateDocumentEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('name', models.CharField(max_length=80, verbose_name='材料名称')),
                ('form', models.CharField(blank=True, help_text='如 F01；没有统一表样的不填', max_length=6, verbose_name='表样编号')),
                ('paper', models.CharField(blank=True, choices=[('application', '入党申请书'), ('thought_report', '思想汇报'), ('talk_record', '谈话记录'), ('review_form', '考察登记表'), ('inquiry_letter', '函调信'), ('inquiry_reply', '函调证明材料'), ('political_review', '政治审查结论性材料'), ('certificate', '培训结业材料'), ('book', '入党志愿书'), ('resolution', '支部大会决议'), ('conversion_application', '转正申请书'), ('notice', '公示材料'), ('other', '其他材料')], help_text='按规定要核对的材料才选', max_length=30, verbose_name='材料种类')),
                ('is_required', models.BooleanField(default=True, verbose_name='必备')),
                ('retention', models.CharField(blank=True, choices=[('personal_file', '归入本人人事档案'), ('permanent', '永久'), ('long', '长期'), ('ten_years', '10 年'), ('year_after_archive', '归档后 1 年'), ('until_leaving', '至毕业或调离')], max_length=20, verbose_name='保管期限')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='membership.templatedocument')),
                ('step', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='membership.templatestep', verbose_name='步骤')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='membership__pgh_cre_43d000_idx'),
                ],
            },
        ),
        migrations.AddField(
            model_name='templatedocument',
            name='step',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='membership.templatestep', verbose_name='步骤'),
        ),
        migrations.CreateModel(
            name='StepRecordEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('step', models.CharField(blank=True, choices=[('application', '递交入党申请书'), ('application_talk', '党组织派人谈话'), ('activist_decision', '推荐和确定入党积极分子'), ('activist_filing', '上级党委备案'), ('mentors', '指定培养联系人'), ('review', '培养教育考察'), ('thought_report', '思想汇报'), ('target_decision', '确定发展对象'), ('target_filing', '报上级党委备案'), ('target_listing', '列为发展对象'), ('introducers', '确定入党介绍人'), ('political_review', '进行政治审查'), ('training', '开展集中培训'), ('committee_review', '支部委员会审查'), ('pre_review', '上级党委预审'), ('application_book', '填写入党志愿书'), ('admission_meeting', '支部大会讨论'), ('approval_talk', '上级党委派人谈话'), ('admission_approval', '上级党委审批'), ('higher_filing', '再上一级党委组织部门备案'), ('assignment', '编入党支部和党小组'), ('oath', '入党宣誓'), ('probation_review', '继续教育考察'), ('conversion_application', '提出转正申请'), ('conversion_meeting', '支部大会讨论转正'), ('conversion_approval', '上级党委审批转正'), ('archive', '材料归档'), ('public_notice', '公示'), ('transfer', '转接'), ('deliberation', '党总支审议'), ('discipline', '违犯党纪'), ('postponement', '推迟讨论转正')], max_length=30, verbose_name='步骤')),
                ('happened_on', models.DateField(blank=True, null=True, verbose_name='日期')),
                ('precision', models.CharField(choices=[('day', '日'), ('month', '月'), ('year', '年')], default='day', max_length=5, verbose_name='日期精度')),
                ('facts', models.JSONField(blank=True, default=dict, verbose_name='内容')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='当时的期限')),
                ('late', models.CharField(blank=True, max_length=500, verbose_name='逾期说明')),
                ('recorded_on', models.DateField(verbose_name='登记日期')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, max_length=300, verbose_name='作废原因')),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='membership.case', verbose_name='个案')),
                ('item', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='branches.item', verbose_name='会议议题')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='人员')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='membership.steprecord')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('replaces', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='membership.steprecord', verbose_name='更正')),
                ('template_step', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='membership.templatestep', verbose_name='学校步骤')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='membership__pgh_cre_7659d4_idx'),
                ],
            },
        ),
        migrations.AddField(
            model_name='steprecord',
            name='template_step',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='membership.templatestep', verbose_name='学校步骤'),
        ),
        migrations.CreateModel(
            name='TemplateStepEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('number', models.CharField(help_text='显示在步骤名称前，如 8a', max_length=6, verbose_name='编号')),
                ('stage', models.PositiveSmallIntegerField(choices=[(1, '申请入党'), (2, '入党积极分子的确定和培养教育'), (3, '发展对象的确定和考察'), (4, '预备党员的接收'), (5, '预备党员的教育考察和转正')], verbose_name='阶段')),
                ('title', models.CharField(max_length=60, verbose_name='步骤名称')),
                ('actor', models.CharField(max_length=60, verbose_name='由谁办理')),
                ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None, verbose_name='对应的程序步骤')),
                ('recorder', models.CharField(choices=[('branch', '党支部'), ('committee', '有审批权的党委'), ('either', '党支部或有审批权的党委')], default='branch', help_text='只用于学校自设的步骤；程序步骤由谁登记按细则判定', max_length=10, verbose_name='由谁登记')),
                ('is_awaited', models.BooleanField(default=False, help_text='只用于学校自设的步骤：没有登记它就办理后一步的，须说明原因和批准人', verbose_name='后一步须等待')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='membership.templatestep')),
                ('template', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='membership.steptemplate', verbose_name='步骤模板')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='membership__pgh_cre_b89236_idx'),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name='book',
            constraint=models.UniqueConstraint(condition=models.Q(('spoilt_on__isnull', True)), fields=('case',), name='book_one_at_a_time', violation_error_message='此人已领用入党志愿书；填写有误需要重领的，请先登记作废。'),
        ),
        migrations.AddConstraint(
            model_name='book',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('returned_on__isnull', True), ('returned_on__gte', models.F('issued_on')), _connector='OR'), models.Q(('spoilt_on__isnull', True), ('spoilt_on__gte', models.F('issued_on')), _connector='OR')), name='book_in_order', violation_error_message='交回、作废的日期早于发放日期，请核对。'),
        ),
        migrations.AddConstraint(
            model_name='exemption',
            constraint=models.UniqueConstraint(fields=('record', 'rule'), name='exemption_once', violation_error_message='同一条规则只需一个例外说明。'),
        ),
        migrations.AddConstraint(
            model_name='exemption',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('approver', ''), _negated=True)), name='exemption_has_reason', violation_error_message='例外须写明原因和批准人。'),
        ),
        migrations.AddConstraint(
            model_name='companion',
            constraint=models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='companion_ends_after_start', violation_error_message='止的日期早于起的日期，请核对。'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('outcome', '')), fields=['stage', 'nearest_on', 'id'], include=('unit', 'warned_on', 'paused_on'), name='case_board'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['unit', 'stage', 'nearest_on', 'id'], name='case_unit_board'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('outcome', '')), fields=['nearest_on', 'id'], name='case_ledger'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('person',), name='case_one_open_per_person', violation_error_message='此人已有正在办理的发展党员个案，不能重复登记。'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', True), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('closed_on__isnull', False)), _connector='OR'), name='case_ends_with_a_day', violation_error_message='结束个案须写明日期。'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='case_ends_after_start', violation_error_message='结束日期早于开案日期，请核对。'),
        ),
        migrations.AddConstraint(
            model_name='templatedocument',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('step', 'position'), name='template_document_position_once', violation_error_message='两份材料的顺序相同，请调整。'),
        ),
        migrations.AddConstraint(
            model_name='templatedocument',
            constraint=models.UniqueConstraint(fields=('step', 'name'), name='template_document_name_once', violation_error_message='这个步骤里已有同名的材料。'),
        ),
        migrations.AddConstraint(
            model_name='steprecord',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('step', ''), _negated=True), ('template_step__isnull', False), _connector='OR'), name='step_record_names_a_step', violation_error_message='请选择步骤。'),
        ),
        migrations.AddConstraint(
            model_name='steprecord',
            constraint=models.UniqueConstraint(condition=models.Q(('step__in', ['application', 'application_talk', 'activist_decision', 'activist_filing', 'target_decision', 'target_listing', 'committee_review', 'approval_talk', 'admission_approval', 'higher_filing', 'assignment', 'oath', 'conversion_application', 'archive']), ('voided_at__isnull', True)), fields=('case', 'step'), name='step_record_once', violation_error_message='这一步已经登记，请刷新页面查看；需要改动的请用“更正记录”。'),
        ),
        migrations.AddConstraint(
            model_name='steprecord',
            constraint=models.UniqueConstraint(condition=models.Q(('step', ''), ('voided_at__isnull', True)), fields=('case', 'template_step'), name='step_record_of_the_school_once', violation_error_message='这一步已经登记，请刷新页面查看；需要改动的请用“更正记录”。'),
        ),
        migrations.AddConstraint(
            model_name='steprecord',
            constraint=models.UniqueConstraint(condition=models.Q(('item__isnull', False), ('voided_at__isnull', True)), fields=('item',), name='step_record_one_per_item', violation_error_message='这次会议的表决已经登记到个案，请刷新页面查看。'),
        ),
        AddTrigger(
            model_name='approvalauthority',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."approves" IS DISTINCT FROM (NEW."approves") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."from_on" IS DISTINCT FROM (NEW."from_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."person_kind" IS DISTINCT FROM (NEW."person_kind") OR OLD."to_on" IS DISTINCT FROM (NEW."to_on") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='0f58c813ed8d16a0ee64f4eda8a025c775cb9348', operation='UPDATE', pgid='pgtrigger_bump_version_79674', table='membership_approvalauthority', when='BEFORE')),
        ),
        AddTrigger(
            model_name='approvalauthority',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='e4cd1b53d5c30b28b1b2ff49adccd77c60d3ba7f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_488b7', table='membership_approvalauthority', when='BEFORE')),
        ),
        AddTrigger(
            model_name='approvalauthority',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_approvalauthorityevent" ("approves", "document", "from_on", "id", "person_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_on", "unit_id", "version") SELECT new_values."approves", new_values."document", new_values."from_on", new_values."id", new_values."person_kind", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."to_on", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='36856abce67693349d1971b0a7f09ded5aeefee0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d5cf6', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_approvalauthority', when='AFTER')),
        ),
        AddTrigger(
            model_name='approvalauthority',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_approvalauthorityevent" ("approves", "document", "from_on", "id", "person_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_on", "unit_id", "version") SELECT new_values."approves", new_values."document", new_values."from_on", new_values."id", new_values."person_kind", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."to_on", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."approves" IS DISTINCT FROM (new_values."approves") OR old_values."document" IS DISTINCT FROM (new_values."document") OR old_values."from_on" IS DISTINCT FROM (new_values."from_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."person_kind" IS DISTINCT FROM (new_values."person_kind") OR old_values."to_on" IS DISTINCT FROM (new_values."to_on") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fc6875b827223727f4b1f0e07839afc42ea299d9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e4692', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_approvalauthority', when='AFTER')),
        ),
        AddTrigger(
            model_name='approvalauthority',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_approvalauthorityevent" ("approves", "document", "from_on", "id", "person_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_on", "unit_id", "version") SELECT old_values."approves", old_values."document", old_values."from_on", old_values."id", old_values."person_kind", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."to_on", old_values."unit_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='52a008489641adba6718512e48c7cd08fe3f1cbd', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_81a8c', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_approvalauthority', when='AFTER')),
        ),
        AddTrigger(
            model_name='approvalauthorityevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='0cbabcdc30905e62934862e3fe6a179c0db91bbd', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_53bc0', table='membership_approvalauthorityevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='approvalauthorityevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f3f82df3e552dcea62ba63d2bcbdbfcc59e6fdd2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a7a8c', table='membership_approvalauthorityevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='bookevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='b11f30d3b041d33833d288a85406a29d2ec142e4', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_ba7fb', table='membership_bookevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='bookevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7309d8d4a8fd0d177aded16e828dc7b8b404cc35', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ec0ab', table='membership_bookevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='book',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issued_by_id" IS DISTINCT FROM (NEW."issued_by_id") OR OLD."issued_on" IS DISTINCT FROM (NEW."issued_on") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."returned_on" IS DISTINCT FROM (NEW."returned_on") OR OLD."spoil_reason" IS DISTINCT FROM (NEW."spoil_reason") OR OLD."spoilt_on" IS DISTINCT FROM (NEW."spoilt_on") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='743c19bd93cd62cab8887603627c338340ac990e', operation='UPDATE', pgid='pgtrigger_bump_version_e9fd6', table='membership_book', when='BEFORE')),
        ),
        AddTrigger(
            model_name='book',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='65c1cc01597cd631b231628ab616e2253a83e090', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_4eaf1', table='membership_book', when='BEFORE')),
        ),
        AddTrigger(
            model_name='book',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_bookevent" ("case_id", "id", "issued_by_id", "issued_on", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_on", "spoil_reason", "spoilt_on", "unit_id", "version") SELECT new_values."case_id", new_values."id", new_values."issued_by_id", new_values."issued_on", new_values."number", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."returned_on", new_values."spoil_reason", new_values."spoilt_on", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='dbef420e7dc60c814c277022f33b015d63eb67bb', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_520c5', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_book', when='AFTER')),
        ),
        AddTrigger(
            model_name='book',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_bookevent" ("case_id", "id", "issued_by_id", "issued_on", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_on", "spoil_reason", "spoilt_on", "unit_id", "version") SELECT new_values."case_id", new_values."id", new_values."issued_by_id", new_values."issued_on", new_values."number", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."returned_on", new_values."spoil_reason", new_values."spoilt_on", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."issued_by_id" IS DISTINCT FROM (new_values."issued_by_id") OR old_values."issued_on" IS DISTINCT FROM (new_values."issued_on") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."returned_on" IS DISTINCT FROM (new_values."returned_on") OR old_values."spoil_reason" IS DISTINCT FROM (new_values."spoil_reason") OR old_values."spoilt_on" IS DISTINCT FROM (new_values."spoilt_on") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6cc1a3fc171b418109cd8450420ffadc66bae78e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a0d0a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_book', when='AFTER')),
        ),
        AddTrigger(
            model_name='book',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_bookevent" ("case_id", "id", "issued_by_id", "issued_on", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_on", "spoil_reason", "spoilt_on", "unit_id", "version") SELECT old_values."case_id", old_values."id", old_values."issued_by_id", old_values."issued_on", old_values."number", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."returned_on", old_values."spoil_reason", old_values."spoilt_on", old_values."unit_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2e3d16ac45b05fe30386585ff0e5fc4530365fca', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_63e23', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_book', when='AFTER')),
        ),
        AddTrigger(
            model_name='casereturn',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."complete_by" IS DISTINCT FROM (NEW."complete_by") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."resubmitted_by_id" IS DISTINCT FROM (NEW."resubmitted_by_id") OR OLD."resubmitted_on" IS DISTINCT FROM (NEW."resubmitted_on") OR OLD."returned_by_id" IS DISTINCT FROM (NEW."returned_by_id") OR OLD."returned_on" IS DISTINCT FROM (NEW."returned_on") OR OLD."step" IS DISTINCT FROM (NEW."step") OR OLD."void_reason" IS DISTINCT FROM (NEW."void_reason") OR OLD."voided_at" IS DISTINCT FROM (NEW."voided_at"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='d285b5b758fc5cc543aa0f0104732142a877110d', operation='UPDATE', pgid='pgtrigger_bump_version_ba725', table='membership_casereturn', when='BEFORE')),
        ),
        AddTrigger(
            model_name='casereturn',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='634ac783e599ed12d77bf8212a913ca453bad816', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_42f4a', table='membership_casereturn', when='BEFORE')),
        ),
        AddTrigger(
            model_name='casereturn',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_casereturnevent" ("answer", "body_id", "case_id", "complete_by", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resubmitted_by_id", "resubmitted_on", "returned_by_id", "returned_on", "step", "version", "void_reason", "voided_at") SELECT new_values."answer", new_values."body_id", new_values."case_id", new_values."complete_by", new_values."id", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."reason", new_values."resubmitted_by_id", new_values."resubmitted_on", new_values."returned_by_id", new_values."returned_on", new_values."step", new_values."version", new_values."void_reason", new_values."voided_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='310af4c14fa73b6435e49efd7929ed8b7d983e2e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d2995', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_casereturn', when='AFTER')),
        ),
        AddTrigger(
            model_name='casereturn',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_casereturnevent" ("answer", "body_id", "case_id", "complete_by", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resubmitted_by_id", "resubmitted_on", "returned_by_id", "returned_on", "step", "version", "void_reason", "voided_at") SELECT new_values."answer", new_values."body_id", new_values."case_id", new_values."complete_by", new_values."id", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."reason", new_values."resubmitted_by_id", new_values."resubmitted_on", new_values."returned_by_id", new_values."returned_on", new_values."step", new_values."version", new_values."void_reason", new_values."voided_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."answer" IS DISTINCT FROM (new_values."answer") OR old_values."body_id" IS DISTINCT FROM (new_values."body_id") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."complete_by" IS DISTINCT FROM (new_values."complete_by") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."resubmitted_by_id" IS DISTINCT FROM (new_values."resubmitted_by_id") OR old_values."resubmitted_on" IS DISTINCT FROM (new_values."resubmitted_on") OR old_values."returned_by_id" IS DISTINCT FROM (new_values."returned_by_id") OR old_values."returned_on" IS DISTINCT FROM (new_values."returned_on") OR old_values."step" IS DISTINCT FROM (new_values."step") OR old_values."void_reason" IS DISTINCT FROM (new_values."void_reason") OR old_values."voided_at" IS DISTINCT FROM (new_values."voided_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='eeaff27c7920d592703c18a4b8437a57fdfa05c9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_84bb2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_casereturn', when='AFTER')),
        ),
        AddTrigger(
            model_name='casereturn',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_casereturnevent" ("answer", "body_id", "case_id", "complete_by", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resubmitted_by_id", "resubmitted_on", "returned_by_id", "returned_on", "step", "version", "void_reason", "voided_at") SELECT old_values."answer", old_values."body_id", old_values."case_id", old_values."complete_by", old_values."id", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."reason", old_values."resubmitted_by_id", old_values."resubmitted_on", old_values."returned_by_id", old_values."returned_on", old_values."step", old_values."version", old_values."void_reason", old_values."voided_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='73b2012db53fe57f0a0f79efcd3e51bc600849ce', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b5e20', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_casereturn', when='AFTER')),
        ),
        AddTrigger(
            model_name='casereturnevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='655068503724229662ecb19a69c82d763ca8c42f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_3aae5', table='membership_casereturnevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='casereturnevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d9877663c5e1878ca404bc6e713b07ead229e9b1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_caf73', table='membership_casereturnevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='editionconfirmation',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id") OR OLD."confirmed_on" IS DISTINCT FROM (NEW."confirmed_on") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."edition" IS DISTINCT FROM (NEW."edition") OR OLD."id" IS DISTINCT FROM (NEW."id"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='91c5331e81f0a547642358bb606ef303a98355df', operation='UPDATE', pgid='pgtrigger_bump_version_4fdf0', table='membership_editionconfirmation', when='BEFORE')),
        ),
        AddTrigger(
            model_name='editionconfirmation',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='83abe9e6796a8c0051596c6580a29623fc576da8', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_5f202', table='membership_editionconfirmation', when='BEFORE')),
        ),
        AddTrigger(
            model_name='editionconfirmation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_editionconfirmationevent" ("confirmed_by_id", "confirmed_on", "document", "edition", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."confirmed_by_id", new_values."confirmed_on", new_values."document", new_values."edition", new_values."id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='087db9addee5183d5afccd8c6f63453bc2edd4b0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_870ca', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_editionconfirmation', when='AFTER')),
        ),
        AddTrigger(
            model_name='editionconfirmation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_editionconfirmationevent" ("confirmed_by_id", "confirmed_on", "document", "edition", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."confirmed_by_id", new_values."confirmed_on", new_values."document", new_values."edition", new_values."id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."confirmed_by_id" IS DISTINCT FROM (new_values."confirmed_by_id") OR old_values."confirmed_on" IS DISTINCT FROM (new_values."confirmed_on") OR old_values."document" IS DISTINCT FROM (new_values."document") OR old_values."edition" IS DISTINCT FROM (new_values."edition") OR old_values."id" IS DISTINCT FROM (new_values."id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3689143cb2891aaf6ebaf0753df848ad02a78270', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3cc5d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_editionconfirmation', when='AFTER')),
        ),
        AddTrigger(
            model_name='editionconfirmation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_editionconfirmationevent" ("confirmed_by_id", "confirmed_on", "document", "edition", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT old_values."confirmed_by_id", old_values."confirmed_on", old_values."document", old_values."edition", old_values."id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='59c0aee8ab6f5576ec73668f248ae7953773d445', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_bd43c', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_editionconfirmation', when='AFTER')),
        ),
        AddTrigger(
            model_name='editionconfirmationevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='2ea77ef156ac78a5181fd694838a23c42f79b468', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_9ff8b', table='membership_editionconfirmationevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='editionconfirmationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ea0387394fa3742b5998e3ff5d28329ba1cb3611', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b6530', table='membership_editionconfirmationevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='qualitycheck',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."clause" IS DISTINCT FROM (NEW."clause") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."filed_by_id" IS DISTINCT FROM (NEW."filed_by_id") OR OLD."filed_on" IS DISTINCT FROM (NEW."filed_on") OR OLD."handled_by_id" IS DISTINCT FROM (NEW."handled_by_id") OR OLD."handled_on" IS DISTINCT FROM (NEW."handled_on") OR OLD."handling" IS DISTINCT FROM (NEW."handling") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."on" IS DISTINCT FROM (NEW."on") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."rule" IS DISTINCT FROM (NEW."rule") OR OLD."severity" IS DISTINCT FROM (NEW."severity") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."step" IS DISTINCT FROM (NEW."step") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."with_discipline_office" IS DISTINCT FROM (NEW."with_discipline_office") OR OLD."words" IS DISTINCT FROM (NEW."words"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='25dc03ab8bf7e9b8f6321ee9b64a70db24f3facb', operation='UPDATE', pgid='pgtrigger_bump_version_4e87e', table='membership_qualitycheck', when='BEFORE')),
        ),
        AddTrigger(
            model_name='qualitycheck',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='c700c16c734e41497b4258b73bafa2e3b31ec1d5', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_102f1', table='membership_qualitycheck', when='BEFORE')),
        ),
        AddTrigger(
            model_name='qualitycheck',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_qualitycheckevent" ("clause", "code", "filed_by_id", "filed_on", "handled_by_id", "handled_on", "handling", "id", "label", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "severity", "source", "state", "step", "unit_id", "version", "with_discipline_office", "words") SELECT new_values."clause", new_values."code", new_values."filed_by_id", new_values."filed_on", new_values."handled_by_id", new_values."handled_on", new_values."handling", new_values."id", new_values."label", new_values."on", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."rule", new_values."severity", new_values."source", new_values."state", new_values."step", new_values."unit_id", new_values."version", new_values."with_discipline_office", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='35d0ff2ec25f6b79eca3f9b46befd880e44dc90c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d2557', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_qualitycheck', when='AFTER')),
        ),
        AddTrigger(
            model_name='qualitycheck',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_qualitycheckevent" ("clause", "code", "filed_by_id", "filed_on", "handled_by_id", "handled_on", "handling", "id", "label", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "severity", "source", "state", "step", "unit_id", "version", "with_discipline_office", "words") SELECT new_values."clause", new_values."code", new_values."filed_by_id", new_values."filed_on", new_values."handled_by_id", new_values."handled_on", new_values."handling", new_values."id", new_values."label", new_values."on", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."rule", new_values."severity", new_values."source", new_values."state", new_values."step", new_values."unit_id", new_values."version", new_values."with_discipline_office", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."clause" IS DISTINCT FROM (new_values."clause") OR old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."filed_by_id" IS DISTINCT FROM (new_values."filed_by_id") OR old_values."filed_on" IS DISTINCT FROM (new_values."filed_on") OR old_values."handled_by_id" IS DISTINCT FROM (new_values."handled_by_id") OR old_values."handled_on" IS DISTINCT FROM (new_values."handled_on") OR old_values."handling" IS DISTINCT FROM (new_values."handling") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."label" IS DISTINCT FROM (new_values."label") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."rule" IS DISTINCT FROM (new_values."rule") OR old_values."severity" IS DISTINCT FROM (new_values."severity") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."step" IS DISTINCT FROM (new_values."step") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."with_discipline_office" IS DISTINCT FROM (new_values."with_discipline_office") OR old_values."words" IS DISTINCT FROM (new_values."words")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2fc367a8cc6a15293ddfebaa7afe99153846b18a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4791e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_qualitycheck', when='AFTER')),
        ),
        AddTrigger(
            model_name='qualitycheck',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_qualitycheckevent" ("clause", "code", "filed_by_id", "filed_on", "handled_by_id", "handled_on", "handling", "id", "label", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "severity", "source", "state", "step", "unit_id", "version", "with_discipline_office", "words") SELECT old_values."clause", old_values."code", old_values."filed_by_id", old_values."filed_on", old_values."handled_by_id", old_values."handled_on", old_values."handling", old_values."id", old_values."label", old_values."on", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."rule", old_values."severity", old_values."source", old_values."state", old_values."step", old_values."unit_id", old_values."version", old_values."with_discipline_office", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b6697fc4cc2469c2844d3cd2911a3d81555df83f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_5d850', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_qualitycheck', when='AFTER')),
        ),
        AddTrigger(
            model_name='qualitycheckevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='aefe681e13711c9c763cda1d02e4414d9ca68139', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_44ccb', table='membership_qualitycheckevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='qualitycheckevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f10c4e5f878fe6d7cc4f4235404733b18af52ce2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d0674', table='membership_qualitycheckevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='quota',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."places" IS DISTINCT FROM (NEW."places") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."year" IS DISTINCT FROM (NEW."year"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='24d75cb52da6860e22b640da52a50a05d6fccb06', operation='UPDATE', pgid='pgtrigger_bump_version_cbbfe', table='membership_quota', when='BEFORE')),
        ),
        AddTrigger(
            model_name='quota',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='e1ede91fb8818abd98a7e5775ef309b03222556a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_d1284', table='membership_quota', when='BEFORE')),
        ),
        AddTrigger(
            model_name='quota',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_quotaevent" ("document", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "unit_id", "version", "year") SELECT new_values."document", new_values."id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."places", new_values."unit_id", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c551bb568de03c1ff4583ccd8d395d44c605d225', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_209ba', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_quota', when='AFTER')),
        ),
        AddTrigger(
            model_name='quota',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_quotaevent" ("document", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "unit_id", "version", "year") SELECT new_values."document", new_values."id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."places", new_values."unit_id", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."document" IS DISTINCT FROM (new_values."document") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."places" IS DISTINCT FROM (new_values."places") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."year" IS DISTINCT FROM (new_values."year")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1b98d6b4c5487f755eed38ea72929240d5070820', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_89ed3', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_quota', when='AFTER')),
        ),
        AddTrigger(
            model_name='quota',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_quotaevent" ("document", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "unit_id", "version", "year") SELECT old_values."document", old_values."id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."places", old_values."unit_id", old_values."version", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='df38fd421e905bd2312a8ded7940989111e53f3a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_eb321', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_quota', when='AFTER')),
        ),
        AddTrigger(
            model_name='quotaevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='ff605986008a51dece00b932a9559f1e131bfc5c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_b4214', table='membership_quotaevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='quotaevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0b2235013c0c456deb95a30739140a226d7fb2f5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0b849', table='membership_quotaevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='exemptionevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='1b8b2257f8960a9b417e7b3713b193819c4662dc', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_7429b', table='membership_exemptionevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='exemptionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0a2d8734f512b12a5def27f3463c428983b0d3d5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_614e3', table='membership_exemptionevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='exemption',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."approver" IS DISTINCT FROM (NEW."approver") OR OLD."clause" IS DISTINCT FROM (NEW."clause") OR OLD."decided_on" IS DISTINCT FROM (NEW."decided_on") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."rule" IS DISTINCT FROM (NEW."rule") OR OLD."words" IS DISTINCT FROM (NEW."words"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='fc4baee87c0952a82be7c2e3c5bbfbb9b0f58903', operation='UPDATE', pgid='pgtrigger_bump_version_21796', table='membership_exemption', when='BEFORE')),
        ),
        AddTrigger(
            model_name='exemption',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='4be4537c029fd4627c5add03c0b692f46539ea1c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_60543', table='membership_exemption', when='BEFORE')),
        ),
        AddTrigger(
            model_name='exemption',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_exemptionevent" ("approver", "clause", "decided_on", "document", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "record_id", "rule", "version", "words") SELECT new_values."approver", new_values."clause", new_values."decided_on", new_values."document", new_values."id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."reason", new_values."record_id", new_values."rule", new_values."version", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9d08067753c5cdfd66da9aad3a377b200031a2a9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3bb30', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_exemption', when='AFTER')),
        ),
        AddTrigger(
            model_name='exemption',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_exemptionevent" ("approver", "clause", "decided_on", "document", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "record_id", "rule", "version", "words") SELECT new_values."approver", new_values."clause", new_values."decided_on", new_values."document", new_values."id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."reason", new_values."record_id", new_values."rule", new_values."version", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."approver" IS DISTINCT FROM (new_values."approver") OR old_values."clause" IS DISTINCT FROM (new_values."clause") OR old_values."decided_on" IS DISTINCT FROM (new_values."decided_on") OR old_values."document" IS DISTINCT FROM (new_values."document") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."record_id" IS DISTINCT FROM (new_values."record_id") OR old_values."rule" IS DISTINCT FROM (new_values."rule") OR old_values."words" IS DISTINCT FROM (new_values."words")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='70ca707421bacd16c74be1cf1e6d06c06f308111', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7dfe1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_exemption', when='AFTER')),
        ),
        AddTrigger(
            model_name='exemption',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_exemptionevent" ("approver", "clause", "decided_on", "document", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "record_id", "rule", "version", "words") SELECT old_values."approver", old_values."clause", old_values."decided_on", old_values."document", old_values."id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."reason", old_values."record_id", old_values."rule", old_values."version", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1142b76a546b41100d7c82afcbd2eb29caf9d4e2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_bda4c', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_exemption', when='AFTER')),
        ),
        AddTrigger(
            model_name='companionevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='6800af5f2b6f9b037ce0e65ed0d0a517ae5659a2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_f248b', table='membership_companionevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='companionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2e430661ce28ac4864d7bf5c57578b60da6f64a9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f94a5', table='membership_companionevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='companion',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."from_on" IS DISTINCT FROM (NEW."from_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."to_on" IS DISTINCT FROM (NEW."to_on"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='cfc0057b28813e094caaf86d6c805fd9b001746b', operation='UPDATE', pgid='pgtrigger_bump_version_f6495', table='membership_companion', when='BEFORE')),
        ),
        AddTrigger(
            model_name='companion',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='80be300a58aef95ca7310276a3f169207a9d32cc', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_c1aa0', table='membership_companion', when='BEFORE')),
        ),
        AddTrigger(
            model_name='companion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_companionevent" ("case_id", "from_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "role", "to_on", "version") SELECT new_values."case_id", new_values."from_on", new_values."id", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."record_id", new_values."role", new_values."to_on", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='648f040e8c8f7fed806ea6fcc348953663b635cc', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_93740', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_companion', when='AFTER')),
        ),
        AddTrigger(
            model_name='companion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_companionevent" ("case_id", "from_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "role", "to_on", "version") SELECT new_values."case_id", new_values."from_on", new_values."id", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."record_id", new_values."role", new_values."to_on", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."from_on" IS DISTINCT FROM (new_values."from_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."record_id" IS DISTINCT FROM (new_values."record_id") OR old_values."role" IS DISTINCT FROM (new_values."role") OR old_values."to_on" IS DISTINCT FROM (new_values."to_on")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='697f39d5934a9a2ec47556ed4b7d9eacc221b550', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_166de', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_companion', when='AFTER')),
        ),
        AddTrigger(
            model_name='companion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_companionevent" ("case_id", "from_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "role", "to_on", "version") SELECT old_values."case_id", old_values."from_on", old_values."id", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."record_id", old_values."role", old_values."to_on", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c641d751cbb916a8033fa7496b56bf089eed8320', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c2eea', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_companion', when='AFTER')),
        ),
        AddTrigger(
            model_name='steptemplate',
            trigger=pgtrigger.compiler.Trigger(name='published_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."opened_from" IS DISTINCT FROM (NEW."opened_from") OR OLD."prepared_by_id" IS DISTINCT FROM (NEW."prepared_by_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id"))', func="IF OLD.published_at IS NOT NULL THEN RAISE EXCEPTION 'A published step template cannot be changed'; END IF; RETURN NEW;", hash='b0b4e9c615506efde8f61f7479bd74f9dcec5998', operation='UPDATE', pgid='pgtrigger_published_stays_b2630', table='membership_steptemplate', when='BEFORE')),
        ),
        AddTrigger(
            model_name='steptemplate',
            trigger=pgtrigger.compiler.Trigger(name='published_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."published_at" IS NOT NULL)', func="RAISE EXCEPTION 'A published step template cannot be changed';", hash='15bd6c4b1f3329942ed103b381c17b9a2ef541e6', operation='DELETE', pgid='pgtrigger_published_is_kept_dfb14', table='membership_steptemplate', when='BEFORE')),
        ),
        AddTrigger(
            model_name='steptemplate',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."opened_from" IS DISTINCT FROM (NEW."opened_from") OR OLD."opened_until" IS DISTINCT FROM (NEW."opened_until") OR OLD."prepared_by_id" IS DISTINCT FROM (NEW."prepared_by_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='71010cb488cfee35b9cfde104d12656b804db765', operation='UPDATE', pgid='pgtrigger_bump_version_f62e7', table='membership_steptemplate', when='BEFORE')),
        ),
        AddTrigger(
            model_name='steptemplate',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='1934e29d663cf38c7944c91eb16a4344d9c89697', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_734ba', table='membership_steptemplate', when='BEFORE')),
        ),
        AddTrigger(
            model_name='steptemplate',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_steptemplateevent" ("id", "name", "note", "opened_from", "opened_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "published_at", "published_by_id", "version") SELECT new_values."id", new_values."name", new_values."note", new_values."opened_from", new_values."opened_until", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."prepared_by_id", new_values."published_at", new_values."published_by_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='264e3ce95b0e8baecf2212a6387bd4367895bcd6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_80b3b', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_steptemplate', when='AFTER')),
        ),
        AddTrigger(
            model_name='steptemplate',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_steptemplateevent" ("id", "name", "note", "opened_from", "opened_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "published_at", "published_by_id", "version") SELECT new_values."id", new_values."name", new_values."note", new_values."opened_from", new_values."opened_until", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."prepared_by_id", new_values."published_at", new_values."published_by_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."opened_from" IS DISTINCT FROM (new_values."opened_from") OR old_values."opened_until" IS DISTINCT FROM (new_values."opened_until") OR old_values."prepared_by_id" IS DISTINCT FROM (new_values."prepared_by_id") OR old_values."published_at" IS DISTINCT FROM (new_values."published_at") OR old_values."published_by_id" IS DISTINCT FROM (new_values."published_by_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e738d0df9022a79a45a36d8cfb1ea4254103c490', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c3542', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_steptemplate', when='AFTER')),
        ),
        AddTrigger(
            model_name='steptemplate',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_steptemplateevent" ("id", "name", "note", "opened_from", "opened_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "published_at", "published_by_id", "version") SELECT old_values."id", old_values."name", old_values."note", old_values."opened_from", old_values."opened_until", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."prepared_by_id", old_values."published_at", old_values."published_by_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='77f2950c97e9d5c67d3f0f93cabbc464a6e8de12', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4e88f', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_steptemplate', when='AFTER')),
        ),
        AddTrigger(
            model_name='caseevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='9c0d40104415acde7ec200818f935479d970346b', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_98819', table='membership_caseevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='caseevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='af88f162c13a021aa9a448d823a8cbde7ae764b9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6b392', table='membership_caseevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."acts" IS DISTINCT FROM (NEW."acts") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."closing_reason" IS DISTINCT FROM (NEW."closing_reason") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_league_member" IS DISTINCT FROM (NEW."is_league_member") OR OLD."is_mobile" IS DISTINCT FROM (NEW."is_mobile") OR OLD."next_step" IS DISTINCT FROM (NEW."next_step") OR OLD."opened_on" IS DISTINCT FROM (NEW."opened_on") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."pause_reason" IS DISTINCT FROM (NEW."pause_reason") OR OLD."paused_on" IS DISTINCT FROM (NEW."paused_on") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."template_id" IS DISTINCT FROM (NEW."template_id") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."untold" IS DISTINCT FROM (NEW."untold"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='2b4674cd01c09861a40f4cd33ac96046efa0c030', operation='UPDATE', pgid='pgtrigger_bump_version_658bb', table='membership_case', when='BEFORE')),
        ),
        AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='b314f32cdfb24095cee90714ab35bf5e316cc374', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_c23ab', table='membership_case', when='BEFORE')),
        ),
        AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_caseevent" ("acts", "closed_on", "closing_reason", "code", "id", "is_league_member", "is_mobile", "next_step", "opened_on", "outcome", "pause_reason", "paused_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "template_id", "unit_id", "untold", "version") SELECT new_values."acts", new_values."closed_on", new_values."closing_reason", new_values."code", new_values."id", new_values."is_league_member", new_values."is_mobile", new_values."next_step", new_values."opened_on", new_values."outcome", new_values."pause_reason", new_values."paused_on", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."stage", new_values."template_id", new_values."unit_id", new_values."untold", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='46d9f44b8c17ca7e9e23f992fcd8719c3584db3e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1143a', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_case', when='AFTER')),
        ),
        AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_caseevent" ("acts", "closed_on", "closing_reason", "code", "id", "is_league_member", "is_mobile", "next_step", "opened_on", "outcome", "pause_reason", "paused_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "template_id", "unit_id", "untold", "version") SELECT new_values."acts", new_values."closed_on", new_values."closing_reason", new_values."code", new_values."id", new_values."is_league_member", new_values."is_mobile", new_values."next_step", new_values."opened_on", new_values."outcome", new_values."pause_reason", new_values."paused_on", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."stage", new_values."template_id", new_values."unit_id", new_values."untold", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."acts" IS DISTINCT FROM (new_values."acts") OR old_values."closed_on" IS DISTINCT FROM (new_values."closed_on") OR old_values."closing_reason" IS DISTINCT FROM (new_values."closing_reason") OR old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_league_member" IS DISTINCT FROM (new_values."is_league_member") OR old_values."is_mobile" IS DISTINCT FROM (new_values."is_mobile") OR old_values."next_step" IS DISTINCT FROM (new_values."next_step") OR old_values."opened_on" IS DISTINCT FROM (new_values."opened_on") OR old_values."outcome" IS DISTINCT FROM (new_values."outcome") OR old_values."pause_reason" IS DISTINCT FROM (new_values."pause_reason") OR old_values."paused_on" IS DISTINCT FROM (new_values."paused_on") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."stage" IS DISTINCT FROM (new_values."stage") OR old_values."template_id" IS DISTINCT FROM (new_values."template_id") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."untold" IS DISTINCT FROM (new_values."untold")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='70d19d349ac71309a92639bcfbbf48fadecadf67', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_17002', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_case', when='AFTER')),
        ),
        AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_caseevent" ("acts", "closed_on", "closing_reason", "code", "id", "is_league_member", "is_mobile", "next_step", "opened_on", "outcome", "pause_reason", "paused_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "template_id", "unit_id", "untold", "version") SELECT old_values."acts", old_values."closed_on", old_values."closing_reason", old_values."code", old_values."id", old_values."is_league_member", old_values."is_mobile", old_values."next_step", old_values."opened_on", old_values."outcome", old_values."pause_reason", old_values."paused_on", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."stage", old_values."template_id", old_values."unit_id", old_values."untold", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='283914a29f964bbabcb52a7d0c9bc02836673861', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f70c8', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_case', when='AFTER')),
        ),
        AddTrigger(
            model_name='steptemplateevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='da794806b05af381b5792b659ff77a327a7d5f09', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_9f13a', table='membership_steptemplateevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='steptemplateevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='454d507c0a4d3b149edd3c511bcf468d28d9febc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_48572', table='membership_steptemplateevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='casepaperevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='28e0b116b34f41fe2ddce41cd345a12009674ca6', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_51c9e', table='membership_casepaperevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='casepaperevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b1f3cb3bf86aeb2d128cfb6196c1d13fc41d8a2e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0289f', table='membership_casepaperevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='casepaper',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."checked_by" IS DISTINCT FROM (NEW."checked_by") OR OLD."copies" IS DISTINCT FROM (NEW."copies") OR OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."formed_on" IS DISTINCT FROM (NEW."formed_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_original" IS DISTINCT FROM (NEW."is_original") OR OLD."is_signed" IS DISTINCT FROM (NEW."is_signed") OR OLD."kept_at" IS DISTINCT FROM (NEW."kept_at") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."pages" IS DISTINCT FROM (NEW."pages") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."precision" IS DISTINCT FROM (NEW."precision") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."void_reason" IS DISTINCT FROM (NEW."void_reason") OR OLD."voided_at" IS DISTINCT FROM (NEW."voided_at"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='a435647ccbe2e4e18f2b3040089c5eb344278b15', operation='UPDATE', pgid='pgtrigger_bump_version_6f0cb', table='membership_casepaper', when='BEFORE')),
        ),
        AddTrigger(
            model_name='casepaper',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='4f43f6b2809c572be7f03b98493e58ef441a9bcb', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_49536', table='membership_casepaper', when='BEFORE')),
        ),
        AddTrigger(
            model_name='casepaper',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_casepaperevent" ("case_id", "checked_by", "copies", "document_id", "formed_on", "id", "is_original", "is_signed", "kept_at", "kind", "pages", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "record_id", "title", "version", "void_reason", "voided_at") SELECT new_values."case_id", new_values."checked_by", new_values."copies", new_values."document_id", new_values."formed_on", new_values."id", new_values."is_original", new_values."is_signed", new_values."kept_at", new_values."kind", new_values."pages", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."precision", new_values."record_id", new_values."title", new_values."version", new_values."void_reason", new_values."voided_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a8b04c7d632d27ccf264bd036ce8475c5c5a51b7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7daef', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_casepaper', when='AFTER')),
        ),
        AddTrigger(
            model_name='casepaper',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_casepaperevent" ("case_id", "checked_by", "copies", "document_id", "formed_on", "id", "is_original", "is_signed", "kept_at", "kind", "pages", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "record_id", "title", "version", "void_reason", "voided_at") SELECT new_values."case_id", new_values."checked_by", new_values."copies", new_values."document_id", new_values."formed_on", new_values."id", new_values."is_original", new_values."is_signed", new_values."kept_at", new_values."kind", new_values."pages", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."precision", new_values."record_id", new_values."title", new_values."version", new_values."void_reason", new_values."voided_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."checked_by" IS DISTINCT FROM (new_values."checked_by") OR old_values."copies" IS DISTINCT FROM (new_values."copies") OR old_values."document_id" IS DISTINCT FROM (new_values."document_id") OR old_values."formed_on" IS DISTINCT FROM (new_values."formed_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_original" IS DISTINCT FROM (new_values."is_original") OR old_values."is_signed" IS DISTINCT FROM (new_values."is_signed") OR old_values."kept_at" IS DISTINCT FROM (new_values."kept_at") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."pages" IS DISTINCT FROM (new_values."pages") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."precision" IS DISTINCT FROM (new_values."precision") OR old_values."record_id" IS DISTINCT FROM (new_values."record_id") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."void_reason" IS DISTINCT FROM (new_values."void_reason") OR old_values."voided_at" IS DISTINCT FROM (new_values."voided_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7f02e8429ce1e9907909e48614f0731fee9366a1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d8139', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_casepaper', when='AFTER')),
        ),
        AddTrigger(
            model_name='casepaper',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_casepaperevent" ("case_id", "checked_by", "copies", "document_id", "formed_on", "id", "is_original", "is_signed", "kept_at", "kind", "pages", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "record_id", "title", "version", "void_reason", "voided_at") SELECT old_values."case_id", old_values."checked_by", old_values."copies", old_values."document_id", old_values."formed_on", old_values."id", old_values."is_original", old_values."is_signed", old_values."kept_at", old_values."kind", old_values."pages", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."precision", old_values."record_id", old_values."title", old_values."version", old_values."void_reason", old_values."voided_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d14ae45da2f311de266f04ba6babd700002dcb6c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2720c', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_casepaper', when='AFTER')),
        ),
        AddTrigger(
            model_name='templatestep',
            trigger=pgtrigger.compiler.Trigger(name='steps_stay', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE is_published BOOLEAN;', func="\n        PERFORM 1 FROM membership_steptemplate WHERE id IN (OLD.template_id, NEW.template_id) FOR SHARE;\n        SELECT bool_or(published_at IS NOT NULL) INTO is_published FROM membership_steptemplate\n        WHERE id IN (OLD.template_id, NEW.template_id);\n        IF is_published THEN RAISE EXCEPTION 'A published step template cannot be changed'; END IF;\n        RETURN COALESCE(NEW, OLD);\n    ", hash='441e416a29a2a251dd4aa2511465a28b83871f47', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_steps_stay_138a5', table='membership_templatestep', when='BEFORE')),
        ),
        AddTrigger(
            model_name='templatestep',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."actor" IS DISTINCT FROM (NEW."actor") OR OLD."codes" IS DISTINCT FROM (NEW."codes") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_awaited" IS DISTINCT FROM (NEW."is_awaited") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."recorder" IS DISTINCT FROM (NEW."recorder") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."template_id" IS DISTINCT FROM (NEW."template_id") OR OLD."title" IS DISTINCT FROM (NEW."title"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='ffdd7885b9682cce9ea9be6500c6bf76275d1d4d', operation='UPDATE', pgid='pgtrigger_bump_version_55f1e', table='membership_templatestep', when='BEFORE')),
        ),
        AddTrigger(
            model_name='templatestep',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='0ade843b7cb70bd7eb335b3a7e234c784de06175', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_e470b', table='membership_templatestep', when='BEFORE')),
        ),
        AddTrigger(
            model_name='templatestep',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_templatestepevent" ("actor", "codes", "id", "is_awaited", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorder", "stage", "template_id", "title", "version") SELECT new_values."actor", new_values."codes", new_values."id", new_values."is_awaited", new_values."note", new_values."number", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."position", new_values."recorder", new_values."stage", new_values."template_id", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c58395eee4509030f7aece09dc4644b2eca2ff93', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_78b33', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_templatestep', when='AFTER')),
        ),
        AddTrigger(
            model_name='templatestep',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_templatestepevent" ("actor", "codes", "id", "is_awaited", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorder", "stage", "template_id", "title", "version") SELECT new_values."actor", new_values."codes", new_values."id", new_values."is_awaited", new_values."note", new_values."number", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."position", new_values."recorder", new_values."stage", new_values."template_id", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."actor" IS DISTINCT FROM (new_values."actor") OR old_values."codes" IS DISTINCT FROM (new_values."codes") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_awaited" IS DISTINCT FROM (new_values."is_awaited") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."recorder" IS DISTINCT FROM (new_values."recorder") OR old_values."stage" IS DISTINCT FROM (new_values."stage") OR old_values."template_id" IS DISTINCT FROM (new_values."template_id") OR old_values."title" IS DISTINCT FROM (new_values."title")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e5822515f5ab47083b9e5840227fb8fd0fbd89c4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_88ae9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_templatestep', when='AFTER')),
        ),
        AddTrigger(
            model_name='templatestep',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_templatestepevent" ("actor", "codes", "id", "is_awaited", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorder", "stage", "template_id", "title", "version") SELECT old_values."actor", old_values."codes", old_values."id", old_values."is_awaited", old_values."note", old_values."number", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."position", old_values."recorder", old_values."stage", old_values."template_id", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2549ae736ca10833d1620f1f3c994ee49a963a3c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8b7b2', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_templatestep', when='AFTER')),
        ),
        AddTrigger(
            model_name='templatedocumentevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='f041d219a1c141534600057769e7fca1c83474a1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_9c37c', table='membership_templatedocumentevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='templatedocumentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='47feac2f28d9a585d2a100781a6b6845cda91db9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_272ac', table='membership_templatedocumentevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='templatedocument',
            trigger=pgtrigger.compiler.Trigger(name='documents_stay', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE is_published BOOLEAN;', func="\n        PERFORM 1 FROM membership_steptemplate t JOIN membership_templatestep s ON s.template_id = t.id\n        WHERE s.id IN (OLD.step_id, NEW.step_id) FOR SHARE OF t;\n        SELECT bool_or(t.published_at IS NOT NULL) INTO is_published\n        FROM membership_steptemplate t JOIN membership_templatestep s ON s.template_id = t.id\n        WHERE s.id IN (OLD.step_id, NEW.step_id);\n        IF is_published THEN RAISE EXCEPTION 'A published step template cannot be changed'; END IF;\n        RETURN COALESCE(NEW, OLD);\n    ", hash='693988eda81e8713eda78f5bf1b1bf555985a94f', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_documents_stay_62ec2', table='membership_templatedocument', when='BEFORE')),
        ),
        AddTrigger(
            model_name='templatedocument',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."form" IS DISTINCT FROM (NEW."form") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_required" IS DISTINCT FROM (NEW."is_required") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."paper" IS DISTINCT FROM (NEW."paper") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."retention" IS DISTINCT FROM (NEW."retention") OR OLD."step_id" IS DISTINCT FROM (NEW."step_id"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='5037e1fa6ca0c7bd766b5d52e60ab41d0d5ab737', operation='UPDATE', pgid='pgtrigger_bump_version_86557', table='membership_templatedocument', when='BEFORE')),
        ),
        AddTrigger(
            model_name='templatedocument',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='93b2c88c4768210d4b4d3437be7f030ecd475793', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_f8ac6', table='membership_templatedocument', when='BEFORE')),
        ),
        AddTrigger(
            model_name='templatedocument',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_templatedocumentevent" ("form", "id", "is_required", "name", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retention", "step_id", "version") SELECT new_values."form", new_values."id", new_values."is_required", new_values."name", new_values."paper", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."position", new_values."retention", new_values."step_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4ee4e56eee314cfd7fd4599dd036e81ec128233e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c413b', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_templatedocument', when='AFTER')),
        ),
        AddTrigger(
            model_name='templatedocument',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_templatedocumentevent" ("form", "id", "is_required", "name", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retention", "step_id", "version") SELECT new_values."form", new_values."id", new_values."is_required", new_values."name", new_values."paper", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."position", new_values."retention", new_values."step_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."form" IS DISTINCT FROM (new_values."form") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_required" IS DISTINCT FROM (new_values."is_required") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."paper" IS DISTINCT FROM (new_values."paper") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."retention" IS DISTINCT FROM (new_values."retention") OR old_values."step_id" IS DISTINCT FROM (new_values."step_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='93d5e27a82b68a076a2093f3efbcb15a96adeee2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2d3fa', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_templatedocument', when='AFTER')),
        ),
        AddTrigger(
            model_name='templatedocument',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_templatedocumentevent" ("form", "id", "is_required", "name", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retention", "step_id", "version") SELECT old_values."form", old_values."id", old_values."is_required", old_values."name", old_values."paper", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."position", old_values."retention", old_values."step_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='92c7514107ce4741368c60190f0839ad5e4d995b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a71b9', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_templatedocument', when='AFTER')),
        ),
        AddTrigger(
            model_name='steprecordevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='de1b9c54a3a41e0c44259b4a13f70bceaa2fe50c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_9e314', table='membership_steprecordevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='steprecordevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9fab68b3c1e04884262ae6d10ab6c19873183e2d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ccc6b', table='membership_steprecordevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='steprecord',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."facts" IS DISTINCT FROM (NEW."facts") OR OLD."happened_on" IS DISTINCT FROM (NEW."happened_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."late" IS DISTINCT FROM (NEW."late") OR OLD."note_sealed" IS DISTINCT FROM (NEW."note_sealed") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."precision" IS DISTINCT FROM (NEW."precision") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."recorded_on" IS DISTINCT FROM (NEW."recorded_on") OR OLD."replaces_id" IS DISTINCT FROM (NEW."replaces_id") OR OLD."step" IS DISTINCT FROM (NEW."step") OR OLD."template_step_id" IS DISTINCT FROM (NEW."template_step_id") OR OLD."void_reason" IS DISTINCT FROM (NEW."void_reason") OR OLD."voided_at" IS DISTINCT FROM (NEW."voided_at"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='4d8d52da0981e7ad6fa19531f6a893bfcc1c4fb1', operation='UPDATE', pgid='pgtrigger_bump_version_98b63', table='membership_steprecord', when='BEFORE')),
        ),
        AddTrigger(
            model_name='steprecord',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='bd8597a1b2de7475512d537a1d1f9cc1fd6d8f38', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_3f883', table='membership_steprecord', when='BEFORE')),
        ),
        AddTrigger(
            model_name='steprecord',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_steprecordevent" ("case_id", "due_on", "facts", "happened_on", "id", "item_id", "late", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "recorded_by_id", "recorded_on", "replaces_id", "step", "template_step_id", "version", "void_reason", "voided_at") SELECT new_values."case_id", new_values."due_on", new_values."facts", new_values."happened_on", new_values."id", new_values."item_id", new_values."late", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."precision", new_values."recorded_by_id", new_values."recorded_on", new_values."replaces_id", new_values."step", new_values."template_step_id", new_values."version", new_values."void_reason", new_values."voided_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='48863614fa3e29d81a6130be4a8c4ec0526686e9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_125ad', referencing='REFERENCING NEW TABLE AS new_values ', table='membership_steprecord', when='AFTER')),
        ),
        AddTrigger(
            model_name='steprecord',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_steprecordevent" ("case_id", "due_on", "facts", "happened_on", "id", "item_id", "late", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "recorded_by_id", "recorded_on", "replaces_id", "step", "template_step_id", "version", "void_reason", "voided_at") SELECT new_values."case_id", new_values."due_on", new_values."facts", new_values."happened_on", new_values."id", new_values."item_id", new_values."late", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."precision", new_values."recorded_by_id", new_values."recorded_on", new_values."replaces_id", new_values."step", new_values."template_step_id", new_values."version", new_values."void_reason", new_values."voided_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."due_on" IS DISTINCT FROM (new_values."due_on") OR old_values."facts" IS DISTINCT FROM (new_values."facts") OR old_values."happened_on" IS DISTINCT FROM (new_values."happened_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."item_id" IS DISTINCT FROM (new_values."item_id") OR old_values."late" IS DISTINCT FROM (new_values."late") OR old_values."note_sealed" IS DISTINCT FROM (new_values."note_sealed") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."precision" IS DISTINCT FROM (new_values."precision") OR old_values."recorded_by_id" IS DISTINCT FROM (new_values."recorded_by_id") OR old_values."recorded_on" IS DISTINCT FROM (new_values."recorded_on") OR old_values."replaces_id" IS DISTINCT FROM (new_values."replaces_id") OR old_values."step" IS DISTINCT FROM (new_values."step") OR old_values."template_step_id" IS DISTINCT FROM (new_values."template_step_id") OR old_values."void_reason" IS DISTINCT FROM (new_values."void_reason") OR old_values."voided_at" IS DISTINCT FROM (new_values."voided_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='20de395fad3f911e4dac99347c5a68ffb7799249', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a3866', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='membership_steprecord', when='AFTER')),
        ),
        AddTrigger(
            model_name='steprecord',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "membership_steprecordevent" ("case_id", "due_on", "facts", "happened_on", "id", "item_id", "late", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "recorded_by_id", "recorded_on", "replaces_id", "step", "template_step_id", "version", "void_reason", "voided_at") SELECT old_values."case_id", old_values."due_on", old_values."facts", old_values."happened_on", old_values."id", old_values."item_id", old_values."late", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."precision", old_values."recorded_by_id", old_values."recorded_on", old_values."replaces_id", old_values."step", old_values."template_step_id", old_values."version", old_values."void_reason", old_values."voided_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='11181f0ba9dbe003efea2543e6411ce1a214dfc3', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_52955', referencing='REFERENCING OLD TABLE AS old_values ', table='membership_steprecord', when='AFTER')),
        ),
        AddTrigger(
            model_name='templatestepevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='cfd821175cde92e2ecb3a9248369e5db464fbf10', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_70f43', table='membership_templatestepevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='templatestepevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='402de22f62d4261db2b165328d98e6ec4cb9cc80', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e1e04', table='membership_templatestepevent', when='BEFORE')),
        ),
        migrations.RunPython(ship, migrations.RunPython.noop),
    ]
