"""Uploaded files on their way in.

None of these tables has history: they are no business records, and history would keep what emptying removes
(audit/exemptions.toml). What an import changes is told by the history of what it changed.
"""

import base64
import secrets

from django.conf import settings
from django.db import models

from audit.sealing import seal, unseal

CONTENT_PURPOSE = "sheets.import_batch.content"
REPORT_PURPOSE = "sheets.import_batch.report"


def new_code() -> str:
    return secrets.token_hex(8)


class State(models.TextChoices):
    """Where a batch stands. `CHECKING` and `RUNNING` mean: to be done, or being done by whoever holds its row."""

    UPLOADED = "uploaded", "待匹配列"
    CHECKING = "checking", "预检中"
    CHECKED = "checked", "待确认"
    RUNNING = "running", "导入中"
    DONE = "done", "已导入"
    FAILED = "failed", "未完成"
    UNDONE = "undone", "已撤销"


WAITING = (State.CHECKING, State.RUNNING)
OPEN = (State.UPLOADED, State.CHECKED, State.FAILED)


class ImportBatch(models.Model):
    """导入批次: one file from its upload to its result, and perhaps to its undoing.

    File and report are sealed, and emptied after 30 days. A batch without account came from the command line. What the
    worker took up is news for its owner, who has gone away meanwhile, until he opens it.
    """

    code = models.CharField("编号", max_length=16, unique=True, default=new_code, editable=False)
    kind = models.CharField("类型", max_length=30)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="上传人", null=True, on_delete=models.CASCADE, related_name="+"
    )
    file_name = models.CharField("文件名", max_length=200)
    choices = models.JSONField("选项", default=dict)
    columns = models.JSONField("列的对应", default=dict)
    answers = models.JSONField("冲突的答复", default=dict)
    only_clean = models.BooleanField("只导入无错误的行", default=False)
    content = models.BinaryField("文件（加密）", null=True, editable=False)
    report = models.BinaryField("预检结果（加密）", null=True, editable=False)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.UPLOADED)
    rows = models.PositiveIntegerField("行数", default=0)
    counts = models.JSONField("结果", default=dict)
    reason = models.CharField("未完成的原因", max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField("已尝试次数", default=0)
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    is_news = models.BooleanField("上传人未看", default=False)
    done_at = models.DateTimeField("导入时间", null=True, blank=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undone = models.JSONField("撤销结果", default=dict)

    sealed_fields = {"content": CONTENT_PURPOSE, "report": REPORT_PURPOSE}

    class Meta:
        verbose_name = verbose_name_plural = "导入批次"
        ordering = ["-created_at", "-id"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["account", "-created_at"], name="import_batch_own"),
            models.Index(fields=["created_at"], name="import_batch_created"),
            models.Index(fields=["id"], condition=models.Q(state__in=WAITING), name="import_batch_waiting"),
        ]

    def __str__(self):
        return self.file_name

    @property
    def number(self) -> str:
        """What people call the batch: DR-000123."""
        return f"DR-{self.pk:06d}"

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def is_emptied(self) -> bool:
        return self.content is None

    def put(self, content: bytes) -> None:
        self.content = seal(base64.b64encode(content).decode(), CONTENT_PURPOSE)

    def read(self) -> bytes:
        """The uploaded file; empty once the batch has been emptied."""
        return base64.b64decode(unseal(self.content, CONTENT_PURPOSE)) if self.content else b""


class ImportProgress(models.Model):
    """进度: how far a batch in the worker has come; written beside its transaction, so that others can see it."""

    batch = models.OneToOneField(
        ImportBatch, primary_key=True, on_delete=models.CASCADE, related_name="progress", db_constraint=False
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "导入进度"
        default_permissions = ()

    def __str__(self):
        return f"{self.done}/{self.total}"


class ColumnChoice(models.Model):
    """列的对应: what an account has said a heading means in a kind of roster; an empty column leaves it out."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField("类型", max_length=30)
    heading = models.CharField("表头", max_length=100)
    column = models.CharField("列", max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "列的对应"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["account", "kind", "heading"], name="column_choice_once")]

    def __str__(self):
        return f"{self.heading} → {self.column}"
