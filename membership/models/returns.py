from django.db import models
from django.db.models import F, Q

from audit.tracking import Versioned, tracked
from directory.models import Account, Person, Unit
from membership.models.cases import STEP_WORDS, Case, OfCase
from membership.procedure.steps import STEPS

# The key of the deadline that a return sets (CaseDeadline).
RETURNED = "returned"


class CaseReturnQuerySet(OfCase):
    def standing(self):
        """Returns that hold: not taken back as a mistake."""
        return self.filter(voided_at__isnull=True)

    def unanswered(self):
        """Those that lie with the branch."""
        return self.standing().filter(resubmitted_on__isnull=True)


@tracked(label=["person", "step"], owners=["person"])
class CaseReturn(Versioned):
    """退回补正: what the body above found lacking in a request, by when, and what the branch answered.

    The request keeps the day on which it was first reported; a return moves no limit of the approval.
    """

    case = models.ForeignKey(Case, verbose_name="个案", on_delete=models.PROTECT, related_name="returns")
    person = models.ForeignKey(Person, verbose_name="人员", on_delete=models.PROTECT, related_name="+")
    step = models.CharField("退回的事项", max_length=30, choices=STEP_WORDS)
    body = models.ForeignKey(Unit, verbose_name="退回单位", on_delete=models.PROTECT, related_name="+")
    returned_on = models.DateField("退回日期")
    returned_by = models.ForeignKey(
        Account, verbose_name="退回人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField("需要补正的内容", max_length=500)
    complete_by = models.DateField("补正期限")
    resubmitted_on = models.DateField("重新报送日期", null=True, blank=True)
    resubmitted_by = models.ForeignKey(
        Account, verbose_name="报送人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.CharField("补正说明", max_length=500, blank=True)
    voided_at = models.DateTimeField("撤销时间", null=True, blank=True)
    void_reason = models.CharField("撤销原因", max_length=300, blank=True)

    objects = CaseReturnQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "发展党员退回补正"
        ordering = ["returned_on", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(resubmitted_on__isnull=True, voided_at__isnull=True),
                name="case_one_open_return",
                violation_error_message="此案已退回补正，支部还没有重新报送，请刷新页面查看。",
            ),
            models.CheckConstraint(
                name="case_return_in_order",
                condition=Q(complete_by__gte=F("returned_on"))
                & (Q(resubmitted_on__isnull=True) | Q(resubmitted_on__gte=F("returned_on"))),
                violation_error_message="补正期限、重新报送的日期不能早于退回日期，请核对。",
            ),
            models.CheckConstraint(
                name="case_return_says_what",
                condition=~Q(reason="") & (Q(resubmitted_on__isnull=True) | ~Q(answer="")),
                violation_error_message="退回须写明需要补正的内容，重新报送须写明补正了什么。",
            ),
        ]

    def __str__(self):
        return f"{self.returned_on} 退回“{self.title}”"

    @property
    def title(self) -> str:
        return STEPS[self.step].title

    @property
    def is_open(self) -> bool:
        return self.resubmitted_on is None and self.voided_at is None

    @property
    def is_answered_late(self) -> bool:
        return self.resubmitted_on is not None and self.resubmitted_on > self.complete_by
