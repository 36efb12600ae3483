"""The history of an import is found by its batch: few acts carry one, so the index holds these alone."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_occasions")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX occasion_batch ON pghistory_context ((metadata ->> 'batch')) "
            "WHERE metadata ->> 'batch' IS NOT NULL",
            "DROP INDEX occasion_batch",
        )
    ]
