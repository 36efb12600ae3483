from django.db import models
from django.db.models import Q

from audit.tracking import Versioned, tracked
from dates.partial import Precision
from directory.models.spans import PRECISIONS, Dated, DatedQuerySet, ends_after_start, no_overlap
from directory.models.units import Unit
from directory.scope import ScopedQuerySet


class Status(models.TextChoices):
    """党籍: only what counts as such; applicants, activists and targets are facts of a development case."""

    NONE = "none", "非党员"
    PROBATIONARY = "probationary", "预备党员"
    FULL = "full", "正式党员"
    SUSPENDED = "suspended", "停止党籍"
    LEFT = "left", "已离开本校"


# 党员: full and probationary members.
MEMBERS = (Status.FULL, Status.PROBATIONARY)


class PartyStatusQuerySet(ScopedQuerySet, DatedQuerySet):
    view_permission = "people.view"
    edit_permission = "people.edit"


@tracked(label=["person", "unit", "status"], owners=["person"])
class PartyStatus(Dated, Versioned):
    """党籍记录: with which status a person belonged to which unit, from day to day."""

    person = models.ForeignKey(
        "directory.Person", verbose_name="人员", on_delete=models.PROTECT, related_name="statuses"
    )
    # Found through party_status_unit.
    unit = models.ForeignKey(
        Unit, verbose_name="所在党组织", on_delete=models.PROTECT, related_name="statuses", db_index=False
    )
    status = models.CharField("党籍", max_length=20, choices=Status.choices)
    from_precision = models.CharField("起的精度", max_length=5, choices=PRECISIONS, default=Precision.DAY.value)
    basis = models.CharField("依据", max_length=120, blank=True)
    is_provisional = models.BooleanField("待审批", default=False)
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    void_reason = models.CharField("作废原因", max_length=200, blank=True)

    objects = PartyStatusQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "党籍记录"
        ordering = ["from_on"]
        indexes = [models.Index(fields=["unit", "status"], name="party_status_unit")]
        constraints = [
            no_overlap(
                "member_of_one_unit_a_day",
                "同一天不能是两个党支部的党员，请先办理组织关系转接。",
                "person",
                condition=Q(from_precision="day", voided_at__isnull=True),
            ),
            ends_after_start("party_status_ends_after_start"),
        ]

    def __str__(self):
        return f"{self.get_status_display()}（{self.unit}）"
