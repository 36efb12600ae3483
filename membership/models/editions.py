from django.conf import settings
from django.db import models
from django.db.models import Q

from audit.tracking import Versioned, tracked
from membership.procedure.editions import TITLES, Edition

# The text that a school has to confirm; the one before it has been in force for years.
CONFIRMABLE = [(Edition.OF_2026.value, f"《{TITLES[Edition.OF_2026]}》")]


@tracked(label=["edition"], personal=False)
class EditionConfirmation(Versioned):
    """文本确认: the school has compared the new text, once; from then on what only that text demands refuses.

    Until then it asks for a reason and an approver, as a rule does that holds “generally”.
    """

    edition = models.CharField("版本", max_length=4, choices=CONFIRMABLE, unique=True)
    document = models.CharField("依据文件", max_length=120, help_text="据以核对和执行的文件名称和文号")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="确认人", on_delete=models.PROTECT, related_name="+"
    )
    confirmed_on = models.DateField("确认日期")

    class Meta:
        verbose_name = verbose_name_plural = "细则文本确认"
        ordering = ["edition"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="edition_confirmed_by_document",
                condition=~Q(document=""),
                violation_error_message="请写明据以核对的文件。",
            ),
        ]

    def __str__(self):
        return self.get_edition_display()
