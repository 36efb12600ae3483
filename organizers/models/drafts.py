import base64
import secrets

from django.conf import settings
from django.db import models

from audit.sealing import seal, unseal

PURPOSE = "organizers.import_draft"


def new_code() -> str:
    return secrets.token_hex(8)


class ImportDraft(models.Model):
    """导入草稿: an uploaded roster between preview and confirmation, sealed; emptied when done or after 30 days.

    Without history of its own: it is no business record, and history would keep what emptying removes. What the
    import changes is told by the history of the appointments.
    """

    code = models.CharField("编号", max_length=16, unique=True, default=new_code, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="上传人", on_delete=models.CASCADE, related_name="+"
    )
    file_name = models.CharField("文件名", max_length=200)
    choices = models.JSONField("选项", default=dict)
    content = models.BinaryField("内容（加密）", null=True, editable=False)
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    done_at = models.DateTimeField("导入时间", null=True, blank=True)
    counts = models.JSONField("结果", default=dict)

    sealed_fields = {"content": PURPOSE}

    class Meta:
        verbose_name = verbose_name_plural = "导入草稿"
        ordering = ["-created_at"]
        default_permissions = ()
        indexes = [models.Index(fields=["created_at"], name="import_draft_created")]

    def __str__(self):
        return self.file_name

    def put(self, content: bytes) -> None:
        self.content = seal(base64.b64encode(content).decode(), PURPOSE)

    def read(self) -> bytes:
        """The uploaded file; empty once the draft has been emptied."""
        return base64.b64decode(unseal(self.content, PURPOSE)) if self.content else b""
