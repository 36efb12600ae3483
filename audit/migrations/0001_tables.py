from django.db import migrations, models


# The packaged function rewrites the facts of an occasion that is already recorded; this one never does. A change that
# comes past the application gets an occasion per transaction that names the database account.
ATTACH = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS pghistory_context.id%TYPE AS $$
DECLARE
    known uuid := NULLIF(current_setting('pghistory.context_id', true), '')::uuid;
    facts jsonb := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;
BEGIN
    IF known IS NULL OR facts IS NULL THEN
        known := md5(pg_current_xact_id()::text || now()::text || session_user)::uuid;
        facts := jsonb_build_object(
            'source', 'database',
            'database_user', session_user,
            'program', current_setting('application_name', true)
        );
    END IF;
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
        VALUES (known, facts, now(), now())
        ON CONFLICT (id) DO NOTHING;
    RETURN known;
END;
$$ LANGUAGE plpgsql;
"""
# The log is filtered by who and from where.
INDEXES = """
CREATE INDEX occasion_user ON pghistory_context ((metadata ->> 'user'), created_at);
CREATE INDEX occasion_source ON pghistory_context ((metadata ->> 'source'), created_at);
-- The history of an import is found by its batch: few acts carry one, so the index holds these alone.
CREATE INDEX occasion_batch ON pghistory_context ((metadata ->> 'batch')) WHERE metadata ->> 'batch' IS NOT NULL;
"""

class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('audit', '0001_initial'),
        ('audit', '0003_occasions'),
        ('audit', '0004_batches'),
    ]

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('login', '登录'), ('logout', '退出'), ('login_refused', '登录被拒'), ('reveal', '查看完整号码'), ('trial_refused', '号码试探被拒'), ('export', '导出'), ('print', '打印'), ('import', '导入'), ('rights', '权限变更'), ('settings', '设置变更')], max_length=20, verbose_name='动作')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                ('username', models.CharField(blank=True, max_length=150, verbose_name='账号')),
                ('source', models.CharField(blank=True, choices=[('web', '网页'), ('admin', '管理站点'), ('import', '导入'), ('task', '后台任务'), ('command', '命令行'), ('database', '直接改库')], max_length=10, verbose_name='来源')),
                ('address', models.GenericIPAddressField(null=True, verbose_name='来源地址')),
                ('subject_model', models.CharField(blank=True, max_length=60, verbose_name='对象类别')),
                ('subject_id', models.BigIntegerField(null=True, verbose_name='对象编号')),
                ('subject', models.CharField(blank=True, max_length=200, verbose_name='对象')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='原因')),
                ('detail', models.JSONField(default=dict, verbose_name='详情')),
            ],
            options={
                'verbose_name': '操作事件',
                'verbose_name_plural': '操作事件',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='NumberTrial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prefix_index', models.BinaryField()),
                ('whole_index', models.BinaryField()),
                ('at', models.DateTimeField(verbose_name='时间')),
            ],
            options={
                'verbose_name': '号码填写记录',
                'verbose_name_plural': '号码填写记录',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RecordedOccasion',
            fields=[
            ],
            options={
                'verbose_name': '操作背景',
                'verbose_name_plural': '操作背景',
                'proxy': True,
                'default_permissions': (),
                'indexes': [],
                'constraints': [],
            },
            bases=('pghistory.context',),
        ),
        migrations.RunSQL(ATTACH, migrations.RunSQL.noop),
        migrations.RunSQL(INDEXES, "DROP INDEX occasion_user; DROP INDEX occasion_source; DROP INDEX occasion_batch;"),
    ]
