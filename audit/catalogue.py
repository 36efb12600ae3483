"""Which tables leave a history, asked of the database itself, and which are excused (audit/exemptions.toml)."""

import tomllib
from collections import defaultdict
from pathlib import Path

from django.apps import apps
from pghistory.models import Event as HistoryRow

from audit.tracking import Versioned

EXEMPTIONS = Path(__file__).with_name("exemptions.toml")
RECORDING = {"insert_insert", "update_update", "delete_delete", "no_truncate"}
GUARDING = {"append_only", "no_truncate"}


def exemptions() -> dict[str, str]:
    """Table → reason. Raises `ValueError` on a table named twice or a reason that says nothing."""
    reasons: dict[str, str] = {}
    for tables in tomllib.loads(EXEMPTIONS.read_text()).values():
        for table, reason in tables.items():
            if table in reasons or len(reason.strip()) < 10:
                raise ValueError(f"{table}: named twice or without a reason")
            reasons[table] = reason
    return reasons


def triggers_by_table(cursor) -> dict[str, set[str]]:
    """Names of the enabled triggers of every ordinary or partitioned table, without prefix and suffix."""
    cursor.execute(
        r"""
        SELECT c.relname, substring(t.tgname FROM '^pgtrigger_(.*)_[0-9a-f]{5}$')
        FROM pg_class c
        LEFT JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        """
    )
    found: dict[str, set[str]] = defaultdict(set)
    for table, trigger in cursor.fetchall():
        found[table] |= {trigger} - {None}
    return dict(found)


def gaps(triggers: dict[str, set[str]], excused: dict[str, str]) -> list[str]:
    """Everything that is wrong, one sentence each; empty when every table is tracked, guarded or excused."""
    history = {model._meta.db_table for model in apps.get_models() if issubclass(model, HistoryRow)}
    found = [f"{table}: excused, but there is no such table" for table in excused.keys() - triggers.keys()]
    for table, present in triggers.items():
        recording = present >= RECORDING
        if table in history:
            found += [f"{table}: a history table without {name}" for name in GUARDING - present]
        elif table in excused:
            found += [f"{table}: excused, but it is tracked"] if recording else []
        elif not recording:
            found.append(f"{table}: neither tracked nor excused, missing {sorted(RECORDING - present)}")
    return sorted(found + _unbumped(triggers))


def _unbumped(triggers) -> list[str]:
    versioned = {m._meta.db_table for m in apps.get_models() if issubclass(m, Versioned) and not m._meta.proxy}
    return [
        f"{table}: has a version that nothing bumps" for table in versioned if "bump_version" not in triggers[table]
    ]
