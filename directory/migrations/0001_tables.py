import directory.models.files
import directory.models.spans
import directory.permissions
from django.contrib.postgres.operations import BtreeGistExtension
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from audit.migrating import AddTrigger


def name_the_school(apps, schema_editor):
    """The one row; its words are filled in on the admin site."""
    apps.get_model("directory", "School").objects.create(pk=1)


# A stage is read anew after a crash; its rows need no log.
STAGED = ("batch", "person", "fault", "plan", "status")


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('directory', '0001_initial'),
        ('directory', '0002_school_row'),
        ('directory', '0003_work_and_files'),
        ('directory', '0004_people_stage'),
        ('directory', '0005_charges'),
        ('directory', '0006_fewer_indexes'),
    ]

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('roster_no', models.CharField(max_length=30, unique=True, verbose_name='学工号')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('reading', models.CharField(blank=True, help_text='系统读错时填写，如 shan xiong xin', max_length=120, verbose_name='姓名读音')),
                ('sort_pinyin', models.CharField(editable=False, max_length=200)),
                ('sort_strokes', models.CharField(editable=False, max_length=200)),
                ('search_keys', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, editable=False, size=None)),
                ('gender', models.CharField(blank=True, choices=[('男', '男'), ('女', '女')], max_length=2, verbose_name='性别')),
                ('ethnicity', models.CharField(blank=True, max_length=20, verbose_name='民族')),
                ('birth_on', models.DateField(blank=True, null=True, verbose_name='出生日期')),
                ('birth_precision', models.CharField(choices=[('day', '日'), ('month', '月'), ('year', '年')], default='day', max_length=5)),
                ('native_place', models.CharField(blank=True, max_length=60, verbose_name='籍贯')),
                ('id_sealed', models.BinaryField(null=True)),
                ('id_index', models.BinaryField(null=True)),
                ('id_mask', models.CharField(blank=True, editable=False, max_length=20, verbose_name='居民身份证号')),
                ('phone_sealed', models.BinaryField(null=True)),
                ('phone_index', models.BinaryField(null=True)),
                ('phone_mask', models.CharField(blank=True, editable=False, max_length=20, verbose_name='手机号')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='邮箱')),
                ('category', models.CharField(choices=[('staff', '教职工'), ('undergraduate', '本科生'), ('master', '硕士生'), ('doctor', '博士生'), ('retired', '离退休'), ('other', '其他')], default='other', max_length=20, verbose_name='人员类别')),
                ('education', models.CharField(blank=True, max_length=30, verbose_name='学历')),
                ('degree', models.CharField(blank=True, max_length=30, verbose_name='学位')),
                ('grade_class', models.CharField(blank=True, max_length=60, verbose_name='年级班级')),
                ('joined_work_on', models.DateField(blank=True, null=True, verbose_name='参加工作日期')),
                ('expected_leave_on', models.DateField(blank=True, null=True, verbose_name='预计离校日期')),
                ('status', models.CharField(choices=[('none', '非党员'), ('probationary', '预备党员'), ('full', '正式党员'), ('suspended', '停止党籍'), ('left', '已离开本校')], default='none', max_length=20, verbose_name='党籍')),
            ],
            options={
                'verbose_name': '人员',
                'verbose_name_plural': '人员',
                'ordering': ['sort_pinyin', 'id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='StagedBatch',
            fields=[
                ('batch', models.CharField(max_length=16, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('fingerprint', models.CharField(max_length=64)),
                ('notes', models.JSONField(default=list)),
                ('unit_column', models.CharField(max_length=60)),
                ('planned_for', models.JSONField(null=True)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示账号')),
                ('activated_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='启用时间')),
                ('password_set_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='密码设置时间')),
                ('large_type', models.BooleanField(default=False, verbose_name='大字')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ('person', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='account', to='directory.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '账号',
                'verbose_name_plural': '账号',
                'default_permissions': (),
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('is_superuser', False)), name='nobody_is_superuser', violation_error_message='本系统没有超级用户，权限来自任职。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PartyStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('status', models.CharField(choices=[('none', '非党员'), ('probationary', '预备党员'), ('full', '正式党员'), ('suspended', '停止党籍'), ('left', '已离开本校')], max_length=20, verbose_name='党籍')),
                ('from_precision', models.CharField(choices=[('day', '日'), ('month', '月'), ('year', '年')], default='day', max_length=5, verbose_name='起的精度')),
                ('basis', models.CharField(blank=True, max_length=120, verbose_name='依据')),
                ('is_provisional', models.BooleanField(default=False, verbose_name='待审批')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, max_length=200, verbose_name='作废原因')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statuses', to='directory.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '党籍记录',
                'verbose_name_plural': '党籍记录',
                'ordering': ['from_on'],
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('kind', models.CharField(choices=[('secretary', '书记'), ('deputy_secretary', '副书记'), ('organization', '组织委员'), ('publicity', '宣传委员'), ('discipline', '纪检委员'), ('youth', '青年委员'), ('committee_member', '委员'), ('organizer_full_time', '专职组织员'), ('organizer_part_time', '兼职组织员'), ('department_admin', '组织部管理员'), ('department_staff', '组织部科员'), ('auditor', '审计（只读）'), ('system_admin', '系统管理员')], max_length=30, verbose_name='职务')),
                ('basis', models.CharField(blank=True, max_length=120, verbose_name='依据文号')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='directory.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '任职',
                'verbose_name_plural': '任职',
                'ordering': ['unit', 'kind', 'from_on'],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('code', models.CharField(default=directory.models.files.new_code, editable=False, max_length=32, unique=True, verbose_name='编号')),
                ('subject', models.CharField(max_length=60, verbose_name='所属记录')),
                ('subject_id', models.BigIntegerField(verbose_name='所属记录编号')),
                ('title', models.CharField(max_length=60, verbose_name='材料名称')),
                ('file_name', models.CharField(max_length=200, verbose_name='文件名')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('jpeg', 'JPEG 图片'), ('png', 'PNG 图片'), ('docx', 'Word 文档'), ('xlsx', 'Excel 工作簿')], max_length=10, verbose_name='类型')),
                ('size', models.PositiveIntegerField(verbose_name='大小（字节）')),
                ('sha256', models.CharField(max_length=64, verbose_name='校验值')),
                ('sensitivity', models.PositiveSmallIntegerField(choices=[(1, 'S1'), (2, 'S2'), (3, 'S3'), (4, 'S4')], default=directory.permissions.Sensitivity['S3'], verbose_name='密级')),
                ('added_on', models.DateField(verbose_name='上传日期')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, max_length=200, verbose_name='作废原因')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '附件',
                'verbose_name_plural': '附件',
                'ordering': ['id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PersonNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('kind', models.CharField(choices=[('roster', '学工号'), ('id', '证件号码')], max_length=10, verbose_name='种类')),
                ('roster_no', models.CharField(blank=True, max_length=30, verbose_name='学工号')),
                ('id_sealed', models.BinaryField(null=True)),
                ('id_index', models.BinaryField(null=True)),
                ('recorded_on', models.DateField(verbose_name='登记日期')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='numbers', to='directory.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '曾用编号',
                'verbose_name_plural': '曾用编号',
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('kind', 'roster')), fields=('roster_no',), name='number_one_roster_holder'),
                    models.UniqueConstraint(fields=('id_index',), name='number_one_id_holder'),
                    models.CheckConstraint(condition=models.Q(models.Q(('id_index__isnull', True), ('kind', 'roster')), models.Q(('id_index__isnull', False), ('kind', 'id'), ('roster_no', '')), _connector='OR'), name='number_is_of_its_kind'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PersonNumberEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('kind', models.CharField(choices=[('roster', '学工号'), ('id', '证件号码')], max_length=10, verbose_name='种类')),
                ('roster_no', models.CharField(blank=True, max_length=30, verbose_name='学工号')),
                ('id_sealed', models.BinaryField(null=True)),
                ('id_index', models.BinaryField(null=True)),
                ('recorded_on', models.DateField(verbose_name='登记日期')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='人员')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.personnumber')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='directory_p_pgh_cre_bc61cb_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PersonText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('text', models.CharField(max_length=500, verbose_name='内容')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='directory.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '其他信息',
                'verbose_name_plural': '其他信息',
                'ordering': [models.F('name')],
                'constraints': [
                    models.UniqueConstraint(fields=('person', 'name'), name='person_text_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PersonTextEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('text', models.CharField(max_length=500, verbose_name='内容')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='人员')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.persontext')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='directory_p_pgh_cre_f2dd2b_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='School',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('name', models.CharField(default='', max_length=60, verbose_name='校名')),
                ('platform_name', models.CharField(default='组织员与党员发展工作平台', max_length=60, verbose_name='平台名称')),
                ('second_level_word', models.CharField(default='二级党组织', help_text='如 分党委、党总支、院系党组织；各页面统一使用', max_length=20, verbose_name='二级党组织的称呼')),
                ('password_rules', models.CharField(choices=[('standard', '标准'), ('strict', '加强')], default='standard', max_length=10, verbose_name='密码要求')),
            ],
            options={
                'verbose_name': '学校',
                'verbose_name_plural': '学校',
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_school', violation_error_message='一个系统只服务一所学校。')],
            },
        ),
        migrations.CreateModel(
            name='SchoolEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('name', models.CharField(default='', max_length=60, verbose_name='校名')),
                ('platform_name', models.CharField(default='组织员与党员发展工作平台', max_length=60, verbose_name='平台名称')),
                ('second_level_word', models.CharField(default='二级党组织', help_text='如 分党委、党总支、院系党组织；各页面统一使用', max_length=20, verbose_name='二级党组织的称呼')),
                ('password_rules', models.CharField(choices=[('standard', '标准'), ('strict', '加强')], default='standard', max_length=10, verbose_name='密码要求')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.school')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='directory_s_pgh_cre_512859_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='StagedFault',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.CharField(max_length=16)),
                ('row', models.PositiveIntegerField()),
                ('column', models.CharField(max_length=60)),
                ('message', models.TextField()),
                ('is_judged', models.BooleanField(db_default=False, default=False)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('batch', 'row', 'column'), name='staged_fault_once')],
            },
        ),
        migrations.CreateModel(
            name='StagedPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.CharField(max_length=16)),
                ('row', models.PositiveIntegerField()),
                ('action', models.CharField(max_length=10)),
                ('question', models.TextField(blank=True)),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='directory.person')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['batch', 'action', 'row'], name='staged_plan_action'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='组织代码')),
                ('kind', models.CharField(choices=[('committee', '党委'), ('second_committee', '二级党委'), ('general_branch', '党总支'), ('direct_branch', '直属党支部'), ('branch', '党支部'), ('group', '党小组')], max_length=20, verbose_name='类别')),
                ('full_name', models.CharField(help_text='与印章一致', max_length=120, verbose_name='全称')),
                ('short_name', models.CharField(max_length=40, verbose_name='简称')),
                ('path', models.CharField(editable=False, max_length=200, verbose_name='路径')),
                ('established_on', models.DateField(verbose_name='成立日期')),
                ('closed_on', models.DateField(blank=True, help_text='自这一天起不再存在', null=True, verbose_name='撤销日期')),
                ('needs_organizer', models.BooleanField(default=False, verbose_name='应配专职组织员')),
                ('is_temporary', models.BooleanField(default=False, verbose_name='临时党组织')),
                ('is_functional', models.BooleanField(default=False, verbose_name='功能型党组织')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='排序')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='directory.unit', verbose_name='上级党组织')),
            ],
            options={
                'verbose_name': '党组织',
                'verbose_name_plural': '党组织',
                'ordering': ['path'],
                'permissions': [('act_as_department_admin', '组织部管理员'), ('act_as_department_staff', '组织部科员'), ('act_as_unit_secretary', '二级党组织书记'), ('act_as_organizer_full_time', '专职组织员'), ('act_as_organizer_part_time', '兼职组织员'), ('act_as_branch_officer', '党支部书记、组织委员'), ('act_as_auditor', '只读（审计、纪检）'), ('act_as_system_admin', '系统管理员')],
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['path'], name='unit_path', opclasses=['varchar_pattern_ops']),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gt', models.F('established_on')), _connector='OR'), name='unit_closed_after_start', violation_error_message='撤销日期须在成立日期之后。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='StagedStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.CharField(max_length=16)),
                ('row', models.PositiveIntegerField()),
                ('status', models.CharField(choices=[('none', '非党员'), ('probationary', '预备党员'), ('full', '正式党员'), ('suspended', '停止党籍'), ('left', '已离开本校')], max_length=20)),
                ('from_on', models.DateField()),
                ('from_precision', models.CharField(choices=[('day', '日'), ('month', '月'), ('year', '年')], default='day', max_length=5)),
                ('to_on', models.DateField(null=True)),
                ('unit', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='directory.unit')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['batch', 'row'], name='staged_status_row'),
                ],
            },
        ),
        migrations.CreateModel(
            name='StagedPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.CharField(max_length=16)),
                ('row', models.PositiveIntegerField()),
                ('roster_no', models.TextField(null=True)),
                ('roster_is_number', models.BooleanField(null=True)),
                ('name', models.TextField(null=True)),
                ('reading', models.TextField(null=True)),
                ('gender', models.TextField(null=True)),
                ('ethnicity', models.TextField(null=True)),
                ('id_sealed', models.BinaryField(null=True)),
                ('id_index', models.BinaryField(null=True)),
                ('id_mask', models.TextField(null=True)),
                ('id_birth_on', models.DateField(null=True)),
                ('id_gender', models.TextField(null=True)),
                ('birth_on', models.DateField(null=True)),
                ('birth_precision', models.TextField(null=True)),
                ('native_place', models.TextField(null=True)),
                ('phone_sealed', models.BinaryField(null=True)),
                ('phone_index', models.BinaryField(null=True)),
                ('phone_mask', models.TextField(null=True)),
                ('email', models.TextField(null=True)),
                ('category', models.TextField(null=True)),
                ('said_status', models.TextField(null=True)),
                ('education', models.TextField(null=True)),
                ('degree', models.TextField(null=True)),
                ('grade_class', models.TextField(null=True)),
                ('joined_work_on', models.DateField(null=True)),
                ('expected_leave_on', models.DateField(null=True)),
                ('status', models.TextField(null=True)),
                ('joined_on', models.DateField(null=True)),
                ('joined_precision', models.TextField(null=True)),
                ('full_on', models.DateField(null=True)),
                ('full_precision', models.TextField(null=True)),
                ('suspended_on', models.DateField(null=True)),
                ('suspended_precision', models.TextField(null=True)),
                ('left_on', models.DateField(null=True)),
                ('left_precision', models.TextField(null=True)),
                ('moved_on', models.DateField(null=True)),
                ('texts', models.JSONField(null=True)),
                ('unit', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='directory.unit')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['batch', 'row'], name='staged_person_row'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PersonEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('roster_no', models.CharField(max_length=30, verbose_name='学工号')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('reading', models.CharField(blank=True, help_text='系统读错时填写，如 shan xiong xin', max_length=120, verbose_name='姓名读音')),
                ('gender', models.CharField(blank=True, choices=[('男', '男'), ('女', '女')], max_length=2, verbose_name='性别')),
                ('ethnicity', models.CharField(blank=True, max_length=20, verbose_name='民族')),
                ('birth_on', models.DateField(blank=True, null=True, verbose_name='出生日期')),
                ('birth_precision', models.CharField(choices=[('day', '日'), ('month', '月'), ('year', '年')], default='day', max_length=5)),
                ('native_place', models.CharField(blank=True, max_length=60, verbose_name='籍贯')),
                ('id_sealed', models.BinaryField(null=True)),
                ('id_index', models.BinaryField(null=True)),
                ('id_mask', models.CharField(blank=True, editable=False, max_length=20, verbose_name='居民身份证号')),
                ('phone_sealed', models.BinaryField(null=True)),
                ('phone_index', models.BinaryField(null=True)),
                ('phone_mask', models.CharField(blank=True, editable=False, max_length=20, verbose_name='手机号')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='邮箱')),
                ('category', models.CharField(choices=[('staff', '教职工'), ('undergraduate', '本科生'), ('master', '硕士生'), ('doctor', '博士生'), ('retired', '离退休'), ('other', '其他')], default='other', max_length=20, verbose_name='人员类别')),
                ('education', models.CharField(blank=True, max_length=30, verbose_name='学历')),
                ('degree', models.CharField(blank=True, max_length=30, verbose_name='学位')),
                ('grade_class', models.CharField(blank=True, max_length=60, verbose_name='年级班级')),
                ('joined_work_on', models.DateField(blank=True, null=True, verbose_name='参加工作日期')),
                ('expected_leave_on', models.DateField(blank=True, null=True, verbose_name='预计离校日期')),
                ('status', models.CharField(choices=[('none', '非党员'), ('probationary', '预备党员'), ('full', '正式党员'), ('suspended', '停止党籍'), ('left', '已离开本校')], default='none', max_length=20, verbose_name='党籍')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.person')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.unit', verbose_name='所在党组织')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='directory_p_pgh_cre_faa859_idx'),
                ],
            },
        ),
        migrations.AddField(
            model_name='person',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='directory.unit', verbose_name='所在党组织'),
        ),
        migrations.CreateModel(
            name='PartyStatusEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('status', models.CharField(choices=[('none', '非党员'), ('probationary', '预备党员'), ('full', '正式党员'), ('suspended', '停止党籍'), ('left', '已离开本校')], max_length=20, verbose_name='党籍')),
                ('from_precision', models.CharField(choices=[('day', '日'), ('month', '月'), ('year', '年')], default='day', max_length=5, verbose_name='起的精度')),
                ('basis', models.CharField(blank=True, max_length=120, verbose_name='依据')),
                ('is_provisional', models.BooleanField(default=False, verbose_name='待审批')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, max_length=200, verbose_name='作废原因')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.partystatus')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='人员')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.unit', verbose_name='所在党组织')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='directory_p_pgh_cre_7e41bf_idx'),
                ],
            },
        ),
        migrations.AddField(
            model_name='partystatus',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='statuses', to='directory.unit', verbose_name='所在党组织'),
        ),
        migrations.CreateModel(
            name='DutyEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('kind', models.CharField(choices=[('secretary', '书记'), ('deputy_secretary', '副书记'), ('organization', '组织委员'), ('publicity', '宣传委员'), ('discipline', '纪检委员'), ('youth', '青年委员'), ('committee_member', '委员'), ('organizer_full_time', '专职组织员'), ('organizer_part_time', '兼职组织员'), ('department_admin', '组织部管理员'), ('department_staff', '组织部科员'), ('auditor', '审计（只读）'), ('system_admin', '系统管理员')], max_length=30, verbose_name='职务')),
                ('basis', models.CharField(blank=True, max_length=120, verbose_name='依据文号')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.duty')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='人员')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.unit', verbose_name='党组织')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='directory_d_pgh_cre_4d0065_idx'),
                ],
            },
        ),
        migrations.AddField(
            model_name='duty',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='directory.unit', verbose_name='党组织'),
        ),
        migrations.CreateModel(
            name='Charge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('permission', models.CharField(max_length=40)),
                ('holder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='charges', to='directory.unit')),
            ],
            options={
                'verbose_name': '归口',
                'verbose_name_plural': '归口',
                'default_permissions': (),
                'constraints': [
                    models.UniqueConstraint(fields=('unit', 'permission'), name='charge_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AttachmentEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('code', models.CharField(default=directory.models.files.new_code, editable=False, max_length=32, verbose_name='编号')),
                ('subject', models.CharField(max_length=60, verbose_name='所属记录')),
                ('subject_id', models.BigIntegerField(verbose_name='所属记录编号')),
                ('title', models.CharField(max_length=60, verbose_name='材料名称')),
                ('file_name', models.CharField(max_length=200, verbose_name='文件名')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('jpeg', 'JPEG 图片'), ('png', 'PNG 图片'), ('docx', 'Word 文档'), ('xlsx', 'Excel 工作簿')], max_length=10, verbose_name='类型')),
                ('size', models.PositiveIntegerField(verbose_name='大小（字节）')),
                ('sensitivity', models.PositiveSmallIntegerField(choices=[(1, 'S1'), (2, 'S2'), (3, 'S3'), (4, 'S4')], default=directory.permissions.Sensitivity['S3'], verbose_name='密级')),
                ('added_on', models.DateField(verbose_name='上传日期')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, max_length=200, verbose_name='作废原因')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.attachment')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='人员')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.unit', verbose_name='党组织')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='directory_a_pgh_cre_633e6f_idx'),
                ],
            },
        ),
        migrations.AddField(
            model_name='attachment',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit', verbose_name='党组织'),
        ),
        migrations.CreateModel(
            name='UnitEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('code', models.CharField(max_length=20, verbose_name='组织代码')),
                ('kind', models.CharField(choices=[('committee', '党委'), ('second_committee', '二级党委'), ('general_branch', '党总支'), ('direct_branch', '直属党支部'), ('branch', '党支部'), ('group', '党小组')], max_length=20, verbose_name='类别')),
                ('full_name', models.CharField(help_text='与印章一致', max_length=120, verbose_name='全称')),
                ('short_name', models.CharField(max_length=40, verbose_name='简称')),
                ('path', models.CharField(editable=False, max_length=200, verbose_name='路径')),
                ('established_on', models.DateField(verbose_name='成立日期')),
                ('closed_on', models.DateField(blank=True, help_text='自这一天起不再存在', null=True, verbose_name='撤销日期')),
                ('needs_organizer', models.BooleanField(default=False, verbose_name='应配专职组织员')),
                ('is_temporary', models.BooleanField(default=False, verbose_name='临时党组织')),
                ('is_functional', models.BooleanField(default=False, verbose_name='功能型党组织')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='排序')),
                ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.unit', verbose_name='上级党组织')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.unit')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='directory_u_pgh_cre_e857d2_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='UnitName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('full_name', models.CharField(max_length=120, verbose_name='全称')),
                ('short_name', models.CharField(max_length=40, verbose_name='简称')),
                ('basis', models.CharField(blank=True, max_length=120, verbose_name='依据文号')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='names', to='directory.unit', verbose_name='党组织')),
            ],
            options={
                'verbose_name': '名称沿革',
                'verbose_name_plural': '名称沿革',
                'ordering': ['from_on'],
                'constraints': [
                    django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('unit', '='), (directory.models.spans._DateRange(models.F('from_on'), models.F('to_on'), models.Value('[]')), '&&')], name='unit_one_name_a_day', violation_error_message='同一天不能有两个名称。'),
                    models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='unit_name_ends_after_start', violation_error_message='止的日期早于起的日期，请核对。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='UnitNameEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('full_name', models.CharField(max_length=120, verbose_name='全称')),
                ('short_name', models.CharField(max_length=40, verbose_name='简称')),
                ('basis', models.CharField(blank=True, max_length=120, verbose_name='依据文号')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.unitname')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.unit', verbose_name='党组织')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='directory_u_pgh_cre_8ca896_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='UnitPlacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('path', models.CharField(editable=False, max_length=200, verbose_name='路径')),
                ('basis', models.CharField(blank=True, max_length=120, verbose_name='依据文号')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.unit', verbose_name='上级党组织')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='directory.unit', verbose_name='党组织')),
            ],
            options={
                'verbose_name': '隶属沿革',
                'verbose_name_plural': '隶属沿革',
                'ordering': ['from_on'],
                'constraints': [
                    django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('unit', '='), (directory.models.spans._DateRange(models.F('from_on'), models.F('to_on'), models.Value('[]')), '&&')], name='unit_one_placement_a_day', violation_error_message='同一天不能有两个上级党组织。'),
                    models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='unit_placement_ends_after_start', violation_error_message='止的日期早于起的日期，请核对。'),
                    models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('unit')), _negated=True), _connector='OR'), name='unit_not_under_itself', violation_error_message='党组织不能隶属于它自己。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='UnitPlacementEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('path', models.CharField(editable=False, max_length=200, verbose_name='路径')),
                ('basis', models.CharField(blank=True, max_length=120, verbose_name='依据文号')),
                ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.unit', verbose_name='上级党组织')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.unitplacement')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.unit', verbose_name='党组织')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='directory_u_pgh_cre_203e89_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='UnitTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('none', '非党员'), ('probationary', '预备党员'), ('full', '正式党员'), ('suspended', '停止党籍'), ('left', '已离开本校')], max_length=20)),
                ('category', models.CharField(choices=[('staff', '教职工'), ('undergraduate', '本科生'), ('master', '硕士生'), ('doctor', '博士生'), ('retired', '离退休'), ('other', '其他')], max_length=20)),
                ('people', models.IntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='directory.unit')),
            ],
            options={
                'verbose_name': '人数汇总',
                'verbose_name_plural': '人数汇总',
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['status', 'category'], name='unit_tally_kind'),
                ],
            },
        ),
        migrations.CreateModel(
            name='UnitUserPermission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='directory.unit', verbose_name='党组织')),
                ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission', verbose_name='角色')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL, verbose_name='账号')),
            ],
            options={
                'verbose_name': '授权',
                'verbose_name_plural': '授权',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UnitUserPermissionEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('content_object', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.unit', verbose_name='党组织')),
                ('permission', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='auth.permission', verbose_name='角色')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.unituserpermission')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='directory_u_pgh_cre_9f1be0_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='UsedPassword',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('encoded', models.CharField(max_length=128)),
                ('set_at', models.DateTimeField(auto_now_add=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='used_passwords', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-set_at', '-id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='WorkHistory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('organization', models.CharField(max_length=120, verbose_name='单位')),
                ('post', models.CharField(blank=True, max_length=60, verbose_name='职务')),
                ('from_precision', models.CharField(choices=[('day', '日'), ('month', '月'), ('year', '年')], default='day', editable=False, max_length=5)),
                ('to_precision', models.CharField(choices=[('day', '日'), ('month', '月'), ('year', '年')], default='day', editable=False, max_length=5)),
                ('is_party_work', models.BooleanField(default=False, verbose_name='党务工作')),
                ('is_ideological', models.BooleanField(default=False, verbose_name='思想政治工作')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='备注')),
                ('voided_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200, verbose_name='作废原因')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='work_history', to='directory.person', verbose_name='人员')),
            ],
            options={
                'verbose_name': '工作履历',
                'verbose_name_plural': '工作履历',
                'ordering': ['-from_on', '-id'],
                'default_permissions': (),
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='work_history_ends_after_start', violation_error_message='止的日期早于起的日期，请核对。'),
                    models.CheckConstraint(condition=models.Q(('organization', ''), _negated=True), name='work_history_has_place', violation_error_message='请填写工作单位。'),
                ],
            },
        ),
        migrations.CreateModel(
            name='WorkHistoryEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('from_on', models.DateField(verbose_name='起')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='止（含当日）')),
                ('organization', models.CharField(max_length=120, verbose_name='单位')),
                ('post', models.CharField(blank=True, max_length=60, verbose_name='职务')),
                ('from_precision', models.CharField(choices=[('day', '日'), ('month', '月'), ('year', '年')], default='day', editable=False, max_length=5)),
                ('to_precision', models.CharField(choices=[('day', '日'), ('month', '月'), ('year', '年')], default='day', editable=False, max_length=5)),
                ('is_party_work', models.BooleanField(default=False, verbose_name='党务工作')),
                ('is_ideological', models.BooleanField(default=False, verbose_name='思想政治工作')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='备注')),
                ('voided_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200, verbose_name='作废原因')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='人员')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.workhistory')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['pgh_created_at', 'pgh_id'], name='directory_w_pgh_cre_b2ba71_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AccountEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='演示账号')),
                ('activated_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='启用时间')),
                ('password_set_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='密码设置时间')),
                ('large_type', models.BooleanField(default=False, verbose_name='大字')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person', verbose_name='人员')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['pgh_created_at', 'pgh_id'], name='directory_a_pgh_cre_ced9cf_idx')],
            },
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['sort_pinyin', 'id'], include=('unit', 'status', 'category'), name='person_pinyin_list'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['status', 'sort_pinyin', 'id'], include=('unit', 'category'), name='person_status_list'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['unit', 'sort_pinyin', 'id'], include=('status', 'category'), name='person_unit_list'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['sort_strokes', 'id'], include=('unit', 'status', 'category'), name='person_stroke_list'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['phone_index'], name='person_phone'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search_keys'], name='person_search'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(fields=('id_index',), name='person_one_id_number', violation_error_message='该证件号已在校内登记，请联系组织部。'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='person_has_name', violation_error_message='请填写姓名。'),
        ),
        migrations.AddIndex(
            model_name='partystatus',
            index=models.Index(fields=['unit', 'status'], name='party_status_unit'),
        ),
        migrations.AddConstraint(
            model_name='partystatus',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('from_precision', 'day'), ('voided_at__isnull', True)), expressions=[('person', '='), (directory.models.spans._DateRange(models.F('from_on'), models.F('to_on'), models.Value('[]')), '&&')], name='member_of_one_unit_a_day', violation_error_message='同一天不能是两个党支部的党员，请先办理组织关系转接。'),
        ),
        migrations.AddConstraint(
            model_name='partystatus',
            constraint=models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='party_status_ends_after_start', violation_error_message='止的日期早于起的日期，请核对。'),
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(fields=['unit', 'kind'], name='duty_unit_kind'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('unit', '='), ('kind', '='), (directory.models.spans._DateRange(models.F('from_on'), models.F('to_on'), models.Value('[]')), '&&')], name='duty_held_once_a_day', violation_error_message='此人在该党组织的同一职务时间重叠。'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='duty_ends_after_start', violation_error_message='止的日期早于起的日期，请核对。'),
        ),
        migrations.AddIndex(
            model_name='attachment',
            index=models.Index(fields=['subject', 'subject_id'], name='attachment_subject'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='attachment_not_empty'),
        ),
        migrations.AlterUniqueTogether(
            name='unituserpermission',
            unique_together={('user', 'permission', 'content_object')},
        ),
        AddTrigger(
            model_name='school',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."password_rules" IS DISTINCT FROM (NEW."password_rules") OR OLD."platform_name" IS DISTINCT FROM (NEW."platform_name") OR OLD."second_level_word" IS DISTINCT FROM (NEW."second_level_word"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='5635132531adfa1f7adaf138bbfb5cced200496e', operation='UPDATE', pgid='pgtrigger_bump_version_91346', table='directory_school', when='BEFORE')),
        ),
        AddTrigger(
            model_name='school',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='d14995c3a425d3bc40daa480b43d1290c418746f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_3227c', table='directory_school', when='BEFORE')),
        ),
        AddTrigger(
            model_name='school',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_schoolevent" ("id", "name", "password_rules", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "platform_name", "second_level_word", "version") SELECT new_values."id", new_values."name", new_values."password_rules", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."platform_name", new_values."second_level_word", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e36f6df7bc38864211f1b9704ddf4d1b37ca4e17', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9d0cc', referencing='REFERENCING NEW TABLE AS new_values ', table='directory_school', when='AFTER')),
        ),
        AddTrigger(
            model_name='school',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_schoolevent" ("id", "name", "password_rules", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "platform_name", "second_level_word", "version") SELECT new_values."id", new_values."name", new_values."password_rules", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."platform_name", new_values."second_level_word", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."password_rules" IS DISTINCT FROM (new_values."password_rules") OR old_values."platform_name" IS DISTINCT FROM (new_values."platform_name") OR old_values."second_level_word" IS DISTINCT FROM (new_values."second_level_word")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='04628c4a159a961fd34c01c9af9c236f393f3813', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_866bf', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='directory_school', when='AFTER')),
        ),
        AddTrigger(
            model_name='school',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_schoolevent" ("id", "name", "password_rules", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "platform_name", "second_level_word", "version") SELECT old_values."id", old_values."name", old_values."password_rules", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."platform_name", old_values."second_level_word", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='44fd02527d5812775cd5b0f3ea3c9810b84e27e1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7a611', referencing='REFERENCING OLD TABLE AS old_values ', table='directory_school', when='AFTER')),
        ),
        AddTrigger(
            model_name='accountevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='e41eeaaf602fe60968e78441ef2143c54dd36311', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_eaadf', table='directory_accountevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='accountevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='64552cb9f8dee6c9ff35fd4a4d7eb949a732e930', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fa05a', table='directory_accountevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='account',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."activated_at" IS DISTINCT FROM (NEW."activated_at") OR OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."large_type" IS DISTINCT FROM (NEW."large_type") OR OLD."password" IS DISTINCT FROM (NEW."password") OR OLD."password_set_at" IS DISTINCT FROM (NEW."password_set_at") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."username" IS DISTINCT FROM (NEW."username"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='82b186f874460097edfab0a56c04a98f63d6f432', operation='UPDATE', pgid='pgtrigger_bump_version_ec39d', table='directory_account', when='BEFORE')),
        ),
        AddTrigger(
            model_name='account',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='d050593abb5e7c18772eee8b191f1d46903e9080', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_4fe1c', table='directory_account', when='BEFORE')),
        ),
        AddTrigger(
            model_name='account',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_accountevent" ("activated_at", "date_joined", "email", "id", "is_active", "is_demo", "is_staff", "is_superuser", "large_type", "password_set_at", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username", "version") SELECT new_values."activated_at", new_values."date_joined", new_values."email", new_values."id", new_values."is_active", new_values."is_demo", new_values."is_staff", new_values."is_superuser", new_values."large_type", new_values."password_set_at", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."username", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f1757783813c08b7367bce34fc7040dca461803d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b15ec', referencing='REFERENCING NEW TABLE AS new_values ', table='directory_account', when='AFTER')),
        ),
        AddTrigger(
            model_name='account',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_accountevent" ("activated_at", "date_joined", "email", "id", "is_active", "is_demo", "is_staff", "is_superuser", "large_type", "password_set_at", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username", "version") SELECT new_values."activated_at", new_values."date_joined", new_values."email", new_values."id", new_values."is_active", new_values."is_demo", new_values."is_staff", new_values."is_superuser", new_values."large_type", new_values."password_set_at", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."username", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."activated_at" IS DISTINCT FROM (new_values."activated_at") OR old_values."date_joined" IS DISTINCT FROM (new_values."date_joined") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."is_demo" IS DISTINCT FROM (new_values."is_demo") OR old_values."is_staff" IS DISTINCT FROM (new_values."is_staff") OR old_values."is_superuser" IS DISTINCT FROM (new_values."is_superuser") OR old_values."large_type" IS DISTINCT FROM (new_values."large_type") OR old_values."password" IS DISTINCT FROM (new_values."password") OR old_values."password_set_at" IS DISTINCT FROM (new_values."password_set_at") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."username" IS DISTINCT FROM (new_values."username")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fe5d573249127316043e2ca5a8f8ad93970361e8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5eba4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='directory_account', when='AFTER')),
        ),
        AddTrigger(
            model_name='account',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_accountevent" ("activated_at", "date_joined", "email", "id", "is_active", "is_demo", "is_staff", "is_superuser", "large_type", "password_set_at", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username", "version") SELECT old_values."activated_at", old_values."date_joined", old_values."email", old_values."id", old_values."is_active", old_values."is_demo", old_values."is_staff", old_values."is_superuser", old_values."large_type", old_values."password_set_at", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."username", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='92dd8b73a2b42ac3a14a69583d8942cd8bc603a4', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_04fd9', referencing='REFERENCING OLD TABLE AS old_values ', table='directory_account', when='AFTER')),
        ),
        AddTrigger(
            model_name='personnumber',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."id_index" IS DISTINCT FROM (NEW."id_index") OR OLD."id_sealed" IS DISTINCT FROM (NEW."id_sealed") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."recorded_on" IS DISTINCT FROM (NEW."recorded_on") OR OLD."roster_no" IS DISTINCT FROM (NEW."roster_no"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='ff9a0423dcd309da3cc792595db67faea1580669', operation='UPDATE', pgid='pgtrigger_bump_version_17eff', table='directory_personnumber', when='BEFORE')),
        ),
        AddTrigger(
            model_name='personnumber',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='53897b09f792c98f8c52ba84c80f4cb9fb9d2143', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_0b3d1', table='directory_personnumber', when='BEFORE')),
        ),
        AddTrigger(
            model_name='personnumber',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_personnumberevent" ("id", "id_index", "id_sealed", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_on", "roster_no", "version") SELECT new_values."id", new_values."id_index", new_values."id_sealed", new_values."kind", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."recorded_on", new_values."roster_no", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='510245695acafb5e3a014889dfe43a3367ef7c63', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c60b3', referencing='REFERENCING NEW TABLE AS new_values ', table='directory_personnumber', when='AFTER')),
        ),
        AddTrigger(
            model_name='personnumber',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_personnumberevent" ("id", "id_index", "id_sealed", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_on", "roster_no", "version") SELECT new_values."id", new_values."id_index", new_values."id_sealed", new_values."kind", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."recorded_on", new_values."roster_no", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."id_index" IS DISTINCT FROM (new_values."id_index") OR old_values."id_sealed" IS DISTINCT FROM (new_values."id_sealed") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."recorded_on" IS DISTINCT FROM (new_values."recorded_on") OR old_values."roster_no" IS DISTINCT FROM (new_values."roster_no")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3d4d82c72e0c40d13c56ba5b8f153772ba63f3b6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f469a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='directory_personnumber', when='AFTER')),
        ),
        AddTrigger(
            model_name='personnumber',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_personnumberevent" ("id", "id_index", "id_sealed", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_on", "roster_no", "version") SELECT old_values."id", old_values."id_index", old_values."id_sealed", old_values."kind", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."recorded_on", old_values."roster_no", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f68461839398d1d88aa49ad7a4ebe2018ee6860c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_745a9', referencing='REFERENCING OLD TABLE AS old_values ', table='directory_personnumber', when='AFTER')),
        ),
        AddTrigger(
            model_name='personnumberevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='d4109e2f39c11a42efd4d7a2a734addb2c8b24ca', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_532ce', table='directory_personnumberevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='personnumberevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d1973ddaf7f91d4cd2a54545c094efc71ba7b386', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_626c4', table='directory_personnumberevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='persontext',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."text" IS DISTINCT FROM (NEW."text"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='ff9afce0940ac1c2263d1b12e9dfa42c96059ddd', operation='UPDATE', pgid='pgtrigger_bump_version_600e4', table='directory_persontext', when='BEFORE')),
        ),
        AddTrigger(
            model_name='persontext',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='7d5ab5abe6ad07e0abe42615fc6a0b6c385ab6e4', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_c3399', table='directory_persontext', when='BEFORE')),
        ),
        AddTrigger(
            model_name='persontext',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_persontextevent" ("id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") SELECT new_values."id", new_values."name", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7a7f461d1aab8c790e574e432aa04af9b70ec354', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_55d44', referencing='REFERENCING NEW TABLE AS new_values ', table='directory_persontext', when='AFTER')),
        ),
        AddTrigger(
            model_name='persontext',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_persontextevent" ("id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") SELECT new_values."id", new_values."name", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."text" IS DISTINCT FROM (new_values."text")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='90124fe15cb2b81ed450a6354b4e2d132caa4d53', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2789d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='directory_persontext', when='AFTER')),
        ),
        AddTrigger(
            model_name='persontext',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_persontextevent" ("id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") SELECT old_values."id", old_values."name", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."text", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='54743a6976788dcf8e5016ba34b0b8a8d73bc196', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e3808', referencing='REFERENCING OLD TABLE AS old_values ', table='directory_persontext', when='AFTER')),
        ),
        AddTrigger(
            model_name='persontextevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='ba81dff71b1f45483b76c7efa9c6a4f036cf96ef', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_adda1', table='directory_persontextevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='persontextevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4ebb063fa7f1349cb8db0ec16ac3638238845168', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4e7e7', table='directory_persontextevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='schoolevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='aa3051e2996b88343f236c17290702e72e45564d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_a3403', table='directory_schoolevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='schoolevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b8e55e1e88b10e16fc360e433c4ae4d9c0576ebc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_24be7', table='directory_schoolevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."established_on" IS DISTINCT FROM (NEW."established_on") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_functional" IS DISTINCT FROM (NEW."is_functional") OR OLD."is_temporary" IS DISTINCT FROM (NEW."is_temporary") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."needs_organizer" IS DISTINCT FROM (NEW."needs_organizer") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."path" IS DISTINCT FROM (NEW."path") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."short_name" IS DISTINCT FROM (NEW."short_name"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='b4d839c5b6c5c0ae2b3f9ae079cc0ca8de8310fd', operation='UPDATE', pgid='pgtrigger_bump_version_74a1c', table='directory_unit', when='BEFORE')),
        ),
        AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='bb7a6d444e51d3997e2c02d62be5720b82bb22f0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_5b68c', table='directory_unit', when='BEFORE')),
        ),
        AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_unitevent" ("closed_on", "code", "established_on", "full_name", "id", "is_functional", "is_temporary", "kind", "needs_organizer", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "short_name", "version") SELECT new_values."closed_on", new_values."code", new_values."established_on", new_values."full_name", new_values."id", new_values."is_functional", new_values."is_temporary", new_values."kind", new_values."needs_organizer", new_values."parent_id", new_values."path", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."position", new_values."short_name", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7cc347f45b9c980e2e6c91cb11d18bb3cee447c9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e7812', referencing='REFERENCING NEW TABLE AS new_values ', table='directory_unit', when='AFTER')),
        ),
        AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_unitevent" ("closed_on", "code", "established_on", "full_name", "id", "is_functional", "is_temporary", "kind", "needs_organizer", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "short_name", "version") SELECT new_values."closed_on", new_values."code", new_values."established_on", new_values."full_name", new_values."id", new_values."is_functional", new_values."is_temporary", new_values."kind", new_values."needs_organizer", new_values."parent_id", new_values."path", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."position", new_values."short_name", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."closed_on" IS DISTINCT FROM (new_values."closed_on") OR old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."established_on" IS DISTINCT FROM (new_values."established_on") OR old_values."full_name" IS DISTINCT FROM (new_values."full_name") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_functional" IS DISTINCT FROM (new_values."is_functional") OR old_values."is_temporary" IS DISTINCT FROM (new_values."is_temporary") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."needs_organizer" IS DISTINCT FROM (new_values."needs_organizer") OR old_values."parent_id" IS DISTINCT FROM (new_values."parent_id") OR old_values."path" IS DISTINCT FROM (new_values."path") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."short_name" IS DISTINCT FROM (new_values."short_name")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f818d48387099780f1626c74c75619fce5835ec9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d6832', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='directory_unit', when='AFTER')),
        ),
        AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_unitevent" ("closed_on", "code", "established_on", "full_name", "id", "is_functional", "is_temporary", "kind", "needs_organizer", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "short_name", "version") SELECT old_values."closed_on", old_values."code", old_values."established_on", old_values."full_name", old_values."id", old_values."is_functional", old_values."is_temporary", old_values."kind", old_values."needs_organizer", old_values."parent_id", old_values."path", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."position", old_values."short_name", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='eabf06bd362ca166c752ee11e6491bb93a52b33b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_970d7', referencing='REFERENCING OLD TABLE AS old_values ', table='directory_unit', when='AFTER')),
        ),
        AddTrigger(
            model_name='personevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='33c31da33f4f96fe7bb72d40d112870cbeeb1a89', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_dd3b2', table='directory_personevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='personevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ad80f81bc38fab70754c6e141cc9dfdfdba48219', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_59f78', table='directory_personevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."birth_on" IS DISTINCT FROM (NEW."birth_on") OR OLD."birth_precision" IS DISTINCT FROM (NEW."birth_precision") OR OLD."category" IS DISTINCT FROM (NEW."category") OR OLD."degree" IS DISTINCT FROM (NEW."degree") OR OLD."education" IS DISTINCT FROM (NEW."education") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."ethnicity" IS DISTINCT FROM (NEW."ethnicity") OR OLD."expected_leave_on" IS DISTINCT FROM (NEW."expected_leave_on") OR OLD."gender" IS DISTINCT FROM (NEW."gender") OR OLD."grade_class" IS DISTINCT FROM (NEW."grade_class") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."id_index" IS DISTINCT FROM (NEW."id_index") OR OLD."id_mask" IS DISTINCT FROM (NEW."id_mask") OR OLD."id_sealed" IS DISTINCT FROM (NEW."id_sealed") OR OLD."joined_work_on" IS DISTINCT FROM (NEW."joined_work_on") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."native_place" IS DISTINCT FROM (NEW."native_place") OR OLD."phone_index" IS DISTINCT FROM (NEW."phone_index") OR OLD."phone_mask" IS DISTINCT FROM (NEW."phone_mask") OR OLD."phone_sealed" IS DISTINCT FROM (NEW."phone_sealed") OR OLD."reading" IS DISTINCT FROM (NEW."reading") OR OLD."roster_no" IS DISTINCT FROM (NEW."roster_no") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='afe7a8d463d4e1144b70f958ffdae94fe8260a73', operation='UPDATE', pgid='pgtrigger_bump_version_d2c76', table='directory_person', when='BEFORE')),
        ),
        AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='3bef1a3874547deb10073911dd05a422be16918c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_36c03', table='directory_person', when='BEFORE')),
        ),
        AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_personevent" ("birth_on", "birth_precision", "category", "degree", "education", "email", "ethnicity", "expected_leave_on", "gender", "grade_class", "id", "id_index", "id_mask", "id_sealed", "joined_work_on", "name", "native_place", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_index", "phone_mask", "phone_sealed", "reading", "roster_no", "status", "unit_id", "version") SELECT new_values."birth_on", new_values."birth_precision", new_values."category", new_values."degree", new_values."education", new_values."email", new_values."ethnicity", new_values."expected_leave_on", new_values."gender", new_values."grade_class", new_values."id", new_values."id_index", new_values."id_mask", new_values."id_sealed", new_values."joined_work_on", new_values."name", new_values."native_place", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."phone_index", new_values."phone_mask", new_values."phone_sealed", new_values."reading", new_values."roster_no", new_values."status", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7a05619bf7f023d1f27c16740fb54c9ef820f7ae', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f1db5', referencing='REFERENCING NEW TABLE AS new_values ', table='directory_person', when='AFTER')),
        ),
        AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_personevent" ("birth_on", "birth_precision", "category", "degree", "education", "email", "ethnicity", "expected_leave_on", "gender", "grade_class", "id", "id_index", "id_mask", "id_sealed", "joined_work_on", "name", "native_place", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_index", "phone_mask", "phone_sealed", "reading", "roster_no", "status", "unit_id", "version") SELECT new_values."birth_on", new_values."birth_precision", new_values."category", new_values."degree", new_values."education", new_values."email", new_values."ethnicity", new_values."expected_leave_on", new_values."gender", new_values."grade_class", new_values."id", new_values."id_index", new_values."id_mask", new_values."id_sealed", new_values."joined_work_on", new_values."name", new_values."native_place", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."phone_index", new_values."phone_mask", new_values."phone_sealed", new_values."reading", new_values."roster_no", new_values."status", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."birth_on" IS DISTINCT FROM (new_values."birth_on") OR old_values."birth_precision" IS DISTINCT FROM (new_values."birth_precision") OR old_values."category" IS DISTINCT FROM (new_values."category") OR old_values."degree" IS DISTINCT FROM (new_values."degree") OR old_values."education" IS DISTINCT FROM (new_values."education") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."ethnicity" IS DISTINCT FROM (new_values."ethnicity") OR old_values."expected_leave_on" IS DISTINCT FROM (new_values."expected_leave_on") OR old_values."gender" IS DISTINCT FROM (new_values."gender") OR old_values."grade_class" IS DISTINCT FROM (new_values."grade_class") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."id_index" IS DISTINCT FROM (new_values."id_index") OR old_values."id_mask" IS DISTINCT FROM (new_values."id_mask") OR old_values."id_sealed" IS DISTINCT FROM (new_values."id_sealed") OR old_values."joined_work_on" IS DISTINCT FROM (new_values."joined_work_on") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."native_place" IS DISTINCT FROM (new_values."native_place") OR old_values."phone_index" IS DISTINCT FROM (new_values."phone_index") OR old_values."phone_mask" IS DISTINCT FROM (new_values."phone_mask") OR old_values."phone_sealed" IS DISTINCT FROM (new_values."phone_sealed") OR old_values."reading" IS DISTINCT FROM (new_values."reading") OR old_values."roster_no" IS DISTINCT FROM (new_values."roster_no") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9363b1a088d5be60bea4cc9e4364c46e1fbf17d7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_45f75', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='directory_person', when='AFTER')),
        ),
        AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_personevent" ("birth_on", "birth_precision", "category", "degree", "education", "email", "ethnicity", "expected_leave_on", "gender", "grade_class", "id", "id_index", "id_mask", "id_sealed", "joined_work_on", "name", "native_place", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_index", "phone_mask", "phone_sealed", "reading", "roster_no", "status", "unit_id", "version") SELECT old_values."birth_on", old_values."birth_precision", old_values."category", old_values."degree", old_values."education", old_values."email", old_values."ethnicity", old_values."expected_leave_on", old_values."gender", old_values."grade_class", old_values."id", old_values."id_index", old_values."id_mask", old_values."id_sealed", old_values."joined_work_on", old_values."name", old_values."native_place", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."phone_index", old_values."phone_mask", old_values."phone_sealed", old_values."reading", old_values."roster_no", old_values."status", old_values."unit_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='98974c99a91969a41eda0f4aefba649a7219379a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_395d8', referencing='REFERENCING OLD TABLE AS old_values ', table='directory_person', when='AFTER')),
        ),
        AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='tally_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO directory_unittally (unit_id, status, category, people)\n    SELECT above::bigint, balance.status, balance.category, sum(balance.people)\n    FROM (SELECT unit_id, status, category, sum(people) AS people FROM (SELECT unit_id, status, category, 1 AS people FROM arrived) AS changed\n          GROUP BY unit_id, status, category HAVING sum(people) <> 0) AS balance\n    JOIN directory_unit AS unit ON unit.id = balance.unit_id\n    CROSS JOIN LATERAL unnest(string_to_array(rtrim(unit.path, '/'), '/')) AS above\n    GROUP BY 1, 2, 3 HAVING sum(balance.people) <> 0;\n    RETURN NULL;\n    ", hash='9bf2ac15f2366bc33b72c2577404f2ec64f5d5f5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_tally_insert_73de4', referencing='REFERENCING NEW TABLE AS arrived ', table='directory_person', when='AFTER')),
        ),
        AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='tally_update', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO directory_unittally (unit_id, status, category, people)\n    SELECT above::bigint, balance.status, balance.category, sum(balance.people)\n    FROM (SELECT unit_id, status, category, sum(people) AS people FROM (SELECT unit_id, status, category, 1 AS people FROM arrived UNION ALL SELECT unit_id, status, category, -1 AS people FROM gone) AS changed\n          GROUP BY unit_id, status, category HAVING sum(people) <> 0) AS balance\n    JOIN directory_unit AS unit ON unit.id = balance.unit_id\n    CROSS JOIN LATERAL unnest(string_to_array(rtrim(unit.path, '/'), '/')) AS above\n    GROUP BY 1, 2, 3 HAVING sum(balance.people) <> 0;\n    RETURN NULL;\n    ", hash='47eca719af998d7f632528d30a19389bf44d4297', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_tally_update_e0dc6', referencing='REFERENCING OLD TABLE AS gone  NEW TABLE AS arrived ', table='directory_person', when='AFTER')),
        ),
        AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='tally_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    INSERT INTO directory_unittally (unit_id, status, category, people)\n    SELECT above::bigint, balance.status, balance.category, sum(balance.people)\n    FROM (SELECT unit_id, status, category, sum(people) AS people FROM (SELECT unit_id, status, category, -1 AS people FROM gone) AS changed\n          GROUP BY unit_id, status, category HAVING sum(people) <> 0) AS balance\n    JOIN directory_unit AS unit ON unit.id = balance.unit_id\n    CROSS JOIN LATERAL unnest(string_to_array(rtrim(unit.path, '/'), '/')) AS above\n    GROUP BY 1, 2, 3 HAVING sum(balance.people) <> 0;\n    RETURN NULL;\n    ", hash='c27da0efe450fb01add1110c46289c295a44a0a7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_tally_delete_6a6db', referencing='REFERENCING OLD TABLE AS gone ', table='directory_person', when='AFTER')),
        ),
        AddTrigger(
            model_name='partystatusevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='5f5c1c351acf96e0c821e120b4c96ed0c6daecac', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_2793d', table='directory_partystatusevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='partystatusevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fe58dfc09a7e866a891edf0b154e58030629427d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ea656', table='directory_partystatusevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='partystatus',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."from_on" IS DISTINCT FROM (NEW."from_on") OR OLD."from_precision" IS DISTINCT FROM (NEW."from_precision") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_provisional" IS DISTINCT FROM (NEW."is_provisional") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."to_on" IS DISTINCT FROM (NEW."to_on") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."void_reason" IS DISTINCT FROM (NEW."void_reason") OR OLD."voided_at" IS DISTINCT FROM (NEW."voided_at"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='7280e48c8c1fbd50c6734549ddd5faf6ed2a3ecc', operation='UPDATE', pgid='pgtrigger_bump_version_0f82b', table='directory_partystatus', when='BEFORE')),
        ),
        AddTrigger(
            model_name='partystatus',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='228718480218f0cc11c58bb5a5e7a09c7361294f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_8ca30', table='directory_partystatus', when='BEFORE')),
        ),
        AddTrigger(
            model_name='partystatus',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_partystatusevent" ("basis", "from_on", "from_precision", "id", "is_provisional", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "to_on", "unit_id", "version", "void_reason", "voided_at") SELECT new_values."basis", new_values."from_on", new_values."from_precision", new_values."id", new_values."is_provisional", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."status", new_values."to_on", new_values."unit_id", new_values."version", new_values."void_reason", new_values."voided_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7d621bfd8224e93e88e62cff2bc60f7112ffeedf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_32aeb', referencing='REFERENCING NEW TABLE AS new_values ', table='directory_partystatus', when='AFTER')),
        ),
        AddTrigger(
            model_name='partystatus',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_partystatusevent" ("basis", "from_on", "from_precision", "id", "is_provisional", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "to_on", "unit_id", "version", "void_reason", "voided_at") SELECT new_values."basis", new_values."from_on", new_values."from_precision", new_values."id", new_values."is_provisional", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."status", new_values."to_on", new_values."unit_id", new_values."version", new_values."void_reason", new_values."voided_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."basis" IS DISTINCT FROM (new_values."basis") OR old_values."from_on" IS DISTINCT FROM (new_values."from_on") OR old_values."from_precision" IS DISTINCT FROM (new_values."from_precision") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_provisional" IS DISTINCT FROM (new_values."is_provisional") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."to_on" IS DISTINCT FROM (new_values."to_on") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."void_reason" IS DISTINCT FROM (new_values."void_reason") OR old_values."voided_at" IS DISTINCT FROM (new_values."voided_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2f89aec17236d3dcf9fcae36a0826c6ffb69c396', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0d8b7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='directory_partystatus', when='AFTER')),
        ),
        AddTrigger(
            model_name='partystatus',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_partystatusevent" ("basis", "from_on", "from_precision", "id", "is_provisional", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "to_on", "unit_id", "version", "void_reason", "voided_at") SELECT old_values."basis", old_values."from_on", old_values."from_precision", old_values."id", old_values."is_provisional", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."status", old_values."to_on", old_values."unit_id", old_values."version", old_values."void_reason", old_values."voided_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5699415ff1a06512226b41acf18b4af226614834', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_3268e', referencing='REFERENCING OLD TABLE AS old_values ', table='directory_partystatus', when='AFTER')),
        ),
        AddTrigger(
            model_name='dutyevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='0bfb956ab5b7597efc3b2b0856c917ed352f7c1f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_738f5', table='directory_dutyevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='dutyevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='44e22e9382217e2c0ec781f77db887fb3c24bfcc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a7782', table='directory_dutyevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='duty',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."from_on" IS DISTINCT FROM (NEW."from_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."to_on" IS DISTINCT FROM (NEW."to_on") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='886ecd7f8235c6bb90b73504af2b9a93c8d29bbf', operation='UPDATE', pgid='pgtrigger_bump_version_24021', table='directory_duty', when='BEFORE')),
        ),
        AddTrigger(
            model_name='duty',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='b59fc7a6b0b77482055e876e00cc0bd4616f9ff9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_dc3b3', table='directory_duty', when='BEFORE')),
        ),
        AddTrigger(
            model_name='duty',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_dutyevent" ("basis", "from_on", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_on", "unit_id", "version") SELECT new_values."basis", new_values."from_on", new_values."id", new_values."kind", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."to_on", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='075fb3c5b31f9850d0ed417fe1ddfd73219a45c4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f4fe6', referencing='REFERENCING NEW TABLE AS new_values ', table='directory_duty', when='AFTER')),
        ),
        AddTrigger(
            model_name='duty',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_dutyevent" ("basis", "from_on", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_on", "unit_id", "version") SELECT new_values."basis", new_values."from_on", new_values."id", new_values."kind", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."to_on", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."basis" IS DISTINCT FROM (new_values."basis") OR old_values."from_on" IS DISTINCT FROM (new_values."from_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."to_on" IS DISTINCT FROM (new_values."to_on") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d4053a4972bac2fcaaacd957fadd9773313b3b28', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d0cef', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='directory_duty', when='AFTER')),
        ),
        AddTrigger(
            model_name='duty',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_dutyevent" ("basis", "from_on", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_on", "unit_id", "version") SELECT old_values."basis", old_values."from_on", old_values."id", old_values."kind", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."to_on", old_values."unit_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='acb2373f3b2e69388221ce9b78dea409ee430887', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_24b7f', referencing='REFERENCING OLD TABLE AS old_values ', table='directory_duty', when='AFTER')),
        ),
        AddTrigger(
            model_name='attachmentevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='6eb056fc26930dcde83b42fbff2a22badb0fcdbe', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_2e031', table='directory_attachmentevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='attachmentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5a0f97f6a5338d0d484cbda6cf7954599512c754', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_43e90', table='directory_attachmentevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."added_on" IS DISTINCT FROM (NEW."added_on") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."sensitivity" IS DISTINCT FROM (NEW."sensitivity") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."void_reason" IS DISTINCT FROM (NEW."void_reason") OR OLD."voided_at" IS DISTINCT FROM (NEW."voided_at"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='0399dd462b30b2320129d650a5c8f9009de341a2', operation='UPDATE', pgid='pgtrigger_bump_version_ac270', table='directory_attachment', when='BEFORE')),
        ),
        AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='705f5fae93f4f4bbe741de5d50277fece74d2045', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_9d923', table='directory_attachment', when='BEFORE')),
        ),
        AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_attachmentevent" ("added_on", "code", "file_name", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sensitivity", "size", "subject", "subject_id", "title", "unit_id", "version", "void_reason", "voided_at") SELECT new_values."added_on", new_values."code", new_values."file_name", new_values."id", new_values."kind", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."sensitivity", new_values."size", new_values."subject", new_values."subject_id", new_values."title", new_values."unit_id", new_values."version", new_values."void_reason", new_values."voided_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='30ea5e65298e32b541a68c55c83938a206bce6d0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b6f4d', referencing='REFERENCING NEW TABLE AS new_values ', table='directory_attachment', when='AFTER')),
        ),
        AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_attachmentevent" ("added_on", "code", "file_name", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sensitivity", "size", "subject", "subject_id", "title", "unit_id", "version", "void_reason", "voided_at") SELECT new_values."added_on", new_values."code", new_values."file_name", new_values."id", new_values."kind", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."sensitivity", new_values."size", new_values."subject", new_values."subject_id", new_values."title", new_values."unit_id", new_values."version", new_values."void_reason", new_values."voided_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."added_on" IS DISTINCT FROM (new_values."added_on") OR old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."file_name" IS DISTINCT FROM (new_values."file_name") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."sensitivity" IS DISTINCT FROM (new_values."sensitivity") OR old_values."size" IS DISTINCT FROM (new_values."size") OR old_values."subject" IS DISTINCT FROM (new_values."subject") OR old_values."subject_id" IS DISTINCT FROM (new_values."subject_id") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."void_reason" IS DISTINCT FROM (new_values."void_reason") OR old_values."voided_at" IS DISTINCT FROM (new_values."voided_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0bfe7be8a731c39a723397f0875a3a8fd4dd7c7c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4524b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='directory_attachment', when='AFTER')),
        ),
        AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_attachmentevent" ("added_on", "code", "file_name", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sensitivity", "size", "subject", "subject_id", "title", "unit_id", "version", "void_reason", "voided_at") SELECT old_values."added_on", old_values."code", old_values."file_name", old_values."id", old_values."kind", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."sensitivity", old_values."size", old_values."subject", old_values."subject_id", old_values."title", old_values."unit_id", old_values."version", old_values."void_reason", old_values."voided_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='93a5ae549368d79f19b315d50a07de6d98176609', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8e752', referencing='REFERENCING OLD TABLE AS old_values ', table='directory_attachment', when='AFTER')),
        ),
        AddTrigger(
            model_name='unitevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='dce2d3f7fb3057eebafe1cf4dc0e799748281f6c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_f6254', table='directory_unitevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='unitevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='42223ad18c3fe4074162599536fe0c35b4a79563', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5ed9e', table='directory_unitevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='unitname',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."from_on" IS DISTINCT FROM (NEW."from_on") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."short_name" IS DISTINCT FROM (NEW."short_name") OR OLD."to_on" IS DISTINCT FROM (NEW."to_on") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='25398574c73061880a808cb84f7527cb73d81ca9', operation='UPDATE', pgid='pgtrigger_bump_version_e40e6', table='directory_unitname', when='BEFORE')),
        ),
        AddTrigger(
            model_name='unitname',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='9402f6f5c6ad5e9d6575b42089d69f33349116d4', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_a6a62', table='directory_unitname', when='BEFORE')),
        ),
        AddTrigger(
            model_name='unitname',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_unitnameevent" ("basis", "from_on", "full_name", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "to_on", "unit_id", "version") SELECT new_values."basis", new_values."from_on", new_values."full_name", new_values."id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."short_name", new_values."to_on", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='69f501614f2aaf7d8d446f69741938d55d2deb55', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2dfd6', referencing='REFERENCING NEW TABLE AS new_values ', table='directory_unitname', when='AFTER')),
        ),
        AddTrigger(
            model_name='unitname',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_unitnameevent" ("basis", "from_on", "full_name", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "to_on", "unit_id", "version") SELECT new_values."basis", new_values."from_on", new_values."full_name", new_values."id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."short_name", new_values."to_on", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."basis" IS DISTINCT FROM (new_values."basis") OR old_values."from_on" IS DISTINCT FROM (new_values."from_on") OR old_values."full_name" IS DISTINCT FROM (new_values."full_name") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."short_name" IS DISTINCT FROM (new_values."short_name") OR old_values."to_on" IS DISTINCT FROM (new_values."to_on") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1b1c9a7ae48d8b02028eeced24e4cef863bfbfd3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_70761', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='directory_unitname', when='AFTER')),
        ),
        AddTrigger(
            model_name='unitname',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_unitnameevent" ("basis", "from_on", "full_name", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "to_on", "unit_id", "version") SELECT old_values."basis", old_values."from_on", old_values."full_name", old_values."id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."short_name", old_values."to_on", old_values."unit_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='57d843a17a6b9e4a552076065d133bee984f9b6f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_394e2', referencing='REFERENCING OLD TABLE AS old_values ', table='directory_unitname', when='AFTER')),
        ),
        AddTrigger(
            model_name='unitnameevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='3623fe6a17d00743e90fde008d6d34c54086e087', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_dbdcc', table='directory_unitnameevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='unitnameevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5b71cca497af1f5f3437868e389ec8f2637e8b67', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_68985', table='directory_unitnameevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='unitplacement',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."from_on" IS DISTINCT FROM (NEW."from_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."path" IS DISTINCT FROM (NEW."path") OR OLD."to_on" IS DISTINCT FROM (NEW."to_on") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='118b9fc12234760c2b56eee21761a6efd9b4d81a', operation='UPDATE', pgid='pgtrigger_bump_version_ea986', table='directory_unitplacement', when='BEFORE')),
        ),
        AddTrigger(
            model_name='unitplacement',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='bcd72f37dfa0cf38509eb3e1efbb999a300db71d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_801bb', table='directory_unitplacement', when='BEFORE')),
        ),
        AddTrigger(
            model_name='unitplacement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_unitplacementevent" ("basis", "from_on", "id", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_on", "unit_id", "version") SELECT new_values."basis", new_values."from_on", new_values."id", new_values."parent_id", new_values."path", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."to_on", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='236dff67a97e9dde64b79080b3cf71fcd8c50296', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6286b', referencing='REFERENCING NEW TABLE AS new_values ', table='directory_unitplacement', when='AFTER')),
        ),
        AddTrigger(
            model_name='unitplacement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_unitplacementevent" ("basis", "from_on", "id", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_on", "unit_id", "version") SELECT new_values."basis", new_values."from_on", new_values."id", new_values."parent_id", new_values."path", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."to_on", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."basis" IS DISTINCT FROM (new_values."basis") OR old_values."from_on" IS DISTINCT FROM (new_values."from_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."parent_id" IS DISTINCT FROM (new_values."parent_id") OR old_values."path" IS DISTINCT FROM (new_values."path") OR old_values."to_on" IS DISTINCT FROM (new_values."to_on") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='29cb3ef564724084e24d98fcdb10ec0f19e181d3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_57216', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='directory_unitplacement', when='AFTER')),
        ),
        AddTrigger(
            model_name='unitplacement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_unitplacementevent" ("basis", "from_on", "id", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_on", "unit_id", "version") SELECT old_values."basis", old_values."from_on", old_values."id", old_values."parent_id", old_values."path", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."to_on", old_values."unit_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b1eade3f6b15972c199189a876ac27942d662e6f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_88dc6', referencing='REFERENCING OLD TABLE AS old_values ', table='directory_unitplacement', when='AFTER')),
        ),
        AddTrigger(
            model_name='unitplacementevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='276ab83f4fd263cb2038eecac3f1ca3b1e28dd76', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_82df9', table='directory_unitplacementevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='unitplacementevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d2cb116429e6c2bddedcd6d049e98519052b93e0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_23d96', table='directory_unitplacementevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='unituserpermission',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='a61474694934ac2c22c1cf5cf377e2e351f1c39d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_c95b5', table='directory_unituserpermission', when='BEFORE')),
        ),
        AddTrigger(
            model_name='unituserpermission',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_unituserpermissionevent" ("content_object_id", "id", "permission_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."content_object_id", new_values."id", new_values."permission_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e55d13f9f41799d90acb538e962f329046f8dca9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_211f4', referencing='REFERENCING NEW TABLE AS new_values ', table='directory_unituserpermission', when='AFTER')),
        ),
        AddTrigger(
            model_name='unituserpermission',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_unituserpermissionevent" ("content_object_id", "id", "permission_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."content_object_id", new_values."id", new_values."permission_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ca51b2846fb69910e5112396ba4344a23ecc695b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7e8d0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='directory_unituserpermission', when='AFTER')),
        ),
        AddTrigger(
            model_name='unituserpermission',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_unituserpermissionevent" ("content_object_id", "id", "permission_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT old_values."content_object_id", old_values."id", old_values."permission_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='394045442aea9e50dc35f370fc605e8facad73c4', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_09f99', referencing='REFERENCING OLD TABLE AS old_values ', table='directory_unituserpermission', when='AFTER')),
        ),
        AddTrigger(
            model_name='unituserpermissionevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='1e1e51d4c861478a0e23290faddb7e70a8f0f2cd', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_3c5e2', table='directory_unituserpermissionevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='unituserpermissionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6a4c45137074f3aa060a4177cf9e37a39561b99a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_08362', table='directory_unituserpermissionevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='workhistory',
            trigger=pgtrigger.compiler.Trigger(name='bump_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."from_on" IS DISTINCT FROM (NEW."from_on") OR OLD."from_precision" IS DISTINCT FROM (NEW."from_precision") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_ideological" IS DISTINCT FROM (NEW."is_ideological") OR OLD."is_party_work" IS DISTINCT FROM (NEW."is_party_work") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."organization" IS DISTINCT FROM (NEW."organization") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."post" IS DISTINCT FROM (NEW."post") OR OLD."to_on" IS DISTINCT FROM (NEW."to_on") OR OLD."to_precision" IS DISTINCT FROM (NEW."to_precision") OR OLD."void_reason" IS DISTINCT FROM (NEW."void_reason") OR OLD."voided_at" IS DISTINCT FROM (NEW."voided_at"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='83ee037143db90cccca8cd24e66dfb1bc60763a9', operation='UPDATE', pgid='pgtrigger_bump_version_2731a', table='directory_workhistory', when='BEFORE')),
        ),
        AddTrigger(
            model_name='workhistory',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='ad5cd5e2f12d3826109afcb37db97918d2e474b8', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_2a18e', table='directory_workhistory', when='BEFORE')),
        ),
        AddTrigger(
            model_name='workhistory',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_workhistoryevent" ("from_on", "from_precision", "id", "is_ideological", "is_party_work", "note", "organization", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "to_on", "to_precision", "version", "void_reason", "voided_at") SELECT new_values."from_on", new_values."from_precision", new_values."id", new_values."is_ideological", new_values."is_party_work", new_values."note", new_values."organization", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'insert\', new_values."id", new_values."post", new_values."to_on", new_values."to_precision", new_values."version", new_values."void_reason", new_values."voided_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a63e1496e99f37440a9c70f3fef1328e9b665315', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3152c', referencing='REFERENCING NEW TABLE AS new_values ', table='directory_workhistory', when='AFTER')),
        ),
        AddTrigger(
            model_name='workhistory',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_workhistoryevent" ("from_on", "from_precision", "id", "is_ideological", "is_party_work", "note", "organization", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "to_on", "to_precision", "version", "void_reason", "voided_at") SELECT new_values."from_on", new_values."from_precision", new_values."id", new_values."is_ideological", new_values."is_party_work", new_values."note", new_values."organization", new_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'update\', new_values."id", new_values."post", new_values."to_on", new_values."to_precision", new_values."version", new_values."void_reason", new_values."voided_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."from_on" IS DISTINCT FROM (new_values."from_on") OR old_values."from_precision" IS DISTINCT FROM (new_values."from_precision") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_ideological" IS DISTINCT FROM (new_values."is_ideological") OR old_values."is_party_work" IS DISTINCT FROM (new_values."is_party_work") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."organization" IS DISTINCT FROM (new_values."organization") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."post" IS DISTINCT FROM (new_values."post") OR old_values."to_on" IS DISTINCT FROM (new_values."to_on") OR old_values."to_precision" IS DISTINCT FROM (new_values."to_precision") OR old_values."void_reason" IS DISTINCT FROM (new_values."void_reason") OR old_values."voided_at" IS DISTINCT FROM (new_values."voided_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6d6b90e4c012fab7c835b3ac439ce6e9543fb92b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b24d6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='directory_workhistory', when='AFTER')),
        ),
        AddTrigger(
            model_name='workhistory',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "directory_workhistoryevent" ("from_on", "from_precision", "id", "is_ideological", "is_party_work", "note", "organization", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "to_on", "to_precision", "version", "void_reason", "voided_at") SELECT old_values."from_on", old_values."from_precision", old_values."id", old_values."is_ideological", old_values."is_party_work", old_values."note", old_values."organization", old_values."person_id", _pgh_attached_context.value, STATEMENT_TIMESTAMP(), \'delete\', old_values."id", old_values."post", old_values."to_on", old_values."to_precision", old_values."version", old_values."void_reason", old_values."voided_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a36fa9de37dbef9456bb67dcd14de52e60df425e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_daa33', referencing='REFERENCING OLD TABLE AS old_values ', table='directory_workhistory', when='AFTER')),
        ),
        AddTrigger(
            model_name='workhistoryevent',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate %, its changes would leave no history', TG_TABLE_NAME;", hash='3909db21ac36a3157bc125da973f19c354808a7e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_f8978', table='directory_workhistoryevent', when='BEFORE')),
        ),
        AddTrigger(
            model_name='workhistoryevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cbf24e383b7c5fca20ff7d941dd2b072da552a05', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_65832', table='directory_workhistoryevent', when='BEFORE')),
        ),
        migrations.RunPython(name_the_school, migrations.RunPython.noop),
        *(
            migrations.RunSQL(
                f"ALTER TABLE directory_staged{table} SET UNLOGGED", f"ALTER TABLE directory_staged{table} SET LOGGED"
            )
            for table in STAGED
        ),
    ]
