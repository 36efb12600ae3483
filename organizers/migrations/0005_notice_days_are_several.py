"""轮岗提前提示 was one number of days and is several: what schools have laid down becomes a list of one."""

import pgtrigger
from django.db import migrations

from audit.context import acting

_PARAMETER = "organizers.rotation_notice_days"
_TO_LIST = """
UPDATE policy_policyvalue SET value = jsonb_build_array(value)
WHERE parameter = %s AND jsonb_typeof(value) = 'number'
"""
_TO_NUMBER = """
UPDATE policy_policyvalue SET value = value -> 0
WHERE parameter = %s AND jsonb_typeof(value) = 'array'
"""


def run(schema_editor, statement):
    """Published values stay as they are said; here only their writing changes, so their guard looks away."""
    with (
        acting(source="command", reason="轮岗提前提示改为可填写多个天数"),
        pgtrigger.ignore("policy.PolicyValue:values_stay"),
        schema_editor.connection.cursor() as cursor,
    ):
        cursor.execute(statement, [_PARAMETER])


def to_list(apps, schema_editor):
    run(schema_editor, _TO_LIST)


def to_number(apps, schema_editor):
    run(schema_editor, _TO_NUMBER)


class Migration(migrations.Migration):
    dependencies = [
        ("organizers", "0004_rank_may_be_unknown"),
        ("policy", "0001_initial"),
    ]

    operations = [migrations.RunPython(to_list, to_number)]
