from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from audit.tracking import Versioned, tracked
from directory.models import Account, Person
from organizers.models.appointments import Appointment
from organizers.models.scopes import BesideStanding, OfAppointment
from policy.working_days import due_on_sql


class FilingQuerySet(OfAppointment):
    edit_permission = "organizers.submit"

    def in_state(self, state: str, on):
        """Those that wait for the unit, are late, are returned, wait for the department, or are filed."""
        returned = Q(pk__in=FilingReturn.objects.filter(resubmitted_on__isnull=True).values("filing"))
        due = RawSQL(  # noqa: S611 -- the columns are named in the code
            due_on_sql("organizers_filing.decided_on", "organizers_filing.working_days"),
            (),
            output_field=models.DateField(),
        )
        rows = self.filter(filed_on__isnull=True)
        return {
            "to_submit": rows.filter(submitted_on__isnull=True),
            "late": rows.filter(submitted_on__isnull=True).annotate(due_on=due).filter(due_on__lt=on),
            "returned": rows.filter(returned),
            "to_file": rows.filter(submitted_on__isnull=False).exclude(returned),
            "filed": self.filter(filed_on__isnull=False),
        }[state]


@tracked(label=["person"], owners=["person"])
class Filing(Versioned):
    """任职备案: the unit submits the appointment with its documents, the department receives and files it (D3 第七条).

    `working_days` and `clause` are those in force on the day the person was decided; empty where the document asks for
    the filing and sets no limit. The due day follows from the working-day table and is never stored.
    """

    appointment = models.OneToOneField(
        Appointment, verbose_name="任职", on_delete=models.PROTECT, related_name="filing"
    )
    person = models.ForeignKey(Person, verbose_name="组织员", on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField("人选确定日期")
    working_days = models.PositiveSmallIntegerField("期限（工作日）", null=True, blank=True)
    clause = models.CharField("依据", max_length=200, blank=True)
    submitted_on = models.DateField("提交日期", null=True, blank=True)
    submitted_by = models.ForeignKey(
        Account, verbose_name="提交人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    received_on = models.DateField("收到日期", null=True, blank=True)
    filed_on = models.DateField("备案日期", null=True, blank=True)
    opinion = models.CharField("组织部备案意见", max_length=300, blank=True)

    objects = BesideStanding.from_queryset(FilingQuerySet)()

    class Meta:
        verbose_name = verbose_name_plural = "任职备案"
        default_permissions = ()
        indexes = [models.Index(fields=["decided_on"], condition=Q(submitted_on=None), name="filing_open")]
        constraints = [
            models.CheckConstraint(
                name="filing_in_order",
                condition=(Q(submitted_on__isnull=True) | Q(submitted_on__gte=F("decided_on")))
                & (Q(received_on__isnull=True) | Q(received_on__gte=F("submitted_on")))
                & (Q(filed_on__isnull=True) | Q(filed_on__gte=F("received_on"))),
                violation_error_message="日期应依次为：人选确定、提交、收到、备案。",
            ),
            models.CheckConstraint(
                name="filing_steps_follow",
                condition=(Q(received_on__isnull=True) | Q(submitted_on__isnull=False))
                & (Q(filed_on__isnull=True) | Q(received_on__isnull=False)),
                violation_error_message="还没有提交的不能接收，还没有收到的不能备案。",
            ),
        ]

    def __str__(self):
        return f"{self.person} 的任职备案"

    @property
    def open_return(self):
        """The return that has not been answered, from the prefetched rows."""
        return next((each for each in self.returns.all() if each.resubmitted_on is None), None)


@tracked(label=["filing"], owners=["person"])
class FilingReturn(Versioned):
    """备案退回补正: what was lacking, and when the unit submitted again."""

    filing = models.ForeignKey(Filing, verbose_name="备案", on_delete=models.PROTECT, related_name="returns")
    person = models.ForeignKey(Person, verbose_name="组织员", on_delete=models.PROTECT, related_name="+")
    returned_on = models.DateField("退回日期")
    reason = models.CharField("退回原因", max_length=300)
    resubmitted_on = models.DateField("重新提交日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "备案退回补正"
        ordering = ["returned_on", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["filing"],
                condition=Q(resubmitted_on__isnull=True),
                name="filing_one_open_return",
                violation_error_message="已退回，尚未重新提交。",
            ),
            models.CheckConstraint(
                name="filing_return_in_order",
                condition=Q(resubmitted_on__isnull=True) | Q(resubmitted_on__gte=F("returned_on")),
                violation_error_message="重新提交的日期早于退回日期，请核对。",
            ),
        ]

    def __str__(self):
        return f"{self.returned_on} 退回"
