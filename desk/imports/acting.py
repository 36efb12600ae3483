"""Setting a batch going, in the page or in the worker, and taking one back."""

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from audit.context import acting
from audit.events import record_event
from audit.models import EventKind
from audit.undoing import Undoing, undo
from desk.imports.viewers import viewer_of
from desk.tasks import work_imports
from reminders import registry
from reminders.refreshing import refresh
from sheets.imports.registry import importer_of
from sheets.imports.running import work
from sheets.models import ImportBatch, State

log = logging.getLogger(__name__)


def start(batch: ImportBatch) -> None:
    """Works on the batch at once if it is small; a large one goes to the worker. Either may die: see `running`."""
    if not batch.is_waiting:
        return
    importer = importer_of(batch.kind)
    if importer and batch.rows <= _rows_at_once(importer, batch):
        work(batch.pk, viewer_of)
    else:
        transaction.on_commit(_ring)


def _rows_at_once(importer, batch) -> int:
    return importer.rows_in_page if batch.state == State.CHECKING else importer.writes_in_page


@transaction.atomic
def take_back(*, batch: ImportBatch, by, today: dt.date) -> Undoing | None:
    """撤销本批: what was not used since goes back, in one transaction; a second time nothing is done.

    What it leaves due is computed at its end: any source may speak of what is gone.
    """
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state != State.DONE:
        return None
    with acting(by=by, source="import", reason=f"撤销导入 {batch.file_name}"):
        done = undo(batch.code)
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


def _ring() -> None:
    """The bell for the worker; if the broker is away, the beat's next tick finds the batch."""
    try:
        work_imports.apply_async(retry=False)
    except OperationalError:
        log.warning("The broker did not take the bell for an import; the next tick will.")
