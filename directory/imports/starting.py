"""Setting a batch going, in the page or in the worker."""

import logging

from django.db import transaction
from kombu.exceptions import OperationalError

from directory.imports.viewers import viewer_of
from directory.tasks import work_imports
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


def _ring() -> None:
    """The bell for the worker; if the broker is away, the beat's next tick finds the batch."""
    try:
        work_imports.apply_async(retry=False)
    except OperationalError:
        log.warning("The broker did not take the bell for an import; the next tick will.")
