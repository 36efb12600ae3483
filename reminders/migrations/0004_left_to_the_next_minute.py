from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0003_told_and_sent"),
    ]

    operations = [
        migrations.CreateModel(
            name="Unrefreshed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=60, verbose_name="来源")),
            ],
            options={
                "verbose_name": "待补算的提醒",
                "verbose_name_plural": "待补算的提醒",
                "default_permissions": (),
            },
        ),
    ]
