"""What has to happen without anybody clicking; a task carries no argument."""

from celery import shared_task
from django.utils import timezone

from audit.context import acting
from organizers.imports import running


@shared_task(name="organizers.empty_drafts")
def empty_drafts() -> None:
    """Uploaded rosters that nobody confirmed do not stay."""
    with acting(source="task", reason="清除逾期的导入草稿"):
        running.empty_drafts(now=timezone.now())
