"""What schools laid down when 轮岗提前提示 was one number reads as several."""

from importlib import import_module

import pytest
from django.db import connection

from policy.models import PolicyValue
from tests.policy.conftest import add_value

migration = import_module("organizers.migrations.0005_notice_days_are_several")
NOTICE = "organizers.rotation_notice_days"


class Editor:
    """What a migration asks of the schema editor here."""

    connection = connection


@pytest.mark.django_db
@pytest.mark.sql
@pytest.mark.parametrize(("before", "after"), [(180, [180]), ([365, 92], [365, 92]), (None, None)])
def test_published_numbers_become_lists_and_back(published, clause, before, after):
    published("2020-01-01", {NOTICE: before, "organizers.trial_months": 12})
    for _ in range(2):
        migration.to_list(None, Editor)
        assert PolicyValue.objects.get(parameter=NOTICE).value == after
    assert PolicyValue.objects.get(parameter="organizers.trial_months").value == 12
    migration.to_number(None, Editor)
    assert PolicyValue.objects.get(parameter=NOTICE).value == (after[0] if after else None)


@pytest.mark.django_db
def test_the_change_is_in_the_history_with_its_reason(published, clause):
    version = published("2020-01-01", {NOTICE: 180})
    migration.to_list(None, Editor)
    last = version.values.get().events.order_by("pgh_id").last()
    assert (last.value, last.pgh_context.metadata["reason"]) == ([180], "轮岗提前提示改为可填写多个天数")
    with pytest.raises(Exception, match="published version"):
        add_value(version, clause, NOTICE, [30], unit=None)
