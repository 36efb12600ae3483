"""The life of a batch up to the moment when somebody carries it out (sheets/imports/running.py)."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from sheets.container import check_container
from sheets.imports.contract import Importer
from sheets.imports.matching import Match, match_columns
from sheets.models import OPEN, WAITING, ColumnChoice, ImportBatch, State
from sheets.reading import read_head

KEEP_DAYS = 30
ANSWERS = {"same": "是", "new": "否", "skip": "跳过"}
# Title rows and notes above the data are read too.
ABOVE = 100


@transaction.atomic
def keep_upload(*, importer: Importer, content: bytes, file_name: str, choices: dict, account) -> ImportBatch:
    """A new batch with its file sealed. Raises `SheetRefused` for what is no plain .xlsx."""
    check_container(content, file_name)
    batch = ImportBatch(kind=importer.key, account=account, file_name=file_name[-200:], choices=choices)
    batch.columns = remembered(account, importer.key)
    batch.put(content)
    batch.save()
    return batch


@transaction.atomic
def replace_upload(*, batch: ImportBatch, importer: Importer, content: bytes, file_name: str) -> ImportBatch:
    """The corrected file continues the batch; what was answered about rows of the old one is asked again."""
    check_container(content, file_name)
    batch = _opened(batch)
    importer.forget(batch.code)
    batch.file_name, batch.answers, batch.only_clean, batch.report = file_name[-200:], {}, False, None
    batch.state, batch.reason, batch.attempts, batch.counts = State.UPLOADED, "", 0, {}
    batch.put(content)
    batch.save()
    return batch


def match_batch(batch: ImportBatch, importer: Importer) -> Match:
    """What the file's headings mean; notes how many rows it has. Raises `SheetRefused`."""
    sheets = importer.prepared(read_head(batch.read(), batch.file_name, importer.most_rows + ABOVE))
    found = match_columns(sheets, importer.columns, batch.columns)
    sheet = next(each for each in sheets if each.name == found.sheet)
    ImportBatch.objects.filter(pk=batch.pk).update(rows=max(sheet.height - found.row, 0))
    return found


@transaction.atomic
def assign_columns(*, batch: ImportBatch, columns: dict[str, str]) -> ImportBatch:
    """What the user said about headings; remembered for his next file of this kind."""
    batch = _opened(batch)
    batch.columns = batch.columns | columns
    batch.save(update_fields=["columns"])
    rows = [
        ColumnChoice(account=batch.account, kind=batch.kind, heading=text[:100], column=name)
        for text, name in columns.items()
    ]
    ColumnChoice.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["account", "kind", "heading"], update_fields=["column"]
    )
    return batch


def remembered(account, kind: str) -> dict[str, str]:
    """What this account has said before."""
    return dict(ColumnChoice.objects.filter(account=account, kind=kind).values_list("heading", "column"))


@transaction.atomic
def ask_check(*, batch: ImportBatch, answers: dict[int, str] | None = None) -> ImportBatch:
    """The batch is to be checked (anew, with answers to its conflicts)."""
    batch = _opened(batch)
    batch.answers = batch.answers | {str(row): answer for row, answer in (answers or {}).items() if answer in ANSWERS}
    batch.state, batch.attempts, batch.reason = State.CHECKING, 0, ""
    batch.save(update_fields=["answers", "state", "attempts", "reason"])
    return batch


@transaction.atomic
def ask_import(*, batch: ImportBatch, only_clean: bool) -> ImportBatch:
    """The batch is to be carried out. Asked twice (a second click, a second tab), it stays as it is."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state in (State.CHECKED, State.FAILED) and not batch.is_emptied:
        batch.state, batch.attempts, batch.reason, batch.only_clean = State.RUNNING, 0, "", only_clean
        batch.save(update_fields=["state", "attempts", "reason", "only_clean"])
    return batch


def news_for(account) -> QuerySet[ImportBatch]:
    """What the worker has finished and the account has not looked at yet, the latest first."""
    finished = ImportBatch.objects.filter(account=account, is_news=True).exclude(state__in=WAITING)
    return finished.defer("content", "report")


def mark_seen(batch: ImportBatch) -> None:
    """Its owner has the outcome before him."""
    if batch.is_news and not batch.is_waiting:
        ImportBatch.objects.filter(pk=batch.pk).update(is_news=False)


def empty_batches(*, now: dt.datetime, importers: dict[str, Importer]) -> int:
    """Blanks files and reports of batches uploaded more than 30 days ago; returns how many."""
    old = ImportBatch.objects.filter(created_at__lt=now - dt.timedelta(days=KEEP_DAYS), content__isnull=False)
    for kind, code in old.values_list("kind", "code"):
        if kind in importers:
            importers[kind].forget(code)
    return old.update(content=None, report=None)


def _opened(batch: ImportBatch) -> ImportBatch:
    """The batch, locked, if it can still be worked on; else `ValueError` with a sentence."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state not in OPEN:
        raise ValueError("本批正在处理或已经导入，请刷新页面查看。")
    return batch
