"""Every table leaves a history or says why not."""

from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.db.utils import InternalError
from guardian.models import GroupObjectPermission, UserObjectPermission

from audit.catalogue import GUARDING, exemptions, gaps, triggers_by_table
from audit.models import Event, EventKind
from audit.tracking import trails
from directory.models import Account, UnitUserPermission

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def triggers():
    """As a migrated database has them: the suite itself switches the guard against TRUNCATE off (tests/conftest.py)."""
    with connection.cursor() as cursor:
        _guards(cursor, "ENABLE")
        yield triggers_by_table(cursor)
        _guards(cursor, "DISABLE")


def _guards(cursor, act):
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_no_truncate_%'")
    for table, trigger in cursor.fetchall():
        cursor.execute(f"ALTER TABLE {table} {act} TRIGGER {trigger}")


def test_every_table_is_tracked_guarded_or_excused(triggers):
    assert gaps(triggers, exemptions()) == []
    assert len(triggers) > 30


def _more(triggers, excused=None):
    """What is found beyond the gaps that the first test reports."""
    with connection.cursor() as cursor:
        known = gaps(triggers_by_table(cursor), exemptions())
    return [line for line in gaps(triggers, excused or exemptions()) if line not in known]


def test_an_unknown_table_is_a_gap(triggers):
    assert [line.partition(":")[0] for line in _more(triggers | {"forgotten": set()})] == ["forgotten"]


def test_a_stale_exemption_is_a_gap(triggers):
    found = _more(triggers, exemptions() | {"gone_long_ago": "once held the drafts", "directory_unit": "no reason"})
    assert found == ["directory_unit: excused, but it is tracked", "gone_long_ago: excused, but there is no such table"]


@pytest.mark.parametrize("missing", ["insert_insert", "update_update", "delete_delete", "no_truncate", "bump_version"])
def test_each_missing_trigger_is_a_gap(triggers, missing):
    triggers["directory_person"].discard(missing)
    assert [line.partition(":")[0] for line in _more(triggers)] == ["directory_person"]


@pytest.mark.parametrize("missing", sorted(GUARDING))
def test_an_open_history_table_is_a_gap(triggers, missing):
    triggers["directory_personevent"].discard(missing)
    assert _more(triggers) == [f"directory_personevent: a history table without {missing}"]


def test_a_disabled_trigger_does_not_count(triggers):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE directory_unit DISABLE TRIGGER USER")
        assert any(line.startswith("directory_unit:") for line in gaps(triggers_by_table(cursor), exemptions()))


def test_history_models_and_triggers_agree(triggers):
    """The trigger that PostgreSQL runs is the one the code declares: migrations are complete."""
    assert {trail.model._meta.db_table for trail in trails()} == {
        table for table, names in triggers.items() if "insert_insert" in names
    }


def test_tables_excused_as_unused_are_empty(world):
    through = [Account.groups.through, Account.user_permissions.through, Group.permissions.through]
    for model in (Group, GroupObjectPermission, UserObjectPermission, *through):
        assert not model._base_manager.exists(), model
    assert UnitUserPermission.objects.exists()


def _refused(statement):
    with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return True


def test_nobody_changes_or_deletes_history(world, triggers):
    Event.objects.create(kind=EventKind.PRINT)
    filled = 0
    for trail in trails():
        table = trail.history._meta.db_table
        if trail.history.objects.exists():
            filled += 1
            assert _refused(f"UPDATE {table} SET pgh_label = 'x'")
            assert _refused(f"DELETE FROM {table}")
        assert _refused(f"TRUNCATE {table} CASCADE")
    assert filled >= 8
    for table, column in (("audit_event", "reason = 'x'"), ("pghistory_context", "metadata = '{}'")):
        assert _refused(f"UPDATE {table} SET {column}")
        assert _refused(f"DELETE FROM {table}")
        assert _refused(f"TRUNCATE {table} CASCADE")


def test_nobody_empties_a_business_table(world, triggers):
    for trail in trails():
        assert _refused(f"TRUNCATE {trail.model._meta.db_table} CASCADE")


def test_no_code_switches_triggers_off():
    """pgtrigger can silence its triggers for a block of code; only a disposal that is approved and logged may."""
    roots = {
        apps.get_app_config(name).path for name in ("audit", "branches", "directory", "desk", "organizers", "reminders")
    }
    assert len(roots) == 6
    assert [path.name for path in _sources(roots) if "pgtrigger.ignore" in path.read_text()] == []


def _sources(roots):
    return [path for root in roots for path in Path(root).rglob("*.py")]
