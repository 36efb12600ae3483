"""What was on the table when somebody was appointed (F61), and why a condition was set aside."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from audit.tracking import Versioned, tracked
from directory.models import Person
from organizers.models.appointments import Appointment
from organizers.models.scopes import BesideStanding, OfAppointment


@tracked(label=["person"], owners=["person"])
class Nomination(Versioned):
    """任职条件核对: what was stated of the candidate, and what the rule answered on that day.

    `checks` is the answer as it was given (rule, title, asked, answer, words, clause, arithmetic): a later change of
    the school's rules does not change what was decided.
    """

    appointment = models.OneToOneField(
        Appointment, verbose_name="任职", on_delete=models.PROTECT, related_name="nomination"
    )
    person = models.ForeignKey(Person, verbose_name="人选", on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField("动议日期", null=True, blank=True)
    talked_on = models.DateField("与组织部沟通日期", null=True, blank=True)
    decided_on = models.DateField("人选确定日期", null=True, blank=True)
    health_stated = models.BooleanField("身体条件", null=True, blank=True)
    opinions = ArrayField(models.CharField(max_length=40), verbose_name="已听取意见", default=list, blank=True)
    checks = models.JSONField("核对结果", default=list)
    is_history = models.BooleanField("补录", default=False)

    objects = BesideStanding.from_queryset(OfAppointment)()

    class Meta:
        verbose_name = verbose_name_plural = "任职条件核对"
        default_permissions = ()

    def __str__(self):
        return f"{self.person} 的任职条件核对"


@tracked(label=["person", "rule"], owners=["person"])
class RuleException(Versioned):
    """任职条件例外: a condition that holds normally (一般) was set aside, why, and by whose approval."""

    appointment = models.ForeignKey(
        Appointment, verbose_name="任职", on_delete=models.PROTECT, related_name="exceptions"
    )
    person = models.ForeignKey(Person, verbose_name="人选", on_delete=models.PROTECT, related_name="+")
    rule = models.CharField("条件", max_length=40)
    reason = models.CharField("原因", max_length=300)
    approver = models.ForeignKey(Person, verbose_name="批准人", on_delete=models.PROTECT, related_name="+")
    approved_on = models.DateField("批准日期")

    objects = BesideStanding.from_queryset(OfAppointment)()

    class Meta:
        verbose_name = verbose_name_plural = "任职条件例外"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["appointment", "rule"], name="rule_exception_once"),
            models.CheckConstraint(
                name="rule_exception_not_by_himself",
                condition=~models.Q(approver=models.F("person")),
                violation_error_message="不能批准本人的例外，请由其他人批准。",
            ),
        ]

    def __str__(self):
        return f"{self.person} {self.rule}"
