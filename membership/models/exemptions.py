from django.db import models
from django.db.models import Q

from audit.tracking import Versioned, tracked
from membership.models.cases import OfCase, StepRecord


class ExemptionQuerySet(OfCase):
    scope_field = "record__case__unit"


@tracked(label=["record", "rule"])
class Exemption(Versioned):
    """例外: what a rule holds “generally” or a school asks, yielded to a recorded reason and approver."""

    record = models.ForeignKey(StepRecord, verbose_name="步骤记录", on_delete=models.PROTECT, related_name="exemptions")
    rule = models.CharField("规则", max_length=20)
    words = models.CharField("规则提示", max_length=500)
    clause = models.CharField("依据", max_length=200, blank=True)
    reason = models.CharField("原因", max_length=300)
    approver = models.CharField("批准人", max_length=60)
    decided_on = models.DateField("批准日期")
    document = models.CharField("文件或会议", max_length=120, blank=True)

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "发展党员例外"
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["record", "rule"],
                name="exemption_once",
                violation_error_message="同一条规则只需一个例外说明。",
            ),
            models.CheckConstraint(
                name="exemption_has_reason",
                condition=~Q(reason="") & ~Q(approver=""),
                violation_error_message="例外须写明原因和批准人。",
            ),
        ]

    def __str__(self):
        return f"{self.rule} {self.reason}"
