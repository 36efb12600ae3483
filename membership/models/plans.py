from django.db import models

from audit.tracking import Versioned, tracked
from directory.models import Unit
from directory.scope import ScopedQuerySet


class QuotaQuerySet(ScopedQuerySet):
    view_permission = "cases.view"
    edit_permission = "cases.plan"


@tracked(label=["unit", "year"], owners=["unit"], personal=False)
class Quota(Versioned):
    """发展计划: how many a unit and everything below it may admit in a calendar year (HEI-13).

    Allocated from above; what a unit hands on to those below it comes out of its own. A unit without a row is bound by
    the nearest one above it that has one.
    """

    unit = models.ForeignKey(Unit, verbose_name="党组织", on_delete=models.PROTECT, related_name="quotas")
    year = models.PositiveSmallIntegerField("年度")
    places = models.PositiveSmallIntegerField("控制数")
    document = models.CharField("文号", max_length=120, blank=True)

    objects = QuotaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "发展计划"
        ordering = ["-year", "unit"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                name="quota_once_a_year",
                violation_error_message="这个党组织本年度的控制数已经登记，请刷新页面后修改。",
            )
        ]

    def __str__(self):
        return f"{self.unit} {self.year}年 {self.places}"
