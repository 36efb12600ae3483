"""Checking and carrying out a batch: everything or nothing, whatever dies meanwhile.

PostgreSQL holds the truth. Whoever works on a batch holds its row for as long as his transaction lasts, and the new
state is written in the same transaction as the rows. So a process that dies leaves the batch waiting with a free row;
the next look at the waiting batches (a page, a task, the beat) takes it up, and after a few deaths gives it up with a
reason. A task that is lost or delivered three times does no harm.
"""

import logging
from collections.abc import Callable
from contextlib import closing, nullcontext
from dataclasses import replace
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from audit.context import acting
from audit.events import record_event
from audit.models import EventKind
from sheets.imports.contract import Importer, Upload
from sheets.imports.progress import Watch
from sheets.imports.registry import importer_of
from sheets.imports.report import NotClean, Report
from sheets.imports.storing import put_report, stored_report
from sheets.models import WAITING, ImportBatch, State

log = logging.getLogger(__name__)
ATTEMPTS = 3
_DIED = "处理时服务中断了几次，没有导入任何内容，请重新确认；如再次出现，请联系系统管理员。"
_FAILED = "处理时出现意外错误，没有导入任何内容，请重新确认；如再次出现，请把批次号告诉系统管理员。"
_NO_RIGHT = "上传人已没有导入这类名册的权限，没有导入任何内容。"

# Gives the account's viewer of today; for a batch from the command line (None) the viewer of the operator.
ViewerOf = Callable[[Any], Any]


def waiting() -> list[int]:
    """Batches that somebody has to work on, oldest first."""
    return list(ImportBatch.objects.filter(state__in=WAITING).order_by("pk").values_list("pk", flat=True))


def work(pk: int, viewer_of: ViewerOf, *, watched: bool = False) -> None:
    """Takes up a waiting batch that nobody else is working on. `watched`: others want to see how far it has come.

    Raises only when the database itself is gone; then the batch waits for the next one.
    """
    if not _count_attempt(pk, watched=watched):
        return
    try:
        with closing(Watch(pk)) if watched else nullcontext() as watch, transaction.atomic():
            if batch := _take(pk):
                _step(batch, viewer_of(batch.account), watch)
    except NotClean as unclean:
        _set_back(pk, unclean.report)
    except Exception:
        if connection.connection is None or connection.connection.closed:
            raise
        log.exception("batch %s", pk)
        _give_up(pk, _FAILED)


def upload_of(batch: ImportBatch, viewer, **more) -> Upload:
    """The batch as an importer sees it."""
    return Upload(
        content=batch.read(),
        file_name=batch.file_name,
        viewer=viewer,
        choices=batch.choices,
        columns=batch.columns,
        answers={int(row): answer for row, answer in batch.answers.items()},
        code=batch.code,
        **more,
    )


def report_of(batch: ImportBatch, viewer) -> Report | None:
    """The last check's report, as a page shows it."""
    importer = importer_of(batch.kind)
    if importer and importer.keeps_stage and not batch.is_emptied and batch.report:
        return importer.stored(upload_of(batch, viewer)) or stored_report(batch)
    return stored_report(batch)


@transaction.atomic
def _count_attempt(pk, *, watched) -> bool:
    """False when somebody else is at work or nothing is to be done, and when too many have died over it."""
    batch = _take(pk)
    if batch is None:
        return False
    if batch.attempts >= ATTEMPTS:
        _settle(batch, State.FAILED, reason=_DIED)
        return False
    batch.attempts += 1
    batch.is_news = batch.is_news or watched
    batch.save(update_fields=["attempts", "is_news"])
    return True


def _take(pk) -> ImportBatch | None:
    free = ImportBatch.objects.select_for_update(of=("self",), skip_locked=True)
    return free.select_related("account").filter(pk=pk, state__in=WAITING).first()


def _step(batch, viewer, watch) -> None:
    importer = importer_of(batch.kind)
    if importer is None or not viewer.may(importer.permission):
        _settle(batch, State.FAILED, reason=_NO_RIGHT)
        return
    upload = upload_of(batch, viewer, **({"progress": watch} if watch else {}))
    if batch.state == State.CHECKING:
        put_report(batch, importer.check(upload), with_lines=not importer.keeps_stage)
        _settle(batch, State.CHECKED)
    else:
        _carry_out(batch, importer, upload)


def _carry_out(batch, importer: Importer, upload) -> None:
    """The rows, the log's line and the batch's new state in one transaction."""
    with acting(by=batch.account, source="import", reason=f"导入 {batch.file_name}", batch=batch.code):
        report = importer.carry_out(upload, only_clean=batch.only_clean)
        batch.done_at = timezone.now()
        put_report(batch, report, with_lines=not importer.keeps_stage)
        if report.is_clean:  # What was left out can still be fetched as an error workbook.
            batch.content = batch.report = None
            importer.forget(batch.code)
        _settle(batch, State.DONE)
        record_event(
            EventKind.IMPORT,
            by=batch.account,
            subject=importer.title,
            reason=batch.file_name,
            batch=batch.number,
            **report.counts,
        )


def _settle(batch, state, *, reason: str = "") -> None:
    batch.state, batch.reason = state, reason
    batch.save(update_fields=["state", "reason", "report", "counts", "content", "done_at"])


@transaction.atomic
def _set_back(pk, report) -> None:
    """What was clean when it was checked is so no more: the new report stands in the old one's place."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=pk)
    importer = importer_of(batch.kind)
    keeps_stage = getattr(importer, "keeps_stage", False)
    if keeps_stage and (report.is_file_refused or report.rows > importer.rows_in_page):
        # The stage knows nothing of what is new; where the file is shorter, the page has it looked at again.
        importer.forget(batch.code)
        keeps_stage, report = False, replace(report, lines=[])
    put_report(batch, report, with_lines=not keeps_stage)
    _settle(batch, State.CHECKED, reason="确认时发现新的错误或冲突，没有导入任何内容，请改正后重新上传。")


@transaction.atomic
def _give_up(pk, reason) -> None:
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=pk)
    if batch.is_waiting:
        _settle(batch, State.FAILED, reason=reason)
