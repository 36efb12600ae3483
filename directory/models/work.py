from django.db import models

from audit.tracking import Versioned, tracked
from dates.partial import PartialDate, Precision
from directory.models.people import Person
from directory.models.spans import PRECISIONS, Dated, DatedQuerySet, ends_after_start
from directory.scope import ScopedQuerySet


class WorkHistoryQuerySet(ScopedQuerySet, DatedQuerySet):
    scope_field = "person__unit"
    view_permission = "people.view"
    edit_permission = "organizers.edit"


@tracked(label=["person", "organization", "post"], owners=["person"])
class WorkHistory(Dated, Versioned):
    """工作履历: where a person worked, in which post, and whether that was party work (F60 是否党务).

    Terms may overlap and may be known roughly: a date of the month is its first day with a precision.
    """

    person = models.ForeignKey(Person, verbose_name="人员", on_delete=models.PROTECT, related_name="work_history")
    organization = models.CharField("单位", max_length=120)
    post = models.CharField("职务", max_length=60, blank=True)
    from_precision = models.CharField(max_length=5, choices=PRECISIONS, default=Precision.DAY.value, editable=False)
    to_precision = models.CharField(max_length=5, choices=PRECISIONS, default=Precision.DAY.value, editable=False)
    is_party_work = models.BooleanField("党务工作", default=False)
    is_ideological = models.BooleanField("思想政治工作", default=False)
    note = models.CharField("备注", max_length=200, blank=True)
    voided_at = models.DateTimeField("作废时间", null=True, blank=True, editable=False)
    void_reason = models.CharField("作废原因", max_length=200, blank=True, editable=False)

    objects = WorkHistoryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "工作履历"
        ordering = ["-from_on", "-id"]
        default_permissions = ()
        constraints = [
            ends_after_start("work_history_ends_after_start"),
            models.CheckConstraint(
                name="work_history_has_place",
                condition=~models.Q(organization=""),
                violation_error_message="请填写工作单位。",
            ),
        ]

    def __str__(self):
        return f"{self.organization}{f' {self.post}' if self.post else ''}"

    @property
    def begins(self) -> PartialDate:
        return PartialDate(self.from_on, self.from_precision)

    @property
    def ends(self) -> PartialDate | None:
        return PartialDate(self.to_on, self.to_precision) if self.to_on else None
