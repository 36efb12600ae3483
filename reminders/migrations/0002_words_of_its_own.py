"""A reminder carries its notice days, its grade and its clause; the next night gives the standing ones their own."""

import django.contrib.postgres.fields
from django.db import migrations, models

_GRADES = [("规", "规"), ("校", "校"), ("建", "建")]


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="reminder",
            name="notice_days",
            field=django.contrib.postgres.fields.ArrayField(
                models.SmallIntegerField(), default=list, size=None, verbose_name="提前提醒（天）"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reminder",
            name="grade",
            field=models.CharField("等级", choices=_GRADES, default="校", max_length=1),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reminder",
            name="clause",
            field=models.CharField("依据", default="本校制度参数", max_length=300),
            preserve_default=False,
        ),
    ]
