from django.db import migrations


def name_the_school(apps, schema_editor):
    """The one row; its words are filled in on the admin site."""
    apps.get_model("directory", "School").objects.create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [migrations.RunPython(name_the_school, migrations.RunPython.noop)]
