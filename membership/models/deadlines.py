from django.db import models
from django.db.models import Q

from directory.models import Unit
from membership.models.cases import STEP_WORDS, Case, OfCase


class CaseDeadline(models.Model):
    """What is due in an open case and by when: worked out with every act, read by the nightly run.

    Derived like the case's own cache: it holds nothing that the records do not say, so it has no history. A row stays
    when the thing is done (`is_due`), since reminders point to it.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="deadlines")
    # Whose turn it is: the branch, or the body that approves for it.
    is_committees = models.BooleanField("由审批机关办理", default=False)
    unit = models.ForeignKey(Unit, verbose_name="办理单位", on_delete=models.PROTECT, related_name="+")
    key = models.CharField("事项", max_length=40)
    step = models.CharField("步骤", max_length=30, choices=STEP_WORDS, blank=True)
    due_on = models.DateField("最迟日期")
    clause = models.CharField("依据", max_length=200, blank=True)
    grade = models.CharField("级别", max_length=2)
    words = models.CharField("说明", max_length=300)
    ahead = models.PositiveSmallIntegerField("提前天数")
    is_due = models.BooleanField("未办", default=True)

    objects = OfCase.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "发展党员期限"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="case_deadline_once")]
        indexes = [models.Index(fields=["is_committees", "due_on"], condition=Q(is_due=True), name="case_deadline_due")]

    def __str__(self):
        return f"{self.due_on} {self.words}"
