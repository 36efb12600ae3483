"""Taking a batch back."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from audit.context import acting
from audit.events import record_event
from audit.models import EventKind
from audit.undoing import Undoing, undo
from reminders import registry
from reminders.refreshing import refresh
from sheets.imports.registry import importer_of
from sheets.models import ImportBatch, State


@transaction.atomic
def take_back(*, batch: ImportBatch, by, today: dt.date) -> Undoing | None:
    """撤销本批: what was not used since goes back, in one transaction; a second time nothing is done.

    What it leaves due is computed at its end: any source may speak of what is gone.
    """
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state != State.DONE:
        return None
    with acting(by=by, source="import", reason=f"撤销导入 {batch.file_name}"):
        done = undo(batch.code, today)
        batch.state, batch.undone_at = State.UNDONE, timezone.now()
        batch.undone = {"deleted": done.deleted, "restored": done.restored, "stopped": done.stopped}
        batch.save(update_fields=["state", "undone_at", "undone"])
        record_event(
            EventKind.IMPORT,
            by=by,
            subject=importer_of(batch.kind).title,
            reason=batch.file_name,
            act="撤销导入",
            batch=batch.number,
            rows=done.rows,
            stopped=done.stopped,
        )
    refresh(*registry.SOURCES, on=today)
    return done
