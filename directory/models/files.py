import secrets

from django.db import models
from django.db.models import Q

from audit.tracking import Versioned, tracked
from directory.models.people import Person
from directory.models.units import Unit
from directory.permissions import SENSITIVITY_NAMES, Sensitivity
from directory.scope import ScopedQuerySet


class FileKind(models.TextChoices):
    """What a file is by its content, whatever its name says."""

    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG 图片"
    PNG = "png", "PNG 图片"
    DOCX = "docx", "Word 文档"
    XLSX = "xlsx", "Excel 工作簿"


def new_code() -> str:
    return secrets.token_hex(16)


class AttachmentQuerySet(ScopedQuerySet):
    """Scope is that of the object a file belongs to; the app above adds its own permission."""

    view_permission = "units.view"
    edit_permission = "organizers.submit"

    def of(self, record):
        """The files of one record that are still in force."""
        return self.filter(subject=record._meta.label_lower, subject_id=record.pk, voided_at__isnull=True)


@tracked(label=["title", "person"], owners=["person", "unit"], derived=["sha256"])
class Attachment(Versioned):
    """附件: one file beside a record. The content lies sealed in the files' folder, under a name nobody can guess."""

    code = models.CharField("编号", max_length=32, unique=True, default=new_code, editable=False)
    unit = models.ForeignKey(Unit, verbose_name="党组织", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, verbose_name="人员", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    subject = models.CharField("所属记录", max_length=60)
    subject_id = models.BigIntegerField("所属记录编号")
    title = models.CharField("材料名称", max_length=60)
    file_name = models.CharField("文件名", max_length=200)
    kind = models.CharField("类型", max_length=10, choices=FileKind.choices)
    size = models.PositiveIntegerField("大小（字节）")
    sha256 = models.CharField("校验值", max_length=64)
    sensitivity = models.PositiveSmallIntegerField(
        "敏感程度", default=Sensitivity.S3, choices=[(level.value, words) for level, words in SENSITIVITY_NAMES.items()]
    )
    added_on = models.DateField("上传日期")
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    void_reason = models.CharField("作废原因", max_length=200, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["id"]
        default_permissions = ()
        indexes = [models.Index(fields=["subject", "subject_id"], name="attachment_subject")]
        constraints = [models.CheckConstraint(name="attachment_not_empty", condition=Q(size__gt=0))]

    def __str__(self):
        return self.title
