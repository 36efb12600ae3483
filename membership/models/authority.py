from django.db import models
from django.db.models import Q

from audit.tracking import Versioned, tracked
from directory.models import Unit
from directory.models.people import STUDENTS
from directory.models.spans import Dated, ends_after_start, no_overlap


class PersonKind(models.TextChoices):
    """Of whom an authority speaks."""

    EVERYBODY = "", "全部人员"
    STUDENT = "student", "学生"
    STAFF = "staff", "教职工及其他"


def kind_of(person) -> PersonKind:
    return PersonKind.STUDENT if person.category in STUDENTS else PersonKind.STAFF


@tracked(label=["unit"], owners=["unit"], personal=False)
class ApprovalAuthority(Dated, Versioned):
    """审批权限: whether a party committee approves members itself, of whom, and by which document (P-09; HEI-11).

    A committee of which nothing is written approves. One without authority passes on to the committee above it.
    """

    unit = models.ForeignKey(Unit, verbose_name="党委", on_delete=models.PROTECT, related_name="approval_authorities")
    person_kind = models.CharField(
        "人员范围", max_length=10, choices=PersonKind.choices, default=PersonKind.EVERYBODY, blank=True
    )
    approves = models.BooleanField("有审批权")
    document = models.CharField("依据文件", max_length=120, help_text="授权或收回的文件名称和文号")

    class Meta:
        verbose_name = verbose_name_plural = "发展党员审批权限"
        ordering = ["unit", "person_kind", "-from_on"]
        default_permissions = ()
        constraints = [
            no_overlap(
                "authority_once_a_day", "同一党委对同一范围人员的审批权限，起止时间重叠。", "unit", "person_kind"
            ),
            ends_after_start("authority_ends_after_start"),
            models.CheckConstraint(
                name="authority_has_document",
                condition=~Q(document=""),
                violation_error_message="请写明授权或收回审批权的文件。",
            ),
        ]

    def __str__(self):
        return f"{self.unit} {self.get_person_kind_display()} {'有审批权' if self.approves else '无审批权'}"
