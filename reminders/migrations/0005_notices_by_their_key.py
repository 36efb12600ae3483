"""Notices lose what cost more to write than they themselves: a key of their own, checked references, three indexes."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import migrations, models

_KEY = ("reminder_id", "account_id", "level", "turn")


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0004_left_to_the_next_minute"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("notice", "told_on", models.DateField("日期", null=True, help_text="在这一天的每日提醒中")),
        migrations.RunSQL(
            "UPDATE reminders_notice AS notice SET told_on = digest.day"
            " FROM reminders_digest AS digest WHERE digest.id = notice.digest_id; SET CONSTRAINTS ALL IMMEDIATE",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField("notice", "told_on", models.DateField("日期", help_text="在这一天的每日提醒中")),
        migrations.RemoveField("notice", "digest"),
        migrations.RemoveConstraint("notice", "notice_once"),
        migrations.AlterField(
            "notice",
            "reminder",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="reminders.reminder",
            ),
        ),
        migrations.AlterField(
            "notice",
            "account",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        # No operation of Django's turns a key into one of several columns.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE reminders_notice DROP COLUMN id;"
                    f"ALTER TABLE reminders_notice ADD PRIMARY KEY ({', '.join(_KEY)})"
                )
            ],
            state_operations=[
                migrations.RemoveField("notice", "id"),
                migrations.AddField("notice", "pk", models.CompositePrimaryKey(*_KEY, blank=True, editable=False, primary_key=True, serialize=False)),
            ],
        ),
        migrations.AddIndex("notice", BrinIndex(fields=["told_on"], name="notice_told")),
    ]
