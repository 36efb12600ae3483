"""What has to happen without anybody clicking; a task carries no argument."""

from celery import shared_task
from django.utils import timezone

from audit.context import acting
from directory.imports.viewers import viewer_of
from sheets.imports import batches, running
from sheets.imports.registry import importers


@shared_task(name="directory.work_imports")
def work_imports() -> None:
    """Takes up every batch that waits and that nobody works on: new ones, and those whose worker has died."""
    for pk in running.waiting():
        running.work(pk, viewer_of, watched=True)


@shared_task(name="directory.empty_imports")
def empty_imports() -> None:
    """Uploaded files do not stay."""
    with acting(source="task", reason="清除逾期的导入文件"):
        batches.empty_batches(now=timezone.now(), importers={each.key: each for each in importers()})
