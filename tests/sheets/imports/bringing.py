"""Brings a file in the way the wizard does, step by step, without its pages."""

from audit.context import acting
from sheets.imports import batches, running
from sheets.imports.registry import importer_of
from sheets.imports.report import Report
from sheets.models import ImportBatch


def keep(key, content, viewer, file_name="名册.xlsx", /, **choices) -> ImportBatch:
    """An uploaded batch."""
    importer = importer_of(key)
    initial = {name: field.initial for name, field in importer.fields.items()}
    return batches.keep_upload(
        importer=importer, content=content, file_name=file_name, choices=initial | choices, account=viewer.account
    )


def preview(batch, viewer) -> Report:
    """What the file would do."""
    return importer_of(batch.kind).check(running.upload_of(batch, viewer))


def carry_out(batch, viewer, *, only_clean=False, answers=None) -> ImportBatch:
    """Checked, confirmed, and whatever came of it."""
    with acting(source="web"):
        batches.ask_check(batch=batch, answers=answers)
        running.work(batch.pk, lambda account: viewer)
        batches.ask_import(batch=batch, only_clean=only_clean)
        running.work(batch.pk, lambda account: viewer)
    batch.refresh_from_db()
    return batch
