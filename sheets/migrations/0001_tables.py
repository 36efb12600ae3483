import django.db.models.deletion
import sheets.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('sheets', '0001_initial'),
        ('sheets', '0002_importbatch_is_news'),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=sheets.models.new_code, editable=False, max_length=16, unique=True, verbose_name='编号')),
                ('kind', models.CharField(max_length=30, verbose_name='类型')),
                ('file_name', models.CharField(max_length=200, verbose_name='文件名')),
                ('choices', models.JSONField(default=dict, verbose_name='选项')),
                ('columns', models.JSONField(default=dict, verbose_name='列的对应')),
                ('answers', models.JSONField(default=dict, verbose_name='冲突的答复')),
                ('only_clean', models.BooleanField(default=False, verbose_name='只导入无错误的行')),
                ('content', models.BinaryField(null=True, verbose_name='文件（加密）')),
                ('report', models.BinaryField(null=True, verbose_name='预检结果（加密）')),
                ('state', models.CharField(choices=[('uploaded', '待匹配列'), ('checking', '预检中'), ('checked', '待确认'), ('running', '导入中'), ('done', '已导入'), ('failed', '未完成'), ('undone', '已撤销')], default='uploaded', max_length=10, verbose_name='状态')),
                ('rows', models.PositiveIntegerField(default=0, verbose_name='行数')),
                ('counts', models.JSONField(default=dict, verbose_name='结果')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='未完成的原因')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='已尝试次数')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='上传时间')),
                ('is_news', models.BooleanField(default=False, verbose_name='上传人未看')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='导入时间')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='撤销时间')),
                ('undone', models.JSONField(default=dict, verbose_name='撤销结果')),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
            ],
            options={
                'verbose_name': '导入批次',
                'verbose_name_plural': '导入批次',
                'ordering': ['-created_at', '-id'],
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['account', '-created_at'], name='import_batch_own'),
                    models.Index(fields=['created_at'], name='import_batch_created'),
                    models.Index(condition=models.Q(('state__in', ('checking', 'running'))), fields=['id'], name='import_batch_waiting'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ImportProgress',
            fields=[
                ('batch', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='progress', serialize=False, to='sheets.importbatch')),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': '导入进度',
                'verbose_name_plural': '导入进度',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ColumnChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30, verbose_name='类型')),
                ('heading', models.CharField(max_length=100, verbose_name='表头')),
                ('column', models.CharField(blank=True, max_length=60, verbose_name='列')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '列的对应',
                'verbose_name_plural': '列的对应',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('account', 'kind', 'heading'), name='column_choice_once')],
            },
        ),
    ]
